//! Texts that many records have, kept once. A record holds the number of such a text in a few bytes.

/// What stands before a number.
const MARK: char = '\u{7f}';

/// What stands for the digit nothing; the others follow. None of them needs an escape in JSON.
const ZERO: u8 = b'0';

/// How many bits a digit has, and how many digits a number.
const DIGIT_BITS: u32 = 5;
const DIGITS: u32 = 6;

/// How many texts have a number.
const MOST: usize = 1 << (DIGIT_BITS * DIGITS);

/// The length of a number with what stands before it, in bytes.
pub(super) const NUMBER_LENGTH: usize = 1 + DIGITS as usize;

/// What stands in a record for a text whose number is still to come.
pub(super) const AWAITED: &str = "\u{7f}000000";

/// Texts by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    text: String,
    /// Where each text ends.
    ends: Vec<usize>,
}

impl Words {
    /// Adds a text and returns its number.
    pub fn add(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        self.ends.push(self.text.len());
        self.ends.len() as u32 - 1
    }

    /// Whether the number of `text` is shorter than `text`.
    #[must_use]
    pub fn shorten(text: &str) -> bool {
        text.len() > NUMBER_LENGTH
    }

    /// The text with this number; nothing where there is none.
    #[must_use]
    pub fn get(&self, number: u32) -> &str {
        let index = number as usize;
        let start = match index.checked_sub(1) {
            Some(before) => self.ends.get(before),
            None => Some(&0),
        };
        match (start, self.ends.get(index)) {
            (Some(start), Some(end)) => &self.text[*start..*end],
            _ => "",
        }
    }
}

/// Whether records can hold `number`.
pub(super) fn fits(number: u32) -> bool {
    (number as usize) < MOST
}

/// Adds `number` to the text of records.
pub(super) fn push_number(number: u32, text: &mut String) {
    text.push(MARK);
    for digit in (0..DIGITS).rev() {
        let bits = number >> (DIGIT_BITS * digit) & ((1 << DIGIT_BITS) - 1);
        text.push(char::from(ZERO + bits as u8));
    }
}

/// The number that `text` holds, if that is one.
#[inline]
pub(super) fn number(text: &str) -> Option<u32> {
    let bytes = text.as_bytes();
    if bytes.len() != NUMBER_LENGTH || bytes[0] != MARK as u8 {
        return None;
    }
    let digit = |byte: &u8| u32::from(byte.wrapping_sub(ZERO));
    let mut digits = bytes[1..].iter().map(digit);
    digits.try_fold(0, |number, digit| {
        (digit < 1 << DIGIT_BITS).then_some(number << DIGIT_BITS | digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_back_by_its_number() {
        let mut words = Words::default();
        let texts = ["", "星河集团/华东销售部", "A", ""];
        let numbers: Vec<u32> = texts.iter().map(|text| words.add(text)).collect();
        assert_eq!(numbers, [0, 1, 2, 3]);
        assert!(
            numbers
                .iter()
                .zip(texts)
                .all(|(n, text)| words.get(*n) == text)
        );
        assert_eq!(words.get(4), "");
    }

    #[test]
    fn a_number_is_told_from_other_texts() {
        for known in [0, 1, 31, 32, 393_216, MOST as u32 - 1] {
            assert!(fits(known));
            let mut text = String::new();
            push_number(known, &mut text);
            assert_eq!(text.len(), NUMBER_LENGTH);
            assert!(
                text.bytes()
                    .all(|byte| byte >= b' ' && !b"\"\\".contains(&byte))
            );
            assert_eq!(number(&text), Some(known));
        }
        assert!(!fits(MOST as u32));
        assert_eq!(number(AWAITED), Some(0));
        for other in [
            "",
            "\u{7f}",
            "linfang",
            "\u{7f}00000",
            "\u{7f}00000P",
            "\u{7f}00000/",
        ] {
            assert_eq!(number(other), None);
        }
    }
}
