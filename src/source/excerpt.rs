//! The second look: the cells of the rows that findings point at, read again from their sources so that nobody has to
//! keep them meanwhile.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;

use super::json::element_texts;
use super::{Document, Input, Meter, Row, RowSink, open};
use crate::config::{Limits, Reading};
use crate::diagnostic::{Addressing, Findings, Source, SourceId, Sources};

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
            look(
                &mut document,
                sources.get(*id),
                *id,
                &rows_of[id],
                limits,
                &mut found,
            );
        }
    }
    found
}

fn look(
    document: &mut Document,
    known: &Source,
    source: SourceId,
    rows: &BTreeSet<u32>,
    limits: &Limits,
    found: &mut BTreeMap<(SourceId, u32), Excerpt>,
) {
    let workbook = match document {
        Document::Workbook { workbook, .. } => workbook,
        Document::Json { path } => {
            return look_at_elements(path, known, source, rows, limits, found);
        }
    };
    let sheets = workbook.sheets();
    let Some(index) = sheets
        .iter()
        .position(|found| found.name.as_deref() == known.sheet.as_deref())
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

/// Looks at elements of a list, whose keys and values are shown like cells. Of lists inside other documents nothing is
/// shown.
fn look_at_elements(
    path: &Path,
    known: &Source,
    source: SourceId,
    rows: &BTreeSet<u32>,
    limits: &Limits,
    found: &mut BTreeMap<(SourceId, u32), Excerpt>,
) {
    let key = match &known.addressing {
        Addressing::Pointer {
            base,
            single: false,
        } => base.strip_prefix('/'),
        Addressing::Lines => None,
        Addressing::Pointer { .. } | Addressing::Cells => return,
    };
    for (row, text) in element_texts(path, key, rows, limits).unwrap_or_default() {
        if let Ok(Values(values)) = serde_json::from_str(&text) {
            let cells = values
                .into_iter()
                .take(CELLS)
                .map(|(key, raw)| format!("{key}: {}", cut(raw.get())));
            found.insert((source, row), (1..).zip(cells).collect());
        }
    }
}

/// The keys of a JSON object with their raw values.
struct Values<'t>(Vec<(String, &'t RawValue)>);

impl<'de: 't, 't> Deserialize<'de> for Values<'t> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'de> Visitor<'de> for Pairs {
            type Value = Values<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
                let mut values = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    values.push(pair);
                }
                Ok(Values(values))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
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
