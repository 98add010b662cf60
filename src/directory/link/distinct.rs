//! Items of references, each kept once.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::diagnostic::SourceId;

/// An item of a reference that is to be resolved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Open<'t> {
    /// The number of the first reference that has it.
    pub(super) reference: u32,
    pub(super) source: SourceId,
    /// Whether it is a code rather than a path.
    pub(super) is_code: bool,
    pub(super) text: &'t str,
    hash: u64,
}

impl<'t> Open<'t> {
    pub(super) fn new(reference: u32, source: SourceId, is_code: bool, text: &'t str) -> Self {
        Self {
            reference,
            source,
            is_code,
            text,
            hash: FixedState::default().hash_one((source, is_code, text)),
        }
    }

    fn is_same(&self, other: &Open<'_>) -> bool {
        (self.source, self.is_code, self.text) == (other.source, other.is_code, other.text)
    }
}

/// Distinct items, numbered in the order they are met.
#[derive(Debug, Default)]
pub(super) struct Distinct<'t> {
    list: Vec<Open<'t>>,
    /// Half a hash and a number each.
    table: HashTable<(u32, u32)>,
}

impl<'t> Distinct<'t> {
    /// The number of the same one as `open`, where there is one.
    pub(super) fn find(&self, open: &Open<'_>) -> Option<u32> {
        let half = open.hash as u32;
        let same = |(known, number): &(u32, u32)| {
            *known == half && self.list[*number as usize].is_same(open)
        };
        let found = self.table.find(open.hash, same);
        found.map(|(_, number)| *number)
    }

    /// The number of `open`; that of the same one, where there is one.
    pub(super) fn number(&mut self, open: Open<'t>) -> u32 {
        if let Some(number) = self.find(&open) {
            return number;
        }
        let entry = (open.hash as u32, self.list.len() as u32);
        let hash = |(_, number): &(u32, u32)| self.list[*number as usize].hash;
        self.table.insert_unique(open.hash, entry, hash);
        self.add(open)
    }

    /// Adds `open`, which is looked at by itself however often it comes, and returns its number.
    pub(super) fn add(&mut self, open: Open<'t>) -> u32 {
        self.list.push(open);
        self.list.len() as u32 - 1
    }

    /// All of them in order.
    pub(super) fn list(&self) -> &[Open<'t>] {
        &self.list
    }
}
