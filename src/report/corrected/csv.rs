//! The corrected copy of one text file: UTF-8 with byte order mark, CRLF, every record in its row.

use std::io::Write;
use std::ops::ControlFlow;

use csv::{Terminator, WriterBuilder};

use crate::diagnostic::SourceId;
use crate::error::{Error, ErrorKind, Result};
use crate::repair::Change;
use crate::source::{Again, Content, Row, Tables};

use super::super::BYTE_ORDER_MARK;
use super::Corrected;

/// Writes the text file `source` again, with `delimiter` between its cells.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_csv(
    corrected: Corrected<'_>,
    source: SourceId,
    delimiter: u8,
    again: Again<'_>,
    out: &mut dyn Write,
) -> Result<()> {
    let unwritable =
        |cause: csv::Error| Error::new(ErrorKind::File, "correction-not-written").because(cause);
    out.write_all(BYTE_ORDER_MARK)
        .map_err(|cause| unwritable(cause.into()))?;
    let mut lines = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .delimiter(delimiter)
        .flexible(true)
        .from_writer(out);
    let mut next = 1;
    let mut failed = None;
    Tables::new(corrected.sources, again).read(source, &mut |row| {
        let written = blank_lines(&mut lines, row.number() - next).and_then(|()| {
            let changes = corrected.changes.of_row(source, row.number());
            line(&mut lines, row, changes)
        });
        next = row.number() + 1;
        failed = written.err();
        match failed {
            None => ControlFlow::Continue(()),
            Some(_) => ControlFlow::Break(()),
        }
    });
    match failed {
        Some(cause) => Err(unwritable(cause)),
        None => lines.flush().map_err(|cause| unwritable(cause.into())),
    }
}

/// Writes lines without content, so that the next one keeps its row.
fn blank_lines<W: Write>(lines: &mut csv::Writer<W>, count: u32) -> csv::Result<()> {
    (0..count).try_for_each(|_| lines.write_record([""]))
}

fn line<W: Write>(lines: &mut csv::Writer<W>, row: &Row, changes: &[Change]) -> csv::Result<()> {
    let last = row.cells().last().map_or(0, |cell| cell.column);
    for column in 1..=last {
        let change = changes.iter().find(|change| change.place.column == column);
        let text = match change {
            Some(change) => &change.new,
            None => row.get(column).map_or("", Content::text),
        };
        lines.write_field(text)?;
    }
    lines.write_record(None::<&[u8]>)
}
