//! Differences for programs: one JSON document of version 1.

use std::io::{self, Write};

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

use crate::directory::{DepartmentId, Directory, Member};
use crate::plan::{DepartmentChange, Diff, FieldChange, MemberChange};
use crate::record::Field;

use super::{department_words, is_inferred, member, member_words};

/// The version of the document.
const VERSION: u32 = 1;

/// What `diff --format json` prints.
#[derive(Serialize, JsonSchema)]
#[schemars(title = "orgferry changes")]
struct Document<'d> {
    /// The version of this format: 1.
    version: u32,
    /// How many of each; one department may be renamed, moved and changed at once.
    summary: Summary,
    /// How the two sides were compared.
    compared: Compared,
    /// Departments: those that are there in tree order, then the removed ones.
    departments: Vec<Department<'d>>,
    /// Members: those that are there in their order, then those who left.
    members: Vec<Person<'d>>,
}

#[derive(Serialize, JsonSchema)]
struct Summary {
    departments_added: usize,
    departments_removed: usize,
    departments_renamed: usize,
    departments_moved: usize,
    departments_changed: usize,
    members_added: usize,
    members_removed: usize,
    members_moved: usize,
    members_changed: usize,
    members_leading: usize,
}

#[derive(Serialize, JsonSchema)]
struct Compared {
    /// Whether departments were recognised by codes first; else by paths.
    by_code: bool,
    /// The fields of departments that both sides know.
    department_fields: Vec<&'static str>,
    /// The fields of members that both sides know.
    member_fields: Vec<&'static str>,
}

#[derive(Serialize, JsonSchema)]
struct Department<'d> {
    /// What became of it: `added`, `removed`, or any of `renamed`, `moved`, `changed`.
    change: Vec<&'static str>,
    /// Whether the two were taken for one by their members or their name only.
    is_inferred: bool,
    /// Names from the top, as it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<Vec<&'d str>>,
    /// Names from the top, as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<Vec<&'d str>>,
    /// Its code, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'d str>,
    /// Fields besides.
    fields: Vec<Changed<'d>>,
}

#[derive(Serialize, JsonSchema)]
struct Person<'d> {
    /// What became of them: `added`, `removed`, or any of `moved`, `changed`, `leading`.
    change: Vec<&'static str>,
    /// Their name.
    name: &'d str,
    /// Their userid, where they have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    userid: Option<&'d str>,
    /// Their employee number, where they have one.
    #[serde(skip_serializing_if = "Option::is_none")]
    employee_no: Option<&'d str>,
    /// Fields that changed.
    fields: Vec<Changed<'d>>,
    /// Paths of departments they are in now and were not.
    joined: Vec<Vec<&'d str>>,
    /// Paths of departments they were in and are no more.
    left: Vec<Vec<&'d str>>,
    /// Departments they lead now or lead no more.
    leads: Vec<Leads<'d>>,
}

#[derive(Serialize, JsonSchema)]
struct Leads<'d> {
    department: Vec<&'d str>,
    leads: bool,
}

#[derive(Serialize, JsonSchema)]
struct Changed<'d> {
    /// The canonical field, e.g. `member.mobile`.
    field: &'static str,
    before: &'d str,
    after: &'d str,
}

/// Writes `diff` to `out` as one JSON document and a line break.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(diff: &Diff<'_>, mut out: impl Write) -> io::Result<()> {
    let tally = diff.tally();
    let ids = |fields: &[Field]| fields.iter().map(|field| field.id()).collect();
    let document = Document {
        version: VERSION,
        summary: Summary {
            departments_added: tally.departments_added,
            departments_removed: tally.departments_removed,
            departments_renamed: tally.departments_renamed,
            departments_moved: tally.departments_moved,
            departments_changed: tally.departments_changed,
            members_added: tally.members_added,
            members_removed: tally.members_removed,
            members_moved: tally.members_moved,
            members_changed: tally.members_changed,
            members_leading: tally.members_leading,
        },
        compared: Compared {
            by_code: diff.basis.by_code,
            department_fields: ids(&diff.basis.department_fields),
            member_fields: ids(&diff.basis.member_fields),
        },
        departments: diff
            .departments
            .iter()
            .map(|change| department(change, diff))
            .collect(),
        members: diff
            .members
            .iter()
            .map(|change| person(change, diff))
            .collect(),
    };
    serde_json::to_writer(&mut out, &document)?;
    out.write_all(b"\n")
}

/// The JSON Schema of what [`write()`] writes.
#[must_use]
pub fn schema() -> Schema {
    schema_for!(Document<'static>)
}

fn department<'d>(change: &'d DepartmentChange, diff: &Diff<'d>) -> Department<'d> {
    let sides = [(diff.after, change.after), (diff.before, change.before)];
    let code = sides
        .into_iter()
        .filter_map(|(directory, id)| directory.department(id?).code.as_deref());
    Department {
        change: words(&department_words(change)),
        is_inferred: is_inferred(change),
        before: change.before.map(|id| diff.before.path(id)),
        after: change.after.map(|id| diff.after.path(id)),
        code: code.into_iter().next(),
        fields: changed(&change.fields),
    }
}

fn person<'d>(change: &'d MemberChange, diff: &Diff<'d>) -> Person<'d> {
    let known = member(diff.after, change.after).or_else(|| member(diff.before, change.before));
    let text = |field| known.and_then(|member: Member<'d>| member.get(field).filled());
    let leads = change.leads.iter().map(|(id, leads)| Leads {
        department: diff.after.path(*id),
        leads: *leads,
    });
    Person {
        change: words(&member_words(change)),
        name: known.map(|member| member.label()).unwrap_or_default(),
        userid: text(Field::USERID),
        employee_no: text(Field::EMPLOYEE_NO),
        fields: changed(&change.fields),
        joined: paths(diff.after, &change.joined),
        left: paths(diff.before, &change.left),
        leads: leads.collect(),
    }
}

fn paths<'d>(directory: &'d Directory, ids: &[DepartmentId]) -> Vec<Vec<&'d str>> {
    ids.iter().map(|id| directory.path(*id)).collect()
}

fn changed(fields: &[FieldChange]) -> Vec<Changed<'_>> {
    let changed = fields.iter().map(|change| Changed {
        field: change.field.id(),
        before: &change.before,
        after: &change.after,
    });
    changed.collect()
}

/// What programs call what became of something.
fn words(messages: &[&'static str]) -> Vec<&'static str> {
    let word = |message: &&'static str| match *message {
        "changes-came" => "added",
        "changes-went" => "removed",
        "changes-transferred" => "moved",
        "changes-updated" => "changed",
        message => message.trim_start_matches("changes-"),
    };
    messages.iter().map(word).collect()
}
