//! The same fields of many records: in which slots they stand is found once for all records that have the same ones.

use std::sync::Arc;

use super::Field;
use super::slots::Slots;

/// Some different fields that are read of one record after the other, with [`super::Record::get_each`].
#[derive(Clone, Debug)]
pub struct Lookup<'b, const N: usize> {
    fields: &'b [Field; N],
    /// The slots of the record that was read last.
    slots: Option<&'b Arc<Slots>>,
    /// Where the fields stand there that have a slot, in the order of these.
    places: [Place; N],
    count: usize,
}

/// Where a field stands.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Place {
    /// How many slots lie between its own and that of the field before it.
    pub(super) skipped: usize,
    /// Its number among the fields.
    pub(super) field: usize,
}

impl<'b, const N: usize> Lookup<'b, N> {
    /// Reads `fields`.
    #[must_use]
    pub fn new(fields: &'b [Field; N]) -> Self {
        Self {
            fields,
            slots: None,
            places: [Place::default(); N],
            count: 0,
        }
    }

    /// The fields.
    #[must_use]
    pub fn fields(&self) -> &'b [Field; N] {
        self.fields
    }

    /// Where the fields stand in `slots`.
    #[inline]
    pub(super) fn places(&mut self, slots: &'b Arc<Slots>) -> &[Place] {
        if !self.slots.is_some_and(|known| Arc::ptr_eq(known, slots)) {
            self.find(slots);
        }
        &self.places[..self.count]
    }

    #[cold]
    fn find(&mut self, slots: &'b Arc<Slots>) {
        self.slots = Some(slots);
        self.count = 0;
        let mut skipped = 0;
        for field in slots.fields() {
            let Some(field) = self.fields.iter().position(|wanted| wanted == field) else {
                skipped += 1;
                continue;
            };
            self.places[self.count] = Place { skipped, field };
            self.count += 1;
            skipped = 0;
        }
    }
}
