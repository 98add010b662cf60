//! What stands beside the cells of workbooks: merged cells, hidden rows and sheets.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook};

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
