//! Differences for a terminal: the numbers first, then one line a change.

use std::fmt::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::locale::{Arguments, Locale};
use crate::plan::{DepartmentChange, Diff, MemberChange};

use super::{department_words, field_line, is_inferred, member, member_words, path, person};
use crate::report::text::Options;

const ADDED: Style = AnsiColor::Green.on_default();
const REMOVED: Style = AnsiColor::Red.on_default();
const CHANGED: Style = AnsiColor::Yellow.on_default();

/// Writes `diff` to `out`; of one kind of change at most `options.max_per_code` lines (0 for all).
///
/// # Errors
/// When `out` cannot be written.
pub fn write(
    diff: &Diff<'_>,
    locale: &Locale,
    options: &Options,
    out: &mut dyn Write,
) -> fmt::Result {
    if diff.is_empty() {
        writeln!(out, "{}", locale.text("changes-none"))?;
        return basis(diff, locale, out);
    }
    let departments = diff.departments.iter().map(|change| Line {
        words: department_words(change),
        text: department(change, diff, locale),
        more: fields(&change.fields, locale),
    });
    lines(
        "changes-departments",
        departments.collect(),
        locale,
        options,
        out,
    )?;
    let members = diff.members.iter().map(|change| Line {
        words: member_words(change),
        text: person_of(change, diff),
        more: member_more(change, diff, locale),
    });
    lines("changes-members", members.collect(), locale, options, out)?;
    let tally = diff.tally();
    let numbers = Arguments::default()
        .with("added", tally.departments_added)
        .with("removed", tally.departments_removed)
        .with("renamed", tally.departments_renamed)
        .with("moved", tally.departments_moved)
        .with("changed", tally.departments_changed)
        .with("before", diff.before.departments().len())
        .with("after", diff.after.departments().len());
    writeln!(
        out,
        "{}",
        locale.format("changes-departments-tally", &numbers)
    )?;
    let numbers = Arguments::default()
        .with("added", tally.members_added)
        .with("removed", tally.members_removed)
        .with("moved", tally.members_moved)
        .with("changed", tally.members_changed)
        .with("leading", tally.members_leading)
        .with("before", diff.before.member_count())
        .with("after", diff.after.member_count());
    writeln!(out, "{}", locale.format("changes-members-tally", &numbers))?;
    basis(diff, locale, out)
}

/// One change: what became of it, what it is, and what more there is to say.
struct Line {
    words: Vec<&'static str>,
    text: String,
    more: Vec<String>,
}

fn lines(
    heading: &str,
    lines: Vec<Line>,
    locale: &Locale,
    options: &Options,
    out: &mut dyn Write,
) -> fmt::Result {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out, "{}", locale.text(heading))?;
    let mut shown = std::collections::BTreeMap::<&str, usize>::new();
    for line in &lines {
        let word = line.words.first().copied().unwrap_or_default();
        let count = shown.entry(word).or_default();
        *count += 1;
        if options.max_per_code > 0 && *count > options.max_per_code {
            continue;
        }
        let (sign, style) = match word {
            "changes-added" | "changes-came" => ('+', ADDED),
            "changes-removed" | "changes-went" => ('-', REMOVED),
            _ => ('~', CHANGED),
        };
        let words: Vec<_> = line.words.iter().map(|word| locale.text(word)).collect();
        let words = words.join(&locale.text("changes-and"));
        match options.color {
            true => writeln!(out, "  {style}{sign} {words}{style:#} {}", line.text)?,
            false => writeln!(out, "  {sign} {words} {}", line.text)?,
        }
        for more in &line.more {
            writeln!(out, "      {more}")?;
        }
    }
    if options.max_per_code > 0 {
        for (word, count) in shown {
            if count > options.max_per_code {
                let more = Arguments::default()
                    .with("count", count - options.max_per_code)
                    .with("kind", locale.text(word));
                writeln!(out, "  {}", locale.format("changes-more", &more))?;
            }
        }
    }
    writeln!(out)
}

fn department(change: &DepartmentChange, diff: &Diff<'_>, locale: &Locale) -> String {
    let before = change.before.map(|id| path(diff.before, id));
    let after = change.after.map(|id| path(diff.after, id));
    let mut text = match (before, after) {
        (Some(before), Some(after)) if before != after => format!("{before} → {after}"),
        (_, Some(after)) => after,
        (before, None) => before.unwrap_or_default(),
    };
    if is_inferred(change) {
        text.push_str(&locale.text("changes-inferred"));
    }
    text
}

fn person_of(change: &MemberChange, diff: &Diff<'_>) -> String {
    let known = member(diff.after, change.after).or_else(|| member(diff.before, change.before));
    known.map(person).unwrap_or_default()
}

fn member_more(change: &MemberChange, diff: &Diff<'_>, locale: &Locale) -> Vec<String> {
    let mut more = fields(&change.fields, locale);
    let named =
        |id: &str, path: String| locale.format(id, &Arguments::default().with("department", path));
    more.extend(
        change
            .left
            .iter()
            .map(|id| named("changes-left", path(diff.before, *id))),
    );
    more.extend(
        change
            .joined
            .iter()
            .map(|id| named("changes-joined", path(diff.after, *id))),
    );
    more.extend(change.leads.iter().map(|(id, leads)| {
        let id_of = if *leads {
            "changes-leads"
        } else {
            "changes-leads-no-more"
        };
        named(id_of, path(diff.after, *id))
    }));
    more
}

fn fields(fields: &[crate::plan::FieldChange], locale: &Locale) -> Vec<String> {
    fields
        .iter()
        .map(|field| field_line(field, locale))
        .collect()
}

/// Says how the two sides were compared, where that is not obvious.
fn basis(diff: &Diff<'_>, locale: &Locale, out: &mut dyn Write) -> fmt::Result {
    let id = match diff.basis.by_code {
        true => "changes-by-code",
        false => "changes-by-path",
    };
    writeln!(out, "{}", locale.text(id))
}
