//! Differences as a workbook: a sheet of departments and one of members, to filter and to sign.

use std::io::Write;

use rust_xlsxwriter::{Color, Format, FormatAlign};

use crate::error::Result;
use crate::locale::Locale;
use crate::plan::{Diff, MemberChange};

use super::{department_words, field_line, is_inferred, member, member_words, path, person};
use crate::report::book::{Book, SHEET_ROWS, Widths, fitting, not_written};

const DEPARTMENT_COLUMNS: [&str; 4] = [
    "changes-column-change",
    "changes-column-before",
    "changes-column-after",
    "changes-column-details",
];

const MEMBER_COLUMNS: [&str; 5] = [
    "changes-column-change",
    "changes-column-member",
    "changes-column-before",
    "changes-column-after",
    "changes-column-details",
];

/// Writes `diff` to `out` as a workbook.
///
/// # Errors
/// When it cannot be written.
pub fn write(diff: &Diff<'_>, locale: &Locale, out: &mut (dyn Write + Send)) -> Result<()> {
    let mut book = Book::new()?;
    let departments = diff.departments.iter().map(|change| {
        let mut words = joined(&department_words(change), locale);
        if is_inferred(change) {
            words.push_str(&locale.text("changes-inferred"));
        }
        let fields = change.fields.iter().map(|field| field_line(field, locale));
        let cells = vec![
            words,
            change
                .before
                .map(|id| path(diff.before, id))
                .unwrap_or_default(),
            change
                .after
                .map(|id| path(diff.after, id))
                .unwrap_or_default(),
            lines(fields.collect()),
        ];
        (department_words(change), cells)
    });
    sheet(
        "changes-departments",
        &DEPARTMENT_COLUMNS,
        departments,
        locale,
        &mut book,
    )?;
    let members = diff
        .members
        .iter()
        .map(|change| (member_words(change), member_cells(change, diff, locale)));
    sheet(
        "changes-members",
        &MEMBER_COLUMNS,
        members,
        locale,
        &mut book,
    )?;
    book.save(out)
}

fn member_cells(change: &MemberChange, diff: &Diff<'_>, locale: &Locale) -> Vec<String> {
    let (old, new) = (
        member(diff.before, change.before),
        member(diff.after, change.after),
    );
    let departments = |member: crate::directory::Member<'_>, directory| {
        let memberships = member.memberships().iter();
        lines(
            memberships
                .map(|membership| path(directory, membership.department()))
                .collect(),
        )
    };
    let fields = change.fields.iter().map(|field| field_line(field, locale));
    vec![
        joined(&member_words(change), locale),
        new.or(old).map(person).unwrap_or_default(),
        old.map(|old| departments(old, diff.before))
            .unwrap_or_default(),
        new.map(|new| departments(new, diff.after))
            .unwrap_or_default(),
        lines(fields.collect()),
    ]
}

/// Writes one sheet: a header, and a row a change in the colour of what became of it.
fn sheet(
    title: &str,
    columns: &[&str],
    rows: impl Iterator<Item = (Vec<&'static str>, Vec<String>)>,
    locale: &Locale,
    book: &mut Book,
) -> Result<()> {
    let name = book.names.take(&locale.text(title));
    let sheet = book.add(&name)?;
    let mut widths = Widths::default();
    let header = Format::new().set_bold();
    for (column, id) in (0..).zip(columns) {
        let text = locale.text(id);
        widths.fit(column, &text);
        sheet
            .write_string_with_format(0, column, text, &header)
            .map_err(not_written)?;
    }
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let mut last = 0;
    for (row, (words, cells)) in (1..SHEET_ROWS).zip(rows) {
        let colored = wrapped.clone().set_background_color(color(&words));
        for (column, text) in (0..).zip(&cells) {
            widths.fit(column, text);
            let format = if column == 0 { &colored } else { &wrapped };
            sheet
                .write_string_with_format(row, column, fitting(text), format)
                .map_err(not_written)?;
        }
        last = row;
    }
    sheet
        .set_freeze_panes(1, 0)
        .and_then(|sheet| sheet.autofilter(0, 0, last, columns.len() as u16 - 1))
        .map_err(not_written)?;
    widths.apply(sheet, last)
}

fn color(words: &[&str]) -> Color {
    match words.first().copied().unwrap_or_default() {
        "changes-added" | "changes-came" => Color::RGB(0x00D9_EAD3),
        "changes-removed" | "changes-went" => Color::RGB(0x00F4_CCCC),
        _ => Color::RGB(0x00FF_F2CC),
    }
}

fn joined(words: &[&str], locale: &Locale) -> String {
    let words: Vec<_> = words.iter().map(|word| locale.text(word)).collect();
    words.join("、")
}

fn lines(lines: Vec<String>) -> String {
    lines.join("\n")
}
