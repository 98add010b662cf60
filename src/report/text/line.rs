//! A row as one line: its cells side by side, those around the offending one, each cut to a readable width.

use std::ops::Range;

use super::super::visible::{shorten, visible, width};

/// Stands between two cells.
const BETWEEN: &str = " │ ";

/// Stands for cells that are left out.
const LEFT_OUT: &str = "…";

/// Stands for the offending cell where it is empty.
const EMPTY: &str = "␣";

/// The widest a cell is shown, and the offending one, in columns.
const WIDEST: (usize, usize) = (24, 60);

/// A row as one line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// The cells joined.
    pub(super) text: String,
    /// The bytes of the offending cell; of the whole line where no cell is meant.
    pub(super) span: Range<usize>,
}

impl Line {
    /// Joins `cells`, sorted by column, in about `columns` columns; `column` is the offending one, 0 for the whole row.
    pub(super) fn of(cells: &[(u16, String)], column: u16, columns: usize) -> Self {
        let at = cells.partition_point(|(number, _)| *number < column);
        let is_there = cells.get(at).is_some_and(|(number, _)| *number == column);
        let offending = match cells.get(at) {
            Some((_, text)) if is_there && !text.is_empty() => shown(text, WIDEST.1),
            _ => EMPTY.to_owned(),
        };
        let before = &cells[..at];
        let after = &cells[at + usize::from(is_there)..];
        let mut room = columns.saturating_sub(width(&offending));
        let mut take = |cell: Option<&(u16, String)>| {
            let text = shown(&cell?.1, WIDEST.0);
            room = room.checked_sub(width(&text) + BETWEEN.len())?;
            Some(text)
        };
        let (mut left, mut right) = (Vec::new(), Vec::new());
        loop {
            let next_left = before.len().checked_sub(left.len() + 1);
            let next_left = take(next_left.and_then(|index| before.get(index)));
            let next_right = take(after.get(right.len()));
            if next_left.is_none() && next_right.is_none() {
                break;
            }
            left.extend(next_left);
            right.extend(next_right);
        }
        if left.len() < before.len() {
            left.push(LEFT_OUT.to_owned());
        }
        if right.len() < after.len() {
            right.push(LEFT_OUT.to_owned());
        }
        left.reverse();
        Self::join(left, (column > 0).then_some(offending), right)
    }

    fn join(left: Vec<String>, offending: Option<String>, right: Vec<String>) -> Self {
        let before = left.len();
        let has_cell = offending.is_some();
        let parts: Vec<String> = left.into_iter().chain(offending).chain(right).collect();
        let text = parts.join(BETWEEN);
        let start = parts[..before]
            .iter()
            .map(|part| part.len() + BETWEEN.len())
            .sum();
        let span = match has_cell {
            true => start..start + parts[before].len(),
            false => 0..text.len(),
        };
        Self { text, span }
    }
}

fn shown(text: &str, columns: usize) -> String {
    // What is not shown need not be looked at: a cell may hold a megabyte.
    let beginning = shorten(text, columns + 1);
    shorten(&visible(&beginning), columns).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(texts: &[&str]) -> Vec<(u16, String)> {
        let filled = (1..).zip(texts).filter(|(_, text)| !text.is_empty());
        filled
            .map(|(column, text)| (column, (*text).to_owned()))
            .collect()
    }

    fn line(texts: &[&str], column: u16, columns: usize) -> (String, String) {
        let line = Line::of(&cells(texts), column, columns);
        let marked = line.text[line.span.clone()].to_owned();
        (line.text, marked)
    }

    #[test]
    fn the_offending_cell_is_marked_among_its_neighbours() {
        assert_eq!(
            line(&["D01", "研发部", "D99"], 3, 80),
            ("D01 │ 研发部 │ D99".into(), "D99".into())
        );
    }

    #[test]
    fn an_empty_cell_gets_a_sign_of_its_own() {
        assert_eq!(
            line(&["D01", "", "D99"], 2, 80),
            ("D01 │ ␣ │ D99".into(), "␣".into())
        );
        assert_eq!(line(&[], 2, 80), ("␣".into(), "␣".into()));
    }

    #[test]
    fn a_whole_row_is_marked_from_end_to_end() {
        assert_eq!(
            line(&["D01", "研发部"], 0, 80),
            ("D01 │ 研发部".into(), "D01 │ 研发部".into())
        );
    }

    #[test]
    fn of_a_wide_row_the_cells_around_the_offending_one_are_shown() {
        let texts: Vec<String> = (1..=50).map(|column| format!("格{column}")).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(
            line(&texts, 25, 28),
            ("… │ 格24 │ 格25 │ 格26 │ …".into(), "格25".into())
        );
    }

    #[test]
    fn a_cell_of_a_megabyte_is_cut_and_escapes_are_shown() {
        let long = "\u{1b}[2J".repeat(1 << 18);
        let (text, marked) = line(&[&long], 1, 80);
        assert_eq!(text, marked);
        assert!(
            width(&text) <= WIDEST.1 && !text.contains('\u{1b}'),
            "{text}"
        );
    }
}
