//! A directory without some of its records, linked once more in the way the whole was.

use crate::diagnostic::SourceId;
use crate::record::{Block, Record, Separators};

use super::{Builder, Directory};

/// How a directory was linked beside its records.
#[derive(Clone, Debug, Default)]
pub(super) struct Linking {
    /// The name of the company put on top.
    pub(super) root: Option<String>,
    /// How paths and lists are written in each source.
    pub(super) separators: Vec<(SourceId, Separators)>,
    /// Whether a department list was read.
    pub(super) has_departments: bool,
}

impl Linking {
    fn of(&self, source: SourceId) -> Separators {
        let known = self.separators.iter().find(|(known, _)| *known == source);
        known.map(|(_, found)| found.clone()).unwrap_or_default()
    }
}

impl Directory {
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
        builder.link(&|source| linking.of(source))
    }
}
