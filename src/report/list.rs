//! Findings as CSV, one a line: UTF-8 with byte order mark, CRLF.
//!
//! The file is for reading and not for reading back, so a value that a spreadsheet would take for a formula gets an
//! apostrophe in front.

use std::borrow::Cow;
use std::io::{self, Write};

use csv::{Terminator, WriterBuilder};

use crate::locale::Locale;

use super::visible::visible;
use super::wording::Wording;
use super::{BYTE_ORDER_MARK, Report};

/// The columns, as messages of `locale`.
const COLUMNS: [&str; 8] = [
    "table-code",
    "table-severity",
    "report-column-file",
    "report-column-sheet",
    "report-column-cell",
    "report-column-value",
    "report-column-message",
    "report-column-help",
];

/// What a spreadsheet takes for the beginning of a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// Writes the findings of `report`, of one code at most `most` (0 for all).
///
/// # Errors
/// When `out` cannot be written.
pub fn write(
    report: &Report<'_>,
    locale: &Locale,
    most: usize,
    out: &mut dyn Write,
) -> io::Result<()> {
    out.write_all(BYTE_ORDER_MARK)?;
    let mut lines = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    lines.write_record(COLUMNS.map(|id| locale.text(id)))?;
    for diagnostic in report.listed(most) {
        let place = &diagnostic.place;
        let source = report.sources.get(place.source);
        let cell = place
            .address()
            .or_else(|| place.pointer(source))
            .or_else(|| (place.row > 0).then(|| place.row.to_string()));
        let Wording {
            severity,
            message,
            help,
        } = Wording::of(diagnostic, locale);
        let texts = [
            diagnostic.code.id,
            &severity,
            &source.file,
            source.sheet.as_deref().unwrap_or_default(),
            cell.as_deref().unwrap_or_default(),
            &visible(diagnostic.value.as_deref().unwrap_or_default()),
            &message,
            &help,
        ];
        for text in texts {
            lines.write_field(inert(text).as_bytes())?;
        }
        lines.write_record(None::<&[u8]>)?;
    }
    lines.flush()
}

/// `text` so that no spreadsheet runs it.
pub(super) fn inert(text: &str) -> Cow<'_, str> {
    match text.starts_with(FORMULA) {
        true => Cow::Owned(format!("'{text}")),
        false => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::super::example::Example;
    use super::*;
    use crate::locale::Language;

    #[test]
    fn every_finding_is_a_line_with_its_place_value_and_way_out() {
        let mut out = Vec::new();
        let locale = Locale::new(Language::Chinese);
        write(&Example::new(1).report(), &locale, 0, &mut out).unwrap();
        let text = String::from_utf8(out).unwrap();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(
            lines[0],
            "\u{feff}代码,级别,文件,工作表,单元格,原值,问题,建议"
        );
        assert!(
            lines[1].starts_with("D006,错误,组织.xlsx,表1,C2,,"),
            "{text}"
        );
        assert!(
            lines[2].starts_with("D007,错误,组织.xlsx,表1,C5,D99,"),
            "{text}"
        );
        assert!(
            lines[3].starts_with("M002,错误,dump.json,,/userlist/0/name,,"),
            "{text}"
        );
        assert_eq!(lines[4..], [""]);
    }

    #[test]
    fn nothing_a_spreadsheet_would_run_begins_a_cell() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+8613800130001", "'+8613800130001"),
            ("@甲", "'@甲"),
            ("甲=乙", "甲=乙"),
            ("", ""),
        ] {
            assert_eq!(inert(text), expected);
        }
    }
}
