//! How the cells of a row become the values of a record.

use crate::record::{Field, ITEM_SEPARATOR, LEVEL_SEPARATOR};

use super::cell::Slot;
use super::straight::Straight;

/// What is read from one column.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ingredient {
    /// The field and how it is read.
    pub(super) slot: Slot,
    /// Whether the cell is also read for another record, which reports what is wrong with it.
    pub(super) is_quiet: bool,
}

/// How several columns become one value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Gathering {
    /// The filled ones are items of a list.
    Items,
    /// They are levels of a path from the top. Where `fills`, blank ones at the left mean the same as in the row
    /// above. The column `last` names the department itself, unless the levels already do.
    Levels {
        /// Whether blanks at the left are filled from above.
        fills: bool,
        /// The column with the department's own name.
        last: Option<u16>,
    },
}

/// One value from several columns.
#[derive(Clone, Debug)]
pub(super) struct Gathered {
    /// The field.
    pub(super) field: Field,
    /// The columns in the order of the value.
    pub(super) columns: Vec<u16>,
    /// How they become one.
    pub(super) gathering: Gathering,
}

impl Gathered {
    /// What stands between the parts.
    pub(super) fn separator(&self) -> char {
        match self.gathering {
            Gathering::Items => ITEM_SEPARATOR,
            Gathering::Levels { .. } => LEVEL_SEPARATOR,
        }
    }
}

/// How a row becomes a record.
#[derive(Clone, Debug, Default)]
pub(super) struct Recipe {
    by_column: Vec<Option<Ingredient>>,
    /// Values from several columns.
    pub(super) gathered: Vec<Gathered>,
    /// How rows are read in which most cells are values as they stand, where there may be such.
    pub(super) straight: Option<Straight>,
}

impl Recipe {
    /// Reads `field` from `column`.
    pub(super) fn read(&mut self, column: u16, field: Field) {
        let index = usize::from(column);
        if self.by_column.len() <= index {
            self.by_column.resize(index + 1, None);
        }
        self.by_column[index] = Some(Ingredient {
            slot: Slot::of(field),
            is_quiet: false,
        });
    }

    /// Makes one value of several columns, which are then no longer read for it one by one.
    pub(super) fn gather(&mut self, gathered: Gathered) {
        let last = match gathered.gathering {
            Gathering::Levels { last, .. } => last,
            Gathering::Items => None,
        };
        for column in gathered.columns.iter().copied().chain(last) {
            let ingredient = self.by_column.get_mut(usize::from(column));
            if let Some(ingredient) = ingredient
                && ingredient.is_some_and(|known| known.slot.field == gathered.field)
            {
                *ingredient = None;
            }
        }
        self.gathered.push(gathered);
    }

    /// The one column that any of `fields` is read from; none where several make up a value.
    pub(super) fn sole_column(&self, fields: &[Field]) -> Option<u16> {
        let is_gathered = self
            .gathered
            .iter()
            .any(|gathered| fields.contains(&gathered.field));
        let is_read = |ingredient: &Option<Ingredient>| {
            ingredient.is_some_and(|known| fields.contains(&known.slot.field))
        };
        let mut columns = (0..).zip(&self.by_column);
        let mut columns = columns.by_ref().filter(|(_, known)| is_read(known));
        let (column, _) = columns.next()?;
        (columns.next().is_none() && !is_gathered).then_some(column)
    }

    /// What is read from `column`.
    pub(super) fn at(&self, column: u16) -> Option<Ingredient> {
        self.by_column.get(usize::from(column)).copied().flatten()
    }

    /// The same without the user's own columns, silent about cells that `other` reads.
    pub(super) fn beside(&self, other: &Self) -> Self {
        let by_column = (0..).zip(&self.by_column).map(|(column, ingredient)| {
            ingredient
                .filter(|ingredient| !ingredient.slot.field.is_extra())
                .map(|ingredient| Ingredient {
                    is_quiet: other.at(column).is_some(),
                    ..ingredient
                })
        });
        Self {
            by_column: by_column.collect(),
            gathered: self.gathered.clone(),
            straight: None,
        }
    }
}
