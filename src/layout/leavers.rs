//! Rows about people who have left, by a status in the row or by the name of the sheet.

use crate::record::{has_left, parse_flag};
use crate::source::RowView;

use super::header::is_blank;
use super::kind::SheetKind;
use super::making::Making;
use super::spelling;

/// Words in the name of a sheet that lists those who have left …
const LEFT: &[&str] = &["离职", "離職", "退休人员", "leaver", "resigned", "former"];

/// … unless it has one of these too.
const ALL: &[&str] = &["在职", "在職", "全部", "全员", "入职"];

/// Headers, folded, of columns of yes and no, and which answer says that somebody has left.
const ASKED: &[(&str, bool)] = &[
    ("是否在职", false),
    ("是否在岗", false),
    ("是否离职", true),
    ("是否已离职", true),
];

/// Which rows are about people who have left.
#[derive(Debug)]
pub(super) struct Leavers {
    /// The columns with a status, and where they ask for yes or no the answer that says it.
    statuses: Vec<(u16, Option<bool>)>,
    /// Whether the sheet lists nobody else; a status in the row goes before that.
    is_all: bool,
}

impl Leavers {
    /// The status by which `row` is about somebody who has left; empty where only the sheet says so.
    pub(super) fn status<'r>(&self, row: &RowView<'r>) -> Option<&'r str> {
        let mut is_told = false;
        for (column, answer) in &self.statuses {
            let Some(content) = row.get(*column).filter(|content| !is_blank(*content)) else {
                continue;
            };
            let text = content.text().trim();
            let is_leaver = match answer {
                None => has_left(text),
                Some(answer) => parse_flag(text) == Some(*answer),
            };
            if is_leaver {
                return Some(text);
            }
            is_told = true;
        }
        (self.is_all && !is_told).then_some("")
    }
}

impl Making<'_> {
    /// Which rows are to be left out; `None` where no row can be.
    pub(super) fn leavers(&self) -> Option<Leavers> {
        let takes_them = self.table.pins.include_leavers == Some(true);
        if takes_them || self.kind == SheetKind::Departments {
            return None;
        }
        let statuses = self.statuses().into_iter().map(|column| (column, None));
        let asked = self.cells().filter_map(|(cell, _)| {
            let folded = spelling::fold(&cell.text);
            let asked = ASKED.iter().find(|(header, _)| *header == folded)?;
            Some((cell.column, Some(asked.1)))
        });
        let statuses: Vec<_> = statuses.chain(asked).collect();
        let is_all = names_leavers(self.table.sheet);
        (is_all || !statuses.is_empty()).then_some(Leavers { statuses, is_all })
    }
}

/// Whether the sheet called `name` lists those who have left and nobody else.
#[must_use]
pub fn names_leavers(name: Option<&str>) -> bool {
    name.is_some_and(|name| {
        let name = name.to_lowercase();
        let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
        has(LEFT) && !has(ALL)
    })
}
