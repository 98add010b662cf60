//! Takes the rows of one table, finds out how it is laid out from the first ones, and packs the others into records.

use std::ops::ControlFlow;
use std::sync::Arc;

use crate::config::Pins;
use crate::diagnostic::{Findings, Place, SourceId, code};
use crate::record::{Block, BlockWriter, Shape};
use crate::source::{Merge, Row, RowBatch, RowSink, RowView};

use super::Layout;
use super::body::Body;
use super::cell::Cells;
use super::header;
use super::heading::Heading;
use super::ignored::{self, Ignored};
use super::kind::SheetKind;
use super::merged::Merged;
use super::packer::Packer;
use super::plan::{Plan, Table};
use super::template::Template;

/// How many filled rows are looked at before a table is read.
const FIRST_ROWS: usize = 50;

/// What became of the rows of a table: read = emitted + rejected + ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RowTally {
    /// Rows with a filled cell.
    pub read: u64,
    /// Rows that became a record.
    pub emitted: u64,
    /// Rows of a table that cannot be read for want of a column.
    pub rejected: u64,
    /// Headers, notes, totals, people who have left and rows of a table that is no list.
    pub ignored: u64,
    /// Those of the ignored rows that are about people who have left.
    pub leavers: u64,
}

impl RowTally {
    /// Adds the rows of another part.
    pub fn add(&mut self, other: Self) {
        self.read += other.read;
        self.emitted += other.emitted;
        self.rejected += other.rejected;
        self.ignored += other.ignored;
        self.leavers += other.leavers;
    }
}

/// How a table was read.
#[derive(Debug)]
pub struct TableReading {
    /// What it lists.
    pub kind: SheetKind,
    /// The row of the header; of two the lower.
    pub header_row: Option<u32>,
    /// Its columns with a header, in order.
    pub columns: Vec<Heading>,
    /// The template it was made from, where it is one that is known.
    pub template: Option<Template>,
    /// The rows that name the department of those below them.
    pub sections: Vec<u32>,
    /// What its records have in common.
    pub shape: Option<Arc<Shape>>,
    /// How departments are given; `None` where it lists nothing.
    pub layout: Option<Layout>,
    /// What became of its rows.
    pub rows: RowTally,
    /// What is wrong with it.
    pub findings: Findings,
}

/// Reads the rows of one table.
///
/// A table without a recognisable header is [`SheetKind::Nothing`] and all its rows are ignored; whether that is an
/// error (H001) is for the caller, who knows the other sheets.
pub struct TableReader {
    source: SourceId,
    sheet: Option<String>,
    pins: Pins,
    /// The records that were not handed over yet.
    made: Vec<Block>,
    state: State,
    cells: Cells,
    rows: RowTally,
    /// The first row that the user cannot see, and how many there are.
    hidden: Option<(u32, u64)>,
    /// Whether merged cells may be told of.
    awaits_merged: bool,
    merges: Vec<Merge>,
    /// The first row about somebody who has left, and the status that says so.
    leaver: Option<(u32, String)>,
}

enum State {
    /// The first rows are collected.
    Looking(Vec<Row>),
    /// The table is read.
    Reading(Box<Body>),
    /// The table is no list.
    Skipping,
}

impl TableReader {
    /// Starts the table of `source`, which has the name `sheet` where it is a sheet of a workbook.
    #[must_use]
    pub fn new(source: SourceId, sheet: Option<&str>, pins: Pins) -> Self {
        Self {
            source,
            sheet: sheet.map(str::to_owned),
            pins,
            made: Vec::new(),
            state: State::Looking(Vec::new()),
            cells: Cells::new(source),
            rows: RowTally::default(),
            hidden: None,
            awaits_merged: false,
            merges: Vec::new(),
            leaver: None,
        }
    }

    /// Lets records wait for merged cells, where the source may tell of some.
    #[must_use]
    pub fn awaiting_merged(mut self, awaits: bool) -> Self {
        self.awaits_merged = awaits;
        self
    }

    /// Hands over the records made of the rows taken so far.
    pub fn made(&mut self) -> impl Iterator<Item = Block> {
        self.made.drain(..)
    }

    /// Says how the table was read, and hands over the last records.
    #[must_use]
    pub fn finish(mut self) -> (TableReading, Vec<Block>) {
        if matches!(self.state, State::Looking(_)) {
            self.decide();
        }
        let mut result = TableReading {
            kind: SheetKind::Nothing,
            header_row: None,
            columns: Vec::new(),
            template: None,
            sections: Vec::new(),
            shape: None,
            layout: None,
            rows: RowTally::default(),
            findings: Findings::default(),
        };
        if let State::Reading(body) = std::mem::replace(&mut self.state, State::Skipping) {
            self.finish_body(*body, &mut result);
        }
        self.cells.notes.finish();
        result.rows = self.rows;
        result.findings = self.cells.notes.findings;
        (result, self.made)
    }

    fn finish_body(&mut self, mut body: Body, result: &mut TableReading) {
        self.hand_over(&mut body);
        let merged = std::mem::take(&mut body.merged);
        self.made
            .extend(merged.finish(&self.merges, &mut self.cells));
        let findings = &mut self.cells.notes.findings;
        let header_row = body.plan.header_row;
        let skips_hidden = self.pins.skip_hidden == Some(true);
        if self.rows.emitted + self.rows.rejected + self.rows.leavers == 0 {
            findings.report(&code::H005, Place::row(self.source, header_row));
        }
        if let Some((row, count)) = self.hidden {
            findings
                .report(&code::H006, Place::row(self.source, row))
                .with("count", count)
                .with("case", if skips_hidden { "skipped" } else { "read" });
        }
        if let Some((row, status)) = &self.leaver {
            findings
                .report(&code::H007, Place::row(self.source, *row))
                .with(
                    "value",
                    if status.is_empty() {
                        "none"
                    } else {
                        status.as_str()
                    },
                )
                .with("case", "leavers")
                .with("count", self.rows.leavers);
        }
        body.report_unused(self.source, findings);
        result.kind = body.plan.kind;
        result.header_row = Some(header_row);
        result.layout = Some(body.plan.layout);
        if let Some(sections) = body.plan.sections {
            result.sections = sections.rows;
        }
        result.columns = body.plan.columns;
        result.template = body.plan.template;
        result.shape = Some(body.plan.shape);
    }

    /// Decides how the table is read, and reads the rows collected so far.
    fn decide(&mut self) {
        let State::Looking(rows) = std::mem::replace(&mut self.state, State::Skipping) else {
            return;
        };
        let table = Table {
            source: self.source,
            sheet: self.sheet.as_deref(),
            pins: &self.pins,
            rows: &rows,
        };
        let found = header::find(&rows, &self.pins).and_then(|header| {
            let plan = Plan::make(&table, &header, &mut self.cells.notes.findings)?;
            Some((header, plan))
        });
        let Some((header, plan)) = found else {
            self.rows.ignored += rows.len() as u64;
            return;
        };
        let upper = header.index.checked_sub(1).filter(|_| header.is_double);
        for (index, row) in rows[..header.index].iter().enumerate() {
            let why = if Some(index) == upper {
                Ignored::Header
            } else {
                Ignored::Note
            };
            self.ignore(&row.view(), why);
        }
        self.rows.ignored += 1;
        let writer = BlockWriter::new(Arc::clone(&plan.shape));
        let mut body = Body::new(plan, Packer::new(writer));
        if self.awaits_merged {
            body.merged = Merged::of(&body.plan);
        }
        self.data_rows(&mut body, rows[header.index + 1..].iter().map(Row::view));
        self.state = State::Reading(Box::new(body));
    }

    fn ignore(&mut self, row: &RowView<'_>, why: Ignored) {
        self.rows.ignored += 1;
        let first = row
            .cells()
            .map(|cell| cell.content.text().trim())
            .find(|text| !text.is_empty());
        if let Some(text) = first {
            let shown: String = text.chars().take(60).collect();
            self.cells
                .notes
                .findings
                .report(&code::H007, Place::row(self.source, row.number()))
                .value(&shown)
                .with("case", why.case());
        }
    }

    /// Takes the next rows below the header.
    fn data_rows<'v>(&mut self, body: &mut Body, rows: impl Iterator<Item = RowView<'v>>) {
        let mut above = None;
        for row in rows {
            self.data_row(body, &row, &mut above);
        }
        body.merged.keep(above.as_ref());
    }

    /// Takes a row below the header; `above` is the last one that was looked at for merged cells.
    fn data_row<'v>(
        &mut self,
        body: &mut Body,
        row: &RowView<'v>,
        above: &mut Option<RowView<'v>>,
    ) {
        let index = body.index;
        body.index += 1;
        if let Some(why) = ignored::judge(row, &body.plan.headings, index) {
            return self.ignore(row, why);
        }
        self.cells.is_plain = row.is_plain();
        if let Some(sections) = &mut body.plan.sections
            && sections.takes(row, &mut self.cells)
        {
            return self.ignore(row, Ignored::Section);
        }
        if !body.look(row) {
            return self.ignore(row, Ignored::Empty);
        }
        if body.plan.is_unreadable {
            self.rows.rejected += 1;
            return;
        }
        let above = above.replace(*row);
        body.merged.look(row, above.as_ref(), &mut self.cells);
        if row.is_hidden() && self.pins.skip_hidden == Some(true) {
            self.hidden.get_or_insert((row.number(), 0)).1 += 1;
            self.rows.ignored += 1;
            return;
        }
        if let Some(status) = body.plan.leavers.as_ref().and_then(|left| left.status(row)) {
            return self.leave_out(body, row, status);
        }
        if row.is_hidden() {
            self.hidden.get_or_insert((row.number(), 0)).1 += 1;
        }
        self.rows.emitted += 1;
        let Body { plan, packer, .. } = body;
        match plan.kind {
            SheetKind::Departments => packer.department(row, plan, &mut self.cells),
            SheetKind::Members => packer.member(row, plan, &mut self.cells),
            SheetKind::Both | SheetKind::Nothing => packer.both(row, plan, &mut self.cells),
        }
        if packer.writer.is_full() {
            self.hand_over(body);
        }
    }

    fn hand_over(&mut self, body: &mut Body) {
        if body.packer.writer.is_empty() {
            return;
        }
        let block = body.packer.writer.take();
        self.made.extend(body.merged.pass(block));
    }
}

impl TableReader {
    /// Leaves out somebody who has left; the department beside them stays for those who are still there.
    fn leave_out(&mut self, body: &mut Body, row: &RowView<'_>, status: &str) {
        self.rows.ignored += 1;
        self.rows.leavers += 1;
        if self.leaver.is_none() {
            self.leaver = Some((row.number(), status.to_owned()));
        }
        if body.plan.kind == SheetKind::Both {
            body.packer.aside(row, &body.plan, &mut self.cells);
        }
    }

    /// Takes the next rows.
    fn take<'v>(&mut self, mut rows: impl Iterator<Item = RowView<'v>>) {
        while let State::Looking(_) = self.state
            && let Some(row) = rows.next()
        {
            self.first_row(&row);
        }
        let mut read = 0;
        match std::mem::replace(&mut self.state, State::Skipping) {
            State::Reading(mut body) => {
                let rows = rows.inspect(|_| read += 1);
                self.data_rows(&mut body, rows);
                self.rows.read += read;
                self.state = State::Reading(body);
            }
            State::Skipping => {
                let count = rows.count() as u64;
                self.rows.read += count;
                self.rows.ignored += count;
            }
            looking @ State::Looking(_) => self.state = looking,
        }
    }

    /// Keeps one of the first rows.
    fn first_row(&mut self, row: &RowView<'_>) {
        self.rows.read += 1;
        // The row above a pinned one may belong to the header.
        let header_row = self.pins.header_row;
        if header_row.is_some_and(|header| row.number() + 1 < header) {
            return self.ignore(row, Ignored::Note);
        }
        if let State::Looking(rows) = &mut self.state {
            rows.push(Row::from(*row));
            if rows.len() >= FIRST_ROWS {
                self.decide();
            }
        }
    }
}

impl RowSink for TableReader {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        self.take(std::iter::once(row.view()));
        ControlFlow::Continue(())
    }

    fn batch(&mut self, batch: &mut RowBatch) -> ControlFlow<()> {
        self.take(batch.rows());
        batch.clear();
        ControlFlow::Continue(())
    }

    fn merged(&mut self, merge: Merge) {
        self.merges.push(merge);
    }

    fn findings(&mut self) -> &mut Findings {
        &mut self.cells.notes.findings
    }
}
