//! The differences between two directories, for people and for programs: text, JSON, a workbook.

mod json;
mod text;
mod workbook;

#[cfg(test)]
mod tests;

use crate::directory::{DepartmentId, Directory, Member, MemberId};
use crate::locale::Locale;
use crate::plan::{DepartmentChange, FieldChange, MemberChange, Recognised};
use crate::record::Field;

use super::visible::visible;
use super::wording::own_name;

pub use json::{schema, write as write_json};
pub use text::write as write_text;
pub use workbook::write as write_workbook;

/// The names of a department from the top, for people.
fn path(directory: &Directory, id: DepartmentId) -> String {
    visible(&directory.path(id).join("/")).into_owned()
}

/// What became of a department, as messages of `locale`, in the order they are told.
fn department_words(change: &DepartmentChange) -> Vec<&'static str> {
    match (change.before, change.after) {
        (None, _) => vec!["changes-added"],
        (_, None) => vec!["changes-removed"],
        _ => [
            (change.is_renamed, "changes-renamed"),
            (change.is_moved, "changes-moved"),
            (!change.fields.is_empty(), "changes-changed"),
        ]
        .into_iter()
        .filter_map(|(is_so, word)| is_so.then_some(word))
        .collect(),
    }
}

/// What became of a member, as messages of `locale`, in the order they are told.
fn member_words(change: &MemberChange) -> Vec<&'static str> {
    match (change.before, change.after) {
        (None, _) => vec!["changes-came"],
        (_, None) => vec!["changes-went"],
        _ => {
            let is_moved = !change.joined.is_empty() || !change.left.is_empty();
            let is_changed = !change.fields.is_empty() || !change.leads.is_empty();
            [
                (is_moved, "changes-transferred"),
                (is_changed, "changes-changed"),
            ]
            .into_iter()
            .filter_map(|(is_so, word)| is_so.then_some(word))
            .collect()
        }
    }
}

/// Whether a department was only likely recognised.
fn is_inferred(change: &DepartmentChange) -> bool {
    change.recognised == Recognised::Inferred
}

/// A member's name and what tells them apart, for people.
fn person(member: Member<'_>) -> String {
    let name = member.label();
    let identity = [Field::USERID, Field::EMPLOYEE_NO]
        .into_iter()
        .find_map(|field| member.get(field).filled());
    match identity.filter(|identity| *identity != name) {
        Some(identity) => visible(&format!("{name} ({identity})")).into_owned(),
        None => visible(name).into_owned(),
    }
}

/// The member `id`, where there is one.
fn member(directory: &Directory, id: Option<MemberId>) -> Option<Member<'_>> {
    id.map(|id| directory.member(id))
}

/// A changed field in one line.
fn field_line(change: &FieldChange, locale: &Locale) -> String {
    let (before, after) = (visible(&change.before), visible(&change.after));
    let label = own_name(change.field, locale);
    let nothing = locale.text("changes-nothing");
    let shown = |text: &str| match text.is_empty() {
        true => nothing.clone(),
        false => text.to_owned(),
    };
    format!("{label}: {} → {}", shown(&before), shown(&after))
}
