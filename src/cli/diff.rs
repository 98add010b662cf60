//! `diff`: what is different between two directories.

use clap::Args;
use orgferry::diagnostic::Severity;
use orgferry::directory::Directory;
use orgferry::error::Result;
use orgferry::locale::Arguments;
use orgferry::plan::Diff;
use orgferry::report::changes::{self, Telling};
use orgferry::report::{html, text};

use super::command::{Common, Format};
use super::console::Console;
use super::exit::Exit;
use super::findings::{self, Channel};
use super::interrupt::Unfinished;
use super::pipeline::{self, Judged};
use super::reading::ReadingFlags;
use super::report::{self, Form, ReportFlags, refuse_same};
use super::settings::Settings;

/// `orgferry diff A B [--exit-code]`
#[derive(Debug, Args)]
pub(super) struct DiffOf {
    #[arg(value_name = "A")]
    before: String,
    #[arg(value_name = "B")]
    after: String,
    #[arg(long)]
    exit_code: bool,
    #[command(flatten)]
    report: ReportFlags,
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
        let reports = self.report.files(&inputs, unfinished)?;
        refuse_same(reports.outputs())?;

        let [before, after] = &inputs;
        let (earlier, errors_before) = match side(before, &settings, console)? {
            Ok(side) => side,
            Err(exit) => return Ok(exit),
        };
        let (later, errors_after) = match side(after, &settings, console)? {
            Ok(side) => side,
            Err(exit) => return Ok(exit),
        };
        let diff = Diff::between(&earlier, &later);
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
        let made = report::made();
        let sides = [
            changes::Side {
                name: before,
                errors: errors_before,
            },
            changes::Side {
                name: after,
                errors: errors_after,
            },
        ];
        reports.write_each(console, |file, out| {
            let telling = changes::Telling {
                diff: &diff,
                sides,
                locale: console.locale(),
                unmasked: file.unmasked,
                made: &made,
                has_codes: true,
            };
            match file.form {
                Form::Json => changes::write_json(&diff, out),
                Form::List => changes::write_list(&telling, out),
                Form::Workbook => {
                    changes::write_workbook(&telling, out).map_err(std::io::Error::other)
                }
                Form::Page => html::write(&page(&telling), out),
            }
        })?;
        Ok(match self.exit_code && !diff.is_empty() {
            true => Exit::WrongData,
            false => Exit::Fine,
        })
    }
}

/// The page that tells what `telling` does.
fn page<'t>(telling: &Telling<'t>) -> html::Page<'t> {
    html::Page {
        directory: telling.diff.after,
        checked: None,
        compared: Some(html::Compared {
            diff: telling.diff,
            sides: telling.sides,
        }),
        planned: None,
        made: telling.made,
        language: telling.locale.language(),
        unmasked: telling.unmasked,
    }
}

/// Reads one side, and counts its errors, for they are `check`'s to tell. What keeps it from being read is shown and
/// ends the run.
fn side(
    input: &str,
    settings: &Settings,
    console: &Console,
) -> Result<std::result::Result<(Directory, usize), Exit>> {
    let inputs = [input.to_owned()];
    let mut judged: Judged = pipeline::judge(&inputs, &[], false, settings, console)?;
    let Some(reading) = judged.reading.take() else {
        return Ok(Ok((judged.directory, 0)));
    };
    let all = std::mem::replace(&mut judged.findings, reading);
    judged.findings.settle(&settings.severities);
    let exit = Exit::of_findings(&judged.findings);
    if exit == Exit::WrongFile || judged.directory.departments().len() == 0 {
        findings::show(&judged, Channel::Beside, settings, console)?;
        return Ok(Err(match exit {
            Exit::Fine => Exit::WrongData,
            exit => exit,
        }));
    }
    let errors = all.count(Severity::Error);
    if errors > 0 {
        let arguments = Arguments::default()
            .with("count", errors)
            .with("input", input);
        console.note(&console.locale().format("cli-diff-errors", &arguments));
    }
    Ok(Ok((judged.directory, errors)))
}
