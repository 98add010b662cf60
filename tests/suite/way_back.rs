//! The way back to the person who must mend the data: reports as files, and the part that is right beside the rows that
//! are not.

use std::fs;
use std::path::Path;

use calamine::{Reader, open_workbook_auto};
use rust_xlsxwriter::{Format, Workbook};

use super::command_line::orgferry;

const DEPARTMENTS: &str = "\
部门编号,部门名称,上级部门编号
1,星河科技,
10,研发部,12
11,测试部,10
12,平台组,10
20,市场部,1
";

const MEMBERS: &str = "\
花名册
账号,姓名,手机,邮箱,部门编号
a,张一,13800130001,a@example.com,20
b,李二,138,b@example.com,1
c,王三,13800130003,c@example.com,11
d,赵四,13800130001,d@example.com,1
e,钱五,013800130005,e@example.com,1
f,孙六,13800130006,f@example.com,20
";

/// Runs `line` in Chinese in `folder`; what it wrote to both streams, and its exit code.
fn run(folder: &Path, line: &str) -> (String, Option<i32>) {
    let output = orgferry(folder)
        .args(line.split(' '))
        .env("ORGFERRY_LANG", "zh")
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (String::from_utf8(said).unwrap(), output.status.code())
}

fn inputs() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("部门.csv"), DEPARTMENTS).unwrap();
    fs::write(folder.path().join("成员.csv"), MEMBERS).unwrap();
    folder
}

fn rows(file: &Path, sheet: &str) -> Vec<Vec<String>> {
    let mut workbook = open_workbook_auto(file).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    let rows = range.rows().map(|row| row.iter().map(ToString::to_string));
    rows.map(Iterator::collect).collect()
}

#[test]
fn a_report_goes_to_a_file_as_its_extension_says() {
    let folder = inputs();
    let line = "check 部门.csv 成员.csv --report a.json --report a.csv --report a.XLSX";
    let (said, code) = run(folder.path(), line);
    assert_eq!(code, Some(1), "{said}");
    let json = fs::read_to_string(folder.path().join("a.json")).unwrap();
    let printed = run(folder.path(), "check 部门.csv 成员.csv --format json").0;
    assert_eq!(json, printed);
    let list = fs::read_to_string(folder.path().join("a.csv")).unwrap();
    assert!(list.starts_with('\u{feff}') && list.contains("\r\nD006,错误,部门.csv,,C3,"));
    let path = folder.path().join("a.XLSX");
    assert_eq!(rows(&path, "部门").len(), 6);
    assert_eq!(rows(&path, "成员")[7][2], "13800130006");
    assert_eq!(rows(&path, "问题").len(), list.lines().count());
    #[cfg(unix)]
    for file in ["a.json", "a.csv", "a.XLSX"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder.path().join(file))
            .unwrap()
            .permissions();
        assert_eq!(mode.mode() & 0o777, 0o600, "{file}");
    }
    let (said, code) = run(folder.path(), line);
    assert_eq!(code, Some(2), "{said}");
    let (said, code) = run(folder.path(), &format!("{line} --force"));
    assert_eq!(code, Some(1), "{said}");
}

#[test]
fn files_that_cannot_be_meant_are_refused_before_anything_is_read() {
    let folder = inputs();
    for (line, part) in [
        ("check 部门.csv --report a.pdf", ".json .csv .xlsx .html"),
        ("check 部门.csv --report -", ".json .csv .xlsx .html"),
        ("check 部门.csv --report 部门.csv", "同时是输入"),
        ("check 部门.csv --report a.csv --report a.csv", "两次"),
        ("convert 部门.csv --to csv -o a.csv --report a.csv", "两次"),
        ("convert 部门.csv --to csv --rejects a.xlsx", "--partial"),
        (
            "convert 部门.csv --to csv --partial --rejects a.json",
            ".xlsx .csv",
        ),
    ] {
        let (said, code) = run(folder.path(), line);
        assert_eq!(code, Some(2), "{line}: {said}");
        assert!(said.contains(part), "{line}: {said}");
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn every_row_is_written_or_rejected_with_its_reason() {
    let folder = inputs();
    let line = "convert 部门.csv 成员.csv --to wecom -o a.json --partial --rejects 剔除.xlsx";
    let (said, code) = run(folder.path(), line);
    assert_eq!(code, Some(1), "{said}");
    let body = fs::read_to_string(folder.path().join("a.json")).unwrap();
    let path = folder.path().join("剔除.xlsx");
    let departments = rows(&path, "部门");
    let members = rows(&path, "成员");
    for (table, above) in [(&departments, 1), (&members, 2)] {
        assert!(table[above - 1].last().unwrap() == "失败原因", "{table:?}");
        for row in &table[above..] {
            assert!(!row.last().unwrap().is_empty(), "{table:?}");
            assert!(!body.contains(&row[1]), "{} is in both", row[1]);
        }
    }
    let rejected: Vec<&str> = departments[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(rejected, ["10", "11", "12"]);
    let rejected: Vec<&str> = members[2..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(rejected, ["b", "c", "d", "e"]);
    assert!(members[3][5].starts_with("P003"), "{members:?}");
    assert!(said.contains("剔除有错误的 7 行，写入其余 4 行"), "{said}");
    for name in ["星河科技", "市场部", "张一", "孙六"] {
        assert!(body.contains(name), "{name} is lost: {body}");
    }
}

#[test]
fn what_is_written_in_part_has_no_errors_itself() {
    let folder = inputs();
    run(
        folder.path(),
        "convert 部门.csv 成员.csv --to excel -o 部分.xlsx --partial",
    );
    let (said, code) = run(folder.path(), "check 部分.xlsx");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("2 个部门、2 名成员"), "{said}");
}

#[test]
fn rejected_rows_are_read_again_once_they_are_mended() {
    let folder = inputs();
    fs::write(
        folder.path().join("部门.csv"),
        DEPARTMENTS.replace("10,研发部,12", "10,研发部,1"),
    )
    .unwrap();
    let line = "convert 部门.csv 成员.csv --to csv -o a.csv --partial --rejects 剔除.csv";
    let (said, code) = run(folder.path(), line);
    assert_eq!(code, Some(1), "{said}");
    let rejected = fs::read_to_string(folder.path().join("剔除.csv")).unwrap();
    assert_eq!(rejected.lines().count(), 5, "{rejected}");
    let mended = rejected
        .replace(",138,", ",13800130002,")
        .replace("d,赵四,13800130001", "d,赵四,13800130004")
        .replace("013800130005", "13800130005");
    fs::write(folder.path().join("改好.csv"), mended).unwrap();
    let (said, code) = run(folder.path(), "check 部门.csv 改好.csv");
    assert_eq!(code, Some(0), "{said}");
    assert!(!said.contains("H004"), "{said}");
    assert!(said.contains("3 名成员"), "{said}");
}

/// A roster in which people are told by what stands above them: merged levels, and a level left blank.
fn roster(path: &Path) {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("花名册").unwrap();
    let plain = Format::new();
    let rows = [
        ["一级部门", "二级部门", "姓名", "手机"],
        ["", "", "张一", "13800130001"],
        ["", "", "李二", "138"],
        ["", "存储组", "王三", "139"],
        ["市场中心", "品牌部", "赵四", "13800130004"],
        ["", "公关部", "钱五", "13800130005"],
        ["", "公关部", "孙六", "137"],
    ];
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, text).unwrap();
        }
    }
    sheet.merge_range(1, 0, 3, 0, "研发中心", &plain).unwrap();
    sheet.merge_range(1, 1, 2, 1, "平台部", &plain).unwrap();
    workbook.save(path).unwrap();
}

#[test]
fn rejected_rows_take_along_what_the_rows_above_say_for_them() {
    let folder = tempfile::tempdir().unwrap();
    roster(&folder.path().join("花名册.xlsx"));
    for rejects in ["rest.xlsx", "rest.csv"] {
        let line = format!(
            "convert 花名册.xlsx --to csv -o part.csv --force --partial --rejects {rejects}"
        );
        let (said, code) = run(folder.path(), &line);
        assert_eq!(code, Some(1), "{said}");
        let line = format!("convert {rejects} --to csv --deny H001 --warn M006");
        let (said, code) = run(folder.path(), &line);
        assert_eq!(code, Some(0), "{said}");
        for line in [
            "平台部,研发中心/平台部,1,李二,138",
            "存储组,研发中心/存储组,2,王三,139",
            "公关部,市场中心/公关部,1,孙六,137",
        ] {
            assert!(said.contains(line), "{line} in {said}");
        }
    }
}

#[test]
fn rejected_rows_take_along_the_heading_with_their_department() {
    let folder = tempfile::tempdir().unwrap();
    let text = "\
姓名,手机
销售部
张一,13800130001
财务部
李二,13800130002
研发部
王三,138
赵四,13800130004
测试部
钱五,139
";
    fs::write(folder.path().join("通讯录.csv"), text).unwrap();
    let line = "convert 通讯录.csv --to csv -o part.csv --partial --rejects rest.csv";
    let (said, code) = run(folder.path(), line);
    assert_eq!(code, Some(1), "{said}");
    let part = fs::read_to_string(folder.path().join("part.csv")).unwrap();
    for line in ["销售部,销售部,1,张一", "研发部,研发部,3,赵四"] {
        assert!(part.contains(line), "{line} in {part}");
    }
    let line = "convert rest.csv --to csv --warn M006";
    let (said, code) = run(folder.path(), line);
    assert_eq!(code, Some(0), "{said}");
    for line in ["研发部,研发部,1,王三,138", "测试部,测试部,2,钱五,139"] {
        assert!(said.contains(line), "{line} in {said}");
    }
}

#[test]
fn rows_between_header_and_data_do_not_take_the_title_of_the_reason() {
    let folder = inputs();
    let input = "说明：每人一行\n姓名,手机,部门\n合计,2,\n甲,138,总部\n乙,13800130002,总部\n";
    fs::write(folder.path().join("名册.csv"), input).unwrap();
    let line = "convert 名册.csv --to csv -o a.csv --partial --rejects b.csv";
    let (said, code) = run(folder.path(), line);
    assert_eq!(code, Some(1), "{said}");
    let rejected = fs::read_to_string(folder.path().join("b.csv")).unwrap();
    assert!(
        rejected.contains("\n姓名,手机,部门,失败原因\r\n"),
        "{rejected}"
    );
    let mended = rejected.replace(",138,", ",13800130001,");
    fs::write(folder.path().join("c.csv"), mended).unwrap();
    let (said, code) = run(folder.path(), "check c.csv");
    assert_eq!(code, Some(0), "{said}");
    assert!(
        !said.contains("H004") && said.contains("1 名成员"),
        "{said}"
    );
}

#[test]
fn a_department_stays_where_only_the_person_beside_it_is_wrong() {
    let folder = inputs();
    let input =
        "姓名,手机,部门编号,部门名称,上级部门编号\n甲,138,1,总部,\n乙,13800130002,1,总部,\n";
    fs::write(folder.path().join("名册.csv"), input).unwrap();
    let line = "convert 名册.csv --to tree --partial --rejects b.csv";
    let (said, code) = run(folder.path(), line);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("总部（1 人）"), "{said}");
    assert!(said.contains("剔除有错误的 1 行，写入其余 1 行"), "{said}");
}

#[test]
fn rejected_elements_of_json_are_listed_with_what_they_hold() {
    let folder = inputs();
    let department =
        |id: u32, name: &str| format!(r#"{{"id":{id},"name":"{name}","parentid":{}}}"#, id - 1);
    let list = [department(1, "总部"), department(2, "")].join(",");
    let dump = format!(r#"{{"errcode":0,"department":[{list}]}}"#);
    fs::write(folder.path().join("department.json"), dump).unwrap();
    let line = "convert department.json --to tree --partial --rejects b.xlsx";
    let (said, code) = run(folder.path(), line);
    assert_eq!(code, Some(1), "{said}");
    let listed = rows(&folder.path().join("b.xlsx"), "department");
    assert_eq!(listed.len(), 2, "{listed:?}");
    assert_eq!(listed[1][0], "department.json#/department/1");
    assert!(
        listed[1][1].contains("id: 2") && listed[1][2].starts_with("D001"),
        "{listed:?}"
    );
}

#[test]
fn errors_of_headers_and_of_everything_leave_no_part() {
    let folder = inputs();
    fs::write(folder.path().join("无.csv"), "部门编号,部门名称\n1,\n").unwrap();
    fs::write(
        folder.path().join("重.csv"),
        "姓名,手机,手机,部门\n甲,13800130001,,总部\n",
    )
    .unwrap();
    for (input, part) in [("无.csv", "每一行"), ("重.csv", "H003")] {
        let line = format!("convert {input} --to json -o a.json --partial --rejects b.xlsx");
        let (said, code) = run(folder.path(), &line);
        assert_eq!(code, Some(1), "{said}");
        assert!(said.contains("什么也没写") && said.contains(part), "{said}");
        assert!(!folder.path().join("a.json").exists());
        assert!(!folder.path().join("b.xlsx").exists());
    }
}

#[test]
fn rows_that_were_not_mended_are_rejected_again() {
    use rust_xlsxwriter::{Formula, Workbook};
    let folder = inputs();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("在职").unwrap();
    for (column, header) in (0..).zip(["工号", "姓名", "手机", "部门"]) {
        sheet.write_string(0, column, header).unwrap();
    }
    sheet.write_string(1, 0, "007").unwrap();
    sheet.write_string(1, 1, "张三").unwrap();
    sheet.write_number(2, 0, 110_101_199_001_011_230.0).unwrap();
    sheet.write_string(2, 1, "李四").unwrap();
    sheet.write_string(3, 0, "008").unwrap();
    let broken = Formula::new("=NA()").set_result("#N/A");
    sheet.write_formula(3, 1, broken).unwrap();
    for row in 1..4 {
        sheet.write_string(row, 3, "总部").unwrap();
    }
    book.save(folder.path().join("在职.xlsx")).unwrap();
    for (file, codes) in [("b.xlsx", ["C002", "C003"]), ("b.csv", ["C002", "M002"])] {
        let line =
            format!("convert 在职.xlsx --to csv -o a.csv --force --partial --rejects {file}");
        let (said, code) = run(folder.path(), &line);
        assert_eq!(code, Some(1), "{said}");
        let (said, code) = run(folder.path(), &format!("check {file}"));
        assert_eq!(code, Some(1), "{said}");
        for code in codes {
            assert!(said.contains(&format!("[{code} ")), "{file} {code}: {said}");
        }
    }
}
