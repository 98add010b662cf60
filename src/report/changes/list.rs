//! Differences as CSV, one thing that is different a line: UTF-8 with byte order mark, CRLF, nothing a spreadsheet runs.

use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use super::Telling;
use super::rows::{COLUMNS, Rows};
use crate::report::BYTE_ORDER_MARK;
use crate::report::list::inert;

/// Writes what `telling` tells to `out`.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(telling: &Telling<'_>, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut lines = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    lines.write_record(COLUMNS.map(|id| telling.locale.text(id)))?;
    let rows = Rows {
        diff: telling.diff,
        locale: telling.locale,
        privacy: telling.privacy(),
        has_codes: telling.has_codes,
    };
    for row in rows.all() {
        for text in &row.cells {
            lines.write_field(inert(text).as_bytes())?;
        }
        lines.write_record(None::<&[u8]>)?;
    }
    lines.flush()
}
