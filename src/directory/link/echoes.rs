//! References that are known without looking at their text.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::diagnostic::SourceId;
use crate::record::{Echo, Record};

use super::references::ReferenceNumber;

/// The reference that records of one source with the same echo make.
#[derive(Debug, Default)]
pub(super) struct Echoes {
    source: Option<SourceId>,
    table: HashTable<(Echo, ReferenceNumber)>,
}

impl Echoes {
    fn hash(echo: Echo) -> u64 {
        FixedState::default().hash_one(echo)
    }

    /// The reference of a record whose echo is known.
    #[inline]
    pub(super) fn find(&self, record: Record<'_>) -> Option<ReferenceNumber> {
        let echo = record.echo()?;
        let same = |(known, _): &(Echo, ReferenceNumber)| *known == echo;
        let found = self.table.find(Self::hash(echo), same)?;
        (self.source == Some(record.source())).then_some(found.1)
    }

    /// Notes the reference of a record whose echo is new.
    pub(super) fn note(&mut self, record: Record<'_>, number: ReferenceNumber) {
        let Some(echo) = record.echo() else {
            return;
        };
        if self.source != Some(record.source()) {
            self.source = Some(record.source());
            self.table.clear();
        }
        let entry = (echo, number);
        self.table
            .insert_unique(Self::hash(echo), entry, |(echo, _)| Self::hash(*echo));
    }
}
