//! What a look at a table tells before it is written again: how many rows it has, which are above its data, how wide
//! its columns are.

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use crate::diagnostic::SourceId;
use crate::directory::Directory;
use crate::intake::{SourceContent, SourceReading, TableContent};
use crate::source::Tables;

use super::book::{SHEET_COLUMNS, SHEET_ROWS, Widths};
use super::merges::Merges;

/// How many rows above the data are kept: the last ones, as the header stands below the notes.
const MOST_ABOVE: usize = 50;

/// How many rows are measured for the column widths.
const ROWS_MEASURED: u64 = 200;

/// A table as it was seen.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// How many filled rows it has.
    pub(super) rows: u64,
    /// The number of its last row.
    pub(super) last_row: u32,
    /// The rows above the first record: notes and the header. None where no record was read from the table.
    pub(super) above: Vec<u32>,
    /// The row of its header, of two the lower; else the last one above the data.
    pub(super) header: Option<u32>,
    /// How wide its columns are.
    pub(super) widths: Widths,
    /// Its merged cells.
    pub(super) merges: Merges,
}

impl Survey {
    /// Looks at `source`, whose first record is in `first_row`, and which was read like `read`.
    pub(super) fn of(
        tables: &mut Tables<'_>,
        source: SourceId,
        first_row: Option<u32>,
        read: Option<&TableContent>,
    ) -> Self {
        let mut survey = Self::default();
        let mut last_column = 0;
        let drawing = tables.read(source, &mut |row| {
            let number = row.number();
            survey.rows += 1;
            survey.last_row = number;
            let last = row.cells().last().map_or(0, |cell| cell.column);
            last_column = last.min(SHEET_COLUMNS).max(last_column);
            let is_above = first_row.is_some_and(|first| number < first);
            if is_above {
                if survey.above.len() == MOST_ABOVE {
                    survey.above.remove(0);
                }
                survey.above.push(number);
            }
            if survey.rows <= ROWS_MEASURED {
                for cell in row.cells().filter(|cell| cell.column <= SHEET_COLUMNS) {
                    survey.widths.fit(cell.column - 1, cell.content.text());
                }
            }
            ControlFlow::Continue(())
        });
        survey.widths.keep(&drawing.widths);
        let header = read.and_then(|table| table.header_row);
        survey.header = header.or_else(|| survey.above.last().copied());
        survey.merges = Merges::of(drawing.merges, survey.last_row.min(SHEET_ROWS), last_column);
        survey
    }
}

/// How the table `source` was read, where it is among `readings`.
pub(super) fn table_of(readings: &[SourceReading], source: SourceId) -> Option<&TableContent> {
    let reading = readings.iter().find(|reading| reading.source == source)?;
    match &reading.content {
        SourceContent::Table(table) => Some(table),
        SourceContent::List(_) => None,
    }
}

/// The first row of every source that `directory` has a record of.
pub(super) fn first_rows(directory: &Directory) -> BTreeMap<SourceId, u32> {
    let mut first: BTreeMap<SourceId, u32> = BTreeMap::new();
    let mut last_source = None;
    for record in directory.records() {
        // Records of a source come in row order.
        if last_source != Some(record.source()) {
            last_source = Some(record.source());
            let known = first.entry(record.source()).or_insert(u32::MAX);
            *known = record.row().min(*known);
        }
    }
    first
}
