//! What is changed is changed, and everything else is byte for byte what it was.

use std::io::{Cursor, Read};

use rust_xlsxwriter::{Format, Formula, Workbook};

use super::*;

/// A workbook with a merged title, a formula, a shared string that two cells use, and a chart sheet's worth of parts.
fn workbook(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("在'职").unwrap();
    let bold = Format::new().set_bold();
    sheet.merge_range(0, 0, 0, 3, "花名册", &bold).unwrap();
    for row in [1, 2] {
        sheet
            .write_string_with_format(row, 1, "138-0013-0001", &bold)
            .unwrap();
    }
    sheet.write_number(2, 0, 1001).unwrap();
    let formula = Formula::new("=A3&\"x\"").set_result("1001x");
    sheet.write_formula(2, 2, formula).unwrap();
    book.add_worksheet().set_name("别的").unwrap();
    book.save(path).unwrap();
}

fn parts(bytes: &[u8]) -> Vec<(String, String)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let parts = (0..archive.len()).map(|index| {
        let mut part = archive.by_index(index).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        (part.name().unwrap().into_owned(), text)
    });
    let mut parts: Vec<_> = parts.collect();
    parts.sort();
    parts
}

fn amended(path: &Path, amendments: &[Amendment<'_>], adds: bool) -> (Vec<u8>, Vec<u16>) {
    let mut amending = Amending::begin(path, Cursor::new(Vec::new())).unwrap();
    assert_eq!(amending.names().collect::<Vec<_>>(), ["在'职", "别的"]);
    let left = amending.sheet("在'职", amendments).unwrap();
    if adds {
        let content = b"<worksheet><sheetData/></worksheet>";
        amending
            .add("修正 & 改", |out| out.write_all(content))
            .unwrap();
    }
    let left = left.iter().map(|cell| cell.column).collect();
    (amending.finish().unwrap().into_inner(), left)
}

#[test]
fn only_the_cells_asked_for_change_and_formulas_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("花名册.xlsx");
    workbook(&path);
    let text = |row, column, text| Amendment { row, column, text };
    let amendments = [
        text(2, 2, "13800130001"),
        text(3, 1, "<1001>"),
        text(3, 3, "x"),
        text(9, 9, "y"),
    ];
    let (bytes, left) = amended(&path, &amendments, false);
    assert_eq!(left, [3, 9]);
    let before = parts(&std::fs::read(&path).unwrap());
    let after = parts(&bytes);
    for ((name, before), (_, after)) in before.iter().zip(&after) {
        if name != "xl/worksheets/sheet1.xml" {
            assert_eq!(before, after, "{name}");
            continue;
        }
        let expected = before
            .replacen(
                "<c r=\"B2\" s=\"1\" t=\"s\"><v>1</v></c>",
                "<c r=\"B2\" s=\"1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">13800130001</t></is></c>",
                1,
            )
            .replacen(
                "<c r=\"A3\"><v>1001.0</v></c>",
                "<c r=\"A3\" t=\"inlineStr\"><is><t xml:space=\"preserve\">&lt;1001&gt;</t></is></c>",
                1,
            );
        assert_ne!(*before, expected);
        assert_eq!(*after, expected);
    }
    assert_eq!(before.len(), after.len());
}

#[test]
fn a_sheet_is_added_behind_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("花名册.xlsx");
    workbook(&path);
    let (bytes, _) = amended(&path, &[], true);
    let copy = folder.path().join("修正.xlsx");
    std::fs::write(&copy, bytes).unwrap();
    let limits = crate::config::Limits::default();
    let file = super::super::XlsxFile::open(&copy, &Arc::default(), &limits).unwrap();
    let names: Vec<_> = file
        .sheets
        .iter()
        .map(|sheet| sheet.name.as_deref())
        .collect();
    assert_eq!(names, [Some("在'职"), Some("别的"), Some("修正 & 改")]);
    assert!(file.parts.iter().all(Option::is_some));
    use calamine::Reader;
    let book: calamine::Xlsx<_> = calamine::open_workbook(&copy).unwrap();
    assert_eq!(book.sheet_names().len(), 3);
}

#[test]
fn a_workbook_with_macros_or_of_other_making_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("花名册.xlsx");
    workbook(&path);
    let parts = parts(&std::fs::read(&path).unwrap());
    for (part, from, to) in [
        (
            CONTENT_TYPES,
            "sheet.main+xml",
            "sheet.macroEnabled.main+xml",
        ),
        (CONTENT_TYPES, "UTF-8", "gb2312"),
        ("xl/workbook.xml", "sheetId=", "</bad> <"),
    ] {
        let copy = folder.path().join("b.xlsx");
        let mut zip = ZipWriter::new(File::create(&copy).unwrap());
        for (name, text) in &parts {
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            let text = match name == part {
                true => text.replace(from, to),
                false => text.clone(),
            };
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        let begun = Amending::begin(&copy, Cursor::new(Vec::new()));
        let refused = match begun {
            Ok(mut amending) => amending.add("x", |_| Ok(())).is_err(),
            Err(_) => true,
        };
        assert!(refused, "{part} {to}");
    }
}
