//! Workbooks of Excel 5 to 2003. Their sheets are parsed when the file is opened; how much memory that takes was
//! bounded by the look at their records before.

use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use calamine::{Reader, Xls, XlsError, XlsOptions};

use super::rows::Rows;
use super::value::{Value, Writer};
use super::{Bytes, bytes, guarded, name_of, opened, sheets_of, unread};
use crate::config::Limits;
use crate::diagnostic::SourceId;
use crate::source::location::unopened;
use crate::source::meter::Meter;
use crate::source::preflight::{biff, compound};
use crate::source::{Fault, RowSink, Sheet, Workbook};

/// UTF-16, which version 8 always uses although other code pages are found in its files.
const UNICODE: u16 = 1200;

/// An open .xls file.
pub(super) struct XlsWorkbook {
    workbook: Xls<Bytes>,
    sheets: Vec<Sheet>,
    limits: Limits,
}

impl XlsWorkbook {
    pub(super) fn open(path: &Path, meter: &Arc<Meter>, limits: &Limits) -> Result<Self, Fault> {
        let is_encrypted = |error: &XlsError| matches!(error, XlsError::Password);
        let mut options = XlsOptions::default();
        if is_version_8(path)? {
            options.force_codepage = Some(UNICODE);
        }
        let bytes = bytes(path, meter)?;
        let workbook = opened(|| Xls::new_with_options(bytes, options), is_encrypted)?;
        Ok(Self {
            sheets: sheets_of(workbook.sheets_metadata()),
            workbook,
            limits: limits.clone(),
        })
    }
}

fn is_version_8(path: &Path) -> Result<bool, Fault> {
    let file = File::open(path).map_err(|error| unopened(&error))?;
    let length = file.metadata().map_err(|error| unopened(&error))?.len();
    let head = compound::workbook_head(file, length)?;
    Ok(biff::is_version_8(&head))
}

impl Workbook for XlsWorkbook {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets.clone()
    }

    fn tells_merged(&self) -> bool {
        true
    }

    fn read(&mut self, index: usize, source: SourceId, sink: &mut dyn RowSink) {
        let mut rows = Rows::new(source, sink, &self.limits);
        let mut writer = Writer::new(self.workbook.has_1904_epoch());
        let workbook = &mut self.workbook;
        let name = match name_of(&self.sheets, index) {
            Ok(name) => name,
            Err(fault) => return rows.fail(fault),
        };
        let range = match guarded(|| workbook.worksheet_range(name)) {
            Some(Ok(range)) => range,
            Some(Err(error)) => return rows.fail(unread(error.to_string())),
            None => return rows.fail(unread(super::BROKE)),
        };
        for merge in workbook.merge_cells_by_sheet_name(name).unwrap_or_default() {
            rows.merged(merge.start, merge.end);
        }
        let (first_row, first_column) = range.start().unwrap_or_default();
        for (row, column, data) in range.used_cells() {
            let (row, column) = (first_row + row as u32, first_column + column as u32);
            let Some(value) = Value::of_data(data) else {
                continue;
            };
            let content = writer.content(value);
            if rows.put(row, column, false, content).is_break() {
                break;
            }
        }
        rows.end();
    }
}
