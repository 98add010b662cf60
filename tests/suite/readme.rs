//! What the READMEs show is what happens: every transcript is run, the table of rules is made
//! from the rules, and both languages show the same.
//! `BLESS=1 cargo test --test suite readme -- --test-threads=1` writes what happens into the READMEs.

use std::fs;
use std::ops::Range;
use std::path::Path;

use orgferry::config::Configuration;
use orgferry::diagnostic::code::CORE;
use orgferry::locale::{Language, Locale};
use orgferry::report::rule_table;
use orgferry::system::SYSTEMS;
use tempfile::TempDir;

use super::command_line::orgferry;

/// The READMEs and the language their transcripts are in.
const READMES: [(&str, &str); 2] = [("README.md", "en"), ("README.zh-CN.md", "zh")];

/// A line that stands for any number of lines.
const ELLIPSIS: &str = "...";

/// A command and what it shows.
#[derive(Debug, PartialEq, Eq)]
struct Step {
    command: String,
    /// The lines of the README that show what happens.
    shown: Range<usize>,
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The steps of every fenced block marked `console`.
fn steps(lines: &[String]) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut inside = false;
    for (at, line) in lines.iter().enumerate() {
        if line.starts_with("```") {
            inside = line == "```console";
        } else if let Some(command) = line.strip_prefix("$ ").filter(|_| inside) {
            steps.push(Step {
                command: command.to_owned(),
                shown: at + 1..at + 1,
            });
        } else if let Some(step) = steps.last_mut().filter(|_| inside && !line.is_empty()) {
            step.shown.end = at + 1;
        }
    }
    steps
}

/// Whether `found` is `expected`, where [`ELLIPSIS`] stands for any number of lines.
fn matches(expected: &[String], found: &[String]) -> bool {
    let Some((first, rest)) = expected.split_first() else {
        return found.is_empty();
    };
    if first == ELLIPSIS {
        return (0..=found.len()).any(|skipped| matches(rest, &found[skipped..]));
    }
    found
        .first()
        .is_some_and(|line| line.trim_end() == first.trim_end())
        && matches(rest, &found[1..])
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).unwrap();
    }
}

/// A folder as a reader of the README has it after `git clone`.
fn clone() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let fixtures = root().join("fixtures");
    if fixtures.is_dir() {
        copy(&fixtures, &folder.path().join("fixtures"));
    }
    folder
}

fn lines_of(text: &str) -> Vec<String> {
    text.lines()
        .map(|line| line.trim_end().to_owned())
        .collect()
}

/// What `command` shows in `folder`, and with which code it exits.
fn run(command: &str, language: &str, folder: &Path, last: Option<i32>) -> (String, Option<i32>) {
    if command == "echo $?" {
        let code = last.expect("something ran before");
        return (code.to_string(), Some(0));
    }
    if let Some(file) = command.strip_prefix("cat ") {
        return (fs::read_to_string(folder.join(file)).unwrap(), Some(0));
    }
    let mut words = command.split_whitespace();
    assert_eq!(words.next(), Some("orgferry"), "{command}");
    let mut program = orgferry(folder);
    let output = program
        .args(words)
        .env("ORGFERRY_LANG", language)
        .output()
        .unwrap();
    let shown = [output.stdout, output.stderr].concat();
    (String::from_utf8(shown).unwrap(), output.status.code())
}

fn check_transcripts((readme, language): (&str, &str)) {
    let blesses = std::env::var_os("BLESS").is_some();
    let path = root().join(readme);
    let mut lines = lines_of(&fs::read_to_string(&path).unwrap());
    let steps = steps(&lines);
    assert!(!steps.is_empty(), "{readme} shows nothing");
    let folder = clone();
    let mut code = None;
    let mut blessed = Vec::new();
    for Step { command, shown } in steps {
        let (found, exit) = run(&command, language, folder.path(), code);
        code = exit;
        let found = lines_of(found.trim_end());
        if !matches(&lines[shown.clone()], &found) {
            assert!(
                blesses,
                "{readme} shows something else than happens:\n$ {command}\n{}",
                found.join("\n")
            );
            blessed.push((shown, found));
        }
    }
    for (shown, found) in blessed.into_iter().rev() {
        lines.splice(shown, found);
    }
    if blesses {
        fs::write(path, lines.join("\n") + "\n").unwrap();
    }
}

#[test]
fn everything_the_english_readme_shows_is_what_happens() {
    check_transcripts(READMES[0]);
    check_rule_table(READMES[0]);
}

#[test]
fn everything_the_chinese_readme_shows_is_what_happens() {
    check_transcripts(READMES[1]);
    check_rule_table(READMES[1]);
}

#[test]
fn both_readmes_show_the_same_commands() {
    let [english, chinese] = READMES.map(|(readme, _)| {
        let text = fs::read_to_string(root().join(readme)).unwrap();
        let steps = steps(&lines_of(&text)).into_iter();
        steps.map(|step| step.command).collect::<Vec<_>>()
    });
    assert_eq!(english, chinese);
}

/// Compares the lines of `readme` between `<!-- rules -->` and `<!-- /rules -->` with the table of all codes.
fn check_rule_table((readme, language): (&str, &str)) {
    let path = root().join(readme);
    let text = fs::read_to_string(&path).unwrap();
    let (before, rest) = text
        .split_once("<!-- rules -->\n")
        .expect("there is a marker");
    let (shown, after) = rest
        .split_once("<!-- /rules -->\n")
        .expect("the table ends");
    let language = Language::parse(language).expect("a language of ours");
    let of_systems = SYSTEMS.iter().flat_map(|system| system.codes());
    let codes: Vec<_> = CORE.iter().chain(of_systems).copied().collect();
    let table = rule_table(&Locale::new(language), &codes);
    if std::env::var_os("BLESS").is_some() {
        let marked = format!("{before}<!-- rules -->\n{table}<!-- /rules -->\n{after}");
        fs::write(path, marked).unwrap();
    } else {
        assert_eq!(shown, table, "{readme}");
    }
}

#[test]
fn the_configuration_both_readmes_show_is_one() {
    for (readme, _) in READMES {
        let text = fs::read_to_string(root().join(readme)).unwrap();
        let (_, rest) = text.split_once("```toml\n").expect("there is a block");
        let (block, _) = rest.split_once("```").expect("the block ends");
        let configuration = Configuration::parse(Path::new(readme), block).unwrap();
        assert!(
            configuration.remotes.contains_key("prod-atwork"),
            "{readme}"
        );
        assert_eq!(configuration.limits.rows, 1_000_000, "{readme}");
    }
}

#[test]
fn the_gate_finds_the_readmes_test_command() {
    let text = fs::read_to_string(root().join("README.md")).unwrap();
    let (_, after) = text
        .split_once("<!-- test-command -->\n")
        .expect("there is a marker");
    let block = after.trim_start();
    assert!(
        block.starts_with("```sh\ncargo test --locked\n```"),
        "{block}"
    );
}

#[test]
fn a_transcript_that_is_not_what_happens_is_noticed() {
    let lines = |lines: &[&str]| lines.iter().map(ToString::to_string).collect::<Vec<_>>();
    for (shown, happens) in [
        (&["a", "b"][..], true),
        (&["a", "..."], true),
        (&["...", "b"], true),
        (&["...", "a", "...", "b", "..."], true),
        (&["a"], false),
        (&["a", "c"], false),
        (&["...", "c"], false),
        (&[], false),
    ] {
        assert_eq!(
            matches(&lines(shown), &lines(&["a", "b"])),
            happens,
            "{shown:?}"
        );
    }
}
