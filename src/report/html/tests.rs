//! What a page holds, and what it does not.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::super::example::Example;
use super::*;
use crate::config::{Limits, Reading};
use crate::diagnostic::{Addressing, Place, Source, Sources, code};
use crate::directory::example::{departments, link, members};
use crate::locale::Locale;

fn written(page: &Page<'_>) -> String {
    let mut out = Vec::new();
    write(page, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn chart(directory: &Directory) -> Page<'_> {
    Page {
        directory,
        checked: None,
        compared: None,
        planned: None,
        made: "",
        language: Language::Chinese,
        unmasked: false,
    }
}

fn island(html: &str, id: &str) -> Value {
    let start = format!("<script type=\"application/json\" id=\"{id}\">");
    let rest = html.split_once(&start).unwrap().1;
    serde_json::from_str(rest.split_once("</script>").unwrap().0).unwrap()
}

fn report(example: &Example, losses: &[Loss], language: Language) -> String {
    let (reading, limits) = (Reading::default(), Limits::default());
    written(&Page {
        directory: &example.directory,
        checked: Some(Checked {
            report: &example.report(),
            again: Again {
                reading: &reading,
                limits: &limits,
            },
            losses,
            most: 0,
        }),
        compared: None,
        planned: None,
        made: "2026-11-22 15:30",
        language,
        unmasked: false,
    })
}

#[test]
fn departments_come_before_those_below_them_with_their_heads() {
    let directory = link(&[
        departments(
            "code name parent_code",
            &[
                ["3", "平台组", "2"],
                ["1", "星河", ""],
                ["2", "研发部", "1"],
            ],
        ),
        members(
            "userid name department_code is_leader",
            &[
                ["a", "张三", "3;2", "是;是"],
                ["b", "李四", "2", ""],
                ["c", "王五", "", ""],
            ],
        ),
    ]);
    let html = written(&chart(&directory));
    let found = island(&html, "data-departments");
    assert_eq!(found["name"], json!(["星河", "研发部", "平台组"]));
    assert_eq!(found["parent"], json!([-1, 0, 1]));
    assert_eq!(found["own"], json!([0, 2, 1]));
    assert_eq!(found["all"], json!([2, 2, 1]));
    assert_eq!(
        found["hint"],
        json!(["xinghe xh", "yanfabu yfb", "pingtaizu ptz"])
    );
    assert_eq!(found["unplaced"], 1);
    let found = island(&html, "data-members");
    // Eight times the number, and 1 for a leader, and 2 for the main department.
    assert_eq!(found["places"], json!([[], [1, 10], [3], [16]]));
    assert_eq!(island(&html, "data-findings"), Value::Null);
    assert_eq!(island(&html, "data-head")["check"], Value::Null);
}

#[test]
fn nothing_in_the_data_is_markup_or_hidden() {
    let names = [
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "a\u{202e}b",
        "李\u{200b}雷",
        "&lt;b&gt;",
        "]]>",
    ];
    let rows = names.map(|name| [name, name]);
    let directory = link(&[departments("code name", &rows)]);
    let html = written(&chart(&directory));
    assert_eq!(html.matches("</script").count(), 11);
    assert_eq!(html.matches("<!--").count(), 0);
    assert!(!html.contains(['\u{202e}', '\u{200b}']));
    let found = island(&html, "data-departments");
    assert_eq!(found["name"][0], names[0]);
    assert_eq!(found["name"][2], "a<U+202E>b");
}

#[test]
fn numbers_and_addresses_are_masked_unless_asked_for() {
    let directory = link(&[members(
        "userid name mobile email department",
        &[[
            "13800130002",
            "张三",
            "138 0013 0001",
            "zhangsan@example.com",
            "甲",
        ]],
    )]);
    let masked = written(&chart(&directory));
    for text in ["0013 0001", "13800130002", "13800130003", "zhangsan@"] {
        assert!(!masked.contains(text), "{text}");
    }
    let found = island(&masked, "data-members");
    assert_eq!(found["name"], json!(["张三"]));
    assert_eq!(found["mobile"], json!(["138 **** 0001"]));
    assert_eq!(found["email"], json!(["z***@example.com"]));
    let open = written(&Page {
        unmasked: true,
        ..chart(&directory)
    });
    let found = island(&open, "data-members");
    assert_eq!(found["mobile"], json!(["138 0013 0001"]));
    assert_eq!(found["userid"], json!(["13800130002"]));
    assert_eq!(island(&open, "data-head")["unmasked"], true);
}

#[test]
fn a_finding_is_told_in_both_languages_with_whom_it_is_about() {
    let html = report(&Example::new(2), &[], Language::Chinese);
    let found = island(&html, "data-findings");
    let codes: Vec<_> = found["codes"].as_array().unwrap().iter().collect();
    assert_eq!(codes.len(), 3);
    let cycle = &found["list"][0];
    assert_eq!(
        codes[cycle["code"].as_u64().unwrap() as usize]["id"],
        "D006"
    );
    assert_eq!(cycle["severity"], 0);
    assert_eq!(
        cycle["message"],
        json!([
            "部门互相包含，绕成了一圈：研发部 → 平台组 → 研发部",
            "departments contain each other: 研发部 → 平台组 → 研发部"
        ])
    );
    assert_eq!(cycle["place"], "组织.xlsx ▸ 表1!C2");
    assert_eq!(cycle["related"][0]["place"], "组织.xlsx ▸ 表1!C4");
    let names = &island(&html, "data-departments")["name"];
    let department = cycle["department"].as_u64().unwrap() as usize;
    assert_eq!(names[department], "研发部");
    let helps = found["helps"].as_array().unwrap();
    let distinct: BTreeSet<_> = helps.iter().map(Value::to_string).collect();
    assert_eq!(distinct.len(), helps.len());
}

#[test]
fn the_verdict_names_what_is_wrong_and_for_whom() {
    let loss = Loss {
        target: "aisuda".into(),
        rows: Vec::new(),
    };
    let wrong = Example::new(2);
    let html = report(&wrong, std::slice::from_ref(&loss), Language::English);
    let check = &island(&html, "data-head")["check"];
    assert_eq!(check["outcome"], "error");
    assert_eq!(
        check["verdict"],
        json!([
            "有 4 个错误要先改正，现在还不能导入 aisuda。",
            "4 errors have to be put right before this can be imported into aisuda."
        ])
    );
    assert!(html.contains("<html lang=\"en\">"));
    assert!(html.contains("<title>市场部 · Directory report</title>"));
    let mut right = Example::new(0);
    right.findings = Default::default();
    let check = &island(&report(&right, &[], Language::Chinese), "data-head")["check"];
    assert_eq!(
        (&check["outcome"], &check["verdict"][0]),
        (&json!("fine"), &json!("没有错误和警告，可以导入。"))
    );
}

#[test]
fn the_value_of_a_json_element_is_found_by_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("userlist.json");
    let text = r#"{"errcode":0,"userlist":[{"userid":"a","name":"","mobile":"13800130001"}]}"#;
    std::fs::write(&path, text).unwrap();
    let mut sources = Sources::default();
    let source = sources.add(Source {
        file: "userlist.json".into(),
        path,
        sheet: None,
        addressing: Addressing::Pointer {
            base: "/userlist".into(),
            single: false,
        },
    });
    let mut findings = crate::diagnostic::Findings::default();
    findings.report(&code::M002, Place::key(source, 1, "name"));
    let directory = link(&[]);
    let (reading, limits) = (Reading::default(), Limits::default());
    let html = written(&Page {
        checked: Some(Checked {
            report: &Report {
                findings: &findings,
                sources: &sources,
                directory: Some(&directory),
                readings: &[],
                rows: Default::default(),
                passed_over: 0,
                changes: None,
            },
            again: Again {
                reading: &reading,
                limits: &limits,
            },
            losses: &[],
            most: 0,
        }),
        ..chart(&directory)
    });
    let finding = &island(&html, "data-findings")["list"][0];
    assert_eq!(finding["column"], 2);
    assert_eq!(
        finding["cells"],
        json!([
            [1, "userid: \"a\""],
            [2, "name: \"\""],
            [3, "mobile: \"138****0001\""]
        ])
    );
}

#[test]
fn the_page_is_called_after_the_department_at_the_top() {
    for (rows, company) in [
        (&[["1", "星河", ""], ["2", "甲", "1"]][..], json!("星河")),
        (&[["1", "星河", ""], ["2", "甲", "99"]], json!("星河")),
        (&[["1", "星河", "0"]], json!("星河")),
        (&[["1", "星河", ""], ["2", "银河", ""]], Value::Null),
    ] {
        let directory = link(&[departments("code name parent_code", rows)]);
        let html = written(&chart(&directory));
        assert_eq!(island(&html, "data-head")["company"], company, "{rows:?}");
    }
}

/// A month and the next: a department renamed, one moved, one new, one removed; people came, went and moved.
fn months() -> (Directory, Directory) {
    let before = link(&[
        departments(
            "code name parent_code",
            &[
                ["1", "星河", ""],
                ["2", "研发部", "1"],
                ["3", "平台组", "2"],
                ["4", "市场部", "1"],
                ["5", "行政部", "1"],
                ["6", "前台", "5"],
            ],
        ),
        members(
            "userid name mobile department_code is_leader",
            &[
                ["zhang", "张三", "13800130001", "3", "是"],
                ["li", "李四", "13800130002", "6", ""],
                ["wang", "王五", "13800130003", "4", ""],
            ],
        ),
    ]);
    let after = link(&[
        departments(
            "code name parent_code",
            &[
                ["1", "星河", ""],
                ["2", "研发中心", "1"],
                ["3", "平台组", "4"],
                ["4", "市场部", "1"],
                ["7", "实验室", "2"],
            ],
        ),
        members(
            "userid name mobile department_code is_leader",
            &[
                ["zhang", "张三", "13811110001", "3", ""],
                ["wang", "王五", "13800130003", "7", "是"],
                ["zhao", "赵六", "13800130004", "7", ""],
            ],
        ),
    ]);
    (before, after)
}

fn compared(diff: &Diff<'_>) -> String {
    let side = |name| Side { name, errors: 0 };
    written(&Page {
        compared: Some(Compared {
            diff,
            sides: [side("上月.xlsx"), side("本月.xlsx")],
        }),
        made: "2026-11-22 15:30",
        ..chart(diff.after)
    })
}

#[test]
fn what_is_no_longer_there_stands_where_it_was() {
    let (before, after) = months();
    let html = compared(&Diff::between(&before, &after));
    let found = island(&html, "data-departments");
    let names = [
        "星河",
        "研发中心",
        "实验室",
        "市场部",
        "平台组",
        "平台组",
        "行政部",
        "前台",
    ];
    assert_eq!(found["name"], json!(names));
    assert_eq!(found["parent"], json!([-1, 0, 1, 0, 3, 1, 0, 6]));
    // The former place of 平台组, which is number 4 now; then two that were removed.
    assert_eq!(found["before"]["now"], json!([4, -1, -1]));
    assert_eq!(found["own"], json!([0, 0, 2, 0, 1, 0, 0, 0]));
    assert_eq!(found["before"]["own"], json!([0, 0, 0, 1, 1, 0, 0, 1]));
    assert_eq!(found["before"]["all"], json!([3, 1, 0, 1, 1, 0, 1, 1]));
    let found = island(&html, "data-members");
    assert_eq!(found["name"], json!(["张三", "王五", "赵六", "李四"]));
    assert_eq!(found["gone"], 1);
    // 王五 was in 市场部 and 李四, who left, in 前台.
    assert_eq!(found["places"][3], json!([8 + 4]));
    assert_eq!(found["places"][7], json!([3 * 8 + 2 + 4]));
}

#[test]
fn every_difference_is_told_with_before_and_after() {
    let (before, after) = months();
    let html = compared(&Diff::between(&before, &after));
    let found = island(&html, "data-differences");
    let kinds: Vec<_> = found["kinds"].as_array().unwrap().iter().collect();
    let told: Vec<String> = found["list"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let names = one["kinds"].as_array().unwrap().iter();
            let names: Vec<_> = names
                .map(|kind| {
                    kinds[kind.as_u64().unwrap() as usize]["name"]
                        .as_str()
                        .unwrap()
                })
                .collect();
            format!("{} {}", one["name"].as_str().unwrap(), names.join(" "))
        })
        .collect();
    assert_eq!(
        told,
        [
            "研发中心 renamed",
            "实验室 added",
            "平台组 moved",
            "行政部 removed",
            "前台 removed",
            "张三 updated leading",
            "王五 transferred",
            "赵六 came",
            "李四 went",
        ]
    );
    assert_eq!(found["list"][0]["was"], "研发部");
    assert_eq!(found["list"][2]["before"], json!(["星河 › 研发部"]));
    assert_eq!(found["list"][4]["department"], 7);
    // What differs is masked too.
    let fields = &found["list"][5]["fields"];
    assert_eq!(fields, &json!([[2, "138****0001", "138****0001"]]));
    assert_eq!(
        found["list"][6]["leads"],
        json!([["星河 › 研发中心 › 实验室", true]])
    );
    assert_eq!(found["list"][8]["member"], 3);
    let head = island(&html, "data-head");
    assert_eq!(
        head["compare"]["verdict"][0],
        "新增 1 个部门，删除 2 个部门，1 个部门改名，1 个部门移动，入职 1 人，离职 1 人，调岗 1 人，1 人信息变更，1 人的负责人身份变化。"
    );
    assert_eq!(head["kind"], "changes");
    assert!(!html.contains("13811110001"));
}

#[test]
fn every_sentence_of_the_script_is_there_and_none_is_idle() {
    let html = written(&chart(&link(&[])));
    let words = island(&html, "data-words");
    let names: BTreeSet<&str> = words["zh"]
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect();
    let script = policy::SCRIPT;
    for part in script.split("say(\"").skip(1) {
        let name = part.split('"').next().unwrap();
        assert!(names.contains(name), "{name}");
    }
    for name in &names {
        let family = name.split('-').next().unwrap();
        let is_said = script.contains(&format!("\"{name}\""))
            || script.contains(&format!("say(`{family}-${{"));
        assert!(is_said, "{name}");
    }
    for (language, code) in [(Language::Chinese, "zh"), (Language::English, "en")] {
        let locale = Locale::new(language);
        for name in &names {
            let id = format!("html-{name}");
            assert_ne!(locale.text(&id), id);
            assert!(!words[code][name].is_null());
        }
    }
    let one_and_many = json!(["1 finding", "{count} findings"]);
    assert_eq!(words["en"]["found"], one_and_many);
    assert_eq!(words["zh"]["found"], "{count} 条");
}

#[test]
fn every_part_says_first_what_is_in_it() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/report/html");
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let start = match path.extension().and_then(|extension| extension.to_str()) {
            Some("js") if !path.ends_with("d3-hierarchy.min.js") => "// ",
            Some("css") => "/* ",
            _ => continue,
        };
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with(start), "{}", path.display());
        let name = path.file_name().unwrap().to_str().unwrap();
        let included = include_str!("policy.rs").contains(&format!("include_str!(\"{name}\")"));
        assert!(included, "{name} is not in the page");
    }
}
