//! What a terminal shows.

use proptest::prelude::*;

use super::super::example::{Example, cells_of_list};
use super::*;
use crate::diagnostic::{SourceId, code};
use crate::locale::Language;

fn print(example: &Example, language: Language, options: &Options, cells: &Cells<'_>) -> String {
    let locale = Locale::new(language);
    let mut out = String::new();
    write(&example.report(), &locale, options, cells, &mut out).unwrap();
    out
}

#[test]
fn a_finding_shows_its_row_the_other_places_and_the_way_out() {
    let options = Options::default();
    let text = print(
        &Example::new(0),
        Language::English,
        &options,
        &cells_of_list,
    );
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

error[D007 orphan-department]: the parent code “D99” of department “财务部” does not exist
 --> 组织.xlsx ▸ 表1!C5
  |
5 | D04 │ 财务部 │ D99
  |                ^^^
  |
  = help: use a parent code of the sheet, or add the missing department.

Found 2 errors, 0 warnings and 0 for information.
Read 4 departments and 0 members in 0 memberships.
Rows: 4 read = 4 used + 0 merged + 0 rejected + 0 ignored.
";
    assert_eq!(text, expected);
}

#[test]
fn without_the_cells_places_stand_in_a_line_each() {
    let options = Options::default();
    let text = print(&Example::new(0), Language::Chinese, &options, &|_| None);
    let expected = "\
错误[D006 department-cycle]: 部门互相包含，绕成了一圈：研发部 → 平台组 → 研发部
--> 组织.xlsx ▸ 表1!C2
::: 组织.xlsx ▸ 表1!C4  “平台组”的上级写的是“研发部”
 = 建议: 这 2 个部门里，把其中一个的上级改掉或清空。

错误[D007 orphan-department]: 部门“财务部”的上级编号“D99”不存在
--> 组织.xlsx ▸ 表1!C5
 = 建议: 把上级编号改成表里有的编号，或者补上缺少的那个部门。

共发现 2 个错误、0 个警告、0 条提示。
读到 4 个部门、0 名成员；成员与部门的关系共 0 条。
行数：读入 4 = 采用 4 + 合并 0 + 剔除 0 + 忽略 0。
";
    assert_eq!(text, expected);
}

#[test]
fn colours_are_written_only_when_asked_for() {
    for color in [false, true] {
        let options = Options {
            color,
            ..Options::default()
        };
        let text = print(
            &Example::new(0),
            Language::Chinese,
            &options,
            &cells_of_list,
        );
        assert_eq!(text.contains('\u{1b}'), color);
    }
}

#[test]
fn findings_beyond_the_most_of_a_code_are_only_counted() {
    let example = Example::new(30);
    let print = |most| {
        let options = Options {
            max_per_code: most,
            ..Options::default()
        };
        print(&example, Language::English, &options, &|_| None)
    };
    assert_eq!(print(20).matches("M002 missing-member-name").count(), 20);
    assert!(print(20).contains("\n… and 10 more of M002 (--max-per-code 0 shows all)\n"));
    assert_eq!(print(0).matches("M002 missing-member-name").count(), 30);
    assert!(!print(0).contains("more of"));
    assert!(print(1).contains("--> dump.json#/userlist/0/name\n"));
}

#[test]
fn many_findings_end_in_a_table_of_them_the_worst_first() {
    let text = |nameless| {
        let example = Example::new(nameless);
        print(&example, Language::Chinese, &Options::default(), &|_| None)
    };
    let table = "\
┌──────┬──────┬────────────────┬──────┐
│ 级别 ┆ 代码 ┆ 含义           ┆ 数量 │
╞══════╪══════╪════════════════╪══════╡
│ 错误 ┆ D006 ┆ 上下级成环     ┆    1 │
│ 错误 ┆ D007 ┆ 找不到上级部门 ┆    1 │
│ 错误 ┆ M002 ┆ 成员没有姓名   ┆   30 │
└──────┴──────┴────────────────┴──────┘

共发现 32 个错误";
    assert!(text(30).contains(table), "{}", text(30));
    assert!(!text(3).contains('┌'));
}

#[test]
fn the_places_to_look_up_are_those_that_are_shown() {
    let example = Example::new(3);
    let options = Options {
        max_per_code: 1,
        ..Options::default()
    };
    let report = example.report();
    let rows: Vec<u32> = places(&report, &options).map(|place| place.row).collect();
    assert_eq!(rows, [2, 4, 5, 1]);
}

#[test]
fn of_many_related_places_the_first_are_shown_and_the_others_counted() {
    let mut example = Example::new(0);
    let place = Place::row(SourceId(0), 9);
    let finding = example.findings.report(&code::D006, place.clone());
    for row in 10..110 {
        let arguments = Arguments::default().with("name", "甲").with("parent", "乙");
        finding.related(Place::row(SourceId(0), row), arguments);
    }
    let text = print(&example, Language::English, &Options::default(), &|_| None);
    assert_eq!(text.matches("“甲” names").count(), MOST_RELATED);
    assert!(text.contains("… and 88 more places"), "{text}");
}

proptest! {
    #[test]
    fn no_data_makes_it_fail_or_reaches_the_terminal_raw(
        value in ".{0,400}|[\\x00-\\x1f\\x7f-\\u{9f}\\u{200b}-\\u{202e}\\u{e000}]{1,8}",
        cells in proptest::collection::vec(".{0,30}|\\PC{0,200}|[\\x00-\\x20]{1,4}", 0..12),
        column in 0u16..14,
        width in 0usize..200,
    ) {
        let mut example = Example::new(0);
        let place = Place { column, ..Place::row(SourceId(0), 7) };
        let finding = example.findings.report(&code::M004, place.clone());
        let arguments = Arguments::default().with("first", value.as_str());
        finding
            .with("member", value.as_str())
            .with("first", value.as_str())
            .value(&value)
            .related(place, arguments);
        let options = Options { width, ..Options::default() };
        let row: Vec<(u16, String)> = (1..).zip(cells).collect();
        for cells in [Some(row), None] {
            let text = print(&example, Language::Chinese, &options, &|_| cells.clone());
            prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()), "{text:?}");
            let is_clean = !text.contains(['\u{202e}', '\u{200b}', '\u{e000}']);
            prop_assert!(is_clean);
        }
    }
}
