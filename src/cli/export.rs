//! `export`: brings a live directory back to a workbook, CSV or JSON.

use clap::Args;
use orgferry::config::Configuration;
use orgferry::diagnostic::Severity;
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::export::excel;
use orgferry::locale::Arguments;

use super::command::Common;
use super::connect;
use super::console::Console;
use super::exit::Exit;
use super::findings::{self, Channel};
use super::interrupt::Unfinished;
use super::output::Output;
use super::pipeline::{self, Judged};
use super::reading::ReadingFlags;
use super::report::{by_extension, say_written};
use super::settings::Settings;
use super::target::{Target, Writing};

/// What a directory can be written as, by extension: the form of `convert --to`.
const FORMS: [(&str, &str); 3] = [("xlsx", "excel"), ("csv", "csv"), ("json", "json")];

/// `orgferry export REMOTE -o FILE`
#[derive(Debug, Args)]
pub(super) struct Export {
    #[arg(value_name = "REMOTE")]
    remote: String,
    #[arg(short, long, value_name = "OUT")]
    output: String,
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: ReadingFlags,
}

impl Export {
    /// Reads the remote and writes its directory. What is wrong with the directory itself is counted and told, and
    /// keeps it from nothing: it is what the remote says.
    pub(super) fn run(
        self,
        common: &Common,
        console: &Console,
        unfinished: &Unfinished,
    ) -> Result<Exit> {
        let mut settings = Settings::new(common, &self.reading, console)?;
        settings.keeps_reading = true;
        let (name, system) = remote(&self.remote, &settings.configuration)?;
        let output = Output::new(Some(&self.output), &[], self.force, unfinished)?;
        let form = match output.is_folder() {
            true => "csv",
            false => by_extension(&output, &FORMS, "export-extension", &self.output)?,
        };

        let inputs = [format!("{name}:")];
        let mut judged = pipeline::judge(&inputs, &[], form == "json", &settings, console)?;
        let errors = judged.findings.count(Severity::Error);
        let exit = unreadable(&mut judged, &settings);
        if exit != Exit::Fine {
            findings::show(&judged, Channel::Beside, &settings, console)?;
            return Ok(exit);
        }
        let source = excel::Provenance {
            source: format!("{name} ({system})"),
            time: jiff::Zoned::now()
                .strftime("%Y-%m-%d %H:%M:%S %:z")
                .to_string(),
        };
        write(form, &judged, &source, &output, console)?;
        say_written(&output, console);
        say_counts(&judged, errors, &name, console);
        Ok(Exit::Fine)
    }
}

/// The name of the remote, without the colon, and its system.
fn remote(name: &str, configuration: &Configuration) -> Result<(String, String)> {
    let (name, remote) = connect::remote_called(name, configuration)?;
    Ok((name.to_owned(), remote.system.clone()))
}

/// Whether what was read is no directory; then only what was found in reading is left to show.
fn unreadable(judged: &mut Judged, settings: &Settings) -> Exit {
    let Some(mut reading) = judged.reading.take() else {
        return Exit::Fine;
    };
    reading.settle(&settings.severities);
    let exit = Exit::of_findings(&reading);
    if exit != Exit::Fine {
        judged.findings = reading;
    }
    exit
}

fn write(
    form: &str,
    judged: &Judged,
    source: &excel::Provenance,
    output: &Output,
    console: &Console,
) -> Result<()> {
    let directory = &judged.directory;
    match (form, Target::by_name(form)) {
        ("excel", _) => output.write(console, |out| {
            excel::write_with_provenance(directory, source, console.locale(), out)
                .map_err(std::io::Error::other)
        }),
        (_, Some(Target::Form(form))) => {
            let unmasked = false;
            (form.write)(
                directory,
                &Writing {
                    output,
                    console,
                    unmasked,
                },
            )
        }
        _ => Err(Error::new(ErrorKind::Usage, "usage-unknown-target").with("target", form)),
    }
}

fn say_counts(judged: &Judged, errors: usize, name: &str, console: &Console) {
    let directory = &judged.directory;
    let counts = Arguments::default()
        .with("departments", directory.departments().len())
        .with("members", directory.members().len())
        .with("errors", errors)
        .with("name", name);
    console.note(&console.locale().format("export-counts", &counts));
}
