//! Rows on their way from the thread that reads them to the one that lays them out.

use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use crate::config::Pins;
use crate::diagnostic::{Findings, SourceId};
use crate::layout::{TableReader, TableReading};
use crate::record::Block;
use crate::source::{Merge, Row, RowBatch, RowSink, Workbook};

/// How many batches of rows may wait for the thread that lays them out.
const BATCHES_WAITING: usize = 4;

/// Takes rows and sends them on in batches.
struct Relay {
    batch: RowBatch,
    batches: SyncSender<RowBatch>,
    /// Batches to be filled again.
    emptied: Receiver<RowBatch>,
    findings: Findings,
    merges: Vec<Merge>,
}

impl Relay {
    fn send(&mut self, batch: RowBatch) -> ControlFlow<()> {
        // The other thread only stops listening when it panics.
        match self.batches.send(batch) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    }

    fn empty(&self) -> RowBatch {
        self.emptied.try_recv().unwrap_or_default()
    }

    /// Sends the last rows on, then the merged cells, and returns what was found between them.
    fn finish(mut self, merges: &SyncSender<Vec<Merge>>) -> Findings {
        let rows = std::mem::take(&mut self.batch);
        let _ = self.send(rows);
        let _ = merges.send(std::mem::take(&mut self.merges));
        self.findings
    }
}

impl RowSink for Relay {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        self.batch.push(row);
        if !self.batch.is_full() {
            return ControlFlow::Continue(());
        }
        let next = self.empty();
        let full = std::mem::replace(&mut self.batch, next);
        self.send(full)
    }

    fn batch(&mut self, batch: &mut RowBatch) -> ControlFlow<()> {
        if !self.batch.is_empty() {
            let rows = std::mem::take(&mut self.batch);
            self.send(rows)?;
        }
        let next = self.empty();
        let full = std::mem::replace(batch, next);
        self.send(full)
    }

    fn merged(&mut self, merge: Merge) {
        self.merges.push(merge);
    }

    fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }
}

/// A sheet or text file that is to be read.
pub(super) struct Table<'t> {
    pub(super) source: SourceId,
    /// Its name, where it is a sheet.
    pub(super) sheet: Option<&'t str>,
    /// What the user pinned.
    pub(super) pins: &'t Pins,
}

impl Table<'_> {
    /// Reads the sheet of `workbook` at `index` on this thread, while its rows are laid out on another.
    pub(super) fn read(
        &self,
        workbook: &mut dyn Workbook,
        index: usize,
        mut emit: impl FnMut(Block) + Send,
    ) -> TableReading {
        let (batches, filled) = sync_channel::<RowBatch>(BATCHES_WAITING);
        // One batch is being filled and one emptied, so that there is always room for all of them.
        let (empty, emptied) = sync_channel::<RowBatch>(BATCHES_WAITING + 2);
        let (merges, merged) = sync_channel::<Vec<Merge>>(1);
        let awaits_merged = workbook.tells_merged();
        thread::scope(|scope| {
            let laying_out = scope.spawn(move || {
                let mut table = TableReader::new(self.source, self.sheet, self.pins, &mut emit)
                    .awaiting_merged(awaits_merged);
                for mut batch in filled {
                    let _ = table.batch(&mut batch);
                    let _ = empty.try_send(batch);
                }
                for merge in merged.into_iter().flatten() {
                    table.merged(merge);
                }
                table.finish()
            });
            let mut relay = Relay {
                batch: RowBatch::default(),
                batches,
                emptied,
                findings: Findings::default(),
                merges: Vec::new(),
            };
            workbook.read(index, self.source, &mut relay);
            let findings = relay.finish(&merges);
            drop(merges);
            let mut reading = laying_out
                .join()
                .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            reading.findings.append(findings);
            reading
        })
    }
}
