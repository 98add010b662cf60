//! Walks the keys and values of one JSON object without building anything: what serde_json accepts, in a third of its
//! time, because most of a dump is plain text that is only looked at for its end.

use std::borrow::Cow;

use serde::de::IgnoredAny;

/// The entries of one object, in order.
pub(super) struct Entries<'a> {
    text: &'a str,
    at: usize,
    is_inside: bool,
    /// Whether no control character is anywhere, so that strings need not be searched for them.
    is_printable: bool,
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
    /// Whether nothing in it is escaped.
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
            is_printable: !text
                .bytes()
                .fold(false, |found, byte| found | (byte < 0x20)),
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
        self.peek();
        let value_start = self.at - start;
        let is_value_plain = self.value()?;
        Ok(Some(Entry {
            whole: &self.text[start..self.at],
            key_end,
            is_key_plain,
            value_start,
            is_value_plain,
        }))
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

    /// Takes the value that starts here; returns whether nothing in it is escaped.
    fn value(&mut self) -> Result<bool, Malformed> {
        let start = self.at;
        let is_plain = match self.text.as_bytes().get(start) {
            Some(b'"') => self.string()?,
            Some(b'[' | b'{') => {
                let is_simple = self.nested()?;
                is_simple && is_plain_list(&self.text.as_bytes()[start..self.at])
            }
            _ => {
                let rest = &self.text.as_bytes()[start..];
                let end = rest.iter().position(|byte| {
                    !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'+' | b'.')
                });
                self.at = start + end.unwrap_or(rest.len());
                is_whole_number(&rest[..self.at - start])
            }
        };
        if !is_plain {
            serde_json::from_str::<IgnoredAny>(&self.text[start..self.at])
                .map_err(|_| Malformed)?;
        }
        Ok(is_plain)
    }

    /// Takes the list or object that starts here, by its brackets; returns whether it has no strings and nothing in it.
    fn nested(&mut self) -> Result<bool, Malformed> {
        let bytes = self.text.as_bytes();
        let mut depth = 0usize;
        let mut is_simple = true;
        while let Some(byte) = bytes.get(self.at) {
            match byte {
                b'"' => {
                    self.string()?;
                    is_simple = false;
                    continue;
                }
                b'[' | b'{' => {
                    is_simple &= depth == 0;
                    depth += 1;
                }
                b']' | b'}' => depth -= 1,
                _ => {}
            }
            self.at += 1;
            if depth == 0 {
                return Ok(is_simple);
            }
        }
        Err(Malformed)
    }

    /// Takes the string that starts here, without looking into escapes; returns whether there are none.
    fn string(&mut self) -> Result<bool, Malformed> {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        let mut is_plain = true;
        loop {
            let rest = &bytes[at..];
            at += match self.is_printable {
                true => memchr::memchr2(b'"', b'\\', rest).unwrap_or(rest.len()),
                false => plain_length(rest),
            };
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

/// How many bytes at the start of `bytes` are neither `"` nor `\` nor a control character.
fn plain_length(bytes: &[u8]) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    // The high bit of every byte of the result that is zero in `word`; exact up to the first such byte.
    let zeros = |word: u64| word.wrapping_sub(ONES) & !word & HIGH;
    let mut length = 0;
    for chunk in bytes.chunks_exact(8) {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        let word = u64::from_le_bytes(word);
        let quotes = zeros(word ^ (ONES * u64::from(b'"')));
        let slashes = zeros(word ^ (ONES * u64::from(b'\\')));
        let controls = word.wrapping_sub(ONES * 0x20) & !word & HIGH;
        let found = quotes | slashes | controls;
        if found != 0 {
            return length + (found.trailing_zeros() / 8) as usize;
        }
        length += 8;
    }
    let rest = &bytes[length..];
    let end = rest
        .iter()
        .position(|byte| *byte < 0x20 || matches!(byte, b'"' | b'\\'));
    length + end.unwrap_or(rest.len())
}

#[cfg(test)]
mod tests;
