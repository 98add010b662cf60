//! The program as it is called: exit codes, what goes where, both languages.

use std::process::{Command, Output, Stdio};

/// The program in an empty folder and with nothing in its environment that could change what it does.
pub(crate) fn orgferry(folder: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_orgferry"));
    command
        .current_dir(folder)
        .env_clear()
        .env("HOME", folder)
        .env("ORGFERRY_LANG", "en")
        .stdin(Stdio::null());
    // Windows programs do not start without it.
    if let Some(root) = std::env::var_os("SystemRoot") {
        command.env("SystemRoot", root);
    }
    command
}

struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

impl From<Output> for Run {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

fn run(line: &[&str]) -> Run {
    let folder = tempfile::tempdir().unwrap();
    let output = orgferry(folder.path()).args(line).output().unwrap();
    output.into()
}

#[test]
fn wrong_usage_is_said_on_standard_error_and_exits_with_2() {
    for line in [
        &[][..],
        &["chekc", "a.xlsx"],
        &["check"],
        &["check", "a.xlsx", "--no-such-option"],
        &["check", "a.xlsx", "--format", "xml"],
        &["check", "a.xlsx", "--deny", "X999"],
        &["check", "a.xlsx", "--map", "no-such-field=电话"],
        &["check", "prod-atwork:"],
        &["--config", "no-such.toml", "check", "a.xlsx"],
        &["convert", "a.xlsx"],
        &["convert", "a.xlsx", "--to", "paper"],
        &["explain", "X999"],
        &["schema", "no-such-schema"],
        &["man", "no-such-verb"],
    ] {
        let run = run(line);
        assert_eq!(run.code, Some(2), "{line:?}: {}", run.stderr);
        assert!(run.stdout.is_empty(), "{line:?}: {}", run.stdout);
        assert!(!run.stderr.is_empty(), "{line:?}");
    }
}

#[test]
fn what_is_asked_for_is_the_product() {
    for (line, part) in [
        (&["--help"][..], "Usage: orgferry"),
        (&["convert", "--help"], "--userid-from"),
        (&["--version"], env!("CARGO_PKG_VERSION")),
        (&["explain"], "D006"),
        (&["explain", "department-cycle"], "D006"),
        (
            &["explain", "D006", "--format", "json"],
            "\"department-cycle\"",
        ),
        (&["completions", "bash"], "_orgferry"),
        (&["man"], ".SH NAME"),
        (&["man", "check"], "orgferry\\-check"),
    ] {
        let run = run(line);
        assert_eq!(run.code, Some(0), "{line:?}: {}", run.stderr);
        assert!(run.stdout.contains(part), "{line:?}: {}", run.stdout);
        assert!(run.stderr.is_empty(), "{line:?}: {}", run.stderr);
    }
}

#[test]
fn the_language_is_chinese_unless_english_is_asked_for() {
    for (variables, flags, part) in [
        (&[][..], &[][..], "用法"),
        (&[("LANG", "C")], &[], "用法"),
        (&[("LANG", "de_DE.UTF-8")], &[], "用法"),
        (&[("LANG", "zh_CN.UTF-8")], &[], "用法"),
        (
            &[("LANG", "zh_CN.UTF-8"), ("ORGFERRY_LANG", "en")],
            &[],
            "Usage",
        ),
        (&[("ORGFERRY_LANG", "en")], &["--lang", "zh"], "用法"),
        (&[("ORGFERRY_LANG", "zh")], &["--lang=en"], "Usage"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut command = orgferry(folder.path());
        command.env_remove("ORGFERRY_LANG");
        command.envs(variables.iter().copied());
        let run = Run::from(command.args(flags).arg("--help").output().unwrap());
        assert!(
            run.stdout.contains(part),
            "{variables:?} {flags:?}: {}",
            run.stdout
        );
    }
}

#[cfg(target_os = "linux")]
#[test]
fn an_english_locale_means_english() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = orgferry(folder.path());
    command
        .env_remove("ORGFERRY_LANG")
        .env("LANG", "en_GB.UTF-8");
    let run = Run::from(command.arg("--help").output().unwrap());
    assert!(run.stdout.contains("Usage"), "{}", run.stdout);
}

#[test]
fn colours_come_only_when_asked_for_where_nobody_sees_them() {
    let colored = |flags: &[&str]| {
        run(&[&["explain", "D006"], flags].concat())
            .stdout
            .contains('\u{1b}')
    };
    assert!(!colored(&[]));
    assert!(!colored(&["--color", "never"]));
    assert!(colored(&["--color", "always"]));
}

#[test]
fn a_wrong_configuration_is_named_by_file_line_and_key() {
    let folder = tempfile::tempdir().unwrap();
    let text = "[remote.prod]\nsystem = \"atwork\"\ntoken = \"s3cr3t\"\n";
    std::fs::write(folder.path().join("orgferry.toml"), text).unwrap();
    let run = Run::from(
        orgferry(folder.path())
            .args(["check", "a.xlsx"])
            .output()
            .unwrap(),
    );
    assert_eq!(run.code, Some(2));
    for part in ["orgferry.toml", "line 3", "remote.prod.token", "env:"] {
        assert!(run.stderr.contains(part), "{part}: {}", run.stderr);
    }
    assert!(!run.stderr.contains("s3cr3t"), "{}", run.stderr);
}

#[test]
fn a_wrong_configuration_does_not_keep_help_from_those_who_need_it() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("orgferry.toml"), "nonsense").unwrap();
    let run = Run::from(
        orgferry(folder.path())
            .args(["explain", "D006"])
            .output()
            .unwrap(),
    );
    assert_eq!(run.code, Some(0), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = orgferry(folder.path());
    command.args(["completions", "zsh"]);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stderr.is_empty(), "{}", run.stderr);
}

#[cfg(target_os = "linux")]
#[test]
fn a_standard_output_that_is_full_exits_with_3() {
    let folder = tempfile::tempdir().unwrap();
    let full = std::fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let output = orgferry(folder.path())
        .arg("explain")
        .stdout(full)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
}
