//! People who have left: left out, counted and told, unless they are asked for.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::command_line::orgferry;

const STAFF: &str = "姓名,手机,部门,员工状态\n张三,13800130001,研发部,正式\n李四,1.38E+10,研发部,离职\n王五,13800130003,市场部,已离职\n";

const USERS: &str = r#"{"errcode":0,"userlist":[
    {"userid":"zs","name":"张三","department":[1],"status":1},
    {"userid":"ls","name":"李四","department":[1],"status":5},
    {"userid":"ww","name":"王五","department":[1],"status":2}]}"#;

/// Errors, members, read, used, ignored and leavers of `check LINE` in `folder`.
fn checked(folder: &Path, line: &[&str]) -> [u64; 6] {
    let output = orgferry(folder)
        .args(["check", "--format", "json"])
        .args(line)
        .output()
        .unwrap();
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let summary = &report["summary"];
    let rows = &summary["rows"];
    [
        &summary["errors"],
        &summary["members"],
        &rows["read"],
        &rows["used"],
        &rows["ignored"],
        &rows["leavers"],
    ]
    .map(|number| number.as_u64().unwrap())
}

#[test]
fn they_are_counted_in_sheets_and_dumps_alike() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("花名册.csv"), STAFF).unwrap();
    fs::write(folder.path().join("userlist.json"), USERS).unwrap();
    let own = orgferry(folder.path())
        .args(["convert", "花名册.csv", "--include-leavers"])
        .args(["--allow", "C002,M006", "--to", "json", "-o", "own.json"])
        .output()
        .unwrap();
    assert_eq!(own.status.code(), Some(0), "{own:?}");
    for (line, counts) in [
        (&["花名册.csv"][..], [0, 1, 4, 1, 3, 2]),
        (&["花名册.csv", "--include-leavers"], [2, 3, 4, 3, 1, 0]),
        (&["userlist.json"], [0, 2, 3, 2, 1, 1]),
        (&["userlist.json", "--include-leavers"], [0, 3, 3, 3, 0, 0]),
        (&["own.json"], [0, 1, 5, 3, 2, 2]),
        (&["own.json", "--include-leavers"], [1, 3, 5, 5, 0, 0]),
    ] {
        assert_eq!(checked(folder.path(), line), counts, "{line:?}");
    }
}

#[test]
fn the_summary_says_how_many_there_are_and_which_flag_takes_them() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.csv"), STAFF).unwrap();
    for (language, sentence) in [
        ("zh", "其中 2 名离职人员没有读取"),
        ("en", "2 people who have left are left out"),
    ] {
        let output = orgferry(folder.path())
            .args(["check", "a.csv", "--lang", language])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains(sentence), "{said}");
        assert!(
            said.contains("--include-leavers") && said.contains("H007"),
            "{said}"
        );
    }
}

#[test]
fn the_configuration_and_a_mapping_may_ask_for_them() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.csv"), STAFF).unwrap();
    fs::write(
        folder.path().join("orgferry.toml"),
        "[layout]\ninclude_leavers = true\n",
    )
    .unwrap();
    assert_eq!(checked(folder.path(), &["a.csv"])[1], 3);
    let saved = orgferry(folder.path())
        .args(["inspect", "a.csv", "--save-mapping", "m.toml"])
        .output()
        .unwrap();
    assert!(saved.status.code().is_some());
    fs::remove_file(folder.path().join("orgferry.toml")).unwrap();
    assert_eq!(checked(folder.path(), &["a.csv"])[1], 1);
    assert_eq!(
        checked(folder.path(), &["a.csv", "--mapping", "m.toml"])[1],
        3
    );
}
