//! One attempt to send an operation, and what its reply says.

use std::time::Duration;

use crate::plan::{Operation, SubjectKind};
use crate::system::{
    Answer, Arguments, CallFault, Client, Endpoint, Planner, Refusal, Row, RowState,
};
use crate::transport::Failure;

use super::Outcome;

/// The statuses that say “later”: not done, but a look makes sure.
const LATER: [u16; 2] = [429, 503];

/// The statuses by which a gateway says that it heard nothing of the server, which may still be at work.
const NOT_HEARD_OF: [u16; 2] = [502, 504];

/// How long to wait where the server says “later” and not how much.
const LATER_WAIT: Duration = Duration::from_secs(5);

/// The longest wait that a server may ask for; one that wants more has refused.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// What came of one attempt.
pub(super) enum Attempt {
    /// The server said what became of it.
    Settled(Outcome, Vec<Row>),
    /// It may have been done.
    Unknown {
        /// What there is to tell.
        why: String,
        /// Whether the server said something, so that it is no longer at work.
        is_answered: bool,
    },
    /// It was very likely not done, and may be tried again after a time.
    Later {
        wait: Duration,
        code: i64,
        message: String,
    },
    /// Nothing of this run will be accepted.
    LockedOut { code: i64, message: String },
}

impl Attempt {
    /// Sends `operation` with `arguments` once.
    pub(super) fn send(
        operation: &Operation,
        arguments: Arguments,
        endpoints: &[Endpoint],
        client: &Client<'_>,
        planner: &dyn Planner,
    ) -> Self {
        let mut endpoints = endpoints.iter();
        let endpoint = endpoints.find(|endpoint| endpoint.operation == operation.call);
        let Some(endpoint) = endpoint else {
            return Self::failed(0, operation.call.clone());
        };
        match client.call(endpoint, arguments) {
            Ok(reply) => Self::answered(operation, planner.answer(&reply)),
            Err(fault) => Self::of_fault(fault, client, planner),
        }
    }

    fn failed(code: i64, message: String) -> Self {
        Self::Settled(Outcome::Failed { code, message }, Vec::new())
    }

    fn answered(operation: &Operation, answer: Answer) -> Self {
        let Answer { id, mut rows } = answer;
        let is_failed = |row: &Row| row.state == RowState::Failed;
        let failed = rows.iter().filter(|row| is_failed(row)).count();
        if operation.subject.kind != SubjectKind::Several
            && let Some(index) = rows.iter().position(is_failed)
        {
            return Self::failed(0, rows.swap_remove(index).detail);
        }
        let is_old = |row: &Row| row.state == RowState::AlreadyThere;
        let outcome = match failed {
            0 if !rows.is_empty() && rows.iter().all(is_old) => Outcome::AlreadyThere(id),
            0 => Outcome::Done(id),
            failed => Outcome::Partly(failed),
        };
        Self::Settled(outcome, rows)
    }

    fn of_fault(fault: CallFault, client: &Client<'_>, planner: &dyn Planner) -> Self {
        match fault {
            CallFault::Misuse(misuse) => Self::failed(0, misuse.into_error().to_string()),
            CallFault::Session(error) => Self::LockedOut {
                code: 0,
                message: error.to_string(),
            },
            CallFault::Transport(failure) => Self::of_failure(failure),
            CallFault::Unreadable { status, beginning } if status < 400 => Self::Unknown {
                why: format!("HTTP {status} {beginning:.80}"),
                is_answered: true,
            },
            // The page of a gateway.
            CallFault::Unreadable { status, beginning } => {
                let message = format!("HTTP {status} {beginning:.80}");
                Self::of_refusal(status, 0, message, None, client, planner)
            }
            CallFault::Refused {
                status,
                refusal,
                retry_after,
            } => {
                let Refusal { code, message, .. } = refusal;
                Self::of_refusal(status, code, message, retry_after, client, planner)
            }
        }
    }

    fn of_refusal(
        status: u16,
        own: i64,
        message: String,
        retry_after: Option<u64>,
        client: &Client<'_>,
        planner: &dyn Planner,
    ) -> Self {
        let code = match own {
            0 => i64::from(status),
            own => own,
        };
        if planner.is_locked_out(own, status) {
            return Self::LockedOut { code, message };
        }
        if planner.is_there_already(own, &message) {
            return Self::Settled(Outcome::AlreadyThere(None), Vec::new());
        }
        if LATER.contains(&status) || client.is_throttled(own) {
            let wait = retry_after.map_or(LATER_WAIT, Duration::from_secs);
            return match wait <= LONGEST_WAIT {
                true => Self::Later {
                    wait,
                    code,
                    message,
                },
                false => Self::failed(code, message),
            };
        }
        match status {
            500.. => Self::Unknown {
                why: format!("HTTP {status} {message}").trim_end().to_owned(),
                is_answered: !NOT_HEARD_OF.contains(&status),
            },
            _ => Self::failed(code, message),
        }
    }

    fn of_failure(failure: Failure) -> Self {
        match failure.is_unsent() {
            true => Self::failed(0, failure.detail),
            false => Self::Unknown {
                why: failure.detail,
                is_answered: false,
            },
        }
    }
}
