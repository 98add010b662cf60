//! Sixteen bytes of text looked at together: every question is answered for all of them at once.

use std::ops::{BitAnd, BitOr};

use wide::u8x16;

/// Sixteen bytes, or the answers to a question about them.
#[derive(Clone, Copy)]
pub(crate) struct Lanes(u8x16);

impl Lanes {
    /// How many bytes there are.
    pub(crate) const COUNT: usize = 16;

    /// Takes the bytes.
    #[inline]
    pub(crate) fn of(bytes: &[u8; Self::COUNT]) -> Self {
        Self(u8x16::new(*bytes))
    }

    /// Which bytes are `byte`.
    #[inline]
    pub(crate) fn equal(self, byte: u8) -> Self {
        Self(self.0.simd_eq(u8x16::splat(byte)))
    }

    /// Which bytes are from `first` to `last`.
    #[inline]
    pub(crate) fn within(self, first: u8, last: u8) -> Self {
        let nearest = self.0.max(u8x16::splat(first)).min(u8x16::splat(last));
        Self(self.0.simd_eq(nearest))
    }

    /// The bytes with `bits` set too.
    #[inline]
    pub(crate) fn with(self, bits: u8) -> Self {
        Self(self.0 | u8x16::splat(bits))
    }

    /// The answers as bits, the first byte's lowest.
    #[inline]
    pub(crate) fn bits(self) -> u16 {
        self.0.to_bitmask() as u16
    }
}

/// How many bytes a chunk has.
pub(crate) const CHUNK: usize = 4 * Lanes::COUNT;

/// The answers to `ask` about a chunk as bits, the first byte's lowest.
#[inline]
pub(crate) fn bits(chunk: &[u8; CHUNK], ask: impl Fn(Lanes) -> Lanes) -> u64 {
    let (parts, _) = chunk.as_chunks();
    let bits = |part| u64::from(ask(Lanes::of(part)).bits());
    bits(&parts[0]) | bits(&parts[1]) << 16 | bits(&parts[2]) << 32 | bits(&parts[3]) << 48
}

impl BitOr for Lanes {
    type Output = Self;

    #[inline]
    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitAnd for Lanes {
    type Output = Self;

    #[inline]
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_gets_the_answer_it_would_get_alone() {
        for row in 0..16 {
            let bytes: [u8; 16] = std::array::from_fn(|lane| row * 16 + lane as u8);
            let expected = |is: &dyn Fn(u8) -> bool| -> u16 {
                let bit = |(lane, byte): (usize, &u8)| u16::from(is(*byte)) << lane;
                bytes.iter().enumerate().map(bit).sum()
            };
            let lanes = Lanes::of(&bytes);
            for byte in [0, b'a', 0x7F, 0x80, 0xFF] {
                assert_eq!(lanes.equal(byte).bits(), expected(&|b| b == byte));
            }
            for range in [0..=0x20, b'0'..=b'9', 0x7F..=0x80, 0xE4..=0xE9, 0xEA..=0xFF] {
                let within = lanes.within(*range.start(), *range.end());
                assert_eq!(within.bits(), expected(&|byte| range.contains(&byte)));
            }
            let letters = lanes.with(0x20).within(b'a', b'z');
            let (upper, lower) = (lanes.within(b'A', b'Z'), lanes.within(b'a', b'z'));
            assert_eq!(letters.bits(), (upper | lower).bits());
            assert_eq!((letters & upper).bits(), upper.bits());
        }
    }
}
