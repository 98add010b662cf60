//! `check --fix safe`: the corrected copy is read again, and what was mended is no longer found.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::command_line::orgferry;

const MEMBERS: &str = "\
\u{feff}账号,姓名,手机,邮箱,部门编号,是否负责人,备注
a,张\u{200b}三,138-0013-0001,zhang @example.com,1.0,Ｙ,甲
b, 李四 ,+86 138 0013 0002,li@example.com;,１,否,乙
c,王五,1380013,wang@example,9.0,经理,丙\u{202e}
d,赵六\u{2},13800130004.0,\u{ff1c}zhao@example.com\u{ff1e},1,1.0,
";

const DEPARTMENTS: &str = "部门编号,部门名称,上级部门编号\n1,星河科技,\n2,研发部,1.0\n";

/// What `line` says as JSON, and the exit code.
fn report(folder: &Path, line: &str) -> (Value, Option<i32>) {
    let output = orgferry(folder)
        .args(line.split(' '))
        .args(["--format", "json"])
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    let report = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}: {said}"));
    (report, output.status.code())
}

/// Cell and code of every finding about a cell of the members.
fn found(report: &Value) -> Vec<String> {
    let diagnostics = report["diagnostics"].as_array().unwrap().iter();
    let mut found: Vec<String> = diagnostics
        .filter(|found| found["location"]["cell"].is_string())
        .filter(|found| !["D011", "H004"].iter().any(|code| found["code"] == *code))
        .map(|found| {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            format!(
                "{} {}",
                text(&found["location"]["cell"]),
                text(&found["code"])
            )
        })
        .collect();
    found.sort();
    found
}

#[test]
fn what_was_mended_is_no_longer_found_and_what_was_not_still_is() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("成员.csv"), MEMBERS).unwrap();
    fs::write(folder.join("部门.csv"), DEPARTMENTS).unwrap();
    let (before, code) = report(folder, "check 部门.csv 成员.csv --fix safe -o 修正.xlsx");
    assert_eq!(code, Some(1));
    let corrections: Vec<String> = before["corrections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|change| {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let codes: Vec<String> = change["codes"]
                .as_array()
                .unwrap()
                .iter()
                .map(text)
                .collect();
            format!(
                "{} {} {}",
                text(&change["location"]["cell"]),
                text(&change["new"]),
                codes.join("+")
            )
        })
        .collect();
    assert_eq!(
        corrections,
        [
            "C3 1 D007",
            "B2 张三 C004",
            "C2 13800130001 M006",
            "D2 zhang@example.com M007",
            "E2 1 P003",
            "F2 Y C008",
            "B3 李四 C004",
            "C3 13800130002 M006",
            "D3 li@example.com M007",
            "E3 1 C004",
            "G4 丙 C004",
            "C5 13800130004 M006",
            "D5 zhao@example.com M007",
            "F5 1 C008",
        ]
    );
    let (after, code) = report(folder, "check 修正.xlsx");
    assert_eq!(code, Some(1), "{after}");
    assert_eq!(
        found(&after),
        ["B5 C005", "C4 M006", "D4 M007", "E4 P003", "F4 C008"],
        "{after:#}"
    );
    assert_eq!(after["summary"]["members"], before["summary"]["members"]);
}

#[test]
fn one_text_file_stays_a_text_file_and_a_workbook_does_not_become_one() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("部门.csv"), DEPARTMENTS).unwrap();
    fs::write(folder.join("成员.csv"), MEMBERS).unwrap();
    let (_, code) = report(folder, "check 部门.csv --fix safe -o 修正.csv");
    assert_eq!(code, Some(1));
    assert_eq!(
        fs::read_to_string(folder.join("修正.csv")).unwrap(),
        "\u{feff}部门编号,部门名称,上级部门编号\r\n1,星河科技\r\n2,研发部,1\r\n"
    );
    assert_eq!(report(folder, "check 修正.csv").1, Some(0));
    for (line, part) in [
        ("check 部门.csv 成员.csv --fix safe -o b.csv", ".xlsx"),
        ("check 部门.csv --fix safe -o b.json", ".xlsx .csv"),
        ("check 部门.csv --fix safe", "--output"),
        ("check 部门.csv -o b.csv", "--fix"),
        ("check 部门.csv --fix bold -o b.csv", "safe"),
        ("check 部门.csv --fix safe -o b.csv --report b.csv", "twice"),
    ] {
        let output = orgferry(folder).args(line.split(' ')).output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{line}: {said}");
        assert!(said.contains(part), "{line}: {said}");
        assert!(!folder.join("b.csv").exists());
    }
}

#[test]
fn a_file_that_was_not_read_to_its_end_is_not_copied() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let broken = format!("{DEPARTMENTS}3,\"市场部,1\n4,财务部,1.0\n");
    fs::write(folder.join("部门.csv"), broken).unwrap();
    let output = orgferry(folder)
        .args("check 部门.csv --fix safe -o 修正.csv".split(' '))
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("F006"), "{said}");
    assert!(!folder.join("修正.csv").exists());
}

#[test]
fn where_nothing_can_be_mended_no_copy_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("部门.csv"), "部门编号,部门名称\n1,星河科技\n").unwrap();
    let (report, code) = report(folder, "check 部门.csv --fix safe -o 修正.xlsx");
    assert_eq!(
        (code, &report["corrections"]),
        (Some(0), &Value::from(vec![0; 0]))
    );
    assert!(!folder.join("修正.xlsx").exists());
}

#[test]
fn a_workbook_keeps_its_formulas_its_formats_and_everything_else() {
    use rust_xlsxwriter::{Format, Formula, Workbook};
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("在职").unwrap();
    let title = Format::new().set_bold().set_background_color("#C00000");
    sheet
        .merge_range(0, 0, 0, 3, "星河科技花名册", &title)
        .unwrap();
    for (column, header) in (0..).zip(["姓名", "手机", "工号", "邮箱", "部门"]) {
        sheet.write_string(1, column, header).unwrap();
    }
    sheet.write_string(2, 0, "张\u{200b}三").unwrap();
    sheet.write_number(2, 1, 13_800_130_001.0).unwrap();
    sheet.write_string(2, 2, "Ａ１").unwrap();
    let formula = Formula::new("=C3&\"@example.com \"").set_result("a1@example.com ");
    sheet.write_formula(2, 3, formula).unwrap();
    sheet.write_string(2, 4, "星河科技").unwrap();
    book.save(folder.join("花名册.xlsx")).unwrap();
    let (before, code) = report(
        folder,
        "check 花名册.xlsx --fix safe -o 修正.xlsx --report a.xlsx",
    );
    assert_eq!(code, Some(0), "{before:#}");
    assert_eq!(before["corrections"].as_array().unwrap().len(), 3);
    let (after, code) = report(folder, "check 修正.xlsx");
    assert_eq!((code, found(&after)), (Some(0), vec![]), "{after:#}");
    let mut parts =
        zip::ZipArchive::new(fs::File::open(folder.join("修正.xlsx")).unwrap()).unwrap();
    let mut part = |name: &str| std::io::read_to_string(parts.by_name(name).unwrap()).unwrap();
    let sheet = part("xl/worksheets/sheet1.xml");
    for kept in ["<mergeCell ref=\"A1:D1\"/>", "<f>C3&amp;", ">A1</t>"] {
        assert!(sheet.contains(kept), "{kept}: {sheet}");
    }
    let list = part("xl/worksheets/corrections1.xml");
    assert!(list.contains("location=\"&apos;在职&apos;!A3\""), "{list}");
    assert!(part("xl/workbook.xml").contains("name=\"Corrections\""));
}

#[test]
fn an_old_workbook_becomes_a_new_one_with_every_value_what_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let old = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/workbooks/members.xls");
    fs::copy(old, folder.join("成员.xls")).unwrap();
    let (before, _) = report(folder, "check 成员.xls --fix safe -o 修正.xlsx");
    let (after, _) = report(folder, "check 修正.xlsx");
    let changed = before["corrections"].as_array().unwrap();
    assert!(!changed.is_empty(), "{before:#}");
    for correction in changed {
        let cell = correction["location"]["cell"].as_str().unwrap();
        for code in correction["codes"].as_array().unwrap() {
            let found = format!("{cell} {}", code.as_str().unwrap());
            assert!(!self::found(&after).contains(&found), "{found}: {after:#}");
        }
    }
    assert_eq!(after["summary"]["members"], before["summary"]["members"]);
    assert_eq!(after["summary"]["errors"], before["summary"]["errors"]);
}
