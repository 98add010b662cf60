//! Records packed tightly: no allocation a value, one buffer of text a block.

mod part;

use std::sync::Arc;

use crate::diagnostic::{Place, SourceId};

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

/// The longest value a record keeps, in bytes; readers refuse longer cells before.
const LONGEST_VALUE: usize = (1 << LENGTH_BITS) - 1;

/// How many keys a block can leave out.
const MOST_LEFT_OUT: usize = u16::BITS as usize;

const LENGTH_BITS: u32 = 21;
const NULL_BIT: u32 = 1 << LENGTH_BITS;
const FIELD_SHIFT: u32 = LENGTH_BITS + 1;

/// Where a record starts, and its row.
#[derive(Clone, Copy, Debug)]
struct Entry {
    text: u32,
    values: u32,
    row: u32,
    kind: RecordKind,
    /// A bit for each of the block's keys that the record has filled and that are left out.
    left_out: u16,
}

/// Some records of one source, in source order.
#[derive(Clone, Debug)]
pub struct Block {
    shape: Arc<Shape>,
    text: String,
    /// Field number, null bit and length of every value, in text order.
    values: Vec<u32>,
    entries: Vec<Entry>,
    /// Keys whose values members do not keep.
    left_out: Vec<&'static str>,
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
    pub fn record(&self, index: usize) -> Record<'_> {
        Record {
            block: self,
            entry: self.entries[index],
            end: self.entries.get(index + 1).map(|next| next.values),
        }
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
    end: Option<u32>,
}

impl<'b> Record<'b> {
    /// What the record is about.
    #[must_use]
    pub fn kind(&self) -> RecordKind {
        self.entry.kind
    }

    /// What the record says of `field`.
    #[must_use]
    pub fn get(&self, field: Field) -> Value<'b> {
        let mut start = self.entry.text as usize;
        for packed in self.packed() {
            let length = (packed & (NULL_BIT - 1)) as usize;
            if packed >> FIELD_SHIFT == u32::from(field.number()) {
                return match packed & NULL_BIT {
                    0 => Value::Text(&self.block.text[start..start + length]),
                    _ => Value::Null,
                };
            }
            start += length;
        }
        Value::Absent
    }

    /// All values of the record in source order. Extra fields may come more than once.
    pub fn values(&self) -> impl Iterator<Item = (Field, Value<'b>)> + use<'b> {
        let block = self.block;
        let mut start = self.entry.text as usize;
        self.packed().iter().map(move |packed| {
            let length = (packed & (NULL_BIT - 1)) as usize;
            let text = &block.text[start..start + length];
            start += length;
            let value = if packed & NULL_BIT == 0 {
                Value::Text(text)
            } else {
                Value::Null
            };
            (Field::from_number((packed >> FIELD_SHIFT) as u16), value)
        })
    }

    /// The keys that the record has filled and whose values were left out, as [`BlockWriter::leaving_out`] was told.
    pub fn left_out(&self) -> impl Iterator<Item = &'b str> + use<'b> {
        let bits = self.entry.left_out;
        let keys = self.block.left_out.iter().enumerate();
        keys.filter(move |(number, _)| bits & 1 << number != 0)
            .map(|(_, key)| *key)
    }

    /// Field number, null bit and length of every value.
    fn packed(&self) -> &'b [u32] {
        let values = &self.block.values;
        let end = self.end.map_or(values.len(), |end| end as usize);
        &values[self.entry.values as usize..end]
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

/// Packs records into a block.
///
/// A record is begun, its values are pushed, and it is finished by the next `begin` or by `finish`.
#[derive(Debug)]
pub struct BlockWriter {
    block: Block,
}

impl BlockWriter {
    /// Starts an empty block.
    #[must_use]
    pub fn new(shape: Arc<Shape>) -> Self {
        Self {
            block: Block {
                shape,
                text: String::new(),
                values: Vec::new(),
                entries: Vec::new(),
                left_out: Vec::new(),
            },
        }
    }

    /// Starts an empty block whose members do not keep the values of `keys`, only which of them are filled.
    /// Of many keys the first 16 are left out.
    #[must_use]
    pub fn leaving_out(shape: Arc<Shape>, mut keys: Vec<&'static str>) -> Self {
        keys.truncate(MOST_LEFT_OUT);
        let mut writer = Self::new(shape);
        writer.block.left_out = keys;
        writer
    }

    /// What the records being packed have in common.
    #[must_use]
    pub fn shape(&self) -> &Arc<Shape> {
        &self.block.shape
    }

    /// Begins the record of `row`.
    pub fn begin(&mut self, kind: RecordKind, row: u32) {
        let block = &mut self.block;
        let count = |length: usize| {
            u32::try_from(length).expect("a block is handed over long before 4 GiB")
        };
        block.entries.push(Entry {
            text: count(block.text.len()),
            values: count(block.values.len()),
            row,
            kind,
            left_out: 0,
        });
    }

    /// Whether the record begun last does not keep the value of the key at `number`; notes whether that `is_filled`.
    pub fn leave_out(&mut self, number: usize, is_filled: bool) -> bool {
        let is_known = number < self.block.left_out.len();
        let entry = self.block.entries.last_mut();
        let Some(entry) = entry.filter(|entry| is_known && entry.kind == RecordKind::Member) else {
            return false;
        };
        entry.left_out |= u16::from(is_filled) << number;
        true
    }

    /// Adds a value to the record begun last. A value longer than 2 MiB is cut at a character boundary.
    pub fn push(&mut self, field: Field, value: Value<'_>) {
        let (text, null) = match value {
            Value::Absent => return,
            Value::Null => ("", NULL_BIT),
            Value::Text(text) => (&text[..text.floor_char_boundary(LONGEST_VALUE)], 0),
        };
        self.block.text.push_str(text);
        self.block
            .values
            .push(u32::from(field.number()) << FIELD_SHIFT | null | text.len() as u32);
    }

    /// Takes back the record begun last.
    pub fn discard(&mut self) {
        if let Some(entry) = self.block.entries.pop() {
            self.block.text.truncate(entry.text as usize);
            self.block.values.truncate(entry.values as usize);
        }
    }

    /// The number of records begun.
    #[must_use]
    pub fn len(&self) -> usize {
        self.block.len()
    }

    /// Whether no record was begun.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.block.is_empty()
    }

    /// Whether the block is large enough to be handed over.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.block.text.len() >= 1 << 20 || self.block.entries.len() >= 1 << 14
    }

    /// Returns the block and starts the next one. The records are copied into buffers of their size; the ones that
    /// they were packed in are filled again.
    pub fn take(&mut self) -> Block {
        let block = self.block.clone();
        self.block.text.clear();
        self.block.values.clear();
        self.block.entries.clear();
        block
    }
}
