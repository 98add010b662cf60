//! What stands beside the cells of workbooks: merged cells, hidden rows and sheets.

use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::command_line::orgferry;

/// A roster whose departments are merged over their people, but for the last one, whose department is blank.
fn roster(path: &Path) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (column, header) in (0..).zip(["部门", "姓名", "手机"]) {
        sheet.write(0, column, header).unwrap();
    }
    for row in 1..6 {
        sheet.write(row, 1, format!("员工{row}")).unwrap();
        sheet.write(row, 2, format!("1380013000{row}")).unwrap();
    }
    let format = Format::new();
    sheet.merge_range(1, 0, 2, 0, "研发部", &format).unwrap();
    sheet.merge_range(3, 0, 4, 0, "市场部", &format).unwrap();
    workbook.save(path).unwrap();
}

#[test]
fn a_merged_department_holds_for_everybody_beside_it_and_a_blank_one_for_nobody() {
    let folder = tempfile::tempdir().unwrap();
    roster(&folder.path().join("a.xlsx"));
    let line = ["convert", "a.xlsx", "--to", "csv", "--warn", "M008"];
    let output = orgferry(folder.path()).args(line).output().unwrap();
    let csv = String::from_utf8(output.stdout).unwrap();
    let of = |person: &str| csv.lines().find(|line| line.contains(person)).unwrap();
    assert!(
        of("员工1").contains("研发部") && of("员工2").contains("研发部"),
        "{csv}"
    );
    assert!(
        of("员工3").contains("市场部") && of("员工4").contains("市场部"),
        "{csv}"
    );
    assert!(!of("员工5").contains('部'), "{csv}");
}

/// The workbook at `path` with other merged cells.
fn with_merges(path: &Path, merges: &[&str]) {
    let bytes = fs::read(path).unwrap();
    let mut parts = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(fs::File::create(path).unwrap());
    for index in 0..parts.len() {
        let mut part = parts.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        if let (Some(start), Some(end)) = (text.find("<mergeCells"), text.find("</mergeCells>")) {
            let cells = merges.iter().map(|at| format!("<mergeCell ref=\"{at}\"/>"));
            let cells = format!("<mergeCells>{}", cells.collect::<String>());
            text.replace_range(start..end, &cells);
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap();
}

#[test]
fn merged_cells_that_lie_do_no_harm() {
    let folder = tempfile::tempdir().unwrap();
    for merges in [
        &["A1:XFD1048576"][..],
        &["D5:A1", "A0:A3", "A2", "ZZZZ1:ZZZZ9", "A4294967296:A3", ""],
        &["A2:A3", "A2:B2", "A2:A6", "A3:C3", "A2:A3"],
    ] {
        let path = folder.path().join("a.xlsx");
        roster(&path);
        with_merges(&path, merges);
        for line in [
            "check a.xlsx --force --report r.xlsx --report r.html",
            "convert a.xlsx --to csv --force -o part.csv --partial --rejects r.xlsx",
        ] {
            let output = orgferry(folder.path()).args(line.split(' ')).output();
            let output = output.unwrap();
            let said = String::from_utf8_lossy(&output.stderr);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{said}");
            calamine::open_workbook_auto(folder.path().join("r.xlsx")).unwrap();
        }
    }
}

#[test]
fn hidden_rows_and_sheets_are_passed_over_where_that_is_wanted() {
    let folder = tempfile::tempdir().unwrap();
    let mut workbook = Workbook::new();
    for (name, people) in [
        ("在职", [("张三", "1"), ("李四", "2")]),
        ("旧名单", [("王五", "3"), ("赵六", "4")]),
    ] {
        let sheet = workbook.add_worksheet().set_name(name).unwrap();
        for (column, header) in (0..).zip(["部门", "姓名", "手机"]) {
            sheet.write(0, column, header).unwrap();
        }
        for (row, (person, number)) in (1..).zip(people) {
            sheet.write(row, 0, "星河").unwrap();
            sheet.write(row, 1, person).unwrap();
            let mobile = format!("1380013000{number}");
            sheet.write(row, 2, mobile).unwrap();
        }
        sheet.set_row_hidden(2).unwrap();
    }
    workbook.worksheet_from_index(1).unwrap().set_hidden(true);
    workbook.save(folder.path().join("a.xlsx")).unwrap();
    fs::write(
        folder.path().join("m.toml"),
        "version = 1\nskip_hidden = true\n",
    )
    .unwrap();
    let all = &["张三", "李四", "王五", "赵六"][..];
    for (options, expected) in [
        (&[][..], all),
        (&["--reader", "calamine"], all),
        (&["--skip-hidden"], &["张三"]),
        (&["--skip-hidden", "--reader", "calamine"], &["张三"]),
        (&["--mapping", "m.toml"], &["张三"]),
        (&["--skip-hidden", "--sheet", "旧名单"], &["王五"]),
    ] {
        let line = ["convert", "a.xlsx", "--to", "csv"];
        let output = orgferry(folder.path()).args(line).args(options).output();
        let output = output.unwrap();
        let csv = String::from_utf8(output.stdout).unwrap();
        let found: Vec<_> = all.iter().filter(|name| csv.contains(**name)).collect();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(
            found,
            expected.iter().collect::<Vec<_>>(),
            "{options:?} {said}"
        );
        assert!(said.contains("H006"), "{options:?} {said}");
    }
}

/// The widths of the columns in sheet `number` of the workbook at `path`, each with its first and last column.
fn widths(path: &Path, number: u8) -> Vec<[String; 3]> {
    let mut parts = ZipArchive::new(fs::File::open(path).unwrap()).unwrap();
    let mut sheet = parts
        .by_name(&format!("xl/worksheets/sheet{number}.xml"))
        .unwrap();
    let mut text = String::new();
    sheet.read_to_string(&mut text).unwrap();
    let columns = text.split("<col ").skip(1);
    let attribute = |column: &str, name: &str| {
        let value = column.split_once(&format!("{name}=\"")).unwrap().1;
        value.split_once('"').unwrap().0.to_owned()
    };
    columns
        .map(|column| ["min", "max", "width"].map(|name| attribute(column, name)))
        .collect()
}

#[test]
fn the_annotated_copy_keeps_the_widths_that_the_user_gave() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("花名册.xlsx");
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let rows = [
        ["工号", "姓名", "手机"],
        ["001", "张三", "138"],
        ["002", "李四", "139"],
    ];
    for (row, cells) in (0..).zip(rows) {
        sheet.write_row(row, 0, cells).unwrap();
    }
    sheet.set_column_width(0, 33).unwrap();
    sheet.set_column_width(2, 4.5).unwrap();
    workbook.save(&path).unwrap();
    let given = widths(&path, 1);
    let mut command = orgferry(folder.path());
    let output = command
        .args(["check", "花名册.xlsx", "--report", "问题.xlsx"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    // The list of findings comes first.
    let kept = widths(&folder.path().join("问题.xlsx"), 2);
    assert_eq!(given.len(), 2);
    for column in given {
        assert!(kept.contains(&column), "{column:?} in {kept:?}");
    }
}
