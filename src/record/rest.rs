//! The values of a block's records that have no slot: keys carried along, long texts, what a source rarely says.

use super::{Field, Value};

const LENGTH_BITS: u32 = 21;
const NULL_BIT: u32 = 1 << LENGTH_BITS;
const FIELD_SHIFT: u32 = LENGTH_BITS + 1;

/// The longest value that is kept, in bytes.
pub(super) const LONGEST_VALUE: usize = (1 << LENGTH_BITS) - 1;

/// Where the values of one record start.
#[derive(Clone, Copy, Debug)]
struct Start {
    text: u32,
    values: u32,
}

/// Values by record, each with its field.
#[derive(Clone, Debug, Default)]
pub(super) struct Rest {
    text: String,
    /// Field number, null bit and length of every value, in text order.
    values: Vec<u32>,
    /// By record, up to the last one that has any.
    starts: Vec<Start>,
}

impl Rest {
    /// Whether there are none.
    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// How many bytes of text there are.
    pub(super) fn text_length(&self) -> usize {
        self.text.len()
    }

    /// Adds a value of the record at `index`, the last one.
    pub(super) fn push(&mut self, index: usize, field: Field, value: Value<'_>) {
        let (text, null) = match value {
            Value::Absent => return,
            Value::Null => ("", NULL_BIT),
            Value::Text(text) => (&text[..text.floor_char_boundary(LONGEST_VALUE)], 0),
        };
        if self.starts.len() <= index {
            let start = self.end();
            self.starts.resize(index + 1, start);
        }
        self.text.push_str(text);
        self.values
            .push(u32::from(field.number()) << FIELD_SHIFT | null | text.len() as u32);
    }

    /// Forgets the values of the record at `index`, the last one.
    pub(super) fn discard(&mut self, index: usize) {
        if let Some(start) = self.starts.get(index) {
            self.text.truncate(start.text as usize);
            self.values.truncate(start.values as usize);
            self.starts.truncate(index);
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.values.clear();
        self.starts.clear();
    }

    /// The values of the record at `index`, in the order they were pushed.
    pub(super) fn of(&self, index: usize) -> impl Iterator<Item = (Field, Value<'_>)> + use<'_> {
        let (start, end) = match self.starts.get(index) {
            None => (self.end(), self.end()),
            Some(start) => {
                let next = self.starts.get(index + 1).copied();
                (*start, next.unwrap_or_else(|| self.end()))
            }
        };
        let mut at = start.text as usize;
        let values = &self.values[start.values as usize..end.values as usize];
        values.iter().map(move |packed| {
            let length = (packed & (NULL_BIT - 1)) as usize;
            let text = &self.text[at..at + length];
            at += length;
            let value = match packed & NULL_BIT {
                0 => Value::Text(text),
                _ => Value::Null,
            };
            (Field::from_number((packed >> FIELD_SHIFT) as u16), value)
        })
    }

    /// What the record at `index` says of `field` here.
    #[inline(never)]
    pub(super) fn get(&self, index: usize, field: Field) -> Value<'_> {
        let found = self.of(index).find(|(found, _)| *found == field);
        found.map(|(_, value)| value).unwrap_or_default()
    }

    fn end(&self) -> Start {
        let count = |length: usize| {
            u32::try_from(length).expect("a block is handed over long before 4 GiB")
        };
        Start {
            text: count(self.text.len()),
            values: count(self.values.len()),
        }
    }
}
