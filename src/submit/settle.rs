//! What became of requests whose replies say nothing: waits until they can no longer be at work, and looks.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use crate::directory::Directory;
use crate::error::Result;
use crate::plan::{Operation, State};
use crate::system::{Ids, Seen};

use super::run::Submission;

/// The time between two looks at a server that said something.
const MOMENT: Duration = Duration::from_secs(2);

/// Into how many pieces the time is cut in which a request may still be at work.
const LOOKS: u32 = 4;

/// How long a wait takes no note of an interrupt.
const DEAF: Duration = Duration::from_millis(200);

impl Submission<'_> {
    /// Waits for `time`, and less where the user interrupts; whether it was the whole time.
    pub(super) fn pause(&self, time: Duration) -> bool {
        let end = self.clock.now() + time;
        while !self.is_interrupted() {
            let left = end.saturating_sub(self.clock.now());
            if left.is_zero() {
                return true;
            }
            self.clock.sleep(left.min(DEAF));
        }
        false
    }

    pub(super) fn is_interrupted(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// How long requests of earlier runs, whose replies nobody heard, may still be at work.
    ///
    /// # Errors
    /// When the journal cannot be read.
    pub(super) fn left_at_work(&self) -> Result<Duration> {
        let Some(sent) = self.journal.last_unsettled()? else {
            return Ok(Duration::ZERO);
        };
        let passed = (self.now)().timestamp().as_second() - sent;
        let passed = Duration::from_secs(u64::try_from(passed).unwrap_or_default());
        Ok(self.settling.saturating_sub(passed))
    }

    /// What the server has of `operation`, which was sent at `sent` by the clock. Looks until it is done, or, where it
    /// was not answered, until it can no longer be at work; in any case until the server no longer changes. `None` where
    /// the user does not wait for that.
    pub(super) fn settled(
        &self,
        operation: &Operation,
        ids: &Ids,
        sent: Duration,
        is_answered: bool,
    ) -> Result<Option<Seen>> {
        let pause = match is_answered {
            true => MOMENT.min(self.settling / LOOKS),
            false => self.settling / LOOKS,
        };
        let mut before = None;
        loop {
            let current = (self.read)()?;
            let seen = self.planner.look(operation, ids, &State::of(&current));
            let passed = self.clock.now().saturating_sub(sent);
            let now = signature(&current);
            let is_still = before.replace(now) == Some(now);
            let is_over = is_answered || passed >= self.settling;
            if matches!(seen, Seen::Done(_)) || (is_still && is_over) || passed >= self.settling * 2
            {
                return Ok(Some(seen));
            }
            if !self.pause(pause) {
                return Ok(None);
            }
        }
    }

    /// The server as it is once it no longer changes, as long as that can be waited for.
    pub(super) fn still(&self) -> Result<Arc<Directory>> {
        let mut current = (self.read)()?;
        for _ in 0..LOOKS {
            if !self.pause(MOMENT.min(self.settling / LOOKS)) {
                break;
            }
            let later = (self.read)()?;
            let is_still = signature(&later) == signature(&current);
            current = later;
            if is_still {
                break;
            }
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
