//! A block without some of its records or fields.

use std::sync::Arc;

use super::{Block, Record};
use crate::record::{BlockWriter, Field, Value};

impl Block {
    /// The block without the records that `is_left_out` names.
    #[must_use]
    pub fn without(self, is_left_out: &dyn Fn(Record<'_>) -> bool) -> Self {
        if !self.shares() && !self.records().any(is_left_out) {
            return self;
        }
        self.copied(|record| !is_left_out(record), |_, _, _| None)
    }

    /// The same records with other texts where `change` gives some for a record's field and its text.
    #[must_use]
    pub fn with_texts(&self, change: impl Fn(Record<'_>, Field, &str) -> Option<String>) -> Self {
        self.copied(|_| true, change)
    }

    fn copied(
        &self,
        is_kept: impl Fn(Record<'_>) -> bool,
        change: impl Fn(Record<'_>, Field, &str) -> Option<String>,
    ) -> Self {
        let mut writer = BlockWriter::leaving_out(Arc::clone(&self.shape), self.left_out.to_vec());
        for record in self.records().filter(|record| is_kept(*record)) {
            writer.begin(record.kind(), record.row());
            for (field, value) in record.values() {
                let changed = value.filled().and_then(|text| change(record, field, text));
                match &changed {
                    Some(text) => writer.push(field, Value::Text(text)),
                    None => writer.push(field, value),
                }
            }
            for number in 0..self.left_out.len() {
                writer.leave_out(number, record.entry.left_out >> number & 1 == 1);
            }
        }
        writer.take().compact(&[])
    }

    /// The same records without the fields that `keeps` does not name, and without the keys that are not kept anyway.
    #[must_use]
    pub fn with_fields(&self, keeps: &dyn Fn(Field) -> bool) -> Self {
        let mut writer = BlockWriter::new(Arc::clone(&self.shape));
        for record in self.records() {
            writer.begin(record.kind(), record.row());
            for (field, value) in record.values().filter(|(field, _)| keeps(*field)) {
                writer.push(field, value);
            }
        }
        writer.take().compact(&[])
    }
}
