//! The differences between two directories, for people and for programs: text, JSON, CSV, a workbook.

mod heads;
mod json;
mod list;
mod rows;
mod text;
mod workbook;

#[cfg(test)]
mod tests;

use crate::directory::{DepartmentId, Directory, Member, MemberId};
use crate::locale::{Arguments, Locale};
use crate::plan::{DepartmentChange, Diff, FieldChange, MemberChange, Recognised, Tally};
use crate::record::{Field, FieldKind};

use super::mask::Privacy;
use super::visible::visible;
use super::wording::own_name;

pub use json::{schema, write as write_json};
pub use list::write as write_list;
pub use text::write as write_text;
pub use workbook::write as write_workbook;

pub(super) use workbook::{add as add_sheets, add_overview, overview, signature};

/// One side of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Side<'s> {
    /// The file or remote, as the user named it.
    pub name: &'s str,
    /// How many errors there are in it.
    pub errors: usize,
}

/// Differences, and how they are told to those who sign them.
#[derive(Clone, Copy)]
pub struct Telling<'t> {
    /// The differences.
    pub diff: &'t Diff<'t>,
    /// Where the two directories came from.
    pub sides: [Side<'t>; 2],
    /// The language.
    pub locale: &'t Locale,
    /// Whether telephone numbers and mail addresses are written out.
    pub unmasked: bool,
    /// When it was told, in words.
    pub made: &'t str,
    /// Whether the codes of departments are told; those that a model of a server gives mean nothing.
    pub has_codes: bool,
}

impl Telling<'_> {
    fn privacy(&self) -> Privacy {
        Privacy::of(self.unmasked)
    }
}

/// What can become of departments, then of members, in the order of [`counts`].
pub(super) const WORDS: [&str; 10] = [
    "changes-added",
    "changes-removed",
    "changes-renamed",
    "changes-moved",
    "changes-changed",
    "changes-came",
    "changes-went",
    "changes-transferred",
    "changes-updated",
    "changes-leading",
];

/// How many of [`WORDS`] are about departments.
pub(super) const OF_DEPARTMENTS: usize = 5;

/// How many departments and members each of [`WORDS`] is true of.
pub(super) fn counts(tally: &Tally) -> [usize; 10] {
    [
        tally.departments_added,
        tally.departments_removed,
        tally.departments_renamed,
        tally.departments_moved,
        tally.departments_changed,
        tally.members_added,
        tally.members_removed,
        tally.members_moved,
        tally.members_changed,
        tally.members_leading,
    ]
}

/// What is different, in one sentence.
pub(super) fn in_a_sentence(diff: &Diff<'_>, locale: &Locale) -> String {
    let counts = counts(&diff.tally());
    let parts = WORDS.iter().zip(counts).filter(|(_, count)| *count > 0);
    let part = |(word, count): (&&str, usize)| {
        let count = Arguments::default().with("count", count);
        locale.attribute(word, "counted", &count)
    };
    let parts: Vec<String> = parts.filter_map(part).collect();
    match parts.is_empty() {
        true => locale.text("changes-none"),
        false => {
            let parts = parts.join(&locale.text("changes-comma"));
            let parts = Arguments::default().with("parts", parts);
            locale.format("changes-sentence", &parts)
        }
    }
}

/// The names of a department from the top, for people.
fn path(directory: &Directory, id: DepartmentId) -> String {
    visible(&directory.path(id).join("/")).into_owned()
}

/// What became of a department, as messages of `locale`, in the order they are told.
pub(super) fn department_words(change: &DepartmentChange) -> Vec<&'static str> {
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
pub(super) fn member_words(change: &MemberChange) -> Vec<&'static str> {
    match (change.before, change.after) {
        (None, _) => vec!["changes-came"],
        (_, None) => vec!["changes-went"],
        _ => [
            (change.is_moved(), "changes-transferred"),
            (!change.fields.is_empty(), "changes-updated"),
            (!change.leads.is_empty(), "changes-leading"),
        ]
        .into_iter()
        .filter_map(|(is_so, word)| is_so.then_some(word))
        .collect(),
    }
}

/// Whether a department was only likely recognised.
pub(super) fn is_inferred(change: &DepartmentChange) -> bool {
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

/// What tells a member apart, strongest first; systems without accounts know people by mail.
const IDENTITIES: [Field; 5] = [
    Field::USERID,
    Field::EMPLOYEE_NO,
    Field::EMAIL,
    Field::BIZ_EMAIL,
    Field::MOBILE,
];

/// What tells a member apart, and what it is meant to be.
pub(super) fn identity(member: Member<'_>) -> Option<(&str, Option<FieldKind>)> {
    let mut known = IDENTITIES.into_iter().filter_map(|field| {
        let text = member.get(field).filled()?;
        Some((text, field.info().map(|info| info.kind)))
    });
    known.next()
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
