//! What our reader makes of workbooks: made by hand, by a writer, and beside calamine.

mod any_workbook;
mod oracle;
mod package;
mod sheet;

use crate::config::{Limits, XlsxReader};
use crate::source::Sheet;
use crate::source::workbook::tests::{Folder, Rows, open_with, read, xlsx_of, zipped};

/// The first sheet of an .xlsx.
fn first(bytes: &[u8]) -> Rows {
    let folder = Folder::new();
    let mut workbook = folder.open(bytes, &Limits::default()).unwrap();
    read(&mut *workbook, 0)
}

/// Every sheet of an .xlsx as `reader` reads it.
fn all(bytes: &[u8], reader: XlsxReader) -> Vec<(Sheet, Rows)> {
    let folder = Folder::new();
    let mut workbook = open_with(folder.file(bytes), reader, &Limits::default()).unwrap();
    let sheets = workbook.sheets().into_iter().enumerate();
    let sheets: Vec<_> = sheets.collect();
    sheets
        .into_iter()
        .map(|(index, sheet)| (sheet, read(&mut *workbook, index)))
        .collect()
}
