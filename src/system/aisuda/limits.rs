//! What aisuda refuses or silently changes: aisuda-docs, OpenAPI/组织 and 组织管理. Most of it is not documented; the
//! severities say how sure we are.

use crate::diagnostic::Findings;
use crate::locale::Arguments;
use crate::record::Field;
use crate::rule::{Check, Context, Person, Rule};
use crate::system::{Rehearsal, codes, names};

codes! {
    A001 "aisuda-too-deep" Warning,
    A002 "aisuda-missing-email" Warning,
    A003 "aisuda-several-roots" Warning,
    A004 "aisuda-unnamed-department" Error,
    A005 "aisuda-same-sibling-name" Warning,
    A006 "aisuda-refused" Error,
    A007 "aisuda-membership-kept" Warning,
    A008 "aisuda-not-there-afterwards" Warning,
}

/// What a rehearsal finds.
pub(super) const REHEARSAL: Rehearsal = Rehearsal {
    call: "departments.import",
    refused: &A006,
    there_already: None,
    made_twice: None,
    missing: Some(&A008),
    kept: Some(&A007),
};

/// The rules of aisuda, in code order; the other codes are those of a rehearsal.
pub(super) static RULES: &[Rule] = &[
    Rule {
        code: &A001,
        check: Check::Directory(too_deep),
    },
    Rule {
        code: &A002,
        check: Check::Member(missing_email),
    },
    Rule {
        code: &A003,
        check: Check::Directory(several_roots),
    },
    Rule {
        code: &A004,
        check: Check::Directory(unnamed_department),
    },
    Rule {
        code: &A005,
        check: Check::Directory(same_sibling_name),
    },
];

/// How many levels an organisation has unless its settings (组织设置) say otherwise.
const DEPTH: u32 = 10;

/// A001: a department is below the tenth level. Only the first one of a branch is named.
fn too_deep(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    for (id, department) in directory.departments() {
        if directory.tree().depth(id) == DEPTH + 1 {
            let place = names::place(directory, id);
            let finding = findings.report(&A001, place);
            finding.value(&department.name).with("limit", DEPTH);
        }
    }
}

/// A002: a member has no mail address, by which aisuda very likely tells users apart.
fn missing_email(_: &Context<'_>, member: &Person<'_>, findings: &mut Findings) {
    let is_empty = |field| member.get(field).filled().is_none();
    if is_empty(Field::EMAIL) && is_empty(Field::BIZ_EMAIL) {
        let place = member.place(Field::EMAIL);
        findings.report(&A002, place).with("name", member.label());
    }
}

/// A003: several departments have no parent. Where only their codes are known, so are their parents not; that is A004.
fn several_roots(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let [first, others @ ..] = directory.tree().roots() else {
        return;
    };
    let Some(second) = others.first() else {
        return;
    };
    if directory
        .departments()
        .any(|(_, department)| department.placeholder)
    {
        return;
    }
    let name = |id| &*directory.department(id).name;
    let place = |id| names::place(directory, id);
    let finding = findings.report(&A003, place(*second));
    finding.value(name(*second)).with("count", others.len() + 1);
    let arguments = Arguments::default().with("name", name(*first));
    finding.related(place(*first), arguments);
}

/// A004: a department is known by its code only, and would be called by it.
fn unnamed_department(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    for (id, department) in directory.departments() {
        if department.placeholder {
            let place = directory.department_place(id, Field::DEPARTMENT_CODE);
            findings.report(&A004, place).value(&department.name);
        }
    }
}

/// A005: two departments with one parent have the same name. Replies carry no codes, so a second import can only find
/// departments by name.
fn same_sibling_name(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    for (first, second) in names::shared_by_siblings(directory) {
        let place = |id| names::place(directory, id);
        let name = &*directory.department(second).name;
        let arguments = Arguments::default().with("name", name);
        let finding = findings.report(&A005, place(second));
        finding.value(name).related(place(first), arguments);
    }
}
