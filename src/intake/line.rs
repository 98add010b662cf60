//! Rows on their way to records, and records on their way to the directory. One thread reads rows, one collects records,
//! and what lies between them is done by whichever has nothing else to do, so that two cores are busy to the end.

use std::any::Any;
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use crate::layout::TableReader;
use crate::record::Block;
use crate::source::{RowBatch, RowSink};

/// How many batches of rows are left to others before the thread that reads them lays some out itself.
const BATCHES_LEFT: usize = 2;

/// How many may wait while somebody is at those before them.
const BATCHES_WAITING: usize = 4;

/// How many blocks of records may wait for the thread that collects them.
const BLOCKS_WAITING: usize = 4;

/// The rows and records that are on their way.
#[derive(Default)]
pub(super) struct Line {
    state: Mutex<State>,
    /// Told of whatever somebody may wait for.
    is_changed: Condvar,
}

#[derive(Default)]
struct State {
    /// What lays rows out, unless somebody has it in their hands.
    table: Option<Box<TableReader>>,
    batches: VecDeque<RowBatch>,
    /// Batches of the same table to be filled again.
    emptied: Vec<RowBatch>,
    blocks: VecDeque<Block>,
    /// How many threads wait.
    waiting: usize,
    /// Whether all records are there.
    is_complete: bool,
    /// Whether nobody collects records any more.
    is_left: bool,
    /// What went wrong while rows were laid out.
    panic: Option<Box<dyn Any + Send>>,
}

impl State {
    fn has_room(&self) -> bool {
        self.blocks.len() < BLOCKS_WAITING
    }

    /// Whether rows could be laid out now, were there any.
    fn is_free(&self) -> bool {
        self.table.is_some() && self.has_room()
    }

    /// The next rows, and what lays them out.
    fn take(&mut self) -> Option<(Box<TableReader>, RowBatch)> {
        if !self.is_free() {
            return None;
        }
        let batch = self.batches.pop_front()?;
        Some((self.table.take()?, batch))
    }
}

impl Line {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'l>(&self, mut state: MutexGuard<'l, State>) -> MutexGuard<'l, State> {
        state.waiting += 1;
        let waited = self.is_changed.wait(state);
        state = waited.unwrap_or_else(PoisonError::into_inner);
        state.waiting -= 1;
        state
    }

    fn tell(&self, state: &State) {
        if state.waiting > 0 {
            self.is_changed.notify_all();
        }
    }

    /// Lays out the next rows; waits for a change where there are none.
    fn help<'l>(&'l self, mut state: MutexGuard<'l, State>) -> MutexGuard<'l, State> {
        let Some((mut table, mut batch)) = state.take() else {
            return self.wait(state);
        };
        drop(state);
        let laid_out = catch_unwind(AssertUnwindSafe(|| table.batch(&mut batch)));
        state = self.state();
        match laid_out {
            Ok(_) => {
                state.blocks.extend(table.made());
                state.table = Some(table);
                state.emptied.push(batch);
            }
            Err(panic) => state.panic = Some(panic),
        }
        self.tell(&state);
        state
    }

    /// Lets `table` lay out the rows that come.
    pub(super) fn begin(&self, table: TableReader) {
        self.state().table = Some(Box::new(table));
    }

    /// Takes the next rows, and gives an empty batch back for those to come. Nobody wants them where it breaks.
    ///
    /// # Panics
    /// When rows before these could not be laid out.
    pub(super) fn put(&self, batch: &mut RowBatch) -> ControlFlow<()> {
        let mut state = self.unharmed(self.state());
        if state.is_left {
            return ControlFlow::Break(());
        }
        let next = state.emptied.pop().unwrap_or_default();
        state.batches.push_back(std::mem::replace(batch, next));
        self.tell(&state);
        while state.batches.len() > BATCHES_LEFT
            && (state.is_free() || state.batches.len() > BATCHES_WAITING)
        {
            state = self.unharmed(self.help(state));
        }
        ControlFlow::Continue(())
    }

    /// Ends the table begun last, once all its rows are laid out.
    ///
    /// # Panics
    /// When they could not be.
    pub(super) fn finish(&self) -> Box<TableReader> {
        let mut state = self.unharmed(self.state());
        loop {
            if state.batches.is_empty()
                && let Some(table) = state.table.take()
            {
                // They may hold strings of the workbook, which is done with.
                state.emptied.clear();
                return table;
            }
            state = self.unharmed(self.help(state));
        }
    }

    /// The state, where no rows were met that could not be laid out; else what was wrong goes on here.
    fn unharmed<'l>(&self, mut state: MutexGuard<'l, State>) -> MutexGuard<'l, State> {
        if let Some(panic) = state.panic.take() {
            drop(state);
            resume_unwind(panic);
        }
        state
    }

    /// Takes records that need no more.
    pub(super) fn hand_over(&self, block: Block) {
        let mut state = self.state();
        while !state.has_room() && !state.is_left {
            state = self.wait(state);
        }
        if !block.is_empty() && !state.is_left {
            state.blocks.push_back(block);
            self.tell(&state);
        }
    }

    /// The next records; `None` where there are no more.
    pub(super) fn next(&self) -> Option<Block> {
        let mut state = self.state();
        loop {
            if let Some(block) = state.blocks.pop_front() {
                self.tell(&state);
                return Some(block);
            }
            if state.is_complete || state.panic.is_some() {
                return None;
            }
            state = self.help(state);
        }
    }

    /// Lays out rows until all records are there.
    pub(super) fn lay_out(&self) {
        let mut state = self.state();
        while !(state.is_complete || state.is_left || state.panic.is_some()) {
            state = self.help(state);
        }
    }

    /// Says, when it is dropped, that all records are there.
    pub(super) fn completing(&self) -> impl Drop {
        self.at_the_end(|state| state.is_complete = true)
    }

    /// Says, when it is dropped, that nobody collects records any more.
    pub(super) fn leaving(&self) -> impl Drop {
        self.at_the_end(|state| {
            state.is_left = true;
            state.batches.clear();
            state.blocks.clear();
        })
    }

    fn at_the_end(&self, change: fn(&mut State)) -> AtTheEnd<'_> {
        AtTheEnd { line: self, change }
    }
}

/// Changes the state when it is dropped, so that nobody waits for who is gone, however they went.
struct AtTheEnd<'l> {
    line: &'l Line,
    change: fn(&mut State),
}

impl Drop for AtTheEnd<'_> {
    fn drop(&mut self) {
        let mut state = self.line.state();
        (self.change)(&mut state);
        self.line.tell(&state);
    }
}

#[cfg(test)]
mod tests {
    use std::panic::AssertUnwindSafe;
    use std::thread;

    use crate::config::Pins;
    use crate::diagnostic::SourceId;
    use crate::source::{Content, Row};

    use super::*;

    /// How many rows a table has, the header among them.
    const ROWS: u32 = 20_000;

    fn table() -> TableReader {
        TableReader::new(SourceId(0), None, Pins::default())
    }

    /// Puts the rows of a table on `line`, `size` at a time, until nobody wants them.
    fn put(line: &Line, size: u32) -> ControlFlow<()> {
        let mut row = Row::default();
        let mut batch = RowBatch::default();
        for number in 1..=ROWS {
            let text = match number {
                1 => "账号".to_owned(),
                _ => format!("user{number}"),
            };
            row.begin(number);
            row.push(1, Content::Text(&text));
            batch.push(&row);
            if number.is_multiple_of(size) || number == ROWS {
                line.put(&mut batch)?;
            }
        }
        ControlFlow::Continue(())
    }

    #[test]
    fn records_come_in_the_order_of_their_rows_however_many_lay_them_out() {
        for helpers in 0..3 {
            for size in [7, 100, 3_000] {
                let line = Line::default();
                let mut rows = Vec::new();
                thread::scope(|scope| {
                    scope.spawn(|| {
                        let _complete = line.completing();
                        for _ in 0..2 {
                            line.begin(table());
                            assert!(put(&line, size).is_continue());
                            let (_, last) = line.finish().finish();
                            last.into_iter().for_each(|block| line.hand_over(block));
                        }
                    });
                    for _ in 0..helpers {
                        scope.spawn(|| line.lay_out());
                    }
                    while let Some(block) = line.next() {
                        rows.extend(block.records().map(|record| record.row()));
                    }
                });
                let expected = (2..=ROWS).chain(2..=ROWS);
                assert!(rows.into_iter().eq(expected), "{helpers} {size}");
            }
        }
    }

    #[test]
    fn who_goes_keeps_nobody_waiting() {
        let line = Line::default();
        thread::scope(|scope| {
            scope.spawn(|| {
                line.begin(table());
                // It ends only because nobody wants more.
                while put(&line, 100).is_continue() {}
                line.finish();
            });
            scope.spawn(|| line.lay_out());
            let collecting = catch_unwind(AssertUnwindSafe(|| {
                let _left = line.leaving();
                assert!(line.next().is_none(), "the first block");
            }));
            assert!(collecting.is_err());
        });

        let line = Line::default();
        thread::scope(|scope| {
            let reading = scope.spawn(|| {
                let _complete = line.completing();
                line.begin(table());
                let _ = put(&line, 100);
                panic!("the table was read");
            });
            scope.spawn(|| line.lay_out());
            while line.next().is_some() {}
            assert!(reading.join().is_err());
        });
    }
}
