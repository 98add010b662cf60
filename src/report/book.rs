//! A workbook of ours: text in every cell, so that nothing runs and nothing changes, the same bytes for the same data.
//! Rows go to temporary files and not to memory.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, IgnoreError, Workbook, Worksheet,
    XlsxError,
};

use crate::error::{Error, ErrorKind, Result};
use crate::locale::Locale;
use crate::source::ColumnWidth;

use super::sheet_names::SheetNames;
use super::visible::width;

/// How many rows a sheet has room for.
pub(super) const SHEET_ROWS: u32 = 1_048_576;

/// How many columns a sheet has room for.
pub(super) const SHEET_COLUMNS: u16 = 16_384;

/// How many UTF-16 units a cell has room for.
const CELL_TEXT: usize = 32_767;

/// Excel's built-in number format 文本 (`@`).
const TEXT_FORMAT: u8 = 49;

/// How hard the file is packed: higher levels take twice the time for a few percent.
const PACKING: u8 = 3;

/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (8, 50);

/// A workbook being written.
pub(super) struct Book {
    workbook: Workbook,
    /// The names of its sheets.
    pub(super) names: SheetNames,
}

impl Book {
    /// Starts a workbook without sheets.
    pub(super) fn new() -> Result<Self> {
        let mut workbook = Workbook::new();
        let created = ExcelDateTime::from_ymd(2024, 1, 1).map_err(not_written)?;
        workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
        workbook.set_zip_compression_level(PACKING);
        Ok(Self {
            workbook,
            names: SheetNames::default(),
        })
    }

    /// Adds a sheet under a name taken from [`Book::names`]. Its rows are written from the top down.
    pub(super) fn add(&mut self, name: &str) -> Result<&mut Worksheet> {
        let sheet = self.workbook.add_worksheet_with_constant_memory();
        sheet
            .and_then(|sheet| sheet.set_name(name))
            .map_err(not_written)
    }

    /// Adds a sheet called `title`: a header, and rows of texts, the cell at `marked` in the colour of its row.
    /// `title` and `columns` are messages of `locale`.
    pub(super) fn table(
        &mut self,
        title: &str,
        columns: &[&str],
        marked: u16,
        rows: impl Iterator<Item = (Color, Vec<String>)>,
        locale: &Locale,
    ) -> Result<()> {
        let name = self.names.take(&locale.text(title));
        let sheet = self.add(&name)?;
        let mut widths = Widths::default();
        let header = Format::new().set_bold();
        for (column, id) in (0..).zip(columns) {
            let text = locale.text(id);
            widths.fit(column, &text);
            sheet
                .write_string_with_format(0, column, text, &header)
                .map_err(not_written)?;
        }
        let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let mut last = 0;
        for (row, (color, cells)) in (1..SHEET_ROWS).zip(rows) {
            let colored = plain.clone().set_background_color(color);
            for (column, text) in (0..).zip(&cells) {
                widths.fit(column, text);
                let format = if column == marked { &colored } else { &plain };
                sheet
                    .write_string_with_format(row, column, fitting(text), format)
                    .map_err(not_written)?;
            }
            last = row;
        }
        sheet
            .set_freeze_panes(1, 0)
            .and_then(|sheet| sheet.autofilter(0, 0, last, columns.len() as u16 - 1))
            .map_err(not_written)?;
        widths.apply(sheet, last)
    }

    /// Writes the workbook to `out`.
    pub(super) fn save(mut self, out: &mut (dyn Write + Send)) -> Result<()> {
        self.workbook.save_to_writer(out).map_err(not_written)
    }
}

/// Why the workbook could not be written.
pub(super) fn not_written(cause: XlsxError) -> Error {
    Error::new(ErrorKind::File, "export-workbook-not-written").because(cause)
}

/// Cells that stay text, also when somebody types into them.
pub(super) fn text_format() -> Format {
    Format::new().set_num_format_index(TEXT_FORMAT)
}

/// `text` as far as a cell has room for it.
pub(super) fn fitting(text: &str) -> Cow<'_, str> {
    if text.len() <= CELL_TEXT {
        return Cow::Borrowed(text);
    }
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        units += c.len_utf16();
        (units > CELL_TEXT).then_some(at)
    });
    let Some(end) = end else {
        return Cow::Borrowed(text);
    };
    let mut cut = text[..end].to_owned();
    cut.pop();
    cut.push('…');
    Cow::Owned(cut)
}

/// How wide the columns of a sheet are to be.
#[derive(Clone, Debug, Default)]
pub(super) struct Widths {
    /// How wide their texts are, in characters.
    fitted: Vec<usize>,
    /// How wide the user made them, by index.
    own: BTreeMap<u16, f64>,
}

impl Widths {
    /// Makes the column at `index`, from 0, wide enough for `text`.
    pub(super) fn fit(&mut self, index: u16, text: &str) {
        let index = usize::from(index);
        if self.fitted.len() <= index {
            self.fitted.resize(index + 1, 0);
        }
        let longest = text.lines().map(width).max().unwrap_or_default();
        self.fitted[index] = self.fitted[index].max(longest);
    }

    /// Keeps the widths that the user gave to columns with a text. They come from left to right; one that does not is
    /// passed over, so that each column is looked at once.
    pub(super) fn keep(&mut self, widths: &[ColumnWidth]) {
        let mut last = 0;
        for width in widths {
            if width.first <= last {
                continue;
            }
            last = width.last;
            let columns = width.first..=width.last.min(self.count());
            let own = columns.map(|column| (column - 1, width.digits));
            self.own.extend(own);
        }
    }

    /// How many columns there are.
    pub(super) fn count(&self) -> u16 {
        self.fitted.len() as u16
    }

    /// The width of each column, in characters.
    pub(super) fn columns(&self) -> impl Iterator<Item = f64> {
        let widths = (0..).zip(&self.fitted);
        widths.map(|(column, width)| match self.own.get(&column) {
            Some(own) => *own,
            None => (width + 2).clamp(WIDTHS.0, WIDTHS.1) as f64,
        })
    }

    /// The same with a narrow column in front.
    pub(super) fn shifted(&self) -> Self {
        let mut fitted = vec![0];
        fitted.extend(&self.fitted);
        fitted.truncate(usize::from(SHEET_COLUMNS));
        let own = self.own.iter().map(|(column, width)| (column + 1, *width));
        Self {
            fitted,
            own: own.collect(),
        }
    }

    /// Gives `sheet`, whose last row is `last_row` from 0, its widths; its columns are text.
    pub(super) fn apply(&self, sheet: &mut Worksheet, last_row: u32) -> Result<()> {
        let text = text_format();
        let mut apply = || -> std::result::Result<(), XlsxError> {
            for (column, width) in (0..).zip(self.columns()) {
                sheet.set_column_width(column, width)?;
                sheet.set_column_format(column, &text)?;
            }
            let last = self.count().saturating_sub(1);
            // Telephone numbers and codes are text on purpose; no green corner says otherwise.
            sheet.ignore_error_range(0, 0, last_row, last, IgnoreError::NumberStoredAsText)?;
            Ok(())
        };
        apply().map_err(not_written)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_from_left_to_right_are_kept_and_others_passed_over() {
        let mut widths = Widths::default();
        for column in 0..4 {
            widths.fit(column, "甲");
        }
        let given = |first, last, digits| ColumnWidth {
            first,
            last,
            digits,
        };
        widths.keep(&[given(1, 2, 30.0), given(1, 4, 50.0), given(4, 9, 5.0)]);
        let columns: Vec<f64> = widths.columns().collect();
        assert_eq!((columns[0], columns[1], columns[3]), (30.0, 30.0, 5.0));
        assert!(columns[2] < 30.0);
    }

    #[test]
    fn a_text_is_cut_where_a_cell_ends() {
        assert_eq!(fitting("甲"), "甲");
        let whole = "长".repeat(CELL_TEXT);
        assert_eq!(fitting(&whole), whole);
        let cut = fitting(&format!("{whole}长")).into_owned();
        assert_eq!(cut.chars().count(), CELL_TEXT);
        assert!(cut.ends_with('…'));
    }
}
