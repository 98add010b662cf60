//! The second look: the cells of the rows that findings point at, read again from their sources so that nobody has to
//! keep them meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use super::{Document, Input, Meter, Row, RowSink, open};
use crate::config::{Limits, Reading};
use crate::diagnostic::{Findings, SourceId, Sources};

/// How many cells of a row are kept.
const CELLS: usize = 256;

/// How much of a cell is kept, in bytes.
const TEXT: usize = 1 << 10;

/// The filled cells of a row with their columns from 1, long texts cut.
pub type Excerpt = Vec<(u16, String)>;

/// Reads the `wanted` rows, numbered as findings number them, of `sources` again. Rows that are no longer there and
/// sources that can no longer be read are left out.
#[must_use]
pub fn excerpt(
    sources: &Sources,
    wanted: &BTreeSet<(SourceId, u32)>,
    reading: &Reading,
    limits: &Limits,
) -> BTreeMap<(SourceId, u32), Excerpt> {
    let mut rows_of: BTreeMap<SourceId, BTreeSet<u32>> = BTreeMap::new();
    for (source, row) in wanted.iter().filter(|(_, row)| *row > 0) {
        rows_of.entry(*source).or_default().insert(*row);
    }
    let mut files: BTreeMap<&Path, Vec<SourceId>> = BTreeMap::new();
    for source in rows_of.keys() {
        let path = sources.get(*source).path.as_path();
        files.entry(path).or_default().push(*source);
    }
    let mut found = BTreeMap::new();
    for ids in files.values() {
        let first = sources.get(ids[0]);
        let input = Input::file(first.file.as_str(), first.path.as_path());
        let Ok(mut document) = open(&input, reading, limits, &Arc::new(Meter::default())) else {
            continue;
        };
        for id in ids {
            let sheet = sources.get(*id).sheet.as_deref();
            look(&mut document, sheet, *id, &rows_of[id], &mut found);
        }
    }
    found
}

fn look(
    document: &mut Document,
    sheet: Option<&str>,
    source: SourceId,
    rows: &BTreeSet<u32>,
    found: &mut BTreeMap<(SourceId, u32), Excerpt>,
) {
    let Document::Workbook(workbook) = document else {
        return;
    };
    let sheets = workbook.sheets();
    let Some(index) = sheets
        .iter()
        .position(|found| found.name.as_deref() == sheet)
    else {
        return;
    };
    let mut picker = Picker {
        source,
        rows,
        found,
        findings: Findings::default(),
    };
    workbook.read(index, source, &mut picker);
}

/// Keeps the wanted rows and ends the reading after the last of them.
struct Picker<'p> {
    source: SourceId,
    rows: &'p BTreeSet<u32>,
    found: &'p mut BTreeMap<(SourceId, u32), Excerpt>,
    findings: Findings,
}

impl RowSink for Picker<'_> {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        let number = row.number();
        if self.rows.contains(&number) {
            let cells = row.cells().take(CELLS);
            let cells = cells.map(|cell| (cell.column, cut(cell.content.text()).to_owned()));
            self.found.insert((self.source, number), cells.collect());
        }
        match self.rows.last() {
            Some(last) if number < *last => ControlFlow::Continue(()),
            _ => ControlFlow::Break(()),
        }
    }

    fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(TEXT)]
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::Workbook;

    use super::*;
    use crate::diagnostic::{Addressing, Source};

    #[test]
    fn the_wanted_rows_come_back_as_they_stand_there() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("花名册.xlsx");
        let mut book = Workbook::new();
        for name in ["在职", "离职"] {
            let sheet = book.add_worksheet().set_name(name).unwrap();
            for row in 0..5 {
                sheet.write_string(row, 0, name).unwrap();
                sheet
                    .write_number(row, 2, 13_800_130_000.0 + f64::from(row))
                    .unwrap();
            }
        }
        book.worksheet_from_index(0)
            .unwrap()
            .write_string(4, 1, "长".repeat(400))
            .unwrap();
        book.save(&path).unwrap();
        let mut sources = Sources::default();
        let mut source = |sheet: &str, path: &Path| {
            sources.add(Source {
                file: "花名册.xlsx".into(),
                path: path.to_owned(),
                sheet: Some(sheet.into()),
                addressing: Addressing::Cells,
            })
        };
        let (left, here) = (source("离职", &path), source("在职", &path));
        let gone = source("在职", &folder.path().join("没有.xlsx"));
        let wanted = BTreeSet::from([(here, 0), (here, 5), (here, 99), (left, 2), (gone, 1)]);
        let found = excerpt(&sources, &wanted, &Reading::default(), &Limits::default());
        let cell = |column: u16, text: &str| (column, text.to_owned());
        let long = "长".repeat(341);
        assert_eq!(
            found,
            BTreeMap::from([
                ((left, 2), vec![cell(1, "离职"), cell(3, "13800130001")]),
                (
                    (here, 5),
                    vec![cell(1, "在职"), cell(2, &long), cell(3, "13800130004")]
                ),
            ])
        );
    }
}
