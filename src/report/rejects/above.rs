//! What rows leave to the rows above them, put back for those that are taken out of their table: cells merged with one
//! above, levels left blank where they are the same as above, the department of a heading.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::intake::TableContent;
use crate::layout::Role;
use crate::source::{Content, Row};

use super::super::merges::Merges;

/// The rows above, as they come by.
pub(super) struct Above<'t> {
    merges: &'t Merges,
    /// How many of the merged cells began already.
    begun: usize,
    /// What merged cells hold, by their column, and their last row.
    merged: BTreeMap<u16, (String, u32)>,
    /// The columns with levels from the top, and what they hold.
    levels: Vec<(u16, String)>,
    /// The rows with headings.
    sections: &'t [u32],
    heading: Option<Row>,
}

impl<'t> Above<'t> {
    /// Before the first row of a table with these merged cells that was read like `read`.
    pub(super) fn new(merges: &'t Merges, read: Option<&'t TableContent>) -> Self {
        let columns = read.map_or(&[][..], |table| &table.columns);
        let mut levels: Vec<(u8, u16)> = columns
            .iter()
            .filter_map(|heading| match heading.role {
                Role::Level(level) => Some((level, heading.column)),
                _ => None,
            })
            .collect();
        levels.sort_unstable();
        let levels = levels.into_iter();
        Self {
            merges,
            begun: 0,
            merged: BTreeMap::new(),
            levels: levels.map(|(_, column)| (column, String::new())).collect(),
            sections: read.map_or(&[], |table| &table.sections),
            heading: None,
        }
    }

    /// Takes a row and gives it back with what the rows above say for it.
    pub(super) fn completed<'r>(&mut self, row: &'r Row) -> Cow<'r, Row> {
        let number = row.number();
        if self.sections.binary_search(&number).is_ok() {
            self.heading = Some(row.clone());
        }
        let mut added: BTreeMap<u16, String> = BTreeMap::new();
        for merge in &self.merges.all()[self.begun..] {
            if merge.top > number {
                break;
            }
            self.begun += 1;
            let text = text(row, merge.left);
            if merge.top == number && merge.bottom > number && !text.is_empty() {
                self.merged
                    .insert(merge.left, (text.to_owned(), merge.bottom));
            }
        }
        self.merged.retain(|_, (_, bottom)| *bottom >= number);
        for (column, (known, _)) in &self.merged {
            if text(row, *column).is_empty() {
                added.insert(*column, known.clone());
            }
        }
        self.add_levels(row, &mut added);
        if added.is_empty() {
            return Cow::Borrowed(row);
        }
        Cow::Owned(with(row, &added))
    }

    /// Levels left of a filled one that are blank are the same as above.
    fn add_levels(&mut self, row: &Row, added: &mut BTreeMap<u16, String>) {
        let is_filled = |column: u16| !text(row, column).is_empty() || added.contains_key(&column);
        let first = self
            .levels
            .iter()
            .position(|(column, _)| is_filled(*column));
        let Some(first) = first else { return };
        for (index, (column, known)) in self.levels.iter_mut().enumerate() {
            let own = text(row, *column);
            if own.is_empty() && index < first && !known.is_empty() {
                added.insert(*column, known.clone());
            } else {
                known.clear();
                known.push_str(match added.get(column) {
                    Some(added) if own.is_empty() => added,
                    _ => own,
                });
            }
        }
    }

    /// The heading of the row that came last, unless it was handed over before.
    pub(super) fn heading(&mut self) -> Option<Row> {
        self.heading.take()
    }
}

/// What stands in `column` of `row`, without white space around it.
fn text(row: &Row, column: u16) -> &str {
    row.get(column).map_or("", |content| content.text().trim())
}

/// `row` with what is `added` by column.
fn with(row: &Row, added: &BTreeMap<u16, String>) -> Row {
    let mut completed = Row::default();
    completed.begin(row.number());
    let mut added = added.iter().peekable();
    for cell in row.cells() {
        while let Some((column, text)) = added.next_if(|(column, _)| **column <= cell.column) {
            completed.push(*column, Content::Text(text));
        }
        let is_blank = matches!(cell.content, Content::Text(text) if text.trim().is_empty());
        if !is_blank {
            completed.push(cell.column, cell.content);
        }
    }
    for (column, text) in added {
        completed.push(*column, Content::Text(text));
    }
    completed
}
