//! Text in which there is nothing to tidy, told sixteen bytes at a time.

use crate::record::lanes::Lanes;

/// Which bytes are neither white space nor a control, and begin no character that may be one, hidden or full-width.
///
/// Plain are visible ASCII, U+4000–U+9FFF, which have the Chinese characters, and the bytes that go on a character.
#[inline]
pub(super) fn plain(lanes: Lanes) -> Lanes {
    lanes.within(0x21, 0x7E) | lanes.within(0x80, 0xBF) | lanes.within(0xE4, 0xE9)
}

/// Whether everything in `text` is plain.
pub(super) fn is_plain(text: &str) -> bool {
    let (chunks, rest) = text.as_bytes().as_chunks();
    let mut last = [b'a'; Lanes::COUNT];
    last[..rest.len()].copy_from_slice(rest);
    let found = chunks.iter().chain([&last]);
    found.fold(u16::MAX, |found, chunk| {
        found & plain(Lanes::of(chunk)).bits()
    }) == u16::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_plain_or_not() {
        for byte in 0..=u8::MAX {
            let is_plain = matches!(byte, 0x21..=0x7E | 0x80..=0xBF | 0xE4..=0xE9);
            for lane in [0, 7, 15] {
                let mut bytes = [b'a'; Lanes::COUNT];
                bytes[lane] = byte;
                let others = !(1 << lane);
                let found = plain(Lanes::of(&bytes)).bits();
                assert_eq!(found, others | u16::from(is_plain) << lane, "{byte:#x}");
            }
        }
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
