//! Which values of a source have a place of their own in its records, and how one byte says what stands there.

use super::words::{self, Words};
use super::{Field, Shape, Value};

/// The most values of a record that have a place of their own.
pub(crate) const MOST: usize = 64;

/// The number of no slot.
const NONE: u8 = u8::MAX;

/// How many bytes of lengths are added up together.
pub(super) const WORD: usize = 8;

/// The longest text that a slot holds, in bytes.
pub(crate) const LONGEST: usize = u8::MAX as usize;

/// What stands for text that is empty, and for `null`. By themselves both are rare, and need no escape in JSON.
const EMPTY: &str = "\u{7f}";
const NULL: &str = "~";

/// The fields that records of one source usually have, a slot each.
#[derive(Debug)]
pub(super) struct Slots {
    fields: Vec<Field>,
    /// The slot of every field, by its number.
    by_number: Box<[u8; Field::COUNT]>,
}

impl Slots {
    /// A slot for every column of `shape`, up to the most there can be.
    pub(super) fn of(shape: &Shape) -> Self {
        let mut slots = Self {
            fields: Vec::new(),
            by_number: Box::new([NONE; Field::COUNT]),
        };
        for column in &shape.columns {
            if slots.fields.len() < MOST && slots.find(column.field).is_none() {
                slots.add(column.field);
            }
        }
        slots
    }

    fn add(&mut self, field: Field) {
        self.by_number[usize::from(field.number())] = self.fields.len() as u8;
        self.fields.push(field);
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.fields.len()
    }

    /// The slot of `field`.
    #[inline]
    pub(super) fn find(&self, field: Field) -> Option<usize> {
        let slot = self.by_number[usize::from(field.number())];
        (slot != NONE).then_some(usize::from(slot))
    }

    /// The fields in the order of their slots.
    pub(super) fn fields(&self) -> &[Field] {
        &self.fields
    }
}

/// The text that a slot holds for `value`; nothing where it is absent. `None` where a slot cannot hold it.
#[inline]
pub(super) fn held(value: Value<'_>) -> Option<&str> {
    match value {
        Value::Text(text) if (2..=LONGEST).contains(&text.len()) => {
            words::number(text).is_none().then_some(text)
        }
        Value::Absent => Some(""),
        Value::Null => Some(NULL),
        Value::Text("") => Some(EMPTY),
        Value::Text(EMPTY | NULL) => None,
        Value::Text(text) => (text.len() <= LONGEST).then_some(text),
    }
}

/// Whether a slot surely holds `text` as it stands.
#[inline]
pub(crate) fn holds(text: &[u8]) -> bool {
    text.len() <= LONGEST && !matches!(text, [] | [b'~'] | [b'\x7f', ..])
}

/// Whether a slot surely holds every text that begins with `first`, up to the longest.
pub(crate) fn holds_all_from(first: u8) -> bool {
    !matches!(first, b'~' | b'\x7f')
}

/// The value for which a slot holds `text`, which may be the number of one of `words`.
#[inline]
pub(super) fn value_of<'t>(text: &'t str, words: &'t Words) -> Value<'t> {
    match text.as_bytes() {
        [] => Value::Absent,
        // Nearly no text begins like what stands for another one.
        [b'~' | b'\x7f', ..] => meant_by(text, words),
        _ => Value::Text(text),
    }
}

/// The value of a slot whose `text` begins like one that stands for something else.
#[cold]
fn meant_by<'t>(text: &'t str, words: &'t Words) -> Value<'t> {
    match text {
        EMPTY => Value::Text(""),
        NULL => Value::Null,
        _ => match words::number(text) {
            Some(number) => Value::Text(words.get(number)),
            None => Value::Text(text),
        },
    }
}

/// Whether a slot that holds this one byte holds text that is not empty.
#[inline]
pub(super) fn is_text(byte: u8) -> bool {
    ![EMPTY, NULL].iter().any(|mark| mark.as_bytes() == [byte])
}

/// The sum of the first `count` of `lengths`, behind which stand at least eight more.
#[inline]
pub(super) fn sum(lengths: &[u8], count: usize) -> usize {
    const EVEN: u64 = 0x00FF_00FF_00FF_00FF;
    const ONES: u64 = 0x0001_0001_0001_0001;
    let mut sum = 0;
    let mut at = 0;
    while at < count {
        let word = lengths[at..][..WORD].try_into().map(u64::from_le_bytes);
        let word = word.expect("a word has eight bytes");
        let rest = (count - at).min(WORD) as u32;
        let wanted = word << (u64::BITS - 8 * rest);
        let pairs = (wanted & EVEN) + (wanted >> 8 & EVEN);
        sum += (pairs.wrapping_mul(ONES) >> 48) as usize;
        at += WORD;
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slot_tells_every_value_that_fits_and_refuses_others() {
        let long = "a".repeat(256);
        for value in [
            Value::Absent,
            Value::Null,
            Value::Text(""),
            Value::Text("a"),
            Value::Text(&long[..255]),
        ] {
            let words = Words::default();
            assert_eq!(held(value).map(|text| value_of(text, &words)), Some(value));
            if let Some([byte]) = held(value).map(str::as_bytes) {
                assert_eq!(is_text(*byte), value.filled().is_some());
            }
        }
        for text in [EMPTY, NULL, &long, "\u{7f}000000"] {
            assert_eq!(held(Value::Text(text)), None);
        }
    }

    #[test]
    fn texts_held_for_how_they_begin_are_held() {
        for first in 0..=u8::MAX {
            let texts = [vec![first], vec![first, b'0'], vec![first; LONGEST]];
            let are_held = texts.iter().all(|text| holds(text));
            assert!(are_held || !holds_all_from(first), "{first}");
        }
        assert!((b'0'..=b'z').chain([0xE4]).all(holds_all_from));
    }

    #[test]
    fn lengths_are_added_up_to_any_of_them() {
        let lengths: Vec<u8> = (0..40).map(|number| u8::MAX - number * 3).collect();
        for count in 0..=lengths.len() - WORD {
            let expected: usize = lengths[..count].iter().map(|one| usize::from(*one)).sum();
            assert_eq!(sum(&lengths, count), expected);
        }
    }
}
