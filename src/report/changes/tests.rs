//! Differences as people and programs are told of them.

use crate::directory::Directory;
use crate::directory::example::{link, members};
use crate::locale::{Language, Locale};
use crate::plan::Diff;
use crate::report::text::Options;

use super::{Side, Telling, write_json, write_list, write_text, write_workbook};

fn months() -> (Directory, Directory) {
    let sheet = |rows: &[[&str; 4]]| link(&[members("userid name mobile department", rows)]);
    let before = sheet(&[
        ["zhang", "张三", "13800130001", "星河/研发部"],
        ["li", "李四", "13800130002", "星河/市场部"],
    ]);
    let after = sheet(&[
        ["zhang", "张三", "13800130009", "星河/研发部;星河/客服部"],
        ["zhao", "赵\u{202e}六", "13800130003", "星河/研发部"],
    ]);
    (before, after)
}

fn text(most: usize, language: Language) -> String {
    let (before, after) = months();
    let diff = Diff::between(&before, &after);
    let options = Options {
        max_per_code: most,
        ..Options::default()
    };
    let mut text = String::new();
    write_text(&diff, &Locale::new(language), &options, &mut text).unwrap();
    text
}

#[test]
fn every_change_is_a_line_with_what_more_there_is_below_it() {
    assert_eq!(
        text(0, Language::Chinese),
        "\
部门变化
  + 新增 星河/客服部
  - 删除 星河/市场部

成员变化
  ~ 调岗、信息变更 张三 (zhang)
      手机: 13800130001 → 13800130009
      加入 星河/客服部
  + 入职 赵<U+202E>六 (zhao)
      加入 星河/研发部
  - 离职 李四 (li)
      离开 星河/市场部

部门：新增 1、删除 1、改名 0、移动 0、信息变更 0；共 3 → 3 个。
成员：入职 1、离职 1、调岗 1、信息变更 1、负责人变化 0；共 2 → 2 人。
两边没有共同的部门编码，部门按路径对应；标“推断”的是按成员、下级部门或唯一的名称对应的。
"
    );
    assert!(text(0, Language::English).contains("- left 李四 (li)"));
}

#[test]
fn programs_get_every_change_with_its_paths() {
    let (before, after) = months();
    let mut json = Vec::new();
    write_json(&Diff::between(&before, &after), &mut json).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let schema = serde_json::to_value(super::schema()).unwrap();
    jsonschema::validate(&schema, &json).unwrap();
    assert_eq!(json["summary"]["members_moved"], 1);
    assert_eq!(json["departments"][1]["change"][0], "removed");
    assert_eq!(json["departments"][1]["before"][1], "市场部");
    assert_eq!(json["members"][0]["fields"][0]["field"], "member.mobile");
    assert_eq!(json["members"][0]["joined"][0][1], "客服部");
    assert_eq!(json["members"][2]["userid"], "li");
}

fn telling<'t>(diff: &'t Diff<'t>, locale: &'t Locale) -> Telling<'t> {
    let side = |name| Side { name, errors: 2 };
    Telling {
        diff,
        sides: [side("上月.xlsx"), side("=本月.xlsx")],
        locale,
        unmasked: false,
        made: "2026-11-22 15:30",
        has_codes: true,
    }
}

#[test]
fn the_workbook_has_an_overview_every_change_and_the_heads_of_departments() {
    use calamine::{Data, Reader};
    let (before, after) = months();
    let mut bytes = Vec::new();
    let diff = Diff::between(&before, &after);
    write_workbook(&telling(&diff, &Locale::new(Language::Chinese)), &mut bytes).unwrap();
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["概览", "变更", "部门人数"]);
    let mut row = |sheet: &str, row: u32| -> Vec<Data> {
        let sheet = book.worksheet_range(sheet).unwrap();
        let last = sheet.end().unwrap().1;
        (0..=last)
            .map(|column| sheet.get_value((row, column)).cloned().unwrap_or_default())
            .collect()
    };
    let texts =
        |cells: Vec<Data>| -> Vec<String> { cells.iter().map(ToString::to_string).collect() };
    assert_eq!(
        texts(row("概览", 2)),
        ["之后", "=本月.xlsx（有 2 个错误，请先用 check 查看）"]
    );
    assert_eq!(
        texts(row("变更", 0)),
        [
            "对象",
            "变化",
            "名称",
            "编号或账号",
            "项目",
            "原来",
            "现在",
            "说明"
        ]
    );
    assert_eq!(
        texts(row("变更", 4)),
        [
            "成员",
            "信息变更",
            "张三",
            "zhang",
            "手机",
            "138****0001",
            "138****0009",
            ""
        ]
    );
    // Heads are numbers.
    assert_eq!(row("部门人数", 1)[5..], [2., 2., 0.].map(Data::Float));
}

#[test]
fn a_list_has_a_line_for_each_thing_that_is_different_and_none_runs() {
    let before = link(&[members("userid name department", &[["a", "=1+1", "星河"]])]);
    let after = link(&[members("userid name department", &[["b", "+甲", "星河"]])]);
    let diff = Diff::between(&before, &after);
    let mut bytes = Vec::new();
    write_list(&telling(&diff, &Locale::new(Language::English)), &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.split("\r\n").collect();
    assert_eq!(lines[1], "member,joined,'+甲,b,departments,,星河,");
    assert_eq!(lines[2], "member,left,'=1+1,a,departments,星河,,");
}
