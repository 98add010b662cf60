//! The cells of one output row, in buffers that are used again for every row.

use crate::record::{ITEM_SEPARATOR, LEVEL_SEPARATOR};

/// Cells by column, from 0.
#[derive(Debug, Default)]
pub(super) struct Cells(Vec<String>);

impl Cells {
    /// Empties the row and gives it `columns` cells.
    pub(super) fn begin(&mut self, columns: usize) {
        for cell in &mut self.0 {
            cell.clear();
        }
        self.0.resize_with(columns, String::new);
    }

    /// The cell of `column`, to be filled.
    pub(super) fn cell(&mut self, column: usize) -> &mut String {
        &mut self.0[column]
    }

    /// Adds `text` to `column`, unless an earlier record filled it.
    pub(super) fn fill(&mut self, column: usize, text: &str) {
        let cell = &mut self.0[column];
        if cell.is_empty() {
            push_text(cell, text);
        }
    }

    /// The cells in column order.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// Adds `text` to `cell`, with visible separators where the source had lists or levels.
fn push_text(cell: &mut String, text: &str) {
    if !text.contains([ITEM_SEPARATOR, LEVEL_SEPARATOR]) {
        cell.push_str(text);
        return;
    }
    cell.extend(text.chars().map(|c| match c {
        ITEM_SEPARATOR => ';',
        LEVEL_SEPARATOR => '/',
        c => c,
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_record_that_fills_a_cell_wins() {
        let mut cells = Cells::default();
        cells.begin(2);
        cells.fill(0, "a\u{1e}b");
        cells.fill(0, "c");
        assert_eq!(cells.iter().collect::<Vec<_>>(), ["a;b", ""]);
        cells.begin(1);
        assert_eq!(cells.iter().collect::<Vec<_>>(), [""]);
    }
}
