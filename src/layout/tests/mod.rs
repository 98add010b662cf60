//! Whole tables, written as rows of text, and the records they become.

mod any_table;
mod departments;
mod leavers;
mod members;
mod memberships;
mod merged;
mod not_data;
mod pinned;
mod sections;
mod sentences;
mod spellings;

use super::*;
use crate::config::Pins;
use crate::diagnostic::SourceId;
use crate::record::{Block, RecordKind, Value};
use crate::source::{Content, Merge, Row, RowBatch, RowSink};

type Cells<'t> = &'t [&'t [&'t str]];

/// A row of text; an empty string is no cell.
fn row(number: u32, cells: &[&str]) -> Row {
    let mut row = Row::default();
    row.begin(number);
    for (column, text) in (1..).zip(cells) {
        row.push(column, Content::Text(text));
    }
    row
}

/// Reads `rows` as a sheet called `sheet`. Every record comes as its row, kind and values by field, sorted.
fn read_sheet(rows: Cells<'_>, sheet: Option<&str>, pins: &Pins) -> (TableReading, Vec<String>) {
    let rows: Vec<Row> = (1..)
        .zip(rows)
        .map(|(number, cells)| row(number, cells))
        .filter(|row| !row.is_empty())
        .collect();
    read_rows(&rows, sheet, pins)
}

fn read_rows(rows: &[Row], sheet: Option<&str>, pins: &Pins) -> (TableReading, Vec<String>) {
    read_merged(rows, &[], sheet, pins)
}

fn read_merged(
    rows: &[Row],
    merges: &[Merge],
    sheet: Option<&str>,
    pins: &Pins,
) -> (TableReading, Vec<String>) {
    let mut records = Vec::new();
    let mut keep = |block: Block| {
        for record in block.records() {
            let mut values: Vec<String> = record
                .values()
                .map(|(field, value)| {
                    let header = record.shape().column(field).map(|c| c.header.to_string());
                    let name = if field.is_extra() {
                        format!("+{}", header.unwrap_or_default())
                    } else {
                        field.id().rsplit('.').next().unwrap_or_default().to_owned()
                    };
                    let Value::Text(text) = value else {
                        panic!("a cell is text")
                    };
                    let text = text
                        .replace('\u{1f}', "▸")
                        .replace('\u{1e}', "|")
                        .replace('\n', "⏎");
                    format!("{name}={text}")
                })
                .collect();
            values.sort();
            let kind = match record.kind() {
                RecordKind::Department => "D",
                RecordKind::Member => "M",
                RecordKind::Aside => "A",
            };
            records.push(format!("{}{kind} {}", record.row(), values.join(" ")));
        }
    };
    let mut reader = TableReader::new(SourceId(0), sheet, pins.clone());
    reader = reader.awaiting_merged(!merges.is_empty());
    // Some are taken one by one, others together.
    for rows in rows.chunks(7) {
        let (single, several) = rows.split_at(rows.len().min(2));
        for row in single {
            let _ = reader.row(row);
        }
        let mut batch = RowBatch::default();
        for row in several {
            batch.push(row);
        }
        let _ = reader.batch(&mut batch);
        reader.made().for_each(&mut keep);
    }
    for merge in merges {
        reader.merged(*merge);
    }
    let (found, last) = reader.finish();
    last.into_iter().for_each(keep);
    let tally = found.rows;
    assert_eq!(tally.read, tally.emitted + tally.rejected + tally.ignored);
    (found, records)
}

fn read(rows: Cells<'_>) -> (TableReading, Vec<String>) {
    read_sheet(rows, None, &Pins::default())
}

/// The findings as code, address or row, case and value.
fn findings(reading: &TableReading) -> Vec<String> {
    let mut findings = reading.findings.clone();
    findings.settle(&crate::diagnostic::Severities::default());
    findings
        .list()
        .iter()
        .map(|d| {
            let at = d.place.address().unwrap_or_else(|| d.place.row.to_string());
            let case = d.arguments.iter().find(|(name, _)| *name == "case");
            let case = case.map(|(_, case)| match case {
                crate::locale::Argument::Text(text) => format!(" {text}"),
                other => format!(" {other:?}"),
            });
            format!("{} {at}{}", d.code.id, case.unwrap_or_default())
        })
        .collect()
}

/// One table, and how it is to be read.
struct Case {
    name: &'static str,
    rows: Cells<'static>,
    kind: SheetKind,
    layout: Layout,
    records: &'static [&'static str],
    findings: &'static [&'static str],
}

fn check(cases: &[Case]) {
    for case in cases {
        let (found, records) = read(case.rows);
        assert_eq!(records, case.records, "{}", case.name);
        assert_eq!(
            (found.kind, found.layout),
            (case.kind, Some(case.layout)),
            "{}",
            case.name
        );
        assert_eq!(findings(&found), case.findings, "{}", case.name);
    }
}
