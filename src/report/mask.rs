//! Telephone numbers, mail addresses and identity numbers made unreadable, as far as they can still be told apart.
//!
//! Of a number the first three and the last four digits stay, of an address its first letter and its domain.

use std::borrow::Cow;

use crate::record::FieldKind;

/// How many digits stay at the beginning and at the end of a number.
const SHOWN: (usize, usize) = (3, 4);

/// From how many digits on in a row no telephone number, but an identity or account number is meant.
const IDENTITY: usize = 15;

/// Whether personal numbers and addresses are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Privacy {
    Masked,
    Unmasked,
}

impl Privacy {
    /// What is wanted where everything is to be written out, or not.
    pub(super) fn of(is_unmasked: bool) -> Self {
        match is_unmasked {
            true => Self::Unmasked,
            false => Self::Masked,
        }
    }

    /// `text` without the numbers and addresses in it.
    pub(super) fn text(self, text: &str) -> Cow<'_, str> {
        let has_digits = || text.chars().filter(|c| is_digit(*c)).count() >= 7;
        if self == Self::Unmasked || !(text.contains(is_at) || has_digits()) {
            return Cow::Borrowed(text);
        }
        let mut masked: Vec<char> = text.chars().collect();
        mask_numbers(&mut masked);
        Cow::Owned(without_addresses(&masked))
    }

    /// A value of which `kind` is known what it is meant to be, also where it is none.
    pub(super) fn value(self, text: &str, kind: Option<FieldKind>) -> Cow<'_, str> {
        match (self, kind) {
            (Self::Masked, Some(FieldKind::Phone)) if text.contains(is_digit) => {
                let mut masked: Vec<char> = text.chars().collect();
                let digits = (0..masked.len()).filter(|at| is_digit(masked[*at]));
                hide(&digits.collect::<Vec<_>>(), &mut masked);
                Cow::Owned(masked.into_iter().collect())
            }
            (Self::Masked, Some(FieldKind::Email)) if !text.contains(is_at) => {
                let mut start = text.chars();
                let first = start.next().map(String::from).unwrap_or_default();
                match start.next() {
                    Some(_) => Cow::Owned(first + "***"),
                    None => Cow::Borrowed(text),
                }
            }
            _ => self.text(text),
        }
    }
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c)
}

fn is_at(c: char) -> bool {
    matches!(c, '@' | '＠')
}

/// Hides the telephone and identity numbers among `text`.
fn mask_numbers(text: &mut [char]) {
    let mut at = 0;
    while at < text.len() {
        if !is_digit(text[at]) {
            at += 1;
            continue;
        }
        let groups = groups(text, at);
        let taken = (1..=groups.len()).find(|taken| {
            let digits: Vec<usize> = groups[..*taken].iter().flatten().copied().collect();
            let is_international = at > 0 && matches!(text[at - 1], '+' | '＋');
            let is_last = *taken == groups.len();
            is_personal(text, &digits, *taken == 1, is_international && is_last)
        });
        match taken {
            Some(taken) => {
                let digits: Vec<usize> = groups[..taken].iter().flatten().copied().collect();
                hide(&digits, text);
                at = digits.last().map_or(at, |last| last + 1);
            }
            None => at += groups[0].len(),
        }
    }
}

/// The digits from `start` on, in groups that one space or dash separates.
fn groups(text: &[char], start: usize) -> Vec<Vec<usize>> {
    let mut groups = vec![Vec::new()];
    let mut at = start;
    loop {
        match text.get(at) {
            Some(c) if is_digit(*c) => groups.last_mut().expect("one is there").push(at),
            Some(' ' | '-' | '\u{a0}' | '－')
                if groups.len() < 6 && text.get(at + 1).is_some_and(|c| is_digit(*c)) =>
            {
                groups.push(Vec::new());
            }
            _ => return groups,
        }
        at += 1;
    }
}

/// Whether `digits` are a number that leads to a person.
fn is_personal(text: &[char], digits: &[usize], is_one_run: bool, is_international: bool) -> bool {
    let value = |index: usize| {
        let digit = digits.get(index).map_or('-', |at| text[*at]);
        match digit {
            '０'..='９' => char::from(b'0' + (u32::from(digit) - u32::from('０')) as u8),
            digit => digit,
        }
    };
    let is_mobile = |from: usize| value(from) == '1' && matches!(value(from + 1), '3'..='9');
    match digits.len() {
        count if count >= IDENTITY => is_one_run,
        11 if is_mobile(0) => true,
        12..=14 if is_one_run && is_mobile(0) => true,
        13 if (value(0), value(1)) == ('8', '6') && is_mobile(2) => true,
        // Area codes: 010, 02x, 03xx to 09xx. Codes of departments by pairs of digits have an even number of them.
        11 if value(0) == '0' && (value(1) > '1' || value(2) == '0') => true,
        12 if value(0) == '0' && value(1) > '2' => true,
        7..=14 => is_international,
        _ => false,
    }
}

/// Hides the digits in the middle.
fn hide(digits: &[usize], text: &mut [char]) {
    let (front, back) = match digits.len() {
        count if count >= SHOWN.0 + SHOWN.1 + 3 => SHOWN,
        count if count >= SHOWN.1 + 3 => (0, SHOWN.1),
        count => (0, count.min(2) / 2),
    };
    for at in &digits[front..digits.len() - back] {
        text[*at] = '*';
    }
}

/// `text` with `***` in place of what stands before an `@` but its first letter.
fn without_addresses(text: &[char]) -> String {
    let is_of_name = |c: char| c.is_alphanumeric() && c.is_ascii() || "._%+-'*".contains(c);
    let mut masked = String::with_capacity(text.len());
    let mut name = String::new();
    for c in text {
        if is_of_name(*c) {
            name.push(*c);
            continue;
        }
        match name.chars().next() {
            Some(first) if is_at(*c) => {
                masked.push(first);
                masked.push_str("***");
            }
            _ => masked.push_str(&name),
        }
        name.clear();
        masked.push(*c);
    }
    masked.push_str(&name);
    masked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_addresses_inside_a_text_are_hidden() {
        for (text, masked) in [
            ("手机13800130001重复", "手机138****0001重复"),
            ("138 0013 0001", "138 **** 0001"),
            ("138-0013-0001；13800130002", "138-****-0001；138****0002"),
            ("13800130001 13800130002", "138****0001 138****0002"),
            ("+86 13800130001", "+86 1******0001"),
            ("1380013000１", "138****000１"),
            ("010-88886666", "010-****6666"),
            ("+1 650 253 0000", "+1 65* *** 0000"),
            ("110101199001011234", "110***********1234"),
            ("li.lei@example.com", "l***@example.com"),
            ("<张三 zhang3@example.com>", "<张三 z***@example.com>"),
            ("13800130001@example.com", "1***@example.com"),
        ] {
            assert_eq!(Privacy::Masked.text(text), masked, "{text}");
            assert_eq!(Privacy::Unmasked.text(text), text);
        }
    }

    #[test]
    fn codes_dates_and_counts_stay() {
        for text in [
            "研发部",
            "2026-11-22 15:30",
            "0101020304",
            "1000012",
            "E2024001 共 12 人",
            "@",
        ] {
            assert_eq!(Privacy::Masked.text(text), text);
        }
    }

    #[test]
    fn a_wrong_number_in_a_telephone_column_is_hidden_too() {
        for (text, kind, masked) in [
            ("1380013000", FieldKind::Phone, "138***3000"),
            ("8888666", FieldKind::Phone, "***8666"),
            ("12", FieldKind::Phone, "*2"),
            ("无", FieldKind::Phone, "无"),
            ("lilei.example.com", FieldKind::Email, "l***"),
            ("lilei@", FieldKind::Email, "l***@"),
            ("10086", FieldKind::Code, "10086"),
        ] {
            assert_eq!(Privacy::Masked.value(text, Some(kind)), masked, "{text}");
        }
    }
}
