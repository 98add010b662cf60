//! The rejected rows of one table as text.

use std::borrow::Cow;
use std::io::Write;
use std::ops::ControlFlow;

use csv::{Terminator, WriterBuilder};

use crate::diagnostic::Addressing;
use crate::error::{Error, ErrorKind, Result};
use crate::locale::Locale;
use crate::source::{Again, Content, Row, Tables};

use super::super::BYTE_ORDER_MARK;
use super::Rejects;
use super::table::Table;

/// Writes the rejected rows of the one table that has any: UTF-8 with byte order mark, CRLF. Values are exactly as they
/// were read, as the file is to be read again.
///
/// # Errors
/// When rows of several sheets or of a JSON list were left out, or `out` cannot be written.
pub fn write_csv(
    rejects: Rejects<'_>,
    again: Again<'_>,
    locale: &Locale,
    out: &mut dyn Write,
) -> Result<()> {
    let unwritable =
        |cause: csv::Error| Error::new(ErrorKind::File, "rejects-not-written").because(cause);
    let sources = rejects.sources();
    let only = sources.first().filter(|source| {
        sources.len() == 1 && rejects.sources.get(**source).addressing == Addressing::Cells
    });
    let Some(source) = only.copied() else {
        return Err(Error::new(ErrorKind::Usage, "rejects-need-workbook"));
    };
    let mut tables = Tables::new(rejects.sources, again);
    let first_row = rejects.first_rows().get(&source).copied();
    let table = Table::of(&rejects, source, first_row, &mut tables, locale);
    out.write_all(BYTE_ORDER_MARK)
        .map_err(|cause| unwritable(cause.into()))?;
    let mut lines = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(out);
    let mut failed = None;
    table.read(&rejects, &mut tables, locale, &mut |row, reason| {
        let written = csv_row(&mut lines, row, table.reason, reason);
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

fn csv_row<W: Write>(
    lines: &mut csv::Writer<W>,
    row: &Row,
    reason_column: u16,
    reason: &str,
) -> csv::Result<()> {
    let last = row.cells().last().map_or(0, |cell| cell.column);
    for column in 1..=last.max(reason_column) {
        let text = match row.get(column) {
            _ if column == reason_column => Cow::Borrowed(reason),
            Some(content) => text(content),
            None => Cow::Borrowed(""),
        };
        lines.write_field(text.as_bytes())?;
    }
    lines.write_record(None::<&[u8]>)
}

/// What stands for `content`. What is lost in a number is lost here too, and an error is no text that somebody typed, so
/// that neither passes unmended.
fn text(content: Content<'_>) -> Cow<'_, str> {
    match content {
        Content::Number {
            digits,
            rounded: true,
        } => match digits.parse::<f64>() {
            Ok(number) => Cow::Owned(format!("{number:E}").replacen('E', "E+", 1)),
            Err(_) => Cow::Borrowed(digits),
        },
        Content::Error(_) => Cow::Borrowed(""),
        content => Cow::Borrowed(content.text()),
    }
}
