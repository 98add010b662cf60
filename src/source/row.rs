//! A row and its cells, in one buffer that is used again for every row.

use std::num::NonZeroU32;
use std::sync::Arc;

use super::plain;
use super::xlsx::Chunk;

/// From how many bytes on the text of a cell is long.
const LONG: u32 = 24;

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content<'r> {
    /// Text as it stands there, never empty.
    Text(&'r str),
    /// A number, written as its digits without exponent; `rounded` where it has more than the 15 digits a
    /// spreadsheet keeps, so that the last ones are lost.
    Number {
        /// The digits, e.g. `13800130000` or `0.5`.
        digits: &'r str,
        /// Whether digits are lost already.
        rounded: bool,
    },
    /// `TRUE` or `FALSE`.
    Boolean(bool),
    /// A number shown as a date.
    Date {
        /// The day, or day and time, as ISO 8601, e.g. `2024-03-01`.
        shown: &'r str,
        /// The number behind it as its digits.
        serial: &'r str,
    },
    /// An error such as `#N/A`.
    Error(&'r str),
    /// A formula whose value was never calculated.
    FormulaWithoutValue,
}

impl<'r> Content<'r> {
    /// The cell as a person reads it.
    #[must_use]
    pub fn text(self) -> &'r str {
        match self {
            Self::Text(text)
            | Self::Number { digits: text, .. }
            | Self::Date { shown: text, .. }
            | Self::Error(text) => text,
            Self::Boolean(true) => "TRUE",
            Self::Boolean(false) => "FALSE",
            Self::FormulaWithoutValue => "",
        }
    }
}

/// A filled cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell<'r> {
    /// The column from 1.
    pub column: u16,
    /// What it holds.
    pub content: Content<'r>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    Text,
    /// Text that lies in a chunk of shared strings instead.
    Shared {
        chunk: u16,
        place: u16,
    },
    Number {
        rounded: bool,
    },
    Boolean(bool),
    /// What is shown has this many bytes; the serial number stands behind it.
    Date {
        shown: u8,
    },
    Error,
    FormulaWithoutValue,
}

/// Where a cell stands in the text of its row or batch, or in that of a chunk.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) column: u16,
    pub(super) kind: Kind,
}

impl Span {
    /// Appends `content` to `text`; `None` where it is no cell.
    pub(super) fn of(column: u16, content: Content<'_>, text: &mut String) -> Option<Self> {
        let start = text.len() as u32;
        let kind = match content {
            Content::Text("") => return None,
            Content::Text(_) => Kind::Text,
            Content::Number { rounded, .. } => Kind::Number { rounded },
            Content::Boolean(value) => Kind::Boolean(value),
            Content::Date { shown, serial } => {
                let shown = &shown[..shown.floor_char_boundary(usize::from(u8::MAX))];
                text.push_str(shown);
                text.push_str(serial);
                Kind::Date {
                    shown: shown.len() as u8,
                }
            }
            Content::Error(_) => Kind::Error,
            Content::FormulaWithoutValue => Kind::FormulaWithoutValue,
        };
        if !matches!(kind, Kind::Date { .. }) {
            text.push_str(content.text());
        }
        Some(Self {
            start,
            end: text.len() as u32,
            column,
            kind,
        })
    }

    /// Whether its text is long.
    #[inline]
    pub(super) fn is_long(self) -> bool {
        self.end.wrapping_sub(self.start) >= LONG
    }

    /// Something of the first byte of a text in one of `chunks`.
    #[inline]
    pub(super) fn first(self, chunks: &[Arc<Chunk>]) -> u8 {
        let Kind::Shared { chunk, .. } = self.kind else {
            return 0;
        };
        let text = chunks[usize::from(chunk)].text().as_bytes();
        text.get(self.start as usize).copied().unwrap_or_default()
    }

    // Inlined, so that what is asked of the cell stays in registers.
    #[inline]
    fn cell<'r>(self, text: &'r str, chunks: &'r [Arc<Chunk>]) -> Cell<'r> {
        let range = self.start as usize..self.end as usize;
        let content = match self.kind {
            Kind::Text => Content::Text(&text[range]),
            Kind::Shared { chunk, .. } => Content::Text(&chunks[usize::from(chunk)].text()[range]),
            _ => self.other(&text[range]),
        };
        Cell {
            column: self.column,
            content,
        }
    }

    /// The content of a cell that holds no text.
    #[inline(never)]
    fn other(self, text: &str) -> Content<'_> {
        match self.kind {
            Kind::Text | Kind::Shared { .. } => Content::Text(text),
            Kind::Number { rounded } => Content::Number {
                digits: text,
                rounded,
            },
            Kind::Boolean(value) => Content::Boolean(value),
            Kind::Date { shown } => {
                let (shown, serial) = text.split_at(usize::from(shown));
                Content::Date { shown, serial }
            }
            Kind::Error => Content::Error(text),
            Kind::FormulaWithoutValue => Content::FormulaWithoutValue,
        }
    }
}

/// How many cells of a row in which all are plain are plain.
pub(super) const ALL: u16 = u16::MAX;

/// The filled cells of one row.
#[derive(Clone, Debug, Default)]
pub struct Row {
    number: u32,
    hidden: bool,
    cells: Vec<Span>,
    text: String,
}

impl Row {
    /// Empties the row for the next one, numbered `number` from 1.
    pub fn begin(&mut self, number: u32) {
        self.number = number;
        self.hidden = false;
        self.cells.clear();
        self.text.clear();
    }

    /// Marks the row as one the user cannot see.
    pub fn hide(&mut self) {
        self.hidden = true;
    }

    /// Adds a cell; columns come in ascending order. Empty text is no cell.
    pub fn push(&mut self, column: u16, content: Content<'_>) {
        self.cells.extend(Span::of(column, content, &mut self.text));
    }

    /// The row's number as the user sees it, from 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Whether the user cannot see the row.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// Whether no cell is filled.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The filled cells in column order.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'_>> {
        self.view().cells()
    }

    /// The content of `column`, if it is filled.
    #[must_use]
    pub fn get(&self, column: u16) -> Option<Content<'_>> {
        self.view().get(column)
    }

    /// The row to look at.
    #[must_use]
    pub fn view(&self) -> RowView<'_> {
        RowView {
            number: self.number,
            hidden: self.hidden,
            plain: if plain::is_plain(&self.text) { ALL } else { 0 },
            line: false,
            cells: &self.cells,
            text: &self.text,
            chunks: &[],
        }
    }

    /// Becomes a copy of the row that `view` looks at.
    pub fn copy(&mut self, view: &RowView<'_>) {
        self.begin(view.number);
        self.hidden = view.hidden;
        for cell in view.cells() {
            self.push(cell.column, cell.content);
        }
    }
}

impl From<RowView<'_>> for Row {
    fn from(view: RowView<'_>) -> Self {
        let mut row = Self::default();
        row.copy(&view);
        row
    }
}

/// A row to look at, wherever its cells are kept.
#[derive(Clone, Copy, Debug)]
pub struct RowView<'r> {
    pub(super) number: u32,
    pub(super) hidden: bool,
    /// How many of the first cells surely are plain.
    pub(super) plain: u16,
    pub(super) line: bool,
    pub(super) cells: &'r [Span],
    pub(super) text: &'r str,
    pub(super) chunks: &'r [Arc<Chunk>],
}

impl<'r> RowView<'r> {
    /// The row's number as the user sees it, from 1.
    #[must_use]
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Whether the user cannot see the row.
    #[must_use]
    pub fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// Whether its cells surely hold no white space, no control or hidden characters and nothing full-width. `false`
    /// where nobody looked.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.plain_cells() >= self.cells.len()
    }

    /// How many of the first cells are such.
    #[must_use]
    pub fn plain_cells(&self) -> usize {
        usize::from(self.plain)
    }

    /// The filled cells in column order.
    pub fn cells(&self) -> impl Iterator<Item = Cell<'r>> + use<'r> {
        let (text, chunks) = (self.text, self.chunks);
        self.cells.iter().map(move |span| span.cell(text, chunks))
    }

    /// What the cell at `index` of the filled ones holds.
    pub(crate) fn content(&self, index: usize) -> Content<'r> {
        self.cells[index].cell(self.text, self.chunks).content
    }

    /// Whether all its cells are text and stand in one line, one byte between those of neighbouring columns. `false` where
    /// nobody looked.
    #[must_use]
    pub(crate) fn is_line(&self) -> bool {
        self.line
    }

    /// The columns of the plain cells of a row that is a line, and the text in each.
    #[inline]
    pub(crate) fn plain_line_cells(&self) -> impl Iterator<Item = (u16, &'r [u8])> + use<'r> {
        let line = self.text.as_bytes();
        let plain = self.plain_cells().min(self.cells.len());
        let cells = self.cells[..plain].iter();
        cells.map(|span| (span.column, &line[span.start as usize..span.end as usize]))
    }

    /// The line from the first cell to the end of the one at `last`, counted from 0.
    #[must_use]
    pub(crate) fn line_to(&self, last: usize) -> &'r str {
        &self.text[self.cells[0].start as usize..self.cells[last].end as usize]
    }

    /// The columns of the filled cells, in order.
    pub fn columns(&self) -> impl Iterator<Item = u16> + use<'r> {
        self.cells.iter().map(|span| span.column)
    }

    /// The last column that is filled.
    #[must_use]
    pub fn last_column(&self) -> Option<u16> {
        self.cells.last().map(|span| span.column)
    }

    /// Whether there is a cell in `column`.
    #[must_use]
    pub(crate) fn has(&self, column: u16) -> bool {
        self.span(column).is_some()
    }

    /// The content of `column`, if it is filled.
    #[must_use]
    pub fn get(&self, column: u16) -> Option<Content<'r>> {
        let span = self.span(column)?;
        Some(span.cell(self.text, self.chunks).content)
    }

    /// Which of the workbook's shared strings stands in `column`, if one does, counted from 1: cells with the same number
    /// hold the same text.
    #[must_use]
    pub fn shared(&self, column: u16) -> Option<NonZeroU32> {
        if self.chunks.is_empty() {
            return None;
        }
        match self.span(column)?.kind {
            Kind::Shared { chunk, place } => Some(Chunk::number(chunk, place)),
            _ => None,
        }
    }

    fn span(&self, column: u16) -> Option<Span> {
        let found = self.cells.binary_search_by_key(&column, |span| span.column);
        found.ok().map(|index| self.cells[index])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_gives_back_what_was_put_in_and_forgets_it_for_the_next() {
        let contents = [
            (1, Content::Text("研发部")),
            (
                3,
                Content::Number {
                    digits: "13800130000",
                    rounded: false,
                },
            ),
            (
                4,
                Content::Date {
                    shown: "2024-03-01",
                    serial: "45352",
                },
            ),
            (5, Content::Boolean(true)),
            (9, Content::FormulaWithoutValue),
        ];
        let mut row = Row::default();
        row.begin(7);
        for (column, content) in contents {
            row.push(column, content);
        }
        row.push(10, Content::Text(""));
        let read: Vec<_> = row
            .cells()
            .map(|cell| (cell.column, cell.content))
            .collect();
        assert_eq!(read, contents);
        assert_eq!(row.get(3).map(Content::text), Some("13800130000"));
        assert_eq!(row.get(2), None);
        row.begin(8);
        assert!(row.is_empty());
    }
}
