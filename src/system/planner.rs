//! What a system can be told to do: desired × current → operations, and what replies and a second look say became of
//! them.

use std::collections::BTreeMap;

use crate::diagnostic::Sources;
use crate::directory::Directory;
use crate::error::Result;
use crate::plan::{Key, Mode, Note, Operation, State, SubjectKind};
use crate::transport::Reply;

use super::{Loss, PayloadOptions};

/// What a plan is made for.
#[derive(Clone, Copy)]
pub struct Wanted<'w> {
    /// How it is to be.
    pub directory: &'w Directory,
    /// Where that stands.
    pub sources: &'w Sources,
    /// How far to go.
    pub mode: Mode,
    /// What the user chose for bodies.
    pub options: &'w PayloadOptions,
}

/// What a plan comes to.
#[derive(Debug, Default)]
pub struct Draft {
    /// What is to be done: one wave after the other, the operations of one in any order.
    pub waves: Vec<Vec<Operation>>,
    /// What cannot be done.
    pub notes: Vec<Note>,
    /// What the system has no room for.
    pub loss: Loss,
}

/// The ids that operations brought, by key.
pub type Ids = BTreeMap<Key, String>;

/// What a look at the server says of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// Everything it does is there; the id of what it makes, where it makes one thing.
    Done(Option<String>),
    /// Nothing of it is there, or sending it again does no harm.
    Open,
    /// Some of it is there, and sending it again might do it twice.
    Unclear,
    /// It must not be sent: what it would take away is still in use, or what it goes into is not there.
    Blocked,
}

/// What a reply says became of one of the things an operation is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is.
    pub kind: SubjectKind,
    /// The userid, mail or path.
    pub identity: String,
    /// What became of it.
    pub state: RowState,
    /// What the server says of it, or the id it gave.
    pub detail: String,
}

/// What became of one of several things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowState {
    /// It was done.
    Done,
    /// It was so already.
    AlreadyThere,
    /// The server did not do it.
    Failed,
}

/// What a good reply says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The id of what was made, where one thing was.
    pub id: Option<String>,
    /// What became of each of several things.
    pub rows: Vec<Row>,
}

/// A system that can be told what to do.
pub trait Planner: Sync {
    /// How far plans for it can go.
    fn modes(&self) -> &'static [Mode];

    /// What makes `current` what is wanted.
    ///
    /// # Errors
    /// When the two do not fit together: their tops are different organisations.
    fn draft(&self, wanted: Wanted<'_>, current: &State<'_>) -> Result<Draft>;

    /// What `current`, read after `operation` was sent or may have been, says of it. `ids` are those brought so far.
    fn look(&self, operation: &Operation, ids: &Ids, current: &State<'_>) -> Seen;

    /// Whom `operation` is about, by name and what tells them apart, where it is about several and its body lists them.
    fn people(&self, operation: &Operation) -> Vec<[String; 2]> {
        let _ = operation;
        Vec::new()
    }

    /// What a reply that is no refusal says.
    fn answer(&self, reply: &Reply) -> Answer;

    /// Whether a refusal with `code` means that the thing is there already.
    fn is_there_already(&self, code: i64, message: &str) -> bool;

    /// Whether a refusal with `code` or HTTP `status` means that no request of this run will be accepted.
    fn is_locked_out(&self, code: i64, status: u16) -> bool {
        let _ = code;
        matches!(status, 401 | 403)
    }
}
