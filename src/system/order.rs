//! What stands before each value of an element, learnt from the elements before it.

use super::element::Use;
use super::keys::{Keys, MOST};
use super::scan::Entry;

/// How many bytes are compared at once, and in how many words.
const WORD: usize = size_of::<u64>();
const WORDS: usize = 4;

/// The longest lead that is remembered, in bytes.
const LONGEST: usize = WORD * WORDS;

/// What last came behind each key in the elements of a list. Most have their keys in one order and are written in one
/// way, so it likely comes there again; nothing but speed depends on it.
#[derive(Clone, Debug)]
pub struct KeyOrder {
    /// The keys that are numbered here.
    keys: &'static [(&'static str, Use)],
    /// By the number of the key; the last stands at the beginning of an element.
    leads: [Lead; MOST + 1],
}

impl Default for KeyOrder {
    fn default() -> Self {
        Self {
            keys: &[],
            leads: [Lead::NONE; MOST + 1],
        }
    }
}

impl KeyOrder {
    /// What stands before the first key of an element.
    pub(super) const BEGINNING: usize = MOST;

    /// Starts an element with `keys`; what is known of others is forgotten.
    pub(super) fn start(&mut self, keys: &Keys) {
        if !std::ptr::eq(self.keys, keys.entries()) {
            *self = Self {
                keys: keys.entries(),
                ..Self::default()
            };
        }
    }

    /// What likely comes behind the key numbered `number`.
    #[inline]
    pub(super) fn behind(&self, number: usize) -> Option<&Lead> {
        self.leads.get(number).filter(|lead| lead.length > 0)
    }

    /// Notes that `entry`, whose key is numbered `key`, came behind the key numbered `number`.
    pub(super) fn note(&mut self, number: usize, entry: &Entry<'_>, key: usize) {
        if entry.is_key_plain() {
            self.leads[number] = Lead::of(entry, key);
        }
    }
}

/// Everything between two values: a brace or comma, a key and a colon, with the white space around them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Lead {
    /// Its bytes, NULs behind them.
    words: [u64; WORDS],
    /// The bits that are its own.
    masks: [u64; WORDS],
    length: u8,
    /// Where in it the key starts and ends, with its quotes.
    key_start: u8,
    key_end: u8,
    number: u8,
}

impl Lead {
    /// What stands for none.
    const NONE: Self = Self {
        words: [0; WORDS],
        masks: [0; WORDS],
        length: 0,
        key_start: 0,
        key_end: 0,
        number: 0,
    };

    /// What stands before the value of `entry`, whose key is numbered `number`; none if it is too long.
    pub(super) fn of(entry: &Entry<'_>, number: usize) -> Self {
        let lead = entry.lead();
        if lead.len() > LONGEST {
            return Self::NONE;
        }
        let (mut bytes, mut mask) = ([0; LONGEST], [0; LONGEST]);
        bytes[..lead.len()].copy_from_slice(lead);
        mask[..lead.len()].fill(u8::MAX);
        let (key_start, key_end) = entry.key_in_lead();
        Self {
            words: words(&bytes),
            masks: words(&mask),
            length: lead.len() as u8,
            key_start: key_start as u8,
            key_end: key_end as u8,
            number: number as u8,
        }
    }

    /// Whether `bytes` begin with it. Too near their end it is not told.
    #[inline]
    pub(super) fn begins(&self, bytes: &[u8]) -> bool {
        let Some(bytes) = bytes.first_chunk() else {
            return false;
        };
        let found = words(bytes);
        let differs = |word: usize| (found[word] ^ self.words[word]) & self.masks[word];
        (0..WORDS).fold(0, |bits, word| bits | differs(word)) == 0
    }

    /// Its length in bytes.
    #[inline]
    pub(super) fn len(&self) -> usize {
        usize::from(self.length)
    }

    /// Where in it the key starts and ends, with its quotes.
    #[inline]
    pub(super) fn key(&self) -> (usize, usize) {
        (usize::from(self.key_start), usize::from(self.key_end))
    }

    /// The number of the key.
    #[inline]
    pub(super) fn number(&self) -> usize {
        usize::from(self.number)
    }
}

#[inline]
fn words(bytes: &[u8; LONGEST]) -> [u64; WORDS] {
    let (words, _) = bytes.as_chunks::<WORD>();
    std::array::from_fn(|word| u64::from_le_bytes(words[word]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Field;
    use crate::system::scan::Entries;

    static KEYS: Keys = Keys::of(&[("id", Use::Ignored), ("name", Use::Carried)]);
    static OTHERS: Keys = Keys::of(&[("name", Use::Field(Field::MEMBER_NAME))]);

    #[test]
    fn what_stands_before_a_value_is_remembered_for_the_same_keys() {
        let mut order = KeyOrder::default();
        order.start(&KEYS);
        let long = format!("{{\"id\" : 1,{:40}\"name\":2}}", "");
        let mut entries = Entries::of(&long);
        for (behind, number) in [(KeyOrder::BEGINNING, 0), (0, 1)] {
            let entry = entries.next().unwrap().unwrap();
            order.note(behind, &entry, number);
        }
        let lead = *order.behind(KeyOrder::BEGINNING).unwrap();
        assert_eq!((lead.len(), lead.key(), lead.number()), (8, (1, 5), 0));
        assert!(lead.begins(long.as_bytes()));
        assert!(!lead.begins(long.replace("id", "ID").as_bytes()));
        assert!(!lead.begins(b"{\"id\" : 1}"));
        assert!(order.behind(0).is_none() && order.behind(1).is_none());
        order.start(&KEYS);
        assert!(order.behind(KeyOrder::BEGINNING).is_some());
        order.start(&OTHERS);
        assert!(order.behind(KeyOrder::BEGINNING).is_none());
    }
}
