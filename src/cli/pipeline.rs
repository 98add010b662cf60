//! The way from inputs to findings that `check` and `convert` share.

use std::io;
use std::sync::Arc;
use std::thread;

use orgferry::diagnostic::{Findings, Sources};
use orgferry::directory::{Directory, RowCounts};
use orgferry::error::Result;
use orgferry::intake::{self, Intake, SourceReading};
use orgferry::repair::Changes;
use orgferry::report::{self, Report};
use orgferry::rule::{self, Context, RULES};
use orgferry::source::{self, Located, Meter};
use orgferry::system::{Loss, System};

use super::console::Console;
use super::inputs;
use super::progress::Progress;
use super::settings::Settings;

/// A directory that was read and judged.
pub(super) struct Judged {
    /// The directory.
    pub(super) directory: Directory,
    /// Where it came from.
    pub(super) sources: Sources,
    /// What is wrong with it, settled.
    pub(super) findings: Findings,
    /// What was found while reading, where it is kept apart; not settled.
    pub(super) reading: Option<Findings>,
    /// What became of the rows.
    pub(super) rows: RowCounts,
    /// How every source was read.
    pub(super) readings: Vec<SourceReading>,
    /// What each system that was asked for cannot carry.
    pub(super) losses: Vec<(&'static str, Loss)>,
    /// What a corrected copy writes otherwise, where one was asked for.
    pub(super) changes: Option<Changes>,
    /// The files behind the inputs; standard input is kept as long as this is.
    pub(super) located: Located,
}

impl Judged {
    /// What there is to tell.
    pub(super) fn report(&self) -> Report<'_> {
        Report {
            findings: &self.findings,
            sources: &self.sources,
            directory: Some(&self.directory),
            readings: &self.readings,
            rows: self.rows,
            passed_over: self.located.passed_over,
            changes: self.changes.as_ref(),
        }
    }
}

/// Inputs that were read and linked, and not judged.
pub(super) struct TakenIn {
    /// What they hold.
    pub(super) intake: Intake,
    /// The files behind the inputs; standard input is kept as long as this is.
    located: Located,
}

/// Reads and links `inputs`. `keeps_keys` is for [`intake::Options`].
///
/// # Errors
/// When an input is a remote that cannot be read, or the part that is wanted is not there.
pub(super) fn take_in(
    inputs: &[String],
    keeps_keys: bool,
    settings: &Settings,
    console: &Console,
) -> Result<TakenIn> {
    let mut located = source::locate(inputs, &mut io::stdin().lock(), &settings.limits);
    inputs::read_remotes(&mut located, &settings.configuration, console)?;
    let options = intake::Options {
        reading: &settings.reading,
        limits: &settings.limits,
        keeps_keys,
        keeps_ids: settings.keeps_ids,
    };
    let meter = Arc::new(Meter::default());
    let _progress = console.is_watched().then(|| {
        let meter = Arc::clone(&meter);
        Progress::start(console.locale().text("cli-reading"), move || {
            (meter.read(), meter.total())
        })
    });
    let mut intake = intake::read(&located, options, &meter);
    settings.scope.narrow(&mut intake)?;
    Ok(TakenIn { intake, located })
}

/// Reads `inputs` and runs the rules, those of `systems` too. `keeps_keys` is for [`intake::Options`].
///
/// # Errors
/// When the reading cannot go on.
pub(super) fn judge(
    inputs: &[String],
    systems: &[&dyn System],
    keeps_keys: bool,
    settings: &Settings,
    console: &Console,
) -> Result<Judged> {
    let (judged, ()) = judge_beside(inputs, systems, keeps_keys, settings, console, |_| ())?;
    Ok(judged)
}

/// Reads `inputs` and runs the rules as [`judge`] does. If nothing seems to be wrong with what was read, `make` makes
/// something of it while the rules run.
///
/// # Errors
/// When the reading cannot go on.
pub(super) fn judge_beside<T: Default>(
    inputs: &[String],
    systems: &[&dyn System],
    keeps_keys: bool,
    settings: &Settings,
    console: &Console,
    make: impl FnOnce(&Directory) -> T,
) -> Result<(Judged, T)> {
    let TakenIn { intake, located } = take_in(inputs, keeps_keys, settings, console)?;
    console.detail(|locale| report::reading::brief(&intake, locale).collect());
    let Intake {
        directory,
        sources,
        mut findings,
        rows,
        readings,
    } = intake;
    let reading = settings.keeps_reading.then(|| findings.clone());
    let seems_right = !findings.has_errors() && directory.faults().is_empty();
    let (found, made) = thread::scope(|scope| {
        let rules = scope.spawn(|| found_in(&directory, systems, settings));
        let made = match seems_right {
            true => make(&directory),
            false => T::default(),
        };
        let found = rules
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        (found, made)
    });
    findings.append(found);
    findings.settle(&settings.severities);
    let judged = Judged {
        directory,
        sources,
        findings,
        reading,
        rows,
        readings,
        losses: Vec::new(),
        changes: None,
        located,
    };
    Ok((judged, made))
}

/// What the rules, those of `systems` too, find in `directory`; not settled.
pub(super) fn found_in(
    directory: &Directory,
    systems: &[&dyn System],
    settings: &Settings,
) -> Findings {
    let of_systems = systems.iter().flat_map(|system| system.rules());
    let rules: Vec<_> = RULES.iter().chain(of_systems).collect();
    let context = Context {
        directory,
        limits: &settings.limits,
    };
    let mut findings = rule::run(&rules, context);
    settings.scope.narrow_findings(&mut findings);
    findings
}
