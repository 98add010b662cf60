//! What became of a submission, as a workbook: a row for each thing, where it stands in the source, and what the server
//! made of it.

use std::collections::HashMap;
use std::io::Write;

use rust_xlsxwriter::Color;

use crate::error::Result;
use crate::locale::Locale;
use crate::plan::{Key, Plan};
use crate::submit::{Outcome, Submitted};
use crate::system::RowState;

use super::book::Book;
use super::visible::visible;

const COLUMNS: [&str; 5] = [
    "results-column-what",
    "results-column-place",
    "results-column-outcome",
    "results-column-id",
    "results-column-reason",
];

/// Which of the columns tells the outcome.
const OUTCOME: u16 = 2;

/// Writes what became of `plan` to `out`.
///
/// # Errors
/// When it cannot be written.
pub fn write(
    plan: &Plan,
    submitted: &Submitted,
    locale: &Locale,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    let mut book = Book::new()?;
    let rows = rows(plan, submitted, locale).into_iter();
    let rows = rows.map(|(cells, is_good)| {
        let color = match is_good {
            true => Color::RGB(0x00D9_EAD3),
            false => Color::RGB(0x00F4_CCCC),
        };
        (color, cells.to_vec())
    });
    book.table("results-sheet", &COLUMNS, OUTCOME, rows, locale)?;
    book.save(out)
}

/// The cells of every row, and whether the server has the thing.
fn rows(plan: &Plan, submitted: &Submitted, locale: &Locale) -> Vec<([String; 5], bool)> {
    let mut of_key: HashMap<&Key, Vec<_>> = HashMap::new();
    for (key, row) in &submitted.rows {
        of_key.entry(key).or_default().push(row);
    }
    let mut rows = Vec::new();
    for (operation, (key, outcome)) in plan.operations().zip(&submitted.outcomes) {
        let place = operation.subject.place.clone().unwrap_or_default();
        if let Some(single) = of_key.get(key) {
            rows.extend(single.iter().map(|row| {
                let (id, is_good) = match row.state {
                    RowState::Done => ("runs-outcome-done", true),
                    RowState::AlreadyThere => ("runs-outcome-already_there", true),
                    RowState::Failed => ("runs-outcome-failed", false),
                };
                let detail = visible(&row.detail).into_owned();
                let (given, reason) = match row.state {
                    RowState::Done => (detail, String::new()),
                    _ => (String::new(), detail),
                };
                let what = visible(&row.identity).into_owned();
                let place = operation.place_of(&row.identity).unwrap_or_default();
                let cells = [what, place.to_owned(), locale.text(id), given, reason];
                (cells, is_good)
            }));
            continue;
        }
        let word = locale.text(&format!("runs-outcome-{}", outcome.name()));
        let (given, reason) = match outcome {
            Outcome::Done(id) | Outcome::AlreadyThere(id) => {
                (id.clone().unwrap_or_default(), String::new())
            }
            Outcome::Failed { code, message } => {
                (String::new(), format!("{code} {message}").trim().to_owned())
            }
            Outcome::Unknown(why) => (String::new(), why.clone()),
            _ => Default::default(),
        };
        let what = visible(&operation.subject.name).into_owned();
        let cells = [what, place, word, given, visible(&reason).into_owned()];
        rows.push((cells, outcome.is_good()));
    }
    rows
}
