//! Cells one after the other → rows, within the limits.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::config::Limits;
use crate::diagnostic::{Place, SourceId, code};
use crate::source::plain;
use crate::source::row::{Kind, Span};
use crate::source::xlsx::{Chunk, Found};
use crate::source::{ColumnWidth, Content, Fault, Merge, RowBatch, RowSink};

/// How much text one row may hold, in bytes, whatever its cells may hold alone.
const ROW_TEXT: usize = 64 << 20;

/// How many merged cells of one sheet are told of; people merge cells by hand.
const MERGES: usize = 1 << 20;

/// Gathers the cells of one sheet into rows and hands them to the sink, many at a time.
pub(in crate::source) struct Rows<'s> {
    sink: &'s mut dyn RowSink,
    source: SourceId,
    limits: &'s Limits,
    /// The rows that are handed over next, and the cells of the current one.
    batch: RowBatch,
    /// The row being filled, from 0; `None` before the first cell.
    current: Option<u32>,
    hidden: bool,
    /// Whether the cells of the current row are plain.
    plain: bool,
    /// The column after the last one filled.
    next_column: u32,
    row_text: usize,
    /// How much more text the current row may hold, within all limits.
    room: usize,
    /// Text of the rows before, in bytes.
    text: u64,
    cells: u64,
    wide: bool,
    disordered: bool,
    stopped: bool,
    merges: usize,
}

impl<'s> Rows<'s> {
    pub(in crate::source) fn new(
        source: SourceId,
        sink: &'s mut dyn RowSink,
        limits: &'s Limits,
    ) -> Self {
        Self {
            sink,
            source,
            limits,
            batch: RowBatch::default(),
            current: None,
            hidden: false,
            plain: true,
            next_column: 0,
            row_text: 0,
            room: 0,
            text: 0,
            cells: 0,
            wide: false,
            disordered: false,
            stopped: false,
            merges: 0,
        }
    }

    /// Adds a cell; row and column count from 0. `Break` ends the sheet.
    ///
    /// Cells beyond a limit and cells that come out of order are left out and reported.
    pub(in crate::source) fn put(
        &mut self,
        row: u32,
        column: u32,
        hidden: bool,
        content: Content<'_>,
    ) -> ControlFlow<()> {
        if self.admit(row, column, hidden, content.text().len())? {
            let start = self.batch.append("");
            self.batch.push_content(column as u16 + 1, content);
            self.plain &= plain::is_plain(self.batch.text_from(start));
        }
        ControlFlow::Continue(())
    }

    /// Adds a cell as [`Self::put`] does, with `text` that [`plain`] was asked about.
    #[inline]
    pub(in crate::source) fn put_text(
        &mut self,
        row: u32,
        column: u32,
        hidden: bool,
        text: &str,
        is_plain: bool,
    ) -> ControlFlow<()> {
        if self.admit(row, column, hidden, text.len())? && !text.is_empty() {
            self.plain &= is_plain;
            let start = self.batch.append(text) as u32;
            self.batch.push_cell(Span {
                start,
                end: start + text.len() as u32,
                column: column as u16 + 1,
                kind: Kind::Text,
            });
        }
        ControlFlow::Continue(())
    }

    /// Adds a cell as [`Self::put`] does, with a string that was `found` in one of `chunks`.
    #[inline]
    pub(in crate::source) fn put_shared(
        &mut self,
        row: u32,
        column: u32,
        hidden: bool,
        found: &Found,
        chunks: &[Arc<Chunk>],
    ) -> ControlFlow<()> {
        if self.admit(row, column, hidden, found.range.len())? && !found.range.is_empty() {
            if !self.batch.has_chunk(found.chunk) {
                self.batch.lend(chunks);
            }
            self.plain &= found.is_plain;
            self.batch.push_cell(Span {
                start: found.range.start,
                end: found.range.end,
                column: column as u16 + 1,
                kind: Kind::Shared {
                    chunk: found.chunk,
                    place: found.place,
                },
            });
        }
        ControlFlow::Continue(())
    }

    /// Hands over how wide the columns from `first` to `last`, both from 1, are.
    pub(in crate::source) fn width(&mut self, first: u32, last: u32, digits: f64) {
        let column = |number: u32| u16::try_from(number).ok().filter(|column| *column > 0);
        if let (Some(first), Some(last)) = (column(first), column(last)) {
            self.sink.width(ColumnWidth {
                first,
                last,
                digits,
            });
        }
    }

    /// Hands over cells that are merged into one, by their first and last row and column from 0. Of very many the first
    /// are handed over.
    pub(in crate::source) fn merged(&mut self, first: (u32, u32), last: (u32, u32)) {
        let column = |number: u32| u16::try_from(number.saturating_add(1)).ok();
        let (Some(left), Some(right)) = (column(first.1), column(last.1)) else {
            return;
        };
        let is_several = last.0 >= first.0 && right >= left && last != first;
        if self.merges < MERGES && is_several {
            self.merges += 1;
            self.sink.merged(Merge {
                top: first.0.saturating_add(1),
                bottom: last.0.saturating_add(1),
                left,
                right,
            });
        }
    }

    /// Hands over the last rows.
    pub(in crate::source) fn end(mut self) {
        if self.stopped {
            self.batch.discard_cells();
        } else {
            self.end_row();
        }
        if !self.batch.is_empty() {
            let _ = self.sink.batch(&mut self.batch);
        }
    }

    /// Reports what keeps the rest of the sheet from being read.
    pub(in crate::source) fn fail(&mut self, fault: Fault) {
        let place = Place::whole(self.source);
        self.report(fault, place);
    }

    /// Reports a cell that cannot be read; where it is, is only known from the last one before it.
    pub(in crate::source) fn skip(&mut self, cause: String) {
        let row = self.current.map_or(0, |row| row + 1);
        let place = match self.next_column {
            0 => Place::row(self.source, row),
            column => Place::cell(self.source, row, column as u16),
        };
        let fault = Fault::new(&code::F001, "cell").with("reason", cause);
        self.report(fault, place);
    }

    /// Reports a cell that cannot be read; row and column count from 0.
    pub(in crate::source) fn bad_cell(&mut self, row: u32, column: u32, cause: String) {
        let row = row.saturating_add(1);
        let place = match u16::try_from(column.saturating_add(1)) {
            Ok(column) => Place::cell(self.source, row, column),
            Err(_) => Place::row(self.source, row),
        };
        let fault = Fault::new(&code::F001, "this-cell").with("reason", cause);
        self.report(fault, place);
    }

    /// Whether a cell with a text of `length` bytes is taken. Notes that it was.
    #[inline]
    fn admit(
        &mut self,
        row: u32,
        column: u32,
        hidden: bool,
        length: usize,
    ) -> ControlFlow<(), bool> {
        let is_next = self.current == Some(row)
            && column >= self.next_column
            && column < u32::from(self.limits.columns);
        let has_room =
            length <= self.limits.text && length <= self.room && self.cells < self.limits.cells;
        let is_admitted = is_next && has_room || self.look(row, column, hidden, length)?;
        if !is_admitted {
            return ControlFlow::Continue(false);
        }
        self.cells += 1;
        self.row_text += length;
        self.room -= length;
        self.next_column = column + 1;
        ControlFlow::Continue(true)
    }

    /// The closer look at a cell that begins a row, or may be beyond a limit or out of order.
    #[inline(never)]
    fn look(
        &mut self,
        row: u32,
        column: u32,
        hidden: bool,
        length: usize,
    ) -> ControlFlow<(), bool> {
        if self.current != Some(row) {
            if self.current.is_some_and(|current| current > row) {
                self.disorder(row, column);
                return ControlFlow::Continue(false);
            }
            self.begin(row, hidden)?;
        }
        if column < self.next_column {
            self.disorder(row, column);
            return ControlFlow::Continue(false);
        }
        if column >= u32::from(self.limits.columns) {
            if !self.wide {
                self.wide = true;
                let limit = Fault::beyond("columns", self.limits.columns.into());
                self.report(limit, Place::row(self.source, row + 1));
            }
            return ControlFlow::Continue(false);
        }
        let place = || Place::cell(self.source, row + 1, column as u16 + 1);
        if length > self.limits.text {
            self.report(Fault::too_large("text", self.limits.text as u64), place());
            return ControlFlow::Continue(false);
        }
        if self.row_text + length > ROW_TEXT {
            self.report(Fault::too_large("row-text", ROW_TEXT as u64), place());
            return self.stop();
        }
        if self.cells >= self.limits.cells {
            self.report(Fault::beyond("cells", self.limits.cells), place());
            return self.stop();
        }
        if length > self.room {
            let limit = self.limits.expanded_size;
            self.report(Fault::too_large("expanded-size", limit), place());
            return self.stop();
        }
        ControlFlow::Continue(true)
    }

    fn begin(&mut self, row: u32, hidden: bool) -> ControlFlow<(), bool> {
        self.end_row();
        if self.batch.is_full() && self.sink.batch(&mut self.batch).is_break() {
            return self.stop();
        }
        if row >= self.limits.rows {
            let limit = Fault::beyond("rows", self.limits.rows.into());
            self.report(limit, Place::row(self.source, row.saturating_add(1)));
            return self.stop();
        }
        self.current = Some(row);
        self.hidden = hidden;
        self.plain = true;
        self.next_column = 0;
        self.text += self.row_text as u64;
        self.row_text = 0;
        let left = self.limits.expanded_size.saturating_sub(self.text);
        self.room = left.min(ROW_TEXT as u64) as usize;
        ControlFlow::Continue(true)
    }

    fn end_row(&mut self) {
        let Some(row) = self.current.take() else {
            return;
        };
        self.batch.end_row(row + 1, self.hidden, self.plain);
        self.current = Some(row);
    }

    fn stop(&mut self) -> ControlFlow<(), bool> {
        self.stopped = true;
        ControlFlow::Break(())
    }

    fn disorder(&mut self, row: u32, column: u32) {
        if self.disordered {
            return;
        }
        self.disordered = true;
        let place = match u16::try_from(column + 1) {
            Ok(column) => Place::cell(self.source, row + 1, column),
            Err(_) => Place::row(self.source, row + 1),
        };
        self.report(Fault::new(&code::F001, "order"), place);
    }

    fn report(&mut self, fault: Fault, place: Place) {
        self.sink.findings().push(fault.at(place));
    }
}
