//! `convert --partial --rejects FILE`: writes the part that is right, and the rows that are not.

use std::io;

use orgferry::diagnostic::Findings;
use orgferry::directory::Directory;
use orgferry::error::Result;
use orgferry::locale::{Arguments, Locale};
use orgferry::repair::{self, Part, Refusal};
use orgferry::report::rejects::{self, Rejects};

use super::console::Console;
use super::interrupt::Unfinished;
use super::output::Output;
use super::pipeline::Judged;
use super::report::{again, by_extension, say_written};
use super::settings::Settings;

/// What rejected rows can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Workbook,
    Csv,
}

/// Every form, by extension.
const FORMS: [(&str, Form); 2] = [("xlsx", Form::Workbook), ("csv", Form::Csv)];

/// Where rejected rows go.
pub(super) struct RejectsFile {
    form: Form,
    output: Output,
}

impl RejectsFile {
    /// The file called `name`, which may not be one of `inputs`.
    ///
    /// # Errors
    /// When it is of another kind, exists and may not be replaced, or cannot be written.
    pub(super) fn new(
        name: &str,
        inputs: &[String],
        force: bool,
        unfinished: &Unfinished,
    ) -> Result<Self> {
        let output = Output::new(Some(name), inputs, force, unfinished)?;
        let form = by_extension(&output, &FORMS, "usage-rejects-extension", name)?;
        Ok(Self { form, output })
    }

    /// Where it goes.
    pub(super) fn output(&self) -> &Output {
        &self.output
    }

    fn write(&self, rejects: Rejects<'_>, settings: &Settings, console: &Console) -> Result<()> {
        let locale = console.locale();
        let again = again(settings);
        self.output.write(console, |out| {
            match self.form {
                Form::Workbook => rejects::write_workbook(rejects, again, locale, out),
                Form::Csv => rejects::write_csv(rejects, again, locale, out),
            }
            .map_err(io::Error::other)
        })?;
        say_written(&self.output, console);
        Ok(())
    }
}

/// Finds the part of `judged` that is right, says how much of it that is and writes the other rows to `file`. `judge`
/// finds what is wrong with a directory. `None` where there is no such part; then it is said why.
///
/// # Errors
/// When the rejected rows cannot be written.
pub(super) fn part(
    judged: Judged,
    judge: &dyn Fn(&Directory) -> Findings,
    file: Option<&RejectsFile>,
    settings: &Settings,
    console: &Console,
) -> Result<Option<Part>> {
    let Judged {
        directory,
        sources,
        reading,
        readings,
        located: _located,
        ..
    } = judged;
    let reading = reading.unwrap_or_default();
    let part = match repair::valid_part(directory, &reading, &settings.severities, judge) {
        Ok(part) => part,
        Err(refusal) => {
            console.say(&refused(&refusal, console.locale()));
            return Ok(None);
        }
    };
    let rejects = Rejects {
        rejected: &part.rejected,
        sources: &sources,
        readings: &readings,
        directory: &part.directory,
    };
    let rows = part.directory.counts().rows;
    let counts = Arguments::default()
        .with("rejected", part.rejected.len())
        .with("written", rows.used + rows.merged);
    console.note(&console.locale().format("cli-partial", &counts));
    if let Some(file) = file {
        file.write(rejects, settings, console)?;
    }
    Ok(Some(part))
}

/// Why nothing can be written.
fn refused(refusal: &Refusal, locale: &Locale) -> String {
    match refusal {
        Refusal::Whole(finding) => {
            let finding = Arguments::default().with("code", finding.code.id).with(
                "message",
                locale.format(finding.code.id, &finding.arguments),
            );
            locale.format("cli-partial-whole", &finding)
        }
        Refusal::TooMany => locale.text("cli-partial-too-many"),
        Refusal::TooDeep => locale.text("cli-partial-too-deep"),
        Refusal::Nothing => locale.text("cli-partial-nothing"),
    }
}
