//! A plan as a workbook: an overview, what it changes, the heads of every department, and every operation.

use std::io::Write;

use rust_xlsxwriter::Color;

use crate::error::Result;
use crate::locale::{Arguments, Locale};
use crate::plan::{Measure, Plan, SubjectKind, Totals};
use crate::report::book::Book;
use crate::report::changes::{self, Telling};
use crate::report::html;
use crate::report::mask::Privacy;
use crate::report::visible::visible;

use super::{ACTIONS, accepting, action_word, limit_word, mode_word, people};

const COLUMNS: [&str; 9] = [
    "plans-column-wave",
    "plans-column-action",
    "plans-column-what",
    "plans-column-name",
    "plans-column-place",
    "plans-column-call",
    "plans-column-departments",
    "plans-column-members",
    "plans-column-key",
];

/// Which of the columns tells the action.
const ACTION: u16 = 1;

/// A plan, and everything that is signed with it.
#[derive(Clone, Copy)]
pub struct Signed<'s> {
    /// The plan, and what was found when it was made.
    pub planned: html::Planned<'s>,
    /// What it makes of the server, where that could be tried.
    pub telling: Option<&'s Telling<'s>>,
    /// The language.
    pub locale: &'s Locale,
    /// Whether telephone numbers and mail addresses are written out.
    pub unmasked: bool,
    /// When it was made, in words.
    pub made: &'s str,
}

/// Writes `signed` to `out` as a workbook.
///
/// # Errors
/// When it cannot be written.
pub fn write(signed: &Signed<'_>, out: &mut (dyn Write + Send)) -> Result<()> {
    let locale = signed.locale;
    let mut book = Book::new()?;
    changes::add_overview(&mut book, overview(signed), locale)?;
    if let Some(telling) = signed.telling {
        changes::add_sheets(&mut book, telling)?;
    }
    let privacy = Privacy::of(signed.unmasked);
    let rows = rows(signed.planned.plan, locale, privacy);
    book.table("plans-sheet-operations", &COLUMNS, ACTION, rows, locale)?;
    book.save(out)
}

fn overview(signed: &Signed<'_>) -> Vec<(String, String)> {
    let (planned, locale) = (&signed.planned, signed.locale);
    let plan = planned.plan;
    let privacy = Privacy::of(signed.unmasked);
    let shown = |text: &str| visible(&privacy.text(text)).into_owned();
    let mut lines = Vec::new();
    let mut tell = |id: &str, text: String| lines.push((locale.text(id), text));
    tell("plans-remote", shown(&plan.remote.name));
    tell("plans-system", plan.remote.system.clone());
    tell("plans-url", shown(&plan.remote.url));
    tell("plans-organization", shown(&plan.remote.organization));
    tell("plans-mode", locale.text(mode_word(plan.mode)));
    for source in &plan.sources {
        tell("plans-source", shown(&source.name));
    }
    tell("changes-overview-made", signed.made.to_owned());
    tell("plans-fingerprint", plan.fingerprint());
    tell(
        "plans-requests-count",
        plan.operations().count().to_string(),
    );
    tell("plans-waves", plan.waves.len().to_string());
    for action in ACTIONS {
        let count = plan.count(action);
        if count != Totals::default() {
            let counts = Arguments::default()
                .with("departments", count.departments)
                .with("members", count.members);
            tell(action_word(action), locale.format("plans-counted", &counts));
        }
    }
    for measure in planned.measures {
        tell(limit_word(measure), limit(measure, locale));
    }
    let flags = accepting(planned.measures);
    let refused = Arguments::default().with("flags", flags.as_str());
    let is_over = planned.measures.iter().any(|one| one.count > one.limit);
    let safety = match (flags.is_empty(), is_over) {
        (true, false) => locale.text("plans-safety-kept"),
        (true, true) => locale.text("plans-safety-accepted"),
        (false, _) => locale.format("plans-safety-refused", &refused),
    };
    tell("plans-safety", safety);
    for refusal in planned.refusals {
        tell("plans-refusal", shown(refusal));
    }
    for loss in planned.losses {
        for (what, count) in &loss.rows {
            let what = shown(what.in_language(locale.language()));
            tell("plans-loss", format!("{what}: {count}"));
        }
    }
    for note in &plan.notes {
        let subject = Arguments::default().with("subject", shown(&note.subject));
        tell("plans-note", locale.format(&note.message, &subject));
    }
    match signed.telling {
        Some(telling) => lines.extend(changes::overview(telling)),
        None => lines.push((
            locale.text("plans-untried"),
            locale.text("plans-untried-why"),
        )),
    }
    lines.extend(changes::signature(locale));
    lines
}

fn limit(measure: &Measure, locale: &Locale) -> String {
    let numbers = Arguments::default()
        .with("count", measure.count)
        .with("limit", measure.limit)
        .with("total", measure.total)
        .with(
            "case",
            match measure {
                measure if measure.is_excess() => "excess",
                measure if measure.count > measure.limit => "accepted",
                _ => "within",
            },
        );
    locale.format("plans-limit", &numbers)
}

fn rows(
    plan: &Plan,
    locale: &Locale,
    privacy: Privacy,
) -> impl Iterator<Item = (Color, Vec<String>)> {
    let shown = move |text: &str| visible(&privacy.text(text)).into_owned();
    let waves = (1..).zip(&plan.waves);
    waves.flat_map(move |(wave, operations): (usize, _)| {
        operations.iter().map(move |operation| {
            let subject = &operation.subject;
            let what = locale.text(match subject.kind {
                SubjectKind::Department => "changes-department",
                SubjectKind::Member => "changes-member",
                SubjectKind::Several => "plans-several",
            });
            let people = people(plan, operation);
            let named = people
                .iter()
                .map(|[name, identity]| shown(&format!("{name} ({identity})")));
            let name = match people.is_empty() {
                true => shown(&subject.name),
                false => named.collect::<Vec<_>>().join(&locale.text("changes-and")),
            };
            let cells = vec![
                wave.to_string(),
                locale.text(action_word(operation.action)),
                what,
                name,
                shown(subject.place.as_deref().unwrap_or_default()),
                operation.call.clone(),
                subject.departments.to_string(),
                subject.members.to_string(),
                operation.key.to_string(),
            ];
            (color(operation.action), cells)
        })
    })
}

fn color(action: crate::plan::Action) -> Color {
    use crate::plan::Action;
    match action {
        Action::Create | Action::Import | Action::Join => Color::RGB(0x00D9_EAD3),
        Action::Remove | Action::Leave => Color::RGB(0x00F4_CCCC),
        Action::Move => Color::RGB(0x00E4_D7F5),
        Action::Update | Action::Lead => Color::RGB(0x00FF_F2CC),
    }
}
