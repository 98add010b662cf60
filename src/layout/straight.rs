//! Tables whose columns are, one by one, the slots of their records: most cells of these are values as they stand.

use crate::record::{Column, LONGEST_HELD, MOST_SLOTS, OpenRecord, Shape, holds, holds_all_from};
use crate::source::RowView;

use super::cell::Slot;
use super::recipe::Recipe;

/// How the columns of such a table are read, in order.
#[derive(Clone, Debug)]
pub(super) struct Straight(Box<[StraightColumn]>);

/// How one of the columns is read.
#[derive(Clone, Debug)]
struct StraightColumn {
    slot: Slot,
    /// By first byte, whether all texts that begin with it, and are not too long, surely are values as they stand.
    sure: [bool; 256],
}

impl StraightColumn {
    fn of(slot: Slot) -> Self {
        let is_sure = |first: usize| {
            let first = first as u8;
            slot.takes_all_from(first) && holds_all_from(first)
        };
        Self {
            slot,
            sure: std::array::from_fn(is_sure),
        }
    }

    /// Whether `text`, in which there is nothing to tidy, surely is the value as it stands.
    #[inline]
    fn takes(&self, text: &[u8]) -> bool {
        match text {
            [first, ..] if self.sure[usize::from(*first)] => text.len() <= LONGEST_HELD,
            _ => self.slot.takes(text) && holds(text),
        }
    }
}

impl Straight {
    /// The columns of `shape`, where `recipe` reads each of them by itself and the first of the table is the first of
    /// them.
    pub(super) fn of(recipe: &Recipe, shape: &Shape) -> Option<Self> {
        let straight = |(number, column): (u16, &Column)| {
            let ingredient = recipe.at(number).filter(|known| !known.is_quiet)?;
            let is_it = column.number == number && ingredient.slot.field == column.field;
            is_it.then(|| StraightColumn::of(ingredient.slot))
        };
        if shape.columns.len() > MOST_SLOTS || !recipe.gathered.is_empty() {
            return None;
        }
        let columns = (1..).zip(&shape.columns).map(straight);
        columns.collect::<Option<_>>().map(Self)
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
        for (column, text) in row.plain_line_cells() {
            let index = usize::from(column) - 1;
            match self.0.get(index).zip(lengths.get_mut(index)) {
                Some((column, length)) if column.takes(text) => *length = text.len() as u8,
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
