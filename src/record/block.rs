//! Records packed tightly: no allocation a value, one buffer of text a block.

mod part;
mod sharing;

use std::num::NonZeroU32;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use crate::diagnostic::{Place, SourceId};

use super::rest::Rest;
use super::slots::{Slots, is_text, sum, value_of};
use super::words::AWAITED;
use super::{ColumnCounts, Columns, Field, Lookup, Shape, Value, Words};

pub use sharing::Shared;

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

/// Tells that records of one source name their departments by one and the same text, without looking at it. Numbers are
/// small: there are no more than texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Echo(pub NonZeroU32);

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
/// The columns of the source have a slot each. A record is a byte a slot, which says how long its text is, and the texts
/// one after the other in the order of their slots, up to the last one that is filled. What has no slot stands in the
/// rest.
#[derive(Clone, Debug)]
pub struct Block {
    pub(super) shape: Arc<Shape>,
    pub(super) slots: Arc<Slots>,
    pub(super) text: String,
    /// How many bytes stand between the texts of neighbouring slots: one where records were taken from lines as they
    /// stood, else none.
    pub(super) between: usize,
    /// As many for each record as there are slots, and eight behind the last one.
    pub(super) lengths: Vec<u8>,
    pub(super) entries: Vec<Entry>,
    pub(super) rest: Rest,
    /// Keys whose values members do not keep.
    pub(super) left_out: Arc<[&'static str]>,
    /// By record, up to the last one that has one.
    pub(super) echoes: Vec<Option<Echo>>,
    /// The texts that records hold by their numbers.
    pub(super) words: Arc<Words>,
    /// Whether there may be records of departments.
    pub(super) has_departments: bool,
    /// Where buffers go to be filled again.
    pub(super) spares: Option<Spares>,
}

/// Empty blocks of one writer, whose buffers are filled again.
pub(super) type Spares = Arc<Mutex<Vec<Block>>>;

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

    /// Whether records may have `field`.
    #[must_use]
    pub fn may_have(&self, field: Field) -> bool {
        self.slots.find(field).is_some() || !self.rest.is_empty()
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

    /// The value for which there is text at `range`.
    #[inline]
    fn value(&self, range: Range<usize>) -> Value<'_> {
        value_of(&self.text[range], &self.words)
    }

    /// The records of departments with their numbers, in source order.
    pub fn departments(&self) -> impl Iterator<Item = (u32, Record<'_>)> {
        let records = if self.has_departments { self.len() } else { 0 };
        let records = (0..records).map(|index| (index as u32, self.record(index)));
        records.filter(|(_, record)| record.kind() != RecordKind::Member)
    }

    /// The echoes of the records, in source order.
    pub fn echoes(&self) -> impl Iterator<Item = Echo> {
        self.echoes.iter().copied().flatten()
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
            let lengths = &self.block.lengths[self.index * self.block.slots.len()..];
            let length = usize::from(lengths[slot]);
            if length > 0 {
                let before = sum(lengths, slot) + slot * self.block.between;
                let start = self.entry.text as usize + before;
                return self.block.value(start..start + length);
            }
        }
        match self.block.rest.is_empty() {
            true => Value::Absent,
            false => self.block.rest.get(self.index, field),
        }
    }

    /// What the record says of each of the fields of `lookup`, found in one pass over its columns.
    // Inlined, so that the values are made where they are wanted.
    #[must_use]
    #[inline(always)]
    pub fn get_each<const N: usize>(&self, lookup: &mut Lookup<'b, N>) -> [Value<'b>; N] {
        let block = self.block;
        let mut values = [Value::Absent; N];
        let mut lengths = self.lengths().iter().map(|length| usize::from(*length));
        let mut start = self.entry.text as usize;
        for place in lookup.places(&block.slots) {
            let skipped = lengths.by_ref().take(place.skipped);
            start += skipped.fold(0, |sum, length| sum + length + block.between);
            let length = lengths.next().unwrap_or_default();
            if length > 0 {
                values[place.field] = block.value(start..start + length);
            }
            start += length + block.between;
        }
        if !block.rest.is_empty() {
            for (value, field) in values.iter_mut().zip(lookup.fields()) {
                if value.is_absent() {
                    *value = block.rest.get(self.index, *field);
                }
            }
        }
        values
    }

    /// All values of the record, those of columns in the order of these. Fields that are no columns may come more than
    /// once.
    pub fn values(&self) -> impl Iterator<Item = (Field, Value<'b>)> + use<'b> {
        let block = self.block;
        let mut start = self.entry.text as usize;
        let slots = block.slots.fields().iter().zip(self.lengths());
        let of_slots = slots.filter_map(move |(field, length)| {
            let text = start..start + usize::from(*length);
            start = text.end + block.between;
            (!text.is_empty()).then(|| (*field, block.value(text)))
        });
        of_slots.chain(self.others())
    }

    /// The columns that the record fills.
    #[must_use]
    pub fn filled(&self) -> Columns {
        let slots = &self.block.slots;
        let lengths = &self.block.lengths[self.index * slots.len()..];
        let (long, short) = Columns::by_length(lengths, slots.len());
        if short.is_empty() {
            return long;
        }
        let mut start = self.entry.text as usize;
        let short = (0..slots.len()).filter(|slot| {
            let text = start;
            start += usize::from(lengths[*slot]) + self.block.between;
            // It may stand for text that is empty, or for `null`.
            lengths[*slot] == 1 && is_text(self.block.text.as_bytes()[text])
        });
        long.with(short)
    }

    /// The fields of `columns`.
    pub fn fields(&self, columns: Columns) -> impl Iterator<Item = Field> + use<'b> {
        let fields = self.block.slots.fields();
        columns.slots().map(|slot| fields[slot])
    }

    /// The fields of the columns that `counts` counted, which are the record's own, and how often.
    pub fn counted(&self, counts: &ColumnCounts) -> impl Iterator<Item = (Field, usize)> + use<'b> {
        let fields = self.block.slots.fields().iter().copied();
        let counted = fields.zip(counts.counts());
        counted.filter(|(_, count)| *count > 0)
    }

    /// The columns of the record, and of all that have [`Record::same_columns`], whose fields `are_wanted`.
    pub fn columns(&self, are_wanted: impl Fn(Field) -> bool) -> Columns {
        let fields = (0..).zip(self.block.slots.fields());
        let wanted = fields.filter(|(_, field)| are_wanted(**field));
        Columns::default().with(wanted.map(|(slot, _)| slot))
    }

    /// Whether `other` is known to have the same columns.
    #[must_use]
    pub fn same_columns(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.block.slots, &other.block.slots)
    }

    /// The texts of all its columns, one behind the other; what stands for empty text, for `null` and for a text that is
    /// [`Shared`] among them, and what stands between columns. Nothing where the record has [`Record::others`] too.
    #[inline]
    pub(crate) fn whole_text(&self) -> Option<&'b str> {
        if !self.block.rest.is_empty() && self.others().next().is_some() {
            return None;
        }
        let next = self.block.entries.get(self.index + 1);
        let end = next.map_or(self.block.text.len(), |next| next.text as usize);
        Some(&self.block.text[self.entry.text as usize..end])
    }

    /// The values of the record that stand in no column, or are too long for one.
    pub fn others(&self) -> impl Iterator<Item = (Field, Value<'b>)> + use<'b> {
        self.block.rest.of(self.index)
    }

    /// The keys that the record has filled and whose values were left out, as [`super::BlockWriter::leaving_out`] was
    /// told.
    pub fn left_out(&self) -> impl Iterator<Item = &'b str> + use<'b> {
        let bits = self.entry.left_out;
        let keys = self.block.left_out.iter().enumerate();
        keys.filter(move |(number, _)| bits & 1 << number != 0)
            .map(|(_, key)| *key)
    }

    /// Whether `other` is known to have filled just the same of the same keys that were left out.
    pub(crate) fn leaves_out_the_same(&self, other: &Self) -> bool {
        self.entry.left_out == other.entry.left_out
            && Arc::ptr_eq(&self.block.left_out, &other.block.left_out)
    }

    /// What other records share that name their departments by the same text, if that is known.
    #[must_use]
    pub fn echo(&self) -> Option<Echo> {
        self.block.echoes.get(self.index).copied().flatten()
    }

    /// Whether its departments are those of an earlier record with the same echo, whose text is not repeated.
    #[must_use]
    pub(crate) fn awaits_departments(&self) -> bool {
        let Some(slot) = self.block.slots.find(Field::MEMBER_DEPARTMENT_PATH) else {
            return false;
        };
        let lengths = &self.block.lengths[self.index * self.block.slots.len()..];
        let start = self.entry.text as usize + sum(lengths, slot) + slot * self.block.between;
        self.block.text[start..].starts_with(AWAITED)
    }

    /// How long the text in each slot is.
    #[inline]
    fn lengths(&self) -> &'b [u8] {
        let count = self.block.slots.len();
        &self.block.lengths[self.index * count..][..count]
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
