//! The rows that were left out, in their own columns and below their own header, with the reason behind them: to be
//! mended and read in again. The column with the reason is known to the reader and passed over.

mod above;
mod csv;
mod elements;
mod sheet;
mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;

use crate::diagnostic::{Addressing, SourceId, Sources};
use crate::directory::Directory;
use crate::error::Result;
use crate::intake::SourceReading;
use crate::locale::{Arguments, Locale};
use crate::repair::{Reason, Rejected};
use crate::source::{Again, Tables};

use super::book::Book;
use super::survey::first_rows;
use super::visible::visible;
use super::workbook::name_of;

use table::Table;

pub use self::csv::write_csv;

/// What was left out of a directory.
#[derive(Clone, Copy)]
pub struct Rejects<'r> {
    /// The rows.
    pub rejected: &'r Rejected,
    /// What was read.
    pub sources: &'r Sources,
    /// How it was read.
    pub readings: &'r [SourceReading],
    /// The directory of the rows that stay.
    pub directory: &'r Directory,
}

impl Rejects<'_> {
    /// The sources with rejected rows; of tables only those that can still be read.
    fn sources(&self) -> BTreeSet<SourceId> {
        self.rejected.iter().map(|(source, _, _)| source).collect()
    }

    /// The first data row of every source.
    fn first_rows(&self) -> BTreeMap<SourceId, u32> {
        let mut first = first_rows(self.directory);
        for (source, row, _) in self.rejected.iter() {
            let known = first.entry(source).or_insert(row);
            *known = row.min(*known);
        }
        first
    }
}

/// The reasons in one cell: codes and sentences.
fn worded(reasons: &[Reason], locale: &Locale) -> String {
    let sentence = |reason: &Reason| {
        let finding = &reason.finding;
        let message = locale.format(finding.code.id, &finding.arguments);
        let arguments = Arguments::default()
            .with("code", finding.code.id)
            .with("message", visible(&message).as_ref());
        match reason.follows {
            true => locale.format("report-reason-follows", &arguments),
            false => locale.format("report-reason", &arguments),
        }
    };
    let mut sentences: Vec<String> = reasons.iter().map(sentence).collect();
    sentences.dedup();
    sentences.join(&locale.text("report-reason-separator"))
}

/// Writes a workbook with a sheet for every sheet, file and list that rows were left out of.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_workbook(
    rejects: Rejects<'_>,
    again: Again<'_>,
    locale: &Locale,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    let mut tables = Tables::new(rejects.sources, again);
    let mut book = Book::new()?;
    let first_rows = rejects.first_rows();
    for source in rejects.sources() {
        let known = rejects.sources.get(source);
        let name = book.names.take(&name_of(known));
        match known.addressing {
            Addressing::Cells => {
                let first_row = first_rows.get(&source).copied();
                let table = Table::of(&rejects, source, first_row, &mut tables, locale);
                let sheet = book.add(&name)?;
                sheet::write(rejects, &table, &mut tables, locale, sheet)?;
            }
            _ => elements::write(rejects, source, again, locale, book.add(&name)?)?,
        }
    }
    book.save(out)
}
