//! Managers who are nobody in particular.

use crate::diagnostic::{Findings, Place, code};
use crate::directory::{Directory, Manager, Managers, Member, MemberId};
use crate::locale::Arguments;
use crate::record::{Field, Form, Record};

use super::{Context, label};

/// M011: a manager, named in a sheet, who is none of the members or may be several. Dumps may leave people out.
pub(super) fn unresolved(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    if !directory.has_column(Field::MANAGER) {
        return;
    }
    let managers = Managers::of(directory, Field::MANAGER);
    if managers.is_empty() {
        return;
    }
    for member in directory.members() {
        let Some((record, text)) = said(member) else {
            continue;
        };
        for (name, manager) in managers.named(text) {
            let (case, candidates) = match manager {
                Manager::Member(_) | Manager::Elsewhere => continue,
                Manager::Several(candidates) => ("several", candidates),
                Manager::Unknown => ("unknown", &[][..]),
            };
            let finding = findings.report(&code::M011, record.place(Field::MANAGER));
            finding
                .value(name)
                .with("member", member.label())
                .with("field", label::header(&record, Field::MANAGER))
                .with("case", case);
            for candidate in candidates {
                let (place, who) = candidate_of(directory, *candidate);
                finding.related(place, Arguments::default().with("who", who));
            }
        }
    }
}

/// The cell in which `member` names managers, and what it says.
fn said(member: Member<'_>) -> Option<(Record<'_>, &str)> {
    let record = member
        .records()
        .find(|record| record.get(Field::MANAGER).filled().is_some())?;
    let is_cell = record.shape().form == Form::Cells;
    is_cell.then(|| (record, record.get(Field::MANAGER).or_empty()))
}

/// Where a member stands, and what tells them from others of the same name.
fn candidate_of(directory: &Directory, id: MemberId) -> (Place, String) {
    let member = directory.member(id);
    let apart = [
        Field::EMPLOYEE_NO,
        Field::USERID,
        Field::EMAIL,
        Field::MOBILE,
    ];
    let told = apart
        .into_iter()
        .find_map(|field| Some((field, member.get(field).filled()?)));
    let name = member.label();
    match told {
        Some((field, text)) if text != name => (member.place(field), format!("{name} {text}")),
        _ => (member.place(Field::MEMBER_NAME), name.to_owned()),
    }
}
