//! One cell: where it is, and what is stored there → what a person sees.

use super::Cause;
use super::styles::NumberFormat;
use crate::source::Content;
use crate::source::workbook::{Value, Writer};

/// The most digits that a spreadsheet keeps.
const DIGITS: usize = 15;

/// The longest error, in bytes; `#GETTING_DATA` has 13.
const ERROR: usize = 32;

/// What a cell says about how its value is stored (ECMA-376 part 1, 18.18.11).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A number, if it is said to be one or looks like one; else text.
    Number {
        is_said: bool,
    },
    Shared,
    Inline,
    /// Text, most often the result of a formula.
    Text,
    Boolean,
    Error,
    Date,
}

impl Kind {
    /// What `t` says; `None` where nobody knows such a kind.
    pub(super) fn named(name: Option<&[u8]>) -> Option<Self> {
        Some(match name {
            None => Self::Number { is_said: false },
            Some(b"n") => Self::Number { is_said: true },
            Some(b"s") => Self::Shared,
            Some(b"inlineStr" | b"is") => Self::Inline,
            Some(b"str") => Self::Text,
            Some(b"b") => Self::Boolean,
            Some(b"e") => Self::Error,
            Some(b"d") => Self::Date,
            Some(_) => return None,
        })
    }
}

/// Row and column of a reference such as `C17`, from 0.
pub(super) fn address(reference: &[u8]) -> Option<(u32, u32)> {
    let letters = reference
        .iter()
        .take_while(|byte| byte.is_ascii_alphabetic());
    let letters = letters.count();
    let (letters, digits) = reference.split_at(letters);
    if !(1..=3).contains(&letters.len()) {
        return None;
    }
    let number = |byte: &u8| u32::from(byte.to_ascii_uppercase() - b'A') + 1;
    let column = letters.iter().fold(0, |sum, byte| sum * 26 + number(byte));
    Some((row(digits)?, column - 1))
}

/// The row that is counted `digits` from 1, from 0.
pub(super) fn row(digits: &[u8]) -> Option<u32> {
    let is_number = !digits.is_empty() && digits.iter().all(u8::is_ascii_digit);
    let number = is_number.then_some(digits)?;
    str::from_utf8(number)
        .ok()?
        .parse::<u32>()
        .ok()?
        .checked_sub(1)
}

/// Writes values as a person sees them, in buffers that are used again for every cell.
pub(super) struct Values {
    formats: Vec<NumberFormat>,
    writer: Writer,
    padded: String,
}

impl Values {
    pub(super) fn new(formats: Vec<NumberFormat>, since_1904: bool) -> Self {
        Self {
            formats,
            writer: Writer::new(since_1904),
            padded: String::new(),
        }
    }

    /// The number that is written `text`, in a cell of `style`; `None` where it is none.
    pub(super) fn number<'c>(&'c mut self, text: &'c str, style: u32) -> Option<Content<'c>> {
        let format = self.formats.get(style as usize).copied();
        // Some writers put this behind every whole number.
        let text = text.strip_suffix(".0").unwrap_or(text);
        let value = match format.unwrap_or_default() {
            NumberFormat::Date => Value::Date(float(text)?),
            NumberFormat::Duration => Value::Duration(float(text)?),
            NumberFormat::Padded(width) if is_whole(text) => {
                return Some(self.pad(text, usize::from(width)));
            }
            NumberFormat::General | NumberFormat::Padded(_) if is_whole(text) => {
                return Some(whole(text));
            }
            NumberFormat::General | NumberFormat::Padded(_) => Value::Number(float(text)?),
        };
        Some(self.writer.content(value))
    }

    /// What a cell holds whose value is written `text`; `None` where that is nothing.
    ///
    /// # Errors
    ///
    /// Says why the value cannot be what the cell says it is.
    pub(super) fn content<'c>(
        &'c mut self,
        kind: Kind,
        style: u32,
        text: &'c str,
    ) -> Result<Option<Content<'c>>, Cause> {
        let trimmed = text.trim_ascii();
        if text.is_empty() || trimmed.is_empty() && !matches!(kind, Kind::Text | Kind::Inline) {
            return Ok(None);
        }
        let content = match kind {
            Kind::Text | Kind::Inline => Content::Text(text),
            Kind::Number { is_said } => match self.number(trimmed, style) {
                Some(content) => content,
                None if !is_said => Content::Text(text),
                None => return Err("it is no number".to_owned()),
            },
            Kind::Boolean => Content::Boolean(match trimmed {
                "1" => true,
                "0" => false,
                text if text.eq_ignore_ascii_case("true") => true,
                text if text.eq_ignore_ascii_case("false") => false,
                _ => return Err("it is neither true nor false".to_owned()),
            }),
            Kind::Error if trimmed.starts_with('#') && trimmed.len() <= ERROR => {
                Content::Error(trimmed)
            }
            Kind::Error => return Err("it is no error value".to_owned()),
            Kind::Date => self.writer.content(Value::IsoDate(trimmed)),
            Kind::Shared => return Err("it is no number of a shared string".to_owned()),
        };
        Ok(Some(content))
    }

    /// A whole number with zeros in front, as a cell shows it that asks for `width` digits.
    fn pad<'c>(&'c mut self, text: &'c str, width: usize) -> Content<'c> {
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) => ("-", digits),
            None => ("", text),
        };
        if digits.len() >= width {
            return whole(text);
        }
        self.padded.clear();
        self.padded.push_str(sign);
        self.padded.extend((digits.len()..width).map(|_| '0'));
        self.padded.push_str(digits);
        Content::Number {
            digits: &self.padded,
            rounded: false,
        }
    }
}

/// Whether `text` is a whole number without anything to be left out.
fn is_whole(text: &str) -> bool {
    match text.strip_prefix('-').unwrap_or(text).as_bytes() {
        [b'0'] => text.len() == 1,
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    }
}

fn whole(text: &str) -> Content<'_> {
    Content::Number {
        digits: text,
        rounded: text.trim_start_matches('-').len() > DIGITS,
    }
}

/// The number that is written `text`; infinities and the like are none.
fn float(text: &str) -> Option<f64> {
    let is_number = text.bytes().any(|byte| byte.is_ascii_digit());
    let number = text.parse::<f64>().ok()?;
    (is_number && number.is_finite()).then_some(number)
}
