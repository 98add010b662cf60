//! Our reader beside calamine: row by row the same, except where a test says why.

use std::fs;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

use super::*;
use crate::source::workbook::tests::zipped_parts;

fn workbooks(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            workbooks(&path, found);
        } else if path.extension().is_some_and(|end| end == "xlsx") {
            found.push(path);
        }
    }
}

/// Compares both readers; `but` changes our rows where they are meant to differ.
fn compare(bytes: &[u8], but: impl Fn(&str) -> String) {
    let (own, other) = (
        all(bytes, XlsxReader::Own),
        all(bytes, XlsxReader::Calamine),
    );
    assert_eq!(own.len(), other.len());
    for ((own_sheet, own), (other_sheet, other)) in own.iter().zip(&other) {
        assert_eq!(own_sheet, other_sheet);
        let rows: Vec<_> = own.rows.iter().map(|row| but(row)).collect();
        assert_eq!(rows, other.rows, "{own_sheet:?}");
        assert_eq!(own.found(), other.found(), "{own_sheet:?}");
    }
}

#[test]
fn every_workbook_among_the_fixtures_reads_as_calamine_reads_it() {
    let mut found = Vec::new();
    workbooks(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"),
        &mut found,
    );
    let mut opened = 0;
    for path in found {
        let limits = Limits::default();
        if open_with(path.clone(), XlsxReader::Own, &limits).is_ok() {
            compare(&fs::read(&path).unwrap(), str::to_owned);
            opened += 1;
        }
    }
    assert!(opened >= 3, "{opened} workbooks were read");
}

/// A workbook with a bit of everything.
fn rich() -> Workbook {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("在职 & <名单>").unwrap();
    for (row, text) in [
        "姓名",
        " 前后 ",
        "a&b<c>\"d\"",
        "两\n行",
        "回\r车",
        "_x000D_",
        "😀",
        "\u{7}",
    ]
    .into_iter()
    .enumerate()
    {
        sheet.write_string(row as u32, 0, text).unwrap();
    }
    for (row, number) in [
        13_800_130_001.0,
        0.1,
        -7.25,
        1e-9,
        1e14,
        123_456_789_012_345_680.0,
    ]
    .into_iter()
    .enumerate()
    {
        sheet.write_number(row as u32, 2, number).unwrap();
    }
    let day = ExcelDateTime::from_ymd(2024, 3, 1)
        .unwrap()
        .and_hms(8, 30, 0)
        .unwrap();
    for (row, code) in [
        "yyyy-mm-dd",
        "yyyy\"年\"m\"月\"d\"日\"",
        "[$-804]e\"年\"",
        "h:mm AM/PM",
        "[hh]:mm",
        "0.00",
        "@",
        "\"d\"0",
        "[Red]0;yyyy",
    ]
    .into_iter()
    .enumerate()
    {
        let format = Format::new().set_num_format(code);
        sheet
            .write_datetime_with_format(row as u32, 3, &day, &format)
            .unwrap();
    }
    for index in [14, 22, 27, 36, 45, 46, 47, 50, 58, 49] {
        let format = Format::new().set_num_format_index(index);
        let row = u32::from(index);
        sheet
            .write_number_with_format(row, 4, 45_352.75, &format)
            .unwrap();
    }
    sheet.write_boolean(9, 5, true).unwrap();
    sheet
        .write_formula(9, 6, Formula::new("1/0").set_result("#DIV/0!"))
        .unwrap();
    sheet
        .write_formula(9, 7, Formula::new("A1").set_result("a<b"))
        .unwrap();
    sheet
        .write_formula(9, 8, Formula::new("1+1").set_result("2"))
        .unwrap();
    sheet
        .write_formula(9, 9, Formula::new("\"\"").set_result(""))
        .unwrap();
    let (plain, bold) = (Format::new(), Format::new().set_bold());
    let runs = [(&plain, "研发"), (&bold, " 部 "), (&plain, "&")];
    sheet.write_rich_string(80, 0, &runs).unwrap();
    sheet
        .merge_range(90, 0, 92, 3, "合并", &Format::new())
        .unwrap();
    sheet.write_string(1_048_575, 16_383, "角").unwrap();
    sheet.set_row_hidden(5).unwrap();
    book.add_worksheet().set_name("空").unwrap();
    let last = book.add_worksheet().set_name("引'号 !x").unwrap();
    last.set_hidden(true);
    last.write_string(3, 3, "姓名").unwrap();
    book
}

#[test]
fn what_a_writer_can_write_reads_as_calamine_reads_it() {
    let bytes = rich().save_to_buffer().unwrap();
    compare(&bytes, str::to_owned);
    let mut since_1904 = zipped_parts(&bytes);
    for (name, part) in &mut since_1904 {
        if name == "xl/workbook.xml" {
            let text = String::from_utf8(std::mem::take(part)).unwrap();
            *part = text
                .replace("<workbookPr", "<workbookPr date1904=\"1\"")
                .into_bytes();
        }
    }
    let parts: Vec<_> = since_1904
        .iter()
        .map(|(name, bytes)| (name.as_str(), &bytes[..]))
        .collect();
    compare(&zipped(&parts), str::to_owned);
}

#[test]
fn inline_strings_read_as_calamine_reads_them() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory().unwrap();
    for row in 0..500 {
        sheet
            .write_string(row, 0, format!("员工 {row} & co"))
            .unwrap();
        sheet.write_string(row, 1, " 空 格 ").unwrap();
        sheet.write_number(row, 3, f64::from(row) * 1.5).unwrap();
    }
    compare(&book.save_to_buffer().unwrap(), str::to_owned);
}

#[test]
fn digits_and_padding_are_kept_where_calamine_drops_them() {
    let mut book = Workbook::new();
    let padded = Format::new().set_num_format("0000");
    book.add_worksheet()
        .write_number_with_format(0, 0, 7, &padded)
        .unwrap();
    // A person sees 0007.
    compare(&book.save_to_buffer().unwrap(), |row| {
        assert_eq!(row, "1 1:0007");
        "1 1:7".to_owned()
    });
    // A writer that keeps more digits than a number does.
    let exact = xlsx_of(
        r#"<row r="1"><c r="A1"><v>110101199001011234</v></c></row>"#,
        &[],
    );
    compare(&exact, |row| {
        assert_eq!(row, "1 1:110101199001011234~");
        "1 1:110101199001011230~".to_owned()
    });
}
