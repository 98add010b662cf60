//! What became of operations, and of a run.

use crate::error::Error;
use crate::plan::Key;
use crate::system::Row;

/// What became of an operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The server did it; the id of what it made, where it made one thing.
    Done(Option<String>),
    /// It was so already, and nothing was sent or nothing changed.
    AlreadyThere(Option<String>),
    /// The server did it for some and not for others; how many it did not.
    Partly(usize),
    /// The server refused.
    Failed {
        /// Its own code, or HTTP's status.
        code: i64,
        /// What it said.
        message: String,
    },
    /// It may have been done; the server does not tell.
    Unknown(String),
    /// It rests on something that did not come about.
    HeldBack,
    /// It was not sent, because the run ended before.
    NotSent,
}

impl Outcome {
    /// What the journal calls it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Done(_) => "done",
            Self::AlreadyThere(_) => "already_there",
            Self::Partly(_) => "partly",
            Self::Failed { .. } => "failed",
            Self::Unknown(_) => "unknown",
            Self::HeldBack => "held_back",
            Self::NotSent => "not_sent",
        }
    }

    /// Whether the server has all of it.
    #[must_use]
    pub fn is_good(&self) -> bool {
        matches!(self, Self::Done(_) | Self::AlreadyThere(_))
    }
}

/// What is to become of operations of which the server does not tell whether they were done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolve {
    /// They are sent again.
    Retry,
    /// They are left alone.
    Skip,
}

/// Why a run ended before its plan did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stop {
    /// The user interrupted.
    Interrupted,
    /// The server lets nothing of this run in.
    LockedOut(String),
    /// So many failures in a row that something else must be wrong.
    FailureStorm(usize),
}

/// What became of a plan.
#[derive(Debug, Default)]
pub struct Submitted {
    /// What became of each operation, in the order of the plan.
    pub outcomes: Vec<(Key, Outcome)>,
    /// What became of each of the things that operations about several are about.
    pub rows: Vec<(Key, Row)>,
    /// Why it ended early.
    pub stop: Option<Stop>,
    /// What kept it from going on: the journal could not be written, or the server could not be read.
    pub error: Option<Error>,
}

impl Submitted {
    /// How many operations have an outcome that `is`.
    #[must_use]
    pub fn count(&self, is: impl Fn(&Outcome) -> bool) -> usize {
        let outcomes = self.outcomes.iter();
        outcomes.filter(|(_, outcome)| is(outcome)).count()
    }

    /// Whether the server has all of the plan.
    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.outcomes.iter().all(|(_, outcome)| outcome.is_good())
    }
}
