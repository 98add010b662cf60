//! The rejected rows of one table as a sheet.

use std::ops::ControlFlow;

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::error::Result;
use crate::locale::Locale;
use crate::source::{Content, Row, Tables};

use super::super::book::{SHEET_COLUMNS, SHEET_ROWS, fitting, not_written};
use super::super::typed::Formats;
use super::Rejects;
use super::table::Table;

/// Writes the rows of `table` to `sheet`.
pub(super) fn write(
    rejects: Rejects<'_>,
    table: &Table,
    tables: &mut Tables<'_>,
    locale: &Locale,
    sheet: &mut Worksheet,
) -> Result<()> {
    let mut widths = table.survey.widths.clone();
    let formats = Formats::default();
    let mut next = 0;
    let mut failed = None;
    table.read(&rejects, tables, locale, &mut |row, reason| {
        let is_above = table.is_above(row);
        let target = if is_above { row.number() - 1 } else { next };
        if target >= SHEET_ROWS {
            return ControlFlow::Break(());
        }
        next = target + 1;
        widths.fit(table.reason - 1, reason);
        let written = sheet_row(
            sheet,
            target,
            row,
            is_above,
            (table.reason, reason),
            &formats,
        );
        failed = written.err();
        match failed {
            None => ControlFlow::Continue(()),
            Some(_) => ControlFlow::Break(()),
        }
    });
    match failed {
        Some(cause) => Err(not_written(cause)),
        None => widths.apply(sheet, next),
    }
}

fn sheet_row(
    sheet: &mut Worksheet,
    target: u32,
    row: &Row,
    is_above: bool,
    (reason_column, reason): (u16, &str),
    formats: &Formats,
) -> std::result::Result<(), XlsxError> {
    let has_room = |column| column != reason_column && column <= SHEET_COLUMNS;
    for cell in row.cells().filter(|cell| has_room(cell.column)) {
        let at = (target, cell.column - 1);
        match cell.content {
            // As text they would no longer be told from what was meant, and pass unmended.
            Content::Number { rounded: true, .. } | Content::Error(_) => {
                formats.content(sheet, at, cell.content, is_above)?;
            }
            content => formats.text(sheet, at, &fitting(content.text()), is_above)?,
        }
    }
    formats.text(
        sheet,
        (target, reason_column - 1),
        &fitting(reason),
        is_above,
    )
}
