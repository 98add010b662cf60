//! A handful through the program itself: exit codes, and a reader process that is bounded.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::command_line::orgferry;

use super::{containers, text, trees};

#[test]
fn exit_codes_are_those_of_the_classes() {
    let folder = tempfile::tempdir().unwrap();
    for (cases, name, code) in [
        (trees::cases(), "a ring of 10000", 1),
        (trees::cases(), "a chain of 10000", 0),
        (text::cases(), "nothing", 3),
        (text::cases(), "an image", 3),
        (containers::cases(), "a bomb of one part", 3),
    ] {
        let case = cases.iter().find(|case| case.name == name).unwrap();
        let path = folder.path().join(case.file);
        fs::write(&path, &case.bytes).unwrap();
        let output = orgferry(folder.path())
            .arg("check")
            .arg(&path)
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(code), "{name}");
    }
}

#[test]
fn an_xls_is_read_the_same_in_a_process_of_its_own() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/workbooks/members.xls");
    let folder = tempfile::tempdir().unwrap();
    let output = orgferry(folder.path())
        .args(["check", "--format", "json"])
        .arg(&path)
        .output()
        .unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["summary"]["members"], 3);
}

#[cfg(unix)]
#[test]
fn a_reader_process_that_runs_out_of_memory_ends_and_takes_nobody_along() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/workbooks/members.xls");
    let limits = "100000000,500,1000000000,1000000000,1000000,100,1000000,100000";
    let run = |memory: &str| {
        Command::new(env!("CARGO_BIN_EXE_orgferry"))
            .args(["read-for-another-process", "xls", limits, memory])
            .env("MIMALLOC_ARENA_RESERVE", "0")
            .arg(&path)
            .stdin(Stdio::null())
            .output()
            .unwrap()
    };
    let well = run("4000000000");
    assert!(well.status.success() && well.stdout.starts_with(b"OFR"));
    let starved = run("4096");
    assert!(!starved.status.success());
    assert!(starved.status.code().is_none_or(|code| code > 127));
}
