//! One cell: where it is, and what is stored there → what a person sees.

use memchr::memchr;

use super::Cause;
use super::styles::NumberFormat;
use super::text::is_plain;
use crate::source::Content;
use crate::source::workbook::{Value, Writer};

/// The most digits that a spreadsheet keeps.
const DIGITS: usize = 15;

/// The column `ZZZ`, from 1; no reference has more letters.
const LETTERS: u32 = 18_278;

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

/// A cell stored in the way that nearly all cells are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PlainCell<'x> {
    /// From 0.
    pub(super) row: u32,
    /// From 0.
    pub(super) column: u32,
    pub(super) style: u32,
    pub(super) value: PlainValue<'x>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PlainValue<'x> {
    /// The number of a shared string.
    Shared(u32),
    /// Digits and signs.
    Number(&'x str),
    /// Text that lies in the cell itself.
    Inline(&'x str),
}

impl<'x> PlainCell<'x> {
    /// The cell that `bytes` begin with, and how many bytes it takes; `None` where it is stored in any other way than
    /// `<c r="A1" s="1" t="s"><v>0</v></c>`, or is not whole.
    pub(super) fn take(bytes: &'x [u8]) -> Option<(Self, usize)> {
        let rest = bytes.strip_prefix(b"<c r=\"")?;
        let mut rest = rest;
        let mut column = 0;
        while let [letter @ b'A'..=b'Z', after @ ..] = rest {
            column = column * 26 + u32::from(letter - b'A') + 1;
            rest = after;
            if column > LETTERS {
                return None;
            }
        }
        let (row, rest) = number(rest)?;
        let mut rest = rest.strip_prefix(b"\"")?;
        let (mut style, mut is_shared) = (0, false);
        let rest = loop {
            rest = match rest {
                [b'>', b'<', b'v', b'>', after @ ..] => break after,
                [b' ', b't', b'=', b'"', b'i', ..] => {
                    let (text, rest) = inline(rest)?;
                    let value = PlainValue::Inline(text);
                    return Self::new(row, column, style, value).zip(taken(bytes, rest));
                }
                [b' ', b't', b'=', b'"', b's', b'"', after @ ..] => {
                    is_shared = true;
                    after
                }
                [b' ', b't', b'=', b'"', b'n', b'"', after @ ..] => after,
                [b' ', b's', b'=', b'"', after @ ..] => {
                    let (number, after) = number(after)?;
                    style = number;
                    after.strip_prefix(b"\"")?
                }
                _ => return None,
            };
        };
        let (value, rest) = if is_shared {
            let (number, rest) = number(rest)?;
            (PlainValue::Shared(number), rest)
        } else {
            let is_part =
                |byte: &&u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
            let length = rest.iter().take_while(is_part).count();
            let (digits, rest) = rest.split_at(length);
            (PlainValue::Number(str::from_utf8(digits).ok()?), rest)
        };
        let rest = rest.strip_prefix(b"</v></c>")?;
        Self::new(row, column, style, value).zip(taken(bytes, rest))
    }

    /// Row and column count from 1.
    fn new(row: u32, column: u32, style: u32, value: PlainValue<'x>) -> Option<Self> {
        Some(Self {
            row: row.checked_sub(1)?,
            column: column.checked_sub(1)?,
            style,
            value,
        })
    }
}

/// How many of `bytes` are used up when `rest` is left.
fn taken(bytes: &[u8], rest: &[u8]) -> Option<usize> {
    bytes.len().checked_sub(rest.len())
}

/// The text of a cell whose tag ends with its type, and what comes behind the cell.
fn inline(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let rest = bytes.strip_prefix(b" t=\"inlineStr\"><is><t>")?;
    let (raw, rest) = rest.split_at(memchr(b'<', rest)?);
    let rest = rest.strip_prefix(b"</t></is></c>")?;
    let is_text = is_plain(raw) && !raw.is_empty();
    let text = is_text.then(|| simdutf8::basic::from_utf8(raw).ok())??;
    Some((text, rest))
}

/// The number that `bytes` begin with, of at most nine digits, and what comes behind it.
fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (mut number, mut rest) = (0, bytes);
    while let [digit @ b'0'..=b'9', after @ ..] = rest {
        number = number * 10 + u32::from(digit - b'0');
        rest = after;
        if number > 99_999_999 && matches!(rest, [b'0'..=b'9', ..]) {
            return None;
        }
    }
    (rest.len() < bytes.len()).then_some((number, rest))
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
