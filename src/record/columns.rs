//! Some of the columns that records of one source have, a bit each.

use std::iter;

use super::slots::WORD;

/// The low bits of eight lengths.
const LOW: u64 = u64::from_ne_bytes([0x7F; WORD]);

/// One for each of eight lengths.
const ONES: u64 = u64::from_ne_bytes([1; WORD]);

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
