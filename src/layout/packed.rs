//! The shared strings of a workbook that records hold.

use std::num::NonZeroU32;

/// A bit for each shared string, by number.
#[derive(Debug, Default)]
pub(super) struct Packed(Vec<u64>);

impl Packed {
    /// Adds the string `number`.
    pub(super) fn add(&mut self, number: NonZeroU32) {
        let (index, bit) = Self::place(number);
        if self.0.len() <= index {
            self.0.resize(index + 1, 0);
        }
        self.0[index] |= bit;
    }

    /// Whether the string `number` was added.
    pub(super) fn has(&self, number: NonZeroU32) -> bool {
        let (index, bit) = Self::place(number);
        self.0.get(index).is_some_and(|bits| bits & bit != 0)
    }

    fn place(number: NonZeroU32) -> (usize, u64) {
        let index = number.get() as usize - 1;
        (
            index / u64::BITS as usize,
            1 << (index % u64::BITS as usize),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_string_is_there_once_it_was_added() {
        let mut packed = Packed::default();
        let numbers = [1, 64, 65, 1_000].map(|number| NonZeroU32::new(number).unwrap());
        for number in numbers {
            assert!(!packed.has(number));
            packed.add(number);
        }
        assert!(numbers.into_iter().all(|number| packed.has(number)));
        assert!(!packed.has(NonZeroU32::new(66).unwrap()));
    }
}
