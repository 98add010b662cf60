//! The sheet that lists the changes, each with a link to its cell.

use rust_xlsxwriter::{Format, Url, Worksheet, XlsxError};

use crate::diagnostic::SourceId;
use crate::error::Result;
use crate::locale::{Arguments, Locale};
use crate::repair::Change;

use super::super::book::{Book, SHEET_ROWS, Widths, fitting, not_written, text_format};
use super::super::visible::visible;
use super::Corrected;

/// The columns, as messages of `locale`. None of them is the header of a directory, so that the list is passed over
/// when the copy is read.
pub(super) const COLUMNS: [&str; 4] = [
    "report-column-place",
    "report-column-old",
    "report-column-new",
    "report-column-why",
];

/// How many links Excel reads in one sheet.
const MOST_LINKS: usize = 65_530;

/// The rows that the header and the last line, what is left out, may need.
const OTHER_LINES: u32 = 3;

/// A line of the list: its cells, and where the first leads inside the workbook.
pub(super) struct Line {
    pub(super) texts: [String; COLUMNS.len()],
    pub(super) link: Option<String>,
}

/// The lines of the list; `names` are the sheets of the tables.
pub(super) fn lines<'l>(
    corrected: &'l Corrected<'_>,
    names: &'l [(SourceId, String)],
    locale: &'l Locale,
) -> impl Iterator<Item = Line> + use<'l> {
    let changes = corrected.changes.list().iter().enumerate();
    let changes = changes.take((SHEET_ROWS - OTHER_LINES) as usize);
    changes.map(move |(index, change)| {
        let place = &change.place;
        let name = names.iter().find(|(source, _)| *source == place.source);
        let link = || {
            let name = name?.1.replace('\'', "''");
            Some(format!("'{name}'!{}", place.address()?))
        };
        Line {
            texts: [
                visible(&place.display(corrected.sources.get(place.source))).into_owned(),
                visible(&change.old).into_owned(),
                visible(&change.new).into_owned(),
                reasons(change, locale),
            ],
            link: if index < MOST_LINKS { link() } else { None },
        }
    })
}

/// What stands below the list; `None` where it is complete.
pub(super) fn last_line(corrected: &Corrected<'_>, locale: &Locale) -> Option<String> {
    let count = corrected.changes.left_out();
    (count > 0).then(|| {
        let count = Arguments::default().with("count", count);
        locale.format("report-corrections-left-out", &count)
    })
}

/// The codes of what is no longer found, each with what is done about it.
pub(in crate::report) fn reasons(change: &Change, locale: &Locale) -> String {
    let reasons = change.codes.iter().map(|code| {
        let done = locale.text(&format!("correction-{}", code.id));
        format!("{} {done}", code.id)
    });
    reasons.collect::<Vec<_>>().join(", ")
}

/// Writes the sheet called `title`; `names` are the sheets of the tables.
pub(super) fn write(
    title: &str,
    corrected: &Corrected<'_>,
    names: &[(SourceId, String)],
    locale: &Locale,
    book: &mut Book,
) -> Result<()> {
    let sheet = book.add(title)?;
    let mut widths = Widths::default();
    let header = Format::new().set_bold();
    for (column, id) in (0..).zip(COLUMNS) {
        let text = locale.text(id);
        widths.fit(column, &text);
        sheet
            .write_string_with_format(0, column, text, &header)
            .map_err(not_written)?;
    }
    let mut last = 0;
    for (row, one) in (1..).zip(lines(corrected, names, locale)) {
        for (column, text) in (0..).zip(&one.texts) {
            widths.fit(column, text);
        }
        line(sheet, row, &one).map_err(not_written)?;
        last = row;
    }
    if let Some(text) = last_line(corrected, locale) {
        sheet.write_string(last + 2, 0, text).map_err(not_written)?;
    }
    sheet
        .set_freeze_panes(1, 0)
        .and_then(|sheet| sheet.autofilter(0, 0, last, COLUMNS.len() as u16 - 1))
        .map_err(not_written)?;
    widths.apply(sheet, last)
}

fn line(sheet: &mut Worksheet, row: u32, line: &Line) -> std::result::Result<(), XlsxError> {
    let format = text_format();
    for (column, text) in (0..).zip(&line.texts) {
        let text = fitting(text);
        match &line.link {
            Some(link) if column == 0 => {
                let link = Url::new(format!("internal:{link}"));
                sheet.write_url(row, column, link.set_text(text))?;
            }
            _ => {
                sheet.write_string_with_format(row, column, text, &format)?;
            }
        }
    }
    Ok(())
}
