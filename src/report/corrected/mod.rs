//! The corrected copy: the tables as they were, with what could be mended safely, and a sheet that lists every change.

mod csv;
mod list;
mod markup;
mod package;
mod sheet;

use std::fs::File;
use std::io::{BufWriter, Seek, Write};
use std::path::Path;

use crate::diagnostic::{Addressing, SourceId, Sources};
use crate::directory::Directory;
use crate::error::{Error, ErrorKind, Result};
use crate::intake::SourceReading;
use crate::locale::Locale;
use crate::repair::Changes;
use crate::source::{Again, Tables};

use super::book::Book;
use super::survey::{Survey, first_rows, table_of};
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
    /// How it was read.
    pub readings: &'c [SourceReading],
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

/// Writes the workbook at `path`, the only input, again with the cells changed in place, and returns the file it is in.
/// Changes that would have to replace a formula are not made and taken back. `None` where the package is put together
/// in a way that cannot be kept; then a workbook can be made anew.
///
/// # Errors
/// When there is no room for the file.
pub fn amend(
    path: &Path,
    changes: &mut Changes,
    sources: &Sources,
    locale: &Locale,
) -> Result<Option<File>> {
    let unwritable = |cause: std::io::Error| {
        Error::new(ErrorKind::File, "correction-not-written").because(cause)
    };
    let file = tempfile::tempfile().map_err(unwritable)?;
    let out = BufWriter::new(file);
    let Ok(out) = package::write(path, changes, sources, locale, out) else {
        return Ok(None);
    };
    let mut file = out
        .into_inner()
        .map_err(|error| unwritable(error.into_error()))?;
    file.rewind().map_err(unwritable)?;
    Ok(Some(file))
}

/// Writes a workbook with a sheet for every sheet and text file that was read, and one that lists the changes. Numbers,
/// dates and errors stay what they are; of formulas their values are written.
///
/// # Errors
/// When a table has no room in a sheet, or `out` cannot be written.
pub fn write_workbook(
    corrected: Corrected<'_>,
    directory: &Directory,
    again: Again<'_>,
    locale: &Locale,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    let mut tables = Tables::new(corrected.sources, again);
    let mut book = Book::new()?;
    let first_rows = first_rows(directory);
    let title = book.names.take(&locale.text("report-sheet-corrections"));
    let mut names = Vec::new();
    for source in corrected.tables() {
        let survey = Survey::of(
            &mut tables,
            source,
            first_rows.get(&source).copied(),
            table_of(corrected.readings, source),
        );
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
