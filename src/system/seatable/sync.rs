//! Desired × current → operations: users that SeaTable does not have yet, in chunks, and on request departments by their
//! ids. It has no call that changes or removes what it imported, and takes a chunk again without harm.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::config::DepartmentImports;
use crate::directory::{Directory, Member, MemberId};
use crate::error::Result;
use crate::plan::{Action, Mode, Note, Operation, State, Subject, SubjectKind};
use crate::record::Field;
use crate::system::{
    Answer, Bodies, Draft, Ids, Loss, Planner, Row, RowState, Seen, Style, Wanted,
};
use crate::transport::Reply;

use super::payload::{Batches, batches};

/// What the server says of a user, a department and a membership it has.
const THERE_ALREADY: [&str; 3] = ["用户已存在", "部门已存在", "部门成员已存在"];

/// The call that imports a department.
const DEPARTMENT_IMPORT: &str = "department.import";

/// The key of a user in SeaTable's lists that holds its own id once the user was imported.
const VIRTUAL_ID: &str = "email";

/// What SeaTable can be told to do.
pub(super) struct SeatablePlanner;

impl Planner for SeatablePlanner {
    fn modes(&self) -> &'static [Mode] {
        &Mode::ALL
    }

    fn draft(&self, wanted: Wanted<'_>, current: &State<'_>) -> Result<Draft> {
        let directory = wanted.directory;
        let is_missing = |userid: &str| !has(current, userid);
        let (batches, _) = batches(directory, wanted.options, &is_missing);
        let mut wave = Vec::new();
        for index in 0..batches.count() {
            let mut body = Vec::new();
            let members = batches.members(index);
            if members.is_empty() || batches.write(index, Style::Compact, &mut body).is_err() {
                continue;
            }
            let Ok(body) = String::from_utf8(body) else {
                continue;
            };
            let first = directory.member(members[0]);
            let place = first.record().row_place();
            let subject = Subject {
                kind: SubjectKind::Several,
                name: first.label().to_owned(),
                place: Some(place.display(wanted.sources.get(place.source))),
                departments: 0,
                members: members.len(),
            };
            let arguments = BTreeMap::new();
            let mut operation = Operation::new(
                Action::Import,
                subject,
                "users.import",
                arguments,
                Some(body),
            );
            operation.places = places(wanted, members, &batches);
            wave.push(operation);
        }
        let mut draft = Draft {
            loss: Loss::of(directory, &batches),
            ..Draft::default()
        };
        if !wave.is_empty() {
            draft.waves.push(wave);
        }
        if wanted.mode == Mode::Mirror {
            draft.notes = gone(directory, current);
        }
        let imports = department_imports(wanted, current, &mut draft.notes);
        if !imports.is_empty() {
            draft.waves.push(imports);
        }
        Ok(draft)
    }

    /// No call tells which departments were imported. Importing one again does no harm, unless the first import is still
    /// at work.
    fn look(&self, operation: &Operation, _: &Ids, current: &State<'_>) -> Seen {
        if operation.call == DEPARTMENT_IMPORT {
            return Seen::Unclear;
        }
        let Ok(body) = serde_json::from_str::<Body>(operation.body_text()) else {
            return Seen::Open;
        };
        match body.userlist.iter().all(|user| has(current, &user.userid)) {
            true => Seen::Done(None),
            false => Seen::Open,
        }
    }

    fn people(&self, operation: &Operation) -> Vec<[String; 2]> {
        let body = serde_json::from_str::<Body>(operation.body_text());
        let users = body.into_iter().flat_map(|body| body.userlist);
        users.map(|user| [user.name, user.userid]).collect()
    }

    fn answer(&self, reply: &Reply) -> Answer {
        #[derive(Deserialize)]
        struct Report {
            #[serde(default)]
            success: Vec<Entry>,
            #[serde(default)]
            failed: Vec<Entry>,
        }
        let row = |entry: Entry, is_success: bool| {
            let message = entry.message.unwrap_or_default();
            let state = match (is_success, message.as_str()) {
                (true, _) => RowState::Done,
                (false, message) if THERE_ALREADY.contains(&message) => RowState::AlreadyThere,
                (false, _) => RowState::Failed,
            };
            let given = entry.group.map(|group| group.to_string()).or(entry.email);
            let kind = match entry.kind.as_deref() {
                Some("department") => SubjectKind::Department,
                _ => SubjectKind::Member,
            };
            let department = entry.department.map(|id| id.to_string());
            let whom = [entry.userid, entry.department_name, entry.name, department];
            let names: Vec<String> = whom.into_iter().flatten().collect();
            Row {
                kind,
                identity: names.join(" — "),
                state,
                detail: match is_success {
                    true => given.unwrap_or_default(),
                    false => message,
                },
            }
        };
        let Ok(report) = serde_json::from_slice::<Report>(&reply.body) else {
            return Answer::default();
        };
        let done = report.success.into_iter().map(|entry| row(entry, true));
        let failed = report.failed.into_iter().map(|entry| row(entry, false));
        Answer {
            id: None,
            rows: done.chain(failed).collect(),
        }
    }

    fn is_there_already(&self, _: i64, message: &str) -> bool {
        THERE_ALREADY.contains(&message)
    }
}

/// What became of a user, a department or a membership; the two calls have their own keys.
#[derive(Deserialize)]
struct Entry {
    /// `department` or `user`, where departments are imported.
    #[serde(rename = "type")]
    kind: Option<String>,
    userid: Option<String>,
    department_name: Option<String>,
    #[serde(rename = "api_user_name")]
    name: Option<String>,
    #[serde(rename = "department_id")]
    department: Option<u64>,
    #[serde(rename = "group_id")]
    group: Option<u64>,
    email: Option<String>,
    #[serde(rename = "error_msg", alias = "msg")]
    message: Option<String>,
}

/// The imports of departments that were asked for.
fn department_imports(
    wanted: Wanted<'_>,
    current: &State<'_>,
    notes: &mut Vec<Note>,
) -> Vec<Operation> {
    let directory = wanted.directory;
    let mut note = |message: &str, subject: String| {
        notes.push(Note {
            message: message.to_owned(),
            subject,
        });
    };
    let codes: Vec<String> = match &wanted.options.department_imports {
        None => return Vec::new(),
        Some(DepartmentImports::These(ids)) => ids.iter().map(u64::to_string).collect(),
        Some(DepartmentImports::Tops) => {
            let tops = directory.tree().roots().iter();
            let tops = tops.map(|id| directory.department(*id).code.as_deref());
            tops.map(|code| code.unwrap_or_default().to_owned())
                .collect()
        }
    };
    let mut imports = Vec::new();
    for code in codes {
        let Some(node) = current.department(&code) else {
            note("plan-note-seatable-no-department", code);
            continue;
        };
        let server = current.directory();
        let below = server.departments().filter(|(id, _)| {
            *id == node || server.tree().ancestors(*id).any(|above| above == node)
        });
        let subject = Subject {
            kind: SubjectKind::Several,
            name: server.path(node).join("/"),
            place: None,
            departments: below.count(),
            members: 0,
        };
        note("plan-note-seatable-department", subject.name.clone());
        let arguments = BTreeMap::from([("work_weixin_department_id".to_owned(), code)]);
        imports.push(Operation::new(
            Action::Import,
            subject,
            DEPARTMENT_IMPORT,
            arguments,
            None,
        ));
    }
    imports
}

/// Where `members` stand, by userid.
fn places(
    wanted: Wanted<'_>,
    members: &[MemberId],
    batches: &Batches<'_>,
) -> BTreeMap<String, String> {
    let places = members.iter().filter_map(|id| {
        let member = wanted.directory.member(*id);
        let place = match member.get(Field::USERID).filled() {
            Some(_) => member.place(Field::USERID),
            None => member.record().row_place(),
        };
        let place = place.display(wanted.sources.get(place.source));
        Some((batches.userid(member)?.to_owned(), place))
    });
    places.collect()
}

/// As much of a body as tells whom it is about.
#[derive(Deserialize)]
struct Body {
    userlist: Vec<User>,
}

#[derive(Deserialize)]
struct User {
    userid: String,
    #[serde(default)]
    name: String,
}

/// Whether SeaTable has imported the user.
fn has(current: &State<'_>, userid: &str) -> bool {
    let member = current.member(userid);
    member.is_some_and(|id| is_imported(current.directory().member(id)))
}

fn is_imported(member: Member<'_>) -> bool {
    let mut records = member.records();
    records.any(|record| {
        let id = record.carried_text(VIRTUAL_ID);
        id.is_some_and(|id| !id.is_empty())
    })
}

/// Users that SeaTable has and the source does not: there is no call that removes them.
fn gone(directory: &Directory, current: &State<'_>) -> Vec<Note> {
    let wanted = State::of(directory);
    let imported = current.directory().members();
    imported
        .filter(|member| is_imported(*member))
        .filter(|member| {
            wanted
                .member(member.get(Field::USERID).or_empty())
                .is_none()
        })
        .map(|member| Note {
            message: "plan-note-seatable-gone".to_owned(),
            subject: member.label().to_owned(),
        })
        .collect()
}
