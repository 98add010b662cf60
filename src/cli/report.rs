//! `--report FILE`: findings as files, beside what is shown.

use std::io;

use clap::Args;
use jiff::Zoned;
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::Arguments;
use orgferry::report::{self, Report, html};
use orgferry::source::Again;

use super::console::Console;
use super::interrupt::Unfinished;
use super::loss;
use super::output::Output;
use super::pipeline::Judged;
use super::settings::Settings;

/// What a report can be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// One document for programs.
    Json,
    /// CSV.
    List,
    /// XLSX.
    Workbook,
    /// One file for a browser.
    Page,
}

/// Every form, by extension.
pub(super) const FORMS: [(&str, Form); 4] = [
    ("json", Form::Json),
    ("csv", Form::List),
    ("xlsx", Form::Workbook),
    ("html", Form::Page),
];

/// The flags of verbs that can write reports.
#[derive(Debug, Args)]
pub(super) struct ReportFlags {
    #[arg(long, value_name = "FILE")]
    report: Vec<String>,
    #[arg(long)]
    pub(super) unmask: bool,
    #[arg(long)]
    pub(super) force: bool,
}

/// A report that is to be written.
pub(super) struct ReportFile {
    /// What it is written as.
    pub(super) form: Form,
    /// Where it goes.
    pub(super) output: Output,
    /// Whether telephone numbers and mail addresses are written out.
    pub(super) unmasked: bool,
}

/// The reports that are to be written.
pub(super) struct ReportFiles(Vec<ReportFile>);

impl ReportFlags {
    /// The files that were asked for; none of them may be one of `inputs`.
    ///
    /// # Errors
    /// When a file is of another kind, exists and may not be replaced, or cannot be written.
    pub(super) fn files(&self, inputs: &[String], unfinished: &Unfinished) -> Result<ReportFiles> {
        self.files_in(&FORMS, inputs, unfinished)
    }

    /// The files that were asked for, in one of `forms`; none of them may be one of `inputs`.
    ///
    /// # Errors
    /// When a file is of another kind, exists and may not be replaced, or cannot be written.
    pub(super) fn files_in(
        &self,
        forms: &[(&str, Form)],
        inputs: &[String],
        unfinished: &Unfinished,
    ) -> Result<ReportFiles> {
        let file = |name: &String| {
            let output = Output::new(Some(name), inputs, self.force, unfinished)?;
            let form = by_extension(&output, forms, "usage-report-extension", name)?;
            Ok(ReportFile {
                form,
                output,
                unmasked: self.unmask,
            })
        };
        let files = self.report.iter().map(file).collect::<Result<Vec<_>>>()?;
        Ok(ReportFiles(files))
    }
}

/// What `forms` has for the extension of `output`, which the user called `name`.
///
/// # Errors
/// When it is none of them; `id` names those that can be given.
pub(super) fn by_extension<F: std::marker::Copy>(
    output: &Output,
    forms: &[(&str, F)],
    id: &'static str,
    name: &str,
) -> Result<F> {
    let extension = output.extension();
    let found = forms.iter().find(|(known, _)| *known == extension);
    found.map(|(_, form)| *form).ok_or_else(|| {
        let choices: Vec<String> = forms.iter().map(|(known, _)| format!(".{known}")).collect();
        Error::new(ErrorKind::Usage, id)
            .with("file", name)
            .with("choices", choices.join(" "))
    })
}

impl ReportFiles {
    /// The outputs, for telling whether two products go to one file.
    pub(super) fn outputs(&self) -> impl Iterator<Item = &Output> {
        self.0.iter().map(|file| &file.output)
    }

    /// Whether none was asked for.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Lets `write` write each of them.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(super) fn write_each(
        &self,
        console: &Console,
        write: impl Fn(&ReportFile, &mut (dyn io::Write + Send)) -> io::Result<()>,
    ) -> Result<()> {
        for file in &self.0 {
            file.output.write(console, |out| write(file, out))?;
            say_written(&file.output, console);
        }
        Ok(())
    }

    /// Writes what `judged` found.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub(super) fn write(
        &self,
        judged: &Judged,
        settings: &Settings,
        console: &Console,
    ) -> Result<()> {
        for file in &self.0 {
            file.write(judged, settings, console)?;
            say_written(&file.output, console);
        }
        Ok(())
    }
}

impl ReportFile {
    fn write(&self, judged: &Judged, settings: &Settings, console: &Console) -> Result<()> {
        let report = &judged.report();
        let locale = console.locale();
        let most = settings.max_in_files;
        self.output.write(console, |out| match self.form {
            Form::Json => report::json::write(report, locale, most, out),
            Form::List => report::list::write(report, locale, most, out),
            Form::Workbook => report::workbook::write(report, again(settings), locale, most, out)
                .map_err(io::Error::other),
            Form::Page => self.write_page(judged, report, settings, console, out),
        })
    }

    fn write_page(
        &self,
        judged: &Judged,
        report: &Report<'_>,
        settings: &Settings,
        console: &Console,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        let losses = judged.losses.iter();
        let losses: Vec<_> = losses
            .map(|(target, loss)| loss::in_both(target, loss))
            .collect();
        let page = html::Page {
            directory: &judged.directory,
            checked: Some(html::Checked {
                report,
                again: again(settings),
                losses: &losses,
                most: settings.max_in_files,
            }),
            compared: None,
            planned: None,
            made: &made(),
            language: console.locale().language(),
            unmasked: self.unmasked,
        };
        html::write(&page, out)
    }
}

/// The time, as reports tell when they were made.
pub(super) fn made() -> String {
    Zoned::now().strftime("%Y-%m-%d %H:%M").to_string()
}

/// How the inputs of this run are read once more.
pub(super) fn again(settings: &Settings) -> Again<'_> {
    Again {
        reading: &settings.reading,
        limits: &settings.limits,
    }
}

/// Refuses two products in one file.
///
/// # Errors
/// When two of `outputs` are the same file or folder.
pub(super) fn refuse_same<'o>(outputs: impl Iterator<Item = &'o Output>) -> Result<()> {
    let mut names = std::collections::BTreeSet::new();
    for output in outputs.filter(|output| !output.is_standard()) {
        let name = output.name();
        if !names.insert(name.clone()) {
            return Err(Error::new(ErrorKind::Usage, "output-twice").with("file", name));
        }
    }
    Ok(())
}

/// Says where a product went.
pub(super) fn say_written(output: &Output, console: &Console) {
    if !output.is_standard() {
        let file = Arguments::default().with("file", output.name());
        console.note(&console.locale().format("cli-written", &file));
    }
}
