//! `diff`: what is different between two directories.

use clap::Args;
use orgferry::directory::Directory;
use orgferry::error::Result;
use orgferry::locale::Arguments;
use orgferry::plan::Diff;
use orgferry::report::{changes, text};

use super::command::{Common, Format};
use super::console::Console;
use super::exit::Exit;
use super::findings::{self, Channel};
use super::interrupt::Unfinished;
use super::output::Output;
use super::pipeline::{self, Judged};
use super::reading::ReadingFlags;
use super::report::{by_extension, refuse_same, say_written};
use super::settings::Settings;

/// What a report can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Json,
    Workbook,
}

/// Every form, by extension.
const FORMS: [(&str, Form); 2] = [("json", Form::Json), ("xlsx", Form::Workbook)];

/// `orgferry diff A B [--exit-code]`
#[derive(Debug, Args)]
pub(super) struct DiffOf {
    #[arg(value_name = "A")]
    before: String,
    #[arg(value_name = "B")]
    after: String,
    #[arg(long)]
    exit_code: bool,
    #[arg(long, value_name = "FILE")]
    report: Vec<String>,
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    reading: ReadingFlags,
}

impl DiffOf {
    /// Reads both and compares them; the differences are the product.
    pub(super) fn run(
        self,
        common: &Common,
        console: &Console,
        unfinished: &Unfinished,
    ) -> Result<Exit> {
        let mut settings = Settings::new(common, &self.reading, console)?;
        settings.keeps_reading = true;
        let inputs = [self.before.clone(), self.after.clone()];
        let reports = self.report.iter().map(|name| {
            let output = Output::new(Some(name), &inputs, self.force, unfinished)?;
            let form = by_extension(&output, &FORMS, "usage-report-extension", name)?;
            Ok((form, output))
        });
        let reports = reports.collect::<Result<Vec<_>>>()?;
        refuse_same(reports.iter().map(|(_, output)| output))?;

        let [before, after] = &inputs;
        let (before, unreadable) = side(before, &settings, console)?;
        if let Some(exit) = unreadable {
            return Ok(exit);
        }
        let (after, unreadable) = side(after, &settings, console)?;
        if let Some(exit) = unreadable {
            return Ok(exit);
        }
        let diff = Diff::between(&before, &after);
        match settings.format {
            Format::Json => console.stream(|out| changes::write_json(&diff, out))?,
            Format::Text => {
                let options = text::Options {
                    color: true,
                    max_per_code: settings.max_per_code,
                    width: console.width(),
                };
                let mut shown = String::new();
                // Writing into a string cannot fail.
                let _ = changes::write_text(&diff, console.locale(), &options, &mut shown);
                console.product(&shown)?;
            }
        }
        for (form, output) in &reports {
            output.write(console, |out| match form {
                Form::Json => changes::write_json(&diff, out),
                Form::Workbook => changes::write_workbook(&diff, console.locale(), out)
                    .map_err(std::io::Error::other),
            })?;
            say_written(output, console);
        }
        Ok(match self.exit_code && !diff.is_empty() {
            true => Exit::WrongData,
            false => Exit::Fine,
        })
    }
}

/// Reads one side. What keeps it from being read is shown and ends the run; other errors are counted, for they are
/// `check`'s to tell.
fn side(input: &str, settings: &Settings, console: &Console) -> Result<(Directory, Option<Exit>)> {
    let inputs = [input.to_owned()];
    let mut judged: Judged = pipeline::judge(&inputs, &[], false, settings, console)?;
    if let Some(reading) = judged.reading.take() {
        let all = std::mem::replace(&mut judged.findings, reading);
        judged.findings.settle(&settings.severities);
        let exit = Exit::of_findings(&judged.findings);
        if exit == Exit::WrongFile || judged.directory.departments().len() == 0 {
            findings::show(&judged, Channel::Beside, settings, console)?;
            let exit = match exit {
                Exit::Fine => Exit::WrongData,
                exit => exit,
            };
            return Ok((judged.directory, Some(exit)));
        }
        let errors = all.count(orgferry::diagnostic::Severity::Error);
        if errors > 0 {
            let arguments = Arguments::default()
                .with("count", errors)
                .with("input", input);
            console.note(&console.locale().format("cli-diff-errors", &arguments));
        }
    }
    Ok((judged.directory, None))
}
