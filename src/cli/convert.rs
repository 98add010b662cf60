//! `convert`: writes a directory as a system's request bodies or in another form.

use std::num::NonZeroUsize;
use std::panic::resume_unwind;
use std::thread;

use clap::Args;
use clap::builder::PossibleValuesParser;
use orgferry::diagnostic::Findings;
use orgferry::directory::Directory;
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::record::Field;
use orgferry::system::{Loss, Payload, PayloadOptions, Style, System};

use super::command::{Common, Format, parse_positive};
use super::console::Console;
use super::exit::Exit;
use super::findings::{self, Channel};
use super::interrupt::Unfinished;
use super::loss;
use super::output::{Draft, Output};
use super::partial::{self, RejectsFile};
use super::pipeline::{self, Judged};
use super::reading::ReadingFlags;
use super::report::{self, ReportFiles, ReportFlags, say_written};
use super::settings::Settings;
use super::target::{self, Form, Product, Target, Writing};
use super::usage;

/// What may stand in for a missing userid.
const STAND_INS: [(&str, Field); 3] = [
    ("employee_no", Field::EMPLOYEE_NO),
    ("email", Field::EMAIL),
    ("mobile", Field::MOBILE),
];

/// `orgferry convert INPUT... --to KIND [-o OUT]`
#[derive(Debug, Args)]
pub(super) struct Convert {
    #[arg(value_name = "INPUT", required = true)]
    input: Vec<String>,
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(target::names()))]
    to: String,
    #[arg(short, long, value_name = "OUT")]
    output: Option<String>,
    #[arg(long, value_name = "N", value_parser = parse_positive)]
    batch: Option<NonZeroUsize>,
    #[arg(long, value_name = "NAME")]
    dialect: Option<String>,
    #[arg(long, value_name = "PATH", value_parser = parse_path)]
    attach_to: Option<String>,
    #[arg(long, value_name = "NAME", value_parser = parse_name)]
    root: Option<String>,
    #[arg(long, value_name = "FIELD", value_parser = PossibleValuesParser::new(STAND_INS.map(|(name, _)| name)))]
    userid_from: Option<String>,
    #[arg(long)]
    pretty: bool,
    #[arg(long)]
    partial: bool,
    #[arg(long, value_name = "FILE", requires = "partial")]
    rejects: Option<String>,
    #[command(flatten)]
    report: ReportFlags,
    #[command(flatten)]
    reading: ReadingFlags,
}

impl Convert {
    /// Reads, links and judges; writes the directory only where it has no errors.
    pub(super) fn run(
        self,
        common: &Common,
        console: &Console,
        unfinished: &Unfinished,
    ) -> Result<Exit> {
        let mut settings = Settings::new(common, &self.reading, console)?;
        if self.root.is_some() {
            settings.reading.root.clone_from(&self.root);
        }
        let target = Target::by_name(&self.to).ok_or_else(|| {
            Error::new(ErrorKind::Usage, "usage-unknown-target").with("target", self.to.as_str())
        })?;
        let options = self.options(target, &settings)?;
        let force = self.report.force;
        let output = Output::new(self.output.as_deref(), &self.input, force, unfinished)?;
        self.refuse_mismatch(target, &output, &settings, console)?;
        let reports = self.report.files(&self.input, unfinished)?;
        let rejects = self.rejects.as_deref();
        let rejects = rejects.map(|name| RejectsFile::new(name, &self.input, force, unfinished));
        let rejects = rejects.transpose()?;
        let of_rejects = rejects.iter().map(RejectsFile::output);
        report::refuse_same(reports.outputs().chain(of_rejects).chain([&output]))?;

        settings.keeps_reading = self.partial;
        let systems: Vec<_> = target.system().into_iter().collect();
        let keeps_keys = target.carries_keys();
        let conversion = Conversion {
            target,
            options: &options,
            style: match self.pretty {
                true => Style::Pretty,
                false => Style::Compact,
            },
            output: &output,
            unmasked: self.report.unmask,
            settings: &settings,
            console,
        };
        let (mut judged, draft) = pipeline::judge_beside(
            &self.input,
            &systems,
            keeps_keys,
            &settings,
            console,
            |directory| conversion.draft(directory),
        )?;
        let exit = conversion.whole(&mut judged, draft, &reports)?;
        if self.partial && exit == Exit::WrongData {
            conversion.part(judged, rejects.as_ref())?;
        } else {
            // The program ends now: the system takes all memory back at once faster than it can be given back in pieces.
            std::mem::forget(judged.directory);
        }
        Ok(exit)
    }

    /// Refuses what cannot go to `output`: one file into a folder, a folder of files into one, what is no text to a
    /// terminal, or two products to standard output.
    fn refuse_mismatch(
        &self,
        target: Target,
        output: &Output,
        settings: &Settings,
        console: &Console,
    ) -> Result<()> {
        let product = match target {
            Target::Payload(_) => Product::TextOrFolder,
            Target::Form(form) => form.product,
        };
        let is_standard = output.is_standard();
        let id = match product {
            Product::Text | Product::Binary if output.is_folder() => "output-is-folder",
            Product::Folder if !output.is_folder() => "output-is-no-folder",
            Product::Binary if is_standard && console.shows_product() => "output-binary",
            _ if is_standard && settings.format == Format::Json => "output-mixed",
            _ => return Ok(()),
        };
        Err(Error::new(ErrorKind::Usage, id)
            .with("target", self.to.as_str())
            .with("file", output.name()))
    }

    /// What the flags say about request bodies.
    ///
    /// # Errors
    /// When a flag has no effect on the target, or the target does not have the dialect asked for.
    fn options(&self, target: Target, settings: &Settings) -> Result<PayloadOptions> {
        let flags = [
            ("--batch", self.batch.is_some()),
            ("--dialect", self.dialect.is_some()),
            ("--attach-to", self.attach_to.is_some()),
            ("--userid-from", self.userid_from.is_some()),
            ("--pretty", self.pretty),
        ];
        if let (Target::Payload(system), Some(dialect)) = (target, &self.dialect)
            && !system.dialects().contains(&dialect.as_str())
        {
            let choices = match system.dialects() {
                [] => usage::NONE.to_owned(),
                dialects => dialects.join(" "),
            };
            return Err(Error::new(ErrorKind::Usage, "usage-unknown-dialect")
                .with("dialect", dialect.as_str())
                .with("target", self.to.as_str())
                .with("choices", choices));
        }
        let has_effect = |flag: &str| match target {
            Target::Form(_) => false,
            Target::Payload(_) if matches!(flag, "--dialect" | "--pretty") => true,
            Target::Payload(system) => {
                let options = system.options(self.dialect.as_deref());
                options.contains(&flag.trim_start_matches('-'))
            }
        };
        let without_effect = flags
            .iter()
            .find(|(flag, given)| *given && !has_effect(flag));
        if let Some((flag, _)) = without_effect {
            return Err(Error::new(ErrorKind::Usage, "usage-without-effect")
                .with("argument", *flag)
                .with("target", self.to.as_str()));
        }
        let stand_in = self.userid_from.as_deref().and_then(|name| {
            let found = STAND_INS.iter().find(|(known, _)| *known == name);
            found.map(|(_, field)| *field)
        });
        Ok(PayloadOptions {
            dialect: self.dialect.clone(),
            batch: self.batch.map(NonZeroUsize::get),
            attach_to: self.attach_to.clone(),
            userid_from: stand_in,
            auth_type: settings.configuration.auth_type.clone(),
            department_imports: None,
        })
    }
}

/// What a directory is made into, and where that goes.
struct Conversion<'c> {
    target: Target,
    options: &'c PayloadOptions,
    style: Style,
    output: &'c Output,
    unmasked: bool,
    settings: &'c Settings,
    console: &'c Console,
}

/// What was made of a directory.
enum Made<'d> {
    Bodies(&'static dyn System, Payload<'d>),
    Form(&'static Form, &'d Directory),
}

/// Request bodies that are written and not yet to be seen.
struct Drafted {
    system: &'static dyn System,
    draft: Result<Draft>,
    loss: Loss,
    /// What was found in making them.
    findings: Findings,
}

impl Made<'_> {
    /// What it cannot carry, by system.
    fn losses(&self) -> Vec<(&'static str, Loss)> {
        match self {
            Self::Bodies(system, payload) => vec![(system.name(), payload.bodies.loss())],
            Self::Form(..) => Vec::new(),
        }
    }

    /// What was found in making it.
    fn take_findings(&mut self) -> Findings {
        match self {
            Self::Bodies(_, payload) => std::mem::take(&mut payload.findings),
            Self::Form(..) => Findings::default(),
        }
    }
}

impl<'c> Conversion<'c> {
    fn make<'d>(&self, directory: &'d Directory) -> Made<'d>
    where
        'c: 'd,
    {
        match self.target {
            Target::Payload(system) => {
                Made::Bodies(system, system.payload(directory, self.options))
            }
            Target::Form(form) => Made::Form(form, directory),
        }
    }

    /// Request bodies that are written while it is not yet known whether anything is wrong, where they go to a file.
    fn draft(&self, directory: &Directory) -> Option<Drafted> {
        if self.target.system().is_none() || !self.output.is_file() {
            return None;
        }
        let narrowed = self.settings.scope.narrowed(directory);
        let directory = narrowed.as_ref().unwrap_or(directory);
        let Made::Bodies(system, payload) = self.make(directory) else {
            return None;
        };
        let bodies = &*payload.bodies;
        let (draft, loss) = thread::scope(|scope| {
            let loss = scope.spawn(|| bodies.loss());
            let draft = self.output.draft_bodies(bodies, self.style);
            let loss = loss.join().unwrap_or_else(|panic| resume_unwind(panic));
            (draft, loss)
        });
        Some(Drafted {
            system,
            draft: draft?,
            loss,
            findings: payload.findings,
        })
    }

    /// Shows what is wrong, and writes the directory where nothing is; `drafted` is what is written of it already.
    fn whole(
        &self,
        judged: &mut Judged,
        drafted: Option<Drafted>,
        reports: &ReportFiles,
    ) -> Result<Exit> {
        if let Some(drafted) = drafted {
            judged.findings.append(drafted.findings);
            judged.losses = vec![(drafted.system.name(), drafted.loss)];
            judged.findings.settle(&self.settings.severities);
            let exit = self.show(judged, reports)?;
            if exit == Exit::Fine {
                drafted.draft?.appear()?;
                self.say_written(&judged.losses);
            }
            return Ok(exit);
        }
        let narrowed = self.settings.scope.narrowed(&judged.directory);
        let mut made = self.make(narrowed.as_ref().unwrap_or(&judged.directory));
        judged.findings.append(made.take_findings());
        judged.losses = made.losses();
        judged.findings.settle(&self.settings.severities);
        let exit = self.show(judged, reports)?;
        if exit == Exit::Fine {
            self.write(&made, &judged.losses)?;
        }
        Ok(exit)
    }

    /// Shows what is wrong.
    fn show(&self, judged: &Judged, reports: &ReportFiles) -> Result<Exit> {
        findings::show(judged, Channel::Beside, self.settings, self.console)?;
        reports.write(judged, self.settings, self.console)?;
        Ok(Exit::of_findings(&judged.findings))
    }

    /// Writes the part of `judged` that has no errors, and the rows that are left out to `rejects`.
    fn part(&self, judged: Judged, rejects: Option<&RejectsFile>) -> Result<()> {
        let systems: Vec<_> = self.target.system().into_iter().collect();
        let judge = |directory: &Directory| {
            let mut findings = pipeline::found_in(directory, &systems, self.settings);
            let narrowed = self.settings.scope.narrowed(directory);
            let mut made = self.make(narrowed.as_ref().unwrap_or(directory));
            findings.append(made.take_findings());
            findings
        };
        match partial::part(judged, &judge, rejects, self.settings, self.console)? {
            Some(part) => {
                let narrowed = self.settings.scope.narrowed(&part.directory);
                let made = self.make(narrowed.as_ref().unwrap_or(&part.directory));
                self.write(&made, &made.losses())
            }
            None => Ok(()),
        }
    }

    /// Writes what was `made`; `losses` is what it cannot carry.
    fn write(&self, made: &Made<'_>, losses: &[(&str, Loss)]) -> Result<()> {
        let console = self.console;
        match made {
            Made::Form(form, directory) => {
                let unmasked = self.unmasked;
                (form.write)(
                    directory,
                    &Writing {
                        output: self.output,
                        console,
                        unmasked,
                    },
                )?;
            }
            Made::Bodies(system, payload) => {
                let bodies = &*payload.bodies;
                self.output
                    .write_bodies(console, system.name(), bodies, self.style)?;
            }
        }
        self.say_written(losses);
        Ok(())
    }

    /// Says that the product is written, and what it could not carry.
    fn say_written(&self, losses: &[(&str, Loss)]) {
        let console = self.console;
        say_written(self.output, console);
        for (system, loss) in losses {
            if let Some(table) = loss::table(loss, system, console.locale()) {
                console.note(&table);
            }
        }
    }
}

/// A department's name.
fn parse_name(text: &str) -> Result<String> {
    match text.trim() {
        "" => Err(Error::new(ErrorKind::Usage, "usage-empty")),
        name => Ok(name.to_owned()),
    }
}

/// Names joined by `/`, with or without one at either end.
fn parse_path(text: &str) -> Result<String> {
    let text = text.trim();
    let path = text.strip_prefix('/').unwrap_or(text);
    let path = path.strip_suffix('/').unwrap_or(path);
    match path.split('/').all(|name| !name.trim().is_empty()) {
        true => Ok(path.to_owned()),
        false => Err(Error::new(ErrorKind::Usage, "usage-not-a-path")),
    }
}
