//! Some of the columns that records of one source have, a bit each, and how many records have each of them.

use std::iter;

use super::slots::{MOST, WORD};

/// The low bits of eight lengths.
const LOW: u64 = u64::from_ne_bytes([0x7F; WORD]);

/// One for each of eight lengths.
const ONES: u64 = u64::from_ne_bytes([1; WORD]);

/// How many digits of a count are kept beside those of all others.
const DIGITS: usize = 8;

/// Some columns of a record, by slot.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Columns(u64);

impl Columns {
    /// Those of the first `count` slots whose texts have more than one byte, and those whose texts have just one, by their
    /// `lengths`, behind which stand at least eight more.
    #[inline]
    pub(super) fn by_length(lengths: &[u8], count: usize) -> (Self, Self) {
        let (mut long, mut filled) = (0, 0);
        for (start, word) in (0..count).step_by(WORD).zip(lengths.as_chunks().0) {
            let word = u64::from_le_bytes(*word);
            filled |= above(word, 0) << start;
            long |= above(word, 1) << start;
        }
        let all = u64::MAX >> (u64::BITS as usize - count.max(1));
        (Self(long & all), Self(filled & !long & all))
    }

    /// These and the ones with the numbers `slots`.
    pub(super) fn with(self, slots: impl Iterator<Item = usize>) -> Self {
        Self(slots.fold(self.0, |all, slot| all | 1 << slot))
    }

    /// Whether there are none.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those that are among `others` too.
    #[must_use]
    pub fn among(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// Their numbers.
    #[inline]
    pub(super) fn slots(self) -> impl Iterator<Item = usize> {
        let mut rest = self.0;
        iter::from_fn(move || {
            let slot = (rest != 0).then(|| rest.trailing_zeros() as usize);
            rest &= rest.wrapping_sub(1);
            slot
        })
    }
}

/// How many of some records have each column. Counted in binary, for all columns at once: no record's bits are gone
/// through one by one.
#[derive(Clone, Debug)]
pub struct ColumnCounts {
    /// The digits of what was counted last, the lowest first: for each the columns in whose count it is set.
    digits: [u64; DIGITS],
    /// How many records were counted in these.
    counted: u8,
    /// By slot, what was counted before.
    before: [usize; MOST],
}

impl Default for ColumnCounts {
    fn default() -> Self {
        Self {
            digits: [0; DIGITS],
            counted: 0,
            before: [0; MOST],
        }
    }
}

impl ColumnCounts {
    /// Counts a record that has `columns`.
    #[inline]
    pub fn add(&mut self, columns: Columns) {
        if self.counted == u8::MAX {
            self.before = self.counts();
            self.digits = [0; DIGITS];
            self.counted = 0;
        }
        let mut carried = columns.0;
        for digit in &mut self.digits {
            (*digit, carried) = (*digit ^ carried, *digit & carried);
        }
        self.counted += 1;
    }

    /// The counts by slot.
    pub(super) fn counts(&self) -> [usize; MOST] {
        let mut counts = self.before;
        for (slot, count) in counts.iter_mut().enumerate() {
            let digits = (0..).zip(&self.digits);
            *count += digits.fold(0, |sum, (at, digit)| sum | (digit >> slot & 1) << at) as usize;
        }
        counts
    }
}

/// A bit for each of eight lengths, the first one lowest: whether it is above `limit`, which is at most one.
fn above(lengths: u64, limit: u64) -> u64 {
    let carried = (lengths & LOW) + (LOW - ONES * limit);
    let bits = (carried | lengths) >> 7 & ONES;
    // Each bit goes to the top byte, to its number there.
    bits.wrapping_mul(0x0102_0408_1020_4080) >> 56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_counted_as_it_would_be_alone() {
        let mut counts = ColumnCounts::default();
        let mut expected = [0; MOST];
        for record in 0..1000u64 {
            let bits = record.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1 << 63;
            counts.add(Columns(bits));
            for (slot, count) in expected.iter_mut().enumerate() {
                *count += (bits >> slot & 1) as usize;
            }
            if matches!(record, 0 | 253..257 | 509..512 | 999) {
                assert_eq!(counts.counts(), expected);
            }
        }
    }

    #[test]
    fn columns_are_told_by_the_lengths_of_their_texts() {
        let of = |lengths: &[u8]| {
            let padded = [lengths, &[7; WORD]].concat();
            let (long, short) = Columns::by_length(&padded, lengths.len());
            [long, short].map(|columns| Vec::from_iter(columns.slots()))
        };
        assert_eq!(of(&[]), [Vec::<usize>::new(), Vec::new()]);
        assert_eq!(of(&[0, 1, 2, 127]), [vec![2, 3], vec![1]]);
        let lengths: Vec<u8> = (0..64).map(|slot| [1, 128, 0, 255, 2][slot % 5]).collect();
        let expected = |wanted: &dyn Fn(u8) -> bool| {
            let slots = (0..64).filter(|slot| wanted(lengths[*slot]));
            slots.collect::<Vec<usize>>()
        };
        assert_eq!(
            of(&lengths),
            [
                expected(&|length| length > 1),
                expected(&|length| length == 1)
            ]
        );
    }
}
