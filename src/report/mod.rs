//! What was found, for people and for programs: text for a terminal, JSON, CSV, an annotated
//! workbook, a page with an org chart, the corrected copy, the rejected rows, explanations of codes; and what changed or
//! is planned, for those who sign it.

mod book;
pub mod changes;
pub mod corrected;
#[cfg(test)]
mod example;
mod explain;
pub mod html;
pub mod json;
pub mod list;
mod marks;
mod mask;
mod merges;
pub mod plans;
pub mod reading;
pub mod rejects;
pub mod results;
mod sheet_names;
mod summary;
mod survey;
pub mod text;
mod typed;
mod visible;
mod wording;
pub mod workbook;
mod wrap;

use crate::diagnostic::{Findings, Sources};
use crate::directory::{Directory, RowCounts};
use crate::intake::SourceReading;
use crate::repair::Changes;

pub use explain::{explain, rule_table};
pub use summary::{Rows, Summary};
pub use wrap::wrap;

/// The bytes that tell a spreadsheet that a CSV is UTF-8.
const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

/// What there is to tell about a run.
#[derive(Clone, Copy)]
pub struct Report<'r> {
    /// What was found, settled.
    pub findings: &'r Findings,
    /// Where it was found.
    pub sources: &'r Sources,
    /// What was read, where reading got as far as that.
    pub directory: Option<&'r Directory>,
    /// How the sources were read.
    pub readings: &'r [SourceReading],
    /// What became of the rows of all sources.
    pub rows: RowCounts,
    /// How many files of folders were not read, as they are of another kind.
    pub passed_over: usize,
    /// What a corrected copy writes otherwise, where one was asked for.
    pub changes: Option<&'r Changes>,
}

impl<'r> Report<'r> {
    /// The findings that are listed where at most `most` of one code are (0 for all), in order.
    fn listed(&self, most: usize) -> impl Iterator<Item = &'r crate::diagnostic::Diagnostic> {
        let mut seen = std::collections::BTreeMap::<&str, usize>::new();
        self.findings.list().iter().filter(move |diagnostic| {
            let count = seen.entry(diagnostic.code.id).or_default();
            *count += 1;
            most == 0 || *count <= most
        })
    }
}
