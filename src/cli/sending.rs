//! How `submit` sends a plan: alone, journalled, and only while it still fits.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use jiff::Zoned;
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::plan::{Accepted, Plan, State};
use orgferry::submit::{
    Holder, Journal, Lock, Resolve, Submission, Submitted, stale_subject, state_folder,
};
use orgferry::system::Planner;
use orgferry::transport::{SystemClock, TIMEOUT};

use super::command::Common;
use super::connect::Connection;
use super::console::Console;
use super::interrupt::Unfinished;
use super::planning;
use super::runs;
use super::watch::watched;
use super::way_back::WayBack;

/// How many requests are under way at once, unless the configuration says otherwise.
const CONCURRENCY: usize = 4;

/// What is to be sent, where, and what is accepted of it.
pub(super) struct Sending<'s> {
    pub(super) plan: &'s Plan,
    pub(super) accepted: Accepted,
    pub(super) resolve: Option<Resolve>,
    pub(super) connection: &'s Connection<'s>,
    pub(super) planner: &'static dyn Planner,
    pub(super) common: &'s Common,
    pub(super) console: &'s Console,
}

/// What was sent.
pub(super) struct Sent {
    /// What became of it.
    pub(super) submitted: Submitted,
    /// The run as `runs` calls it.
    pub(super) run: String,
    /// The directory from before.
    pub(super) way_back: Option<WayBack>,
}

impl Sending<'_> {
    /// Takes the lock, looks whether a plan from a file still fits, and sends it.
    ///
    /// # Errors
    /// When nothing could be sent: another run goes on, the plan is stale, or there is no journal.
    pub(super) fn send(&self, is_from_file: bool, unfinished: &Unfinished) -> Result<Sent> {
        let folder = state_folder()?;
        let name = Journal::name(&self.plan.remote);
        let _lock = lock(&folder.join(format!("{name}.lock")))?;
        let journal = Journal::open(&folder.join(format!("{name}.sqlite")))?;
        if is_from_file {
            self.refuse_stale()?;
        }
        let fingerprint = self.plan.fingerprint();
        let run = match journal.unfinished(&fingerprint)? {
            Some(run) => run,
            None => {
                let count = self.plan.operations().count();
                let (remote, mode) = (&self.plan.remote, self.plan.mode);
                journal.begin(remote, mode, &fingerprint, count, &Zoned::now())?
            }
        };
        let way_back = WayBack::keep(
            &folder,
            (&name, &journal),
            (run, self.plan.mode),
            self.connection,
            self.common,
            self.console,
        )?;
        let stop = Arc::new(AtomicBool::new(false));
        let asked = Arc::clone(&stop);
        unfinished.end_by(move || asked.store(true, Ordering::Relaxed));
        let client = self.connection.client()?;
        let remote = self.connection.remote;
        let hushed = self.console.hushed();
        let read = || planning::read(self.connection, self.common, &hushed).map(Arc::new);
        let submitted = watched(self.console, &stop, |observe| {
            Submission {
                plan: self.plan,
                accepted: self.accepted,
                planner: self.planner,
                endpoints: self.connection.live.endpoints(),
                client: &client,
                read: &read,
                journal: &journal,
                run,
                clock: &SystemClock::start(),
                now: &Zoned::now,
                stop: &stop,
                threads: remote.concurrency.unwrap_or(CONCURRENCY),
                settling: remote.timeout.unwrap_or(TIMEOUT),
                resolve: self.resolve,
                observe,
            }
            .run()
        })?;
        Ok(Sent {
            submitted,
            run: runs::id(&name, run),
            way_back,
        })
    }

    /// Refuses a plan whose source was changed, or whose objects are no longer as it saw them, except through what it
    /// did itself.
    fn refuse_stale(&self) -> Result<()> {
        for source in &self.plan.sources {
            let is_there = Path::new(&source.name).exists();
            if is_there && planning::hash(&source.name)?.hash != source.hash {
                return Err(stale("source", &source.name));
            }
        }
        let current = planning::read(self.connection, self.common, self.console)?;
        match stale_subject(self.plan, self.planner, &State::of(&current)) {
            Some(subject) => Err(stale("remote", subject)),
            None => Ok(()),
        }
    }
}

/// Takes the lock at `path` for this process.
fn lock(path: &Path) -> Result<Lock> {
    let holder = Holder {
        process: std::process::id(),
        user: std::env::var("USER").unwrap_or_default(),
        since: Zoned::now().strftime("%Y-%m-%d %H:%M:%S %:z").to_string(),
    };
    let taken = Lock::take(path, &holder).map_err(|cause| {
        Error::new(ErrorKind::File, "journal-unusable")
            .with("file", path.display().to_string())
            .because(cause)
    })?;
    taken.map_err(|holder| {
        let error = Error::new(ErrorKind::Locked, "submit-locked");
        match holder {
            Some(holder) => error
                .with("case", "known")
                .with("process", holder.process)
                .with("user", holder.user)
                .with("since", holder.since),
            None => error
                .with("case", "unknown")
                .with("process", 0u32)
                .with("user", "")
                .with("since", ""),
        }
    })
}

/// Why a plan no longer fits.
pub(super) fn stale(case: &'static str, subject: &str) -> Error {
    Error::new(ErrorKind::Refused, "plan-stale")
        .with("case", case)
        .with("subject", subject)
}
