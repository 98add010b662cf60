//! Binary workbooks of Excel 2007 and later, streamed cell by cell.

use calamine::{Reader, Xlsb, XlsbError};

use super::rows::Rows;
use super::value::Writer;
use super::{Bytes, Step, guarded, name_of, opened, sheets_of, stream, unread};
use crate::config::Limits;
use crate::diagnostic::SourceId;
use crate::source::{Fault, RowSink, Sheet, Workbook};

/// An open .xlsb file.
pub(super) struct XlsbWorkbook {
    workbook: Xlsb<Bytes>,
    sheets: Vec<Sheet>,
    limits: Limits,
}

impl XlsbWorkbook {
    pub(super) fn open(bytes: Bytes, limits: &Limits) -> Result<Self, Fault> {
        let is_encrypted = |error: &XlsbError| matches!(error, XlsbError::Password);
        let workbook = opened(|| Xlsb::new(bytes), is_encrypted)?;
        Ok(Self {
            sheets: sheets_of(workbook.sheets_metadata()),
            workbook,
            limits: limits.clone(),
        })
    }
}

impl Workbook for XlsbWorkbook {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets.clone()
    }

    fn read(&mut self, index: usize, source: SourceId, sink: &mut dyn RowSink) {
        let mut rows = Rows::new(source, sink, &self.limits);
        let mut writer = Writer::new(self.workbook.has_1904_epoch());
        let workbook = &mut self.workbook;
        let name = match name_of(&self.sheets, index) {
            Ok(name) => name,
            Err(fault) => return rows.fail(fault),
        };
        match guarded(|| workbook.worksheet_cells_reader(name)) {
            Some(Ok(mut cells)) => {
                let next = || match cells.next_cell() {
                    Ok(Some(cell)) => {
                        Step::Cell(cell.get_position(), cell.get_value().clone(), false)
                    }
                    Ok(None) => Step::End,
                    Err(error @ (XlsbError::CellError(_) | XlsbError::WideStr { .. })) => {
                        Step::Skip(error.to_string())
                    }
                    Err(error) => Step::Stop(error.to_string()),
                };
                stream(next, &mut rows, &mut writer);
            }
            Some(Err(error)) => rows.fail(unread(error.to_string())),
            None => rows.fail(unread(super::BROKE)),
        }
        rows.end();
    }
}
