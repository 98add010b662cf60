//! What a page holds, and what it does not.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::super::example::Example;
use super::*;
use crate::config::{Limits, Reading};
use crate::diagnostic::{Addressing, Place, Source, Sources, code};
use crate::directory::example::{departments, link, members};
use crate::directory::{DepartmentId, MemberId};
use crate::locale::Locale;

const NO_CHANGES: &Changes = &Changes {
    departments: BTreeMap::new(),
    members: BTreeMap::new(),
};

fn written(page: &Page<'_>) -> String {
    let mut out = Vec::new();
    write(page, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn chart(directory: &Directory) -> Page<'_> {
    Page {
        directory,
        checked: None,
        changes: NO_CHANGES,
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
            made: "2026-11-22 15:30",
            most: 0,
        }),
        changes: NO_CHANGES,
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
    // Four times the number, and 1 for a leader, and 2 for the main department.
    assert_eq!(found["places"], json!([[], [1, 6], [3], [8]]));
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
    assert_eq!(html.matches("</script").count(), 9);
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
            made: "",
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

#[test]
fn a_difference_stands_at_its_department_and_member() {
    let directory = link(&[
        departments(
            "code name parent_code",
            &[["2", "乙", "1"], ["1", "甲", ""]],
        ),
        members("userid name department_code", &[["a", "张三", "2"]]),
    ]);
    let change = |kind, before: &str, after: &str| Change {
        kind,
        before: before.into(),
        after: after.into(),
    };
    let moved = change(ChangeKind::Moved, "丙", "甲");
    let changed = change(ChangeKind::Changed, "13800130001", "13800130002");
    let changes = Changes {
        departments: BTreeMap::from([(DepartmentId(0), moved)]),
        members: BTreeMap::from([(MemberId(0), changed)]),
    };
    let html = written(&Page {
        changes: &changes,
        ..chart(&directory)
    });
    assert_eq!(
        island(&html, "data-departments")["changes"],
        json!([[1, {"kind": "moved", "before": "丙", "after": "甲"}]])
    );
    assert_eq!(
        island(&html, "data-members")["changes"][0][1]["after"],
        "138****0002"
    );
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
