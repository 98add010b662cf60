//! `submit`: sends a plan, journalled, each operation at most once.

use std::fs;
use std::io::{self, BufRead, IsTerminal};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use clap::Args;
use clap::builder::PossibleValuesParser;
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::Arguments;
use orgferry::plan::{Mode, Plan, State};
use orgferry::report::results;
use orgferry::submit::{
    Holder, Journal, Lock, Outcome, Progress, Resolve, Stop, Submission, Submitted, state_folder,
};
use orgferry::system::{Ids, Planner, Seen};
use orgferry::transport::SystemClock;

use super::command::Common;
use super::connect::Connection;
use super::console::Console;
use super::exit::Exit;
use super::interrupt::Unfinished;
use super::output::Output;
use super::planning::{self, PlanFlags};
use super::reading::ReadingFlags;
use super::report::say_written;
use super::settings::Settings;
use super::way_back::WayBack;

/// How many requests are under way at once.
const THREADS: usize = 4;

/// How long a request whose reply was lost may still be at work.
const SETTLING: Duration = Duration::from_secs(8);

/// How often somebody who watches no terminal is told how it goes.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// What `--resolve` takes.
const RESOLUTIONS: [(&str, Resolve); 2] = [
    ("unknown=retry", Resolve::Retry),
    ("unknown=skip", Resolve::Skip),
];

/// `orgferry submit (INPUT... --to REMOTE | PLAN) [--yes]`
#[derive(Debug, Args)]
pub(super) struct SubmitOf {
    #[arg(value_name = "INPUT", required = true)]
    input: Vec<String>,
    #[arg(long, value_name = "REMOTE")]
    to: Option<String>,
    #[arg(long)]
    yes: bool,
    #[arg(long, value_name = "WHAT", value_parser = PossibleValuesParser::new(RESOLUTIONS.map(|(name, _)| name)))]
    resolve: Option<String>,
    #[arg(long, value_name = "FILE")]
    result: Option<String>,
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    plan: PlanFlags,
    #[command(flatten)]
    reading: ReadingFlags,
}

impl SubmitOf {
    /// Plans, or reads a plan; asks; sends.
    pub(super) fn run(
        self,
        common: &Common,
        console: &Console,
        unfinished: &Unfinished,
    ) -> Result<Exit> {
        let settings = Settings::new(common, &self.reading, console)?;
        let result = self.result.as_deref();
        let result =
            result.map(|file| Output::new(Some(file), &self.input, self.force, unfinished));
        let result = result.transpose()?;
        let read_plan = match &self.to {
            Some(_) => None,
            None => Some(self.read_plan()?),
        };
        let name = match (&self.to, &read_plan) {
            (Some(name), _) => name.clone(),
            (None, Some(plan)) => plan.remote.name.clone(),
            (None, None) => String::new(),
        };
        let connection = Connection::open(&name, &settings.configuration)?;
        let plan = match read_plan {
            Some(plan) if plan.remote != planning::addressee(&connection) => {
                return Err(stale("configuration", &plan.remote.url));
            }
            Some(plan) => {
                for line in planning::summary(&plan, console) {
                    console.note(&line);
                }
                plan
            }
            None => {
                let planned =
                    self.plan
                        .plan(&self.input, &connection, &settings, common, console)?;
                match planned {
                    Ok(planned) => {
                        planned.show(console);
                        planned.plan
                    }
                    Err(exit) => return Ok(exit),
                }
            }
        };
        planning::refuse_excess(&plan, self.plan.accepted())?;
        if plan.operations().next().is_none() {
            return Ok(Exit::Fine);
        }
        self.confirm(&plan, console)?;
        let sending = Sending {
            plan: &plan,
            connection: &connection,
            planner: planning::planner(&connection)?,
            common,
            console,
        };
        let (submitted, way_back) =
            sending.send(self.to.is_none(), self.resolution(), unfinished)?;
        for line in said(&submitted, console) {
            console.say(&line);
        }
        if let Some(way_back) = way_back {
            console.say(&way_back.told(&plan.remote.name, console));
        }
        if let Some(output) = &result {
            output.write(console, |out| {
                results::write(&plan, &submitted, console.locale(), out).map_err(io::Error::other)
            })?;
            say_written(output, console);
        }
        Ok(match submitted.stop {
            Some(Stop::Interrupted) => Exit::Interrupted,
            _ if submitted.is_complete() => Exit::Fine,
            _ => Exit::Remote,
        })
    }

    /// The plan that is the only input.
    fn read_plan(&self) -> Result<Plan> {
        let [file] = &self.input[..] else {
            return Err(Error::new(ErrorKind::Usage, "submit-needs-remote"));
        };
        let text = fs::read_to_string(file).map_err(|cause| {
            Error::new(ErrorKind::File, "plan-source-unreadable")
                .with("file", file.as_str())
                .because(cause)
        })?;
        Plan::read(file, &text)
    }

    fn resolution(&self) -> Option<Resolve> {
        let wanted = self.resolve.as_deref()?;
        let known = RESOLUTIONS.iter().find(|(name, _)| *name == wanted);
        known.map(|(_, resolve)| *resolve)
    }

    /// Asks whether to send; where there is nobody to ask, `--yes` must say so. What removes is confirmed by the name of
    /// the remote.
    fn confirm(&self, plan: &Plan, console: &Console) -> Result<()> {
        if self.yes {
            return Ok(());
        }
        if !io::stdin().is_terminal() {
            return Err(Error::new(ErrorKind::Usage, "submit-needs-yes"));
        }
        let remote = plan.remote.name.as_str();
        let (id, accepted): (_, &[&str]) = match plan.mode {
            Mode::Mirror => ("submit-type-name", &[remote]),
            _ => ("submit-ask", &["y", "yes", "是"]),
        };
        let arguments = Arguments::default().with("remote", remote);
        console.say(&console.locale().format(id, &arguments));
        let mut answer = String::new();
        // Who cannot be heard has not agreed.
        let _ = io::stdin().lock().read_line(&mut answer);
        match accepted.contains(&answer.trim()) {
            true => Ok(()),
            false => Err(Error::new(ErrorKind::Refused, "submit-declined")),
        }
    }
}

struct Sending<'s> {
    plan: &'s Plan,
    connection: &'s Connection<'s>,
    planner: &'static dyn Planner,
    common: &'s Common,
    console: &'s Console,
}

impl Sending<'_> {
    /// Takes the lock, looks whether the plan still fits, and sends it.
    fn send(
        &self,
        is_from_file: bool,
        resolve: Option<Resolve>,
        unfinished: &Unfinished,
    ) -> Result<(Submitted, Option<WayBack>)> {
        let folder = state_folder()?;
        let name = Journal::name(&self.plan.remote);
        let journal = Journal::open(&folder.join(format!("{name}.sqlite")))?;
        let _lock = self.lock(&folder.join(format!("{name}.lock")))?;
        let fingerprint = self.plan.fingerprint();
        if is_from_file {
            self.refuse_stale()?;
        }
        let run = match journal.unfinished(&fingerprint)? {
            Some(run) => run,
            None => {
                let count = self.plan.operations().count();
                let (remote, mode) = (&self.plan.remote, self.plan.mode);
                journal.begin(remote, mode, &fingerprint, count, &now())?
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
        let clock = SystemClock::start();
        let told = std::sync::Mutex::new(Instant::now());
        let observe = |progress: Progress| {
            let mut last = told
                .lock()
                .unwrap_or_else(std::sync::PoisonError::into_inner);
            if last.elapsed() >= HEARTBEAT {
                *last = Instant::now();
                let arguments = Arguments::default()
                    .with("settled", progress.settled)
                    .with("total", progress.total)
                    .with("failed", progress.failed);
                let line = self.console.locale().format("submit-progress", &arguments);
                self.console.note(&line);
            }
        };
        let read = || planning::read(self.connection, self.common, self.console);
        let submission = Submission {
            plan: self.plan,
            planner: self.planner,
            endpoints: self.connection.live.endpoints(),
            client: &client,
            read: &read,
            journal: &journal,
            run,
            clock: &clock,
            now: &now,
            stop: &stop,
            threads: THREADS,
            settling: SETTLING,
            resolve,
            observe: &observe,
        };
        Ok((submission.run()?, way_back))
    }

    fn lock(&self, path: &Path) -> Result<Lock> {
        let holder = Holder {
            process: std::process::id(),
            user: std::env::var("USER").unwrap_or_default(),
            since: now(),
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
        let state = State::of(&current);
        let mut ids = Ids::new();
        for operation in self.plan.operations() {
            let seen = self.planner.look(operation, &ids, &state);
            if let Seen::Done(Some(id)) = &seen {
                ids.insert(operation.key.clone(), id.clone());
            }
            let meets = || operation.expects.iter().all(|known| state.meets(known));
            if !meets() && !matches!(seen, Seen::Done(_)) {
                return Err(stale("remote", &operation.subject.name));
            }
        }
        Ok(())
    }
}

/// Why a plan no longer fits.
fn stale(case: &'static str, subject: &str) -> Error {
    Error::new(ErrorKind::Refused, "plan-stale")
        .with("case", case)
        .with("subject", subject)
}

/// What became of it, in a few lines.
fn said(submitted: &Submitted, console: &Console) -> Vec<String> {
    let locale = console.locale();
    let count = |is: fn(&Outcome) -> bool| submitted.count(is);
    let numbers = Arguments::default()
        .with("done", count(|outcome| matches!(outcome, Outcome::Done(_))))
        .with(
            "there",
            count(|outcome| matches!(outcome, Outcome::AlreadyThere(_))),
        )
        .with(
            "failed",
            count(|outcome| matches!(outcome, Outcome::Failed { .. } | Outcome::Partly(_))),
        )
        .with(
            "unknown",
            count(|outcome| matches!(outcome, Outcome::Unknown(_))),
        )
        .with(
            "held",
            count(|outcome| matches!(outcome, Outcome::HeldBack | Outcome::NotSent)),
        );
    let mut lines = vec![locale.format("submit-summary", &numbers)];
    match &submitted.stop {
        Some(Stop::Interrupted) => lines.push(locale.text("submit-interrupted")),
        Some(Stop::LockedOut(message)) => {
            let message = Arguments::default().with("message", message.as_str());
            lines.push(locale.format("submit-locked-out", &message));
        }
        Some(Stop::FailureStorm(count)) => {
            let count = Arguments::default().with("count", *count);
            lines.push(locale.format("submit-storm", &count));
        }
        None => {}
    }
    if !submitted.is_complete() {
        lines.push(locale.text("submit-again"));
    }
    lines
}

/// The time as it is written down.
fn now() -> String {
    jiff::Zoned::now()
        .strftime("%Y-%m-%d %H:%M:%S %:z")
        .to_string()
}
