//! One broken input a rule: what is wrong is found, at its place, with its severity, in both languages.
//!
//! Text inputs stand in `fixtures/broken`, named after what they break; those that would be large or binary are made
//! here. `BLESS=1 cargo test --test suite broken` writes what is found into `fixtures/broken/FOUND.txt`.

mod made;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use orgferry::diagnostic::Code;
use orgferry::diagnostic::code::CORE;
use orgferry::system::{SYSTEMS, System};
use serde_json::Value;

use super::command_line::orgferry;

/// Every code with the system whose payload must be asked for to meet it.
fn codes() -> impl Iterator<Item = (&'static Code, Option<&'static dyn System>)> {
    let of_systems = SYSTEMS
        .iter()
        .flat_map(|system| system.codes().iter().map(|code| (*code, Some(*system))));
    CORE.iter().map(|code| (*code, None)).chain(of_systems)
}

/// The inputs by code: those of the repository, and those made in `folder`.
fn inputs(folder: &Path) -> BTreeMap<String, PathBuf> {
    let checked_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/broken");
    made::write_all(folder);
    let files = [checked_in.as_path(), folder]
        .into_iter()
        .flat_map(|folder| fs::read_dir(folder).unwrap());
    let paths = files.map(|entry| entry.unwrap().path());
    let named = paths.filter_map(|path| {
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some((name.split('-').next()?.to_owned(), path))
    });
    named
        .filter(|(code, path)| code.len() == 4 && !is_current(path))
        .collect()
}

/// Whether `path` is what a system holds before, beside the input of the same name.
fn is_current(path: &Path) -> bool {
    path.to_string_lossy().contains(CURRENT)
}

/// The ending of what a system holds before.
const CURRENT: &str = ".current.csv";

/// Whether `code` is found only by rehearsing on a model of the server.
fn is_rehearsed(code: &str, system: &dyn System) -> bool {
    let Some(rehearsal) = system.rehearsal() else {
        return false;
    };
    let others = [
        rehearsal.there_already,
        rehearsal.made_twice,
        rehearsal.missing,
        rehearsal.kept,
    ];
    let mut codes = others.into_iter().flatten().chain([rehearsal.refused]);
    codes.any(|known| known.id == code)
}

/// What the program finds in `input`, as its JSON.
fn found(input: &Path, system: Option<&dyn System>, language: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let mut command = orgferry(folder.path());
    match system {
        None => command.args(["check", "--format", "json"]).arg(input),
        Some(system) if is_rehearsed(&code_of(input), system) => {
            command.args(["check", "--format", "json", "--for", system.name()]);
            let current = input.to_string_lossy().replace(".csv", CURRENT);
            if Path::new(&current).exists() {
                command.args(["--current", &current]);
            }
            command.arg(input)
        }
        Some(system) => command
            .args([
                "convert",
                "--format",
                "json",
                "-o",
                "body.json",
                "--to",
                system.name(),
            ])
            .arg(input),
    };
    let output = command.env("ORGFERRY_LANG", language).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| {
        let stderr = String::from_utf8_lossy(&output.stderr);
        unreachable!("{}: {error}\n{text}\n{stderr}", input.display())
    })
}

/// The code that `input` is named after.
fn code_of(input: &Path) -> String {
    let name = input.file_name().unwrap().to_string_lossy();
    name.split('-').next().unwrap_or_default().to_owned()
}

fn diagnostics(report: &Value) -> &Vec<Value> {
    report["diagnostics"].as_array().unwrap()
}

#[test]
fn every_rule_finds_its_broken_input_at_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let inputs = inputs(folder.path());
    let mut lines = Vec::new();
    for (code, system) in codes() {
        let input = inputs
            .get(code.id)
            .unwrap_or_else(|| unreachable!("nothing breaks {}", code.id));
        let report = found(input, system, "en");
        let name = input.file_name().unwrap().to_string_lossy();
        lines.push(name.to_string());
        let listed = diagnostics(&report);
        for diagnostic in listed {
            let location = &diagnostic["location"];
            let part = |key: &str| location[key].as_str().map(str::to_owned);
            let row = || location["row"].as_u64().map(|row| row.to_string());
            let place = part("cell")
                .or_else(|| part("pointer"))
                .or_else(row)
                .unwrap_or_default();
            let line = [
                &diagnostic["severity"],
                &diagnostic["code"],
                &diagnostic["name"],
                &diagnostic["message"],
            ]
            .map(|text| text.as_str().unwrap());
            lines.push(format!(
                "  {} {} {} {place}: {}",
                line[0], line[1], line[2], line[3]
            ));
        }
        let own = listed
            .iter()
            .find(|diagnostic| diagnostic["code"] == code.id);
        let own = own.unwrap_or_else(|| unreachable!("{name} raises {listed:?}"));
        assert_eq!(own["name"], code.name, "{name}");
        assert_eq!(own["severity"], code.severity.name(), "{name}");
        assert!(!own["help"].as_str().unwrap().is_empty(), "{name}");
        let rows = &report["summary"]["rows"];
        let count = |key: &str| rows[key].as_u64().unwrap();
        let accounted: u64 = ["used", "merged", "rejected", "ignored"]
            .map(count)
            .iter()
            .sum();
        assert_eq!(count("read"), accounted, "{name}: {rows}");
    }
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/broken/FOUND.txt");
    let text = lines.join("\n") + "\n";
    if std::env::var_os("BLESS").is_some() {
        fs::write(&golden, &text).unwrap();
    }
    let expected = fs::read_to_string(&golden).unwrap().replace("\r\n", "\n");
    assert!(
        expected == text,
        "what is found differs from {}; now it is:\n{text}",
        golden.display()
    );
}

#[test]
fn both_languages_find_the_same_and_leave_no_blank_to_fill() {
    let folder = tempfile::tempdir().unwrap();
    for (code, input) in inputs(folder.path()) {
        let of_family = |system: &&&dyn System| system.codes().iter().any(|known| known.id == code);
        let system = SYSTEMS.iter().find(of_family).copied();
        let [chinese, english] = ["zh", "en"].map(|language| found(&input, system, language));
        assert_eq!(
            diagnostics(&chinese).len(),
            diagnostics(&english).len(),
            "{code}"
        );
        for (chinese, english) in diagnostics(&chinese).iter().zip(diagnostics(&english)) {
            assert_eq!(chinese["location"], english["location"], "{code}");
            for text in ["message", "help"] {
                let [chinese, english] =
                    [&chinese[text], &english[text]].map(|text| text.as_str().unwrap());
                assert!(
                    chinese.chars().any(|c| c >= '\u{4e00}'),
                    "{code}: {chinese}"
                );
                for sentence in [chinese, english] {
                    assert!(
                        !sentence.contains("{$") && !sentence.contains("{ $"),
                        "{code}: {sentence}"
                    );
                }
            }
        }
    }
}
