//! The first sheet: the findings, each with a link to its cell.

use rust_xlsxwriter::{Format, FormatAlign, Url, Worksheet, XlsxError};

use crate::diagnostic::Diagnostic;
use crate::error::Result;
use crate::locale::{Arguments, Locale};

use super::super::Report;
use super::super::book::{Book, SHEET_ROWS, Widths, fitting, not_written};
use super::super::visible::visible;
use super::super::wording::Wording;
use super::copy::{Copying, MOST_LINKS, fill};

/// The columns, as messages of `locale`.
const COLUMNS: [&str; 7] = [
    "report-column-number",
    "table-code",
    "table-severity",
    "report-column-place",
    "report-column-value",
    "report-column-message",
    "report-column-help",
];

/// Which of the columns holds the place.
const PLACE: usize = 3;

/// The rows that the last line, what is left out, may need.
const LAST_LINES: u32 = 2;

/// Writes the sheet called `title`.
pub(super) fn write(
    title: &str,
    copying: &Copying<'_>,
    report: &Report<'_>,
    book: &mut Book,
) -> Result<()> {
    let sheet = book.add(title)?;
    let mut widths = Widths::default();
    let locale = copying.locale;
    let listed = copying.marks.findings();
    let listed = &listed[..listed.len().min((SHEET_ROWS - 1 - LAST_LINES) as usize)];
    let header = Format::new().set_bold();
    for (column, id) in (0..).zip(COLUMNS) {
        let text = locale.text(id);
        widths.fit(column, &text);
        sheet
            .write_string_with_format(0, column, text, &header)
            .map_err(not_written)?;
    }
    for (row, finding) in (1..).zip(listed) {
        let texts = texts(row, finding, report, locale);
        for (column, text) in (0..).zip(&texts) {
            widths.fit(column, text);
        }
        let link = copying.link_to(&finding.place);
        let link = link.filter(|_| row as usize <= MOST_LINKS);
        line(sheet, row, finding, &texts, link).map_err(not_written)?;
    }
    let left_out = report.findings.counts().values().sum::<usize>() - listed.len();
    let last = listed.len() as u32;
    let note = match (listed.is_empty(), left_out) {
        (true, 0) => Some(locale.text("report-nothing-found")),
        (_, 0) => None,
        (_, count) => {
            let count = Arguments::default().with("count", count);
            Some(locale.format("report-list-more", &count))
        }
    };
    if let Some(note) = note {
        sheet
            .write_string(last + LAST_LINES, PLACE as u16, note)
            .map_err(not_written)?;
    }
    sheet
        .set_freeze_panes(1, 0)
        .and_then(|sheet| sheet.autofilter(0, 0, last, COLUMNS.len() as u16 - 1))
        .map_err(not_written)?;
    widths.apply(sheet, last)
}

/// The cells of a finding.
fn texts(
    number: u32,
    finding: &Diagnostic,
    report: &Report<'_>,
    locale: &Locale,
) -> [String; COLUMNS.len()] {
    let source = report.sources.get(finding.place.source);
    let wording = Wording::of(finding, locale);
    let value = finding.value.as_deref().unwrap_or_default();
    [
        number.to_string(),
        finding.code.id.to_owned(),
        wording.severity,
        visible(&finding.place.display(source)).into_owned(),
        visible(value).into_owned(),
        wording.message,
        wording.help,
    ]
}

fn line(
    sheet: &mut Worksheet,
    row: u32,
    finding: &Diagnostic,
    texts: &[String],
    link: Option<Url>,
) -> std::result::Result<(), XlsxError> {
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let severity = fill(Some(finding.severity)).set_align(FormatAlign::Top);
    for (index, text) in texts.iter().enumerate() {
        let column = index as u16;
        let text = fitting(text);
        match (index, &link) {
            (PLACE, Some(link)) => {
                sheet.write_url(row, column, link.clone().set_text(text))?;
            }
            (1 | 2, _) => {
                sheet.write_string_with_format(row, column, text, &severity)?;
            }
            _ => {
                sheet.write_string_with_format(row, column, text, &wrapped)?;
            }
        }
    }
    Ok(())
}
