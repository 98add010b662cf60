//! The annotated workbook: a sheet that lists the findings, then the user's own sheets with the cells coloured and
//! explained. JSON has no cells; what is wrong there is only listed.

mod copy;
mod list;
mod note;

use std::io::Write;

use crate::diagnostic::{Addressing, Source};
use crate::error::Result;
use crate::locale::Locale;
use crate::source::{Again, Tables};

use super::Report;
use super::book::{Book, SHEET_ROWS};
use super::marks::Marks;
use super::survey::{Survey, first_rows, table_of};

use copy::{Copy, Copying};

/// Tables with more rows are not copied whole.
const ROWS_COPIED: u64 = 200_000;

/// Writes the findings of `report`, of one code at most `most` (0 for all), and beside them the sheets they were found
/// in, which are read once more. Of tables with more than two hundred thousand rows only those with findings are shown.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(
    report: &Report<'_>,
    again: Again<'_>,
    locale: &Locale,
    most: usize,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    write_copying(report, again, locale, most, ROWS_COPIED, out)
}

fn write_copying(
    report: &Report<'_>,
    again: Again<'_>,
    locale: &Locale,
    most: usize,
    rows_copied: u64,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    let marks = Marks::of(report.listed(most).collect());
    let mut tables = Tables::new(report.sources, again);
    let mut book = Book::new()?;
    let title = book.names.take(&locale.text("report-sheet-findings"));
    let first_rows = report.directory.map(first_rows).unwrap_or_default();
    let mut copies = Vec::new();
    for (id, source) in report.sources.iter() {
        if source.addressing != Addressing::Cells {
            continue;
        }
        let survey = Survey::of(
            &mut tables,
            id,
            first_rows.get(&id).copied(),
            table_of(report.readings, id),
        );
        if survey.rows == 0 {
            continue;
        }
        let is_whole = survey.rows <= rows_copied && survey.last_row <= SHEET_ROWS;
        let name = book.names.take(&name_of(source));
        copies.push(match is_whole {
            true => Copy::whole(id, name, survey),
            false => Copy::of_marked(id, name, survey, &marks),
        });
    }
    let copying = Copying {
        marks: &marks,
        sources: report.sources,
        locale,
        copies: &copies,
    };
    list::write(&title, &copying, report, &mut book)?;
    let mut notes_left = note::MOST_NOTES;
    for copy in &copies {
        copy.write(&copying, &mut tables, &mut notes_left, &mut book)?;
    }
    book.save(out)
}

/// What a sheet is called: by its name, or by its file's where it has none.
pub(super) fn name_of(source: &Source) -> String {
    let stem = || {
        let path = std::path::Path::new(&source.file);
        let stem = path.file_stem().unwrap_or_default();
        stem.to_string_lossy().into_owned()
    };
    source.sheet.clone().unwrap_or_else(stem)
}

#[cfg(test)]
mod tests;
