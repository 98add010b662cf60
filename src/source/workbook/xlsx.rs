//! Office Open XML workbooks, streamed cell by cell.

use calamine::{Reader, Xlsx, XlsxError};

use super::rows::Rows;
use super::value::Writer;
use super::{Bytes, Step, guarded, name_of, opened, sheets_of, stream, unread};
use crate::config::Limits;
use crate::diagnostic::SourceId;
use crate::source::{Fault, RowSink, Sheet, Workbook};

/// An open .xlsx, .xlsm or .xltx file.
pub(super) struct XlsxWorkbook {
    workbook: Xlsx<Bytes>,
    sheets: Vec<Sheet>,
    limits: Limits,
}

impl XlsxWorkbook {
    pub(super) fn open(bytes: Bytes, limits: &Limits) -> Result<Self, Fault> {
        let is_encrypted = |error: &XlsxError| matches!(error, XlsxError::Password);
        let workbook = opened(|| Xlsx::new(bytes), is_encrypted)?;
        Ok(Self {
            sheets: sheets_of(workbook.sheets_metadata()),
            workbook,
            limits: limits.clone(),
        })
    }
}

impl Workbook for XlsxWorkbook {
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
                let next = || match cells.next_cell_with_formula_metadata() {
                    Ok(Some(cell)) => Step::Cell(cell.pos, cell.value, cell.formula.is_some()),
                    Ok(None) => Step::End,
                    Err(error) if is_lasting(&error) => Step::Stop(error.to_string()),
                    Err(error) => Step::Skip(error.to_string()),
                };
                stream(next, &mut rows, &mut writer);
            }
            Some(Err(error)) => rows.fail(unread(error.to_string())),
            None => rows.fail(unread(super::BROKE)),
        }
        rows.end();
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
