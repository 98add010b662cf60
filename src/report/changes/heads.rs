//! A sheet of the heads of every department: before, after, and by how many they differ.

use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use crate::directory::{DepartmentId, Headcounts};
use crate::error::Result;
use crate::locale::Locale;
use crate::plan::Diff;
use crate::report::book::{Book, SHEET_ROWS, Widths, fitting, not_written};
use crate::report::visible::visible;

const COLUMNS: [&str; 8] = [
    "changes-heads-department",
    "changes-heads-state",
    "changes-heads-own-before",
    "changes-heads-own-after",
    "changes-heads-own-change",
    "changes-heads-all-before",
    "changes-heads-all-after",
    "changes-heads-all-change",
];

/// Heads of one department: in itself before and after, with all below it before and after.
type Heads = [u64; 4];

/// Adds the sheet to `book`: departments as they stand in the tree, then removed ones.
pub(super) fn add(book: &mut Book, diff: &Diff<'_>, locale: &Locale) -> Result<()> {
    let name = book.names.take(&locale.text("changes-sheet-heads"));
    let sheet = book.add(&name)?;
    let mut widths = Widths::default();
    let last = fill(sheet, diff, locale, &mut widths).map_err(not_written)?;
    sheet
        .set_freeze_panes(1, 1)
        .and_then(|sheet| sheet.autofilter(0, 0, last, COLUMNS.len() as u16 - 1))
        .map_err(not_written)?;
    for (column, width) in (0..).zip(widths.columns()) {
        sheet.set_column_width(column, width).map_err(not_written)?;
    }
    Ok(())
}

fn fill(
    sheet: &mut Worksheet,
    diff: &Diff<'_>,
    locale: &Locale,
    widths: &mut Widths,
) -> std::result::Result<u32, XlsxError> {
    let header = Format::new().set_bold();
    for (column, id) in (0..).zip(COLUMNS) {
        let text = locale.text(id);
        widths.fit(column, &text);
        sheet.write_string_with_format(0, column, text, &header)?;
    }
    let signed = Format::new().set_num_format("+0;-0;0");
    let plain = Format::new().set_align(FormatAlign::Top);
    let mut last = 0;
    for (row, (name, word, heads)) in (1..SHEET_ROWS).zip(lines(diff, locale)) {
        widths.fit(0, &name);
        widths.fit(1, &word);
        sheet.write_string_with_format(row, 0, fitting(&name), &plain)?;
        sheet.write_string_with_format(row, 1, word, &plain)?;
        for (pair, column) in heads.chunks_exact(2).zip([2u16, 5]) {
            let [before, after] = [pair[0] as f64, pair[1] as f64];
            sheet.write_number_with_format(row, column, before, &plain)?;
            sheet.write_number_with_format(row, column + 1, after, &plain)?;
            sheet.write_number_with_format(row, column + 2, after - before, &signed)?;
        }
        last = row;
    }
    Ok(last)
}

/// The path, what became of it, and the heads of every department.
fn lines(diff: &Diff<'_>, locale: &Locale) -> Vec<(String, String, Heads)> {
    let (before, after) = (Headcounts::of(diff.before), Headcounts::of(diff.after));
    let mut words = std::collections::BTreeMap::new();
    let mut removed = Vec::new();
    for change in &diff.departments {
        let told: Vec<_> = super::department_words(change)
            .iter()
            .map(|word| locale.text(word))
            .collect();
        let told = told.join(&locale.text("changes-and"));
        match (change.after, change.before) {
            (Some(id), _) => drop(words.insert(id, told)),
            (None, Some(id)) => removed.push((id, told)),
            (None, None) => {}
        }
    }
    let was = |id: Option<DepartmentId>| {
        id.map_or((0, 0), |id| (u64::from(before.own(id)), before.all(id)))
    };
    let path = |names: Vec<&str>| visible(&names.join("/")).into_owned();
    let mut lines = Vec::new();
    for &id in diff.after.tree().preorder() {
        let (own, all) = was(diff.department_before(id));
        let heads = [own, u64::from(after.own(id)), all, after.all(id)];
        let word = words.remove(&id).unwrap_or_default();
        lines.push((path(diff.after.path(id)), word, heads));
    }
    for (id, word) in removed {
        let (own, all) = was(Some(id));
        lines.push((path(diff.before.path(id)), word, [own, 0, all, 0]));
    }
    let unplaced = [before.unplaced, after.unplaced].map(u64::from);
    if unplaced != [0, 0] {
        let name = locale.text("changes-heads-unplaced");
        let [old, new] = unplaced;
        lines.push((name, String::new(), [old, new, old, new]));
    }
    lines
}
