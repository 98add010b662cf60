//! The merged cells of a table, for those who write it again row by row.

use std::iter::Peekable;
use std::vec::IntoIter;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::source::Merge;

/// How many merged cells are merged again, and over how many cells they may reach together: each is kept in memory.
const MOST: usize = 20_000;
const MOST_CELLS: u64 = 200_000;

/// Merged cells, from the top down.
#[derive(Debug, Default)]
pub(super) struct Merges(Vec<Merge>);

impl Merges {
    /// What a table, whose last row and column are these, has of `found`. Merged cells that end behind them end there.
    pub(super) fn of(mut found: Vec<Merge>, last_row: u32, last_column: u16) -> Self {
        for merge in &mut found {
            merge.bottom = merge.bottom.min(last_row);
            merge.right = merge.right.min(last_column);
        }
        found.retain(|merge| {
            let is_there = merge.bottom >= merge.top && merge.right >= merge.left;
            is_there && (merge.bottom, merge.right) != (merge.top, merge.left)
        });
        found.sort_unstable_by_key(|merge| (merge.top, merge.left));
        Self(found)
    }

    /// All of them, by their first row and column.
    pub(super) fn all(&self) -> &[Merge] {
        &self.0
    }

    /// Merges in a sheet those that do not lie over each other, as far as there is room.
    pub(super) fn redraw(&self) -> Redraw {
        let mut drawn: Vec<Merge> = Vec::new();
        let mut open: Vec<Merge> = Vec::new();
        let mut cells = 0;
        for merge in &self.0 {
            open.retain(|other| other.bottom >= merge.top);
            let is_beside = |other: &Merge| other.right < merge.left || merge.right < other.left;
            let (down, across) = (merge.bottom - merge.top, merge.right - merge.left);
            cells += (u64::from(down) + 1) * (u64::from(across) + 1);
            if cells > MOST_CELLS || drawn.len() == MOST {
                break;
            }
            if open.iter().all(is_beside) {
                drawn.push(*merge);
                open.push(*merge);
            }
        }
        Redraw(drawn.into_iter().peekable())
    }
}

/// Merged cells on their way into a sheet, which takes its rows from the top down.
pub(super) struct Redraw(Peekable<IntoIter<Merge>>);

impl Redraw {
    /// Merges those cells that begin above the row at `before`, which counts from 0, or in it. What they hold is
    /// written by whoever writes their row, afterwards.
    pub(super) fn up_to(
        &mut self,
        sheet: &mut Worksheet,
        before: u32,
        format: &Format,
    ) -> Result<(), XlsxError> {
        let is_due = |merge: &Merge| merge.top <= before.saturating_add(1);
        while let Some(merge) = self.0.next_if(is_due) {
            let (top, bottom) = (merge.top - 1, merge.bottom - 1);
            sheet.merge_range(top, merge.left - 1, bottom, merge.right - 1, "", format)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn merge(top: u32, bottom: u32, left: u16, right: u16) -> Merge {
        Merge {
            top,
            bottom,
            left,
            right,
        }
    }

    #[test]
    fn what_lies_over_each_other_or_outside_is_left_out_and_what_is_too_large_too() {
        let found = vec![
            merge(5, 6, 2, 3),
            merge(1, 1, 1, 16_384),
            merge(5, 9, 1, 1),
            merge(6, 7, 3, 4),
            merge(9, 4, 1, 1),
            merge(20, 30, 1, 1),
            merge(10, 10, 9, 12),
        ];
        let drawn = |merges: Merges| merges.redraw().0.collect::<Vec<_>>();
        assert_eq!(
            drawn(Merges::of(found, 10, 9)),
            [merge(1, 1, 1, 9), merge(5, 9, 1, 1), merge(5, 6, 2, 3)]
        );
        let all = vec![merge(1, 1_048_576, 1, 16_384)];
        assert!(drawn(Merges::of(all, 1_048_576, 16_384)).is_empty());
        let many = (1..30_000).map(|row| merge(row, row, 1, 2)).collect();
        assert_eq!(drawn(Merges::of(many, 1_048_576, 9)).len(), MOST);
    }
}
