//! `convert`: writes a directory as a system's request bodies or in another form.

use std::num::NonZeroUsize;

use clap::Args;
use clap::builder::PossibleValuesParser;
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::Arguments;
use orgferry::record::Field;
use orgferry::system::{Payload, PayloadOptions, Style, System};

use super::command::{Common, Format, parse_positive};
use super::console::Console;
use super::exit::Exit;
use super::findings::{self, Channel};
use super::interrupt::Unfinished;
use super::loss;
use super::output::Output;
use super::pipeline::{self, Judged};
use super::reading::ReadingFlags;
use super::settings::Settings;
use super::target::{self, Product, Target};
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
    force: bool,
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
        let output = Output::new(self.output.as_deref(), &self.input, self.force, unfinished)?;
        self.refuse_mismatch(target, &output, &settings, console)?;

        let systems: Vec<_> = target.system().into_iter().collect();
        let keeps_keys = target.carries_keys();
        let mut judged = pipeline::judge(&self.input, &systems, keeps_keys, &settings, console)?;
        match target {
            Target::Payload(system) => {
                self.write_payload(system, &options, &mut judged, &output, &settings, console)
            }
            Target::Form(form) => {
                findings::show(&judged, Channel::Beside, &settings, console)?;
                let exit = Exit::of_findings(&judged.findings);
                if exit == Exit::Fine {
                    (form.write)(&judged.directory, &output, console)?;
                    say_written(&output, console);
                }
                Ok(exit)
            }
        }
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

    fn write_payload(
        &self,
        system: &dyn System,
        options: &PayloadOptions,
        judged: &mut Judged,
        output: &Output,
        settings: &Settings,
        console: &Console,
    ) -> Result<Exit> {
        let Payload {
            bodies,
            loss,
            findings,
        } = system.payload(&judged.directory, options);
        judged.findings.append(findings);
        judged.findings.settle(&settings.severities);
        findings::show(judged, Channel::Beside, settings, console)?;
        let exit = Exit::of_findings(&judged.findings);
        if exit != Exit::Fine {
            return Ok(exit);
        }
        let style = match self.pretty {
            true => Style::Pretty,
            false => Style::Compact,
        };
        output.write_bodies(console, system.name(), &*bodies, style)?;
        say_written(output, console);
        if let Some(table) = loss::table(&loss, system.name(), console.locale()) {
            console.note(&table);
        }
        Ok(exit)
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
        })
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

fn say_written(output: &Output, console: &Console) {
    if !output.is_standard() {
        let file = Arguments::default().with("file", output.name());
        console.note(&console.locale().format("cli-written", &file));
    }
}
