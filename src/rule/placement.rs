//! Members that are in no department.

use crate::diagnostic::{Findings, Place, SourceId, code};
use crate::directory::{Directory, Fault};
use crate::locale::Argument;
use crate::record::{Field, Shape};

use super::Context;

/// The fields that say which departments a member is in.
const DEPARTMENT: [Field; 4] = [
    Field::MEMBER_DEPARTMENT_PATH,
    Field::MEMBER_DEPARTMENT_CODE,
    Field::SECOND_DEPARTMENT_PATH,
    Field::MAIN_DEPARTMENT,
];

/// M008: a member without a department, where the sheet has a column for it. Where it has none, H002 says so once.
pub(super) fn member_without_department(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let unlinked = rows_with_unlinked_departments(directory);
    let mut sources_without: Vec<SourceId> = Vec::new();
    for member in directory.members_without_department() {
        let with_column = member
            .records()
            .find_map(|record| Some((record, department_field(record.shape())?)));
        let Some((record, field)) = with_column else {
            let source = member.record().source();
            if let Err(at) = sources_without.binary_search(&source) {
                sources_without.insert(at, source);
            }
            continue;
        };
        let is_told = member.records().any(|record| {
            unlinked
                .binary_search(&(record.source(), record.row()))
                .is_ok()
        });
        if !is_told {
            findings
                .report(&code::M008, record.place(field))
                .with("member", member.label());
        }
    }
    for source in sources_without {
        findings.report(&code::H002, Place::whole(source)).with(
            "column",
            Argument::Words {
                chinese: "部门",
                english: "department",
            },
        );
    }
}

/// The field of `shape` that says first which departments a member is in.
fn department_field(shape: &Shape) -> Option<Field> {
    DEPARTMENT
        .into_iter()
        .find(|field| shape.column(*field).is_some())
}

/// The rows that name departments which did not link, sorted.
fn rows_with_unlinked_departments(directory: &Directory) -> Vec<(SourceId, u32)> {
    let rows = directory.faults().iter().filter_map(|fault| match fault {
        Fault::UnresolvedDepartment { record, .. } | Fault::AmbiguousDepartment { record, .. } => {
            let record = directory.record(*record);
            Some((record.source(), record.row()))
        }
        _ => None,
    });
    let mut rows: Vec<_> = rows.collect();
    rows.sort_unstable();
    rows
}
