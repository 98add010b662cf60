//! A report and an org chart as one HTML file that needs nothing else: no network, no other file.
//!
//! The file holds its data as JSON and a script that shows them. The script makes text nodes of them and never markup,
//! and the file's own policy lets a browser run nothing else.

mod chart;
mod comparison;
mod correction;
mod differences;
mod extent;
mod finding;
mod head;
mod hint;
mod listed;
mod past;
mod planned;
mod policy;
mod subject;
mod telling;
mod words;

use std::collections::BTreeSet;
use std::io::{self, Write};

use askama::Template;
use serde::Serialize;

use crate::directory::{Directory, Headcounts};
use crate::locale::Language;
use crate::plan::Diff;
use crate::source::Again;

use super::Report;
use super::changes::Side;
use super::mask::Privacy;
use super::reading::Sheet;

pub use head::Loss;
pub use planned::Planned;
pub use words::Both;

use chart::{Departments, Members, Scene};
use comparison::Comparison;
use correction::Corrections;
use differences::Differences;
use extent::Extent;
use finding::{Finder, Findings};
use head::Head;
use listed::Listed;
use planned::Operations;
use subject::Subjects;
use words::{Tongues, Words};

/// What a page is made of.
#[derive(Clone, Copy)]
pub struct Page<'p> {
    /// What is drawn.
    pub directory: &'p Directory,
    /// What was found in it; `None` for the org chart alone.
    pub checked: Option<Checked<'p>>,
    /// How it differs from an earlier directory. What is drawn is the later one.
    pub compared: Option<Compared<'p>>,
    /// The plan that makes the difference.
    pub planned: Option<Planned<'p>>,
    /// When the page was made, in words.
    pub made: &'p str,
    /// The language that shows first.
    pub language: Language,
    /// Whether telephone numbers and mail addresses are written out.
    pub unmasked: bool,
}

/// An earlier directory and a later one.
#[derive(Clone, Copy)]
pub struct Compared<'p> {
    /// The differences.
    pub diff: &'p Diff<'p>,
    /// Where the two came from.
    pub sides: [Side<'p>; 2],
}

/// What a report tells beside the org chart.
#[derive(Clone, Copy)]
pub struct Checked<'p> {
    /// What was found and where.
    pub report: &'p Report<'p>,
    /// How the sources are read once more, for the cells that findings are about.
    pub again: Again<'p>,
    /// What each target that was asked for cannot carry.
    pub losses: &'p [Loss],
    /// How many findings of one code are written; 0 for as many as there is room for.
    pub most: usize,
}

/// The file around the data.
#[derive(Template)]
#[template(path = "page.html", config = "src/report/html/askama.toml")]
struct Shell {
    language: &'static str,
    title: String,
    without_script: String,
    version: &'static str,
    policy: String,
    style: &'static str,
    layouts: &'static str,
    script: &'static str,
    head: Head,
    words: Words,
    findings: Option<Findings>,
    corrections: Option<Corrections>,
    sheets: [Vec<SheetInWords>; 2],
    differences: Option<Differences>,
    operations: Option<Operations>,
    departments: Departments,
    members: Members,
}

/// How one source was read, in one language.
#[derive(Serialize)]
struct SheetInWords {
    name: String,
    lines: Vec<(String, String)>,
    columns: Vec<[String; 3]>,
    passed_over: Vec<String>,
}

/// Writes `page` to `out`.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(page: &Page<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut out = io::BufWriter::with_capacity(1 << 18, out);
    Shell::of(page).write_into(&mut out)?;
    out.flush()
}

impl Shell {
    fn of(page: &Page<'_>) -> Self {
        let tongues = Tongues::new();
        let locale = tongues.get(page.language);
        let privacy = Privacy::of(page.unmasked);
        let directory = page.directory;
        let counts = Headcounts::of(directory);
        let finder = page.checked.as_ref().map(|checked| Finder {
            report: checked.report,
            readings: checked.report.readings,
            directory,
            tongues: &tongues,
            privacy,
            most: checked.most,
        });
        // Findings of a plan are about its sources, and what is drawn is the server.
        let subjects = match &finder {
            Some(finder) if page.planned.is_none() => Subjects::of(directory, finder.listed()),
            _ => Subjects::of(directory, std::iter::empty()),
        };
        let listed = page.compared.map(|compared| Listed::of(compared.diff));
        let mut wanted: BTreeSet<_> = subjects.members();
        let changed = listed.iter().flat_map(|listed| &listed.members);
        wanted.extend(changed.filter_map(|change| change.after));
        let extent = Extent::of(directory, &counts, &wanted);
        let comparison = page.compared.zip(listed);
        let comparison =
            comparison.map(|(compared, listed)| Comparison::of(compared.diff, listed, &extent));
        let scene = Scene {
            directory,
            counts: &counts,
            extent: &extent,
            comparison: comparison.as_ref(),
            has_codes: page.planned.is_none(),
            privacy,
        };
        let again = page.checked.as_ref().map(|checked| checked.again);
        let findings = finder
            .zip(again)
            .map(|(finder, again)| finder.find(again, &subjects, &extent));
        let head = Head::of(page, &tongues, privacy);
        Self {
            language: head.language(),
            title: head.title(locale),
            without_script: locale.text("html-without-script"),
            version: env!("CARGO_PKG_VERSION"),
            policy: policy::policy(),
            style: policy::STYLE,
            layouts: policy::LAYOUTS,
            script: policy::SCRIPT,
            words: Words::of(&tongues),
            findings,
            corrections: page
                .checked
                .and_then(|checked| Corrections::of(checked.report, &tongues, privacy)),
            sheets: sheets(page, &tongues, privacy),
            differences: comparison
                .as_ref()
                .map(|comparison| Differences::of(comparison, scene, &tongues)),
            operations: page
                .planned
                .map(|planned| Operations::of(planned.plan, privacy)),
            departments: Departments::of(scene),
            members: Members::of(scene),
            head,
        }
    }
}

/// How every source was read, in both languages.
fn sheets(page: &Page<'_>, tongues: &Tongues, privacy: Privacy) -> [Vec<SheetInWords>; 2] {
    Language::ALL.map(|language| {
        let Some(checked) = page.checked else {
            return Vec::new();
        };
        let report = checked.report;
        let locale = tongues.get(language);
        let found = Sheet::all(report.sources, report.readings, report.findings, locale);
        let masked = |text: String| privacy.text(&text).into_owned();
        found
            .into_iter()
            .map(|sheet| SheetInWords {
                name: sheet.name,
                lines: sheet
                    .lines
                    .into_iter()
                    .map(|(label, text)| (label, masked(text)))
                    .collect(),
                columns: sheet.columns,
                passed_over: sheet.passed_over.into_iter().map(masked).collect(),
            })
            .collect()
    })
}

#[cfg(test)]
mod tests;
