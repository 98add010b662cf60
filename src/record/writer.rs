//! Packs records into a block.

use std::sync::{Arc, PoisonError};

use super::block::{Block, Echo, Entry, RecordKind, Spares};
use super::rest::Rest;
use super::slots::{MOST, Slots, WORD, held};
use super::words::AWAITED;
use super::{Field, Shape, Value};

/// How many keys a block can leave out.
const MOST_LEFT_OUT: usize = u16::BITS as usize;

/// How much text fills a block, in bytes, and how many records.
const FULL: (usize, usize) = (256 << 10, 1 << 12);

/// What stands between texts where there was nothing to take; needs no escape in JSON.
const BETWEEN: char = ',';

/// Packs records into a block.
///
/// A record is begun, its values are pushed, and it is finished by the next `begin` or by `take`.
#[derive(Debug)]
pub struct BlockWriter {
    block: Block,
    /// The slot behind the last one that is filled.
    next: usize,
    spares: Spares,
    keeps_ids: bool,
}

/// The record begun last.
pub(crate) struct OpenRecord<'w> {
    slots: &'w Slots,
    lengths: &'w mut [u8],
    text: &'w mut String,
    between: &'w mut usize,
    next: &'w mut usize,
    rest: &'w mut Rest,
    index: usize,
    left_out: &'w mut u16,
    /// How many keys it can leave out.
    most_left_out: usize,
}

impl OpenRecord<'_> {
    /// Adds a value. A value longer than 2 MiB is cut at a character boundary.
    #[inline]
    pub(crate) fn push(&mut self, field: Field, value: Value<'_>) {
        match self.slots.find(field) {
            Some(slot) => self.push_to(slot, field, value),
            None => self.rest.push(self.index, field, value),
        }
    }

    /// Adds a value of `field`, which has this slot.
    #[inline]
    fn push_to(&mut self, slot: usize, field: Field, value: Value<'_>) {
        if !held(value).is_some_and(|text| self.fill(slot, text)) {
            self.rest.push(self.index, field, value);
        }
    }

    /// The slot of `field`, if it is not filled yet. Values pushed in the order of their slots are the quickest.
    #[inline]
    pub(crate) fn free_slot(&self, field: Field) -> Option<usize> {
        let slot = self.slots.find(field)?;
        (self.lengths[slot] == 0).then_some(slot)
    }

    /// Adds the value of the field whose slot this is.
    #[inline]
    pub(crate) fn push_at(&mut self, slot: usize, value: Value<'_>) {
        self.push_to(slot, self.slots.fields()[slot], value);
    }

    /// Whether the value of the key at `number` is not kept; notes whether that `is_filled`.
    #[inline]
    pub(crate) fn leave_out(&mut self, number: usize, is_filled: bool) -> bool {
        let is_left_out = number < self.most_left_out;
        if is_left_out {
            *self.left_out |= u16::from(is_filled) << number;
        }
        is_left_out
    }

    /// Leaves the departments to the echo that the record is to have, which an earlier one has too. That one has their
    /// path in a slot, and no shorter one than [`Words::shorten`] says.
    #[inline]
    pub(crate) fn await_departments(&mut self) {
        if let Some(slot) = self.slots.find(Field::MEMBER_DEPARTMENT_PATH) {
            self.fill(slot, AWAITED);
        }
    }

    /// Fills a slot; `false` where it is filled already.
    #[inline]
    fn fill(&mut self, slot: usize, text: &str) -> bool {
        if slot < *self.next || *self.between > 0 {
            return self.fill_in(slot, text);
        }
        self.text.push_str(text);
        *self.next = slot + 1;
        self.lengths[slot] = text.len() as u8;
        true
    }

    /// Does so where the slot is not behind all that are filled, or where something stands between texts.
    #[inline(never)]
    fn fill_in(&mut self, slot: usize, text: &str) -> bool {
        if slot >= *self.next {
            self.go_to(slot);
            self.text.push_str(text);
            *self.next = slot + 1;
        } else if self.lengths[slot] == 0 {
            let behind = self.lengths[slot..].iter().copied().map(usize::from);
            let between = (*self.next - 1 - slot) * *self.between;
            let at = self.text.len() - behind.sum::<usize>() - between;
            self.text.insert_str(at, text);
        } else {
            return false;
        }
        self.lengths[slot] = text.len() as u8;
        true
    }

    /// Fills the first slots of a new record as `lengths` says, with `line`, in which one byte stands between the texts of
    /// neighbouring slots. `false` where the texts of the block, which begins otherwise, do not stand like this.
    #[inline]
    pub(crate) fn fill_first(&mut self, lengths: &[u8], line: &str) -> bool {
        if self.text.is_empty() {
            *self.between = 1;
        } else if *self.between == 0 {
            return false;
        }
        let first = lengths.iter().position(|length| *length > 0);
        self.go_to(first.unwrap_or(0));
        self.text.push_str(line);
        self.lengths[..lengths.len()].copy_from_slice(lengths);
        *self.next = lengths.len();
        true
    }

    /// Adds what stands between the texts so far and that of `slot`, which is empty like all behind it; one byte stands
    /// between neighbouring texts.
    #[inline]
    fn go_to(&mut self, slot: usize) {
        let missing = slot - self.next.saturating_sub(1);
        self.text.extend(std::iter::repeat_n(BETWEEN, missing));
    }
}

impl BlockWriter {
    /// Starts an empty block.
    #[must_use]
    pub fn new(shape: Arc<Shape>) -> Self {
        Self::leaving_out(shape, Vec::new())
    }

    /// Starts an empty block whose members do not keep the values of `keys`, only which of them are filled.
    /// Of many keys the first 16 are left out.
    #[must_use]
    pub fn leaving_out(shape: Arc<Shape>, mut keys: Vec<&'static str>) -> Self {
        keys.truncate(MOST_LEFT_OUT);
        Self {
            block: Block {
                slots: Arc::new(Slots::of(&shape)),
                shape,
                text: String::new(),
                between: 0,
                lengths: Vec::new(),
                entries: Vec::new(),
                rest: Rest::default(),
                left_out: keys.into(),
                echoes: Vec::new(),
                words: Arc::default(),
                has_departments: false,
                spares: None,
            },
            next: 0,
            spares: Spares::default(),
            keeps_ids: false,
        }
    }

    /// The same whose records also keep what only the server they come from knows them by.
    #[must_use]
    pub fn keeping_ids(self, keeps_ids: bool) -> Self {
        Self { keeps_ids, ..self }
    }

    /// Whether records keep what only the server they come from knows them by.
    #[must_use]
    pub fn keeps_ids(&self) -> bool {
        self.keeps_ids
    }

    /// What the records being packed have in common.
    #[must_use]
    pub fn shape(&self) -> &Arc<Shape> {
        &self.block.shape
    }

    /// Begins the record of `row`.
    pub fn begin(&mut self, kind: RecordKind, row: u32) {
        let _ = self.open(kind, row);
    }

    /// Begins the record of `row`, to push its values.
    #[inline]
    pub(crate) fn open(&mut self, kind: RecordKind, row: u32) -> OpenRecord<'_> {
        let block = &mut self.block;
        let text =
            u32::try_from(block.text.len()).expect("a block is handed over long before 4 GiB");
        let index = block.entries.len();
        block.has_departments |= kind != RecordKind::Member;
        block.entries.push(Entry {
            text,
            row,
            left_out: 0,
            kind,
        });
        let first = block.lengths.len();
        // As many as there can be are cleared more quickly than as many as there are.
        block.lengths.resize(first + MOST, 0);
        block.lengths.truncate(first + block.slots.len());
        self.next = 0;
        self.record(index, first)
    }

    /// The record at `index`, the last one, whose lengths start at `first`.
    #[inline]
    fn record(&mut self, index: usize, first: usize) -> OpenRecord<'_> {
        let block = &mut self.block;
        let entry = &mut block.entries[index];
        OpenRecord {
            slots: &block.slots,
            lengths: &mut block.lengths[first..],
            text: &mut block.text,
            between: &mut block.between,
            next: &mut self.next,
            rest: &mut block.rest,
            index,
            left_out: &mut entry.left_out,
            most_left_out: match entry.kind {
                RecordKind::Member => block.left_out.len(),
                _ => 0,
            },
        }
    }

    /// The record begun last.
    #[inline]
    fn last(&mut self) -> Option<OpenRecord<'_>> {
        let index = self.block.entries.len().checked_sub(1)?;
        let first = index * self.block.slots.len();
        Some(self.record(index, first))
    }

    /// Whether the record begun last does not keep the value of the key at `number`; notes whether that `is_filled`.
    pub fn leave_out(&mut self, number: usize, is_filled: bool) -> bool {
        let last = self.last();
        last.is_some_and(|mut record| record.leave_out(number, is_filled))
    }

    /// Adds a value to the record begun last. A value longer than 2 MiB is cut at a character boundary.
    #[inline]
    pub fn push(&mut self, field: Field, value: Value<'_>) {
        if let Some(mut record) = self.last() {
            record.push(field, value);
        }
    }

    /// Whether `field` has a slot.
    pub(crate) fn has_slot(&self, field: Field) -> bool {
        self.block.slots.find(field).is_some()
    }

    /// Notes the echo of the record begun last.
    pub fn echo(&mut self, echo: Echo) {
        let block = &mut self.block;
        if let Some(last) = block.entries.len().checked_sub(1) {
            block.echoes.resize(last, None);
            block.echoes.push(Some(echo));
        }
    }

    /// Takes back the record begun last.
    pub fn discard(&mut self) {
        let block = &mut self.block;
        if let Some(entry) = block.entries.pop() {
            block.text.truncate(entry.text as usize);
            block
                .lengths
                .truncate(block.entries.len() * block.slots.len());
            block.rest.discard(block.entries.len());
            block.echoes.truncate(block.entries.len());
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
        let (text, records) = FULL;
        self.block.text.len() + self.block.rest.text_length() >= text
            || self.block.entries.len() >= records
    }

    /// Returns the block and starts the next one, in buffers that [`Block::compact`] has given back if there are any.
    pub fn take(&mut self) -> Block {
        let mut spares = self.spares.lock().unwrap_or_else(PoisonError::into_inner);
        let next = spares.pop().unwrap_or_else(|| Block {
            shape: Arc::clone(&self.block.shape),
            slots: Arc::clone(&self.block.slots),
            text: String::new(),
            between: 0,
            lengths: Vec::new(),
            entries: Vec::new(),
            rest: Rest::default(),
            left_out: Arc::clone(&self.block.left_out),
            echoes: Vec::new(),
            words: Arc::default(),
            has_departments: false,
            spares: None,
        });
        let mut block = std::mem::replace(&mut self.block, next);
        self.block.between = block.between;
        block.lengths.extend([0; WORD]);
        block.spares = Some(Arc::clone(&self.spares));
        block
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::SourceId;
    use crate::record::{Column, Form, Lookup, Order};

    use super::*;

    fn writer(fields: &[Field]) -> BlockWriter {
        let column = |field: &Field| Column {
            field: *field,
            number: 0,
            header: "".into(),
        };
        BlockWriter::new(Arc::new(Shape {
            source: SourceId(0),
            form: Form::Cells,
            order: Order::SmallerFirst,
            columns: fields.iter().map(column).collect(),
        }))
    }

    #[test]
    fn records_may_be_taken_from_lines_as_they_stand() {
        let fields = [
            Field::USERID,
            Field::MEMBER_NAME,
            Field::EMAIL,
            Field::TITLE,
        ];
        let rows = [
            ["linfang", "林芳", "a@example.com", ""],
            ["", "郭军", "", "经理"],
            ["wangwei", "", "", ""],
            ["", "", "", ""],
            ["zhaomin", "赵敏", "", "专员"],
        ];
        // How many of the first cells of every row are taken together, and from which row on there are lines.
        for (taken, lines_from) in [(4, 0), (3, 0), (2, 0), (1, 0), (0, 0), (3, 1), (3, 9)] {
            let mut writer = writer(&fields);
            for (number, row) in (0..).zip(&rows) {
                let width = row[..taken].iter().rposition(|text| !text.is_empty());
                let width = width.map_or(0, |last| last + 1);
                let lengths: Vec<u8> = row[..width].iter().map(|text| text.len() as u8).collect();
                let line = row[..width].join(";");
                let line = line.trim_start_matches(';');
                let mut record = writer.open(RecordKind::Member, number);
                let is_taken = width > 0 && number >= lines_from;
                let is_taken = is_taken && record.fill_first(&lengths, line);
                // The others come last one first.
                let passed = if is_taken { width } else { 0 };
                let others = fields.iter().zip(row).skip(passed).rev();
                for (field, text) in others.filter(|(_, text)| !text.is_empty()) {
                    record.push(*field, Value::Text(text));
                }
            }
            let block = writer.take().compact(&[]);
            let mut lookup = Lookup::new(&fields);
            for (record, row) in block.records().zip(&rows) {
                assert_eq!(record.get_each(&mut lookup).map(Value::or_empty), *row);
                assert_eq!(fields.map(|field| record.get(field).or_empty()), *row);
                let filled = row.iter().copied().filter(|text| !text.is_empty());
                let values = record.values().map(|(_, value)| value.or_empty());
                assert!(values.eq(filled), "{record:?}");
            }
        }
    }

    #[test]
    fn a_record_gives_back_what_was_pushed_in_any_order_and_of_any_length() {
        let long = "长".repeat(100_000);
        let extra = Field::extra(700).unwrap();
        let mut writer = writer(&[Field::USERID, Field::MEMBER_NAME, Field::EMAIL, extra]);
        let rows: &[&[(Field, Value<'_>)]] = &[
            &[
                (Field::USERID, Value::Text("linfang")),
                (Field::MEMBER_NAME, Value::Text("~")),
                (Field::EMAIL, Value::Null),
                (extra, Value::Text("")),
            ],
            &[],
            &[
                (Field::MEMBER_NAME, Value::Text("郭军")),
                (Field::USERID, Value::Text("guojun")),
                (Field::RAW_JSON, Value::Text("\"a\":1")),
                (Field::EMAIL, Value::Text(&long)),
                (Field::TITLE, Value::Null),
                (extra, Value::Text("一")),
            ],
            &[(Field::EMAIL, Value::Text(""))],
        ];
        for (number, row) in (1..).zip(rows) {
            writer.begin(RecordKind::Member, number);
            for (field, value) in *row {
                writer.push(*field, *value);
            }
            // What is taken back leaves nothing behind.
            writer.begin(RecordKind::Member, number);
            writer.push(Field::EMAIL, Value::Text("a@example.com"));
            writer.push(Field::USERID, Value::Text(&long));
            writer.discard();
        }
        for _ in 0..2 {
            let block = writer.take();
            assert_eq!(block.len(), if writer.is_empty() { 4 } else { 0 });
            for (record, row) in block.records().zip(rows) {
                for (field, value) in *row {
                    assert_eq!(record.get(*field), *value, "{field:?} of {}", record.row());
                }
                assert_eq!(record.get(Field::MOBILE), Value::Absent);
                let is_other = |field| record.others().any(|(other, _)| other == field);
                let columns = record.shape().columns.iter().map(|column| column.field);
                let filled = columns
                    .filter(|field| record.get(*field).filled().is_some() && !is_other(*field));
                assert!(record.fields(record.filled()).eq(filled), "{record:?}");
                let mut values: Vec<_> = record.values().collect();
                assert_eq!(values.len(), row.len());
                values.retain(|value| !row.contains(value));
                assert_eq!(values, []);
            }
            writer = self::writer(&[]);
            for (number, row) in (1..).zip(rows) {
                writer.begin(RecordKind::Member, number);
                for (field, value) in *row {
                    writer.push(*field, *value);
                }
            }
        }
    }
}
