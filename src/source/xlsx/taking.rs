//! Takes the rows and cells of a stretch: those with shared strings many at a time, so that the memory is waited for
//! once.

use std::ops::ControlFlow;

use super::cell::Values;
use super::chunk::Found;
use super::row_mark::RowMark;
use super::stretch::{Piece, Stored, Stretch};
use super::strings::SharedStrings;
use crate::source::workbook::Rows;

/// How many cells wait for their strings at most.
const WAITING: usize = 64;

/// Where in a sheet it is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Position {
    /// The row that is read, from 0.
    pub(super) row: u32,
    pub(super) hidden: bool,
    /// The row that comes if none is told, from 0.
    pub(super) next_row: u32,
    /// Where a cell without a reference is, from 0.
    pub(super) column: u32,
}

impl Position {
    /// The beginning of `row`.
    pub(super) fn begin(row: u32, hidden: bool) -> Self {
        Self {
            row,
            hidden,
            next_row: row.saturating_add(1),
            column: 0,
        }
    }
}

/// A cell whose shared string is still to be looked up.
#[derive(Debug)]
pub(super) struct Waiting {
    /// Where the sheet was read before, and how many bytes of the stretch were left.
    position: Position,
    left: usize,
    column: u32,
    index: u32,
    found: Option<Found>,
}

/// Why a stretch is not taken any further.
enum Stop {
    /// What comes next is to be looked at more closely.
    Here,
    /// Nobody wants further rows, or a limit was met.
    Sheet,
}

/// Hands the cells of a stretch over.
pub(super) struct Taking<'t, 'r> {
    pub(super) strings: &'t SharedStrings,
    pub(super) values: &'t mut Values,
    pub(super) rows: &'t mut Rows<'r>,
    /// Empty before and after.
    pub(super) waiting: &'t mut Vec<Waiting>,
}

impl Taking<'_, '_> {
    /// Takes `stretch` from `position` on, as far as it goes. `Break` ends the sheet.
    pub(super) fn take(
        mut self,
        stretch: &mut Stretch<'_>,
        position: &mut Position,
    ) -> ControlFlow<()> {
        let flow = self.pieces(stretch, position);
        self.waiting.clear();
        match flow {
            ControlFlow::Break(Stop::Sheet) => ControlFlow::Break(()),
            ControlFlow::Break(Stop::Here) | ControlFlow::Continue(()) => ControlFlow::Continue(()),
        }
    }

    fn pieces(&mut self, stretch: &mut Stretch<'_>, at: &mut Position) -> ControlFlow<Stop> {
        let mut mark = RowMark::of(at.row);
        loop {
            let Some((piece, behind)) = stretch.piece(mark) else {
                return self.settle(stretch, at);
            };
            match piece {
                Piece::Row(row) => {
                    *at = Position::begin(row, false);
                    mark = RowMark::of(row);
                }
                Piece::RowEnd => {}
                Piece::Empty { column } => at.column = column + 1,
                Piece::Cell {
                    column,
                    style,
                    value,
                } => self.cell(stretch, at, column, style, value)?,
            }
            stretch.go(behind);
        }
    }

    /// Takes a cell of the row, before which `stretch` stands.
    #[inline]
    fn cell(
        &mut self,
        stretch: &mut Stretch<'_>,
        at: &mut Position,
        column: u32,
        style: u32,
        value: Stored<'_>,
    ) -> ControlFlow<Stop> {
        let must_settle = match value {
            Stored::Shared(_) => self.waiting.len() == WAITING,
            _ => !self.waiting.is_empty(),
        };
        if must_settle {
            self.settle(stretch, at)?;
        }
        let (row, hidden) = (at.row, at.hidden);
        let flow = match value {
            Stored::Shared(index) => {
                self.waiting.push(Waiting {
                    position: *at,
                    left: stretch.left(),
                    column,
                    index,
                    found: None,
                });
                ControlFlow::Continue(())
            }
            Stored::Inline { text, is_plain } => {
                self.rows.put_text(row, column, hidden, text, is_plain)
            }
            Stored::Number(digits) => match self.values.number(digits, style) {
                Some(content) => self.rows.put(row, column, hidden, content),
                None => return ControlFlow::Break(Stop::Here),
            },
        };
        at.column = column + 1;
        match flow {
            ControlFlow::Continue(()) => ControlFlow::Continue(()),
            ControlFlow::Break(()) => ControlFlow::Break(Stop::Sheet),
        }
    }

    /// Hands over the cells that wait; goes back to the first one whose string is still to come or cannot be read.
    fn settle(&mut self, stretch: &mut Stretch<'_>, at: &mut Position) -> ControlFlow<Stop> {
        self.strings
            .touch(self.waiting.iter().map(|cell| cell.index));
        for cell in self.waiting.iter_mut() {
            cell.found = self.strings.find(cell.index);
        }
        for cell in self.waiting.drain(..) {
            let Some(found) = cell.found else {
                *at = cell.position;
                stretch.go(cell.left);
                return ControlFlow::Break(Stop::Here);
            };
            let Position { row, hidden, .. } = cell.position;
            let chunks = self.strings.chunks();
            let flow = self
                .rows
                .put_shared(row, cell.column, hidden, &found, chunks);
            if flow.is_break() {
                return ControlFlow::Break(Stop::Sheet);
            }
        }
        ControlFlow::Continue(())
    }
}
