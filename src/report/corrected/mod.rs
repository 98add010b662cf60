//! The corrected copy: the tables as they were, with what could be mended safely, and a sheet that lists every change.

mod csv;
mod list;
mod sheet;
mod value;

use std::io::Write;

use crate::diagnostic::{Addressing, SourceId, Sources};
use crate::directory::Directory;
use crate::error::Result;
use crate::locale::Locale;
use crate::repair::Changes;
use crate::source::{Again, Tables};

use super::book::Book;
use super::survey::{Survey, first_rows};
use super::workbook::name_of;

pub use self::csv::write_csv;
pub(super) use self::list::reasons;

/// What is written again.
#[derive(Clone, Copy)]
pub struct Corrected<'c> {
    /// What is written otherwise.
    pub changes: &'c Changes,
    /// What was read.
    pub sources: &'c Sources,
    /// The directory read from it.
    pub directory: &'c Directory,
}

impl Corrected<'_> {
    /// The sheets and text files among the sources.
    fn tables(&self) -> impl Iterator<Item = SourceId> {
        let tables = self.sources.iter();
        tables
            .filter(|(_, source)| source.addressing == Addressing::Cells)
            .map(|(id, _)| id)
    }
}

/// Writes a workbook with a sheet for every sheet and text file that was read, and one that lists the changes. Numbers,
/// dates and errors stay what they are; of formulas their values are written.
///
/// # Errors
/// When a table has no room in a sheet, or `out` cannot be written.
pub fn write_workbook(
    corrected: Corrected<'_>,
    again: Again<'_>,
    locale: &Locale,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    let mut tables = Tables::new(corrected.sources, again);
    let mut book = Book::new()?;
    let first_rows = first_rows(corrected.directory);
    let title = book.names.take(&locale.text("report-sheet-corrections"));
    let mut names = Vec::new();
    for source in corrected.tables() {
        let survey = Survey::of(&mut tables, source, first_rows.get(&source).copied());
        let name = book.names.take(&name_of(corrected.sources.get(source)));
        sheet::write(
            source,
            &name,
            survey,
            corrected.changes,
            &mut tables,
            &mut book,
        )?;
        names.push((source, name));
    }
    list::write(&title, &corrected, &names, locale, &mut book)?;
    book.save(out)
}

#[cfg(test)]
mod tests;
