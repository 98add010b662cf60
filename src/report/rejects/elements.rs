//! The rejected elements of a JSON list as a sheet.

use rust_xlsxwriter::{Format, Worksheet};

use crate::diagnostic::{Place, SourceId};
use crate::error::Result;
use crate::locale::Locale;
use crate::repair::Reason;
use crate::source::{Again, excerpt};

use super::super::book::{SHEET_ROWS, Widths, fitting, not_written, text_format};
use super::super::visible::visible;
use super::{Rejects, worded};

/// How many JSON elements are looked up at a time.
const ELEMENTS_AT_A_TIME: usize = 4096;

/// Writes the elements of a JSON list: where each stands, what it holds, why it was left out.
pub(super) fn write(
    rejects: Rejects<'_>,
    source: SourceId,
    again: Again<'_>,
    locale: &Locale,
    sheet: &mut Worksheet,
) -> Result<()> {
    let mut widths = Widths::default();
    let mut write = |row: u32, texts: [String; 3], format: &Format| {
        for (column, text) in (0..).zip(&texts) {
            widths.fit(column, text);
            sheet
                .write_string_with_format(row, column, fitting(text), format)
                .map_err(not_written)?;
        }
        Ok(())
    };
    let header = [
        "report-column-place",
        "report-column-content",
        "report-column-reason",
    ];
    write(
        0,
        header.map(|id| locale.text(id)),
        &Format::new().set_bold(),
    )?;
    let rows: Vec<(u32, &[Reason])> = rejects
        .rejected
        .iter()
        .filter(|(of, _, _)| *of == source)
        .map(|(_, row, reasons)| (row, reasons))
        .take(SHEET_ROWS as usize - 1)
        .collect();
    let mut target = 0;
    for rows in rows.chunks(ELEMENTS_AT_A_TIME) {
        let wanted = rows.iter().map(|(row, _)| (source, *row)).collect();
        let found = excerpt(rejects.sources, &wanted, again.reading, again.limits);
        for (row, reasons) in rows {
            target += 1;
            let place = Place::row(source, *row).display(rejects.sources.get(source));
            let cells = found.get(&(source, *row)).into_iter().flatten();
            let content: Vec<&str> = cells.map(|(_, text)| text.as_str()).collect();
            let texts = [
                visible(&place).into_owned(),
                content.join(", "),
                worded(reasons, locale),
            ];
            write(target, texts, &text_format())?;
        }
    }
    widths.apply(sheet, target)
}
