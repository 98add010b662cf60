//! Merged cells of workbooks.

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
