//! Differences as a workbook: a sheet of departments and one of members, to filter and to sign.

use std::io::Write;

use rust_xlsxwriter::Color;

use crate::error::Result;
use crate::locale::Locale;
use crate::plan::{Diff, MemberChange};

use super::{department_words, field_line, is_inferred, member, member_words, path, person};
use crate::report::book::Book;

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
        (color(&department_words(change)), cells)
    });
    book.table(
        "changes-departments",
        &DEPARTMENT_COLUMNS,
        0,
        departments,
        locale,
    )?;
    let members = diff.members.iter().map(|change| {
        (
            color(&member_words(change)),
            member_cells(change, diff, locale),
        )
    });
    book.table("changes-members", &MEMBER_COLUMNS, 0, members, locale)?;
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
