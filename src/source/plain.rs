//! Text in which there is nothing to tidy, told eight bytes at a time.

/// The upper bit of every byte.
pub(super) const UPPER: u64 = 0x8080_8080_8080_8080;

/// All bits but the upper of every byte.
const LOWER: u64 = !UPPER;

/// `byte` eight times.
pub(super) const fn repeated(byte: u8) -> u64 {
    0x0101_0101_0101_0101 * byte as u64
}

/// The upper bit of every byte of `word` that is the one repeated in `pattern`.
pub(super) fn equal(word: u64, pattern: u64) -> u64 {
    let different = word ^ pattern;
    !((different & LOWER).wrapping_add(LOWER) | different | LOWER)
}

/// The upper bit of every byte of `word` that is white space or a control, or begins a character that may be one, hidden
/// or full-width.
///
/// Plain are visible ASCII, U+4000–U+9FFF, which have the Chinese characters, and the bytes that go on a character.
pub(super) fn doubtful(word: u64) -> u64 {
    let lower = word & LOWER;
    // The upper bit is set where the lower ones are at least `least`.
    let from = |least: u8| lower.wrapping_add(repeated(0x80 - least));
    let of_ascii = !word & (!from(0x21) | from(0x7F));
    let of_leads = word & from(0x40) & (!from(0x64) | from(0x6A));
    (of_ascii | of_leads) & UPPER
}

/// Whether nothing in `text` is doubtful.
pub(super) fn is_plain(text: &str) -> bool {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    let found = words
        .iter()
        .fold(0, |found, word| found | doubtful(u64::from_le_bytes(*word)));
    let mut last = [b'a'; 8];
    last[..rest.len()].copy_from_slice(rest);
    found | doubtful(u64::from_le_bytes(last)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_doubtful_or_not() {
        for byte in 0..=u8::MAX {
            let is_plain = matches!(byte, 0x21..=0x7E | 0x80..=0xBF | 0xE4..=0xE9);
            for shift in [0, 24, 56] {
                let word = repeated(b'a') & !(0xFF << shift) | u64::from(byte) << shift;
                let found = if is_plain { 0 } else { 0x80 << shift };
                assert_eq!(doubtful(word), found, "{byte:#x}");
                assert_eq!(equal(word, repeated(byte)) >> shift & 0x80, 0x80);
            }
        }
        assert_eq!(equal(u64::from_le_bytes(*b"a,b,,\n,-"), repeated(b',')), {
            u64::from_le_bytes([0, 0x80, 0, 0x80, 0x80, 0, 0x80, 0])
        });
    }

    #[test]
    fn text_with_anything_to_tidy_is_not_plain() {
        for text in ["", "林芳", "linfang01@example.com", "研发部;市场部"] {
            assert!(is_plain(text), "{text}");
        }
        for text in [
            "John Smith",
            "林芳\u{3000}",
            "12345678\t",
            "林\u{200b}芳",
            "ａ",
            "\u{a0}",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }
}
