//! Rows one after the other in one buffer, so that they go to another thread together.

use std::hint::black_box;
use std::sync::Arc;

use super::row::{ALL, Content, Kind, Row, RowView, Span};
use super::xlsx::Chunk;

/// How much text fills a batch, in bytes.
const FULL: usize = 128 << 10;

/// How many cells fill a batch whose text lies elsewhere.
const FULL_OF_CELLS: usize = 16 << 10;

/// How many rows have their shared strings touched together.
const TOUCHED: usize = 64;

/// How much room an emptied batch keeps at most, in bytes and in cells.
const KEPT: usize = 1 << 20;

#[derive(Clone, Copy, Debug)]
struct Head {
    number: u32,
    /// Where its cells end.
    end: u32,
    hidden: bool,
    /// How many of the first cells surely are plain.
    plain: u16,
    line: bool,
}

/// Some rows of one sheet, in order.
#[derive(Clone, Debug, Default)]
pub struct RowBatch {
    text: String,
    cells: Vec<Span>,
    heads: Vec<Head>,
    /// Shared strings of the workbook, as far as cells lie in them; kept for the rows to come.
    chunks: Vec<Arc<Chunk>>,
}

impl RowBatch {
    /// Adds a row.
    pub fn push(&mut self, row: &Row) {
        let row = row.view();
        let Some((first, last)) = row.cells.first().zip(row.cells.last()) else {
            return;
        };
        let text = &row.text[first.start as usize..last.end as usize];
        let base = self.text.len() as u32;
        self.text.push_str(text);
        let moved = row.cells.iter().map(|span| Span {
            start: span.start - first.start + base,
            end: span.end - first.start + base,
            ..*span
        });
        self.cells.extend(moved);
        self.heads.push(Head {
            number: row.number,
            end: self.cells.len() as u32,
            hidden: row.hidden,
            plain: row.plain,
            line: false,
        });
    }

    /// All rows in order.
    pub fn rows(&self) -> impl Iterator<Item = RowView<'_>> {
        let mut start = 0;
        self.heads.iter().enumerate().map(move |(index, head)| {
            if index % TOUCHED == 0 && !self.chunks.is_empty() {
                self.touch(index, start);
            }
            let end = head.end as usize;
            let cells = &self.cells[start..end];
            start = end;
            RowView {
                number: head.number,
                hidden: head.hidden,
                plain: head.plain,
                line: head.line,
                cells,
                text: &self.text,
                chunks: &self.chunks,
            }
        })
    }

    /// Touches the short texts of the rows from the one at `index` on, whose cells begin at `start`, so that their memory
    /// is on its way together before each is looked at. Long ones that come again are mostly known by their numbers.
    fn touch(&self, index: usize, start: usize) {
        let last = self.heads.len().min(index + TOUCHED) - 1;
        let cells = &self.cells[start..self.heads[last].end as usize];
        let short = cells.iter().filter(|span| !span.is_long());
        let bytes = short.map(|span| span.first(&self.chunks));
        black_box(bytes.fold(0, |sum, byte| sum ^ byte));
    }

    /// Whether there are no rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.heads.is_empty()
    }

    /// Whether there are enough rows to hand them over.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.text.len() >= FULL || self.cells.len() >= FULL_OF_CELLS
    }

    /// Forgets all rows.
    pub fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.heads.clear();
        self.text.shrink_to(KEPT);
        self.cells.shrink_to(KEPT);
    }

    /// Appends text for the cells to come, and returns where it begins.
    pub(super) fn append(&mut self, text: &str) -> usize {
        let start = self.text.len();
        self.text.push_str(text);
        start
    }

    /// Adds a cell of the row to come.
    pub(super) fn push_cell(&mut self, span: Span) {
        self.cells.push(span);
    }

    /// Adds a cell of the row to come, whose text was appended and stands from `start` to `end`.
    #[inline]
    pub(super) fn push_text(&mut self, start: usize, end: usize, column: u16) {
        self.cells.push(Span {
            start: start as u32,
            end: end as u32,
            column,
            kind: Kind::Text,
        });
    }

    /// The cells that belong to no row yet.
    fn loose_cells(&self) -> &[Span] {
        &self.cells[self.heads.last().map_or(0, |last| last.end) as usize..]
    }

    /// How many cells of the row to come end before the text at `start`.
    pub(super) fn cells_before(&self, start: usize) -> u16 {
        let cells = self.loose_cells().iter();
        let before = cells.take_while(|cell| cell.end as usize <= start);
        before.count().min(usize::from(ALL)) as u16
    }

    /// Whether the row to come has a cell behind so many `columns`, or one with a longer text where there is a `longest`.
    #[inline]
    pub(super) fn exceeds(&self, columns: u16, longest: Option<usize>) -> bool {
        let cells = self.loose_cells();
        let is_longer = |longest| {
            let mut lengths = cells.iter().map(|cell| cell.end - cell.start);
            lengths.any(|length| length as usize > longest)
        };
        cells.last().is_some_and(|last| last.column > columns) || longest.is_some_and(is_longer)
    }

    /// Adds a cell of the row to come, unless it is empty.
    pub(super) fn push_content(&mut self, column: u16, content: Content<'_>) {
        self.cells.extend(Span::of(column, content, &mut self.text));
    }

    /// Whether cells may lie in the chunk at `number`.
    pub(super) fn has_chunk(&self, number: u16) -> bool {
        usize::from(number) < self.chunks.len()
    }

    /// Lets cells lie in `chunks`, the first of which it has already.
    pub(super) fn lend(&mut self, chunks: &[Arc<Chunk>]) {
        let new = chunks.get(self.chunks.len()..).unwrap_or_default();
        self.chunks.extend_from_slice(new);
    }

    /// The text appended from `start` on.
    pub(super) fn text_from(&self, start: usize) -> &str {
        &self.text[start..]
    }

    /// Ends the row that the cells added last belong to; without cells there is none.
    pub(super) fn end_row(&mut self, number: u32, hidden: bool, plain: bool) {
        self.end(Head {
            number,
            end: 0,
            hidden,
            plain: if plain { ALL } else { 0 },
            line: false,
        });
    }

    /// The same where all of them are text and stand in one line, one byte between those of neighbouring columns; the first
    /// `plain` cells are plain.
    pub(super) fn end_line(&mut self, number: u32, plain: u16) {
        self.end(Head {
            number,
            end: 0,
            hidden: false,
            plain,
            line: true,
        });
    }

    #[inline]
    fn end(&mut self, head: Head) {
        let end = self.cells.len() as u32;
        if self.heads.last().map_or(0, |last| last.end) < end {
            self.heads.push(Head { end, ..head });
        }
    }

    /// Takes back the cells that belong to no row yet.
    pub(super) fn discard_cells(&mut self) {
        let end = self.heads.last().map_or(0, |last| last.end);
        self.cells.truncate(end as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Content, Row};

    #[test]
    fn a_batch_gives_its_rows_back_and_can_be_filled_again() {
        let mut batch = RowBatch::default();
        for _ in 0..2 {
            let date = Content::Date {
                shown: "2024-03-01",
                serial: "45352",
            };
            let contents = [Content::Text("研发部"), date, Content::Text("a b")];
            let mut row = Row::default();
            for (number, content) in (1..).zip(contents) {
                row.begin(number);
                row.push(2, content);
                row.push(3, content);
                batch.push(&row);
            }
            row.begin(9);
            batch.push(&row);
            let read: Vec<_> = batch.rows().map(|row| (row.number(), row.get(3))).collect();
            let expected: Vec<_> = (1..).zip(contents.map(Some)).collect();
            assert_eq!(read, expected);
            let plain: Vec<_> = batch.rows().map(|row| row.is_plain()).collect();
            assert_eq!(plain, [true, true, false]);
            batch.clear();
            assert!(batch.is_empty());
        }
    }
}
