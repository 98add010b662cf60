//! The columns of a sheet: those of the field table that some row fills, then the user's own. The reader knows them
//! all by their headers.

use crate::locale::Language;
use crate::record::{Field, Record};

use super::cells::Cells;
use super::extras::{Extra, Extras};

/// Fields of a file.
pub(super) const FIELD_NUMBERS: usize = 64;

/// What the rows of a file are.
#[derive(Clone, Copy)]
pub(super) enum Rows {
    /// Departments, parents first, or members with the list of their departments.
    Lists,
    /// A member in one department, whose columns stand beside.
    Single,
}

/// The header of `field` in our own files.
pub(super) fn header(field: Field, language: Language) -> &'static str {
    let spellings = field.info().map(|info| match language {
        Language::Chinese => info.chinese,
        Language::English => info.english,
    });
    spellings
        .and_then(|spellings| spellings.first())
        .copied()
        .unwrap_or_default()
}

/// What the columns of a sheet are.
pub(super) struct Columns {
    pub(super) fields: Vec<Field>,
    /// The column of a field by its number.
    positions: [Option<usize>; FIELD_NUMBERS],
    extras: Extras,
}

impl Columns {
    pub(super) fn new(fields: Vec<Field>, extras: Extras) -> Self {
        let mut positions = [None; FIELD_NUMBERS];
        for (column, field) in fields.iter().enumerate() {
            positions[usize::from(field.number())] = Some(column);
        }
        Self {
            fields,
            positions,
            extras,
        }
    }

    pub(super) fn count(&self) -> usize {
        self.fields.len() + self.extras.headers().len()
    }

    pub(super) fn headers(&self, language: Language) -> Vec<String> {
        let known = self.fields.iter().map(|field| header(*field, language));
        let own = self.extras.headers().iter().cloned();
        known.map(str::to_owned).chain(own).collect()
    }

    pub(super) fn position(&self, field: Field) -> Option<usize> {
        self.positions
            .get(usize::from(field.number()))
            .copied()
            .flatten()
    }

    /// Fills what `record` says itself; `fields` tells which of its fields are not worked out otherwise.
    pub(super) fn fill(
        &self,
        record: &Record<'_>,
        offset: usize,
        fields: fn(Field) -> bool,
        cells: &mut Cells,
    ) {
        for (field, value) in record.values() {
            let Some(text) = value.filled() else {
                continue;
            };
            if let Some(extra) = Extra::of(record, field, text) {
                if let Some(slot) = self.extras.slot(&extra) {
                    cells.fill(offset + self.fields.len() + slot, &extra.text());
                }
            } else if let Some(column) = self.position(field).filter(|_| fields(field)) {
                cells.fill(offset + column, text);
            }
        }
    }
}

pub(super) fn filled_values<'r, 'd>(
    record: &'r Record<'d>,
) -> impl Iterator<Item = (&'r Record<'d>, Field, &'d str)> {
    let values = record.values();
    values.filter_map(move |(field, value)| value.filled().map(|text| (record, field, text)))
}
