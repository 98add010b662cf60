//! Walks the keys and values of one JSON object without building anything: what serde_json accepts, in a third of its
//! time, because most of a dump is plain text that is only looked at for its end.

mod ends;

use std::borrow::Cow;

use serde::de::IgnoredAny;

use ends::Ends;

use super::keys::is_same;

/// How deep lists and objects are followed here; `serde_json` follows deeper ones.
const DEEPEST: u32 = u128::BITS;

/// The entries of one object, in order.
pub(super) struct Entries<'a> {
    text: &'a str,
    at: usize,
    is_inside: bool,
    ends: Ends<'a>,
}

/// A key and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// Key and value as they stand in the text, with the white space between them.
    pub(super) whole: &'a str,
    /// Where the key ends, behind its last quote.
    key_end: usize,
    is_key_plain: bool,
    value_start: usize,
    is_value_plain: bool,
}

impl<'a> Entry<'a> {
    /// The key.
    pub(super) fn key(&self) -> Cow<'a, str> {
        match self.is_key_plain {
            true => Cow::Borrowed(&self.whole[1..self.key_end - 1]),
            false => serde_json::from_str(self.quoted()).unwrap_or_default(),
        }
    }

    /// Whether nothing in the key is escaped.
    pub(super) fn is_key_plain(&self) -> bool {
        self.is_key_plain
    }

    /// The key as it stands in the text, with its quotes.
    pub(super) fn quoted(&self) -> &'a str {
        &self.whole[..self.key_end]
    }

    /// The value.
    pub(super) fn value(&self) -> Raw<'a> {
        Raw {
            text: &self.whole[self.value_start..],
            is_plain: self.is_value_plain,
        }
    }
}

/// A JSON value as it stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Raw<'a> {
    /// The text, with its quotes or brackets.
    pub(super) text: &'a str,
    /// Whether it is a string without escapes, or a number or a list of numbers, all whole and without signs, and no
    /// white space.
    pub(super) is_plain: bool,
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
        let start = self.at;
        let is_key_plain = self.string()?;
        let key_end = self.at - start;
        if !is_key_plain {
            serde_json::from_str::<Cow<'_, str>>(&self.text[start..self.at])
                .map_err(|_| Malformed)?;
        }
        self.expect(b':')?;
        self.entry(start, key_end, is_key_plain).map(Some)
    }

    /// The next entry if it has the key `likely`, stands right behind the one before and is written in the usual way; `None`
    /// says nothing of what there is.
    ///
    /// # Errors
    /// When the value is none.
    #[inline]
    pub(super) fn next_likely(&mut self, likely: &str) -> Result<Option<Entry<'a>>, Malformed> {
        let rest = &self.text.as_bytes()[self.at..];
        let length = likely.len();
        let is_likely = self.is_inside
            && rest.starts_with(b",\"")
            && rest.get(length + 2..length + 4) == Some(b"\":")
            && is_same(&rest[2..length + 2], likely.as_bytes());
        if !is_likely {
            return Ok(None);
        }
        let start = self.at + 1;
        self.at += length + 4;
        self.entry(start, length + 2, true).map(Some)
    }

    /// The entry that starts at `start` and whose value comes next.
    fn entry(
        &mut self,
        start: usize,
        key_end: usize,
        is_key_plain: bool,
    ) -> Result<Entry<'a>, Malformed> {
        self.peek();
        let value_start = self.at - start;
        let is_value_plain = self.value()?;
        Ok(Entry {
            whole: &self.text[start..self.at],
            key_end,
            is_key_plain,
            value_start,
            is_value_plain,
        })
    }

    /// The next byte that is no white space, not taken.
    fn peek(&mut self) -> Option<u8> {
        let bytes = self.text.as_bytes();
        while let Some(byte) = bytes.get(self.at) {
            if !matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
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
    fn value(&mut self) -> Result<bool, Malformed> {
        let rest = &self.text.as_bytes()[self.at..];
        match rest.first() {
            Some(b'"') => self.checked_string(),
            Some(b'[') => {
                let is_item = |byte: &u8| byte.is_ascii_digit() || *byte == b',';
                let length = rest[1..].iter().position(|byte| !is_item(byte));
                let list = &rest[..length.map_or(1, |length| length + 2)];
                let is_plain = is_plain_list(list);
                match is_plain {
                    true => self.at += list.len(),
                    false => self.nested()?,
                }
                Ok(is_plain)
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
    fn scalar(&mut self) -> Result<bool, Malformed> {
        let rest = &self.text.as_bytes()[self.at..];
        let end = rest
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'+' | b'.'));
        let scalar = &rest[..end.unwrap_or(rest.len())];
        let is_plain = is_whole_number(scalar);
        if !is_plain && !matches!(scalar, b"true" | b"false" | b"null") {
            serde_json::from_slice::<IgnoredAny>(scalar).map_err(|_| Malformed)?;
        }
        self.at += scalar.len();
        Ok(is_plain)
    }

    /// Takes the string that starts here; returns whether nothing in it is escaped.
    fn checked_string(&mut self) -> Result<bool, Malformed> {
        let start = self.at;
        let is_plain = self.string()?;
        if !is_plain {
            serde_json::from_str::<IgnoredAny>(&self.text[start..self.at])
                .map_err(|_| Malformed)?;
        }
        Ok(is_plain)
    }

    /// Takes the string that starts here, without looking into escapes; returns whether there are none.
    fn string(&mut self) -> Result<bool, Malformed> {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        let mut is_plain = true;
        loop {
            at = self.ends.next(at).ok_or(Malformed)?;
            match bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(is_plain);
                }
                Some(b'\\') if at + 1 < bytes.len() => {
                    is_plain = false;
                    // The escaped character is ASCII where the escape is valid; else it is found out later.
                    at += 2;
                }
                _ => return Err(Malformed),
            }
        }
    }
}

/// Whether `text` is a whole number without a sign.
fn is_whole_number(text: &[u8]) -> bool {
    match text {
        [b'0'] => true,
        [b'1'..=b'9', digits @ ..] => digits.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

/// Whether `text` is a list of whole numbers without signs and white space, e.g. `[4,2]`.
fn is_plain_list(text: &[u8]) -> bool {
    match text {
        b"[]" => true,
        [b'[', items @ .., b']'] => items.split(|byte| *byte == b',').all(is_whole_number),
        _ => false,
    }
}

#[cfg(test)]
mod tests;
