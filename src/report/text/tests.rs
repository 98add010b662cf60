//! What a terminal shows.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Findings;
use crate::directory::Directory;
use crate::locale::Language;
use crate::rule::example::{Sheet, check, departments, link, members, sources};
use crate::rule::{RULES, Rule};

const LIST: [[&str; 3]; 4] = [
    ["D01", "研发部", "D03"],
    ["D02", "市场部", ""],
    ["D03", "平台组", "D01"],
    ["D04", "财务部", "D99"],
];

fn sheet() -> Sheet {
    departments("code name parent_code", &LIST)
}

fn print(
    directory: &Directory,
    findings: &Findings,
    language: Language,
    options: &Options,
    cells: &Cells<'_>,
) -> String {
    let report = Report {
        findings,
        sources: &sources(2),
        directory: Some(directory),
        rows: directory.counts().rows,
    };
    let mut out = String::new();
    write(&report, &Locale::new(language), options, cells, &mut out).unwrap();
    out
}

fn of_list(place: &Place) -> Option<Vec<(u16, String)>> {
    let row = LIST.get((place.row as usize).checked_sub(2)?)?;
    let filled = (1..).zip(row).filter(|(_, text)| !text.is_empty());
    Some(
        filled
            .map(|(column, text)| (column, (*text).to_owned()))
            .collect(),
    )
}

fn everything_in(directory: &Directory) -> Findings {
    let rules: Vec<&Rule> = RULES.iter().collect();
    check(&rules, directory)
}

#[test]
fn a_finding_shows_its_row_the_other_places_and_the_way_out() {
    let directory = link(&[sheet()]);
    let findings = everything_in(&directory);
    let options = Options::default();
    let text = print(&directory, &findings, Language::English, &options, &of_list);
    let expected = "\
error[D006 department-cycle]: departments contain each other: 研发部 → 平台组 → 研发部
 --> 组织.xlsx ▸ 表1!C2
  |
2 | D01 │ 研发部 │ D03
  |                ^^^
  |
 ::: 组织.xlsx ▸ 表1!C4
  |
4 | D03 │ 平台组 │ D01
  |                --- “平台组” names “研发部” as its parent
  |
  = help: change or clear the parent of one of these 2 departments.

warning[D007 orphan-department]: the parent code “D99” of department “财务部” does not exist
 --> 组织.xlsx ▸ 表1!C5
  |
5 | D04 │ 财务部 │ D99
  |                ^^^
  |
  = help: use a parent code of the sheet, or add the missing department.

Found 1 error, 1 warning and 0 for information.
Read 4 departments and 0 members in 0 memberships.
Rows: 4 read = 4 used + 0 merged + 0 rejected + 0 ignored.
";
    assert_eq!(text, expected);
}

#[test]
fn without_the_cells_places_stand_in_a_line_each() {
    let directory = link(&[sheet()]);
    let findings = everything_in(&directory);
    let options = Options::default();
    let text = print(&directory, &findings, Language::Chinese, &options, &|_| {
        None
    });
    let expected = "\
错误[D006 department-cycle]: 部门互相包含，绕成了一圈：研发部 → 平台组 → 研发部
--> 组织.xlsx ▸ 表1!C2
::: 组织.xlsx ▸ 表1!C4  “平台组”的上级写的是“研发部”
 = 建议: 这 2 个部门里，把其中一个的上级改掉或清空。

警告[D007 orphan-department]: 部门“财务部”的上级编号“D99”不存在
--> 组织.xlsx ▸ 表1!C5
 = 建议: 把上级编号改成表里有的编号，或者补上缺少的那个部门。

共发现 1 个错误、1 个警告、0 条提示。
读到 4 个部门、0 名成员；成员与部门的关系共 0 条。
数据行：读入 4 = 采用 4 + 合并 0 + 剔除 0 + 忽略 0。
";
    assert_eq!(text, expected);
}

#[test]
fn colours_are_written_only_when_asked_for() {
    let directory = link(&[sheet()]);
    let findings = everything_in(&directory);
    for color in [false, true] {
        let options = Options {
            color,
            ..Options::default()
        };
        let text = print(&directory, &findings, Language::Chinese, &options, &of_list);
        assert_eq!(text.contains('\u{1b}'), color);
    }
}

#[test]
fn findings_beyond_the_most_of_a_code_are_only_counted() {
    let rows: Vec<[String; 2]> = (0..30)
        .map(|row| [format!("u{row}"), String::new()])
        .collect();
    let directory = link(&[members("userid name", &rows)]);
    let findings = everything_in(&directory);
    let print = |most| {
        let options = Options {
            max_per_code: most,
            ..Options::default()
        };
        print(&directory, &findings, Language::English, &options, &|_| {
            None
        })
    };
    assert_eq!(print(20).matches("M002 missing-member-name").count(), 20);
    assert!(print(20).contains("\n… and 10 more of M002 (--max-per-code 0 shows all)\n"));
    assert_eq!(print(0).matches("M002 missing-member-name").count(), 30);
    assert!(!print(0).contains("more of"));
}

#[test]
fn the_places_to_look_up_are_those_that_are_shown() {
    let directory = link(&[sheet()]);
    let findings = everything_in(&directory);
    let report = Report {
        findings: &findings,
        sources: &sources(1),
        directory: None,
        rows: directory.counts().rows,
    };
    let rows: Vec<u32> = places(&report, &Options::default())
        .map(|place| place.row)
        .collect();
    assert_eq!(rows, [2, 4, 5]);
}

#[test]
fn a_ring_of_a_thousand_departments_stays_readable() {
    let rows: Vec<[String; 3]> = (0..1000)
        .map(|row| {
            [
                row.to_string(),
                format!("部{row}"),
                ((row + 1) % 1000).to_string(),
            ]
        })
        .collect();
    let directory = link(&[departments("code name parent_code", &rows)]);
    let findings = everything_in(&directory);
    let options = Options::default();
    let text = print(&directory, &findings, Language::English, &options, &|_| {
        None
    });
    assert!(text.lines().count() < 30, "{text}");
    assert!(text.contains("… and 987 more places"), "{text}");
}

proptest! {
    #[test]
    fn no_data_makes_it_fail_or_reaches_the_terminal_raw(
        name in ".{0,40}|[\\x00-\\x1f\\x7f-\\u{9f}\\u{200b}-\\u{202e}\\u{e000}]{1,8}",
        cells in proptest::collection::vec(".{0,30}|\\PC{0,200}|[\\x00-\\x20]{1,4}", 0..12),
        column in 0u16..14,
        width in 0usize..200,
    ) {
        let rows = [["1", name.as_str(), "1"], ["2", name.as_str(), name.as_str()]];
        let directory = link(&[departments("code name parent_code", &rows)]);
        let mut findings = everything_in(&directory);
        findings.report(&crate::diagnostic::code::D009, Place {
            column,
            ..Place::row(crate::diagnostic::SourceId(0), 7)
        }).value(&name);
        let options = Options { width, ..Options::default() };
        let row: Vec<(u16, String)> = (1..).zip(cells).collect();
        let text = print(&directory, &findings, Language::Chinese, &options, &|_| Some(row.clone()));
        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
        let is_clean = !text.contains(['\u{202e}', '\u{200b}', '\u{e000}']);
        prop_assert!(is_clean);
    }
}
