//! Rows about people who have left, by a status in the row or by the name of the sheet.

use crate::record::has_left;
use crate::source::RowView;

use super::header::is_blank;
use super::kind::SheetKind;
use super::making::Making;

/// Words in the name of a sheet that lists those who have left …
const LEFT: &[&str] = &["离职", "離職", "退休人员", "leaver", "resigned", "former"];

/// … unless it has one of these too.
const ALL: &[&str] = &["在职", "在職", "全部", "全员", "入职"];

/// Which rows are about people who have left.
#[derive(Debug)]
pub(super) struct Leavers {
    /// The columns with a status.
    statuses: Vec<u16>,
    /// Whether the sheet lists nobody else; a status in the row goes before that.
    is_all: bool,
}

impl Leavers {
    /// The status by which `row` is about somebody who has left; empty where only the sheet says so.
    pub(super) fn status<'r>(&self, row: &RowView<'r>) -> Option<&'r str> {
        let mut is_told = false;
        for column in &self.statuses {
            let Some(content) = row.get(*column).filter(|content| !is_blank(*content)) else {
                continue;
            };
            if has_left(content.text()) {
                return Some(content.text().trim());
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
        let statuses = self.statuses();
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
