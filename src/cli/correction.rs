//! `check --fix safe -o FILE`: a copy of the tables in which what is safe to mend is mended.

use std::fs::File;
use std::io;
use std::path::PathBuf;

use clap::{Args, ValueEnum};
use orgferry::diagnostic::{Severity, SourceId};
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::intake::{SourceContent, TableContent};
use orgferry::locale::Arguments;
use orgferry::repair::{Changes, Columns};
use orgferry::report::corrected::{self, Corrected};
use orgferry::source::Format;

use super::console::Console;
use super::interrupt::Unfinished;
use super::output::Output;
use super::pipeline::Judged;
use super::report::{again, by_extension, say_written};
use super::settings::Settings;

/// What is mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Fix {
    /// What nobody could mean otherwise.
    Safe,
}

/// What a corrected copy can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Workbook,
    Csv,
}

/// Every form, by extension.
const FORMS: [(&str, Form); 2] = [("xlsx", Form::Workbook), ("csv", Form::Csv)];

/// The flags that ask for a corrected copy.
#[derive(Debug, Args)]
pub(super) struct CorrectionFlags {
    #[arg(long, value_name = "WHAT", value_enum, requires = "output")]
    fix: Option<Fix>,
    #[arg(short, long, value_name = "FILE", requires = "fix")]
    output: Option<String>,
}

/// What was prepared of a corrected copy.
#[derive(Default)]
pub(super) struct Correction {
    /// The copy of a single workbook, which keeps everything that is not mended.
    amended: Option<File>,
}

/// Where the corrected copy goes.
pub(super) struct CorrectionFile {
    form: Form,
    output: Output,
}

impl CorrectionFlags {
    /// The file that was asked for, which may not be one of `inputs`.
    ///
    /// # Errors
    /// When it is of another kind, exists and may not be replaced, or cannot be written.
    pub(super) fn file(
        &self,
        inputs: &[String],
        force: bool,
        unfinished: &Unfinished,
    ) -> Result<Option<CorrectionFile>> {
        let (Some(Fix::Safe), Some(name)) = (self.fix, &self.output) else {
            return Ok(None);
        };
        let output = Output::new(Some(name), inputs, force, unfinished)?;
        let form = by_extension(&output, &FORMS, "usage-correction-extension", name)?;
        Ok(Some(CorrectionFile { form, output }))
    }
}

impl CorrectionFile {
    /// Where it goes.
    pub(super) fn output(&self) -> &Output {
        &self.output
    }

    /// Finds what can be mended in what was `judged`. Where a file could not be read to its end nothing can, as the
    /// copy would lack the rest; then it is said why.
    ///
    /// # Errors
    /// When several tables are to go to one text file, or sheets of a workbook.
    pub(super) fn find(
        &self,
        judged: &mut Judged,
        settings: &Settings,
        console: &Console,
    ) -> Result<Correction> {
        let unread = judged.findings.list().iter().find(|finding| {
            finding.severity == Severity::Error && finding.code.id.starts_with('F')
        });
        if let Some(finding) = unread {
            let locale = console.locale();
            let finding = Arguments::default().with("code", finding.code.id).with(
                "message",
                locale.format(finding.code.id, &finding.arguments),
            );
            console.say(&locale.format("cli-fix-refused", &finding));
            return Ok(Correction::default());
        }
        if self.form == Form::Csv && only_text_file(judged).is_none() {
            return Err(Error::new(ErrorKind::Usage, "correction-needs-workbook"));
        }
        let columns: Vec<Columns> = tables(judged)
            .filter_map(|(source, table)| {
                Some(Columns::new(source, table.header_row?, &table.columns))
            })
            .collect();
        let mut changes = Changes::find(
            &columns,
            &judged.sources,
            again(settings),
            &judged.directory,
            &judged.findings,
        );
        let mut amended = None;
        if let Some(path) = only_workbook(judged) {
            let locale = console.locale();
            amended = corrected::amend(&path, &mut changes, &judged.sources, locale)?;
        }
        judged.changes = Some(changes);
        Ok(Correction { amended })
    }

    /// Writes the copy; without anything to mend there is none.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(
        &self,
        correction: Correction,
        judged: &Judged,
        settings: &Settings,
        console: &Console,
    ) -> Result<()> {
        let changes = judged.changes.as_ref();
        let Some(changes) = changes.filter(|changes| !changes.list().is_empty()) else {
            return Ok(());
        };
        let corrected = Corrected {
            changes,
            sources: &judged.sources,
            readings: &judged.readings,
        };
        let again = again(settings);
        match (self.form, correction.amended) {
            (Form::Workbook, Some(mut amended)) => self
                .output
                .write(console, |out| io::copy(&mut amended, out).map(drop))?,
            (Form::Workbook, None) => self.output.write(console, |out| {
                corrected::write_workbook(
                    corrected,
                    &judged.directory,
                    again,
                    console.locale(),
                    out,
                )
                .map_err(io::Error::other)
            })?,
            (Form::Csv, _) => {
                let Some((source, delimiter)) = only_text_file(judged) else {
                    return Ok(());
                };
                self.output.write(console, |out| {
                    corrected::write_csv(corrected, source, delimiter, again, out)
                        .map_err(io::Error::other)
                })?;
            }
        }
        say_written(&self.output, console);
        Ok(())
    }
}

/// The file of the one workbook that was read, where its package can be kept.
fn only_workbook(judged: &Judged) -> Option<PathBuf> {
    let mut sources = judged.sources.iter().map(|(_, source)| &source.path);
    let path = sources.next()?;
    let is_only = sources.all(|other| other == path);
    let is_package = tables(judged).all(|(_, table)| table.format == Format::Xlsx);
    (is_only && is_package).then(|| path.clone())
}

/// The tables that were read.
fn tables(judged: &Judged) -> impl Iterator<Item = (SourceId, &TableContent)> {
    judged
        .readings
        .iter()
        .filter_map(|reading| match &reading.content {
            SourceContent::Table(table) => Some((reading.source, &**table)),
            SourceContent::List(_) => None,
        })
}

/// The one table that was read, where it is a text file, and what stands between its cells.
fn only_text_file(judged: &Judged) -> Option<(SourceId, u8)> {
    let mut tables = tables(judged);
    let (source, table) = tables.next()?;
    let dialect = table.dialect.as_ref()?;
    tables
        .next()
        .is_none()
        .then_some((source, dialect.delimiter))
}
