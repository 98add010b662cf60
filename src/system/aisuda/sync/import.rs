//! The import of everything at once. It adds and never removes: who moved ends in both departments, which a plan says.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Deserialize;

use crate::directory::{DepartmentId, Directory, Member};
use crate::plan::{Action, Note, Operation, State, Subject, SubjectKind};
use crate::record::Field;
use crate::system::{Draft, Seen, Style, Wanted};

use super::super::payload::build;
use super::people::mail;

/// One import of everything, where anything is missing.
pub(super) fn draft(wanted: Wanted<'_>, current: &State<'_>) -> Draft {
    let directory = wanted.directory;
    let payload = build(directory, wanted.options);
    let mut body = Vec::new();
    let written = payload.bodies.write(0, Style::Compact, &mut body);
    let body = written.ok().and_then(|()| String::from_utf8(body).ok());
    let mut draft = Draft {
        notes: kept(directory, current),
        loss: payload.bodies.loss(),
        ..Draft::default()
    };
    let missing = body.as_deref().map(|body| missing(body, current));
    if let (Some(body), Some(missing)) = (body, missing)
        && missing.departments + missing.memberships > 0
    {
        let place = directory.records().next().map(|record| record.row_place());
        let subject = Subject {
            kind: SubjectKind::Several,
            name: top(directory),
            place: place.map(|place| place.display(wanted.sources.get(place.source))),
            departments: missing.departments,
            members: missing.memberships,
        };
        draft.waves = vec![vec![operation(subject, body)]];
    }
    draft
}

/// The import of `body`.
pub(super) fn operation(subject: Subject, body: String) -> Operation {
    Operation::new(
        Action::Import,
        subject,
        "departments.import",
        BTreeMap::new(),
        Some(body),
    )
}

/// What the server says of an import.
pub(super) fn look(operation: &Operation, current: &State<'_>) -> Seen {
    let missing = missing(operation.body_text(), current);
    let subject = &operation.subject;
    match (missing.departments, missing.memberships) {
        (0, 0) => Seen::Done(None),
        // They were to be there by now, and an import would make them whatever became of them.
        (1.., _) if subject.departments == 0 => Seen::Blocked,
        now if now == (subject.departments, subject.members) => Seen::Open,
        _ => Seen::Unclear,
    }
}

/// How much of an import a server does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Missing {
    departments: usize,
    /// Users are known by mail; those without one by the name they have in their department.
    memberships: usize,
}

/// An import, in either dialect.
#[derive(Deserialize)]
struct Import<'b> {
    #[serde(borrow)]
    departments: Vec<Department<'b>>,
    #[serde(borrow)]
    users: Vec<User<'b>>,
}

#[derive(Deserialize)]
struct Department<'b> {
    #[serde(borrow, alias = "部门编号", alias = "code")]
    code: std::borrow::Cow<'b, str>,
    #[serde(borrow, alias = "部门名称")]
    name: std::borrow::Cow<'b, str>,
    #[serde(borrow, alias = "上级部门编号", alias = "parentCode")]
    parent: std::borrow::Cow<'b, str>,
}

#[derive(Deserialize)]
struct User<'b> {
    #[serde(borrow, alias = "用户名")]
    name: std::borrow::Cow<'b, str>,
    #[serde(borrow, alias = "邮箱", alias = "email")]
    mail: std::borrow::Cow<'b, str>,
    #[serde(borrow, alias = "所属部门编号", alias = "departmentCode")]
    department: std::borrow::Cow<'b, str>,
}

/// What of the import `body` the server does not have. Departments are found by their names from the top.
fn missing(body: &str, current: &State<'_>) -> Missing {
    let mut missing = Missing::default();
    let Ok(import) = serde_json::from_str::<Import<'_>>(body) else {
        return missing;
    };
    let mut nodes = HashMap::new();
    // Parents come first in every body of ours.
    for department in &import.departments {
        let parent = match &*department.parent {
            "" => Some(None),
            code => nodes.get(code).copied().flatten().map(Some),
        };
        let node = parent.and_then(|parent| current.child(parent, &department.name));
        missing.departments += usize::from(node.is_none());
        nodes.insert(&*department.code, node);
    }
    let mut by_name = None;
    for user in &import.users {
        let node = nodes.get(&*user.department).copied().flatten();
        let is_there = node.is_some_and(|node| match &*user.mail {
            "" => {
                let known = by_name.get_or_insert_with(|| names(current.directory()));
                known.contains(&(node, &*user.name))
            }
            mail => {
                let member = current.member(mail);
                member.is_some_and(|member| current.membership(node, member).is_some())
            }
        });
        missing.memberships += usize::from(!is_there);
    }
    missing
}

/// Where on the server users are, by their names.
fn names(server: &Directory) -> HashSet<(DepartmentId, &str)> {
    let places = server.members().flat_map(|member| {
        let name = member.get(Field::MEMBER_NAME).or_empty();
        let memberships = member.memberships().iter();
        memberships.map(move |membership| (membership.department(), name))
    });
    places.collect()
}

/// Members who will stay in departments of the server where the source does not have them.
fn kept(directory: &Directory, current: &State<'_>) -> Vec<Note> {
    let server = current.directory();
    let mut notes = Vec::new();
    for member in directory.members() {
        let Some(known) = mail(member).and_then(|mail| current.member(mail)) else {
            continue;
        };
        let wanted = paths(directory, member);
        let there = paths(server, server.member(known));
        for path in there.iter().filter(|path| !wanted.contains(path)) {
            notes.push(Note {
                message: "plan-note-aisuda-kept".to_owned(),
                subject: format!("{} — {path}", member.label()),
            });
        }
    }
    notes
}

fn paths(directory: &Directory, member: Member<'_>) -> Vec<String> {
    let memberships = member.memberships().iter();
    memberships
        .map(|membership| directory.path(membership.department()).join("/"))
        .collect()
}

/// The name of the first top.
fn top(directory: &Directory) -> String {
    let top = directory.tree().roots().first();
    let name = top.map(|id| directory.department(*id).name.to_string());
    name.unwrap_or_default()
}
