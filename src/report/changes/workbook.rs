//! Differences as a workbook: an overview, every change, and the heads of every department, to filter and to sign.

use std::io::Write;

use rust_xlsxwriter::Color;

use crate::error::Result;
use crate::locale::{Arguments, Locale};
use crate::report::book::Book;
use crate::report::mask::Privacy;
use crate::report::visible::visible;

use super::rows::{CHANGE, COLUMNS, Rows};
use super::{OF_DEPARTMENTS, Side, Telling, WORDS, counts, heads, in_a_sentence};

/// The columns of an overview, as messages.
const OVERVIEW: [&str; 2] = ["changes-overview-item", "changes-overview-content"];

/// The colour of a cell that says nothing by its colour.
const PLAIN: Color = Color::RGB(0x00F2_F2F2);

/// Writes what `telling` tells to `out` as a workbook.
///
/// # Errors
/// When it cannot be written.
pub fn write(telling: &Telling<'_>, out: &mut (dyn Write + Send)) -> Result<()> {
    let locale = telling.locale;
    let mut book = Book::new()?;
    let mut lines = Vec::new();
    for (id, side) in [
        ("changes-overview-before", telling.sides[0]),
        ("changes-overview-after", telling.sides[1]),
    ] {
        lines.push((locale.text(id), side_name(side, locale)));
    }
    lines.push((
        locale.text("changes-overview-made"),
        telling.made.to_owned(),
    ));
    lines.extend(overview(telling));
    lines.extend(signature(locale));
    add_overview(&mut book, lines, locale)?;
    add(&mut book, telling)?;
    book.save(out)
}

/// What a side is called, and how many errors it has.
fn side_name(side: Side<'_>, locale: &Locale) -> String {
    let name = visible(side.name).into_owned();
    match side.errors {
        0 => name,
        count => {
            let arguments = Arguments::default().with("name", name).with("count", count);
            locale.format("changes-side-errors", &arguments)
        }
    }
}

/// What is told of the differences as a whole, line by line.
pub(in crate::report) fn overview(telling: &Telling<'_>) -> Vec<(String, String)> {
    let (diff, locale) = (telling.diff, telling.locale);
    let change = |before: usize, after: usize| format!("{before} → {after}");
    let mut lines = vec![
        ("changes-overview-result", in_a_sentence(diff, locale)),
        (
            "changes-overview-departments",
            change(
                diff.before.departments().len(),
                diff.after.departments().len(),
            ),
        ),
        (
            "changes-overview-members",
            change(diff.before.member_count(), diff.after.member_count()),
        ),
    ];
    lines.push((
        "changes-overview-matching",
        locale.text(match diff.basis.by_code {
            true => "changes-by-code",
            false => "changes-by-path",
        }),
    ));
    let privacy = match telling.privacy() {
        Privacy::Masked => "changes-privacy-masked",
        Privacy::Unmasked => "changes-privacy-unmasked",
    };
    lines.push(("changes-overview-privacy", locale.text(privacy)));
    let mut told: Vec<_> = lines
        .into_iter()
        .map(|(id, text)| (locale.text(id), text))
        .collect();
    let counted = WORDS.iter().zip(counts(&diff.tally())).enumerate();
    told.extend(counted.map(|(index, (word, count))| {
        let what = locale.text(match index < OF_DEPARTMENTS {
            true => "changes-department",
            false => "changes-member",
        });
        (format!("{what} · {}", locale.text(word)), count.to_string())
    }));
    told
}

/// Where to sign.
pub(in crate::report) fn signature(locale: &Locale) -> [(String, String); 2] {
    ["changes-overview-sign", "changes-overview-date"].map(|id| (locale.text(id), String::new()))
}

/// Adds the sheet that tells `lines`.
pub(in crate::report) fn add_overview(
    book: &mut Book,
    lines: Vec<(String, String)>,
    locale: &Locale,
) -> Result<()> {
    let rows = lines
        .into_iter()
        .map(|(item, text)| (PLAIN, vec![item, text]));
    book.table("changes-sheet-overview", &OVERVIEW, 0, rows, locale)
}

/// Adds the sheets of changes and of heads.
pub(in crate::report) fn add(book: &mut Book, telling: &Telling<'_>) -> Result<()> {
    let rows = Rows {
        diff: telling.diff,
        locale: telling.locale,
        privacy: telling.privacy(),
        has_codes: telling.has_codes,
    };
    let colored = rows.all().map(|row| (color(row.word), row.cells.to_vec()));
    book.table(
        "changes-sheet-changes",
        &COLUMNS,
        CHANGE,
        colored,
        telling.locale,
    )?;
    heads::add(book, telling.diff, telling.locale)
}

fn color(word: &str) -> Color {
    match word {
        "changes-added" | "changes-came" => Color::RGB(0x00D9_EAD3),
        "changes-removed" | "changes-went" => Color::RGB(0x00F4_CCCC),
        "changes-moved" | "changes-transferred" => Color::RGB(0x00E4_D7F5),
        "changes-renamed" => Color::RGB(0x00CF_E2F3),
        _ => Color::RGB(0x00FF_F2CC),
    }
}
