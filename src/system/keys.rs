//! The keys of one kind of element, found by their length and some of their bytes.

use super::element::Use;

/// The most keys an element may have.
pub(super) const MOST: usize = 64;

/// Twice as many, so that most keys are found at the first look.
const SLOTS: usize = 2 * MOST;

const NOTHING: u8 = u8::MAX;

/// The keys of one kind of element and what becomes of their values.
#[derive(Debug)]
pub(super) struct Keys {
    entries: &'static [(&'static str, Use)],
    /// The number of the key at the slot that its bytes lead to, or at the next free one.
    slots: [u8; SLOTS],
    /// For every key that is carried along: how many such keys stand before it.
    ranks: [u8; MOST],
}

impl Keys {
    /// Arranges at most 64 keys, in the order the system usually writes them.
    pub(super) const fn of(entries: &'static [(&'static str, Use)]) -> Self {
        assert!(entries.len() <= MOST, "every key has a bit of 64");
        let (mut slots, mut ranks) = ([NOTHING; SLOTS], [0; MOST]);
        let (mut number, mut carried) = (0, 0);
        while number < entries.len() {
            let mut slot = first_slot(entries[number].0.as_bytes());
            while slots[slot] != NOTHING {
                slot = (slot + 1) % SLOTS;
            }
            slots[slot] = number as u8;
            ranks[number] = carried;
            if matches!(entries[number].1, Use::Carried) {
                carried += 1;
            }
            number += 1;
        }
        Self {
            entries,
            slots,
            ranks,
        }
    }

    /// The number of `key`.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        let mut slot = first_slot(key.as_bytes());
        loop {
            let number = self.slots[slot];
            if number == NOTHING {
                return None;
            }
            if is_same(
                self.entries[usize::from(number)].0.as_bytes(),
                key.as_bytes(),
            ) {
                return Some(usize::from(number));
            }
            slot = (slot + 1) % SLOTS;
        }
    }

    /// Keys and their uses by number.
    pub(super) fn entries(&self) -> &'static [(&'static str, Use)] {
        self.entries
    }

    /// What becomes of the value of the key numbered `number`.
    pub(super) fn used(&self, number: usize) -> Use {
        self.entries[number].1
    }

    /// Keys and their uses.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&'static str, Use)> + use<> {
        self.entries.iter().copied()
    }

    /// The keys whose values are carried along.
    pub(super) fn carried(&self) -> impl Iterator<Item = &'static str> + use<> {
        let carried = self.iter().filter(|(_, used)| *used == Use::Carried);
        carried.map(|(key, _)| key)
    }

    /// Where among [`Keys::carried`] the key numbered `number` stands.
    pub(super) fn carried_rank(&self, number: usize) -> usize {
        usize::from(self.ranks[number])
    }
}

/// Where a key is looked for first.
const fn first_slot(key: &[u8]) -> usize {
    match key {
        [] => 0,
        [first, ..] => {
            let (last, middle) = (key[key.len() - 1], key[key.len() / 2]);
            let sum = key.len() * 5 + *first as usize + middle as usize * 3 + last as usize * 7;
            sum % SLOTS
        }
    }
}

/// Whether two keys are the same. Most are too short to be worth a call.
#[inline]
fn is_same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let ends = |key: &[u8]| {
        let (first, last) = (key.first_chunk().copied()?, key.last_chunk().copied()?);
        Some((u64::from_le_bytes(first), u64::from_le_bytes(last)))
    };
    match one.len() {
        ..8 => one.iter().eq(other),
        8..=16 => ends(one) == ends(other),
        17.. => one == other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Field;

    #[test]
    fn every_key_is_found_and_no_other() {
        static KEYS: Keys = Keys::of(&[
            ("ab", Use::Carried),
            ("", Use::Ignored),
            // The same length and bytes where they are looked at.
            ("userid_a", Use::Field(Field::USERID)),
            ("uxxxid_a", Use::Carried),
            ("用户名", Use::Carried),
            ("external_position_of_a_person", Use::Ignored),
        ]);
        for (number, (key, _)) in KEYS.iter().enumerate() {
            assert_eq!(KEYS.find(key), Some(number), "{key}");
        }
        for other in [
            "b",
            "userid_b",
            "uyyyid_a",
            "用户",
            "external_positiXn_of_a_person",
        ] {
            assert_eq!(KEYS.find(other), None, "{other}");
        }
        let carried: Vec<_> = KEYS.carried().collect();
        assert_eq!(carried, ["ab", "uxxxid_a", "用户名"]);
        assert_eq!([0, 3, 4].map(|number| KEYS.carried_rank(number)), [0, 1, 2]);
    }
}
