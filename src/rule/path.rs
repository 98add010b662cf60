//! References to departments by name, path or code that lead nowhere or to several.

use crate::diagnostic::{Diagnostic, Findings, code};
use crate::directory::{DepartmentId, Directory, Fault};
use crate::locale::Arguments;
use crate::record::Field;

use super::suggestion::{Known, Suggestions};
use super::{Context, label};

/// How many of the departments that a name fits are named.
const MOST_CANDIDATES: usize = 10;

/// F010: members name departments by code and no department list was read.
pub(super) fn no_department_list(context: &Context<'_>, findings: &mut Findings) {
    for fault in context.directory.faults() {
        let Fault::NoDepartmentList {
            record,
            field,
            departments,
        } = fault
        else {
            continue;
        };
        let place = context.directory.record(*record).place(*field);
        findings
            .report(&code::F010, place)
            .with("case", "no-department-list")
            .with("count", *departments);
    }
}

/// D012: a path with an empty level inside.
pub(super) fn gap(context: &Context<'_>, findings: &mut Findings) {
    for fault in context.directory.faults() {
        let Fault::PathGap { record, field } = fault else {
            continue;
        };
        let record = context.directory.record(*record);
        findings
            .report(&code::D012, record.place(*field))
            .value(&label::shown(record.get(*field).or_empty()));
    }
}

/// P001: a department whose parent, named by name or path, is not there.
pub(super) fn unresolved_parent(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let mut suggestions = Suggestions::new(directory, Known::Names);
    for fault in directory.faults() {
        let Fault::UnresolvedParent { department } = fault else {
            continue;
        };
        let field = label::parent_field(directory, *department);
        let text = directory.department_value(*department, field).or_empty();
        let finding = findings.report(&code::P001, directory.department_place(*department, field));
        finding
            .with("name", label::department(directory, *department))
            .value(&label::shown(text));
        suggestions.add_to(finding, text, Some(*department));
    }
}

/// P002: a department whose parent name fits several departments.
pub(super) fn ambiguous_parent(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let mut headcounts = Headcounts::new(directory);
    for fault in directory.faults() {
        let Fault::AmbiguousParent {
            department,
            candidates,
        } = fault
        else {
            continue;
        };
        let field = label::parent_field(directory, *department);
        let text = directory.department_value(*department, field).or_empty();
        let finding = findings.report(&code::P002, directory.department_place(*department, field));
        finding
            .with("name", label::department(directory, *department))
            .value(&label::shown(text));
        headcounts.add_candidates(candidates, finding);
    }
}

/// P003: a department named by a member that is not there.
pub(super) fn unresolved_department(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let mut names = Suggestions::new(directory, Known::Names);
    let mut codes = Suggestions::new(directory, Known::Codes);
    for fault in directory.faults() {
        let Fault::UnresolvedDepartment {
            record,
            field,
            text,
        } = fault
        else {
            continue;
        };
        let record = directory.record(*record);
        let by_code = matches!(
            *field,
            Field::MEMBER_DEPARTMENT_CODE | Field::MAIN_DEPARTMENT
        );
        let finding = findings.report(&code::P003, record.place(*field));
        finding
            .with("case", if by_code { "code" } else { "name" })
            .with("member", label::member(&record))
            .value(&label::shown(text));
        let suggestions = if by_code { &mut codes } else { &mut names };
        suggestions.add_to(finding, text, None);
    }
}

/// P004: a department named by a member that fits several departments.
pub(super) fn ambiguous_department(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let mut headcounts = Headcounts::new(directory);
    for fault in directory.faults() {
        let Fault::AmbiguousDepartment {
            record,
            field,
            text,
            candidates,
        } = fault
        else {
            continue;
        };
        let record = directory.record(*record);
        let finding = findings.report(&code::P004, record.place(*field));
        finding
            .with("member", label::member(&record))
            .value(&label::shown(text));
        headcounts.add_candidates(candidates, finding);
    }
}

/// How many memberships every department has with those below it; counted when first asked for.
struct Headcounts<'d> {
    directory: &'d Directory,
    counts: Option<Vec<usize>>,
}

impl<'d> Headcounts<'d> {
    fn new(directory: &'d Directory) -> Self {
        Self {
            directory,
            counts: None,
        }
    }

    fn of(&mut self, id: DepartmentId) -> usize {
        let directory = self.directory;
        let counts = self.counts.get_or_insert_with(|| {
            let mut counts = vec![0; directory.departments().len()];
            for membership in directory.members().flat_map(|member| member.memberships()) {
                counts[membership.department().0 as usize] += 1;
            }
            let tree = directory.tree();
            for id in tree.preorder().iter().rev() {
                if let Some(parent) = tree.parent(*id) {
                    counts[parent.0 as usize] += counts[id.0 as usize];
                }
            }
            counts
        });
        counts[id.0 as usize]
    }

    /// Names the departments that were possible, with how many people they have.
    fn add_candidates(&mut self, candidates: &[DepartmentId], finding: &mut Diagnostic) {
        let directory = self.directory;
        finding.with("count", candidates.len());
        for id in candidates.iter().take(MOST_CANDIDATES) {
            let arguments = Arguments::default()
                .with("path", label::path(directory, *id))
                .with("people", self.of(*id));
            finding.related(label::name_place(directory, *id), arguments);
        }
    }
}
