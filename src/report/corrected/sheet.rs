//! One of the user's tables, every cell where it stood.

use std::ops::ControlFlow;

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::diagnostic::SourceId;
use crate::error::Result;
use crate::repair::{Change, Changes};
use crate::source::{Row, Tables};

use super::super::book::{Book, not_written, text_format};
use super::super::survey::Survey;
use super::super::typed::Formats;

/// How many rows above the data may stay in view while scrolling.
const MOST_FROZEN: u32 = 5;

/// Writes `source` as the sheet `name` of `book`.
pub(super) fn write(
    source: SourceId,
    name: &str,
    survey: Survey,
    changes: &Changes,
    tables: &mut Tables<'_>,
    book: &mut Book,
) -> Result<()> {
    let sheet = book.add(name)?;
    let formats = Formats::default();
    let mut redraw = survey.merges.redraw();
    let mut failed = None;
    tables.read(source, &mut |row| {
        let is_header = survey.above.binary_search(&row.number()).is_ok();
        let changes = changes.of_row(source, row.number());
        let redrawn = redraw.up_to(sheet, row.number() - 1, &text_format());
        let written = redrawn.and_then(|()| write_row(sheet, row, changes, &formats, is_header));
        failed = written.err();
        match failed {
            None => ControlFlow::Continue(()),
            Some(_) => ControlFlow::Break(()),
        }
    });
    if let Some(cause) = failed {
        return Err(not_written(cause));
    }
    if let Some(header) = survey.header.filter(|header| *header <= MOST_FROZEN) {
        sheet.set_freeze_panes(header, 0).map_err(not_written)?;
    }
    survey
        .widths
        .apply(sheet, survey.last_row.saturating_sub(1))
}

fn write_row(
    sheet: &mut Worksheet,
    row: &Row,
    changes: &[Change],
    formats: &Formats,
    is_header: bool,
) -> std::result::Result<(), XlsxError> {
    let target = row.number() - 1;
    if row.is_hidden() {
        sheet.set_row_hidden(target)?;
    }
    for cell in row.cells() {
        let at = (target, cell.column - 1);
        let change = changes
            .iter()
            .find(|change| change.place.column == cell.column);
        match change {
            Some(change) => formats.text(sheet, at, &change.new, is_header)?,
            None => formats.content(sheet, at, cell.content, is_header)?,
        }
    }
    Ok(())
}
