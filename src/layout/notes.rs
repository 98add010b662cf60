//! What was met in the cells of a table.

use crate::diagnostic::{Code, Findings, Place, SourceId, code};
use crate::record::Field;

use super::cell::Slot;
use super::tidy::{Tidied, with_hidden_shown};

/// How much of an offending value is kept, in bytes.
const LONGEST_SHOWN: usize = 600;

/// Where a value is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct At {
    /// The field and how it is read.
    pub(super) slot: Slot,
    /// The row.
    pub(super) row: u32,
    /// The column.
    pub(super) column: u16,
}

/// What was met in the cells of one table.
#[derive(Debug)]
pub(super) struct Notes {
    source: SourceId,
    /// What is wrong.
    pub(super) findings: Findings,
    /// Whether nothing is noted because cells are read a second time.
    pub(super) is_quiet: bool,
    /// By column, the first cell whose number was read as text, and how many there are.
    numbers: Vec<Option<(u32, Field, u64)>>,
}

impl Notes {
    /// Starts the notes on a table of `source`.
    pub(super) fn new(source: SourceId) -> Self {
        Self {
            source,
            findings: Findings::default(),
            is_quiet: false,
            numbers: Vec::new(),
        }
    }

    /// Reports `code` with the offending value.
    #[cold]
    pub(super) fn report(
        &mut self,
        code: &'static Code,
        at: At,
        value: &str,
        case: Option<&'static str>,
    ) {
        if self.is_quiet {
            return;
        }
        let place = Place::cell(self.source, at.row, at.column).of_field(at.slot.field.id());
        let diagnostic = self.findings.report(code, place).value(clipped(value));
        if let Some(case) = case {
            diagnostic.with("case", case);
        }
    }

    /// Counts a number that was read as text.
    pub(super) fn number_as_text(&mut self, at: At) {
        if self.is_quiet {
            return;
        }
        let column = usize::from(at.column);
        if self.numbers.len() <= column {
            self.numbers.resize(column + 1, None);
        }
        let first = self.numbers[column].get_or_insert((at.row, at.slot.field, 0));
        first.2 += 1;
    }

    /// Reports what was taken out of a text.
    #[cold]
    pub(super) fn untidy(&mut self, at: At, text: &str, found: Tidied) {
        if found.control {
            self.report(&code::C005, at, &with_hidden_shown(text), None);
        }
        if found.hidden {
            self.report(&code::C004, at, &with_hidden_shown(text), Some("hidden"));
        } else if found.narrowed {
            self.report(&code::C004, at, text, Some("fullwidth"));
        }
    }

    /// Reports what was counted a column.
    pub(super) fn finish(&mut self) {
        for (column, first) in (0..).zip(std::mem::take(&mut self.numbers)) {
            if let Some((row, field, count)) = first {
                let place = Place::cell(self.source, row, column).of_field(field.id());
                self.findings
                    .report(&code::C001, place)
                    .with("count", count);
            }
        }
    }
}

/// The beginning of a long value.
fn clipped(value: &str) -> &str {
    &value[..value.floor_char_boundary(LONGEST_SHOWN)]
}
