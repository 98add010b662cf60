//! Collects records until all are read, then links them.

use std::collections::BTreeSet;
use std::thread;

use crate::diagnostic::SourceId;
use crate::record::{Block, Field, RecordKind, Separators, Shared};

use super::link::{Identities, Linker, MemberRows, ReferenceNumber, References};
use super::part::Linking;
use super::{Directory, RecordId};

/// Collects the records of all inputs, in input order, and links them into a [`Directory`].
#[derive(Debug, Default)]
pub struct Builder {
    root: Option<String>,
    blocks: Vec<Block>,
    references: References,
    /// What the records of a block share with others.
    shared: Vec<Shared>,
    /// For every member record in order: which reference names its departments.
    member_references: Vec<Option<ReferenceNumber>>,
    /// For every block: how many member records stand before it.
    member_starts: Vec<usize>,
    identities: Identities,
    has_departments: bool,
}

impl Builder {
    /// Starts without records; `root` is the name of a company to put on top of everything.
    #[must_use]
    pub fn new(root: Option<String>) -> Self {
        Self {
            root,
            ..Self::default()
        }
    }

    /// Starts once more without records, for some of those that were linked before.
    pub(super) fn again(root: Option<String>, has_departments: bool) -> Self {
        Self {
            has_departments,
            ..Self::new(root)
        }
    }

    /// Takes the next records.
    pub fn add(&mut self, block: Block) {
        let number = self.blocks.len() as u32;
        self.member_starts.push(self.member_references.len());
        self.references.expect(&block);
        for (index, record) in (0..).zip(block.records()) {
            if record.kind() != RecordKind::Member {
                self.has_departments = true;
                continue;
            }
            let id = RecordId {
                block: number,
                index,
            };
            let reference = self.references.intern(id, record);
            self.member_references.push(reference);
            let shared = reference.and_then(|number| number.shared(index));
            self.shared.extend(shared);
        }
        // By themselves, so that either walk waits for its own memory alone.
        let members = block.records();
        for record in members.filter(|record| record.kind() == RecordKind::Member) {
            self.identities.add(record);
        }
        self.blocks.push(block.compact(&self.shared));
        self.shared.clear();
    }

    /// The paths and lists of departments that records of `source` name, for deciding what separates them. Values of
    /// members come once each.
    pub fn paths(&self, source: SourceId) -> impl Iterator<Item = &str> {
        let of_departments = self
            .blocks
            .iter()
            .filter(move |block| block.shape().source == source && self.has_departments)
            .flat_map(Block::departments)
            .flat_map(|(_, record)| {
                [
                    record.get(Field::DEPARTMENT_PATH),
                    record.get(Field::PARENT_PATH),
                ]
            })
            .filter_map(|value| value.filled());
        of_departments.chain(self.references.texts(source))
    }

    /// The names and codes that departments have by themselves, in any source; no separator may cut them.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let blocks = self.blocks.iter().filter(|_| self.has_departments);
        let records = blocks.flat_map(Block::departments);
        records.flat_map(|(_, record)| {
            let own = [Field::DEPARTMENT_NAME, Field::DEPARTMENT_CODE];
            own.into_iter()
                .filter_map(move |field| record.get(field).filled())
        })
    }

    /// Links everything that was added. `separators` tells how paths and lists are written in a source.
    #[must_use]
    pub fn link(self, separators: &(dyn Fn(SourceId) -> Separators + Sync)) -> Directory {
        self.link_as(|builder| builder.separators(separators))
    }

    /// Links everything that was added, as `decide` says that paths and lists are written in each source.
    #[must_use]
    pub fn link_as(
        mut self,
        decide: impl FnOnce(&Self) -> Vec<(SourceId, Separators)>,
    ) -> Directory {
        for block in &mut self.blocks {
            block.share(self.references.words());
        }
        let identities = std::mem::take(&mut self.identities);
        let kinds = identities.kinds();
        let (linking, mut linker, targets, are_distinct) = thread::scope(|scope| {
            let are_distinct = scope.spawn(|| identities.are_distinct());
            let linking = Linking {
                root: self.root.clone(),
                separators: decide(&self),
                has_departments: self.has_departments,
                branch: None,
            };
            let mut linker = Linker::new(&self.blocks, &linking);
            linker.departments(self.root.as_deref());
            let targets = linker.references(&self.references);
            let are_distinct = are_distinct.join();
            let are_distinct =
                are_distinct.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (linking, linker, targets, are_distinct)
        });
        let count = self.member_references.len();
        let members = match are_distinct {
            true => linker.distinct_members(count),
            false => linker.members(&kinds, count),
        };
        let memberships = linker.memberships(
            &members,
            &self.references,
            MemberRows {
                starts: &self.member_starts,
                numbers: &self.member_references,
            },
            &targets,
        );
        let parts = linker.finish(members, memberships);
        Directory {
            blocks: self.blocks,
            linking,
            ..parts
        }
    }

    /// How paths and lists are written in the source of each block.
    fn separators(&self, of: &dyn Fn(SourceId) -> Separators) -> Vec<(SourceId, Separators)> {
        let sources: BTreeSet<SourceId> = self
            .blocks
            .iter()
            .map(|block| block.shape().source)
            .collect();
        sources
            .into_iter()
            .map(|source| (source, of(source)))
            .collect()
    }
}
