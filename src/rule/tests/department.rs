//! D and P: departments, the tree, references.

use std::time::Instant;

use super::*;
use crate::diagnostic::Severity;
use crate::directory::example::departments;

const CODED: &str = "code name parent_code";

#[test]
fn a_department_needs_a_name() {
    let sheet = departments(CODED, &[["1", "星河", ""], ["2", " ", "1"]]);
    assert_eq!(found("D001", &[sheet]), ["D001 1!B3 case=code code=2"]);
}

#[test]
fn a_department_of_a_list_with_codes_needs_its_code() {
    let sheet = departments(CODED, &[["1", "星河", ""], ["", "研发部", "1"]]);
    assert_eq!(found("D002", &[sheet]), ["D002 1!A3 name=研发部"]);
}

#[test]
fn a_code_that_is_there_twice_names_both_cells() {
    let rows = [
        ["1", "星河", ""],
        ["2", "研发部", "1"],
        ["2", "研发部", "1"],
        ["2", "市场部", "1"],
    ];
    assert_eq!(
        found("D003", &[departments(CODED, &rows)]),
        [
            "D003 1!A4 case=same-name name=研发部 first=研发部 value=2 < 1!A3 first=研发部",
            "D003 1!A5 case=other-name name=市场部 first=研发部 value=2 < 1!A3 first=研发部",
        ]
    );
    let paths = departments("path", &[["星河/研发部"], ["星河/研发部"]]);
    assert_eq!(
        found("D003", &[paths]),
        ["D003 1!A3 case=path name= first=研发部 value=星河/研发部 < 1!A2 first=研发部"]
    );
}

#[test]
fn siblings_with_one_name_are_reported_once_a_group() {
    let rows = [
        ["1", "星河", ""],
        ["2", "行政", "1"],
        ["3", "行政", "1"],
        ["4", "行政", "1"],
        ["5", "行政", "2"],
    ];
    assert_eq!(
        found("D004", &[departments(CODED, &rows)]),
        [
            "D004 1!B4 value=行政 count=3 case=inside parent=星河 < 1!B3 case=code code=2 < 1!B5 case=code code=4"
        ]
    );
    let tops = departments(CODED, &[["1", "甲", ""], ["2", "甲", ""], ["3", "甲", "9"]]);
    assert_eq!(
        found("D004", &[tops]),
        ["D004 1!B3 value=甲 count=2 case=top < 1!B2 case=code code=1"]
    );
}

#[test]
fn a_department_cannot_be_its_own_parent() {
    let sheet = departments(CODED, &[["1", "星河", "1"]]);
    assert_eq!(found("D005", &[sheet]), ["D005 1!C2 name=星河 value=1"]);
}

#[test]
fn a_cycle_names_every_department_in_it() {
    let two = departments(CODED, &[["1", "甲", "2"], ["2", "乙", "1"]]);
    assert_eq!(
        found("D006", &[two]),
        ["D006 1!C2 names=甲 → 乙 → 甲 count=2 < 1!C3 name=乙 parent=甲"]
    );
    let rows = [
        ["1", "甲", "3"],
        ["2", "乙", "1"],
        ["3", "丙", "2"],
        ["4", "外", "1"],
    ];
    assert_eq!(
        found("D006", &[departments(CODED, &rows)]),
        [
            "D006 1!C2 names=甲 → 丙 → 乙 → 甲 count=3 < 1!C4 name=丙 parent=乙 < 1!C3 name=乙 parent=甲"
        ]
    );
}

#[test]
fn a_long_cycle_is_one_finding_with_every_place_and_a_short_sentence() {
    let rows: Vec<[String; 3]> = (0..1000)
        .map(|row| {
            [
                row.to_string(),
                format!("部{row}"),
                ((row + 1) % 1000).to_string(),
            ]
        })
        .collect();
    let rule = RULES.iter().find(|rule| rule.code.id == "D006").unwrap();
    let findings = check(&[rule], &link(&[departments(CODED, &rows)]));
    let [cycle] = findings.list() else {
        panic!("one finding");
    };
    assert_eq!(cycle.related.len(), 999);
    assert_eq!(
        words(&cycle.arguments),
        " names=部0 → 部1 → 部2 → 部3 → 部4 → 部5 → 部6 → 部7 → 部8 → 部9 → … → 部999 → 部0 count=1000"
    );
}

#[test]
fn an_orphan_is_an_error_unless_only_a_part_of_a_tree_was_read() {
    let severities = |sheets: &[Sheet]| -> Vec<Severity> {
        let rule = RULES.iter().find(|rule| rule.code.id == "D007").unwrap();
        let findings = check(&[rule], &link(sheets));
        let found = findings.list().iter();
        found.map(|diagnostic| diagnostic.severity).collect()
    };
    let typo = [["1", "星河", ""], ["2", "研发部", "l"]];
    let branch = [
        ["20", "研发部", "2"],
        ["21", "平台组", "20"],
        ["30", "测试部", "2"],
    ];
    let views = [
        ["20", "研发部", "2"],
        ["31", "市场部", "3"],
        ["1", "星河", ""],
    ];
    for (sheet, expected) in [
        (departments(CODED, &typo), vec![Severity::Error]),
        (departments(CODED, &branch), vec![Severity::Warning; 2]),
        (departments(CODED, &views), vec![Severity::Error; 2]),
        (
            departments(CODED, &views).dumped(),
            vec![Severity::Warning; 2],
        ),
    ] {
        assert_eq!(severities(&[sheet]), expected);
    }
}

#[test]
fn an_orphan_names_the_missing_code_and_what_it_may_mean() {
    let rows = [
        ["D100", "星河", ""],
        ["D200", "研发部", "D100"],
        ["D300", "平台组", "d200 "],
        ["D400", "市场部", "研发"],
        ["D500", "财务部", "X"],
    ];
    assert_eq!(
        found("D007", &[departments(CODED, &rows)]),
        [
            "D007 1!C4 name=平台组 value=d200  guess=some candidates=D200 研发部",
            "D007 1!C5 name=市场部 value=研发 guess=some candidates=D200 研发部",
            "D007 1!C6 name=财务部 value=X",
        ]
    );
}

#[test]
fn several_tops_are_one_finding_and_orphans_are_no_tops() {
    let rows = [
        ["1", "甲公司", ""],
        ["2", "乙公司", ""],
        ["3", "丙公司", "9"],
        ["4", "丁公司", ""],
    ];
    assert_eq!(
        found("D008", &[departments(CODED, &rows)]),
        ["D008 1!B3 count=3 first=甲公司 value=乙公司 < 1!B2 name=甲公司 < 1!B5 name=丁公司"]
    );
}

#[test]
fn a_name_needs_letters_fits_one_line_and_is_not_endless() {
    let long = "部".repeat(256);
    let rows = [
        ["1", "星河", ""],
        ["2", "研发\n部", "1"],
        ["3", "——", "1"],
        ["4", &long, "1"],
        ["5", "🚀", "1"],
        ["6", &long[..765], "1"],
    ];
    let found = found("D009", &[departments(CODED, &rows)]);
    let starts = [
        "D009 1!B3 case=control count=4 limit=255",
        "D009 1!B4 case=punctuation count=2",
        "D009 1!B5 case=long count=256 limit=255",
    ];
    assert_eq!(found.len(), starts.len());
    for (found, start) in found.iter().zip(starts) {
        assert!(found.starts_with(start), "{found}");
    }
}

#[test]
fn of_a_branch_that_is_too_deep_only_the_topmost_department_is_named() {
    let rows: Vec<[String; 3]> = (1..=10_000)
        .map(|row: u32| {
            let parent = if row == 1 {
                String::new()
            } else {
                (row - 1).to_string()
            };
            [row.to_string(), format!("层{row}"), parent]
        })
        .collect();
    assert_eq!(
        found("D010", &[departments(CODED, &rows)]),
        ["D010 1!B17 limit=15 depth=10000 value=层16"]
    );
}

#[test]
fn a_ring_is_not_also_too_deep() {
    let rows: Vec<[String; 3]> = (1..=100)
        .map(|row: u32| {
            let parent = if row == 1 { 100 } else { row - 1 };
            [row.to_string(), format!("层{row}"), parent.to_string()]
        })
        .collect();
    let sheets = [departments(CODED, &rows)];
    assert_eq!(found("D010", &sheets), [""; 0]);
    assert_eq!(found("D006", &sheets).len(), 1);
}

#[test]
fn a_name_of_nothing_but_hidden_characters_is_no_name() {
    let rows = [
        ["1", "\u{200b}\u{feff}\u{2060}", ""],
        ["2", "星\u{200b}河", ""],
    ];
    let found = found("D009", &[departments(CODED, &rows)]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(
        found[0].starts_with("D009 1!B2 case=punctuation"),
        "{found:?}"
    );
}

#[test]
fn of_an_empty_branch_only_the_topmost_department_is_named() {
    let rows = [
        ["1", "星河", ""],
        ["2", "研发部", "1"],
        ["3", "平台组", "2"],
        ["4", "市场部", "1"],
    ];
    let people = [["li", "李雷", "星河/市场部"]];
    let sheets = [
        departments(CODED, &rows),
        members("userid name department", &people),
    ];
    assert_eq!(found("D011", &sheets), ["D011 1!B3 count=2 value=研发部"]);
    assert_eq!(
        found("D011", &[departments(CODED, &rows)]),
        [""; 0],
        "without members every department is empty"
    );
}

#[test]
fn an_empty_level_inside_a_path_is_a_gap() {
    let people = [["li", "李雷", "星河//市场部"]];
    assert_eq!(
        found("D012", &[members("userid name department", &people)]),
        ["D012 1!C2 value=星河//市场部"]
    );
}

#[test]
fn a_parent_path_that_leads_nowhere_comes_with_suggestions() {
    let rows = [
        ["星河", ""],
        ["研发中心", "星河"],
        ["平台组", "星河/研发部"],
    ];
    assert_eq!(
        found("P001", &[departments("name parent", &rows)]),
        ["P001 1!B4 name=平台组 value=星河/研发部 guess=some candidates=星河 / 研发中心"]
    );
}

#[test]
fn a_parent_name_that_fits_several_departments_lists_them() {
    let rows = [
        ["甲", ""],
        ["乙", ""],
        ["行政", "甲"],
        ["行政", "乙"],
        ["前台", "行政"],
    ];
    assert_eq!(
        found("P002", &[departments("name parent", &rows)]),
        [
            "P002 1!B6 name=前台 value=行政 count=2 < 1!A4 path=甲 / 行政 people=0 < 1!A5 path=乙 / 行政 people=0"
        ]
    );
}

#[test]
fn a_member_in_an_unknown_department_is_told_what_was_meant() {
    let list = [
        ["1", "星河", ""],
        ["2", "研发部", "1"],
        ["3", "客户服务部", "1"],
        ["4", "客户", "3"],
    ];
    let people = [
        ["li", "李雷", "星河/研发中心"],
        ["han", "韩梅梅", "客户报务部"],
        ["wu", "吴明", "开会"],
        ["lin", "林涛", "言法部"],
        ["ye", "叶青", "KHFWB"],
        ["yan", "严肃", "星河/yanfa"],
        ["zhou", "周舟", "k"],
    ];
    assert_eq!(
        found(
            "P003",
            &[
                departments(CODED, &list),
                members("userid name department", &people)
            ]
        ),
        [
            "P003 2!C2 case=name member=李雷 value=星河/研发中心 guess=some candidates=星河 / 研发部",
            "P003 2!C3 case=name member=韩梅梅 value=客户报务部 guess=some candidates=星河 / 客户服务部",
            "P003 2!C4 case=name member=吴明 value=开会",
            "P003 2!C5 case=name member=林涛 value=言法部 guess=some candidates=星河 / 研发部",
            "P003 2!C6 case=name member=叶青 value=KHFWB guess=some candidates=星河 / 客户服务部",
            "P003 2!C7 case=name member=严肃 value=星河/yanfa guess=some candidates=星河 / 研发部",
            "P003 2!C8 case=name member=周舟 value=k",
        ]
    );
    let people = [["li", "李雷", "０3"]];
    let sheets = [
        departments(CODED, &list),
        members("userid name department_code", &people),
    ];
    assert_eq!(
        found("P003", &sheets),
        ["P003 2!C2 case=code member=李雷 value=０3 guess=some candidates=3 客户服务部"]
    );
}

#[test]
fn a_department_name_that_fits_several_departments_lists_them() {
    let list = [
        ["1", "星河", ""],
        ["2", "甲", "1"],
        ["3", "乙", "1"],
        ["4", "行政", "2"],
        ["5", "行政", "3"],
        ["6", "前台", "5"],
    ];
    let people = [
        ["li", "李雷", "行政"],
        ["han", "韩梅梅", "甲/行政"],
        ["wu", "吴明", "乙/行政"],
        ["lin", "林涛", "前台"],
    ];
    let sheets = [
        departments(CODED, &list),
        members("userid name department", &people),
    ];
    assert_eq!(
        found("P004", &sheets),
        [
            "P004 2!C2 member=李雷 value=行政 count=2 < 1!B5 path=星河 / 甲 / 行政 people=1 < 1!B6 path=星河 / 乙 / 行政 people=2"
        ]
    );
}

#[test]
fn codes_without_a_department_list_are_one_finding_of_their_source() {
    let people = [["li", "李雷", "2"], ["han", "韩梅梅", "3"]];
    let sheets = [members("userid name department_code", &people).dumped()];
    assert_eq!(
        found("F010", &sheets),
        ["F010 1!2 case=no-department-list count=2"]
    );
    assert_eq!(found("D008", &sheets), [""; 0]);
}

#[test]
fn a_hundred_thousand_siblings_and_thousands_of_unknown_names_are_checked_in_seconds() {
    let list: Vec<[String; 3]> = (1..=100_000)
        .map(|row: u32| {
            let parent = if row == 1 { "" } else { "1" };
            [row.to_string(), format!("第{row}营业部"), parent.to_owned()]
        })
        .collect();
    let people: Vec<[String; 3]> = (1..=5_000)
        .map(|row: u32| {
            [
                format!("u{row}"),
                format!("员工{row}"),
                format!("第{row}号营业所"),
            ]
        })
        .collect();
    let directory = link(&[
        departments(CODED, &list),
        members("userid name department", &people),
    ]);
    let started = Instant::now();
    let rules: Vec<&Rule> = RULES.iter().collect();
    let findings = check(&rules, &directory);
    assert_eq!(findings.counts()["P003"], 5_000);
    assert!(!findings.counts().contains_key("D004"));
    assert!(started.elapsed().as_secs() < 60, "{:?}", started.elapsed());
}
