//! What is over a limit, as a finding.

use crate::diagnostic::{Findings, Place, code};
use crate::locale::Argument;

const MEGABYTE: u64 = 1 << 20;

/// A limit that a text file or a document exceeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// The rows of a table, or the elements of a list.
    Rows(u32),
    /// The columns of a table, or the keys of an object.
    Columns(u16),
    /// The length of one value, in bytes.
    Text(usize),
    /// The levels of a document.
    Nesting(usize),
}

impl Excess {
    /// Reports the excess at `place`.
    pub(super) fn report(self, findings: &mut Findings, place: Place) {
        let (case, limit) = match self {
            Self::Rows(limit) => ("rows", Argument::from(limit)),
            Self::Columns(limit) => ("columns", u32::from(limit).into()),
            Self::Text(limit) => ("text", size(limit as u64).into()),
            Self::Nesting(limit) => ("nesting", limit.into()),
        };
        let finding = findings.report(&code::F004, place);
        finding.with("case", case).with("limit", limit);
    }
}

/// A size as a person reads it.
fn size(bytes: u64) -> String {
    match bytes {
        0..MEGABYTE => format!("{bytes} B"),
        _ => format!("{} MB", bytes / MEGABYTE),
    }
}
