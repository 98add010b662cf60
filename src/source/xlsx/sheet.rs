//! The rows of one sheet (ECMA-376 part 1, 18.3.1). A cell that cannot be read is one finding at its address, and the
//! others are read.

use std::ops::ControlFlow;

use super::Cause;
use super::cell::{Kind, Values, address, row};
use super::part::Part;
use super::stretch::Stretch;
use super::strings::SharedStrings;
use super::tag::{Tag, is_true};
use super::taking::{Position, Taking, Waiting};
use super::text::{Text, unescape};
use super::xml::{Token, Xml};
use crate::source::Content;
use crate::source::workbook::Rows;

/// How the reading of a sheet ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Every row was read.
    Whole,
    /// Nobody wants further rows, or a limit was met.
    Stopped,
    /// A string is needed that could not be read.
    WithoutStrings,
}

/// A sheet being read.
pub(super) struct Scanner<'s, 'r> {
    xml: Xml,
    strings: &'s mut SharedStrings,
    values: &'s mut Values,
    rows: &'s mut Rows<'r>,
    text: Text,
    at: Position,
    /// Cells that wait for their strings, in a buffer that is used again.
    waiting: Vec<Waiting>,
}

/// A cell's own words about itself.
struct Head {
    row: u32,
    column: u32,
    style: u32,
    kind: Option<Kind>,
    has_place: bool,
}

impl<'s, 'r> Scanner<'s, 'r> {
    pub(super) fn new(
        part: Part,
        strings: &'s mut SharedStrings,
        values: &'s mut Values,
        rows: &'s mut Rows<'r>,
        text: usize,
    ) -> Result<Self, Cause> {
        Ok(Self {
            xml: Xml::new(part)?,
            strings,
            values,
            rows,
            text: Text::new(text),
            at: Position::default(),
            waiting: Vec::new(),
        })
    }

    /// Reads the sheet to its end.
    ///
    /// # Errors
    ///
    /// Says why the rest of the sheet cannot be read.
    pub(super) fn read(mut self) -> Result<End, Cause> {
        self.find_rows()?;
        loop {
            if self.stretch().is_break() {
                return Ok(self.stopped());
            }
            match self.xml.next()? {
                Token::Start(tag) if tag.name == b"c" => {
                    let head = Head::of(&tag, self.at.row, self.at.column);
                    if self.cell(&head)?.is_break() {
                        return Ok(self.stopped());
                    }
                }
                Token::Start(tag) if tag.name == b"row" => {
                    let number = tag.attribute(b"r");
                    let found = number.map_or(Some(self.at.next_row), row);
                    let hidden = tag.attribute(b"hidden").is_some_and(is_true);
                    self.at = Position::begin(found.unwrap_or(self.at.next_row), hidden);
                    if found.is_none() {
                        let cause = "the number of its row is no number".to_owned();
                        self.rows.bad_cell(self.at.row, self.at.column, cause);
                    }
                }
                Token::Start(_) => self.xml.leave()?,
                Token::End(b"sheetData") => break,
                Token::Close => return Err("it breaks off".to_owned()),
                Token::End(_) | Token::Text(_) | Token::Section(_) => {}
            }
        }
        self.merged_cells();
        self.xml.finish()?;
        Ok(End::Whole)
    }

    /// Reads what follows the rows for merged cells. What is wrong there is no reason to lose the rows.
    fn merged_cells(&mut self) {
        loop {
            match self.xml.next() {
                Ok(Token::Start(tag)) if tag.name == b"mergeCell" => {
                    let range = tag.attribute(b"ref").unwrap_or_default();
                    let mut ends = range.split(|byte| *byte == b':').map(address);
                    if let (Some(Some(first)), Some(Some(last))) = (ends.next(), ends.next()) {
                        self.rows.merged(first, last);
                    }
                }
                Ok(Token::Close) | Err(_) => return,
                Ok(_) => {}
            }
        }
    }

    fn find_rows(&mut self) -> Result<(), Cause> {
        loop {
            match self.xml.next()? {
                Token::Start(tag) if tag.name == b"sheetData" => return Ok(()),
                Token::Start(tag) if tag.name == b"col" => {
                    if let Some((first, last, digits)) = width(&tag) {
                        self.rows.width(first, last, digits);
                    }
                }
                Token::Close => return Err("it has no rows".to_owned()),
                _ => {}
            }
        }
    }

    fn stopped(&self) -> End {
        match self.strings.broken() {
            Some(_) => End::WithoutStrings,
            None => End::Stopped,
        }
    }

    /// Hands over a cell with the shared string numbered `index`, which may still be to come.
    fn shared(&mut self, row: u32, column: u32, index: u32) -> ControlFlow<()> {
        self.strings.reach(index);
        match self.strings.get(index) {
            Ok(text) => {
                let content = Content::Text(text);
                return self.rows.put(row, column, self.at.hidden, content);
            }
            Err(_) if self.strings.broken().is_some() => return ControlFlow::Break(()),
            Err(cause) => self.rows.bad_cell(row, column, cause.to_owned()),
        }
        ControlFlow::Continue(())
    }

    /// Takes the rows and cells ahead that are stored in the way that nearly all are.
    fn stretch(&mut self) -> ControlFlow<()> {
        let ahead = self.xml.ahead();
        let mut stretch = Stretch::new(ahead);
        let taking = Taking {
            strings: self.strings,
            values: self.values,
            rows: self.rows,
            waiting: &mut self.waiting,
        };
        let flow = taking.take(&mut stretch, &mut self.at);
        let taken = ahead.len() - stretch.left();
        self.xml.skip(taken);
        flow
    }

    /// Takes the cell that was just begun.
    fn cell(&mut self, head: &Head) -> Result<ControlFlow<()>, Cause> {
        self.at.column = head.column.saturating_add(1);
        self.text.clear();
        let (mut has_value, mut has_formula) = (false, false);
        loop {
            match self.xml.next()? {
                Token::Start(tag) if tag.name == b"v" && head.kind != Some(Kind::Inline) => {
                    has_value = true;
                    self.text.clear();
                    self.text.characters(&mut self.xml)?;
                }
                Token::Start(tag) if tag.name == b"is" => {
                    has_value = true;
                    self.text.clear();
                    self.text.runs(&mut self.xml)?;
                }
                Token::Start(tag) => {
                    has_formula |= tag.name == b"f";
                    self.xml.leave()?;
                }
                Token::End(_) => break,
                Token::Close => return Err("it breaks off".to_owned()),
                Token::Text(_) | Token::Section(_) => {}
            }
        }
        if head.kind == Some(Kind::Text) {
            unescape(&mut self.text.content, 0);
        }
        let is_text = matches!(head.kind, Some(Kind::Text | Kind::Inline));
        let is_empty = !has_value || !is_text && self.text.content.trim_ascii().is_empty();
        Ok(self.put(head, is_empty, has_formula))
    }

    /// Hands over the cell whose value was gathered, or says what is wrong with it.
    fn put(&mut self, head: &Head, is_empty: bool, has_formula: bool) -> ControlFlow<()> {
        let (row, column) = (head.row, head.column);
        let fault = match (self.text.fault.take(), head.kind) {
            (Some(cause), _) => Some(cause),
            (None, None) => Some("its type is unknown".to_owned()),
            (None, Some(_)) if !head.has_place && !is_empty => {
                Some("its reference is no address".to_owned())
            }
            (None, Some(kind)) => {
                let content = match kind {
                    _ if is_empty => Ok(has_formula.then_some(Content::FormulaWithoutValue)),
                    Kind::Shared => match self.text.content.trim_ascii().parse() {
                        Ok(index) => return self.shared(row, column, index),
                        Err(_) => Err("it is no number of a shared string".to_owned()),
                    },
                    kind => self.values.content(kind, head.style, &self.text.content),
                };
                match content {
                    Ok(Some(content)) => {
                        return self.rows.put(row, column, self.at.hidden, content);
                    }
                    Ok(None) => None,
                    Err(cause) => Some(cause),
                }
            }
        };
        if let Some(cause) = fault {
            self.rows.bad_cell(row, column, cause);
        }
        ControlFlow::Continue(())
    }
}

/// How wide the columns of a `col` are (ECMA-376 part 1, 18.3.1.13), where they can be seen: what is stored counts the
/// margins too, five pixels, a digit having seven.
fn width(tag: &Tag<'_>) -> Option<(u32, u32, f64)> {
    let text = |name: &[u8]| str::from_utf8(tag.attribute(name)?).ok();
    let number = |name: &[u8]| text(name)?.parse::<u32>().ok();
    let stored: f64 = text(b"width")?.parse().ok()?;
    let is_hidden = tag.attribute(b"hidden").is_some_and(is_true);
    let is_width = stored.is_finite() && (1.0..=255.0).contains(&stored) && !is_hidden;
    is_width.then_some((number(b"min")?, number(b"max")?, stored - 5.0 / 7.0))
}

impl Head {
    /// Reads the tag of a cell that is at `row` and `column` if it does not say otherwise.
    fn of(tag: &Tag<'_>, row: u32, column: u32) -> Self {
        let place = match tag.attribute(b"r") {
            Some(reference) => address(reference),
            None => Some((row, column)),
        };
        let style = tag.attribute(b"s").and_then(|raw| str::from_utf8(raw).ok());
        let (row, column) = place.unwrap_or((row, column));
        Self {
            row,
            column,
            style: style.and_then(|digits| digits.parse().ok()).unwrap_or(0),
            kind: Kind::named(tag.attribute(b"t")),
            has_place: place.is_some(),
        }
    }
}
