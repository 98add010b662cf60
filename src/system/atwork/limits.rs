//! What atwork refuses or silently changes: atwork, 组织(admin), "2. 导入机构", and WorkPlus open documents, `light-app/sync`.

use crate::diagnostic::Findings;
use crate::directory::{DepartmentId, Directory};
use crate::locale::Arguments;
use crate::record::Field;
use crate::rule::{Check, Context, Rule};
use crate::system::{Rehearsal, codes, names};

codes! {
    W001 "atwork-slash-in-name" Error,
    W002 "root-taken-as-organisation" Warning,
    W003 "atwork-several-roots" Error,
    W004 "atwork-duplicate-path" Error,
    W005 "atwork-unnamed-department" Error,
    W006 "atwork-too-deep" Error,
    W007 "atwork-refused" Error,
    W008 "atwork-made-twice" Warning,
}

/// What a rehearsal finds.
pub(super) const REHEARSAL: Rehearsal = Rehearsal {
    call: "org.import",
    refused: &W007,
    there_already: None,
    made_twice: Some(&W008),
    missing: None,
    kept: None,
};

/// The rules of atwork, in code order; W002 and W003 depend on the options and come with the payload, W007 and W008 are
/// those of a rehearsal.
pub(super) static RULES: &[Rule] = &[
    Rule {
        code: &W001,
        check: Check::Directory(slash_in_name),
    },
    Rule {
        code: &W004,
        check: Check::Directory(duplicate_path),
    },
    Rule {
        code: &W005,
        check: Check::Directory(unnamed_department),
    },
    Rule {
        code: &W006,
        check: Check::Directory(too_deep),
    },
];

/// How many levels a path may have before it is taken for a mistake; atwork documents no limit.
pub(super) const DEPTH: u32 = 256;

/// W001: a name with `/` cannot be part of a path.
fn slash_in_name(context: &Context<'_>, findings: &mut Findings) {
    for (id, department) in context.directory.departments() {
        if department.name.contains('/') {
            let place = names::place(context.directory, id);
            findings.report(&W001, place).value(&department.name);
        }
    }
}

/// W004: two departments have the same path.
fn duplicate_path(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    for (first, second) in names::shared_by_siblings(directory) {
        let place = |id| names::place(directory, id);
        let path = end_of_path(directory, second);
        let finding = findings.report(&W004, place(second));
        finding
            .value(&directory.department(second).name)
            .with("path", path);
        let name = directory.department(first).name.as_str();
        finding.related(place(first), Arguments::default().with("name", name));
    }
}

/// W005: a department is known by its code only, and would be called by it.
fn unnamed_department(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    for (id, department) in directory.departments() {
        if department.placeholder {
            let place = directory.department_place(id, Field::DEPARTMENT_CODE);
            findings.report(&W005, place).value(&department.name);
        }
    }
}

/// The path of department `id`, of a very deep one its last levels.
fn end_of_path(directory: &Directory, id: DepartmentId) -> String {
    const SHOWN: usize = 16;
    let above = directory.tree().ancestors(id).take(SHOWN + 1);
    let mut names: Vec<&str> = above.map(|id| &*directory.department(id).name).collect();
    if names.len() > SHOWN {
        names[SHOWN] = "…";
    }
    names.reverse();
    names.push(&directory.department(id).name);
    names.join("/")
}

/// W006: a department is so deep that its path cannot be meant. Only the first one of a branch is named.
fn too_deep(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    for (id, department) in directory.departments() {
        if directory.tree().depth(id) == DEPTH + 1 {
            let place = names::place(directory, id);
            let finding = findings.report(&W006, place);
            finding.value(&department.name).with("limit", DEPTH);
        }
    }
}
