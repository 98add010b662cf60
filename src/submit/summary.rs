//! What became of a plan, counted in departments and members, and what of it needs somebody's attention.

use std::collections::HashMap;
use std::time::Duration;

use schemars::{JsonSchema, Schema, schema_for};
use serde::Serialize;

use crate::plan::{Action, Key, Mode, Operation, Plan, SubjectKind, Totals};
use crate::system::{Row, RowState};

use super::{Outcome, Stop, Submitted};

/// The version of the JSON.
const VERSION: u32 = 1;

/// How a submission ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Ending {
    /// There was nothing to do.
    Nothing,
    /// The server has all of it.
    Complete,
    /// Something failed, is unknown or was not sent.
    Incomplete,
    /// The user interrupted.
    Interrupted,
    /// The server let nothing more in.
    LockedOut,
    /// There were too many failures in a row.
    FailureStorm,
    /// The journal could not be written or the server not be read any more.
    Broken,
    /// It was refused or could not begin; nothing was sent.
    NotBegun,
}

impl Ending {
    /// What messages and JSON call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Complete => "complete",
            Self::Incomplete => "incomplete",
            Self::Interrupted => "interrupted",
            Self::LockedOut => "locked_out",
            Self::FailureStorm => "failure_storm",
            Self::Broken => "broken",
            Self::NotBegun => "not_begun",
        }
    }

    fn of(submitted: &Submitted) -> Self {
        match (&submitted.error, &submitted.stop) {
            (Some(_), _) => Self::Broken,
            (None, Some(Stop::Interrupted)) => Self::Interrupted,
            (None, Some(Stop::LockedOut(_))) => Self::LockedOut,
            (None, Some(Stop::FailureStorm(_))) => Self::FailureStorm,
            (None, None) if submitted.outcomes.is_empty() => Self::Nothing,
            (None, None) if submitted.is_complete() => Self::Complete,
            (None, None) => Self::Incomplete,
        }
    }
}

/// Something that failed, or of which nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Problem {
    /// About whom, in the user's words.
    pub subject: String,
    /// Where it stands in the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// `failed` or `unknown`.
    pub outcome: &'static str,
    /// The server's code, else HTTP's status; 0 where there is none.
    pub code: i64,
    /// What the server or the network said.
    pub message: String,
}

/// What became of departments and members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Made.
    pub created: Totals,
    /// Changed, joined to a department, or made its leader.
    pub updated: Totals,
    /// Put elsewhere.
    pub moved: Totals,
    /// Removed, or taken out of a department.
    pub removed: Totals,
    /// As they are to be already.
    pub there_already: Totals,
    /// Refused.
    pub failed: Totals,
    /// Perhaps done.
    pub unknown: Totals,
    /// Not sent, because the run ended before or something above failed.
    pub not_sent: Totals,
}

/// What became of a submission.
#[derive(Clone, Debug, Serialize, JsonSchema)]
#[schemars(title = "orgferry submission")]
pub struct Summary {
    /// The version of this format: 1.
    pub version: u32,
    /// What the remote is called.
    pub remote: String,
    /// How far the plan went.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// The run as `orgferry runs` calls it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run: Option<String>,
    /// How it ended.
    pub ending: Ending,
    /// Why it could not begin or go on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// How long it took, in seconds.
    pub seconds: u64,
    /// What became of departments and members.
    #[serde(flatten)]
    pub counts: Counts,
    /// What failed or is unknown.
    pub problems: Vec<Problem>,
}

impl Summary {
    /// A submission to `remote` of which nothing was sent.
    #[must_use]
    pub fn new(remote: &str, ending: Ending) -> Self {
        Self {
            version: VERSION,
            remote: remote.to_owned(),
            mode: None,
            run: None,
            ending,
            error: None,
            seconds: 0,
            counts: Counts::default(),
            problems: Vec::new(),
        }
    }

    /// What became of `plan`.
    #[must_use]
    pub fn of(plan: &Plan, submitted: &Submitted) -> Self {
        let mut of_key: HashMap<&Key, Vec<&Row>> = HashMap::new();
        for (key, row) in &submitted.rows {
            of_key.entry(key).or_default().push(row);
        }
        let mut summary = Self {
            mode: Some(plan.mode),
            ..Self::new(&plan.remote.name, Ending::of(submitted))
        };
        for (operation, (key, outcome)) in plan.operations().zip(&submitted.outcomes) {
            match of_key.get(key) {
                Some(rows) => rows.iter().for_each(|row| summary.take_row(operation, row)),
                None => summary.take(operation, outcome),
            }
        }
        summary
    }

    /// The same with how long it took.
    #[must_use]
    pub fn after(mut self, time: Duration) -> Self {
        self.seconds = time.as_secs_f64().round() as u64;
        self
    }

    fn take(&mut self, operation: &Operation, outcome: &Outcome) {
        let mut all = counted(operation);
        let counts = &mut self.counts;
        let (code, message) = match outcome {
            Outcome::Failed { code, message } => (*code, message.as_str()),
            Outcome::Unknown(why) => (0, why.as_str()),
            _ => (0, ""),
        };
        let bucket = match outcome {
            Outcome::Done(_) => counts.done(operation.action),
            Outcome::AlreadyThere(_) => &mut counts.there_already,
            Outcome::Failed { .. } => &mut counts.failed,
            Outcome::Unknown(_) => &mut counts.unknown,
            Outcome::HeldBack | Outcome::NotSent => &mut counts.not_sent,
            Outcome::Partly(failed) => {
                let failed = (*failed).min(all.members);
                counts.failed.members += failed;
                all.members -= failed;
                counts.done(operation.action)
            }
        };
        bucket.departments += all.departments;
        bucket.members += all.members;
        let name = match outcome {
            Outcome::Failed { .. } | Outcome::Partly(_) => "failed",
            Outcome::Unknown(_) => "unknown",
            _ => return,
        };
        self.problems.push(Problem {
            subject: operation.subject.name.clone(),
            place: operation.subject.place.clone(),
            outcome: name,
            code,
            message: message.to_owned(),
        });
    }

    fn take_row(&mut self, operation: &Operation, row: &Row) {
        let counts = &mut self.counts;
        let bucket = match row.state {
            RowState::Done => counts.done(operation.action),
            RowState::AlreadyThere => &mut counts.there_already,
            RowState::Failed => &mut counts.failed,
        };
        match row.kind {
            SubjectKind::Department => bucket.departments += 1,
            SubjectKind::Member | SubjectKind::Several => bucket.members += 1,
        }
        if row.state == RowState::Failed {
            self.problems.push(Problem {
                subject: row.identity.clone(),
                place: operation.place_of(&row.identity).map(str::to_owned),
                outcome: "failed",
                code: 0,
                message: row.detail.clone(),
            });
        }
    }
}

impl Counts {
    /// What is counted as done by `action`.
    fn done(&mut self, action: Action) -> &mut Totals {
        match action {
            Action::Create | Action::Import => &mut self.created,
            Action::Update | Action::Join | Action::Lead => &mut self.updated,
            Action::Move => &mut self.moved,
            Action::Leave | Action::Remove => &mut self.removed,
        }
    }
}

/// How many departments and members `operation` is about.
fn counted(operation: &Operation) -> Totals {
    let subject = &operation.subject;
    let (departments, members) = match subject.kind {
        SubjectKind::Department => (1, 0),
        SubjectKind::Member => (0, 1),
        SubjectKind::Several => (subject.departments, subject.members),
    };
    Totals {
        departments,
        members,
    }
}

/// The JSON Schema of a summary.
#[must_use]
pub fn schema() -> Schema {
    schema_for!(Summary)
}
