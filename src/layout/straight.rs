//! Tables whose columns are, one by one, the slots of their records: most cells of these are values as they stand.

use crate::record::{Column, MOST_SLOTS, OpenRecord, Shape, holds};
use crate::source::RowView;

use super::cell::Slot;
use super::recipe::Recipe;

/// How the columns of such a table are read, in order.
#[derive(Clone, Debug)]
pub(super) struct Straight(Vec<Slot>);

impl Straight {
    /// The columns of `shape`, where `recipe` reads each of them by itself and the first of the table is the first of
    /// them.
    pub(super) fn of(recipe: &Recipe, shape: &Shape) -> Option<Self> {
        let slot = |(number, column): (u16, &Column)| {
            let ingredient = recipe.at(number).filter(|known| !known.is_quiet)?;
            let is_it = column.number == number && ingredient.slot.field == column.field;
            is_it.then_some(ingredient.slot)
        };
        let slots: Option<Vec<Slot>> = (1..).zip(&shape.columns).map(slot).collect();
        let slots = slots.filter(|slots| slots.len() <= MOST_SLOTS && recipe.gathered.is_empty());
        slots.map(Self)
    }

    /// Fills a new `record` with the first cells of `row` that surely are values as they stand, all at once, and returns
    /// how many.
    #[inline]
    pub(super) fn take(&self, row: &RowView<'_>, record: &mut OpenRecord<'_>) -> usize {
        if !row.is_line() {
            return 0;
        }
        let mut lengths = [0; MOST_SLOTS];
        let (mut taken, mut width) = (0_usize, 0);
        for (column, text) in row.line_cells().take(row.plain_cells()) {
            let index = usize::from(column) - 1;
            match self.0.get(index).zip(lengths.get_mut(index)) {
                Some((slot, length)) if slot.takes(text) && holds(text) => {
                    *length = text.len() as u8;
                }
                _ => break,
            }
            (taken, width) = (taken + 1, index + 1);
        }
        let is_filled = taken
            .checked_sub(1)
            .is_some_and(|last| record.fill_first(&lengths[..width], row.line_to(last)));
        if is_filled { taken } else { 0 }
    }
}
