//! Every finding in words, in both languages.

use std::collections::BTreeSet;

use proptest::collection;
use proptest::prelude::*;

use super::*;
use crate::directory::example::departments;
use crate::locale::{Language, Locale};

/// Directories in which everything is wrong that can be.
fn wrong() -> Vec<Vec<Sheet>> {
    let coded = "code name parent_code";
    let placed = "userid name mobile email department main_department is_leader";
    let long = "部".repeat(300);
    let deep: Vec<[String; 3]> = (1..=17)
        .map(|row| {
            [
                format!("L{row}"),
                format!("层{row}"),
                format!("L{}", row - 1),
            ]
        })
        .collect();
    vec![
        vec![
            departments(
                coded,
                &[
                    ["1", "星河", ""],
                    ["2", "研发部", "1"],
                    ["2", "市场部", "1"],
                    ["2", "研发部", "1"],
                    ["3", "研发部", "1"],
                    ["4", "自己", "4"],
                    ["5", "甲", "6"],
                    ["6", "乙", "5"],
                    ["7", "孤儿", "02"],
                    ["8", "孤儿二", "不存在"],
                    ["9", "另一个", ""],
                    ["9a", "另一个", ""],
                    ["10", "", "1"],
                    ["", "", "1"],
                    ["11", "——", "1"],
                    ["12", &long, "1"],
                    ["13", "换\n行", "1"],
                ],
            ),
            members(
                placed,
                &[
                    [
                        "li",
                        "李雷",
                        "13800130001",
                        "a@example.com",
                        "研发",
                        "研发部",
                        "1",
                    ],
                    ["han", "", "1380013", "A@example.com", "研发部", "", "1"],
                    ["wu", "吴明", "138OOl3OOO1", "a@", "星河", "财务部", "0;1"],
                    ["he", "何欢", "+8613800130001", "无", "", "", ""],
                    ["he", "何乐", "02888886666", "", "法务", "", ""],
                    ["", "赵", "", "", "星河//自己", "", ""],
                    ["xu", "徐", "22800130001", "", "星河", "", ""],
                ],
            ),
        ],
        vec![departments(
            "name parent",
            &[
                ["甲", ""],
                ["乙", ""],
                ["行政", "甲"],
                ["行政", "乙"],
                ["前台", "行政"],
                ["后台", "行証"],
                ["中台", "不存在"],
            ],
        )],
        vec![members("userid name department_code", &[["li", "李雷", "7"]]).dumped()],
        vec![members(
            "userid name department manager",
            &[
                ["li", "李雷", "星河", "孙总"],
                ["wu", "吴明", "星河", "韩梅"],
                ["han", "韩梅", "星河", ""],
                ["mei", "韩梅", "星河", ""],
            ],
        )],
        vec![departments("path", &[["星河/研发部"], ["星河/研发部"]])],
        vec![departments(coded, &deep)],
        vec![
            departments(coded, &[["1", "星河", ""], ["2", "法务", "1"]]),
            members(
                "userid name department_code",
                &[["li", "李雷", "1"], ["wu", "吴明", "0x1"]],
            ),
        ],
    ]
}

#[test]
fn every_sentence_has_all_its_values_in_both_languages() {
    let rules: Vec<&Rule> = RULES.iter().collect();
    let locales = Language::ALL.map(Locale::new);
    let mut met = BTreeSet::new();
    for sheets in wrong() {
        let findings = check(&rules, &link(&sheets));
        for finding in findings.list() {
            let id = finding.code.id;
            met.insert(id);
            for locale in &locales {
                let headline = locale.format(id, &finding.arguments);
                let help = locale.attribute(id, "help", &finding.arguments);
                let related = finding.related.iter().map(|related| {
                    let sentence = locale.attribute(id, "related", &related.arguments);
                    sentence.unwrap_or_else(|| panic!("{id} has no .related"))
                });
                for sentence in related.chain(help).chain([headline]) {
                    let has_hole = sentence.contains('{') || sentence.contains("“”");
                    assert!(!has_hole, "{id}: {sentence}");
                }
            }
        }
    }
    let all: BTreeSet<&str> = rules.iter().map(|rule| rule.code.id).collect();
    assert_eq!(met, all, "every rule is met");
}

proptest! {
    #[test]
    fn whatever_is_read_rules_find_their_way_and_name_places_that_exist(
        list in collection::vec(["[1-5]?", "[甲乙丙/ -]{0,3}", "[0-6]?"], 0..12),
        named in collection::vec(["[甲乙丙]{0,2}", "[甲乙丙/]{0,4}"], 0..6),
        people in collection::vec(
            ["[a-c]?", "[李雷]{0,2}", "[13+-]{0,3}|1380013000[12]", "[a@.]{0,6}|[ab]@example.com", "[甲乙丙/;1]{0,6}", "甲?", "[01;]{0,4}"],
            0..12,
        ),
    ) {
        let placed = "userid name mobile email department main_department is_leader";
        let directory = link(&[
            departments("code name parent_code", &list),
            departments("name parent", &named),
            members(placed, &people),
        ]);
        let rows = [list.len(), named.len(), people.len()];
        let rules: Vec<&Rule> = RULES.iter().collect();
        let findings = check(&rules, &directory);
        for finding in findings.list() {
            let related = finding.related.iter().map(|related| &related.place);
            for place in related.chain([&finding.place]) {
                let last = rows[place.source.0 as usize] + 1;
                prop_assert!(place.row as usize <= last, "{}", told(finding));
            }
        }
        let again = check(&rules, &directory);
        prop_assert_eq!(findings.list(), again.list());
    }
}

#[test]
fn every_code_with_a_sentence_has_a_title_a_way_out_and_an_explanation() {
    for code in code::CORE {
        for language in Language::ALL {
            let locale = Locale::new(language);
            if locale.text(code.id) == code.id {
                continue;
            }
            for name in ["title", "help", "explain"] {
                let text = locale.attribute(code.id, name, &Arguments::default());
                assert!(
                    text.is_some_and(|text| !text.is_empty()),
                    "{}.{name}",
                    code.id
                );
            }
        }
    }
}

#[test]
fn codes_are_unique_and_ascend_in_their_families() {
    let codes: Vec<&str> = code::CORE.iter().map(|code| code.id).collect();
    let families: Vec<&[&str]> = codes.chunk_by(|a, b| a[..1] == b[..1]).collect();
    let letters: BTreeSet<&str> = families.iter().map(|family| &family[0][..1]).collect();
    assert_eq!(letters.len(), families.len(), "a family stands together");
    for family in families {
        assert!(
            family.windows(2).all(|pair| pair[0] < pair[1]),
            "{family:?}"
        );
    }
}
