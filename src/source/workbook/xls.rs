//! Workbooks of Excel 5 to 2003. Their sheets are parsed when the file is opened; how much memory that takes was
//! bounded by the look at their records before.

use std::fs::File;
use std::path::Path;

use calamine::{Reader, Xls, XlsError, XlsOptions};

use super::Bytes;
use super::calamine::{Format, fenced};
use super::rows::Rows;
use super::value::{Value, Writer};
use crate::source::Fault;
use crate::source::location::unopened;
use crate::source::preflight::{biff, compound};

/// UTF-16, which version 8 always uses although other code pages are found in its files.
const UNICODE: u16 = 1200;

impl Format for Xls<Bytes> {
    fn is_encrypted(error: &XlsError) -> bool {
        matches!(error, XlsError::Password)
    }

    fn since_1904(&self) -> bool {
        self.has_1904_epoch()
    }

    fn tells_merged(&self) -> bool {
        true
    }

    fn cells(
        &mut self,
        name: &str,
        rows: &mut Rows<'_>,
        writer: &mut Writer,
    ) -> Result<(), String> {
        let range = fenced(|| self.worksheet_range(name))?;
        for merge in self.merge_cells_by_sheet_name(name).unwrap_or_default() {
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
        Ok(())
    }
}

/// How the file at `path` is to be read.
pub(super) fn options(path: &Path) -> Result<XlsOptions, Fault> {
    let mut options = XlsOptions::default();
    if is_version_8(path)? {
        options.force_codepage = Some(UNICODE);
    }
    Ok(options)
}

fn is_version_8(path: &Path) -> Result<bool, Fault> {
    let file = File::open(path).map_err(|error| unopened(&error))?;
    let length = file.metadata().map_err(|error| unopened(&error))?.len();
    let head = compound::workbook_head(file, length)?;
    Ok(biff::is_version_8(&head))
}
