//! What `plan` and `submit` share: both sides read, and what turns the one into the other.

use std::fs::File;
use std::io;

use clap::Args;
use clap::builder::PossibleValuesParser;
use orgferry::diagnostic::code::F010;
use orgferry::directory::Directory;
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::Arguments;
use orgferry::plan::{
    Accepted, Action, Addressee, Mode, Plan, SourceFile, State, SubjectKind, Totals, excesses,
};
use orgferry::source::Location;
use orgferry::system::{Loss, PayloadOptions, Planner, Wanted};

use super::command::Common;
use super::connect::Connection;
use super::console::Console;
use super::exit::Exit;
use super::findings::{self, Channel};
use super::loss;
use super::pipeline::{self, Judged};
use super::reading::ReadingFlags;
use super::settings::Settings;

/// The flags that say how far a plan goes.
#[derive(Debug, Args)]
pub(super) struct PlanFlags {
    #[arg(long, value_name = "MODE", default_value = Mode::Import.name(), value_parser = PossibleValuesParser::new(Mode::ALL.map(Mode::name)))]
    mode: String,
    #[arg(long, value_name = "PATH")]
    attach_to: Option<String>,
    #[arg(long, value_name = "N")]
    accept_removals: Option<usize>,
    #[arg(long, value_name = "N")]
    accept_moves: Option<usize>,
}

/// A plan, and what it cannot carry.
pub(super) struct Planned {
    /// The plan.
    pub(super) plan: Plan,
    /// What the system has no room for.
    pub(super) loss: Loss,
    /// The system.
    pub(super) system: &'static str,
}

/// What a plan was made of.
pub(super) struct Grounds<'g> {
    /// The source, and what was found in it.
    pub(super) judged: &'g Judged,
    /// The remote as it is.
    pub(super) current: &'g Directory,
    /// How it is to be.
    pub(super) wanted: Wanted<'g>,
}

impl PlanFlags {
    fn mode(&self) -> Mode {
        let modes = Mode::ALL.into_iter();
        let mut named = modes.filter(|mode| mode.name() == self.mode);
        named.next().unwrap_or_default()
    }

    /// What is accepted beyond the limits.
    pub(super) fn accepted(&self) -> Accepted {
        Accepted {
            removals: self.accept_removals,
            moves: self.accept_moves,
        }
    }

    /// Reads `inputs` and the remote, and plans. Where the data has errors, they are shown and there is no plan.
    ///
    /// # Errors
    /// When either cannot be read, or the two do not fit together.
    pub(super) fn plan(
        &self,
        inputs: &[String],
        connection: &Connection<'_>,
        settings: &Settings,
        common: &Common,
        console: &Console,
    ) -> Result<std::result::Result<Planned, Exit>> {
        self.plan_and(inputs, connection, settings, common, console, |_, _| Ok(()))
    }

    /// Plans as [`Self::plan`] does, and lets `look` look at what the plan was made of.
    ///
    /// # Errors
    /// When either cannot be read, or the two do not fit together; and those of `look`.
    pub(super) fn plan_and(
        &self,
        inputs: &[String],
        connection: &Connection<'_>,
        settings: &Settings,
        common: &Common,
        console: &Console,
        look: impl FnOnce(&Planned, &Grounds<'_>) -> Result<()>,
    ) -> Result<std::result::Result<Planned, Exit>> {
        let planner = planner(connection)?;
        let mode = self.mode();
        if !planner.modes().contains(&mode) {
            let choices: Vec<_> = planner.modes().iter().map(|mode| mode.name()).collect();
            return Err(Error::new(ErrorKind::Usage, "plan-no-such-mode")
                .with("mode", mode.name())
                .with("system", connection.system.name())
                .with("choices", choices.join(" ")));
        }
        let system = connection.system;
        let options = PayloadOptions {
            dialect: connection.remote.dialect.clone(),
            attach_to: self.attach_to.clone(),
            auth_type: settings.configuration.auth_type.clone(),
            ..PayloadOptions::default()
        };
        let keeps_keys = system.carries_keys();
        let mut judged = pipeline::judge(inputs, &[system], keeps_keys, settings, console)?;
        judged.findings.settle(&settings.severities);
        findings::show(&judged, Channel::Beside, settings, console)?;
        let exit = Exit::of_findings(&judged.findings);
        if exit != Exit::Fine {
            return Ok(Err(exit));
        }
        let is_part = settings.scope.is_part()
            || judged.directory.departments().len() == 0
            || judged.findings.counts().contains_key(F010.id);
        if mode == Mode::Mirror && is_part {
            return Err(Error::new(ErrorKind::Refused, "plan-part-of-source"));
        }
        let current = read(connection, common, console)?;
        let state = State::of(&current);
        let wanted = Wanted {
            directory: &judged.directory,
            sources: &judged.sources,
            mode,
            options: &options,
        };
        let draft = planner.draft(wanted, &state)?;
        let totals = Totals {
            departments: current.departments().len(),
            members: current.member_count(),
        };
        let files = judged.located.locations.iter();
        let files = files.filter_map(|location| match location {
            Location::File(input) if !input.is_spooled() => Some(hash(&input.display)),
            _ => None,
        });
        let sources = files.collect::<Result<Vec<_>>>()?;
        let mut plan = Plan::new(addressee(connection), mode, sources, totals);
        plan.notes = draft.notes;
        plan.waves = draft.waves;
        let planned = Planned {
            plan,
            loss: draft.loss,
            system: system.name(),
        };
        let grounds = Grounds {
            judged: &judged,
            current: &current,
            wanted,
        };
        look(&planned, &grounds)?;
        Ok(Ok(planned))
    }
}

impl Planned {
    /// What is to be done, in a few lines, and what the system has no room for.
    pub(super) fn show(&self, console: &Console) {
        for line in summary(&self.plan, console) {
            console.note(&line);
        }
        if let Some(table) = loss::table(&self.loss, self.system, console.locale()) {
            console.note(&table);
        }
    }
}

/// What the system of `connection` knows of plans.
///
/// # Errors
/// When nothing can be sent to it.
pub(super) fn planner(connection: &Connection<'_>) -> Result<&'static dyn Planner> {
    connection.system.planner().ok_or_else(|| {
        Error::new(ErrorKind::Usage, "plan-only-read").with("system", connection.system.name())
    })
}

/// Reads the remote as it is now.
///
/// # Errors
/// When it cannot be read, or what it says is no directory.
pub(super) fn read(
    connection: &Connection<'_>,
    common: &Common,
    console: &Console,
) -> Result<Directory> {
    // How the source is to be read says nothing of the remote.
    let settings = Settings::new(common, &ReadingFlags::default(), console)?;
    let inputs = [format!("{}:", connection.name)];
    let mut intake = pipeline::take_in(&inputs, true, &settings, console)?.intake;
    intake.findings.settle(&settings.severities);
    match Exit::of_findings(&intake.findings) {
        Exit::WrongFile => {
            Err(Error::new(ErrorKind::Remote, "plan-remote-unreadable")
                .with("name", connection.name))
        }
        _ => Ok(intake.directory),
    }
}

/// The server that `connection` leads to.
pub(super) fn addressee(connection: &Connection<'_>) -> Addressee {
    let remote = connection.remote;
    let url = remote.url.as_deref().or(connection.live.url());
    let organization = [&remote.organization, &remote.company, &remote.corp_id];
    let organization = organization.into_iter().find_map(Option::as_deref);
    Addressee {
        name: connection.name.to_owned(),
        system: connection.system.name().to_owned(),
        url: url.unwrap_or_default().to_owned(),
        organization: organization.unwrap_or_default().to_owned(),
    }
}

/// The file `name` as a plan remembers it.
///
/// # Errors
/// When it cannot be read.
pub(super) fn hash(name: &str) -> Result<SourceFile> {
    let mut hasher = blake3::Hasher::new();
    let hashed = File::open(name).and_then(|mut file| io::copy(&mut file, &mut hasher));
    hashed.map_err(|cause| {
        Error::new(ErrorKind::File, "plan-source-unreadable")
            .with("file", name)
            .because(cause)
    })?;
    Ok(SourceFile {
        name: name.to_owned(),
        hash: hasher.finalize().to_hex().to_string(),
    })
}

/// Refuses a plan that takes away or moves too much.
///
/// # Errors
/// When it does.
pub(super) fn refuse_excess(plan: &Plan, accepted: Accepted) -> Result<()> {
    let excesses = excesses(plan.operations(), plan.totals, accepted);
    let Some(excess) = excesses.first() else {
        return Ok(());
    };
    let case = match (excess.kind, excess.is_move) {
        (SubjectKind::Member, false) => "member-removals",
        (SubjectKind::Member, true) => "member-moves",
        (_, false) => "department-removals",
        (_, true) => "department-moves",
    };
    Err(Error::new(ErrorKind::Refused, "plan-too-much")
        .with("case", case)
        .with("count", excess.count)
        .with("limit", excess.limit)
        .with("total", excess.total))
}

/// What `plan` does, in a few lines.
pub(super) fn summary(plan: &Plan, console: &Console) -> Vec<String> {
    let locale = console.locale();
    let mut lines = Vec::new();
    let actions = [
        (Action::Create, "plan-create"),
        (Action::Import, "plan-import"),
        (Action::Update, "plan-update"),
        (Action::Move, "plan-move"),
        (Action::Join, "plan-join"),
        (Action::Lead, "plan-lead"),
        (Action::Leave, "plan-leave"),
        (Action::Remove, "plan-remove"),
    ];
    for (action, id) in actions {
        let count = plan.count(action);
        if count != Totals::default() {
            let counts = Arguments::default()
                .with("departments", count.departments)
                .with("members", count.members);
            lines.push(locale.format(id, &counts));
        }
    }
    if lines.is_empty() {
        lines.push(locale.text("plan-nothing"));
    }
    let requests = Arguments::default()
        .with("count", plan.operations().count())
        .with("remote", plan.remote.name.as_str())
        .with("url", plan.remote.url.as_str());
    lines.push(locale.format("plan-requests", &requests));
    let fingerprint = Arguments::default().with("fingerprint", plan.fingerprint());
    lines.push(locale.format("plan-fingerprint", &fingerprint));
    for note in plan.notes.iter().take(NOTES_SHOWN) {
        let subject = Arguments::default().with("subject", note.subject.as_str());
        lines.push(locale.format(&note.message, &subject));
    }
    if plan.notes.len() > NOTES_SHOWN {
        let more = Arguments::default().with("count", plan.notes.len() - NOTES_SHOWN);
        lines.push(locale.format("plan-notes-more", &more));
    }
    lines
}

/// How many of the things that cannot be done are named.
const NOTES_SHOWN: usize = 20;
