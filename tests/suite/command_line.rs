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
        &["explain", "99999999"],
        &["convert", "a.xlsx", "--to", "aisuda", "--batch", "7"],
        &["convert", "a.xlsx", "--to", "aisuda", "--attach-to", "x"],
        &["convert", "a.xlsx", "--to", "atwork", "--batch", "7"],
        &["convert", "a.xlsx", "--to", "atwork", "--attach-to", "//"],
        &[
            "convert",
            "a.xlsx",
            "--to",
            "atwork",
            "--attach-to",
            "甲//乙",
        ],
        &["convert", "a.xlsx", "--to", "tree", "--root", " "],
        &["convert", "a.xlsx", "--to", "tree", "--pretty"],
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
        (
            &["explain", "42001"],
            "wecom 42001: the access token has expired",
        ),
        (&["explain", "-1"], "wecom -1: the system is busy"),
        (
            &["explain", "202002", "--format", "json"],
            "\"system\": \"atwork\"",
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
        run(&[&["explain"], flags].concat())
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

/// A directory without an error, and one whose departments form a ring.
const GOOD: &str = "部门编号,部门名称,上级部门编号\n1,星河科技,\n2,研发部,1\n";
const WRONG: &str = "部门编号,部门名称,上级部门编号\n1,研发部,2\n2,平台组,1\n";

/// A folder with `good.csv` and `wrong.csv`.
fn desk() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("good.csv"), GOOD).unwrap();
    std::fs::write(folder.path().join("wrong.csv"), WRONG).unwrap();
    folder
}

#[test]
fn the_exit_code_says_what_is_wrong_and_nothing_is_left_behind() {
    for (line, code) in [
        (&["check", "good.csv"][..], 0),
        (&["check", "wrong.csv"], 1),
        (&["check", "wrong.csv", "--warn", "D006"], 0),
        (&["check", "no-such.csv"], 3),
        (
            &["convert", "wrong.csv", "--to", "aisuda", "-o", "out.json"],
            1,
        ),
        (
            &["convert", "no-such.csv", "--to", "aisuda", "-o", "out.json"],
            3,
        ),
        (
            &[
                "convert",
                "good.csv",
                "--to",
                "aisuda",
                "-o",
                "no/such/out.json",
            ],
            3,
        ),
        (
            &["convert", "good.csv", "--to", "aisuda", "-o", "wrong.csv"],
            2,
        ),
        (
            &[
                "convert", "good.csv", "--to", "csv", "-o", "good.csv", "--force",
            ],
            2,
        ),
        (
            &["convert", "good.csv", "--to", "aisuda", "--dialect", "v9"],
            2,
        ),
        (&["convert", "good.csv", "--to", "tree", "--batch", "5"], 2),
        (&["convert", "good.csv", "--to", "excel", "-o", "out/"], 2),
        (
            &["convert", "good.csv", "--to", "wecom-csv", "-o", "out.csv"],
            2,
        ),
        (
            &["convert", "good.csv", "--to", "json", "--format", "json"],
            2,
        ),
    ] {
        let folder = desk();
        let run = Run::from(orgferry(folder.path()).args(line).output().unwrap());
        assert_eq!(
            run.code,
            Some(code),
            "{line:?}: {}{}",
            run.stdout,
            run.stderr
        );
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            2,
            "{line:?}"
        );
        for (file, text) in [("good.csv", GOOD), ("wrong.csv", WRONG)] {
            let now = std::fs::read_to_string(folder.path().join(file)).unwrap();
            assert_eq!(now, text, "{line:?}");
        }
    }
}

#[test]
fn every_kind_is_written_to_its_place() {
    for (kind, output, made) in [
        ("aisuda", "out.json", "out.json"),
        ("atwork", "out.jsonl", "out.jsonl"),
        ("seatable", "out/", "out"),
        ("wecom-csv", "out/", "out/batch_party.csv"),
        ("excel", "out.xlsx", "out.xlsx"),
        ("csv", "out.csv", "out.csv"),
        ("json", "out.json", "out.json"),
        ("dot", "out.dot", "out.dot"),
        ("tree", "out.txt", "out.txt"),
    ] {
        let folder = desk();
        let line = ["convert", "good.csv", "--to", kind, "-o", output];
        let run = Run::from(orgferry(folder.path()).args(line).output().unwrap());
        assert_eq!(run.code, Some(0), "{kind}: {}", run.stderr);
        assert!(run.stdout.is_empty(), "{kind}: {}", run.stdout);
        assert!(folder.path().join(made).exists(), "{kind}");
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            3,
            "{kind}"
        );
    }
}

#[test]
fn findings_as_json_are_all_there_is_on_standard_output() {
    let folder = desk();
    for line in [
        &["check", "wrong.csv", "--format", "json"][..],
        &[
            "convert",
            "wrong.csv",
            "--to",
            "aisuda",
            "-o",
            "out.json",
            "--format",
            "json",
        ],
    ] {
        let run = Run::from(orgferry(folder.path()).args(line).output().unwrap());
        assert_eq!(run.code, Some(1));
        let found: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(found["diagnostics"][0]["code"], "D006");
    }
}

#[test]
fn even_quiet_says_why_nothing_was_written() {
    let folder = desk();
    let run = |file: &str| {
        let line = [
            "convert", file, "--to", "aisuda", "-o", "out.json", "--quiet",
        ];
        Run::from(orgferry(folder.path()).args(line).output().unwrap())
    };
    assert!(run("wrong.csv").stderr.contains("D006"));
    let good = run("good.csv");
    assert_eq!((good.code, good.stderr.as_str()), (Some(0), ""));
}

#[test]
fn standard_input_is_read_like_a_file() {
    let folder = desk();
    let input = std::fs::File::open(folder.path().join("good.csv")).unwrap();
    let line = ["convert", "-", "--to", "tree"];
    let output = orgferry(folder.path())
        .args(line)
        .stdin(input)
        .output()
        .unwrap();
    let run = Run::from(output);
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert!(run.stdout.contains("研发部"), "{}", run.stdout);
}

#[test]
fn what_convert_refuses_is_refused_by_check_for_the_same_system() {
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("two-tops.csv");
    std::fs::write(&input, "姓名,工号,部门\n李雷,1,研发部\n韩梅梅,2,市场部\n").unwrap();
    for (system, code) in [("atwork", "W003"), ("seatable", "S001"), ("wecom", "Q014")] {
        let line = |verb: [&str; 2]| {
            let mut command = orgferry(folder.path());
            let command = command.args([verb[0], "two-tops.csv", verb[1], system]);
            Run::from(command.output().unwrap())
        };
        let (check, convert) = (line(["check", "--for"]), line(["convert", "--to"]));
        assert_eq!((check.code, convert.code), (Some(1), Some(1)), "{system}");
        assert!(check.stdout.contains(code), "{system}: {}", check.stdout);
        assert!(
            convert.stderr.contains(code),
            "{system}: {}",
            convert.stderr
        );
    }
}

#[test]
fn a_finding_in_standard_input_names_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = orgferry(folder.path())
        .args(["check", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    std::io::Write::write_all(
        &mut stdin,
        "部门编号,部门名称,上级部门编号\n1,星河,1\n".as_bytes(),
    )
    .unwrap();
    drop(stdin);
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!(run.code, Some(1), "{}", run.stderr);
    assert!(
        run.stdout.contains("--> standard input!C2"),
        "{}",
        run.stdout
    );
}

/// Waits until `child` catches interrupts. Where nothing tells that, a second has to do.
#[cfg(unix)]
fn wait_for_handler(child: &std::process::Child) {
    const INTERRUPT: u64 = 1 << 1;
    let status = format!("/proc/{}/status", child.id());
    for _ in 0..10_000 {
        let Ok(text) = std::fs::read_to_string(&status) else {
            return std::thread::sleep(std::time::Duration::from_secs(1));
        };
        let caught = text.lines().find_map(|line| line.strip_prefix("SigCgt:"));
        let caught = caught.map(|mask| u64::from_str_radix(mask.trim(), 16).unwrap());
        if caught.is_some_and(|mask| mask & INTERRUPT != 0) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    panic!("no handler");
}

#[cfg(unix)]
#[test]
fn an_interrupt_exits_with_130_and_writes_nothing() {
    let folder = desk();
    let mut child = orgferry(folder.path())
        .args(["convert", "-", "--to", "aisuda", "-o", "out.json"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    wait_for_handler(&child);
    let pid = child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-INT", &pid])
            .status()
            .unwrap()
            .success()
    );
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 2);
}

#[test]
fn files_of_a_folder_that_are_no_inputs_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = folder.path().join("inputs");
    std::fs::create_dir(&inputs).unwrap();
    std::fs::write(inputs.join("部门.csv"), "部门编号,部门名称\n1,总部\n").unwrap();
    for name in ["说明.docx", "logo.png"] {
        std::fs::write(inputs.join(name), "x").unwrap();
    }
    let check = |flags: &[&str]| {
        let mut command = orgferry(folder.path());
        Run::from(
            command
                .args(["check", "inputs"])
                .args(flags)
                .output()
                .unwrap(),
        )
    };
    let text = check(&[]).stdout;
    assert!(
        text.contains("2 other files in the folders were not read"),
        "{text}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&check(&["--format", "json"]).stdout).unwrap();
    assert_eq!(json["summary"]["passed_over"], 2);
}
