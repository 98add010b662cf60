//! `diff`: two files compared through the binary.

use std::fs;
use std::path::Path;
use std::process::Output;

use super::command_line::orgferry;

const BEFORE: &str =
    "账号,姓名,手机,部门\nzhang,张三,13800130001,星河/研发部\nli,李四,13800130002,星河/市场部\n";
const AFTER: &str =
    "账号,姓名,手机,部门\nzhang,张三,13800130001,星河/研发部\nzhao,赵六,13800130003,星河/研发部\n";

/// Runs `line` in Chinese in `folder`.
fn run(folder: &Path, line: &str) -> Output {
    let mut command = orgferry(folder);
    command.args(line.split(' ')).env("ORGFERRY_LANG", "zh");
    command.output().unwrap()
}

#[test]
fn differences_are_the_product_and_on_request_the_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("a.csv"), BEFORE).unwrap();
    fs::write(folder.join("b.csv"), AFTER).unwrap();

    let shown = run(folder, "diff a.csv b.csv");
    let text = String::from_utf8(shown.stdout).unwrap();
    assert_eq!(shown.status.code(), Some(0), "{text}");
    assert!(text.contains("+ 入职 赵六 (zhao)"), "{text}");
    assert!(text.contains("- 删除 星河/市场部"), "{text}");

    let line = "diff a.csv b.csv --exit-code --format json --report c.json --report c.xlsx";
    let written = run(folder, line);
    assert_eq!(written.status.code(), Some(1));
    assert_eq!(written.stdout, fs::read(folder.join("c.json")).unwrap());
    assert!(fs::read(folder.join("c.xlsx")).unwrap().starts_with(b"PK"));

    let same = run(folder, "diff a.csv a.csv --exit-code");
    assert_eq!(same.status.code(), Some(0));
}

#[test]
fn a_side_that_cannot_be_read_ends_it_and_wrong_cells_do_not() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    fs::write(folder.join("a.csv"), BEFORE).unwrap();
    fs::write(
        folder.join("b.csv"),
        BEFORE.replace("13800130002", "1380013"),
    )
    .unwrap();
    let missing = run(folder, "diff a.csv missing.csv");
    assert_eq!(missing.status.code(), Some(3));
    assert!(missing.stdout.is_empty());
    let wrong = run(folder, "diff a.csv b.csv");
    assert_eq!(wrong.status.code(), Some(0));
    let text = String::from_utf8(wrong.stdout).unwrap();
    assert!(text.contains("13800130002 → 1380013"), "{text}");
    let said = String::from_utf8(wrong.stderr).unwrap();
    assert!(said.contains("1 个错误"), "{said}");
}
