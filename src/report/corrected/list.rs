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
const COLUMNS: [&str; 4] = [
    "report-column-place",
    "report-column-old",
    "report-column-new",
    "report-column-why",
];

/// How many links Excel reads in one sheet.
const MOST_LINKS: u32 = 65_530;

/// The rows that the last line, what is left out, may need.
const LAST_LINES: u32 = 2;

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
    let changes = corrected.changes.list();
    let listed = &changes[..changes.len().min((SHEET_ROWS - 1 - LAST_LINES) as usize)];
    for (row, change) in (1..).zip(listed) {
        let texts = texts(change, corrected, locale);
        for (column, text) in (0..).zip(&texts) {
            widths.fit(column, text);
        }
        let name = names
            .iter()
            .find(|(source, _)| *source == change.place.source);
        let link = name
            .filter(|_| row <= MOST_LINKS)
            .and_then(|(_, name)| link(change, name));
        line(sheet, row, &texts, link).map_err(not_written)?;
    }
    let last = listed.len() as u32;
    let left_out = changes.len() - listed.len() + corrected.changes.left_out();
    let note = match (listed.is_empty(), left_out) {
        (true, _) => Some(locale.text("report-nothing-corrected")),
        (false, 0) => None,
        (false, count) => {
            let count = Arguments::default().with("count", count);
            Some(locale.format("report-corrections-left-out", &count))
        }
    };
    if let Some(note) = note {
        sheet
            .write_string(last + LAST_LINES, 0, note)
            .map_err(not_written)?;
    }
    sheet
        .set_freeze_panes(1, 0)
        .and_then(|sheet| sheet.autofilter(0, 0, last, COLUMNS.len() as u16 - 1))
        .map_err(not_written)?;
    widths.apply(sheet, last)
}

/// The cells of a change.
fn texts(change: &Change, corrected: &Corrected<'_>, locale: &Locale) -> [String; COLUMNS.len()] {
    let source = corrected.sources.get(change.place.source);
    [
        visible(&change.place.display(source)).into_owned(),
        visible(&change.old).into_owned(),
        visible(&change.new).into_owned(),
        reasons(change, locale),
    ]
}

/// The codes of what is no longer found, each with its short name.
pub(in crate::report) fn reasons(change: &Change, locale: &Locale) -> String {
    let none = Arguments::default();
    let reasons = change.codes.iter().map(|code| {
        let title = locale
            .attribute(code.id, "title", &none)
            .unwrap_or_default();
        format!("{} {title}", code.id)
    });
    reasons.collect::<Vec<_>>().join(", ")
}

fn line(
    sheet: &mut Worksheet,
    row: u32,
    texts: &[String],
    link: Option<Url>,
) -> std::result::Result<(), XlsxError> {
    let format = text_format();
    for (column, text) in (0..).zip(texts) {
        let text = fitting(text);
        match &link {
            Some(link) if column == 0 => {
                sheet.write_url(row, column, link.clone().set_text(text))?;
            }
            _ => {
                sheet.write_string_with_format(row, column, text, &format)?;
            }
        }
    }
    Ok(())
}

/// The cell of `change` on the sheet `name`.
fn link(change: &Change, name: &str) -> Option<Url> {
    let cell = change.place.address()?;
    let name = name.replace('\'', "''");
    Some(Url::new(format!("internal:'{name}'!{cell}")))
}
