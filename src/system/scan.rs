//! Walks the keys and values of one JSON object without building anything: what serde_json accepts, in a third of its
//! time, because most of a dump is plain text that is only looked at for its end.

mod ends;

use std::borrow::Cow;
use std::ops::Range;

use serde::de::IgnoredAny;

use ends::Ends;

use super::order::Lead;

/// How deep lists and objects are followed here; `serde_json` follows deeper ones.
const DEEPEST: u32 = u128::BITS;

/// The entries of one object, in order.
pub(super) struct Entries<'a> {
    text: &'a str,
    at: usize,
    is_inside: bool,
    ends: Ends<'a>,
}

/// A key and its value, by where they stand in the text of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    text: &'a str,
    /// The end of what came before.
    lead_start: usize,
    key_start: usize,
    /// Behind the last quote of the key.
    key_end: usize,
    value_start: usize,
    end: usize,
    is_key_plain: bool,
    is_value_plain: bool,
}

impl<'a> Entry<'a> {
    /// Key and value as they stand in the text, with the white space between them.
    pub(super) fn whole(&self) -> &'a str {
        &self.text[self.key_start..self.end]
    }

    /// The key.
    pub(super) fn key(&self) -> Cow<'a, str> {
        match self.is_key_plain {
            true => Cow::Borrowed(&self.text[self.key_start + 1..self.key_end - 1]),
            false => serde_json::from_str(self.quoted()).unwrap_or_default(),
        }
    }

    /// Whether nothing in the key is escaped.
    #[inline]
    pub(super) fn is_key_plain(&self) -> bool {
        self.is_key_plain
    }

    /// The key as it stands in the text, with its quotes.
    pub(super) fn quoted(&self) -> &'a str {
        &self.text[self.key_start..self.key_end]
    }

    /// What stands between the value before and this one.
    pub(super) fn lead(&self) -> &'a [u8] {
        &self.text.as_bytes()[self.lead_start..self.value_start]
    }

    /// Where in the lead the key starts and ends, with its quotes.
    pub(super) fn key_in_lead(&self) -> (usize, usize) {
        (
            self.key_start - self.lead_start,
            self.key_end - self.lead_start,
        )
    }

    /// The value.
    #[inline]
    pub(super) fn value(&self) -> Raw<'a> {
        Raw {
            around: self.text,
            start: self.value_start,
            end: self.end,
            is_plain: self.is_value_plain,
        }
    }

    /// How long key and value are, with the white space between them.
    #[inline]
    pub(super) fn len(&self) -> usize {
        self.end - self.key_start
    }
}

/// A JSON value as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Raw<'a> {
    /// The text it stands in.
    around: &'a str,
    start: usize,
    end: usize,
    /// Whether it is a string without escapes, or a number or a list of numbers, all whole and without signs, and no
    /// white space.
    is_plain: bool,
}

impl<'a> Raw<'a> {
    /// A scalar that is all of `text`.
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            around: text,
            start: 0,
            end: text.len(),
            is_plain: text.starts_with('"') && !text.contains('\\'),
        }
    }

    /// The text, with its quotes or brackets.
    #[inline]
    pub(super) fn text(self) -> &'a str {
        &self.around[self.start..self.end]
    }

    /// How long the text is.
    #[inline]
    pub(super) fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it is a list.
    #[inline]
    pub(super) fn is_list(self) -> bool {
        self.bytes().first() == Some(&b'[')
    }

    /// Whether it says anything: empty strings, lists and objects do not, nor does `null`.
    #[inline]
    pub(super) fn is_filled(self) -> bool {
        !matches!(self.bytes(), b"\"\"" | b"null" | b"[]" | b"{}")
    }

    /// Where the text of a plain string stands, or a plain number, or the only item of a plain list that has no other;
    /// nothing stands where that has none.
    #[inline]
    pub(super) fn plain(self) -> Option<Range<usize>> {
        if !self.is_plain {
            return None;
        }
        match self.bytes() {
            [b'"', ..] => Some(self.start + 1..self.end - 1),
            [b'[', items @ ..] if items.contains(&b',') => None,
            [b'[', ..] => Some(self.start + 1..self.end - 1),
            _ => Some(self.start..self.end),
        }
    }

    /// The text of a plain string, or a plain number.
    #[inline]
    pub(super) fn plain_text(self) -> Option<&'a str> {
        self.plain().map(|span| &self.around[span])
    }

    /// The items of a plain list.
    pub(super) fn plain_items(self) -> Option<impl Iterator<Item = &'a str>> {
        let is_list = self.is_plain && self.is_list();
        is_list.then(|| self.around[self.start + 1..self.end - 1].split(','))
    }

    #[inline]
    fn bytes(self) -> &'a [u8] {
        &self.around.as_bytes()[self.start..self.end]
    }
}

/// The text is no JSON object.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Malformed;

impl<'a> Entries<'a> {
    /// Starts before the object that `text` is to be.
    pub(super) fn of(text: &'a str) -> Self {
        Self {
            text,
            at: 0,
            is_inside: false,
            ends: Ends::of(text.as_bytes()),
        }
    }

    /// The next entry; `None` after the last one.
    ///
    /// # Errors
    /// When the text up to the next entry, or behind the last one, is no JSON object.
    pub(super) fn next(&mut self) -> Result<Option<Entry<'a>>, Malformed> {
        let lead_start = self.at;
        let is_first = !self.is_inside;
        self.is_inside = true;
        if is_first {
            self.expect(b'{')?;
        }
        match self.peek() {
            Some(b'}') => {
                self.at += 1;
                return match self.peek() {
                    None => Ok(None),
                    Some(_) => Err(Malformed),
                };
            }
            Some(b',') if !is_first => self.at += 1,
            Some(b'"') if is_first => {}
            _ => return Err(Malformed),
        }
        let Some(b'"') = self.peek() else {
            return Err(Malformed);
        };
        let key_start = self.at;
        let is_key_plain = self.checked_string()?;
        let key_end = self.at;
        if !is_key_plain {
            serde_json::from_str::<Cow<'_, str>>(&self.text[key_start..key_end])
                .map_err(|_| Malformed)?;
        }
        self.expect(b':')?;
        self.peek();
        let value_start = self.at;
        let is_value_plain = self.value()?;
        Ok(Some(Entry {
            text: self.text,
            lead_start,
            key_start,
            key_end,
            value_start,
            end: self.at,
            is_key_plain,
            is_value_plain,
        }))
    }

    /// The value of the next entry if `lead`, which once stood at the same place, stands right before it; `None` says
    /// nothing of what there is.
    ///
    /// # Errors
    /// When the value is none.
    #[inline(always)]
    pub(super) fn next_likely(&mut self, lead: &Lead) -> Result<Option<Raw<'a>>, Malformed> {
        let bytes = self.text.as_bytes();
        let start = self.at + lead.len();
        if !lead.begins(&bytes[self.at..]) || bytes.get(start).is_none_or(is_blank) {
            return Ok(None);
        }
        self.is_inside = true;
        self.at = start;
        let is_plain = self.value()?;
        Ok(Some(Raw {
            around: self.text,
            start,
            end: self.at,
            is_plain,
        }))
    }

    /// The entry with the `value` that was found behind `lead`.
    pub(super) fn likely_entry(&self, lead: &Lead, value: Raw<'a>) -> Entry<'a> {
        let lead_start = value.start - lead.len();
        let (key_start, key_end) = lead.key();
        Entry {
            text: self.text,
            lead_start,
            key_start: lead_start + key_start,
            key_end: lead_start + key_end,
            value_start: value.start,
            end: value.end,
            is_key_plain: true,
            is_value_plain: value.is_plain,
        }
    }

    /// The next byte that is no white space, not taken.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if !is_blank(byte) {
                return Some(*byte);
            }
            self.at += 1;
        }
        None
    }

    fn expect(&mut self, byte: u8) -> Result<(), Malformed> {
        if self.peek() != Some(byte) {
            return Err(Malformed);
        }
        self.at += 1;
        Ok(())
    }

    /// Takes the value that starts here; returns whether it is plain.
    #[inline(always)]
    fn value(&mut self) -> Result<bool, Malformed> {
        let rest = &self.text.as_bytes()[self.at..];
        match rest.first() {
            Some(b'"') => self.checked_string(),
            Some(b'[') => {
                let length = plain_list(rest);
                match length {
                    Some(length) => self.at += length,
                    None => self.nested()?,
                }
                Ok(length.is_some())
            }
            Some(b'{') => self.nested().map(|()| false),
            _ => self.scalar(),
        }
    }

    /// Takes the list or object that starts here.
    fn nested(&mut self) -> Result<(), Malformed> {
        let start = self.at;
        let mut depth = 0;
        // A bit a level, the innermost lowest: whether it is an object.
        let mut objects = 0u128;
        loop {
            let mut is_value = true;
            match self.peek() {
                Some(open @ (b'{' | b'[')) => {
                    if depth == DEEPEST {
                        return self.deeply_nested(start);
                    }
                    let is_object = open == b'{';
                    depth += 1;
                    objects = objects << 1 | u128::from(is_object);
                    self.at += 1;
                    // The bracket right behind is taken below.
                    let close = if is_object { b'}' } else { b']' };
                    if self.peek() != Some(close) {
                        is_value = false;
                        if is_object {
                            self.nested_key()?;
                        }
                    }
                }
                Some(b'"') => drop(self.checked_string()?),
                _ => drop(self.scalar()?),
            }
            while is_value {
                let is_object = objects & 1 == 1;
                match self.peek() {
                    Some(b',') => {
                        self.at += 1;
                        if is_object {
                            self.peek();
                            self.nested_key()?;
                        }
                        is_value = false;
                    }
                    Some(b'}') if is_object => self.at += 1,
                    Some(b']') if !is_object => self.at += 1,
                    _ => return Err(Malformed),
                }
                if is_value {
                    depth -= 1;
                    objects >>= 1;
                    if depth == 0 {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Takes the key and the colon that start here.
    fn nested_key(&mut self) -> Result<(), Malformed> {
        if self.text.as_bytes().get(self.at) != Some(&b'"') {
            return Err(Malformed);
        }
        self.checked_string()?;
        self.expect(b':')
    }

    /// Takes the list or object that starts at `start`, however deep it is.
    fn deeply_nested(&mut self, start: usize) -> Result<(), Malformed> {
        let mut values = serde_json::Deserializer::from_str(&self.text[start..]).into_iter();
        let Some(Ok(IgnoredAny)) = values.next() else {
            return Err(Malformed);
        };
        self.at = start + values.byte_offset();
        Ok(())
    }

    /// Takes the number or word that starts here; returns whether it is a whole number without a sign.
    #[inline(always)]
    fn scalar(&mut self) -> Result<bool, Malformed> {
        let rest = &self.text.as_bytes()[self.at..];
        if let Some(length) = whole_number(rest)
            && !rest.get(length).is_some_and(is_of_scalar)
        {
            self.at += length;
            return Ok(true);
        }
        self.other_scalar().map(|()| false)
    }

    /// Takes the number or word that starts here, whatever it is.
    fn other_scalar(&mut self) -> Result<(), Malformed> {
        let rest = &self.text.as_bytes()[self.at..];
        let length = rest.iter().take_while(|byte| is_of_scalar(byte)).count();
        let scalar = &rest[..length];
        if !matches!(scalar, b"true" | b"false" | b"null") {
            serde_json::from_slice::<IgnoredAny>(scalar).map_err(|_| Malformed)?;
        }
        self.at += length;
        Ok(())
    }

    /// Takes the string that starts here; returns whether nothing in it is escaped.
    #[inline(always)]
    fn checked_string(&mut self) -> Result<bool, Malformed> {
        let end = self.ends.next(self.at + 1).ok_or(Malformed)?;
        if self.text.as_bytes().get(end) == Some(&b'"') {
            self.at = end + 1;
            return Ok(true);
        }
        self.escaped_string(end).map(|()| false)
    }

    /// Takes the string that starts here, with a backslash at `end` or what must not stand there.
    fn escaped_string(&mut self, mut end: usize) -> Result<(), Malformed> {
        let bytes = self.text.as_bytes();
        while let Some(b'\\') = bytes.get(end)
            && end + 1 < bytes.len()
        {
            // The escaped character is ASCII where the escape is valid; else it is found out below.
            end = self.ends.next(end + 2).ok_or(Malformed)?;
        }
        if bytes.get(end) != Some(&b'"') {
            return Err(Malformed);
        }
        let start = std::mem::replace(&mut self.at, end + 1);
        serde_json::from_slice::<IgnoredAny>(&bytes[start..=end]).map_err(|_| Malformed)?;
        Ok(())
    }
}

/// Whether `byte` is white space.
fn is_blank(byte: &u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\r' | b'\t')
}

/// Whether `byte` may stand in a number or word.
fn is_of_scalar(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}

/// The length of the whole number without a sign that `text` begins with.
#[inline]
fn whole_number(text: &[u8]) -> Option<usize> {
    let length = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_one = length == 1 || length > 1 && text[0] != b'0';
    is_one.then_some(length)
}

/// The length of the list of whole numbers without signs and white space that `text` begins with, e.g. `[4,2]`.
#[inline]
fn plain_list(text: &[u8]) -> Option<usize> {
    if text.starts_with(b"[]") {
        return Some(2);
    }
    let mut at = 1;
    loop {
        at += whole_number(&text[at..])?;
        match text.get(at) {
            Some(b',') => at += 1,
            Some(b']') => return Some(at + 1),
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests;
