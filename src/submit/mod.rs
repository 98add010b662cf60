//! Sends a plan: wave by wave, every operation at most once, so that it can be taken up again after anything.
//!
//! An operation's intent is written down before its request leaves and its outcome after. What has an intent and no
//! outcome is unknown, and is settled by looking at the server, never by sending it again blindly.

mod fill;
mod journal;
mod lock;
mod outcome;
mod run;

#[cfg(test)]
mod tests;

pub use journal::{Journal, Record, RunId, RunRecord, RunState, state_folder};
pub use lock::{Holder, Lock};
pub use outcome::{Outcome, Resolve, Stop, Submitted};
pub use run::{Progress, Submission};

pub(crate) use fill::arguments;
