//! Records → [`Directory`]: departments first, then what members say of them, then the members themselves.

mod codes;
mod departments;
mod distinct;
mod echoes;
mod identity;
mod members;
mod memberships;
mod parents;
mod paths;
mod references;
mod resolving;
mod row;
mod said;
mod targets;

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::diagnostic::SourceId;
use crate::record::{Block, Field, Record, Separators};

use super::part::Linking;
use super::{Counts, Department, DepartmentId, Directory, Fault, RecordId, Tree};

pub(super) use identity::Identities;
pub(super) use memberships::MemberRows;
pub(super) use references::{ReferenceNumber, References};

use codes::Codes;
use members::LinkedMembers;
use memberships::LinkedMemberships;
use paths::PathIndex;

/// A map that hashes the same in every run, so that nothing depends on the process.
type Map<K, V> = HashMap<K, V, FixedState>;

/// The directory while it is being linked.
pub(super) struct Linker<'b> {
    blocks: &'b [Block],
    separators: Map<SourceId, Separators>,
    has_departments: bool,
    departments: Vec<Department>,
    codes: Codes,
    paths: PathIndex,
    faults: Vec<Fault>,
    counts: Counts,
}

impl<'b> Linker<'b> {
    pub(super) fn new(blocks: &'b [Block], linking: &Linking) -> Self {
        let sources = blocks.iter().map(|block| block.shape().source);
        Self {
            blocks,
            separators: sources
                .map(|source| (source, linking.separators(source)))
                .collect(),
            has_departments: linking.has_departments,
            departments: Vec::new(),
            codes: Codes::default(),
            paths: PathIndex::default(),
            faults: Vec::new(),
            counts: Counts::default(),
        }
    }

    /// All records with their numbers, in input order.
    fn records(&self) -> impl Iterator<Item = (RecordId, Record<'b>)> + use<'b> {
        (0..).zip(self.blocks).flat_map(|(block, records)| {
            (0..)
                .zip(records.records())
                .map(move |(index, record)| (RecordId { block, index }, record))
        })
    }

    fn record(&self, id: RecordId) -> Record<'b> {
        self.blocks[id.block as usize].record(id.index as usize)
    }

    fn department_mut(&mut self, id: DepartmentId) -> &mut Department {
        &mut self.departments[id.0 as usize]
    }

    /// The filled levels of `path` from the top, and whether an empty level lies between them.
    fn levels<'t>(&self, source: SourceId, path: &'t str) -> (Vec<&'t str>, bool) {
        let levels: Vec<&str> = self.separators[&source].levels(path).collect();
        let filled = |level: &&str| !level.is_empty();
        let first = levels.iter().position(filled).unwrap_or(levels.len());
        let last = levels
            .iter()
            .rposition(filled)
            .map_or(first, |last| last + 1);
        let has_gap = levels[first..last].iter().any(|level| level.is_empty());
        (levels.into_iter().filter(filled).collect(), has_gap)
    }

    /// Adds a department that no record describes.
    fn make_department(
        &mut self,
        name: &str,
        parent: Option<DepartmentId>,
        by: Option<(RecordId, Field)>,
    ) -> DepartmentId {
        self.counts.departments_made += 1;
        self.push_department(Department {
            code: None,
            name: name.into(),
            parent,
            rank: i64::MAX,
            kind: None,
            record: None,
            named_by: by,
            placeholder: false,
        })
    }

    /// Makes room for so many departments more.
    fn expect_departments(&mut self, count: usize) {
        self.departments.reserve(count);
        self.paths.expect(count);
    }

    fn push_department(&mut self, department: Department) -> DepartmentId {
        let id = DepartmentId(self.departments.len() as u32);
        self.departments.push(department);
        id
    }

    /// Puts the parts together; the blocks are still the builder's.
    pub(super) fn finish(
        self,
        members: LinkedMembers,
        memberships: LinkedMemberships,
    ) -> Directory {
        Directory {
            tree: Tree::of(&self.departments),
            departments: self.departments,
            members: memberships.entries,
            memberships: memberships.list,
            merged: members.merged,
            faults: self.faults,
            counts: self.counts,
            ..Directory::default()
        }
    }
}
