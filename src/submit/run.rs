//! One run of a plan.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use jiff::Zoned;

use crate::directory::Directory;
use crate::error::{Error, Result};
use crate::plan::{Accepted, Action, Key, Operation, Plan, State};
use crate::system::{Client, Endpoint, Ids, Planner, Row, Seen};
use crate::transport::Clock;

use super::attempt::Attempt;
use super::fill;
use super::journal::{Journal, RunId, RunState};
use super::outcome::{Outcome, Resolve, Stop, Submitted};
use super::progress::Progress;

/// So many failures one after the other mean that something else is wrong.
const STORM: usize = 10;

/// How often one operation is sent, once a look showed that it was not done.
const TRIES: usize = 3;

/// Everything a run needs.
pub struct Submission<'s> {
    /// What is to be done.
    pub plan: &'s Plan,
    /// What is accepted of it beyond the limits.
    pub accepted: Accepted,
    /// What the system knows of its operations.
    pub planner: &'s dyn Planner,
    /// The system's endpoints.
    pub endpoints: &'s [Endpoint],
    /// What brings requests to the server.
    pub client: &'s Client<'s>,
    /// Reads the server as it is now.
    pub read: &'s (dyn Fn() -> Result<Arc<Directory>> + Sync),
    /// What is written down.
    pub journal: &'s Journal,
    /// Under which number.
    pub run: RunId,
    /// What waits.
    pub clock: &'s dyn Clock,
    /// The time as it is written down.
    pub now: &'s (dyn Fn() -> Zoned + Sync),
    /// Whether the user wants it to end.
    pub stop: &'s AtomicBool,
    /// How many requests may be under way at once.
    pub threads: usize,
    /// How long a request that nobody answered may still be at work on the server.
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
    progress: Progress,
    failed_in_a_row: usize,
    stop: Option<Stop>,
    error: Option<Error>,
}

impl Known {
    /// Takes note of what became of the operation `key`.
    fn settle(&mut self, key: &Key, outcome: Outcome) {
        if let Outcome::Done(Some(id)) | Outcome::AlreadyThere(Some(id)) = &outcome {
            self.ids.insert(key.clone(), id.clone());
        }
        self.progress.settled += 1;
        self.progress.settled_of_wave += 1;
        self.progress.failed += usize::from(!outcome.is_good());
        self.outcomes.insert(key.clone(), outcome);
    }

    /// Takes note of what a request brought, in case it is one failure too many.
    fn count_failures(&mut self, outcome: &Outcome) {
        match outcome {
            Outcome::Failed { .. } | Outcome::Unknown(_) => self.failed_in_a_row += 1,
            Outcome::Done(_) | Outcome::AlreadyThere(_) => self.failed_in_a_row = 0,
            _ => {}
        }
        if self.failed_in_a_row >= STORM {
            let storm = Stop::FailureStorm(self.failed_in_a_row);
            self.stop.get_or_insert(storm);
        }
    }
}

/// An operation that is to be sent.
struct Open<'o> {
    operation: &'o Operation,
    /// Whether an earlier run may have sent it.
    may_be_done: bool,
}

impl Submission<'_> {
    /// Sends what is not done yet. Nothing more is sent once the journal cannot be written or the server cannot be read.
    ///
    /// # Errors
    /// When the plan is refused, or the journal cannot be read; nothing was sent then.
    pub fn run(&self) -> Result<Submitted> {
        self.plan.refuse_excess(self.accepted)?;
        let left = self.left_at_work()?;
        let known = Mutex::new(self.remembered()?);
        if let Err(error) = self.send_all(left, &known) {
            held(&known).error.get_or_insert(error);
        }
        let known = known.into_inner().unwrap_or_else(PoisonError::into_inner);
        let Known {
            mut outcomes,
            rows,
            stop,
            mut error,
            ..
        } = known;
        let outcome = |operation: &Operation| {
            let outcome = outcomes.remove(&operation.key);
            (operation.key.clone(), outcome.unwrap_or(Outcome::NotSent))
        };
        let outcomes: Vec<_> = self.plan.operations().map(outcome).collect();
        let is_complete = outcomes.iter().all(|(_, outcome)| outcome.is_good());
        let state = match is_complete {
            true => RunState::Complete,
            false => RunState::Incomplete,
        };
        if let Err(unwritten) = self.journal.finish(self.run, state, &(self.now)()) {
            error.get_or_insert(unwritten);
        }
        Ok(Submitted {
            outcomes,
            rows,
            // An interrupt that came after everything was done interrupted nothing.
            stop: stop.filter(|_| !is_complete),
            error,
        })
    }

    /// Sends wave after wave, once requests of earlier runs can no longer be at work.
    fn send_all(&self, left: Duration, known: &Mutex<Known>) -> Result<()> {
        if !left.is_zero() {
            (self.observe)(Progress {
                is_waiting: true,
                ..held(known).progress
            });
        }
        self.pause(left);
        for (index, wave) in self.plan.waves.iter().enumerate() {
            if self.is_over(known) {
                break;
            }
            {
                let progress = &mut held(known).progress;
                progress.wave = index + 1;
                progress.settled_of_wave = 0;
                progress.total_of_wave = wave.len();
            }
            self.wave(wave, known)?;
        }
        Ok(())
    }

    /// What an earlier attempt at this run brought.
    fn remembered(&self) -> Result<Known> {
        let mut known = Known::default();
        known.progress.waves = self.plan.waves.len();
        known.progress.total = self.plan.operations().count();
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
    fn wave(&self, wave: &[Operation], known: &Mutex<Known>) -> Result<()> {
        let open = self.open(wave, known)?;
        self.tell(known);
        let queue = Mutex::new(open.into_iter());
        thread::scope(|scope| {
            for _ in 0..self.threads.max(1) {
                scope.spawn(|| {
                    while !self.is_over(known) {
                        let next = queue.lock().unwrap_or_else(PoisonError::into_inner).next();
                        let Some(open) = next else { break };
                        if let Err(error) = self.send(&open, known) {
                            held(known).error.get_or_insert(error);
                        }
                        self.tell(known);
                    }
                });
            }
        });
        Ok(())
    }

    /// What of `wave` is to be sent; the rest is settled.
    fn open<'o>(&self, wave: &'o [Operation], known: &Mutex<Known>) -> Result<Vec<Open<'o>>> {
        let is_unknown = |operation: &Operation| {
            let outcome = held(known).outcomes.get(&operation.key).cloned();
            matches!(outcome, Some(Outcome::Unknown(_)))
        };
        let current = match wave.iter().any(is_unknown) {
            true => self.still()?,
            false => (self.read)()?,
        };
        let state = State::of(&current);
        let mut open = Vec::new();
        let mut known = held(known);
        self.find_ids(&state, &mut known)?;
        for operation in wave {
            let before = known.outcomes.remove(&operation.key);
            let is_settled =
                |outcome: &Outcome| outcome.is_good() || matches!(outcome, Outcome::Partly(_));
            if let Some(outcome) = before.clone().filter(is_settled) {
                known.settle(&operation.key, outcome);
                continue;
            }
            let is_held_back = operation.needs.as_ref().is_some_and(|key| {
                let outcome = known.outcomes.get(key);
                outcome.is_some_and(|outcome| !outcome.is_good())
            });
            let seen = self.planner.look(operation, &known.ids, &state);
            let outcome = match (seen, &before) {
                (Seen::Done(id), Some(_)) => Outcome::Done(id),
                (Seen::Done(id), None) => Outcome::AlreadyThere(id),
                // It may have been sent when what it needs was still there.
                (_, None) if is_held_back => Outcome::HeldBack,
                (_, Some(_)) if is_held_back => Outcome::Unknown(String::new()),
                (Seen::Unclear, Some(_)) if self.resolve != Some(Resolve::Retry) => {
                    Outcome::Unknown(String::new())
                }
                (Seen::Blocked, None) => Outcome::HeldBack,
                (Seen::Blocked, Some(_)) => Outcome::Unknown(String::new()),
                _ => {
                    let may_be_done = before.is_some();
                    open.push(Open {
                        operation,
                        may_be_done,
                    });
                    continue;
                }
            };
            known.settle(&operation.key, outcome.clone());
            self.write_down(operation, &outcome)?;
        }
        Ok(open)
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
                let outcome = with_id(Some(id.clone()));
                self.write_down(operation, &outcome)?;
                known.ids.insert(operation.key.clone(), id);
                known.outcomes.insert(operation.key.clone(), outcome);
            }
        }
        Ok(())
    }

    fn tell(&self, known: &Mutex<Known>) {
        let progress = held(known).progress;
        (self.observe)(progress);
    }

    /// Whether nothing more may be sent.
    fn is_over(&self, known: &Mutex<Known>) -> bool {
        let mut known = held(known);
        if self.is_interrupted() {
            known.stop.get_or_insert(Stop::Interrupted);
        }
        known.stop.is_some() || known.error.is_some()
    }

    /// Sends an operation until there is an outcome.
    fn send(&self, open: &Open<'_>, known: &Mutex<Known>) -> Result<()> {
        let operation = open.operation;
        let (outcome, rows) = self.outcome(open, known)?;
        {
            let mut known = held(known);
            known.count_failures(&outcome);
            let rows = rows.into_iter().map(|row| (operation.key.clone(), row));
            known.rows.extend(rows);
            known.settle(&operation.key, outcome.clone());
        }
        self.write_down(operation, &outcome)
    }

    /// Sends an operation until there is an outcome, which is not written down yet.
    fn outcome(&self, open: &Open<'_>, known: &Mutex<Known>) -> Result<(Outcome, Vec<Row>)> {
        let operation = open.operation;
        let mut may_be_done = open.may_be_done;
        let mut tried = 0;
        loop {
            tried += 1;
            let arguments = fill::arguments(operation, self.endpoints, &held(known).ids);
            let Ok(arguments) = arguments else {
                return Ok((Outcome::HeldBack, Vec::new()));
            };
            let (key, call) = (&operation.key, &operation.call);
            self.journal.intend(self.run, key, call, &(self.now)())?;
            // Until something better is known, should the journal or the server fail from here on.
            let unknown = Outcome::Unknown(String::new());
            held(known).outcomes.insert(key.clone(), unknown);
            let sent = self.clock.now();
            let (endpoints, planner) = (self.endpoints, self.planner);
            let attempt = Attempt::send(operation, arguments, endpoints, self.client, planner);
            let (seen, code, why) = match attempt {
                Attempt::Settled(Outcome::Failed { code, message }, _) if may_be_done => {
                    // It may be refused because it was done before.
                    let current = (self.read)()?;
                    let seen = self.look(operation, known, &current);
                    match seen {
                        Seen::Done(id) => return Ok((Outcome::Done(id), Vec::new())),
                        _ => return Ok((Outcome::Failed { code, message }, Vec::new())),
                    }
                }
                Attempt::Settled(outcome, rows) => return Ok((outcome, rows)),
                Attempt::LockedOut { code, message } => {
                    let stop = Stop::LockedOut(message.clone());
                    held(known).stop.get_or_insert(stop);
                    return Ok((Outcome::Failed { code, message }, Vec::new()));
                }
                Attempt::Later {
                    wait,
                    code,
                    message,
                } => match self.pause(wait) {
                    true => {
                        let current = (self.read)()?;
                        (Some(self.look(operation, known, &current)), code, message)
                    }
                    false => (None, code, message),
                },
                Attempt::Unknown { why, is_answered } => {
                    let ids = held(known).ids.clone();
                    let seen = self.settled(operation, &ids, sent, is_answered)?;
                    (seen, 0, why)
                }
            };
            may_be_done = true;
            let outcome = match seen {
                Some(Seen::Done(id)) => Outcome::Done(id),
                Some(Seen::Open) if tried < TRIES && !self.is_over(known) => continue,
                Some(Seen::Open) => Outcome::Failed { code, message: why },
                Some(Seen::Unclear) | None => Outcome::Unknown(why),
                Some(Seen::Blocked) => Outcome::HeldBack,
            };
            return Ok((outcome, Vec::new()));
        }
    }

    fn look(&self, operation: &Operation, known: &Mutex<Known>, current: &Directory) -> Seen {
        let known = held(known);
        self.planner
            .look(operation, &known.ids, &State::of(current))
    }

    fn write_down(&self, operation: &Operation, outcome: &Outcome) -> Result<()> {
        let (key, call) = (&operation.key, &operation.call);
        self.journal
            .settle(self.run, key, call, outcome, &(self.now)())
    }
}

fn held(known: &Mutex<Known>) -> MutexGuard<'_, Known> {
    known.lock().unwrap_or_else(PoisonError::into_inner)
}
