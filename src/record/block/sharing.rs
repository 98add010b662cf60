//! A block in buffers of its size, its records holding the numbers of texts that many of them have.

use std::sync::{Arc, PoisonError};

use super::Block;
use crate::record::Field;
use crate::record::slots::sum;
use crate::record::words::{self, NUMBER_LENGTH, Words};

/// A text of a record that others have too.
#[derive(Clone, Copy, Debug)]
pub struct Shared {
    /// The record's number in its block.
    pub index: u32,
    /// What the text is.
    pub field: Field,
    /// The number of the text.
    pub number: u32,
}

/// Where a text that is shared stands.
struct Standing {
    index: usize,
    slot: usize,
    start: usize,
    end: usize,
}

impl Standing {
    /// How many bytes a number in its place saves.
    fn saved(&self) -> usize {
        self.end - self.start - NUMBER_LENGTH
    }
}

impl Block {
    /// The block in buffers of its size; the ones that it was packed in go back to its writer. Fresh memory costs more
    /// than copying, so it is this that takes no more of it than is used. Of the texts that are `shared`, by record in
    /// order and at most one each, it keeps the numbers alone where these are no longer; the texts come with
    /// [`Block::share`]. It forgets which records name their departments by the same text.
    #[must_use]
    pub fn compact(mut self, shared: &[Shared]) -> Self {
        let Some(spares) = self.spares.take() else {
            return self;
        };
        let compact = self.sharing(shared);
        self.text.clear();
        self.lengths.clear();
        self.entries.clear();
        self.between = 0;
        self.rest.clear();
        self.echoes.clear();
        self.has_departments = false;
        let mut spares = spares.lock().unwrap_or_else(PoisonError::into_inner);
        spares.push(self);
        compact
    }

    /// Gives the texts that records hold the numbers of.
    pub fn share(&mut self, words: &Arc<Words>) {
        self.words = Arc::clone(words);
    }

    /// Whether records may hold numbers of texts.
    pub(super) fn shares(&self) -> bool {
        *self.words != Words::default()
    }

    /// A copy that holds the numbers of texts that are `shared`.
    fn sharing(&self, shared: &[Shared]) -> Self {
        let standing = |shared: &Shared| Some((self.standing(shared)?, shared.number));
        let shared: Vec<(Standing, u32)> = shared.iter().filter_map(standing).collect();
        let saved: usize = shared.iter().map(|(at, _)| at.saved()).sum();
        let mut text = String::with_capacity(self.text.len() - saved);
        let mut lengths = self.lengths.clone();
        let mut entries = self.entries.clone();
        // Nothing moves before the first of them.
        let first = shared.first().map_or(entries.len(), |(at, _)| at.index);
        let mut shared = shared.into_iter().peekable();
        // Up to where the text is copied.
        let mut copied = 0;
        for (index, entry) in entries.iter_mut().enumerate().skip(first) {
            entry.text -= (copied - text.len()) as u32;
            if let Some((at, number)) = shared.next_if(|(at, _)| at.index == index) {
                text.push_str(&self.text[copied..at.start]);
                words::push_number(number, &mut text);
                lengths[index * self.slots.len() + at.slot] = NUMBER_LENGTH as u8;
                copied = at.end;
            }
        }
        text.push_str(&self.text[copied..]);
        Self {
            shape: Arc::clone(&self.shape),
            slots: Arc::clone(&self.slots),
            text,
            between: self.between,
            lengths,
            entries,
            rest: self.rest.clone(),
            left_out: Arc::clone(&self.left_out),
            echoes: Vec::new(),
            words: Arc::clone(&self.words),
            has_departments: self.has_departments,
            spares: None,
        }
    }

    /// Where a text that is shared stands, if a number is shorter than it.
    fn standing(&self, shared: &Shared) -> Option<Standing> {
        let index = shared.index as usize;
        let slot = self.slots.find(shared.field)?;
        let lengths = &self.lengths[index * self.slots.len()..];
        let before = sum(lengths, slot) + slot * self.between;
        let start = self.entries[index].text as usize + before;
        let at = Standing {
            index,
            slot,
            start,
            end: start + usize::from(lengths[slot]),
        };
        (at.end - start >= NUMBER_LENGTH && words::fits(shared.number)).then_some(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::SourceId;
    use crate::record::{BlockWriter, Column, Form, Lookup, Order, RecordKind, Shape, Value};

    #[test]
    fn records_give_back_the_texts_that_they_share() {
        let path = Field::MEMBER_DEPARTMENT_PATH;
        let fields = [Field::USERID, path, Field::MOBILE];
        let column = |field: &Field| Column {
            field: *field,
            number: 0,
            header: "".into(),
        };
        let mut writer = BlockWriter::new(Arc::new(Shape {
            source: SourceId(0),
            form: Form::Cells,
            order: Order::SmallerFirst,
            columns: fields.iter().map(column).collect(),
        }));
        let long = "长".repeat(100);
        let rows = [
            ["linfang", "星河集团/华东销售部", "13800130001"],
            ["guojun", "", "13800130002"],
            ["wangwei", "市场", ""],
            ["", "星河集团/华东销售部", "13800130003"],
            ["zhaomin", &long, "13800130004"],
        ];
        for (number, row) in (1..).zip(rows) {
            let mut record = writer.open(RecordKind::Member, number);
            for (field, text) in fields.iter().zip(row).filter(|(_, text)| !text.is_empty()) {
                match (*field, number) {
                    (Field::MEMBER_DEPARTMENT_PATH, 4 | 5) => record.await_departments(),
                    _ => record.push(*field, Value::Text(text)),
                }
            }
        }
        let mut words = Words::default();
        let mut number = |index: u32| Shared {
            index,
            field: path,
            number: words.add(rows[index as usize][1]),
        };
        let shared = [0, 2, 3, 4].map(&mut number);
        let block = writer.take();
        let awaiting = block.records().map(|record| record.awaits_departments());
        assert_eq!(
            awaiting.collect::<Vec<_>>(),
            [false, false, false, true, true]
        );
        let mut block = block.compact(&shared);
        block.share(&Arc::new(words));
        assert!(!block.text.contains("华东"));
        let mut lookup = Lookup::new(&fields);
        for (record, row) in block.records().zip(rows) {
            let got = fields.map(|field| record.get(field).or_empty());
            assert_eq!(got, row);
            assert_eq!(record.get_each(&mut lookup).map(Value::or_empty), row);
            let filled = row.iter().filter(|text| !text.is_empty());
            assert_eq!(record.values().count(), filled.count());
        }
        let kept = block.without(&|record| record.row() == 2);
        assert_eq!(kept.len(), 4);
        assert_eq!(kept.record(3).get(path), Value::Text(&long));
    }
}
