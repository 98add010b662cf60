//! The company of the fixtures as every target takes it: expected files in `fixtures/expected`, the same bytes at any
//! number of threads. `BLESS=1 cargo test --test suite payloads` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use super::command_line::orgferry;

/// What is converted: the expected file, the inputs below `fixtures/company`, and the arguments.
const CASES: &[(&str, &[&str], &[&str])] = &[
    (
        "aisuda-legacy.json",
        &["组织架构.xlsx"],
        &["--to", "aisuda", "--pretty"],
    ),
    (
        "aisuda-current.json",
        &["组织架构.xlsx"],
        &["--to", "aisuda", "--dialect", "current", "--pretty"],
    ),
    (
        "aisuda-from-paths.json",
        &["花名册.xlsx"],
        &["--to", "aisuda", "--pretty"],
    ),
    (
        "aisuda-joined.json",
        &["dumps", "hr.xlsx"],
        &["--to", "aisuda", "--pretty"],
    ),
    (
        "atwork-v3.json",
        &["部门.csv", "成员.csv"],
        &["--to", "atwork"],
    ),
    (
        "atwork-v3-attached.json",
        &["部门.csv"],
        &["--to", "atwork", "--attach-to", "集团/华东"],
    ),
    (
        "atwork-v4.json",
        &["部门.csv"],
        &["--to", "atwork", "--dialect", "v4", "--batch", "5"],
    ),
    (
        "seatable.json",
        &["dumps"],
        &["--to", "seatable", "--batch", "10"],
    ),
    (
        "seatable-joined.json",
        &["dumps", "hr.xlsx"],
        &["--to", "seatable"],
    ),
    (
        "seatable-from-sheet.json",
        &["flat.csv"],
        &["--to", "seatable"],
    ),
    ("wecom.json", &["组织架构.xlsx"], &["--to", "wecom"]),
    ("flat.csv", &["组织架构.xlsx"], &["--to", "csv"]),
    ("directory.json", &["组织架构.xlsx"], &["--to", "json"]),
    ("directory.dot", &["组织架构.xlsx"], &["--to", "dot"]),
    ("tree.txt", &["组织架构.xlsx"], &["--to", "tree"]),
];

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")
}

/// What the program writes for a case.
fn converted(inputs: &[&str], arguments: &[&str], threads: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let inputs = inputs
        .iter()
        .map(|input| fixtures().join("company").join(input));
    let output = orgferry(folder.path())
        .arg("convert")
        .args(inputs)
        .args(arguments)
        .args(["-q", "--lang", "zh", "--threads", threads, "-o", "out"])
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {said}");
    fs::read(folder.path().join("out")).unwrap()
}

#[test]
fn the_company_is_what_each_target_expects_at_any_number_of_threads() {
    for (name, inputs, arguments) in CASES {
        let found = converted(inputs, arguments, "1");
        assert!(
            found == converted(inputs, arguments, "4"),
            "{name} depends on the number of threads"
        );
        let path = fixtures().join("expected").join(name);
        if std::env::var_os("BLESS").is_some() {
            fs::create_dir_all(fixtures().join("expected")).unwrap();
            fs::write(&path, &found).unwrap();
        }
        let expected = fs::read(&path).unwrap_or_default();
        assert!(
            expected == found,
            "{name} is now:\n{}",
            String::from_utf8_lossy(&found)
        );
    }
}

#[test]
fn every_form_of_the_company_says_the_same_to_aisuda() {
    let expected = converted(&["组织架构.xlsx"], &["--to", "aisuda"], "2");
    for inputs in [
        &["部门.csv", "成员.csv"][..],
        &["部门.csv", "成员-gb18030.csv"],
        &["dumps", "hr.xlsx"],
    ] {
        let found = converted(inputs, &["--to", "aisuda"], "2");
        assert!(
            found == expected,
            "{inputs:?} says:\n{}",
            String::from_utf8_lossy(&found)
        );
    }
}

#[test]
fn data_with_errors_is_not_written() {
    let folder = tempfile::tempdir().unwrap();
    let kinds = [
        "aisuda",
        "atwork",
        "seatable",
        "wecom",
        "wecom-csv",
        "excel",
        "csv",
        "json",
        "dot",
        "tree",
    ];
    // What does not link is known before anything is written, what members share is not.
    for (code, file) in [
        ("D006", "D006-department-cycle.csv"),
        ("M004", "M004-duplicate-mobile.csv"),
    ] {
        for kind in kinds {
            let output = orgferry(folder.path())
                .args([
                    "convert",
                    "--to",
                    kind,
                    "-o",
                    if kind == "wecom-csv" { "out/" } else { "out" },
                ])
                .arg(fixtures().join("broken").join(file))
                .output()
                .unwrap();
            assert_eq!(output.status.code(), Some(1), "{kind} {code}");
            assert!(output.stdout.is_empty(), "{kind} {code}");
            assert!(
                String::from_utf8_lossy(&output.stderr).contains(code),
                "{kind} {code}"
            );
            assert_eq!(
                fs::read_dir(folder.path()).unwrap().count(),
                0,
                "{kind} left something behind of {code}"
            );
        }
    }
}

#[test]
fn a_value_that_gives_way_to_an_earlier_input_is_counted() {
    let folder = tempfile::tempdir().unwrap();
    let dump = r#"{"errcode":0,"errmsg":"ok","userlist":[{"userid":"lilei","name":"李雷","department":[1]}]}"#;
    fs::write(folder.path().join("userlist.json"), dump).unwrap();
    let sheet = "账号,姓名,手机\nlilei,李 磊,13800130001\n";
    fs::write(folder.path().join("hr.csv"), sheet).unwrap();
    let check = |format: &str| {
        let mut program = orgferry(folder.path());
        let output = program.args(["check", "userlist.json", "hr.csv", "--format", format]);
        String::from_utf8(output.output().unwrap().stdout).unwrap()
    };
    assert!(
        check("text").contains("One value of a later input differs from that of an earlier one")
    );
    let report: serde_json::Value = serde_json::from_str(&check("json")).unwrap();
    assert_eq!(report["summary"]["overridden"], 1);
    assert_eq!(report["summary"]["rows"]["merged"], 1);
}
