//! Packages as other writers make them, and damaged ones.

use std::io::Write;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::*;

const SHEET: &str = r#"<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row></sheetData></worksheet>"#;

/// An .xlsx whose only sheet is the part `sheet`.
pub(super) fn with_sheet(sheet: &[u8]) -> Vec<u8> {
    built(
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        ["xl/workbook.xml", "worksheets/sheet1.xml"],
        &[("xl/worksheets/sheet1.xml", sheet)],
    )
}

/// An .xlsx with relationships of `kind` to `targets`: the workbook, and its sheet.
fn built(kind: &str, targets: [&str; 2], parts: &[(&str, &[u8])]) -> Vec<u8> {
    let package = format!(
        r#"<Relationships><Relationship Id="r" Type="{kind}/officeDocument" Target="{}"/></Relationships>"#,
        targets[0]
    );
    let sheets = format!(
        r#"<Relationships><Relationship Id="c" Type="{kind}/chartsheet" Target="chart.xml"/><Relationship Id="a" Type="{kind}/worksheet" Target="{}"/></Relationships>"#,
        targets[1]
    );
    let workbook = r#"<x:workbook><x:sheets><x:sheet name="图" q:id="c"/><x:sheet name="甲&amp;乙" state="hidden" sheetId="1" q:id="a"/></x:sheets></x:workbook>"#;
    let mut all: Vec<(&str, &[u8])> = vec![
        ("_rels/.rels", package.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", sheets.as_bytes()),
    ];
    all.extend(parts);
    zipped(&all)
}

#[test]
fn parts_are_found_however_they_are_named() {
    const TRANSITIONAL: &str =
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    const STRICT: &str = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    for (kind, targets, part) in [
        (
            TRANSITIONAL,
            ["xl/workbook.xml", "worksheets/sheet1.xml"],
            "xl/worksheets/sheet1.xml",
        ),
        (
            STRICT,
            ["/xl/workbook.xml", "/xl/worksheets/Sheet1.xml"],
            "XL/worksheets/sheet1.xml",
        ),
        (
            STRICT,
            ["XL\\Workbook.xml", "worksheets\\sheet1.xml"],
            "xl\\worksheets\\sheet1.xml",
        ),
        (
            TRANSITIONAL,
            ["./xl/workbook.xml", "../custom/s.xml"],
            "custom/s.xml",
        ),
    ] {
        let read = all(
            &built(kind, targets, &[(part, SHEET.as_bytes())]),
            XlsxReader::Own,
        );
        let [(sheet, rows)] = &read[..] else {
            panic!("{part}: one sheet is there");
        };
        assert_eq!(sheet.name.as_deref(), Some("甲&乙"));
        assert!(sheet.hidden);
        assert_eq!(rows.rows, ["1 1:'姓名'"], "{part}");
        assert!(rows.found().is_empty());
    }
}

#[test]
fn a_part_may_be_in_any_encoding() {
    let declared = format!("<?xml version=\"1.0\" encoding=\"GB18030\"?>{SHEET}");
    let gb = encoding_rs::GB18030.encode(&declared).0.into_owned();
    let little = || SHEET.encode_utf16().flat_map(u16::to_le_bytes);
    let big = SHEET.encode_utf16().flat_map(u16::to_be_bytes);
    for bytes in [
        [b"\xef\xbb\xbf", SHEET.as_bytes()].concat(),
        [0xff, 0xfe].into_iter().chain(little()).collect(),
        little().collect(),
        [0xfe, 0xff].into_iter().chain(big).collect(),
        gb,
    ] {
        let read = first(&with_sheet(&bytes));
        assert_eq!(read.rows, ["1 1:'姓名'"]);
        assert!(read.found().is_empty());
    }
    let mut odd: Vec<u8> = [0xff, 0xfe].into_iter().chain(little()).collect();
    odd.extend([0x00, 0xd8, 0x41, 0x00]);
    assert_eq!(first(&with_sheet(&odd)).found(), ["F001 sheet 0:0"]);
}

#[test]
fn text_that_is_no_utf_8_is_a_bad_cell() {
    let rows = b"<worksheet><sheetData><row r='1'><c r='A1' t='str'><v>\xff</v></c><c r='B1'><v>2</v></c></row></sheetData></worksheet>";
    let read = first(&with_sheet(rows));
    assert_eq!(read.rows, ["1 2:2"]);
    assert_eq!(read.found(), ["F001 this-cell 1:1"]);
}

/// An .xlsx whose sheet has many rows, and where the sheet's bytes lie in it.
fn long(method: CompressionMethod) -> (Vec<u8>, usize, usize) {
    let rows: String = (1..=50_000)
        .map(|row| {
            format!(
                r#"<row r="{row}"><c r="A{row}"><v>{}</v></c></row>"#,
                row * 7919
            )
        })
        .collect();
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let small = with_sheet(SHEET.as_bytes());
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(small)).unwrap();
    let mut zip = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(name.as_str(), options).unwrap();
        if name.contains("sheet1") {
            zip.write_all(sheet.as_bytes()).unwrap();
        } else {
            std::io::copy(&mut part, &mut zip).unwrap();
        }
    }
    let bytes = zip.finish().unwrap().into_inner();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).unwrap();
    let part = archive.by_name("xl/worksheets/sheet1.xml").unwrap();
    let (start, length) = (part.data_start().unwrap(), part.compressed_size());
    drop(part);
    (bytes.clone(), start as usize, length as usize)
}

#[test]
fn stored_and_deflated_parts_are_read() {
    for method in [CompressionMethod::Stored, CompressionMethod::Deflated] {
        let read = first(&long(method).0);
        assert_eq!(read.rows.len(), 50_000);
        assert_eq!(read.rows[49_999], "50000 1:395950000");
        assert!(read.found().is_empty());
    }
}

#[test]
fn a_damaged_part_keeps_the_rows_before_the_damage() {
    let (stored, start, length) = long(CompressionMethod::Stored);
    let mut checksum = stored.clone();
    let digit = start + length - 40;
    let at = (digit..).find(|at| checksum[*at].is_ascii_digit()).unwrap();
    checksum[at] ^= 1;
    let (mut deflated, start, length) = long(CompressionMethod::Deflated);
    deflated[start + length - 1_000..start + length - 900].fill(0xff);
    for bytes in [checksum, deflated] {
        let read = first(&bytes);
        assert!(read.rows.len() > 10_000, "{} rows", read.rows.len());
        assert_eq!(read.rows[0], "1 1:7919");
        let found = read.found();
        assert!(found.contains(&"F001 sheet 0:0".to_owned()), "{found:?}");
    }
}

#[test]
fn broken_shared_strings_end_the_sheet_where_they_are_missed() {
    let rows = r#"<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row><row r="3"><c r="A3"><v>1</v></c></row>"#;
    let parts: &[(&str, &[u8])] = &[("xl/sharedStrings.xml", b"<sst><si><t>a</t></si><si><t>b")];
    let read = first(&xlsx_of(rows, parts));
    assert_eq!(read.rows, ["1 1:'a'"]);
    assert_eq!(read.found(), ["F001 sheet 0:0"]);
}

#[test]
fn what_is_no_workbook_is_damaged() {
    let fault = crate::source::workbook::tests::fault;
    for (parts, expected) in [
        (vec![("xl/workbook.xml", &b"<html/>"[..])], "F001 damaged"),
        (vec![("xl/workbook.xml", b"")], "F001 damaged"),
        (
            vec![("xl/workbook.xml", b"<!DOCTYPE a><workbook/>")],
            "F001 damaged",
        ),
        (vec![("xl/worksheets/sheet1.xml", b"")], "F001 damaged"),
        (vec![("xl/workbook.xml", b"<workbook/>")], "opened"),
    ] {
        assert_eq!(fault(&zipped(&parts), &Limits::default()), expected);
    }
}
