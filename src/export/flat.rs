//! One CSV with a row for every member in every department, the department's columns beside the member's; departments
//! without people follow as rows of their own.

use std::io::{self, Write};

use crate::directory::Directory;
use crate::locale::Locale;

use super::cells::Cells;
use super::columns::Rows;
use super::csv::Table;
use super::departments::DepartmentColumns;
use super::extras::marked;
use super::members::MemberColumns;
use super::references::References;

/// Writes `directory`, members in their order, then the departments that have none.
///
/// Values are as exact as in [`super::csv`].
///
/// # Errors
/// When `out` cannot be written.
pub fn write(directory: &Directory, locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
    let references = References::of(directory);
    let departments = DepartmentColumns::of(directory, &references, Rows::Single, locale);
    let members = MemberColumns::of(directory, &references, Rows::Single, locale);
    let (beside, count) = (departments.count(), departments.count() + members.count());
    let language = locale.language();
    let mut headers = departments.headers(language);
    for header in members.headers(language) {
        // A column of the user's own may be there for departments and for members.
        let is_taken = headers.contains(&header);
        headers.push(if is_taken {
            marked(&header, locale)
        } else {
            header
        });
    }
    let mut table = Table::new(out);
    table.row(headers.iter().map(String::as_str))?;
    let mut cells = Cells::default();
    let mut is_peopled = vec![false; directory.departments().len()];
    for member in directory.members() {
        for membership in member.memberships() {
            let id = membership.department();
            is_peopled[id.0 as usize] = true;
            cells.begin(count);
            departments.fill(id, 0, &mut cells);
            members.fill(member, std::slice::from_ref(membership), beside, &mut cells);
            table.row(cells.iter())?;
        }
        if member.memberships().is_empty() {
            cells.begin(count);
            members.fill(member, &[], beside, &mut cells);
            table.row(cells.iter())?;
        }
    }
    for id in departments.rows().filter(|id| !is_peopled[id.0 as usize]) {
        cells.begin(count);
        departments.fill(id, 0, &mut cells);
        table.row(cells.iter())?;
    }
    table.finish()
}
