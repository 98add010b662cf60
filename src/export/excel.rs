//! A workbook with a sheet of departments and a sheet of members: row 1 the header and nothing else, every cell text.
//!
//! Text never runs as a formula, and a telephone number or code keeps its digits and leading zeros. Rows go to
//! temporary files, not to memory; the bytes depend on the directory alone.

use std::io::Write;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, IgnoreError, Workbook, Worksheet, XlsxError,
};
use unicode_width::UnicodeWidthStr;

use crate::directory::{Directory, Member};
use crate::error::{Error, ErrorKind, Result};
use crate::locale::Locale;

use super::cells::Cells;
use super::columns::Rows;
use super::departments::DepartmentColumns;
use super::members::MemberColumns;
use super::references::References;

/// The rows below the header that a sheet has room for.
pub(super) const SHEET_ROWS: u32 = 1_048_575;

/// How many columns a sheet has room for.
const SHEET_COLUMNS: usize = 16_384;

/// How many rows are measured for the column widths.
const ROWS_MEASURED: u32 = 200;

/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (8, 40);

/// The columns of the sheet of provenance, in characters.
const PROVENANCE_WIDTHS: (f64, f64) = (16.0, 44.0);

/// Excel's built-in number format 文本 (`@`).
pub(super) const TEXT_FORMAT: u8 = 49;

/// How hard the file is packed: higher levels take twice the time for a few percent.
const PACKING: u8 = 3;

/// Writes the workbook of `directory`, with headers in the language of `locale`. Members beyond what a sheet holds go
/// on in further sheets, 成员2, 成员3 ….
///
/// # Errors
/// When a value is longer than a cell can hold, or `out` cannot be written.
pub fn write(directory: &Directory, locale: &Locale, out: &mut (dyn Write + Send)) -> Result<()> {
    write_in_sheets(directory, None, locale, SHEET_ROWS, out)
}

/// Where a directory came from and when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// The remote and its system.
    pub source: String,
    /// When it was read, with the time zone.
    pub time: String,
}

/// Writes the workbook of `directory` with one more sheet that tells its `provenance` and its counts; our own reader
/// passes that over.
///
/// # Errors
/// As [`write()`].
pub fn write_with_provenance(
    directory: &Directory,
    provenance: &Provenance,
    locale: &Locale,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    write_in_sheets(directory, Some(provenance), locale, SHEET_ROWS, out)
}

fn write_in_sheets(
    directory: &Directory,
    provenance: Option<&Provenance>,
    locale: &Locale,
    sheet_rows: u32,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    let references = References::of(directory);
    let departments = DepartmentColumns::of(directory, &references, Rows::Lists, locale);
    let members = MemberColumns::of(directory, &references, Rows::Lists, locale);
    let language = locale.language();
    let mut workbook = new_workbook()?;

    let headers = departments.headers(language);
    let name = locale.text("export-sheet-departments");
    let mut sheets = Sheets::new(&mut workbook, name, headers, sheet_rows)?;
    for id in departments.rows() {
        let cells = sheets.next_row()?;
        departments.fill(id, 0, cells);
        sheets.write_row(|| directory.department(id).name.to_string())?;
    }
    sheets.finish()?;

    // Of a remote that does not tell members, an empty sheet would say that there are none.
    if provenance.is_none() || directory.members().len() > 0 {
        let headers = members.headers(language);
        let name = locale.text("export-sheet-members");
        let mut sheets = Sheets::new(&mut workbook, name, headers, sheet_rows)?;
        for member in directory.members() {
            for memberships in MemberColumns::rows(&member) {
                let cells = sheets.next_row()?;
                members.fill(member, memberships, 0, cells);
                sheets.write_row(|| Member::label(&member).to_owned())?;
            }
        }
        sheets.finish()?;
    }
    if let Some(provenance) = provenance {
        provenance
            .write(directory, locale, workbook.add_worksheet())
            .map_err(not_written)?;
    }
    workbook.save_to_writer(out).map_err(not_written)
}

impl Provenance {
    fn write(
        &self,
        directory: &Directory,
        locale: &Locale,
        sheet: &mut Worksheet,
    ) -> std::result::Result<(), XlsxError> {
        let members = directory.members();
        let memberships: usize = members.map(|member| member.memberships().len()).sum();
        let facts = [
            ("source", self.source.clone()),
            ("time", self.time.clone()),
            ("departments", directory.departments().len().to_string()),
            ("members", directory.members().len().to_string()),
            ("memberships", memberships.to_string()),
            (
                "program",
                concat!("orgferry ", env!("CARGO_PKG_VERSION")).to_owned(),
            ),
        ];
        let bold = Format::new().set_bold();
        sheet.set_name(locale.text("export-sheet-provenance"))?;
        for (row, (fact, value)) in (0..).zip(&facts) {
            let title = locale.text(&format!("export-provenance-{fact}"));
            sheet.write_string_with_format(row, 0, title, &bold)?;
            sheet.write_string(row, 1, value)?;
        }
        sheet.set_column_width(0, PROVENANCE_WIDTHS.0)?;
        sheet.set_column_width(1, PROVENANCE_WIDTHS.1)?;
        Ok(())
    }
}

/// An empty workbook whose bytes do not depend on the clock.
pub(super) fn new_workbook() -> Result<Workbook> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2024, 1, 1).map_err(not_written)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    workbook.set_zip_compression_level(PACKING);
    Ok(workbook)
}

pub(super) fn not_written(cause: XlsxError) -> Error {
    Error::new(ErrorKind::File, "export-workbook-not-written").because(cause)
}

/// The sheets of one kind, the last one being written.
struct Sheets<'w> {
    workbook: &'w mut Workbook,
    name: String,
    headers: Vec<String>,
    widths: Vec<usize>,
    /// How many rows a sheet may have below its header.
    sheet_rows: u32,
    /// The number of the sheet being written, from 1; 0 before the first.
    sheet: u32,
    /// The rows below the header of that sheet.
    rows: u32,
    cells: Cells,
}

impl<'w> Sheets<'w> {
    fn new(
        workbook: &'w mut Workbook,
        name: String,
        headers: Vec<String>,
        sheet_rows: u32,
    ) -> Result<Self> {
        if headers.len() > SHEET_COLUMNS {
            return Err(not_written(XlsxError::RowColumnLimitError));
        }
        let widths = headers.iter().map(|header| width(header)).collect();
        Ok(Self {
            workbook,
            name,
            headers,
            widths,
            sheet_rows,
            sheet: 0,
            rows: 0,
            cells: Cells::default(),
        })
    }

    /// The empty cells of the next row.
    fn next_row(&mut self) -> Result<&mut Cells> {
        if self.sheet == 0 || self.rows == self.sheet_rows {
            self.close()?;
            self.open()?;
        }
        self.rows += 1;
        self.cells.begin(self.headers.len());
        Ok(&mut self.cells)
    }

    /// Writes the cells of the row; `who` names what the row is about.
    fn write_row(&mut self, who: impl Fn() -> String) -> Result<()> {
        let row = self.rows;
        let sheet = current(self.workbook)?;
        for (column, text) in (0u16..).zip(self.cells.iter()) {
            if text.is_empty() {
                continue;
            }
            sheet
                .write_string(row, column, text)
                .map_err(|cause| match cause {
                    XlsxError::MaxStringLengthExceeded => {
                        Error::new(ErrorKind::File, "export-cell-too-long")
                            .with("who", who())
                            .with("column", self.headers[usize::from(column)].as_str())
                    }
                    cause => not_written(cause),
                })?;
            if row <= ROWS_MEASURED {
                let known = &mut self.widths[usize::from(column)];
                *known = (*known).max(width(text));
            }
        }
        Ok(())
    }

    fn open(&mut self) -> Result<()> {
        self.sheet += 1;
        self.rows = 0;
        let name = match self.sheet {
            1 => self.name.clone(),
            number => format!("{}{number}", self.name),
        };
        let text = Format::new().set_num_format_index(TEXT_FORMAT);
        let header = Format::new().set_bold();
        let sheet = self.workbook.add_worksheet_with_constant_memory();
        let sheet = sheet.map_err(not_written)?;
        let prepare = || -> std::result::Result<(), XlsxError> {
            sheet.set_name(name)?;
            sheet.set_freeze_panes(1, 0)?;
            for (column, title) in (0..).zip(&self.headers) {
                sheet.set_column_format(column, &text)?;
                sheet.write_string_with_format(0, column, title, &header)?;
            }
            Ok(())
        };
        prepare().map_err(not_written)
    }

    /// Gives the sheet being written its filter and widths.
    fn close(&mut self) -> Result<()> {
        if self.sheet == 0 {
            return Ok(());
        }
        let last = self.headers.len().saturating_sub(1) as u16;
        let sheet = current(self.workbook)?;
        sheet
            .autofilter(0, 0, self.rows, last)
            .map_err(not_written)?;
        // Telephone numbers and codes are text on purpose; no green corner says otherwise.
        sheet
            .ignore_error_range(0, 0, self.rows, last, IgnoreError::NumberStoredAsText)
            .map_err(not_written)?;
        for (column, width) in (0..).zip(&self.widths) {
            let width = (width + 2).clamp(WIDTHS.0, WIDTHS.1);
            sheet
                .set_column_width(column, width as f64)
                .map_err(not_written)?;
        }
        Ok(())
    }

    /// Ends the last sheet; without any row there is still a sheet with its header.
    fn finish(mut self) -> Result<()> {
        if self.sheet == 0 {
            self.open()?;
        }
        self.close()
    }
}

fn current(workbook: &mut Workbook) -> Result<&mut Worksheet> {
    let last = workbook.worksheets().len().saturating_sub(1);
    workbook.worksheet_from_index(last).map_err(not_written)
}

/// The columns a terminal or sheet needs for `text`; Chinese characters take two.
pub(super) fn width(text: &str) -> usize {
    let longest = text.lines().map(UnicodeWidthStr::width).max();
    longest.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::export::tests::{Sample, link};
    use crate::locale::Language;

    fn written(directory: &Directory, sheet_rows: u32) -> Vec<u8> {
        let mut out = Vec::new();
        let locale = Locale::new(Language::Chinese);
        write_in_sheets(directory, None, &locale, sheet_rows, &mut out).unwrap();
        out
    }

    fn cells(bytes: Vec<u8>, sheet: &str) -> Vec<Vec<Data>> {
        let mut workbook = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
        let range = workbook.worksheet_range(sheet).unwrap();
        range.rows().map(<[_]>::to_vec).collect()
    }

    #[test]
    fn every_cell_is_text_and_none_is_a_formula() {
        let directory = link(&[Sample::members(
            &["账号", "姓名", "手机", "工号", "部门"],
            &[&["=1+1", "@甲", "+8613800130001", "007", "=总部"]],
        )]);
        let bytes = written(&directory, SHEET_ROWS);
        let rows = cells(bytes, "成员");
        let texts = ["=1+1", "@甲", "007", "+8613800130001", "=总部"];
        assert_eq!(rows[1], texts.map(|text| Data::String(text.into())));
    }

    #[test]
    fn the_provenance_is_a_sheet_that_our_reader_passes_over() {
        let directory = link(&[Sample::members(&["账号", "姓名"], &[&["a", "甲"]])]);
        let provenance = Provenance {
            source: "prod (atwork)".into(),
            time: "2026-11-22 16:00:00 +08:00".into(),
        };
        for language in Language::ALL {
            let locale = Locale::new(language);
            let mut out = Vec::new();
            write_with_provenance(&directory, &provenance, &locale, &mut out).unwrap();
            let name = locale.text("export-sheet-provenance");
            assert!(crate::layout::is_provenance(Some(&name)), "{name}");
            let rows = cells(out, &name);
            assert_eq!(rows[0][1], Data::String(provenance.source.clone()));
            assert_eq!(rows[3][1], Data::String("1".into()));
        }
    }

    #[test]
    fn the_same_directory_gives_the_same_bytes() {
        let directory = link(&[Sample::members(&["账号", "姓名"], &[&["a", "甲"]])]);
        assert_eq!(written(&directory, 9), written(&directory, 9));
    }

    #[test]
    fn members_go_on_in_further_sheets_with_their_own_header() {
        let directory = link(&[Sample::members(
            &["账号", "姓名"],
            &[&["a", "甲"], &["b", "乙"], &["c", "丙"]],
        )]);
        let bytes = written(&directory, 2);
        assert_eq!(cells(bytes.clone(), "成员").len(), 3);
        let rest = cells(bytes, "成员2");
        assert_eq!(rest[0], cells(written(&directory, 9), "成员")[0]);
        assert_eq!(rest[1][0], Data::String("c".into()));
    }

    #[test]
    fn a_value_too_long_for_a_cell_names_the_member_and_the_column() {
        let long = "长".repeat(32_768);
        let directory = link(&[Sample::members(
            &["账号", "姓名", "地址"],
            &[&["a", "甲", &long]],
        )]);
        let locale = Locale::new(Language::Chinese);
        let error = write(&directory, &locale, &mut Vec::new()).unwrap_err();
        let message = error.message(&locale);
        assert!(
            message.contains('甲') && message.contains("地址"),
            "{message}"
        );
    }
}
