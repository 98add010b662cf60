//! What is wrong with a header: missing columns (H002) and duplicate ones (H003).

use crate::diagnostic::{Findings, Place, code};
use crate::locale::{Argument, Arguments};
use crate::record::{Field, Subject};

use super::columns::{Unused, Use};
use super::kind::SheetKind;
use super::making::Making;
use super::spelling;

impl Making<'_> {
    /// Reports what is wrong with the header; `is_unreadable` where nothing tells whom or what a row is about.
    pub(super) fn report(&self, findings: &mut Findings, is_unreadable: bool) {
        let place = |column| Place::cell(self.table.source, self.header_row(), column);
        let row = || Place::row(self.table.source, self.header_row());
        if is_unreadable {
            let needed = match self.kind {
                SheetKind::Departments => Field::DEPARTMENT_NAME,
                _ => Field::MEMBER_NAME,
            };
            let (chinese, english) = spelling::own_name(needed);
            findings
                .report(&code::H002, row().of_field(needed.id()))
                .with("column", Argument::Words { chinese, english })
                .with("case", "needed");
        }
        let columns = self.table.pins.columns.iter();
        let columns = columns.filter_map(|(id, header)| Some((Field::by_id(id)?, header)));
        let levels = self.table.pins.levels.iter();
        let levels = levels.map(|header| (self.path_field(), header));
        for (field, header) in columns.chain(levels) {
            let is_ours = match self.kind {
                SheetKind::Departments => field.subject() == Some(Subject::Department),
                SheetKind::Members => field.subject() != Some(Subject::Department),
                SheetKind::Both | SheetKind::Nothing => true,
            };
            let is_there = self
                .cells()
                .any(|(cell, _)| cell.meaning.is_pinned() && spelling::same(&cell.text, header));
            if is_ours && !is_there {
                findings
                    .report(&code::H002, row().of_field(field.id()))
                    .with("column", header.as_str())
                    .with("case", "mapped");
            }
        }
        for (cell, used) in self.cells() {
            if let Use::Own(Unused::Duplicate(first)) = used {
                let first = &self.header.cells[first];
                let is_same = spelling::same(&cell.text, &first.text);
                findings
                    .report(&code::H003, place(cell.column))
                    .value(&cell.text)
                    .with("case", if is_same { "header" } else { "meaning" })
                    .with("other", first.text.as_str())
                    .related(place(first.column), Arguments::default());
            }
        }
    }
}
