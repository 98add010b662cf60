//! Workbooks of Excel 5 to 2003. Their sheets are parsed when the file is opened; how much memory that takes was
//! bounded by the look at their records before.

use std::fs::File;
use std::path::Path;

use calamine::{Reader, Xls, XlsError, XlsOptions};

use super::Bytes;
use super::calamine::{Format, fenced};
use super::marks::{Marks, MarksOfAll};
use super::rows::Rows;
use super::value::{Value, Writer};
use crate::source::Fault;
use crate::source::location::unopened;
use crate::source::preflight::biff::{self, Record, record};
use crate::source::preflight::compound;

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
        marks: &Marks,
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
            if rows
                .put(row, column, marks.is_hidden(row), content)
                .is_break()
            {
                break;
            }
        }
        Ok(())
    }
}

/// How the file at `path` is to be read, and what its sheets say beside their cells.
pub(super) fn look(path: &Path) -> Result<(XlsOptions, Vec<Marks>), Fault> {
    let file = File::open(path).map_err(|error| unopened(&error))?;
    let length = file.metadata().map_err(|error| unopened(&error))?.len();
    let stream = compound::workbook_stream(file, length)?;
    let mut options = XlsOptions::default();
    if biff::is_version_8(&stream) {
        options.force_codepage = Some(UNICODE);
    }
    Ok((options, marks(&stream)))
}

/// Which rows are hidden (MS-XLS 2.4.221). Sheets are listed with the place of their records and their kind (2.4.28).
fn marks(stream: &[u8]) -> Vec<Marks> {
    const WORKSHEET: u8 = 0;
    const HIDDEN: u8 = 0x20;
    let mut marks = MarksOfAll::default();
    let globals = biff::records(stream).take_while(|found| found.number != record::END);
    let listed = globals.filter(|found| found.number == record::BOUND_SHEET);
    for sheet in listed.filter(|sheet| sheet.data.get(5) == Some(&WORKSHEET)) {
        marks.begin();
        let start = biff::u32_at(sheet.data, 0).unwrap_or(u32::MAX) as usize;
        let mut depth = 0usize;
        for Record { number, data } in biff::records(stream.get(start..).unwrap_or_default()) {
            match number {
                record::BEGIN => depth += 1,
                record::END if depth <= 1 => break,
                record::END => depth -= 1,
                record::ROW if depth == 1 => {
                    let row = biff::u16_at(data, 0)
                        .filter(|_| data.get(12).is_some_and(|flags| flags & HIDDEN != 0));
                    if let Some(row) = row {
                        marks.hide(row.into());
                    }
                }
                _ => {}
            }
        }
    }
    marks.finish()
}
