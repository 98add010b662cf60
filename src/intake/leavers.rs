//! Elements of JSON lists about people who have left.

use crate::diagnostic::{Diagnostic, Place, code};
use crate::record::{Block, Field, Record, has_left};

/// Members who were left out because they have left.
#[derive(Clone, Debug, Default)]
pub(super) struct Leavers {
    /// Where the first one is told to have left, and by which status.
    first: Option<(Place, String)>,
    /// How many there are.
    pub(super) count: u64,
}

impl Leavers {
    /// Takes those out of `block` whose status is one of `statuses` or says so in words.
    pub(super) fn take_from(block: Block, statuses: &[&str]) -> (Block, Self) {
        if block.shape().column(Field::STATUS).is_none() {
            return (block, Self::default());
        }
        let is_leaver = |record: Record<'_>| {
            let status = record.get(Field::STATUS).filled();
            status.is_some_and(|status| statuses.contains(&status) || has_left(status))
        };
        let mut leavers = Self::default();
        for record in block.records().filter(|record| is_leaver(*record)) {
            leavers.count += 1;
            leavers.first.get_or_insert_with(|| {
                let status = record.get(Field::STATUS).or_empty();
                (record.place(Field::STATUS), status.to_owned())
            });
        }
        match leavers.count {
            0 => (block, leavers),
            _ => (block.without(&is_leaver), leavers),
        }
    }

    /// Adds those of later elements of the same list.
    pub(super) fn add(&mut self, later: Self) {
        self.count += later.count;
        if self.first.is_none() {
            self.first = later.first;
        }
    }

    /// What there is to tell of them.
    pub(super) fn finding(self) -> Option<Diagnostic> {
        let (place, status) = self.first?;
        let mut finding = Diagnostic::new(&code::H007, place);
        finding
            .value(&status)
            .with("case", "leavers")
            .with("count", self.count);
        Some(finding)
    }
}
