//! Mobile numbers: mainland ones with or without +86, others in international form.

use std::borrow::Cow;
use std::fmt;

use unicode_normalization::UnicodeNormalization;

/// A mobile number as its digits with the country code, so that `138 0013 0001` and `+8613800130001` are one number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Mobile(u64);

/// Why a text is no mobile number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MobileFlaw {
    /// It holds something that is neither digit nor space nor dash, nor a leading plus.
    Characters,
    /// A mainland number has eleven digits, an international one seven to fifteen; this one has so many.
    Digits(u32),
    /// It has eleven digits and does not start with 13 to 19.
    Prefix,
}

const MAINLAND_CODE: u64 = 86;
const MAINLAND_DIGITS: u32 = 11;
const MAINLAND: std::ops::Range<u64> = 13_000_000_000..20_000_000_000;

/// The fewest and the most digits of an international number (ITU-T E.164).
const INTERNATIONAL_DIGITS: std::ops::RangeInclusive<u32> = 7..=15;

impl Mobile {
    /// Reads a number as people write it: full-width digits, spaces and dashes are no matter.
    ///
    /// # Errors
    /// When it is neither a mainland mobile number nor an international number that starts with `+`.
    pub fn parse(text: &str) -> Result<Self, MobileFlaw> {
        if let Some(number) = eleven_digits(text).filter(|number| MAINLAND.contains(number)) {
            return Ok(Self(MAINLAND_CODE * 10u64.pow(MAINLAND_DIGITS) + number));
        }
        if text.is_ascii() {
            Self::of(text.chars())
        } else {
            Self::of(text.nfkc())
        }
    }

    /// `text` as systems take it: a mainland number as its eleven digits, another with `+` and without anything between
    /// its digits. What is no mobile number stays as it is.
    #[must_use]
    pub fn plain(text: &str) -> Cow<'_, str> {
        if eleven_digits(text).is_some() {
            return Cow::Borrowed(text);
        }
        Self::parse(text).map_or(Cow::Borrowed(text), |mobile| Cow::Owned(mobile.to_string()))
    }

    /// The digits, those of the country code first, as one number.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }

    fn of(written: impl Iterator<Item = char>) -> Result<Self, MobileFlaw> {
        let mut international = false;
        let mut leading_zero = false;
        let mut number = 0u64;
        let mut count = 0u32;
        for c in written {
            match c {
                '+' if count == 0 && !international => international = true,
                '0'..='9' => {
                    leading_zero |= count == 0 && c == '0';
                    count = count.saturating_add(1);
                    if count <= *INTERNATIONAL_DIGITS.end() {
                        number = number * 10 + (u64::from(c) - u64::from('0'));
                    }
                }
                c if c.is_whitespace() || is_dash(c) => {}
                _ => return Err(MobileFlaw::Characters),
            }
        }
        let code = 10u64.pow(MAINLAND_DIGITS);
        let mainland = match count {
            MAINLAND_DIGITS if !international => Some(number),
            _ if count == MAINLAND_DIGITS + 2 && number / code == MAINLAND_CODE => {
                Some(number % code)
            }
            _ => None,
        };
        match mainland {
            Some(number) if MAINLAND.contains(&number) => Ok(Self(MAINLAND_CODE * code + number)),
            Some(_) => Err(MobileFlaw::Prefix),
            None if !international || !INTERNATIONAL_DIGITS.contains(&count) => {
                Err(MobileFlaw::Digits(count))
            }
            None if leading_zero || is_mainland_code(number, count) => Err(MobileFlaw::Prefix),
            None => Ok(Self(number)),
        }
    }
}

impl fmt::Display for Mobile {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = 10u64.pow(MAINLAND_DIGITS);
        match self.0.checked_sub(MAINLAND_CODE * code) {
            Some(mainland) if MAINLAND.contains(&mainland) => write!(out, "{mainland}"),
            _ => write!(out, "+{}", self.0),
        }
    }
}

/// The number that `text` writes with eleven digits and nothing else, as nearly all are.
#[inline]
fn eleven_digits(text: &str) -> Option<u64> {
    let digits: &[u8; MAINLAND_DIGITS as usize] = text.as_bytes().try_into().ok()?;
    let (mut number, mut highest) = (0, 0);
    for digit in digits.map(|byte| byte.wrapping_sub(b'0')) {
        number = number * 10 + u64::from(digit);
        highest = digit.max(highest);
    }
    (highest <= 9).then_some(number)
}

/// Whether `number` with so many digits starts with the country code of the mainland.
fn is_mainland_code(number: u64, digits: u32) -> bool {
    number / 10u64.pow(digits - 2) == MAINLAND_CODE
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_number_written_in_many_ways_is_one_number() {
        let plain = Mobile::parse("13800130001").unwrap();
        for text in [
            "138 0013 0001",
            "138-0013-0001",
            "+8613800130001",
            "+86 138 0013 0001",
            "8613800130001",
            "１３８００１３０００１",
            "138\u{a0}0013\u{3000}0001",
            "138－0013–0001",
        ] {
            assert_eq!(Mobile::parse(text), Ok(plain), "{text}");
        }
    }

    #[test]
    fn a_number_is_written_as_systems_take_it_and_anything_else_stays() {
        for (text, plain) in [
            ("13800130001", "13800130001"),
            ("+86-13800130001", "13800130001"),
            ("86 138 0013 0001", "13800130001"),
            ("+852-6123-4567", "+85261234567"),
            ("+1 415 555 0100", "+14155550100"),
            ("010-88880001", "010-88880001"),
            ("12345678901", "12345678901"),
            ("无", "无"),
            ("", ""),
        ] {
            assert_eq!(Mobile::plain(text), plain);
        }
    }

    #[test]
    fn numbers_of_other_countries_need_their_plus() {
        assert!(Mobile::parse("+852-6123-4567").is_ok());
        assert!(Mobile::parse("+1 415 555 0100").is_ok());
        assert_eq!(Mobile::parse("61234567"), Err(MobileFlaw::Digits(8)));
    }

    #[test]
    fn what_is_no_mobile_number_is_told_apart() {
        for (text, flaw) in [
            ("1380013000", MobileFlaw::Digits(10)),
            ("138001300011", MobileFlaw::Digits(12)),
            ("12800130001", MobileFlaw::Prefix),
            ("+8612800130001", MobileFlaw::Prefix),
            ("+861012345", MobileFlaw::Prefix),
            ("+0113800130001", MobileFlaw::Prefix),
            ("01088886666", MobileFlaw::Prefix),
            ("138O0130001", MobileFlaw::Characters),
            ("13800130001/13900130001", MobileFlaw::Characters),
            ("1380013+0001", MobileFlaw::Characters),
            ("无", MobileFlaw::Characters),
            ("+1234567890123456", MobileFlaw::Digits(16)),
            ("", MobileFlaw::Digits(0)),
            ("+", MobileFlaw::Digits(0)),
        ] {
            assert_eq!(Mobile::parse(text), Err(flaw), "{text}");
        }
    }

    #[test]
    fn a_very_long_number_is_no_trouble() {
        let text = "9".repeat(1 << 20);
        assert_eq!(Mobile::parse(&text), Err(MobileFlaw::Digits(1 << 20)));
    }
}
