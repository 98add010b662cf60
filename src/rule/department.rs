//! What every department needs: a name that can be read, a code where the sheet has codes, and none of them twice.

use crate::diagnostic::{Findings, code};
use crate::directory::{Department, DepartmentId, Directory, Fault};
use crate::locale::Arguments;
use crate::record::Field;

use super::{Context, hierarchy, label};

/// The longest name that any system takes (SeaTable), in characters.
const LONGEST_NAME: usize = 255;

/// How many further places of one finding are named.
const MOST_RELATED: usize = 10;

/// D001: a department without a name.
pub(super) fn missing_name(context: &Context<'_>, findings: &mut Findings) {
    let nameless = |(_, department): &(DepartmentId, &Department)| {
        department.record.is_some() && !department.placeholder && department.name.trim().is_empty()
    };
    for (id, department) in context.directory.departments().filter(nameless) {
        let finding = findings.report(
            &code::D001,
            context
                .directory
                .department_place(id, Field::DEPARTMENT_NAME),
        );
        match department.code.as_deref() {
            Some(code) => finding.with("case", "code").with("code", code),
            None => finding.with("case", "no-code"),
        };
    }
}

/// D002: a row of a department list with codes that has none itself.
pub(super) fn missing_code(context: &Context<'_>, findings: &mut Findings) {
    for fault in context.directory.faults() {
        let Fault::MissingCode { record } = fault else {
            continue;
        };
        let record = context.directory.record(*record);
        let name = [Field::DEPARTMENT_NAME, Field::DEPARTMENT_PATH]
            .into_iter()
            .find_map(|field| record.get(field).filled())
            .unwrap_or("—");
        findings
            .report(&code::D002, record.place(Field::DEPARTMENT_CODE))
            .with("name", label::shown(name).as_ref());
    }
}

/// D003: a department that is there already.
pub(super) fn duplicate(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    for fault in directory.faults() {
        let Fault::DuplicateDepartment { record, first } = fault else {
            continue;
        };
        let record = directory.record(*record);
        let known = directory.department(*first);
        let own_code = record.get(Field::DEPARTMENT_CODE).filled();
        let name = record.get(Field::DEPARTMENT_NAME).filled();
        let (case, field) = match (own_code, name) {
            (Some(_), Some(name)) if name.trim() != known.name => {
                ("other-name", Field::DEPARTMENT_CODE)
            }
            (Some(_), _) => ("same-name", Field::DEPARTMENT_CODE),
            (None, _) if record.get(Field::DEPARTMENT_PATH).filled().is_some() => {
                ("path", Field::DEPARTMENT_PATH)
            }
            (None, _) => ("path", Field::DEPARTMENT_NAME),
        };
        findings
            .report(&code::D003, record.place(field))
            .with("case", case)
            .with("name", name.unwrap_or_default())
            .with("first", label::department(directory, *first))
            .value(&label::shown(record.get(field).or_empty()))
            .related(
                directory.department_place(*first, field),
                Arguments::default().with("first", label::department(directory, *first)),
            );
    }
}

/// D004: two departments with one name below one parent.
pub(super) fn same_name(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let tree = directory.tree();
    let top = hierarchy::tops(directory);
    let mut siblings: Vec<DepartmentId> = Vec::new();
    let groups = directory.departments().map(|(id, _)| tree.children(id));
    for group in groups.chain([top.as_slice()]) {
        siblings.clear();
        siblings.extend_from_slice(group);
        let name = |id: &DepartmentId| directory.department(*id).name.trim();
        siblings.retain(|id| !name(id).is_empty());
        siblings.sort_unstable_by(|a, b| name(a).cmp(name(b)).then(a.cmp(b)));
        for same in siblings.chunk_by(|a, b| name(a) == name(b)) {
            let [first, second, others @ ..] = same else {
                continue;
            };
            report_same_name(directory, *first, *second, others, findings);
        }
    }
}

fn report_same_name(
    directory: &Directory,
    first: DepartmentId,
    second: DepartmentId,
    others: &[DepartmentId],
    findings: &mut Findings,
) {
    let finding = findings.report(&code::D004, label::name_place(directory, second));
    finding
        .value(&directory.department(second).name)
        .with("count", others.len() + 2);
    match directory.tree().parent(second) {
        Some(parent) => finding
            .with("case", "inside")
            .with("parent", label::path(directory, parent)),
        None => finding.with("case", "top"),
    };
    for id in std::iter::once(&first).chain(others).take(MOST_RELATED) {
        let code = directory.department(*id).code.as_deref();
        let arguments = match code {
            Some(code) => Arguments::default().with("case", "code").with("code", code),
            None => Arguments::default().with("case", "no-code"),
        };
        finding.related(label::name_place(directory, *id), arguments);
    }
}

/// D009: a name that cannot be one.
pub(super) fn invalid_name(context: &Context<'_>, findings: &mut Findings) {
    for (id, department) in context.directory.departments() {
        let name = department.name.as_str();
        let case = if department.placeholder || name.trim().is_empty() {
            continue;
        } else if name.contains(char::is_control) {
            "control"
        } else if name.chars().all(is_punctuation) {
            "punctuation"
        } else if name.len() > LONGEST_NAME && name.chars().count() > LONGEST_NAME {
            "long"
        } else {
            continue;
        };
        findings
            .report(&code::D009, label::name_place(context.directory, id))
            .with("case", case)
            .with("count", name.chars().count())
            .with("limit", LONGEST_NAME)
            .value(name);
    }
}

/// Whether `c` says nothing by itself: punctuation, white space, and what cannot be seen.
fn is_punctuation(c: char) -> bool {
    c.is_ascii_punctuation()
        || c.is_whitespace()
        || matches!(c,
            '\u{a1}'..='\u{bf}' | '\u{200b}'..='\u{206f}' | '\u{feff}' | '\u{3000}'..='\u{3003}' | '\u{3008}'..='\u{3020}'
            | '\u{fe10}'..='\u{fe6f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff40}'
            | '\u{ff5b}'..='\u{ff65}')
}
