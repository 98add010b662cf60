//! The model: departments, members, memberships, the tree. Linking is total: what does not link is kept as a
//! [`Fault`] for a rule to report.

mod branch;
mod builder;
mod counts;
mod department;
#[cfg(test)]
pub(crate) mod example;
mod fault;
mod headcounts;
mod link;
mod managers;
mod member;
mod numbering;
mod part;
mod repeated;
mod tree;

use std::ops::Range;

use crate::diagnostic::Place;
use crate::record::{Block, Field, Form, Record};

pub use branch::OutsideRows;
pub use builder::Builder;
pub use counts::{Counts, RowCounts};
pub use department::{Department, DepartmentId, DepartmentKind};
pub use fault::Fault;
pub use headcounts::Headcounts;
pub use managers::{Manager, Managers};
pub use member::{Member, MemberId, Membership};
pub use numbering::Numbering;
pub use part::PLACE;
pub use tree::Tree;

pub(crate) use repeated::repeated;

use member::MemberEntry;
use part::Linking;

/// Where a record stands among all that were read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId {
    block: u32,
    index: u32,
}

/// An organisation's directory: departments, members, who is where, and what did not link.
#[derive(Debug, Default)]
pub struct Directory {
    blocks: Vec<Block>,
    departments: Vec<Department>,
    members: Vec<MemberEntry>,
    /// Grouped by member, in member order.
    memberships: Vec<Membership>,
    /// Later records of a member, sorted by member.
    merged: Vec<(MemberId, RecordId)>,
    faults: Vec<Fault>,
    tree: Tree,
    counts: Counts,
    linking: Linking,
}

impl Directory {
    /// The departments in source order, the ones made from paths where they were first named.
    pub fn departments(
        &self,
    ) -> impl ExactSizeIterator<Item = (DepartmentId, &Department)> + Clone {
        self.departments
            .iter()
            .enumerate()
            .map(|(index, department)| (DepartmentId(index as u32), department))
    }

    /// The department `id`.
    #[must_use]
    pub fn department(&self, id: DepartmentId) -> &Department {
        &self.departments[id.0 as usize]
    }

    /// The members in source order.
    pub fn members(&self) -> impl ExactSizeIterator<Item = Member<'_>> + Clone {
        (0..self.members.len() as u32).map(|index| self.member(MemberId(index)))
    }

    /// The member `id`.
    #[must_use]
    pub fn member(&self, id: MemberId) -> Member<'_> {
        let entry = self.members[id.0 as usize];
        Member {
            directory: self,
            id,
            record: self.record(entry.record),
            is_merged: entry.is_merged,
        }
    }

    /// The number of members.
    #[must_use]
    pub fn member_count(&self) -> usize {
        self.members.len()
    }

    /// All memberships, in member order.
    #[must_use]
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }

    /// The memberships of the members with these numbers, in member order.
    #[must_use]
    pub fn memberships_of(&self, members: Range<u32>) -> &[Membership] {
        let start = |member: u32| match self.members.get(member as usize) {
            Some(entry) => entry.memberships as usize,
            None => self.memberships.len(),
        };
        &self.memberships[start(members.start)..start(members.end)]
    }

    /// The members without a department, in order.
    pub fn members_without_department(&self) -> impl Iterator<Item = Member<'_>> {
        let ends = self.members.iter().skip(1).map(|next| next.memberships);
        let ends = ends.chain([self.memberships.len() as u32]);
        let starts = self.members.iter().map(|entry| entry.memberships);
        let empty = (0..).map(MemberId).zip(starts.zip(ends));
        empty
            .filter(|(_, (start, end))| start == end)
            .map(|(id, _)| self.member(id))
    }

    /// Parents, depth, pre-order and cycles of the departments.
    #[must_use]
    pub fn tree(&self) -> &Tree {
        &self.tree
    }

    /// What did not link, in the order it was met.
    #[must_use]
    pub fn faults(&self) -> &[Fault] {
        &self.faults
    }

    /// How many rows became what.
    #[must_use]
    pub fn counts(&self) -> &Counts {
        &self.counts
    }

    /// Whether a table that was read has a column for `field`.
    #[must_use]
    pub fn has_column(&self, field: Field) -> bool {
        let shapes = self.blocks.iter().map(Block::shape);
        let mut tables = shapes.filter(|shape| shape.form == Form::Cells);
        tables.any(|shape| shape.column(field).is_some())
    }

    /// The record `id`.
    #[must_use]
    pub fn record(&self, id: RecordId) -> Record<'_> {
        self.blocks[id.block as usize].record(id.index as usize)
    }

    /// The names from the top down to department `id`.
    #[must_use]
    pub fn path(&self, id: DepartmentId) -> Vec<&str> {
        let mut names: Vec<&str> = self
            .tree
            .ancestors(id)
            .map(|id| self.department(id).name.as_str())
            .collect();
        names.reverse();
        names.push(&self.department(id).name);
        names
    }

    /// What department `id` says of `field`; absent where it was made from a path.
    #[must_use]
    pub fn department_value(&self, id: DepartmentId, field: Field) -> crate::record::Value<'_> {
        self.department(id)
            .record
            .map(|record| self.record(record).get(field))
            .unwrap_or_default()
    }

    /// The place of `field` of department `id`; for a department made from a path the cell that first named it.
    #[must_use]
    pub fn department_place(&self, id: DepartmentId, field: Field) -> Place {
        let department = self.department(id);
        match (department.record, department.named_by) {
            (Some(record), _) => self.record(record).place(field),
            (None, Some((record, field))) => self.record(record).place(field),
            (None, None) => Place::whole(crate::diagnostic::SourceId(0)),
        }
    }
}

#[cfg(test)]
mod tests;
