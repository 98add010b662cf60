//! Desired × current → operations: users that SeaTable does not have yet, in chunks. It has no call that changes or
//! removes what it imported, and takes a chunk again without harm.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::directory::{Directory, Member};
use crate::error::Result;
use crate::plan::{Action, Mode, Note, Operation, State, Subject, SubjectKind};
use crate::record::{Field, key_and_value};
use crate::system::{
    Answer, Bodies, Draft, Ids, Loss, Planner, Row, RowState, Seen, Style, Wanted,
};
use crate::transport::Reply;

use super::payload::batches;

/// What the server says of a user it has.
const THERE_ALREADY: &str = "用户已存在";

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
            wave.push(Operation::new(
                Action::Import,
                subject,
                "users.import",
                arguments,
                Some(body),
            ));
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
        Ok(draft)
    }

    fn look(&self, operation: &Operation, _: &Ids, current: &State<'_>) -> Seen {
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
        #[derive(Deserialize)]
        struct Entry {
            userid: Option<String>,
            email: Option<String>,
            error_msg: Option<String>,
        }
        let row = |entry: Entry, is_success: bool| {
            let message = entry.error_msg.unwrap_or_default();
            let state = match (is_success, message.as_str()) {
                (true, _) => RowState::Done,
                (false, THERE_ALREADY) => RowState::AlreadyThere,
                (false, _) => RowState::Failed,
            };
            Row {
                identity: entry.userid.unwrap_or_default(),
                state,
                detail: match is_success {
                    true => entry.email.unwrap_or_default(),
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
        message == THERE_ALREADY
    }
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
    let carried = member.records().flat_map(|record| {
        let values = record.values();
        values.filter_map(|(field, value)| match field {
            Field::RAW_JSON => key_and_value(value.or_empty()),
            _ => None,
        })
    });
    let mut ids = carried.filter(|(key, _)| *key == VIRTUAL_ID);
    ids.any(|(_, value)| value.len() > 2)
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
