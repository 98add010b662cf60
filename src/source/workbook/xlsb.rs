//! Binary workbooks of Excel 2007 and later, streamed cell by cell.

use calamine::{Xlsb, XlsbError};

use super::Bytes;
use super::calamine::{Format, Step, fenced, stream};
use super::rows::Rows;
use super::value::Writer;

impl Format for Xlsb<Bytes> {
    fn is_encrypted(error: &XlsbError) -> bool {
        matches!(error, XlsbError::Password)
    }

    fn since_1904(&self) -> bool {
        self.has_1904_epoch()
    }

    fn cells(
        &mut self,
        name: &str,
        rows: &mut Rows<'_>,
        writer: &mut Writer,
    ) -> Result<(), String> {
        let mut cells = fenced(|| self.worksheet_cells_reader(name))?;
        let next = || match cells.next_cell() {
            Ok(Some(cell)) => Step::Cell(cell.get_position(), cell.get_value().clone(), false),
            Ok(None) => Step::End,
            Err(error @ (XlsbError::CellError(_) | XlsbError::WideStr { .. })) => {
                Step::Skip(error.to_string())
            }
            Err(error) => Step::Stop(error.to_string()),
        };
        stream(next, rows, writer)
    }
}
