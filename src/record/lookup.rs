//! The same fields of many records: in which slots they stand is found once for all records that have the same ones.

use std::sync::Arc;

use super::Field;
use super::slots::{MOST, Slots};

/// The number of no field.
const NONE: u8 = u8::MAX;

/// Some different fields that are read of one record after the other, with [`super::Record::get_each`].
#[derive(Clone, Debug)]
pub struct Lookup<'b, const N: usize> {
    fields: &'b [Field; N],
    /// The slots of the record that was read last.
    slots: Option<&'b Arc<Slots>>,
    /// By slot, up to the last one that is wanted: the number of the field that stands there.
    wanted: [u8; MOST],
    count: usize,
}

impl<'b, const N: usize> Lookup<'b, N> {
    /// Reads `fields`.
    #[must_use]
    pub fn new(fields: &'b [Field; N]) -> Self {
        Self {
            fields,
            slots: None,
            wanted: [NONE; MOST],
            count: 0,
        }
    }

    /// The fields.
    #[must_use]
    pub fn fields(&self) -> &'b [Field; N] {
        self.fields
    }

    /// Which of the fields stands in each of `slots`, up to the last one that is wanted.
    #[inline]
    pub(super) fn wanted(&mut self, slots: &'b Arc<Slots>) -> &[u8] {
        if !self.slots.is_some_and(|known| Arc::ptr_eq(known, slots)) {
            self.find(slots);
        }
        &self.wanted[..self.count]
    }

    #[cold]
    fn find(&mut self, slots: &'b Arc<Slots>) {
        self.slots = Some(slots);
        self.wanted = [NONE; MOST];
        self.count = 0;
        for (number, field) in (0..).zip(self.fields) {
            if let Some(slot) = slots.find(*field) {
                self.wanted[slot] = number;
                self.count = self.count.max(slot + 1);
            }
        }
    }
}
