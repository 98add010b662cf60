//! Findings for a terminal, or for a file without colours.

mod changes;
mod closing;
mod finding;
mod line;

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use crate::diagnostic::Place;
use crate::locale::{Arguments, Locale};

use super::{Report, Summary};

/// Looks up the filled cells of the row of a place, by column from 1.
pub type Cells<'c> = dyn Fn(&Place) -> Option<Vec<(u16, String)>> + 'c;

/// How the text is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Whether colours are written, as ANSI escapes.
    pub color: bool,
    /// How many findings of one code are shown; 0 for all.
    pub max_per_code: usize,
    /// How many columns the terminal has.
    pub width: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            color: false,
            max_per_code: 20,
            width: 120,
        }
    }
}

/// How many related places of one finding are shown.
const MOST_RELATED: usize = 12;

/// The places whose rows [`write()`] shows, so that their cells can be looked up in one pass.
pub fn places<'r>(report: &Report<'r>, options: &Options) -> impl Iterator<Item = &'r Place> {
    report.listed(options.max_per_code).flat_map(|diagnostic| {
        let related = diagnostic.related.iter().take(MOST_RELATED);
        std::iter::once(&diagnostic.place).chain(related.map(|related| &related.place))
    })
}

/// Writes the findings of `report`, a table of them where they are many, then its summary. Where `cells` knows the cells of a row, they are shown with the
/// offending one underlined. Nothing from the data reaches `out` that a terminal would obey.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(
    report: &Report<'_>,
    locale: &Locale,
    options: &Options,
    cells: &Cells<'_>,
    out: &mut dyn Write,
) -> fmt::Result {
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in report.listed(options.max_per_code) {
        *shown.entry(diagnostic.code.id).or_default() += 1;
        let sources = report.sources;
        finding::write(diagnostic, sources, locale, options, cells, out)?;
        out.write_char('\n')?;
    }
    let more = report.findings.counts().iter().filter_map(|(code, count)| {
        let more = count - shown.get(code).copied().unwrap_or(0);
        (more > 0).then_some((*code, more))
    });
    let mut is_cut = false;
    for (code, count) in more {
        is_cut = true;
        let arguments = Arguments::default().with("code", code).with("count", count);
        writeln!(out, "{}", locale.format("report-more", &arguments))?;
    }
    if is_cut {
        out.write_char('\n')?;
    }
    if let Some(table) = closing::table(report, locale) {
        writeln!(out, "{table}\n")?;
    }
    if let Some(changes) = report.changes {
        changes::write(changes, report.sources, locale, options, out)?;
    }
    summary(&Summary::of(report, options.max_per_code), locale, out)
}

/// Writes the last lines: how much was found and read, and what became of the rows.
fn summary(summary: &Summary, locale: &Locale, out: &mut dyn Write) -> fmt::Result {
    let found = Arguments::default()
        .with("errors", summary.errors)
        .with("warnings", summary.warnings)
        .with("information", summary.information);
    let id = match summary.codes.is_empty() {
        true => "report-nothing-found",
        false => "report-found",
    };
    writeln!(out, "{}", locale.format(id, &found))?;
    let read = Arguments::default()
        .with("departments", summary.departments)
        .with("members", summary.members)
        .with("memberships", summary.memberships);
    writeln!(out, "{}", locale.format("report-directory", &read))?;
    let rows = Arguments::default()
        .with("read", summary.rows.read)
        .with("used", summary.rows.used)
        .with("merged", summary.rows.merged)
        .with("rejected", summary.rows.rejected)
        .with("ignored", summary.rows.ignored);
    writeln!(out, "{}", locale.format("report-rows", &rows))?;
    if summary.rows.leavers > 0 {
        let count = Arguments::default().with("count", summary.rows.leavers);
        writeln!(out, "{}", locale.format("report-leavers", &count))?;
    }
    if summary.overridden > 0 {
        let count = Arguments::default().with("count", summary.overridden);
        writeln!(out, "{}", locale.format("report-overridden", &count))?;
    }
    if summary.passed_over > 0 {
        let count = Arguments::default().with("count", summary.passed_over);
        writeln!(out, "{}", locale.format("report-passed-over", &count))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests;
