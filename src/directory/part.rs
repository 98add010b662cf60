//! A directory without some of its records, linked once more in the way the whole was, or without some of its fields.

use crate::diagnostic::SourceId;
use crate::record::{Block, Field, Record, Separators};

use super::{Builder, Directory};

/// What names departments and people and says where they stand; no selection of fields goes without it.
pub const PLACE: [Field; 14] = [
    Field::DEPARTMENT_CODE,
    Field::DEPARTMENT_NAME,
    Field::PARENT_CODE,
    Field::PARENT_PATH,
    Field::DEPARTMENT_PATH,
    Field::DEPARTMENT_ORDER,
    Field::DEPARTMENT_KIND,
    Field::MEMBER_NAME,
    Field::MEMBER_DEPARTMENT_CODE,
    Field::MEMBER_DEPARTMENT_PATH,
    Field::SECOND_DEPARTMENT_PATH,
    Field::MAIN_DEPARTMENT,
    Field::IS_LEADER,
    Field::MEMBER_ORDER,
];

/// How a directory was linked beside its records.
#[derive(Clone, Debug, Default)]
pub(super) struct Linking {
    /// The name of the company put on top.
    pub(super) root: Option<String>,
    /// How paths and lists are written in each source.
    pub(super) separators: Vec<(SourceId, Separators)>,
    /// Whether a department list was read.
    pub(super) has_departments: bool,
    /// The path of the department whose branch is all that is left.
    pub(super) branch: Option<String>,
}

impl Linking {
    /// How they are written in `source`.
    pub(super) fn separators(&self, source: SourceId) -> Separators {
        let known = self.separators.iter().find(|(known, _)| *known == source);
        known.map(|(_, found)| found.clone()).unwrap_or_default()
    }
}

impl Directory {
    /// How paths and lists are written in `source`.
    #[must_use]
    pub fn separators(&self, source: SourceId) -> Separators {
        self.linking.separators(source)
    }

    /// All records in input order.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        self.blocks.iter().flat_map(Block::records)
    }

    /// The directory without the records that `is_left_out` names. What referred to them no longer links: a department
    /// list stays one even where nothing of it is left, so that nothing is made up in place of its rows.
    #[must_use]
    pub fn without(self, is_left_out: &dyn Fn(Record<'_>) -> bool) -> Self {
        let Self {
            blocks, linking, ..
        } = self;
        let mut builder = Builder::again(linking.root.clone(), linking.has_departments);
        for block in blocks {
            builder.add(block.without(is_left_out));
        }
        let whole = builder.link(&|source| linking.separators(source));
        match &linking.branch {
            None => whole,
            Some(path) => match whole.named(path).first() {
                Some(top) => whole.branch(*top).0,
                None => Self::default(),
            },
        }
    }

    /// The same directory with the fields alone that `keeps` names and those of [`PLACE`]. It is not linked again:
    /// who was one person by a number stays one without it.
    #[must_use]
    pub fn with_fields(&self, keeps: &dyn Fn(Field) -> bool) -> Self {
        let keeps = |field| PLACE.contains(&field) || keeps(field);
        let blocks = self.blocks.iter().map(|block| block.with_fields(&keeps));
        Self {
            blocks: blocks.collect(),
            departments: self.departments.clone(),
            members: self.members.clone(),
            memberships: self.memberships.clone(),
            merged: self.merged.clone(),
            faults: self.faults.clone(),
            tree: self.tree.clone(),
            counts: self.counts,
            linking: self.linking.clone(),
        }
    }
}
