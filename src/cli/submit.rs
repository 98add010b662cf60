//! `submit`: sends a plan, journalled, each operation at most once.

use std::fs;
use std::io::{self, BufRead, IsTerminal};
use std::time::Instant;

use clap::Args;
use clap::builder::PossibleValuesParser;
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::Arguments;
use orgferry::plan::{Mode, Plan};
use orgferry::report::results;
use orgferry::submit::{Ending, Resolve, Stop, Summary};

use super::closing;
use super::command::{Common, Format};
use super::connect::Connection;
use super::console::Console;
use super::exit::Exit;
use super::interrupt::Unfinished;
use super::output::Output;
use super::planning::{self, PlanFlags};
use super::reading::ReadingFlags;
use super::report::say_written;
use super::sending::{Sending, Sent, stale};
use super::settings::Settings;

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
    /// Plans, or reads a plan; asks; sends. However it ends, it says so in a line of the same shape.
    pub(super) fn run(
        self,
        common: &Common,
        console: &Console,
        unfinished: &Unfinished,
    ) -> Result<Exit> {
        let began = Instant::now();
        let remote = self.to.as_deref().unwrap_or_default();
        let mut summary = Summary::new(remote.trim_end_matches(':'), Ending::NotBegun);
        let mut stop = None;
        let exit = match self.submit(common, console, unfinished, &mut summary, &mut stop) {
            Ok(exit) => exit,
            Err(error) => {
                console.error(&error);
                summary.error = Some(error.message(console.locale()));
                Exit::of_error(&error)
            }
        };
        let summary = summary.after(began.elapsed());
        closing::say(&summary, stop.as_ref(), common.format, console)?;
        Ok(exit)
    }

    /// The same; `summary` and `stop` are what became of it.
    fn submit(
        &self,
        common: &Common,
        console: &Console,
        unfinished: &Unfinished,
        summary: &mut Summary,
        stop: &mut Option<Stop>,
    ) -> Result<Exit> {
        let mut settings = Settings::new(common, &self.reading, console)?;
        // Standard output has room for one object, and that is the summary.
        settings.format = Format::Text;
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
        summary.remote.clone_from(&name);
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
        summary.mode = Some(plan.mode);
        plan.refuse_excess(self.plan.accepted())?;
        if plan.operations().next().is_none() {
            summary.ending = Ending::Nothing;
            return Ok(Exit::Fine);
        }
        self.confirm(&plan, console)?;
        let sending = Sending {
            plan: &plan,
            accepted: self.plan.accepted(),
            resolve: self.resolution(),
            connection: &connection,
            planner: planning::planner(&connection)?,
            common,
            console,
        };
        let Sent {
            mut submitted,
            run,
            way_back,
        } = sending.send(self.to.is_none(), unfinished)?;
        if let Some(way_back) = way_back {
            console.note(&way_back.told(&plan.remote.name, console));
        }
        *summary = Summary {
            run: Some(run),
            ..Summary::of(&plan, &submitted)
        };
        if let Some(output) = &result {
            output.write(console, |out| {
                results::write(&plan, &submitted, console.locale(), out).map_err(io::Error::other)
            })?;
            say_written(output, console);
        }
        if let Some(error) = submitted.error.take() {
            return Err(error);
        }
        *stop = submitted.stop.clone();
        Ok(match stop {
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
