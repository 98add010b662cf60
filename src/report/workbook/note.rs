//! What the note of a coloured cell says.

use rust_xlsxwriter::Note;

use crate::diagnostic::{Place, SourceId, Sources};
use crate::locale::{Arguments, Locale};

use super::super::marks::{MarkedCell, Remark};
use super::super::visible::{shorten, visible, width};
use super::super::wording::Wording;

/// How many notes a workbook has at most: each is a drawing that Excel keeps in memory.
pub(super) const MOST_NOTES: usize = 10_000;

/// How many remarks of one cell, and how many other cells of one remark, are written out.
const MOST_REMARKS: usize = 8;

/// The widest a sentence may be, in columns.
const WIDEST: usize = 600;

/// The width of a note and the height of its lines, in pixels, and the columns that fit into a line.
const NOTE_WIDTH: u32 = 360;
const LINE_HEIGHT: u32 = 18;
const LINE_COLUMNS: usize = 48;

/// The note of `cell`, a cell of `source`.
pub(super) fn note(
    cell: &MarkedCell<'_>,
    source: SourceId,
    sources: &Sources,
    locale: &Locale,
) -> Note {
    let remarks = cell.remarks.iter().take(MOST_REMARKS);
    let mut sentences: Vec<String> = remarks
        .map(|remark| sentence(remark, source, sources, locale))
        .collect();
    if let Some(more) = cell.remarks.len().checked_sub(MOST_REMARKS + 1) {
        let count = Arguments::default().with("count", more + 1);
        sentences.push(locale.format("report-note-more", &count));
    }
    let text = sentences.join("\n\n");
    let lines: usize = text
        .lines()
        .map(|line| width(line).div_ceil(LINE_COLUMNS).max(1))
        .sum();
    Note::new(text)
        .add_author_prefix(false)
        .set_author("orgferry")
        .set_width(NOTE_WIDTH)
        .set_height(LINE_HEIGHT * (lines as u32 + 1).min(40))
}

/// What one finding says at the cell, with the cells it also takes.
fn sentence(remark: &Remark<'_>, source: SourceId, sources: &Sources, locale: &Locale) -> String {
    let finding = remark.finding;
    let wording = Wording::of(finding, locale);
    let headline = Arguments::default()
        .with("severity", wording.severity)
        .with("code", finding.code.id)
        .with("message", shorten(&wording.message, WIDEST).as_ref());
    let headline = locale.format("report-note-finding", &headline);
    let place_of = |place: &Place| match place.address() {
        Some(address) if place.source == source => address,
        _ => visible(&place.display(sources.get(place.source))).into_owned(),
    };
    let mut lines = Vec::new();
    let others: Vec<String> = match remark.related {
        Some(related) => {
            let said = locale.attribute(finding.code.id, "related", &related.arguments);
            lines.extend(said.map(|said| shorten(&visible(&said), WIDEST).into_owned()));
            lines.push(headline);
            vec![place_of(&finding.place)]
        }
        None => {
            lines.push(headline);
            let places = finding.related.iter().take(MOST_REMARKS);
            places.map(|related| place_of(&related.place)).collect()
        }
    };
    if !others.is_empty() {
        let places = Arguments::default().with("places", others.join(", "));
        lines.push(locale.format("report-note-see", &places));
    }
    if !wording.help.is_empty() {
        let help = Arguments::default().with("help", shorten(&wording.help, WIDEST).as_ref());
        lines.push(locale.format("report-note-help", &help));
    }
    lines.join("\n")
}
