//! One run of a plan.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use crate::directory::Directory;
use crate::error::Result;
use crate::plan::{Action, Key, Operation, Plan, State};
use crate::system::{CallFault, Client, Endpoint, Ids, Planner, Row, RowState, Seen};
use crate::transport::Clock;

use super::fill;
use super::journal::{Journal, RunId, RunState};
use super::outcome::{Outcome, Resolve, Stop, Submitted};

/// So many failures one after the other mean that something else is wrong.
const STORM: usize = 10;

/// How often one operation is sent, once a look showed that it was not done.
const TRIES: usize = 3;

/// The statuses that say “later”: not done, but a look makes sure.
const LATER: [u16; 2] = [429, 503];

/// How long to wait where the server says “later” and not how much.
const LATER_WAIT: Duration = Duration::from_secs(5);

/// How a run is going.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Operations with an outcome.
    pub settled: usize,
    /// Operations that failed or are unknown.
    pub failed: usize,
    /// All of them.
    pub total: usize,
}

/// Everything a run needs.
pub struct Submission<'s> {
    /// What is to be done.
    pub plan: &'s Plan,
    /// What the system knows of its operations.
    pub planner: &'s dyn Planner,
    /// The system's endpoints.
    pub endpoints: &'s [Endpoint],
    /// What brings requests to the server.
    pub client: &'s Client<'s>,
    /// Reads the server as it is now.
    pub read: &'s (dyn Fn() -> Result<Directory> + Sync),
    /// What is written down.
    pub journal: &'s Journal,
    /// Under which number.
    pub run: RunId,
    /// The time.
    pub clock: &'s dyn Clock,
    /// The time as it is written down.
    pub now: &'s (dyn Fn() -> String + Sync),
    /// Whether the user wants it to end.
    pub stop: &'s AtomicBool,
    /// How many requests may be under way at once.
    pub threads: usize,
    /// How long a request whose reply was lost may still be at work on the server.
    pub settling: Duration,
    /// What is to become of what cannot be settled.
    pub resolve: Option<Resolve>,
    /// Is told how it goes.
    pub observe: &'s (dyn Fn(Progress) + Sync),
}

/// What is known while a run goes on.
#[derive(Default)]
struct Known {
    ids: Ids,
    outcomes: BTreeMap<Key, Outcome>,
    rows: Vec<(Key, Row)>,
    stop: Option<Stop>,
    failed_in_a_row: usize,
    error: Option<crate::error::Error>,
}

/// What came of one attempt to send.
enum Attempt {
    Settled(Outcome, Vec<Row>),
    /// It may have been done.
    Unknown(String),
    /// It was very likely not done, and may be tried again after a time.
    Later {
        wait: Duration,
        code: i64,
        message: String,
    },
    LockedOut(String),
}

impl Submission<'_> {
    /// Sends what is not done yet.
    ///
    /// # Errors
    /// When the journal cannot be written or the server cannot be read; nothing more is sent then.
    pub fn run(&self) -> Result<Submitted> {
        let known = Mutex::new(self.remembered()?);
        let settled = AtomicUsize::new(0);
        for wave in &self.plan.waves {
            self.wave(wave, &known, &settled)?;
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(error) = known.error.take() {
                return Err(error);
            }
            if known.stop.is_some() {
                break;
            }
        }
        let known = known.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Known {
            mut outcomes,
            rows,
            stop,
            ..
        } = known;
        let outcome = |operation: &Operation| {
            let outcome = outcomes.remove(&operation.key);
            (operation.key.clone(), outcome.unwrap_or(Outcome::NotSent))
        };
        let submitted = Submitted {
            outcomes: self.plan.operations().map(outcome).collect(),
            rows,
            stop,
        };
        let state = match submitted.is_complete() {
            true => RunState::Complete,
            false => RunState::Incomplete,
        };
        self.journal.finish(self.run, state, &(self.now)())?;
        Ok(submitted)
    }

    /// What an earlier attempt at this run brought.
    fn remembered(&self) -> Result<Known> {
        let mut known = Known::default();
        for record in self.journal.operations(self.run)? {
            let outcome = match record.outcome.as_deref() {
                Some("done") => Outcome::Done(record.id.clone()),
                Some("already_there") => Outcome::AlreadyThere(record.id.clone()),
                // What failed for some is not sent again to the others: a try may leave something behind.
                Some("partly") => Outcome::Partly(record.code.unwrap_or_default() as usize),
                None => Outcome::Unknown(String::new()),
                Some(_) => continue,
            };
            if let Some(id) = record.id {
                known.ids.insert(record.key.clone(), id);
            }
            known.outcomes.insert(record.key, outcome);
        }
        Ok(known)
    }

    /// Looks at the server, then sends what of `wave` is not there.
    fn wave(&self, wave: &[Operation], known: &Mutex<Known>, settled: &AtomicUsize) -> Result<()> {
        let mut open: Vec<&Operation> = Vec::new();
        {
            let current = self.looked()?;
            let state = State::of(&current);
            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
            self.find_ids(&state, &mut known)?;
            for operation in wave {
                let before = known.outcomes.get(&operation.key).cloned();
                let is_settled =
                    |outcome: &Outcome| outcome.is_good() || matches!(outcome, Outcome::Partly(_));
                if before.as_ref().is_some_and(is_settled) {
                    settled.fetch_add(1, Ordering::Relaxed);
                    continue;
                }
                let holds_back = operation.needs.as_ref().filter(|key| {
                    let outcome = known.outcomes.get(key);
                    outcome.is_some_and(|outcome| !outcome.is_good())
                });
                if holds_back.is_some() {
                    self.settle(operation, Outcome::HeldBack, Vec::new(), &mut known)?;
                    settled.fetch_add(1, Ordering::Relaxed);
                    continue;
                }
                match (self.planner.look(operation, &known.ids, &state), before) {
                    (Seen::Done(id), Some(_)) => {
                        self.settle(operation, Outcome::Done(id), Vec::new(), &mut known)?;
                    }
                    (Seen::Done(id), None) => {
                        let outcome = Outcome::AlreadyThere(id);
                        self.settle(operation, outcome, Vec::new(), &mut known)?;
                    }
                    (Seen::Unclear, Some(_)) if self.resolve != Some(Resolve::Retry) => {
                        let outcome = Outcome::Unknown(String::new());
                        self.settle(operation, outcome, Vec::new(), &mut known)?;
                    }
                    (Seen::Blocked, _) => {
                        self.settle(operation, Outcome::HeldBack, Vec::new(), &mut known)?;
                    }
                    _ => {
                        known.outcomes.remove(&operation.key);
                        open.push(operation);
                        continue;
                    }
                }
                settled.fetch_add(1, Ordering::Relaxed);
            }
        }
        self.tell(known, settled);
        let queue = Mutex::new(open.into_iter());
        thread::scope(|scope| {
            for _ in 0..self.threads.max(1) {
                scope.spawn(|| {
                    loop {
                        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
                        let Some(operation) = next else { break };
                        if self.is_over(known) {
                            break;
                        }
                        if let Err(error) = self.operation(operation, known) {
                            let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                            known.error.get_or_insert(error);
                            break;
                        }
                        settled.fetch_add(1, Ordering::Relaxed);
                        self.tell(known, settled);
                    }
                });
            }
        });
        Ok(())
    }

    /// Finds the ids of what was made by replies that tell none.
    fn find_ids(&self, state: &State<'_>, known: &mut Known) -> Result<()> {
        for operation in self.plan.operations() {
            let with_id = match known.outcomes.get(&operation.key) {
                Some(Outcome::Done(None)) => Outcome::Done,
                Some(Outcome::AlreadyThere(None)) => Outcome::AlreadyThere,
                _ => continue,
            };
            if operation.action == Action::Create
                && let Seen::Done(Some(id)) = self.planner.look(operation, &known.ids, state)
            {
                self.settle(operation, with_id(Some(id)), Vec::new(), known)?;
            }
        }
        Ok(())
    }

    fn tell(&self, known: &Mutex<Known>, settled: &AtomicUsize) {
        let known = known.lock().unwrap_or_else(PoisonError::into_inner);
        let is_bad = |outcome: &&Outcome| !outcome.is_good();
        (self.observe)(Progress {
            settled: settled.load(Ordering::Relaxed),
            failed: known.outcomes.values().filter(is_bad).count(),
            total: self.plan.operations().count(),
        });
    }

    /// Whether nothing more may be sent.
    fn is_over(&self, known: &Mutex<Known>) -> bool {
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        if self.stop.load(Ordering::Relaxed) {
            known.stop.get_or_insert(Stop::Interrupted);
        }
        known.stop.is_some() || known.error.is_some()
    }

    /// Sends `operation` until there is an outcome.
    fn operation(&self, operation: &Operation, known: &Mutex<Known>) -> Result<()> {
        let ids = || {
            let known = known.lock().unwrap_or_else(PoisonError::into_inner);
            known.ids.clone()
        };
        let mut tries = 0;
        let (outcome, rows) = loop {
            tries += 1;
            self.journal
                .intend(self.run, &operation.key, &operation.call)?;
            let (wait, later, why) = match self.attempt(operation, &ids()) {
                Attempt::Settled(outcome, rows) => break (outcome, rows),
                Attempt::LockedOut(message) => {
                    let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
                    known.stop.get_or_insert(Stop::LockedOut(message.clone()));
                    break (Outcome::Failed { code: 0, message }, Vec::new());
                }
                Attempt::Later {
                    wait,
                    code,
                    message,
                } => (wait, Some(code), message),
                Attempt::Unknown(why) => (Duration::ZERO, None, why),
            };
            self.clock.sleep(wait);
            let current = match later {
                Some(_) => self.looked()?,
                None => self.settled_down(operation, &ids())?,
            };
            match self.planner.look(operation, &ids(), &State::of(&current)) {
                Seen::Done(id) => break (Outcome::Done(id), Vec::new()),
                Seen::Open if tries < TRIES && !self.stop.load(Ordering::Relaxed) => {}
                Seen::Open => {
                    let code = later.unwrap_or_default();
                    break (Outcome::Failed { code, message: why }, Vec::new());
                }
                Seen::Unclear => break (Outcome::Unknown(why), Vec::new()),
                Seen::Blocked => break (Outcome::HeldBack, Vec::new()),
            }
        };
        let mut known = known.lock().unwrap_or_else(PoisonError::into_inner);
        self.settle(operation, outcome, rows, &mut known)
    }

    /// Sends `operation` once.
    fn attempt(&self, operation: &Operation, ids: &Ids) -> Attempt {
        let failed =
            |code, message: String| Attempt::Settled(Outcome::Failed { code, message }, Vec::new());
        let endpoint = self
            .endpoints
            .iter()
            .find(|endpoint| endpoint.operation == operation.call);
        let Some(endpoint) = endpoint else {
            return failed(0, operation.call.clone());
        };
        let arguments = match fill::arguments(operation, self.endpoints, ids) {
            Ok(arguments) => arguments,
            Err(_) => return Attempt::Settled(Outcome::HeldBack, Vec::new()),
        };
        match self.client.call(endpoint, arguments) {
            Ok(reply) => {
                let answer = self.planner.answer(&reply);
                let is_failed = |row: &&Row| row.state == RowState::Failed;
                let failed = answer.rows.iter().filter(is_failed).count();
                let is_old = |row: &Row| row.state == RowState::AlreadyThere;
                let outcome = match failed {
                    0 if !answer.rows.is_empty() && answer.rows.iter().all(is_old) => {
                        Outcome::AlreadyThere(answer.id)
                    }
                    0 => Outcome::Done(answer.id),
                    failed => Outcome::Partly(failed),
                };
                Attempt::Settled(outcome, answer.rows)
            }
            Err(CallFault::Misuse(misuse)) => failed(0, format!("{misuse:?}")),
            Err(CallFault::Session(error)) => Attempt::LockedOut(error.to_string()),
            Err(CallFault::Transport(failure)) => match failure.is_unsent() {
                true => failed(0, failure.detail),
                false => Attempt::Unknown(failure.detail),
            },
            Err(CallFault::Unreadable { status, beginning }) => {
                Attempt::Unknown(format!("HTTP {status} {beginning:.80}"))
            }
            Err(CallFault::Refused {
                status,
                refusal,
                retry_after,
            }) => {
                let code = match refusal.code {
                    0 => i64::from(status),
                    code => code,
                };
                if self.planner.is_locked_out(refusal.code, status) {
                    return Attempt::LockedOut(refusal.message);
                }
                if self
                    .planner
                    .is_there_already(refusal.code, &refusal.message)
                {
                    return Attempt::Settled(Outcome::AlreadyThere(None), Vec::new());
                }
                if LATER.contains(&status) || self.client.is_throttled(refusal.code) {
                    return Attempt::Later {
                        wait: retry_after.map_or(LATER_WAIT, Duration::from_secs),
                        code,
                        message: refusal.message,
                    };
                }
                if status >= 500 {
                    return Attempt::Unknown(format!("HTTP {status} {}", refusal.message));
                }
                failed(code, refusal.message)
            }
        }
    }

    /// Writes down what became of `operation`.
    fn settle(
        &self,
        operation: &Operation,
        outcome: Outcome,
        rows: Vec<Row>,
        known: &mut Known,
    ) -> Result<()> {
        let (key, call) = (&operation.key, &operation.call);
        self.journal.settle(self.run, key, call, &outcome)?;
        if let Outcome::Done(Some(id)) | Outcome::AlreadyThere(Some(id)) = &outcome {
            known.ids.insert(key.clone(), id.clone());
        }
        match &outcome {
            Outcome::Failed { .. } | Outcome::Unknown(_) => {
                known.failed_in_a_row += 1;
                if known.failed_in_a_row >= STORM {
                    let storm = Stop::FailureStorm(known.failed_in_a_row);
                    known.stop.get_or_insert(storm);
                }
            }
            Outcome::HeldBack => {}
            _ => known.failed_in_a_row = 0,
        }
        known
            .rows
            .extend(rows.into_iter().map(|row| (key.clone(), row)));
        known.outcomes.insert(key.clone(), outcome);
        Ok(())
    }

    fn looked(&self) -> Result<Directory> {
        (self.read)()
    }

    /// Reads the server until what it has of `operation` no longer changes: a request whose reply was lost may still be
    /// at work.
    fn settled_down(&self, operation: &Operation, ids: &Ids) -> Result<Directory> {
        let looks = 4u32;
        let mut seen = BTreeSet::new();
        let mut current = self.looked()?;
        for _ in 0..looks {
            let state = State::of(&current);
            let look = self.planner.look(operation, ids, &state);
            if matches!(look, Seen::Done(_)) || !seen.insert(signature(&current)) {
                break;
            }
            self.clock.sleep(self.settling / looks);
            current = self.looked()?;
        }
        Ok(current)
    }
}

/// What tells whether anything was added to a server.
fn signature(directory: &Directory) -> (usize, usize, usize) {
    let memberships = directory.members().map(|member| member.memberships().len());
    (
        directory.departments().len(),
        directory.member_count(),
        memberships.sum(),
    )
}
