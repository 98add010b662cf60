//! What stands at the top of a page: whose directory, from where, when, how it came out.

use serde::Serialize;

use crate::directory::{DepartmentId, Directory};
use crate::locale::{Arguments, Language, Locale};
use crate::record::Field;

use super::super::Summary;
use super::super::changes::{self, Side};
use super::super::mask::Privacy;
use super::super::visible::visible;
use super::chart::shown;
use super::planned::PlanHead;
use super::words::{Both, Tongues};
use super::{Checked, Compared, Page};

/// How many file names are listed.
const FILES: usize = 20;

/// What a sentence is told where no target was asked for.
const NO_TARGET: &str = "none";

/// What a target cannot carry, counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Loss {
    /// The target, as `--to` and `--for` take it.
    pub target: String,
    /// What, and how much of it; empty where nothing is lost.
    pub rows: Vec<(Both, usize)>,
}

/// What stands at the top of a page.
#[derive(Serialize)]
pub(super) struct Head {
    language: &'static str,
    /// The name of the one department at the top.
    company: Option<String>,
    unmasked: bool,
    departments: usize,
    members: usize,
    /// How many levels of departments there are.
    levels: u32,
    /// When the page was made, in words.
    made: String,
    /// What the page is called.
    kind: &'static str,
    /// What was checked, where something was.
    check: Option<Check>,
    /// How it was before, where that is told.
    compare: Option<Compare>,
    /// The plan that the page is about.
    plan: Option<PlanHead>,
}

/// What was compared.
#[derive(Serialize)]
struct Compare {
    sides: [SideHead; 2],
    by_code: bool,
    verdict: Both,
}

/// One side of a comparison.
#[derive(Serialize)]
struct SideHead {
    name: String,
    /// How many errors there are in it.
    errors: usize,
    departments: usize,
    members: usize,
}

/// How the check came out.
#[derive(Serialize)]
struct Check {
    files: Vec<String>,
    more_files: usize,
    /// `error`, `warning` or `fine`.
    outcome: &'static str,
    verdict: Both,
    summary: Summary,
    losses: Vec<Loss>,
}

impl Head {
    pub(super) fn of(page: &Page<'_>, tongues: &Tongues, privacy: Privacy) -> Self {
        let directory = page.directory;
        let tree = directory.tree();
        let company = company(directory);
        let company = company.map(|id| shown(&directory.department(id).name, None, privacy));
        let depths = tree.preorder().iter().map(|id| tree.depth(*id));
        Self {
            language: match page.language {
                Language::Chinese => "zh",
                Language::English => "en",
            },
            company: company.filter(|name| !name.is_empty()),
            unmasked: page.unmasked,
            departments: directory.departments().len(),
            members: directory.member_count(),
            levels: depths.max().unwrap_or_default(),
            made: page.made.to_owned(),
            kind: match page {
                Page {
                    planned: Some(_), ..
                } => "plan",
                Page {
                    compared: Some(_), ..
                } => "changes",
                Page {
                    checked: Some(_), ..
                } => "report",
                _ => "chart",
            },
            check: page
                .checked
                .as_ref()
                .map(|checked| Check::of(checked, tongues)),
            compare: page
                .compared
                .as_ref()
                .map(|compared| Compare::of(compared, tongues, privacy)),
            plan: page
                .planned
                .as_ref()
                .map(|planned| PlanHead::of(planned, page.compared.is_none(), tongues, privacy)),
        }
    }

    /// The language that shows first.
    pub(super) fn language(&self) -> &'static str {
        self.language
    }

    /// What the window is called.
    pub(super) fn title(&self, locale: &Locale) -> String {
        let kind = locale.text(&format!("html-page-{}", self.kind));
        match &self.company {
            Some(company) => format!("{company} · {kind}"),
            None => kind,
        }
    }
}

impl Compare {
    fn of(compared: &Compared<'_>, tongues: &Tongues, privacy: Privacy) -> Self {
        let diff = compared.diff;
        let side = |index: usize, directory: &Directory| {
            let Side { name, errors } = compared.sides[index];
            SideHead {
                name: shown(name, None, privacy),
                errors,
                departments: directory.departments().len(),
                members: directory.member_count(),
            }
        };
        Self {
            sides: [side(0, diff.before), side(1, diff.after)],
            by_code: diff.basis.by_code,
            verdict: tongues.both(|locale| changes::in_a_sentence(diff, locale)),
        }
    }
}

/// The one department at the top; of several the one that was not meant to be below another.
fn company(directory: &Directory) -> Option<DepartmentId> {
    let roots = directory.tree().roots();
    let names_parent = |id: DepartmentId| {
        let stated = [Field::PARENT_CODE, Field::PARENT_PATH];
        let is_stated = |field| directory.department_value(id, field).filled().is_some();
        directory.department(id).parent.is_some() || stated.into_iter().any(is_stated)
    };
    let mut meant = roots.iter().filter(|id| !names_parent(**id));
    match (roots, meant.next(), meant.next()) {
        ([only], ..) | (_, Some(only), None) => Some(*only),
        _ => None,
    }
}

impl Check {
    fn of(checked: &Checked<'_>, tongues: &Tongues) -> Self {
        let report = checked.report;
        let summary = Summary::of(report, 0);
        let mut files: Vec<&str> = report
            .sources
            .iter()
            .map(|(_, source)| source.file.as_str())
            .collect();
        files.dedup();
        let (outcome, id, count) = match &summary {
            Summary { errors: 1.., .. } => ("error", "html-verdict-errors", summary.errors),
            Summary {
                departments: 0,
                members: 0,
                ..
            } => ("warning", "html-verdict-nothing", 0),
            Summary { warnings: 1.., .. } => ("warning", "html-verdict-warnings", summary.warnings),
            _ => ("fine", "html-verdict-fine", 0),
        };
        let targets: Vec<&str> = checked
            .losses
            .iter()
            .map(|loss| loss.target.as_str())
            .collect();
        let verdict = tongues.both(|locale| {
            let joined = match targets.as_slice() {
                [] => NO_TARGET.to_owned(),
                targets => targets.join(&locale.text("html-and")),
            };
            let arguments = Arguments::default()
                .with("count", count)
                .with("targets", joined);
            locale.format(id, &arguments)
        });
        Self {
            more_files: files.len().saturating_sub(FILES),
            files: files
                .into_iter()
                .take(FILES)
                .map(|file| visible(file).into_owned())
                .collect(),
            outcome,
            verdict,
            summary,
            losses: checked.losses.to_vec(),
        }
    }
}
