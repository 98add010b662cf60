//! Whole numbers in a part, eight digits at a time.

/// The upper bit of every byte.
const UPPER: u64 = repeated(0x80);

/// `byte` eight times.
const fn repeated(byte: u8) -> u64 {
    0x0101_0101_0101_0101 * byte as u64
}

/// The number that `bytes` begin with, of at most nine digits, and what comes behind it.
#[inline]
pub(super) fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let word = bytes.first_chunk().map(|word| u64::from_le_bytes(*word));
    match word.and_then(of_word) {
        Some((number, count)) => Some((number, &bytes[count..])),
        None => slowly(bytes),
    }
}

/// The number that a word begins with, of at most seven digits, and how many it has.
#[inline]
pub(super) fn of_word(word: u64) -> Option<(u32, usize)> {
    let digits = word ^ repeated(b'0');
    // The upper bit is set where the lower ones are more than nine.
    let large = (digits & !UPPER) + repeated(0x80 - 10);
    let others = (digits | large) & UPPER;
    let count = others.trailing_zeros() / 8;
    if !(1..8).contains(&count) {
        return None;
    }
    // The first digit is worth most; it stands in the lowest byte.
    let digits = digits << (64 - 8 * count);
    let pairs = (digits & repeated(0x0F)).wrapping_mul(10 << 8 | 1) >> 8;
    let fours = (pairs & 0x00FF_00FF_00FF_00FF).wrapping_mul(100 << 16 | 1) >> 16;
    let eight = (fours & 0x0000_FFFF_0000_FFFF).wrapping_mul(10_000 << 32 | 1) >> 32;
    Some((eight as u32, count as usize))
}

/// The same digit by digit.
fn slowly(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (mut number, mut rest) = (0, bytes);
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        if number > 99_999_999 {
            return None;
        }
        number = number * 10 + u32::from(digit - b'0');
        rest = after;
    }
    (rest.len() < bytes.len()).then_some((number, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_ends_where_its_digits_end() {
        for (text, expected) in [
            ("0<", Some((0, 1))),
            ("7</v></c>", Some((7, 1))),
            ("1234567</v>", Some((1_234_567, 7))),
            ("12345678</v>", Some((12_345_678, 8))),
            ("123456789</v>", Some((123_456_789, 9))),
            ("1234567890</v>", None),
            ("0000000000</v>", Some((0, 10))),
            ("0000012\u{b0}1", Some((12, 7))),
            ("12", Some((12, 2))),
            ("", None),
            ("</v></c>", None),
            ("-1</v></c>", None),
            (":;</v></c>", None),
        ] {
            let found = number(text.as_bytes());
            let found = found.map(|(number, rest)| (number, text.len() - rest.len()));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn every_byte_is_a_digit_or_not() {
        for byte in 0..=u8::MAX {
            let bytes = [b'4', byte, b'<', b'/', b'v', b'>', b'<', b'/'];
            let expected = match byte.is_ascii_digit() {
                true => (40 + u32::from(byte - b'0'), 2),
                false => (4, 1),
            };
            let (found, rest) = number(&bytes).unwrap();
            assert_eq!((found, bytes.len() - rest.len()), expected, "{byte}");
        }
    }
}
