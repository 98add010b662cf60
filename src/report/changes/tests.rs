//! Differences as people and programs are told of them.

use crate::directory::Directory;
use crate::directory::example::{link, members};
use crate::locale::{Language, Locale};
use crate::plan::Diff;
use crate::report::text::Options;

use super::{write_json, write_text, write_workbook};

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
  - 移除 星河/市场部

成员变化
  ~ 调岗、信息变化 张三 (zhang)
      手机: 13800130001 → 13800130009
      加入 星河/客服部
  + 新增 赵<U+202E>六 (zhao)
      加入 星河/研发部
  - 离开 李四 (li)
      离开 星河/市场部

部门：新增 1、移除 1、改名 0、移动 0、信息变化 0；共 3 → 3 个。
成员：新增 1、离开 1、调岗 1、信息变化 1；共 2 → 2 人。
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

#[test]
fn the_workbook_has_a_sheet_of_departments_and_one_of_members() {
    use calamine::Reader;
    let (before, after) = months();
    let mut bytes = Vec::new();
    let diff = Diff::between(&before, &after);
    write_workbook(&diff, &Locale::new(Language::Chinese), &mut bytes).unwrap();
    let mut book = calamine::Xlsx::new(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["部门变化", "成员变化"]);
    let members = book.worksheet_range("成员变化").unwrap();
    let cell = |row, column| members.get_value((row, column)).unwrap().to_string();
    assert_eq!(cell(0, 1), "成员");
    assert_eq!(cell(1, 0), "调岗、信息变化");
    assert_eq!(cell(1, 3), "星河/研发部\n星河/客服部");
    assert_eq!(cell(3, 0), "离开");
}
