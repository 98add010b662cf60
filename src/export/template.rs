//! Import templates: our own columns with a note each, a sample row that the reader passes over, drop-downs, and a
//! sheet that says how to fill them in.

use std::io::Write;

use rust_xlsxwriter::{
    Color, DataValidation, Format, Formula, IgnoreError, Note, Workbook, Worksheet, XlsxError,
};

use crate::error::Result;
use crate::locale::{Arguments, Locale};
use crate::record::Field;

use super::columns::header;
use super::departments::DEPARTMENT_FIELDS;
use super::excel::{SHEET_ROWS, TEXT_FORMAT, new_workbook, not_written, width};
use super::members::MEMBER_FIELDS;

/// The narrowest and the widest column, in characters.
const WIDTHS: (usize, usize) = (12, 32);

/// The widths of the columns of the guide, in characters.
const GUIDE_WIDTHS: [f64; 3] = [24.0, 10.0, 100.0];

/// Columns that no row may leave empty.
const REQUIRED: [Field; 5] = [
    Field::DEPARTMENT_CODE,
    Field::DEPARTMENT_NAME,
    Field::MEMBER_NAME,
    Field::MEMBER_DEPARTMENT_CODE,
    Field::MEMBER_DEPARTMENT_PATH,
];

/// A column with a drop-down. Other spellings may be typed.
struct Choices {
    field: Field,
    /// The messages with the words in it.
    words: [&'static str; 2],
    /// The cells of the sheet of choices that hold the words.
    cells: &'static str,
}

/// Every column with a drop-down, in the order of the cells.
const CHOICES: [Choices; 3] = [
    Choices {
        field: Field::IS_LEADER,
        words: ["export-yes", "export-no"],
        cells: "$A$1:$B$1",
    },
    Choices {
        field: Field::GENDER,
        words: ["export-male", "export-female"],
        cells: "$C$1:$D$1",
    },
    Choices {
        field: Field::DEPARTMENT_KIND,
        words: ["export-company", "export-department"],
        cells: "$E$1:$F$1",
    },
];

/// A sheet to be filled in.
#[derive(Debug)]
struct Form {
    /// The message with its name.
    name: &'static str,
    /// The columns it may have.
    fields: &'static [Field],
    /// The column among them that another one makes needless.
    without: Field,
}

const DEPARTMENTS: Form = Form {
    name: "export-sheet-departments",
    fields: &DEPARTMENT_FIELDS,
    without: Field::DEPARTMENT_PATH,
};

const MEMBERS: Form = Form {
    name: "export-sheet-members",
    fields: &MEMBER_FIELDS,
    without: Field::MEMBER_DEPARTMENT_CODE,
};

const MEMBERS_BY_CODE: Form = Form {
    without: Field::MEMBER_DEPARTMENT_PATH,
    ..MEMBERS
};

/// An import template.
#[derive(Debug)]
pub struct Template {
    /// What it is asked for by.
    pub name: &'static str,
    forms: &'static [Form],
}

/// Every template.
pub static TEMPLATES: [Template; 3] = [
    Template {
        name: "departments",
        forms: &[DEPARTMENTS],
    },
    Template {
        name: "members",
        forms: &[MEMBERS],
    },
    Template {
        name: "directory",
        forms: &[DEPARTMENTS, MEMBERS_BY_CODE],
    },
];

impl Template {
    /// The template called `name`.
    #[must_use]
    pub fn by_name(name: &str) -> Option<&'static Self> {
        TEMPLATES.iter().find(|template| template.name == name)
    }

    /// Writes the template in the language of `locale`.
    ///
    /// # Errors
    /// When `out` cannot be written.
    pub fn write(&self, locale: &Locale, out: &mut (dyn Write + Send)) -> Result<()> {
        let mut workbook = new_workbook()?;
        self.fill(&mut workbook, locale).map_err(not_written)?;
        workbook.save_to_writer(out).map_err(not_written)
    }

    fn fill(&self, workbook: &mut Workbook, locale: &Locale) -> std::result::Result<(), XlsxError> {
        for form in self.forms {
            form.write(workbook.add_worksheet(), locale)?;
        }
        write_guide(self.forms, workbook.add_worksheet(), locale)?;
        write_choices(workbook.add_worksheet(), locale)
    }
}

impl Form {
    fn columns(&self) -> impl Iterator<Item = Field> {
        let fields = self.fields.iter().copied();
        fields.filter(|field| *field != self.without)
    }

    fn write(&self, sheet: &mut Worksheet, locale: &Locale) -> std::result::Result<(), XlsxError> {
        sheet.set_name(locale.text(self.name))?;
        sheet.set_freeze_panes(1, 0)?;
        let text = Format::new().set_num_format_index(TEXT_FORMAT);
        let sample_format = text.clone().set_font_color(Color::Gray).set_italic();
        let mut last = 0;
        for (column, field) in (0..).zip(self.columns()) {
            last = column;
            let title = header(field, locale.language());
            let id = message(field);
            let sample = locale.attribute(&id, "sample", &Arguments::default());
            let sample = match (column, sample) {
                (0, sample) => {
                    let value = Arguments::default().with("value", sample.unwrap_or_default());
                    locale.format("template-sample", &value)
                }
                (_, sample) => sample.unwrap_or_default(),
            };
            sheet.set_column_format(column, &text)?;
            sheet.write_string_with_format(0, column, title, &header_format(field))?;
            sheet.insert_note(0, column, &note(&locale.text(&id)))?;
            if !sample.is_empty() {
                sheet.write_string_with_format(1, column, &sample, &sample_format)?;
            }
            let width = (width(title).max(width(&sample)) + 2).clamp(WIDTHS.0, WIDTHS.1);
            sheet.set_column_width(column, width as f64)?;
            if let Some(choices) = choices(field, locale) {
                sheet.add_data_validation(1, column, SHEET_ROWS, column, &choices)?;
            }
        }
        sheet.ignore_error_range(0, 0, SHEET_ROWS, last, IgnoreError::NumberStoredAsText)?;
        Ok(())
    }
}

/// The message with the note of `field`: `member.employee_no` has `template-member-employee-no`.
fn message(field: Field) -> String {
    format!("template-{}", field.id().replace(['.', '_'], "-"))
}

fn note(text: &str) -> Note {
    Note::new(text)
        .add_author_prefix(false)
        .set_width(240)
        .set_height(96)
}

fn header_format(field: Field) -> Format {
    let bold = Format::new().set_bold();
    match REQUIRED.contains(&field) {
        true => bold.set_font_color(Color::Red),
        false => bold,
    }
}

/// The drop-down of `field`: two cells of the sheet of choices.
fn choices(field: Field, locale: &Locale) -> Option<DataValidation> {
    let choices = CHOICES.iter().find(|choices| choices.field == field)?;
    let sheet = locale.text("template-sheet-options");
    let list = Formula::new(format!("='{sheet}'!{}", choices.cells));
    let validation = DataValidation::new().allow_list_formula(list);
    Some(validation.show_error_message(false))
}

/// Writes how every column of `forms` is filled in.
fn write_guide(
    forms: &[Form],
    sheet: &mut Worksheet,
    locale: &Locale,
) -> std::result::Result<(), XlsxError> {
    sheet.set_name(locale.text("template-sheet-guide"))?;
    let bold = Format::new().set_bold();
    let mut row = 0;
    for line in locale.text("template-guide-general").lines() {
        sheet.write_string(row, 0, line)?;
        row += 1;
    }
    for form in forms {
        let name = Arguments::default().with("sheet", locale.text(form.name));
        let title = locale.format("template-guide-sheet", &name);
        sheet.write_string_with_format(row + 1, 0, title, &bold)?;
        row += 2;
        let titles = ["column", "required", "text"].map(|part| format!("template-guide-{part}"));
        for (column, id) in (0..).zip(titles) {
            sheet.write_string_with_format(row, column, locale.text(&id), &bold)?;
        }
        for field in form.columns() {
            row += 1;
            let title = header(field, locale.language());
            sheet.write_string_with_format(row, 0, title, &header_format(field))?;
            if REQUIRED.contains(&field) {
                sheet.write_string(row, 1, locale.text("template-required"))?;
            }
            sheet.write_string(row, 2, locale.text(&message(field)))?;
        }
        row += 1;
    }
    for (column, width) in (0..).zip(GUIDE_WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    Ok(())
}

/// Writes the words of the drop-downs into a hidden sheet.
fn write_choices(sheet: &mut Worksheet, locale: &Locale) -> std::result::Result<(), XlsxError> {
    sheet.set_name(locale.text("template-sheet-options"))?;
    sheet.set_hidden(true);
    // In one row, as a row of two words that is half a header would be taken for one.
    let words = CHOICES.into_iter().flat_map(|choices| choices.words);
    for (column, word) in (0..).zip(words) {
        sheet.write_string(0, column, locale.text(word))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use calamine::{Data, Reader, Xlsx};

    use super::*;
    use crate::locale::Language;

    fn written(template: &Template, language: Language) -> Vec<u8> {
        let mut out = Vec::new();
        template.write(&Locale::new(language), &mut out).unwrap();
        out
    }

    #[test]
    fn every_column_has_a_note_of_its_own_in_both_languages() {
        for language in Language::ALL {
            let locale = Locale::new(language);
            for form in TEMPLATES.iter().flat_map(|template| template.forms) {
                for field in form.columns() {
                    let id = message(field);
                    assert_ne!(locale.text(&id), id, "{language:?}");
                }
            }
        }
    }

    #[test]
    fn the_first_sheets_are_to_be_filled_in_and_say_so_in_row_two() {
        for (language, sheet, mark) in [
            (Language::Chinese, "部门", "示例："),
            (Language::English, "Departments", "e.g. "),
        ] {
            let template = Template::by_name("directory").unwrap();
            let bytes = written(template, language);
            let mut workbook = Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
            assert_eq!(workbook.sheet_names().len(), 4);
            assert_eq!(workbook.sheet_names()[0], sheet);
            let range = workbook.worksheet_range(sheet).unwrap();
            let Some(Data::String(sample)) = range.get((1, 0)) else {
                panic!("there is a sample")
            };
            assert!(sample.starts_with(mark), "{sample}");
        }
    }

    #[test]
    fn a_template_has_the_same_bytes_every_time() {
        for template in &TEMPLATES {
            assert_eq!(
                written(template, Language::Chinese),
                written(template, Language::Chinese)
            );
        }
    }
}
