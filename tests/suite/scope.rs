//! `--only` and `--fields`: a part of what is read.

use std::fs;
use std::path::Path;

use super::command_line::orgferry;

const STAFF: &str = "姓名,账号,手机,邮箱,部门\n张三,zs,13800130001,zs@example.com,星河/研发部/平台组\n李四,ls,123,ls@example.com,星河/市场部\n王五,ww,13800130003,ww.example.com,星河/研发部；星河/市场部\n";

/// What `orgferry LINE` in `folder` prints on standard output and standard error, and its exit code.
fn run(folder: &Path, line: &[&str]) -> (String, String, Option<i32>) {
    let output = orgferry(folder).args(line).output().unwrap();
    (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
        output.status.code(),
    )
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.csv"), STAFF).unwrap();
    folder
}

#[test]
fn only_one_branch_is_checked_and_converted_below_the_departments_above_it() {
    let folder = folder();
    let (said, _, code) = run(folder.path(), &["check", "a.csv"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("M006") && said.contains("M007"), "{said}");
    let only = ["--only", "星河/研发部"];
    let (said, _, code) = run(folder.path(), &[&["check", "a.csv"], &only[..]].concat());
    assert_eq!(code, Some(1), "{said}");
    assert!(!said.contains("M006") && said.contains("M007"), "{said}");
    assert!(
        said.contains("4 read = 2 used + 0 merged + 0 rejected + 2 ignored"),
        "{said}"
    );
    let tree = ["convert", "a.csv", "--to", "tree", "--allow", "M007"];
    let (tree, said, code) = run(folder.path(), &[&tree, &only[..]].concat());
    assert_eq!(code, Some(0), "{said}");
    assert!(tree.contains("星河") && tree.contains("平台组"), "{tree}");
    assert!(!tree.contains("市场部"), "{tree}");
    let partial = ["convert", "a.csv", "--to", "tree", "--partial"];
    let (tree, said, code) = run(folder.path(), &[&partial, &only[..]].concat());
    assert_eq!(code, Some(1), "{said}");
    assert!(
        tree.contains("平台组") && !tree.contains("市场部"),
        "{tree}"
    );
    let inspect = ["inspect", "a.csv"];
    let (_, said, code) = run(folder.path(), &[&inspect, &only[..]].concat());
    assert_eq!(code, Some(0), "{said}");
}

#[test]
fn a_branch_that_is_not_there_or_not_the_only_one_is_wrong_usage() {
    let folder = folder();
    for (path, said) in [
        ("研发", "星河 / 研发部"),
        ("yfb", "星河 / 研发部"),
        ("财务部", "Acme/Development"),
    ] {
        let (_, errors, code) = run(folder.path(), &["check", "a.csv", "--only", path]);
        assert_eq!(code, Some(2), "{path}");
        assert!(errors.contains(said), "{path}: {errors}");
    }
    let twice = "姓名,手机,部门\n张三,13800130001,甲/平台组\n李四,13800130002,乙/平台组\n";
    fs::write(folder.path().join("b.csv"), twice).unwrap();
    let (_, errors, code) = run(folder.path(), &["check", "b.csv", "--only", "平台组"]);
    assert_eq!(code, Some(2));
    assert!(errors.contains("甲 / 平台组 | 乙 / 平台组"), "{errors}");
}

#[test]
fn only_some_fields_are_judged_and_written() {
    let folder = folder();
    let line = ["check", "a.csv", "--fields", "姓名,手机"];
    let (said, _, code) = run(folder.path(), &line);
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("M006") && !said.contains("M007"), "{said}");
    let line = ["convert", "a.csv", "--to", "csv", "--fields", "账号"];
    let (csv, said, code) = run(folder.path(), &line);
    assert_eq!(code, Some(0), "{said}");
    assert!(csv.contains("zs") && csv.contains("张三"), "{csv}");
    assert!(csv.contains("平台组"), "{csv}");
    assert!(
        !csv.contains("13800130001") && !csv.contains("example.com"),
        "{csv}"
    );
    // Without anything that tells people apart they are still the people that were read.
    let line = ["convert", "a.csv", "--to", "csv", "--fields", "职务"];
    let (csv, said, code) = run(folder.path(), &line);
    assert_eq!(code, Some(0), "{said}");
    assert!(csv.contains("张三") && !csv.contains("zs"), "{csv}");
    let (_, said, code) = run(folder.path(), &["check", "a.csv", "--fields", "姓名,手几"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("member.mobile"), "{said}");
}
