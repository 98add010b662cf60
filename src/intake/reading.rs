//! How each source was read: what was decided on the way, and how many rows became what.

use crate::diagnostic::SourceId;
use crate::layout::{Heading, Layout, RowTally, SheetKind, Template};
use crate::record::Separators;
use crate::source::Format;
use crate::source::csv::Dialect;

/// How one source was read.
#[derive(Clone, Debug)]
pub struct SourceReading {
    /// The sheet, text file or list.
    pub source: SourceId,
    /// What it was taken for.
    pub content: SourceContent,
    /// What became of its rows or elements.
    pub rows: RowTally,
}

/// What a source was taken for.
#[derive(Clone, Debug)]
pub enum SourceContent {
    /// A sheet or a text file.
    Table(Box<TableContent>),
    /// A list of JSON elements, by what it is called ([`List::name`](crate::system::List::name)); `None` where nothing
    /// is known of its elements.
    List(Option<&'static str>),
}

/// A sheet or a text file.
#[derive(Clone, Debug)]
pub struct TableContent {
    /// What the file is.
    pub format: Format,
    /// How a text file is decoded and cut into cells.
    pub dialect: Option<Dialect>,
    /// Whether the user cannot see the sheet.
    pub is_hidden: bool,
    /// Whether people who have left are read like all others.
    pub takes_leavers: bool,
    /// Whether rows that the user cannot see are passed over.
    pub skips_hidden: bool,
    /// What it lists.
    pub kind: SheetKind,
    /// How departments are given; `None` where it lists nothing.
    pub layout: Option<Layout>,
    /// The row of the header; of two the lower.
    pub header_row: Option<u32>,
    /// Its columns with a header, in order.
    pub columns: Vec<Heading>,
    /// The template it was made from, where it is one that is known.
    pub template: Option<Template>,
    /// The rows that name the department of those below them.
    pub sections: Vec<u32>,
    /// What separates levels and departments.
    pub separators: Separators,
}

/// The file a table stands in.
#[derive(Clone, Debug)]
pub(super) struct TableOrigin {
    pub(super) format: Format,
    pub(super) dialect: Option<Dialect>,
}
