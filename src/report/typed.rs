//! A cell written as what it was: a number as a number, a date as a date, an error as that error.

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Worksheet, XlsxError};

use crate::source::Content;

use super::book::text_format;

/// The formats of a sheet, made once.
pub(super) struct Formats {
    text: Format,
    bold: Format,
    plain: Format,
    day: Format,
    day_and_time: Format,
    time: Format,
}

impl Default for Formats {
    fn default() -> Self {
        let shown_as = |format: &str| Format::new().set_num_format(format);
        Self {
            text: text_format(),
            bold: text_format().set_bold(),
            plain: Format::new().set_num_format_index(0),
            day: shown_as("yyyy-mm-dd"),
            day_and_time: shown_as("yyyy-mm-dd hh:mm:ss"),
            time: shown_as("[hh]:mm:ss"),
        }
    }
}

impl Formats {
    /// Writes `text` at `row` and `column`, which count from 0.
    pub(super) fn text(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        text: &str,
        is_header: bool,
    ) -> Result<(), XlsxError> {
        let format = if is_header { &self.bold } else { &self.text };
        sheet.write_string_with_format(row, column, text, format)?;
        Ok(())
    }

    /// Writes `content` as what it is.
    pub(super) fn content(
        &self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        content: Content<'_>,
        is_header: bool,
    ) -> Result<(), XlsxError> {
        let (row, column) = at;
        match content {
            Content::Number { digits, .. } => match digits.parse::<f64>() {
                Ok(number) => sheet.write_number_with_format(row, column, number, &self.plain)?,
                Err(_) => return self.text(sheet, at, digits, is_header),
            },
            Content::Boolean(value) => {
                sheet.write_boolean_with_format(row, column, value, &self.plain)?
            }
            Content::Date { shown, serial } => {
                return self.date(sheet, at, shown, serial, is_header);
            }
            Content::Error(error) => {
                let formula = Formula::new(format!("={error}")).set_result(error);
                sheet.write_formula_with_format(row, column, formula, &self.plain)?
            }
            Content::FormulaWithoutValue => {
                let formula = Formula::new("=\"\"").set_result("");
                sheet.write_formula_with_format(row, column, formula, &self.plain)?
            }
            Content::Text(text) => return self.text(sheet, at, text, is_header),
        };
        Ok(())
    }

    /// Writes the date shown, as days are counted differently in some workbooks; times beyond a day have a number only.
    fn date(
        &self,
        sheet: &mut Worksheet,
        at: (u32, u16),
        shown: &str,
        serial: &str,
        is_header: bool,
    ) -> Result<(), XlsxError> {
        let (row, column) = at;
        let format = match (shown.contains('-'), shown.contains(':')) {
            (true, true) => &self.day_and_time,
            (true, false) => &self.day,
            (false, _) => &self.time,
        };
        if let Ok(date) = ExcelDateTime::parse_from_str(shown) {
            sheet.write_datetime_with_format(row, column, &date, format)?;
        } else if let Ok(number) = serial.parse::<f64>() {
            sheet.write_number_with_format(row, column, number, format)?;
        } else {
            return self.text(sheet, at, shown, is_header);
        }
        Ok(())
    }
}
