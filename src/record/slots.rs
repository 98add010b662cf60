//! Which values of a source have a place of their own in its records, and how one byte says what stands there.

use super::{Field, Shape, Value};

/// The most values of a record that have a place of their own.
const MOST: usize = 128;

/// The number of no slot.
const NONE: u8 = u8::MAX;

/// The fields that records of one source usually have, a slot each.
#[derive(Debug)]
pub(super) struct Slots {
    fields: Vec<Field>,
    /// The slot of every field, by its number.
    by_number: Vec<u8>,
}

impl Slots {
    /// A slot for every column of `shape`, up to the most there can be.
    pub(super) fn of(shape: &Shape) -> Self {
        let mut slots = Self {
            fields: Vec::new(),
            by_number: Vec::new(),
        };
        for column in &shape.columns {
            if slots.fields.len() < MOST && slots.find(column.field).is_none() {
                slots.add(column.field);
            }
        }
        slots
    }

    fn add(&mut self, field: Field) {
        let number = usize::from(field.number());
        if self.by_number.len() <= number {
            self.by_number.resize(number + 1, NONE);
        }
        self.by_number[number] = self.fields.len() as u8;
        self.fields.push(field);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// The slot of `field`.
    #[inline]
    pub(super) fn find(&self, field: Field) -> Option<usize> {
        let slot = self.by_number.get(usize::from(field.number()));
        slot.filter(|slot| **slot != NONE)
            .map(|slot| usize::from(*slot))
    }

    /// The fields in the order of their slots.
    pub(super) fn fields(&self) -> &[Field] {
        &self.fields
    }
}

/// What stands in a slot: nothing, `null`, or text of some length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Content(u8);

impl Content {
    /// Nothing.
    pub(super) const ABSENT: Self = Self(0);
    const EMPTY: Self = Self(254);
    const NULL: Self = Self(255);

    /// How a slot holds `value`; `None` where it is too long for one.
    #[inline]
    pub(super) fn of(value: Value<'_>) -> Option<Self> {
        match value {
            Value::Absent => Some(Self::ABSENT),
            Value::Null => Some(Self::NULL),
            Value::Text("") => Some(Self::EMPTY),
            Value::Text(text) => u8::try_from(text.len())
                .ok()
                .map(Self)
                .filter(|content| *content != Self::EMPTY && *content != Self::NULL),
        }
    }

    /// How many bytes of text it has.
    #[inline]
    pub(super) fn length(self) -> usize {
        if self.0 < Self::EMPTY.0 {
            usize::from(self.0)
        } else {
            0
        }
    }

    /// The value, whose text is `text`.
    #[inline]
    pub(super) fn value(self, text: &str) -> Value<'_> {
        match self {
            Self::ABSENT => Value::Absent,
            Self::NULL => Value::Null,
            _ => Value::Text(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_tells_every_value_that_fits_and_refuses_longer_ones() {
        let (longest, longer) = ("a".repeat(253), "a".repeat(254));
        for value in [
            Value::Absent,
            Value::Null,
            Value::Text(""),
            Value::Text("a"),
            Value::Text(&longest),
        ] {
            let content = Content::of(value).unwrap();
            assert_eq!(content.length(), value.or_empty().len());
            assert_eq!(content.value(value.or_empty()), value);
        }
        for length in [254, 255, 256, 1 << 20] {
            assert_eq!(
                Content::of(Value::Text(&longer.repeat(length)[..length])),
                None
            );
        }
    }
}
