//! Cells one after the other → rows, within the limits.

use std::ops::ControlFlow;

use crate::config::Limits;
use crate::diagnostic::{Place, SourceId, code};
use crate::source::{Content, Fault, Merge, Row, RowSink};

/// How much text one row may hold, in bytes, whatever its cells may hold alone.
const ROW_TEXT: usize = 64 << 20;

/// How many merged cells of one sheet are told of; people merge cells by hand.
const MERGES: usize = 1 << 20;

/// Gathers the cells of one sheet into rows and hands each to the sink when the next one begins.
pub(in crate::source) struct Rows<'s> {
    sink: &'s mut dyn RowSink,
    source: SourceId,
    limits: &'s Limits,
    row: Row,
    /// The row being filled, from 0; `None` before the first cell.
    current: Option<u32>,
    /// The column after the last one filled.
    next_column: u32,
    row_text: usize,
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
            row: Row::default(),
            current: None,
            next_column: 0,
            row_text: 0,
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
        if self.current != Some(row) {
            if self.current.is_some_and(|current| current > row) {
                self.disorder(row, column);
                return ControlFlow::Continue(());
            }
            self.begin(row, hidden)?;
        }
        if column < self.next_column {
            self.disorder(row, column);
            return ControlFlow::Continue(());
        }
        if column >= u32::from(self.limits.columns) {
            if !self.wide {
                self.wide = true;
                let limit = Fault::beyond("columns", self.limits.columns.into());
                self.report(limit, Place::row(self.source, row + 1));
            }
            return ControlFlow::Continue(());
        }
        let length = content.text().len();
        let number = column as u16 + 1;
        let place = || Place::cell(self.source, row + 1, number);
        if length > self.limits.text {
            self.report(Fault::too_large("text", self.limits.text as u64), place());
            return ControlFlow::Continue(());
        }
        if self.row_text + length > ROW_TEXT {
            self.report(Fault::too_large("row-text", ROW_TEXT as u64), place());
            return self.stop();
        }
        self.cells += 1;
        self.text += length as u64;
        if self.cells > self.limits.cells {
            self.report(Fault::beyond("cells", self.limits.cells), place());
            return self.stop();
        }
        if self.text > self.limits.expanded_size {
            let limit = self.limits.expanded_size;
            self.report(Fault::too_large("expanded-size", limit), place());
            return self.stop();
        }
        self.row_text += length;
        self.next_column = column + 1;
        self.row.push(number, content);
        ControlFlow::Continue(())
    }

    /// Hands over cells that are merged into one, by their first and last row and column from 0. Of very many the first
    /// are handed over.
    pub(in crate::source) fn merged(&mut self, first: (u32, u32), last: (u32, u32)) {
        let column = |number: u32| u16::try_from(number.saturating_add(1)).ok();
        let (Some(left), Some(right)) = (column(first.1), column(last.1)) else {
            return;
        };
        if self.merges < MERGES && last.0 > first.0 {
            self.merges += 1;
            self.sink.merged(Merge {
                top: first.0.saturating_add(1),
                bottom: last.0.saturating_add(1),
                left,
                right,
            });
        }
    }

    /// Hands over the last row.
    pub(in crate::source) fn end(mut self) {
        let _ = self.flush();
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

    fn begin(&mut self, row: u32, hidden: bool) -> ControlFlow<()> {
        self.flush()?;
        if row >= self.limits.rows {
            let limit = Fault::beyond("rows", self.limits.rows.into());
            self.report(limit, Place::row(self.source, row.saturating_add(1)));
            return self.stop();
        }
        self.row.begin(row + 1);
        if hidden {
            self.row.hide();
        }
        self.current = Some(row);
        self.next_column = 0;
        self.row_text = 0;
        ControlFlow::Continue(())
    }

    fn flush(&mut self) -> ControlFlow<()> {
        if self.stopped {
            return ControlFlow::Break(());
        }
        if !self.row.is_empty() && self.sink.row(&self.row).is_break() {
            return self.stop();
        }
        ControlFlow::Continue(())
    }

    fn stop(&mut self) -> ControlFlow<()> {
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
