//! The text of a cell or of a shared string, gathered from the pieces it is stored in.

use super::Cause;
use super::xml::{Token, Xml};

/// The entities that XML knows without a declaration.
const ENTITIES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
];

/// The length of `_x000D_`.
const ESCAPE: usize = 7;

/// Text being gathered, in a buffer that is used again. Of text longer than the limit only so much is kept that it
/// shows.
#[derive(Debug)]
pub(super) struct Text {
    pub(super) content: String,
    /// Why the text cannot be read.
    pub(super) fault: Option<Cause>,
    limit: usize,
}

impl Text {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            content: String::new(),
            fault: None,
            limit,
        }
    }

    /// Makes room for the next text.
    pub(super) fn clear(&mut self) {
        self.content.clear();
        self.fault = None;
    }

    /// Gathers the characters of the element that was just begun, as they stand there.
    ///
    /// # Errors
    ///
    /// Fails where the rest of the part cannot be read.
    pub(super) fn characters(&mut self, xml: &mut Xml) -> Result<(), Cause> {
        loop {
            match xml.next()? {
                Token::Text(raw) => self.push(raw, true),
                Token::Section(raw) => self.push(raw, false),
                Token::Start(_) => xml.leave()?,
                Token::End(_) => return Ok(()),
                Token::Close => return Err("it breaks off".to_owned()),
            }
        }
    }

    /// Gathers the text of the `si` or `is` that was just begun: its runs joined, without their phonetic readings
    /// (ECMA-376 part 1, 18.4).
    ///
    /// # Errors
    ///
    /// Fails where the rest of the part cannot be read.
    pub(super) fn runs(&mut self, xml: &mut Xml) -> Result<(), Cause> {
        let mut depth = 0u64;
        loop {
            match xml.next()? {
                Token::Start(tag) if tag.name == b"t" => {
                    let is_kept = tag.attribute(b"xml:space") == Some(b"preserve");
                    let start = self.content.len();
                    self.characters(xml)?;
                    if !is_kept {
                        trim(&mut self.content, start);
                    }
                    unescape(&mut self.content, start);
                }
                Token::Start(tag) if tag.name == b"rPh" => xml.leave()?,
                Token::Start(_) => depth += 1,
                Token::End(_) if depth == 0 => return Ok(()),
                Token::End(_) => depth -= 1,
                Token::Close => return Err("it breaks off".to_owned()),
                Token::Text(_) | Token::Section(_) => {}
            }
        }
    }

    fn push(&mut self, raw: &[u8], has_entities: bool) {
        if self.fault.is_some() || self.content.len() > self.limit {
            return;
        }
        if let Err(cause) = decode(&mut self.content, raw, has_entities) {
            self.fault = Some(cause);
        }
        if self.content.len() > self.limit {
            let end = self.content.ceil_char_boundary(self.limit + 1);
            self.content.truncate(end);
        }
    }
}

/// Takes white space off both ends of `text`, from `start` on.
fn trim(text: &mut String, start: usize) {
    let blank = [' ', '\t', '\r', '\n'];
    let end = text[start..].trim_end_matches(blank).len();
    text.truncate(start + end);
    let leading = end - text[start..].trim_start_matches(blank).len();
    text.drain(start..start + leading);
}

/// Appends the text that `raw` stands for: line breaks are line feeds (XML 1.0, 2.11), entities what they name.
pub(super) fn decode(text: &mut String, raw: &[u8], has_entities: bool) -> Result<(), Cause> {
    let raw = simdutf8::basic::from_utf8(raw).map_err(|_| "its text is no UTF-8".to_owned())?;
    let mut rest = raw;
    while let Some(at) = rest.find(['&', '\r']) {
        text.push_str(&rest[..at]);
        let from = &rest[at..];
        rest = if let Some(after) = from.strip_prefix('\r') {
            text.push('\n');
            after.strip_prefix('\n').unwrap_or(after)
        } else if has_entities {
            let (name, after) = from[1..]
                .split_once(';')
                .ok_or_else(|| "an entity does not end".to_owned())?;
            let character = entity(name).ok_or_else(|| "it has an unknown entity".to_owned())?;
            text.push(character);
            after
        } else {
            text.push('&');
            &from[1..]
        };
    }
    text.push_str(rest);
    Ok(())
}

fn entity(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        let mut entities = ENTITIES.iter();
        return entities.find_map(|(known, character)| (*known == name).then_some(*character));
    };
    let code = match number.strip_prefix('x') {
        Some(number) => u32::from_str_radix(number, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?).filter(|character| *character != '\0')
}

/// Puts characters in the place of `_x000D_` and the like, from `start` on (ECMA-376 part 1, 22.9.2.19): four digits
/// are a UTF-16 code unit, and `_x005F_` keeps an underscore from beginning one.
pub(super) fn unescape(text: &mut String, start: usize) {
    let Some(first) = text[start..].find("_x").map(|at| start + at) else {
        return;
    };
    let rest = text.split_off(first);
    let mut rest = rest.as_str();
    while let Some(at) = rest.find("_x") {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let (character, length) = match (escaped(rest), rest.get(ESCAPE..).and_then(escaped)) {
            (Some(high @ 0xd800..0xdc00), Some(low)) => {
                let mut pair = char::decode_utf16([high, low]);
                (pair.next().and_then(Result::ok), 2 * ESCAPE)
            }
            (Some(unit), _) => (char::from_u32(unit.into()), ESCAPE),
            (None, _) => (None, 0),
        };
        match character {
            Some(character) => {
                text.push(character);
                rest = &rest[length..];
            }
            None => {
                text.push('_');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
}

/// The code unit of the escape that `text` begins with.
fn escaped(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("_x")?.get(..4)?;
    let is_escape = text.as_bytes().get(ESCAPE - 1) == Some(&b'_')
        && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let unit = u16::from_str_radix(digits, 16).ok()?;
    is_escape.then_some(unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_what_its_entities_and_line_breaks_stand_for() {
        for (raw, expected) in [
            ("研发部", Some("研发部")),
            ("a&amp;b&lt;&gt;&quot;&apos;", Some("a&b<>\"'")),
            ("&#65;&#x4E2D;&#13;", Some("A中\r")),
            ("a\r\nb\rc", Some("a\nb\nc")),
            ("&nbsp;", None),
            ("&amp", None),
            ("&#xD800;", None),
            ("&#0;", None),
        ] {
            let mut text = String::new();
            let result = decode(&mut text, raw.as_bytes(), true);
            assert_eq!(result.ok().map(|()| text.as_str()), expected, "{raw}");
        }
        let mut text = String::new();
        decode(&mut text, b"a&amp;", false).unwrap();
        assert_eq!(text, "a&amp;");
        assert!(decode(&mut text, b"\xff", true).is_err());
    }

    #[test]
    fn escapes_of_excel_are_the_characters_they_name() {
        for (escaped, expected) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDCF7_", "📷"),
            ("_xD83D_", "_xD83D_"),
            ("_xD83D__x0041_", "_xD83D_A"),
            ("_x00G1_", "_x00G1_"),
            ("_x000D", "_x000D"),
            ("_x中文", "_x中文"),
            ("__x0041_", "_A"),
        ] {
            let mut text = format!("_x0041_{escaped}");
            unescape(&mut text, ESCAPE);
            assert_eq!(text, format!("_x0041_{expected}"));
        }
    }
}
