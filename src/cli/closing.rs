//! What `submit` says at the end: to people, to programs, and in one line to whoever only wants to know that it went well.

use std::time::Duration;

use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::Arguments;
use orgferry::plan::Totals;
use orgferry::submit::{Ending, Problem, Stop, Summary};

use super::command::Format;
use super::console::Console;
use super::watch::time;

/// How many things that failed are named.
const PROBLEMS_SHOWN: usize = 20;

/// Says what became of a submission. The last line on standard error has the same shape whatever happened.
///
/// # Errors
/// When standard output cannot be written.
pub(super) fn say(
    summary: &Summary,
    stop: Option<&Stop>,
    format: Format,
    console: &Console,
) -> Result<()> {
    for line in counts(summary, console) {
        console.note(&line);
    }
    for line in problems(&summary.problems, console) {
        console.say(&line);
    }
    let locale = console.locale();
    match stop {
        Some(Stop::Interrupted) => console.say(&locale.text("submit-interrupted")),
        Some(Stop::LockedOut(message)) => {
            let message = Arguments::default().with("message", message.as_str());
            console.say(&locale.format("submit-locked-out", &message));
        }
        Some(Stop::FailureStorm(count)) => {
            let count = Arguments::default().with("count", *count);
            console.say(&locale.format("submit-storm", &count));
        }
        None => {}
    }
    let is_well = matches!(
        summary.ending,
        Ending::Complete | Ending::Nothing | Ending::NotBegun
    );
    if !is_well {
        console.note(&locale.text("submit-again"));
    }
    if format == Format::Json {
        let text = serde_json::to_string(summary).map_err(|error| {
            Error::new(ErrorKind::File, "standard-output-unwritable").because(error)
        })?;
        console.product(&(text + "\n"))?;
    }
    let line = line(summary, console);
    tracing::info!(
        remote = summary.remote,
        run = summary.run,
        ending = summary.ending.name(),
        seconds = summary.seconds,
        "{line}"
    );
    console.say(&line);
    Ok(())
}

/// What happened to how many, without what happened to none.
fn counts(summary: &Summary, console: &Console) -> Vec<String> {
    let counts = &summary.counts;
    let named = [
        ("submit-created", counts.created),
        ("submit-updated", counts.updated),
        ("submit-moved", counts.moved),
        ("submit-removed", counts.removed),
        ("submit-there-already", counts.there_already),
        ("submit-failed", counts.failed),
        ("submit-unknown", counts.unknown),
        ("submit-not-sent", counts.not_sent),
    ];
    let named = named
        .into_iter()
        .filter(|(_, count)| *count != Totals::default());
    named
        .map(|(id, count)| {
            let count = Arguments::default()
                .with("departments", count.departments)
                .with("members", count.members);
            console.locale().format(id, &count)
        })
        .collect()
}

fn problems(problems: &[Problem], console: &Console) -> Vec<String> {
    let locale = console.locale();
    let mut lines: Vec<String> = problems
        .iter()
        .take(PROBLEMS_SHOWN)
        .map(|problem| {
            let word = locale.text(&format!("runs-outcome-{}", problem.outcome));
            let code = Some(problem.code).filter(|code| *code != 0);
            let code = code.map(|code| format!("{code} ")).unwrap_or_default();
            let arguments = Arguments::default()
                .with("outcome", word)
                .with("subject", problem.subject.as_str())
                .with("place", problem.place.as_deref().unwrap_or("-"))
                .with("reason", format!("{code}{}", problem.message));
            let line = locale.format("submit-problem", &arguments);
            line.trim_end().to_owned()
        })
        .collect();
    if problems.len() > PROBLEMS_SHOWN {
        let more = Arguments::default().with("count", problems.len() - PROBLEMS_SHOWN);
        lines.push(locale.format("submit-problems-more", &more));
    }
    lines
}

/// The whole submission in one line.
fn line(summary: &Summary, console: &Console) -> String {
    let locale = console.locale();
    let counts = &summary.counts;
    let sum = |totals: Totals| totals.departments + totals.members;
    let ending = summary.ending.name().replace('_', "-");
    let remote = match summary.remote.as_str() {
        "" => "-",
        remote => remote,
    };
    let numbers = Arguments::default()
        .with("remote", remote)
        .with("ending", locale.text(&format!("submit-ending-{ending}")))
        .with("created", sum(counts.created))
        .with("updated", sum(counts.updated))
        .with("moved", sum(counts.moved))
        .with("removed", sum(counts.removed))
        .with("there", sum(counts.there_already))
        .with("failed", sum(counts.failed))
        .with("unknown", sum(counts.unknown))
        .with("held", sum(counts.not_sent))
        .with("time", time(Duration::from_secs(summary.seconds)))
        .with("run", summary.run.as_deref().unwrap_or("-"));
    locale.format("submit-line", &numbers)
}
