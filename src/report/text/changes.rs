//! What the corrected copy writes otherwise, a line a cell.

use std::fmt::{self, Write};

use crate::diagnostic::Sources;
use crate::locale::{Arguments, Locale};
use crate::repair::Changes;

use super::super::corrected::reasons;
use super::super::visible::{shorten, visible};
use super::Options;

/// The widest a value is shown, in columns.
const WIDEST: usize = 40;

/// Writes `changes` and a blank line; of many the first ones.
pub(super) fn write(
    changes: &Changes,
    sources: &Sources,
    locale: &Locale,
    options: &Options,
    out: &mut dyn Write,
) -> fmt::Result {
    let list = changes.list();
    let headline = match list.is_empty() {
        true => locale.text("report-nothing-corrected"),
        false => locale.format(
            "report-corrected",
            &Arguments::default().with("count", list.len()),
        ),
    };
    writeln!(out, "{headline}")?;
    let most = match options.max_per_code {
        0 => list.len(),
        most => most,
    };
    for change in list.iter().take(most) {
        let place = change.place.display(sources.get(change.place.source));
        let value = |text| visible(&shorten(text, WIDEST)).into_owned();
        writeln!(
            out,
            "  {}  {} → {}  ({})",
            visible(&place),
            value(&change.old),
            value(&change.new),
            reasons(change, locale)
        )?;
    }
    for (id, count) in [
        ("report-more-corrected", list.len().saturating_sub(most)),
        ("report-corrections-left-out", changes.left_out()),
    ] {
        if count > 0 {
            let count = Arguments::default().with("count", count);
            writeln!(out, "  {}", locale.format(id, &count))?;
        }
    }
    out.write_char('\n')
}
