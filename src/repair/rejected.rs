//! The rows that are left out, each with the reasons.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Place, SourceId};
use crate::record::{Record, RecordKind};

/// Why a row is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What was found there.
    pub finding: Diagnostic,
    /// Whether it was found only because another row is left out: a department whose parent is gone.
    pub follows: bool,
}

/// A row that is left out.
#[derive(Clone, Debug, Default)]
struct Row {
    reasons: Vec<Reason>,
    /// Whether only the person is wrong; the department that the row names beside them stays for other rows.
    keeps_department: bool,
}

/// The rows that are left out, in the order of their sources.
#[derive(Clone, Debug, Default)]
pub struct Rejected(BTreeMap<(SourceId, u32), Row>);

impl Rejected {
    /// The number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The reasons of `row` of `source`, where it is left out.
    #[must_use]
    pub fn reasons(&self, source: SourceId, row: u32) -> Option<&[Reason]> {
        self.0.get(&(source, row)).map(|row| row.reasons.as_slice())
    }

    /// The rows with their reasons, by source and row.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, u32, &[Reason])> {
        self.0
            .iter()
            .map(|((source, row), found)| (*source, *row, found.reasons.as_slice()))
    }

    /// Leaves out the row of `place` because of `reason`. Returns whether anything more of it goes than before.
    pub(super) fn reject(&mut self, place: &Place, reason: &Reason) -> bool {
        let is_personal = place.field.is_some_and(is_personal);
        let known = self.0.entry((place.source, place.row)).or_insert(Row {
            reasons: Vec::new(),
            keeps_department: true,
        });
        let is_new = known.reasons.is_empty() || (known.keeps_department && !is_personal);
        known.keeps_department &= is_personal;
        known.reasons.push(reason.clone());
        is_new
    }

    /// Whether `place` is in a row that is left out.
    pub(super) fn covers(&self, place: &Place) -> bool {
        self.0.contains_key(&(place.source, place.row))
    }

    /// Whether `record` goes.
    pub(super) fn takes(&self, record: Record<'_>) -> bool {
        let row = self.0.get(&(record.source(), record.row()));
        row.is_some_and(|row| !(row.keeps_department && record.kind() == RecordKind::Aside))
    }
}

/// Whether a field says something of a person and not of a department.
fn is_personal(field: &str) -> bool {
    field.starts_with("member.") || field.starts_with("membership.")
}
