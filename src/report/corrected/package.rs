//! The corrected copy of one .xlsx file: its own package with the cells changed in place, so that formulas, formats,
//! merged cells and everything else stay, and one sheet more.

use std::collections::BTreeSet;
use std::io::{Seek, Write};
use std::path::Path;

use crate::diagnostic::{Place, SourceId, Sources};
use crate::locale::Locale;
use crate::repair::Changes;
use crate::source::{Amending, Amendment};

use super::super::sheet_names::SheetNames;
use super::{Corrected, list, markup};

/// Writes the workbook at `path`, the only input, to `out`, and takes back those of `changes` that would have had to
/// replace a formula. The cause where it cannot be written in this way.
pub(super) fn write<W: Write + Seek>(
    path: &Path,
    changes: &mut Changes,
    sources: &Sources,
    locale: &Locale,
    out: W,
) -> Result<W, String> {
    let mut amending = Amending::begin(path, out)?;
    let mut left = BTreeSet::new();
    let mut names = Vec::new();
    for (source, known) in sources.iter() {
        let name = known.sheet.clone().unwrap_or_default();
        let amendments = amendments(changes, source);
        if !amendments.is_empty() {
            let not_made = amending.sheet(&name, &amendments)?;
            left.extend(not_made.iter().map(|cell| (source, cell.row, cell.column)));
        }
        names.push((source, name));
    }
    let key = |place: &Place| (place.source, place.row, place.column);
    changes.retain(|change| !left.contains(&key(&change.place)));
    if !changes.list().is_empty() {
        let mut taken = SheetNames::default();
        for name in amending.names() {
            taken.take(name);
        }
        let title = taken.take(&locale.text("report-sheet-corrections"));
        let corrected = Corrected {
            changes,
            sources,
            readings: &[],
        };
        let header = list::COLUMNS.map(|id| locale.text(id));
        let lines = || list::lines(&corrected, &names, locale);
        let last = list::last_line(&corrected, locale);
        amending.add(&title, |out| markup::write(&header, lines, last, out))?;
    }
    amending.finish()
}

fn amendments(changes: &Changes, source: SourceId) -> Vec<Amendment<'_>> {
    let changes = changes.list().iter();
    changes
        .filter(|change| change.place.source == source)
        .map(|change| Amendment {
            row: change.place.row,
            column: change.place.column,
            text: &change.new,
        })
        .collect()
}
