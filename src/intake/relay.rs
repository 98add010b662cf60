//! Rows of one table on their way from what reads them to the line.

use std::ops::ControlFlow;

use crate::diagnostic::Findings;
use crate::layout::{TableReader, TableReading};
use crate::source::{Merge, Row, RowBatch, RowSink};

use super::line::Line;

/// Takes the rows of a table and puts them on the line in batches.
pub(super) struct Relay<'l> {
    line: &'l Line,
    batch: RowBatch,
    findings: Findings,
    merges: Vec<Merge>,
}

impl<'l> Relay<'l> {
    /// Lets `table` lay out what comes.
    pub(super) fn new(line: &'l Line, table: TableReader) -> Self {
        line.begin(table);
        Self {
            line,
            batch: RowBatch::default(),
            findings: Findings::default(),
            merges: Vec::new(),
        }
    }

    /// Hands on the last rows and the merged cells, and says how the table was read.
    pub(super) fn finish(mut self) -> TableReading {
        let _ = self.hand_on();
        let mut table = self.line.finish();
        for merge in self.merges {
            table.merged(merge);
        }
        let (mut reading, last) = table.finish();
        for block in last {
            self.line.hand_over(block);
        }
        reading.findings.append(self.findings);
        reading
    }

    fn hand_on(&mut self) -> ControlFlow<()> {
        match self.batch.is_empty() {
            true => ControlFlow::Continue(()),
            false => self.line.put(&mut self.batch),
        }
    }
}

impl RowSink for Relay<'_> {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        self.batch.push(row);
        match self.batch.is_full() {
            true => self.line.put(&mut self.batch),
            false => ControlFlow::Continue(()),
        }
    }

    fn batch(&mut self, batch: &mut RowBatch) -> ControlFlow<()> {
        self.hand_on()?;
        self.line.put(batch)
    }

    fn merged(&mut self, merge: Merge) {
        self.merges.push(merge);
    }

    fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }
}
