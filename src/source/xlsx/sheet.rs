//! The rows of one sheet (ECMA-376 part 1, 18.3.1). A cell that cannot be read is one finding at its address, and the
//! others are read.

use std::ops::ControlFlow;

use super::Cause;
use super::cell::{Kind, PlainCell, PlainValue, Values, address, row};
use super::part::Part;
use super::strings::{Found, SharedStrings};
use super::tag::Tag;
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
    /// The row that is read, from 0.
    row: u32,
    hidden: bool,
    /// Where a cell without a reference is, from 0.
    column: u32,
    /// Cells with shared strings, which are looked up together so that the memory is waited for once.
    pending: Vec<Pending>,
}

/// A cell whose shared string is still to be looked up.
struct Pending {
    row: u32,
    column: u32,
    index: u32,
    found: Option<Found>,
}

/// How many cells wait for their strings at most.
const PENDING: usize = 32;

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
            row: 0,
            hidden: false,
            column: 0,
            pending: Vec::with_capacity(PENDING),
        })
    }

    /// Reads the sheet to its end.
    ///
    /// # Errors
    ///
    /// Says why the rest of the sheet cannot be read.
    pub(super) fn read(mut self) -> Result<End, Cause> {
        self.find_rows()?;
        let mut next_row = 0;
        loop {
            if let Some(flow) = self.plain_cell() {
                if flow.is_break() {
                    return Ok(self.stopped());
                }
                continue;
            }
            if !self.pending.is_empty() {
                if self.settle().is_break() {
                    return Ok(self.stopped());
                }
                continue;
            }
            match self.xml.next()? {
                Token::Start(tag) if tag.name == b"c" => {
                    let head = Head::of(&tag, self.row, self.column);
                    if self.cell(&head)?.is_break() {
                        return Ok(self.stopped());
                    }
                }
                Token::Start(tag) if tag.name == b"row" => {
                    let number = tag.attribute(b"r");
                    let found = number.map_or(Some(next_row), row);
                    let is_true = |value: &[u8]| matches!(value, b"1" | b"true");
                    self.hidden = tag.attribute(b"hidden").is_some_and(is_true);
                    self.row = found.unwrap_or(next_row);
                    self.column = 0;
                    next_row = self.row.saturating_add(1);
                    if found.is_none() {
                        let cause = "the number of its row is no number".to_owned();
                        self.rows.bad_cell(self.row, self.column, cause);
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

    /// Hands over the cells that wait for their strings.
    fn settle(&mut self) -> ControlFlow<()> {
        for cell in &mut self.pending {
            cell.found = self.strings.find(cell.index);
        }
        let found = self.pending.iter().filter_map(|cell| cell.found.as_ref());
        self.strings.touch(found);
        let mut pending = std::mem::take(&mut self.pending);
        let flow = pending.drain(..).try_for_each(|cell| {
            let Some(found) = cell.found else {
                return self.shared(cell.row, cell.column, cell.index);
            };
            let content = Content::Text(self.strings.text(found));
            self.rows.put(cell.row, cell.column, self.hidden, content)
        });
        self.pending = pending;
        flow
    }

    /// Hands over a cell with the shared string numbered `index`, which may still be to come.
    fn shared(&mut self, row: u32, column: u32, index: u32) -> ControlFlow<()> {
        self.strings.reach(index);
        match self.strings.get(index) {
            Ok(text) => {
                let content = Content::Text(text);
                return self.rows.put(row, column, self.hidden, content);
            }
            Err(_) if self.strings.broken().is_some() => return ControlFlow::Break(()),
            Err(cause) => self.rows.bad_cell(row, column, cause.to_owned()),
        }
        ControlFlow::Continue(())
    }

    /// Takes the next cell where it is stored in the way that nearly all are.
    fn plain_cell(&mut self) -> Option<ControlFlow<()>> {
        let (cell, length) = PlainCell::take(self.xml.ahead())?;
        let PlainCell {
            row, column, style, ..
        } = cell;
        let flow = match cell.value {
            PlainValue::Shared(_) if self.pending.len() == PENDING => return None,
            PlainValue::Shared(index) => {
                self.pending.push(Pending {
                    row,
                    column,
                    index,
                    found: None,
                });
                ControlFlow::Continue(())
            }
            _ if !self.pending.is_empty() => return None,
            PlainValue::Inline(text) => {
                let content = Content::Text(text);
                self.rows.put(row, column, self.hidden, content)
            }
            PlainValue::Number(digits) => {
                let content = self.values.number(digits, style)?;
                self.rows.put(row, column, self.hidden, content)
            }
        };
        self.column = column + 1;
        self.xml.skip(length);
        Some(flow)
    }

    /// Takes the cell that was just begun.
    fn cell(&mut self, head: &Head) -> Result<ControlFlow<()>, Cause> {
        self.column = head.column.saturating_add(1);
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
                    Ok(Some(content)) => return self.rows.put(row, column, self.hidden, content),
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
