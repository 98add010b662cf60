//! Walks the keys and values of one JSON object without building anything: what serde_json accepts, in a third of its
//! time, because most of a dump is plain text that is only looked at for its end.

use std::borrow::Cow;

use serde::de::IgnoredAny;

/// The entries of one object, in order.
pub(super) struct Entries<'a> {
    text: &'a str,
    at: usize,
    is_inside: bool,
}

/// A key and its value.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// The key.
    pub(super) key: Cow<'a, str>,
    /// The key as it stands in the text, with its quotes.
    pub(super) quoted: &'a str,
    /// The value.
    pub(super) value: Raw<'a>,
    /// Key and value as they stand in the text, with the white space between them.
    pub(super) whole: &'a str,
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
        let Raw {
            text: quoted,
            is_plain,
        } = self.string()?;
        let key = match is_plain {
            true => Cow::Borrowed(&quoted[1..quoted.len() - 1]),
            false => Cow::Owned(serde_json::from_str(quoted).map_err(|_| Malformed)?),
        };
        self.expect(b':')?;
        self.peek();
        let value = self.value()?;
        Ok(Some(Entry {
            key,
            quoted,
            value,
            whole: &self.text[start..self.at],
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

    /// Takes the value that starts here.
    fn value(&mut self) -> Result<Raw<'a>, Malformed> {
        let start = self.at;
        match self.text.as_bytes().get(start) {
            Some(b'"') => {
                let string = self.string()?;
                return match string.is_plain {
                    true => Ok(string),
                    false => checked(string.text),
                };
            }
            Some(b'[' | b'{') => {
                let is_list_of_numbers = self.nested()?;
                let text = &self.text[start..self.at];
                if is_list_of_numbers && is_plain_list(text) {
                    return Ok(Raw {
                        text,
                        is_plain: true,
                    });
                }
                return checked(text);
            }
            _ => {}
        }
        let rest = &self.text.as_bytes()[start..];
        let end = rest
            .iter()
            .position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'+' | b'.'));
        self.at = start + end.unwrap_or(rest.len());
        let text = &self.text[start..self.at];
        let is_whole_number = match text.as_bytes() {
            [b'0'] => true,
            [b'1'..=b'9', digits @ ..] => digits.iter().all(u8::is_ascii_digit),
            _ => false,
        };
        match is_whole_number {
            true => Ok(Raw {
                text,
                is_plain: true,
            }),
            false => checked(text),
        }
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

    /// Takes the string that starts here; escapes are not looked into.
    fn string(&mut self) -> Result<Raw<'a>, Malformed> {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut at = start + 1;
        let mut is_plain = true;
        loop {
            at += plain_length(&bytes[at..]);
            match bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    return Ok(Raw {
                        text: &self.text[start..self.at],
                        is_plain,
                    });
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

/// `text` if serde_json takes it for a value.
fn checked(text: &str) -> Result<Raw<'_>, Malformed> {
    match serde_json::from_str::<IgnoredAny>(text) {
        Ok(_) => Ok(Raw {
            text,
            is_plain: false,
        }),
        Err(_) => Err(Malformed),
    }
}

/// Whether `text` is a list of small whole numbers without white space, e.g. `[4,2]`.
fn is_plain_list(text: &str) -> bool {
    let Some(inner) = text
        .strip_prefix('[')
        .and_then(|text| text.strip_suffix(']'))
    else {
        return false;
    };
    let is_number = |item: &[u8]| match item {
        [b'0'] => true,
        [b'1'..=b'9', digits @ ..] => digits.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    inner.is_empty() || inner.as_bytes().split(|byte| *byte == b',').all(is_number)
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
mod tests {
    use std::fmt;

    use proptest::prelude::*;
    use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
    use serde_json::value::RawValue;

    use super::*;

    /// What serde_json finds.
    #[derive(Debug, PartialEq)]
    struct Pairs(Vec<(String, String)>);

    impl<'de> Deserialize<'de> for Pairs {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            struct PairsVisitor;
            impl<'de> Visitor<'de> for PairsVisitor {
                type Value = Pairs;

                fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str("an object")
                }

                fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Pairs, M::Error> {
                    let mut pairs = Vec::new();
                    while let Some((key, value)) = map.next_entry::<String, Box<RawValue>>()? {
                        pairs.push((key, value.get().to_owned()));
                    }
                    Ok(Pairs(pairs))
                }
            }
            deserializer.deserialize_map(PairsVisitor)
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4096))]

        #[test]
        fn it_takes_what_serde_json_takes(
            edits in proptest::collection::vec((any::<proptest::sample::Index>(), 0..3, any::<proptest::sample::Index>()), 0..4)
        ) {
            let base = r#" {"userid":"a","name":"张\u4e09\n","department":[4, 2],"order":[1,0],"x":{"y":[true,"]"]},"n":-1.5e3,"z":null} "#;
            let alphabet: Vec<char> = "{}[]\",:\\u01a-+.eE\n\t é\u{1}ntf".chars().collect();
            let mut text: Vec<char> = base.chars().collect();
            for (at, kind, with) in edits {
                let (at, with) = (at.index(text.len()), *with.get(&alphabet));
                match kind {
                    0 => text[at] = with,
                    1 => text.insert(at, with),
                    _ => drop(text.remove(at)),
                }
            }
            let text: String = text.into_iter().collect();
            let expected = serde_json::from_str::<Pairs>(&text).map(|pairs| pairs.0).map_err(|_| Malformed);
            prop_assert_eq!(walked(&text), expected, "{}", text);
        }
    }

    fn walked(text: &str) -> Result<Vec<(String, String)>, Malformed> {
        let mut entries = Entries::of(text);
        let mut found = Vec::new();
        while let Some(entry) = entries.next()? {
            assert!(entry.whole.starts_with('"') && entry.whole.ends_with(entry.value.text));
            found.push((entry.key.into_owned(), entry.value.text.to_owned()));
        }
        Ok(found)
    }

    #[test]
    fn entries_come_in_order_as_they_stand() {
        let text =
            " {\"a\" : [ 1, {\"b\":\"]}\"} ],\"\\u0061\":\"x\\\"y\" , \"c\":-0.5e3,\"\":null}\n";
        let expected = [
            ("a", "[ 1, {\"b\":\"]}\"} ]"),
            ("a", "\"x\\\"y\""),
            ("c", "-0.5e3"),
            ("", "null"),
        ];
        let expected = expected.map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(walked(text), Ok(expected.to_vec()));
    }

    #[test]
    fn the_end_of_plain_text_is_found_wherever_it_is() {
        for stop in ['"', '\\', '\n', '\0', '\u{1f}'] {
            for length in 0..40 {
                let text = format!(
                    "{}{stop}\"\\ tail",
                    "名a\u{80}\u{7f} ~"
                        .chars()
                        .cycle()
                        .take(length)
                        .collect::<String>()
                );
                let expected = text.find(stop).unwrap();
                assert_eq!(plain_length(text.as_bytes()), expected, "{text:?}");
                assert_eq!(plain_length(&text.as_bytes()[..expected]), expected);
            }
        }
    }
}
