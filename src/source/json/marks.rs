//! Quotes and brackets of sixty-four bytes at once, as bits.

use crate::record::lanes;

pub(super) use crate::record::lanes::CHUNK;

/// The brackets of a chunk that stand outside strings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Marks {
    /// A bit for each bracket, the first byte lowest. Bytes that differ from brackets in a few bits have one too; JSON
    /// does not have them outside strings.
    pub(super) brackets: u64,
    /// Whether the chunk ends in a string.
    pub(super) ends_in_string: bool,
}

impl Marks {
    /// Looks at `chunk`, which begins in a string or not; `None` where a backslash stands outside a string.
    pub(super) fn of(chunk: &[u8; CHUNK], is_in_string: bool) -> Option<Self> {
        let mut quotes = lanes::bits(chunk, |lanes| lanes.equal(b'"'));
        let brackets = lanes::bits(chunk, |lanes| lanes.with(!SHARED).equal(b'{' | !SHARED));
        let backslashes = lanes::bits(chunk, |lanes| lanes.equal(b'\\'));
        if backslashes != 0 {
            let mut left = backslashes;
            while left != 0 {
                let first = left & left.wrapping_neg();
                let escaped = first << 1;
                quotes &= !escaped;
                left &= !(first | escaped);
            }
            // What the last byte escapes is in the next chunk.
            if is_last_open(backslashes) {
                return None;
            }
        }
        let before = 0u64.wrapping_sub(u64::from(is_in_string));
        let inside = parities(quotes) ^ before;
        if backslashes & !inside != 0 {
            return None;
        }
        Some(Self {
            brackets: brackets & !inside,
            ends_in_string: inside >> (CHUNK - 1) == 1,
        })
    }
}

/// The bits that `{`, `}`, `[` and `]` have in common.
const SHARED: u8 = 0xd9;

/// Whether a chunk with these backslashes ends in one that is not escaped itself.
fn is_last_open(backslashes: u64) -> bool {
    backslashes.leading_ones() % 2 == 1
}

/// For every bit whether an odd number of bits is set up to and including it.
fn parities(mut bits: u64) -> u64 {
    for shift in [1, 2, 4, 8, 16, 32] {
        bits ^= bits << shift;
    }
    bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_in_strings_are_none() {
        for (text, is_in_string, brackets, ends_in_string) in [
            (r#"{"a":"}","b":[]} "#, false, "{            []}", false),
            (r#"a]","b":["#, true, "        [", false),
            (r#"["a\"]\\","b\"]"#, false, "[", true),
            (r#"\\\"]"]"#, true, "      ]", false),
        ] {
            let chunk = padded(text);
            let marks = Marks::of(&chunk, is_in_string).unwrap();
            let found = (0..text.len()).map(|at| match marks.brackets >> at & 1 {
                1 => char::from(chunk[at]),
                _ => ' ',
            });
            assert_eq!(found.collect::<String>().trim_end(), brackets, "{text}");
            assert_eq!(marks.ends_in_string, ends_in_string, "{text}");
        }
    }

    #[test]
    fn backslashes_that_need_care_are_left_to_others() {
        assert_eq!(Marks::of(&padded(r#"{"a":\"}"#), false), None);
        let mut chunk = [b'x'; CHUNK];
        chunk[CHUNK - 1] = b'\\';
        assert_eq!(Marks::of(&chunk, true), None);
        chunk[CHUNK - 2] = b'\\';
        assert!(Marks::of(&chunk, true).is_some());
    }

    fn padded(text: &str) -> [u8; CHUNK] {
        let mut chunk = [b' '; CHUNK];
        chunk[..text.len()].copy_from_slice(text.as_bytes());
        chunk
    }
}
