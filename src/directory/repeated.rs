//! Which of many keys come more than once: found by marking a bit a key and looking closer where one is marked already,
//! which is several times cheaper than sorting where nearly all keys differ.

/// How many bits there are to mark for each key.
const BITS_A_KEY: usize = 16;

/// How many bits there are for each suspect.
const BITS_A_SUSPECT: usize = 64;

/// Stands for no key.
pub(crate) const NO_KEY: u64 = u64::MAX;

/// The keys that come more than once among `keys`, of which there are at most `count`, sorted. [`NO_KEY`] is none.
pub(crate) fn repeated(keys: impl Iterator<Item = u64> + Clone, count: usize) -> Vec<u64> {
    let keys = keys.filter(|key| *key != NO_KEY);
    let mut seen = Marks::new(count.saturating_mul(BITS_A_KEY));
    let mut suspects: Vec<u64> = keys.clone().filter(|key| seen.mark(*key)).collect();
    drop(seen);
    if suspects.is_empty() {
        return suspects;
    }
    let mut suspected = Marks::new(suspects.len().saturating_mul(BITS_A_SUSPECT));
    for key in &suspects {
        suspected.mark(*key);
    }
    suspects.clear();
    suspects.extend(keys.filter(|key| suspected.is_marked(*key)));
    suspects.sort_unstable();
    let mut repeated: Vec<u64> = suspects
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| pair[0])
        .collect();
    repeated.dedup();
    repeated
}

/// A bit for each of the places that keys are spread over.
struct Marks {
    words: Vec<u64>,
    shift: u32,
}

impl Marks {
    /// At least `bits` bits, none of them marked.
    fn new(bits: usize) -> Self {
        let bits = bits.clamp(1 << 7, 1 << 40).next_power_of_two();
        let mut words = Vec::new();
        // Written at once: fresh memory that is read before it is written costs twice, and stops the other threads too.
        words.resize(bits / 64, 0);
        Self {
            words,
            shift: u64::BITS - bits.ilog2(),
        }
    }

    /// Word and bit of `key`.
    #[inline]
    fn place(&self, key: u64) -> (usize, u64) {
        let bit = key.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> self.shift;
        ((bit / 64) as usize, 1 << (bit % 64))
    }

    /// Marks the bit of `key`; whether it was marked already.
    #[inline]
    fn mark(&mut self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        let word = &mut self.words[word];
        let was_marked = *word & bit != 0;
        *word |= bit;
        was_marked
    }

    #[inline]
    fn is_marked(&self, key: u64) -> bool {
        let (word, bit) = self.place(key);
        self.words[word] & bit != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_keys_that_come_again_are_found() {
        let of = |keys: &[u64]| repeated(keys.iter().copied(), keys.len());
        assert!(of(&[]).is_empty());
        assert!(of(&[7]).is_empty());
        assert!(of(&[7, NO_KEY, 8, NO_KEY]).is_empty());
        assert_eq!(of(&[9, 7, 9, 8, 7, 9]), [7, 9]);
        let numbers = |count: u64| (0..count).chain((0..count).step_by(1000));
        let expected: Vec<u64> = (0..100_000).step_by(1000).collect();
        assert_eq!(repeated(numbers(100_000), 100_100), expected);
        assert!(repeated(0..100_000, 100_000).is_empty());
    }
}
