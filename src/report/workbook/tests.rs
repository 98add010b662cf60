//! Workbooks as they are written: cells, links and notes.

use std::io::{Cursor, Read};
use std::path::Path;

use calamine::{Data, Reader, Xlsx};

use super::*;
use crate::config::{Limits, Reading};
use crate::diagnostic::{Findings, Place, SourceId, Sources, code};
use crate::directory::example::{departments, link};
use crate::locale::{Arguments, Language};

const LIST: [[&str; 3]; 4] = [
    ["D01", "研发部", "D03"],
    ["D02", "=1+1", ""],
    ["D03", "平台组\u{200b}", "D01"],
    ["D04", "", "D02"],
];

/// The workbook of [`LIST`], in which nothing is right, as a text file in `folder`.
fn written(folder: &Path, rows_copied: u64) -> Vec<u8> {
    let path = folder.join("部门.csv");
    let lines = LIST.map(|row| row.join(","));
    std::fs::write(
        &path,
        format!("code,name,parent_code\n{}\n", lines.join("\n")),
    )
    .unwrap();
    let mut sources = Sources::default();
    let source = sources.add(Source {
        file: "部门.csv".into(),
        path,
        sheet: None,
        addressing: Addressing::Cells,
    });
    sources.add(Source {
        file: "dump.json".into(),
        path: "dump.json".into(),
        sheet: None,
        addressing: Addressing::Lines,
    });
    let mut findings = Findings::default();
    findings
        .report(&code::D006, Place::cell(source, 2, 3))
        .with("names", "研发部 → 平台组 → 研发部")
        .with("count", 2u32)
        .related(
            Place::cell(source, 4, 3),
            Arguments::default()
                .with("name", "平台组\u{200b}")
                .with("parent", "研发部"),
        );
    findings
        .report(&code::D001, Place::cell(source, 5, 2))
        .with("case", "code")
        .with("code", "D04");
    findings
        .report(&code::M002, Place::key(SourceId(1), 1, "name"))
        .with("member", "u");
    findings.settle(&Default::default());
    let directory = link(&[departments("code name parent_code", &LIST)]);
    let report = Report {
        findings: &findings,
        sources: &sources,
        directory: Some(&directory),
        readings: &[],
        rows: directory.counts().rows,
        passed_over: 0,
        changes: None,
    };
    let (reading, limits) = (Reading::default(), Limits::default());
    let again = Again {
        reading: &reading,
        limits: &limits,
    };
    let locale = Locale::new(Language::Chinese);
    let mut out = Vec::new();
    write_copying(&report, again, &locale, 0, rows_copied, &mut out).unwrap();
    out
}

fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<String>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    let text = |cell: &Data| match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        other => panic!("{other:?} is no text"),
    };
    range
        .rows()
        .map(|row| row.iter().map(text).collect())
        .collect()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    let mut part = package.by_name(name).unwrap();
    part.read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_users_own_sheet_comes_back_as_it_was_with_every_cell_text() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = written(folder.path(), 100);
    let rows = rows(&bytes, "部门");
    assert_eq!(rows[0], ["code", "name", "parent_code"]);
    assert_eq!(rows[1..], LIST);
    assert!(!part(&bytes, "xl/worksheets/sheet2.xml").contains("<f>"));
    assert_eq!(bytes, written(folder.path(), 100));
}

#[test]
fn every_finding_is_listed_and_linked_to_its_cell_where_there_is_one() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = written(folder.path(), 100);
    let listed = rows(&bytes, "问题");
    let places: Vec<&str> = listed.iter().map(|row| row[3].as_str()).collect();
    assert_eq!(
        places,
        ["位置", "部门.csv!C2", "部门.csv!B5", "dump.json:1#/name"]
    );
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    for (cell, link) in [("D2", "C2"), ("D3", "B5")] {
        let link = format!("<hyperlink ref=\"{cell}\" location=\"'部门'!{link}\"");
        assert!(sheet.contains(&link), "{link} in {sheet}");
    }
    assert_eq!(sheet.matches("<hyperlink ").count(), 2);
}

#[test]
fn cells_of_one_finding_lead_to_each_other_and_the_header_has_a_filter() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = written(folder.path(), 100);
    let sheet = part(&bytes, "xl/worksheets/sheet2.xml");
    for (cell, link) in [("C2", "C4"), ("C4", "C2")] {
        let link = format!("<hyperlink ref=\"{cell}\" location=\"'部门'!{link}\"");
        assert!(sheet.contains(&link), "{link} in {sheet}");
    }
    assert_eq!(sheet.matches("<hyperlink ").count(), 2);
    assert!(sheet.contains("<autoFilter ref=\"A1:C5\"/>"), "{sheet}");
    let rows = rows(&bytes, "部门");
    assert_eq!((&*rows[1][2], &*rows[3][2]), ("D03", "D01"));
}

#[test]
fn notes_stand_at_the_offending_cells_and_at_those_that_take_part() {
    let folder = tempfile::tempdir().unwrap();
    let notes = part(&written(folder.path(), 100), "xl/comments1.xml");
    for (cell, sentence) in [
        ("C2", "错误 D006"),
        ("C2", "另见：C4"),
        ("C4", "另见：C2"),
        ("C4", "平台组&lt;U+200B&gt;"),
        ("B5", "D001"),
    ] {
        let start = notes.find(&format!("ref=\"{cell}\"")).unwrap();
        let note = &notes[start..];
        let note = &note[..note.find("</comment>").unwrap()];
        assert!(note.contains(sentence), "{cell}: {sentence} in {note}");
    }
}

#[test]
fn of_a_long_sheet_only_the_rows_with_findings_are_shown_under_their_numbers() {
    let folder = tempfile::tempdir().unwrap();
    let bytes = written(folder.path(), 4);
    let rows = rows(&bytes, "部门");
    let numbers: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    assert!(rows[0][0].contains("行太多"), "{rows:?}");
    assert_eq!(numbers, ["1", "2", "4", "5"]);
    assert_eq!(rows[4][1..], LIST[3]);
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("location=\"'部门'!C5\""), "{sheet}");
}
