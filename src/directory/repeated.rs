//! Which of many keys come more than once: found by marking two bits a key and looking closer where both are marked
//! already, which is several times cheaper than sorting where nearly all keys differ.

/// How many bits there are to mark for each key: few enough to stay close by for a million keys.
const BITS_A_KEY: usize = 8;

/// How many bits there are for each suspect.
const BITS_A_SUSPECT: usize = 64;

/// Those of `keys` that come more than once, sorted, each with what comes with it; there are at most `count`.
pub(crate) fn repeated<T: Copy + Ord>(
    keys: impl Iterator<Item = (u64, T)> + Clone,
    count: usize,
) -> Vec<(u64, T)> {
    let mut seen = Marks::new(count.saturating_mul(BITS_A_KEY));
    let mut again = Vec::new();
    keys.clone().for_each(|(key, _)| {
        if seen.mark(key) {
            again.push(key);
        }
    });
    drop(seen);
    if again.is_empty() {
        return Vec::new();
    }
    let mut suspected = Marks::new(again.len().saturating_mul(BITS_A_SUSPECT));
    for key in again {
        suspected.mark(key);
    }
    let mut suspects = Vec::new();
    keys.for_each(|(key, with)| {
        if suspected.is_marked(key) {
            suspects.push((key, with));
        }
    });
    suspects.sort_unstable();
    let groups = suspects.chunk_by(|first, second| first.0 == second.0);
    let repeated = groups.filter(|group| group.len() > 1);
    repeated.flatten().copied().collect()
}

/// Two bits for each key, in one of the words that keys are spread over.
struct Marks {
    words: Vec<u64>,
    shift: u32,
}

impl Marks {
    /// At least `bits` bits, none of them marked.
    #[expect(
        clippy::slow_vector_initialization,
        reason = "fresh memory that is read before it is written costs twice, and stops the other threads too"
    )]
    fn new(bits: usize) -> Self {
        let count = bits.div_ceil(64).clamp(2, 1 << 32).next_power_of_two();
        let mut words = Vec::new();
        words.resize(count, 0);
        Self {
            words,
            shift: u64::BITS - count.ilog2(),
        }
    }

    /// Word and bits of `key`.
    #[inline]
    fn place(&self, key: u64) -> (usize, u64) {
        let hash = key.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let bits = 1 << (hash >> 26 & 63) | 1 << (hash >> 20 & 63);
        ((hash >> self.shift) as usize, bits)
    }

    /// Marks the bits of `key`; whether they were marked already.
    #[inline]
    fn mark(&mut self, key: u64) -> bool {
        let (word, bits) = self.place(key);
        let word = &mut self.words[word];
        let were_marked = *word & bits == bits;
        *word |= bits;
        were_marked
    }

    #[inline]
    fn is_marked(&self, key: u64) -> bool {
        let (word, bits) = self.place(key);
        self.words[word] & bits == bits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_keys_that_come_again_are_found() {
        let of = |keys: &[u64]| repeated(keys.iter().copied().zip(0u32..), keys.len());
        assert!(of(&[]).is_empty());
        assert!(of(&[7]).is_empty());
        assert_eq!(
            of(&[9, 7, 9, 8, 7, 9]),
            [(7, 1), (7, 4), (9, 0), (9, 2), (9, 5)]
        );
        let numbers = |count: u64| (0..count).chain((0..count).step_by(1000));
        let expected = (0..100_000).step_by(1000).flat_map(|key| [(key, ()); 2]);
        let keys = numbers(100_000).map(|key| (key, ()));
        assert_eq!(repeated(keys, 100_100), Vec::from_iter(expected));
        assert!(repeated((0..100_000).map(|key| (key, ())), 100_000).is_empty());
    }
}
