//! The columns of a table as they were read, for people to see and mapping files to pin.

use crate::record::Field;

use super::columns::{Unused, Use};
use super::making::Making;

/// A column of a table that has a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// The column from 1.
    pub column: u16,
    /// The header as the user wrote it.
    pub header: String,
    /// What it was read as.
    pub role: Role,
}

/// What a column was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A field, or an item of a list in several columns.
    Field(Field),
    /// A level of the department path, from 1 at the top.
    Level(u8),
    /// The number of the row; not read.
    RunningNumber,
    /// Unknown, and carried along.
    Own,
    /// Carried along, as another column, with this header, means the same under a better name.
    SecondTo(String),
    /// Carried along, as another column, with this header, tells the same kind of thing.
    Beside(String),
    /// Carried along, as another column, with this header, means the same and nothing says which one counts (H003).
    DuplicateOf(String),
}

impl Making<'_> {
    /// The columns as they are read.
    pub(super) fn headings(&self) -> Vec<Heading> {
        let text = |index: usize| self.header.cells[index].text.clone();
        let headings = self.cells().map(|(cell, used)| Heading {
            column: cell.column,
            header: cell.text.clone(),
            role: match used {
                Use::Field(field) | Use::Item(field) => Role::Field(field),
                Use::Level(level) => Role::Level(level),
                Use::RunningNumber => Role::RunningNumber,
                Use::Own(Unused::Unknown) => Role::Own,
                Use::Own(Unused::Second(index)) => Role::SecondTo(text(index)),
                Use::Own(Unused::Beside(index)) => Role::Beside(text(index)),
                Use::Own(Unused::Duplicate(index)) => Role::DuplicateOf(text(index)),
            },
        });
        headings.collect()
    }
}
