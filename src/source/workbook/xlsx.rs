//! Office Open XML workbooks, streamed cell by cell.

use calamine::{Xlsx, XlsxError};

use super::Bytes;
use super::calamine::{Format, Step, fenced, stream};
use super::rows::Rows;
use super::value::Writer;

impl Format for Xlsx<Bytes> {
    fn is_encrypted(error: &XlsxError) -> bool {
        matches!(error, XlsxError::Password)
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
        let next = || match cells.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => Step::Cell(cell.pos, cell.value, cell.formula.is_some()),
            Ok(None) => Step::End,
            Err(error) if is_lasting(&error) => Step::Stop(error.to_string()),
            Err(error) => Step::Skip(error.to_string()),
        };
        stream(next, rows, writer)
    }
}

/// Whether the reader cannot go on after `error`. After any other it stands inside the bad cell and finds the next one.
fn is_lasting(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::Io(_)
            | XlsxError::Zip(_)
            | XlsxError::Xml(_)
            | XlsxError::XmlEof(_)
            | XlsxError::Encoding(_)
    )
}
