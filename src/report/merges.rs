//! The merged cells of a table, for those who write it again row by row.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::source::Merge;

/// How many merged cells are merged again, and over how many cells they may reach together: each is kept in memory.
const MOST: usize = 20_000;
const MOST_CELLS: u64 = 200_000;

/// Merged cells that do not lie over each other, from the top down.
#[derive(Debug, Default)]
pub(super) struct Merges(Vec<Merge>);

impl Merges {
    /// What a table, whose last row and column are these, has of `found`. Merged cells that end behind them end there.
    pub(super) fn of(mut found: Vec<Merge>, last_row: u32, last_column: u16) -> Self {
        found.sort_unstable_by_key(|merge| (merge.top, merge.left));
        let mut kept: Vec<Merge> = Vec::new();
        let mut open: Vec<Merge> = Vec::new();
        let mut cells = 0;
        for merge in found {
            let merge = Merge {
                bottom: merge.bottom.min(last_row),
                right: merge.right.min(last_column),
                ..merge
            };
            let (Some(down), Some(across)) = (
                merge.bottom.checked_sub(merge.top),
                merge.right.checked_sub(merge.left),
            ) else {
                continue;
            };
            open.retain(|other| other.bottom >= merge.top);
            let is_beside = |other: &Merge| other.right < merge.left || merge.right < other.left;
            cells += (u64::from(down) + 1) * (u64::from(across) + 1);
            if cells > MOST_CELLS || kept.len() == MOST {
                break;
            }
            if (down, across) != (0, 0) && open.iter().all(is_beside) {
                kept.push(merge);
                open.push(merge);
            }
        }
        Self(kept)
    }

    /// All of them, by their first row and column.
    pub(super) fn all(&self) -> &[Merge] {
        &self.0
    }

    /// Merges them in a sheet.
    pub(super) fn redraw(&self) -> Redraw<'_> {
        Redraw { left: &self.0 }
    }
}

/// Merged cells on their way into a sheet, which takes its rows from the top down.
pub(super) struct Redraw<'m> {
    left: &'m [Merge],
}

impl Redraw<'_> {
    /// Merges those cells that begin above the row at `before`, which counts from 0, or in it. What they hold is
    /// written by whoever writes their row, afterwards.
    pub(super) fn up_to(
        &mut self,
        sheet: &mut Worksheet,
        before: u32,
        format: &Format,
    ) -> Result<(), XlsxError> {
        while let [merge, rest @ ..] = self.left
            && merge.top <= before.saturating_add(1)
        {
            self.left = rest;
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
        let merges = Merges::of(found, 10, 9);
        assert_eq!(
            merges.0,
            [merge(1, 1, 1, 9), merge(5, 9, 1, 1), merge(5, 6, 2, 3)]
        );
        let all = vec![merge(1, 1_048_576, 1, 16_384)];
        assert!(Merges::of(all, 1_048_576, 16_384).0.is_empty());
        let many = (1..30_000).map(|row| merge(row, row, 1, 2)).collect();
        assert_eq!(Merges::of(many, 1_048_576, 9).0.len(), MOST);
    }
}
