//! Records packed tightly: no allocation a value, one buffer of text a block.

use std::num::NonZeroU64;
use std::sync::Arc;

use crate::diagnostic::{Place, SourceId};

use super::rest::Rest;
use super::slots::{Content, Slots};
use super::{Field, Shape, Value};

/// What a record is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// A department of a department list.
    Department,
    /// A member, with the departments named beside it.
    Member,
    /// A department that a row names beside something else; its row is counted with that.
    Aside,
}

/// Tells that records of one source name their departments by one and the same text, without looking at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Echo(pub NonZeroU64);

/// Where the text of a record starts, and its row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) text: u32,
    pub(super) row: u32,
    /// A bit for each of the block's keys that the record has filled and that are left out.
    pub(super) left_out: u16,
    pub(super) kind: RecordKind,
}

/// Some records of one source, in source order.
///
/// The columns of the source have a slot each. A record is a byte a slot, which says how long the value is, and the
/// texts one after the other in the order of their slots. What has no slot stands in the rest.
#[derive(Clone, Debug)]
pub struct Block {
    pub(super) shape: Arc<Shape>,
    pub(super) slots: Arc<Slots>,
    pub(super) text: String,
    /// As many for each record as there are slots.
    pub(super) contents: Vec<Content>,
    pub(super) entries: Vec<Entry>,
    pub(super) rest: Rest,
    /// Keys whose values members do not keep.
    pub(super) left_out: Arc<[&'static str]>,
    /// By record, up to the last one that has one.
    pub(super) echoes: Vec<Option<Echo>>,
}

impl Block {
    /// What the records of this block have in common.
    #[must_use]
    pub fn shape(&self) -> &Arc<Shape> {
        &self.shape
    }

    /// The number of records.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are no records.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The record at `index`.
    #[must_use]
    #[inline]
    pub fn record(&self, index: usize) -> Record<'_> {
        Record {
            block: self,
            entry: self.entries[index],
            index,
        }
    }

    /// Forgets which records name their departments by the same text.
    pub fn forget_echoes(&mut self) {
        self.echoes = Vec::new();
    }

    /// All records in source order.
    pub fn records(&self) -> impl Iterator<Item = Record<'_>> {
        (0..self.len()).map(|index| self.record(index))
    }
}

/// One record of a block.
#[derive(Clone, Copy, Debug)]
pub struct Record<'b> {
    block: &'b Block,
    entry: Entry,
    index: usize,
}

impl<'b> Record<'b> {
    /// What the record is about.
    #[must_use]
    #[inline]
    pub fn kind(&self) -> RecordKind {
        self.entry.kind
    }

    /// What the record says of `field`.
    #[must_use]
    #[inline]
    pub fn get(&self, field: Field) -> Value<'b> {
        if let Some(slot) = self.block.slots.find(field) {
            let contents = self.contents();
            let content = contents[slot];
            if content != Content::ABSENT {
                let before = contents[..slot].iter().map(|before| before.length());
                let start = self.entry.text as usize + before.sum::<usize>();
                return content.value(&self.block.text[start..start + content.length()]);
            }
        }
        self.block.rest.get(self.index, field)
    }

    /// All values of the record, those of columns in the order of these. Fields that are no columns may come more than
    /// once.
    pub fn values(&self) -> impl Iterator<Item = (Field, Value<'b>)> + use<'b> {
        let block = self.block;
        let mut start = self.entry.text as usize;
        let slots = block.slots.fields().iter().zip(self.contents());
        let slots = slots.filter(|(_, content)| **content != Content::ABSENT);
        let of_slots = slots.map(move |(field, content)| {
            let text = &block.text[start..start + content.length()];
            start += content.length();
            (*field, content.value(text))
        });
        of_slots.chain(block.rest.of(self.index))
    }

    /// The keys that the record has filled and whose values were left out, as [`super::BlockWriter::leaving_out`] was
    /// told.
    pub fn left_out(&self) -> impl Iterator<Item = &'b str> + use<'b> {
        let bits = self.entry.left_out;
        let keys = self.block.left_out.iter().enumerate();
        keys.filter(move |(number, _)| bits & 1 << number != 0)
            .map(|(_, key)| *key)
    }

    /// What other records share that name their departments by the same text, if that is known.
    #[must_use]
    pub fn echo(&self) -> Option<Echo> {
        self.block.echoes.get(self.index).copied().flatten()
    }

    /// What stands in each slot.
    #[inline]
    fn contents(&self) -> &'b [Content] {
        let count = self.block.slots.len();
        &self.block.contents[self.index * count..][..count]
    }

    /// The shape of the record's source.
    #[must_use]
    pub fn shape(&self) -> &'b Shape {
        &self.block.shape
    }

    /// The source of the record.
    #[must_use]
    pub fn source(&self) -> SourceId {
        self.block.shape.source
    }

    /// The row a person sees, or the element's number in JSON; both from 1.
    #[must_use]
    pub fn row(&self) -> u32 {
        self.entry.row
    }

    /// The place of `field` in the record's row.
    #[must_use]
    pub fn place(&self, field: Field) -> Place {
        self.block.shape.place(self.entry.row, field)
    }

    /// The place of the whole row.
    #[must_use]
    pub fn row_place(&self) -> Place {
        Place::row(self.source(), self.entry.row)
    }
}
