//! Who may name whom: a room of the house uses the rooms below it and no others.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What every room may name.
const EVERYWHERE: &[&str] = &["config", "error", "locale"];

/// The rooms, and what each may name besides itself and what every room may.
const ROOMS: &[(&str, &[&str])] = &[
    ("config", &[]),
    ("error", &[]),
    ("locale", &[]),
    ("pieces", &[]),
    ("diagnostic", &[]),
    ("record", &["diagnostic"]),
    ("source", &["record", "diagnostic"]),
    ("layout", &["source", "record", "diagnostic"]),
    ("directory", &["pieces", "record", "diagnostic"]),
    (
        "intake",
        &[
            "source",
            "layout",
            "directory",
            "record",
            "diagnostic",
            "system",
        ],
    ),
    ("rule", &["directory", "record", "diagnostic"]),
    ("plan", &["directory", "record", "diagnostic"]),
    ("transport", &[]),
    (
        "sandbox",
        &["system", "transport", "directory", "diagnostic"],
    ),
    (
        "rehearse",
        &[
            "intake",
            "source",
            "plan",
            "submit",
            "system",
            "transport",
            "directory",
            "record",
            "diagnostic",
        ],
    ),
    (
        "submit",
        &["plan", "system", "transport", "directory", "diagnostic"],
    ),
    (
        "system",
        &[
            "directory",
            "record",
            "rule",
            "plan",
            "pieces",
            "transport",
            "diagnostic",
        ],
    ),
    ("export", &["directory", "record", "diagnostic"]),
    (
        "repair",
        &["layout", "source", "record", "directory", "diagnostic"],
    ),
    (
        "report",
        &[
            "intake",
            "layout",
            "source",
            "directory",
            "record",
            "diagnostic",
            "repair",
            "plan",
            "submit",
            "system",
        ],
    ),
];

fn source_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every source file under `folder`, sorted.
fn source_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(source_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files.sort();
    files
}

/// The code of a file without comments and without its tests, which come last.
fn code(text: &str) -> String {
    let lines = text
        .lines()
        .take_while(|line| line.trim() != "#[cfg(test)]")
        .filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The rooms that paths beginning with `crate::` lead to, in groups too.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (start, _) in code.match_indices("crate::") {
        if code[..start].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[start + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            rooms.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut starts_path = true;
        for (at, character) in group.char_indices() {
            match character {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => starts_path = true,
                c if starts_path && !c.is_whitespace() => {
                    rooms.insert(word(&group[at..]));
                    starts_path = false;
                }
                _ => {}
            }
        }
    }
    rooms
}

fn word(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// The rooms `code` of `room` names and may not.
fn trespasses(room: &str, code: &str) -> Vec<String> {
    let allowed = ROOMS
        .iter()
        .find_map(|(name, allowed)| (*name == room).then_some(*allowed))
        .unwrap_or_else(|| panic!("{room} is a new room: say in ROOMS whom it may name"));
    let is_room = |name: &str| ROOMS.iter().any(|(room, _)| *room == name);
    let may = |name: &str| name == room || EVERYWHERE.contains(&name) || allowed.contains(&name);
    rooms_named(code)
        .into_iter()
        .filter(|name| is_room(name) && !may(name))
        .collect()
}

/// The room a file stands in; `None` for the files that put the rooms together and for the program.
fn room_of(file: &Path) -> Option<String> {
    let inside = file.strip_prefix(source_root()).unwrap();
    let first = inside.iter().next()?.to_str()?.trim_end_matches(".rs");
    let is_no_room = matches!(first, "lib" | "main" | "cli");
    (!is_no_room).then(|| first.to_owned())
}

#[test]
fn no_room_names_one_above_it() {
    for file in source_files(&source_root()) {
        let is_test = file
            .iter()
            .any(|part| part == "tests" || part == "tests.rs");
        let Some(room) = room_of(&file).filter(|_| !is_test) else {
            continue;
        };
        let found = trespasses(&room, &code(&fs::read_to_string(&file).unwrap()));
        assert!(found.is_empty(), "{} names {found:?}", file.display());
    }
}

#[test]
fn the_library_does_not_know_the_command_line() {
    let text = fs::read_to_string(source_root().join("lib.rs")).unwrap();
    assert!(!code(&text).contains("cli"));
}

#[test]
fn a_forbidden_use_is_seen_however_it_is_written() {
    for forbidden in [
        "use crate::directory::Directory;",
        "use crate::{config::Limits, directory::{Directory, Tree}};",
        "fn f() -> crate::directory::Directory {}",
        "use crate::{\n    diagnostic::Code,\n    directory,\n};",
        "pub(crate) use crate::directory as d;",
    ] {
        assert_eq!(
            trespasses("source", &code(forbidden)),
            ["directory"],
            "{forbidden}"
        );
    }
    for allowed in [
        "use crate::diagnostic::{Findings, SourceId};",
        "use crate::{config::Limits, error::Result};",
        "use crate::source::{directory, Row};",
        "/// See [`crate::directory::Directory`].",
        "#[cfg(test)]\nmod tests { use crate::directory::Directory; }",
    ] {
        assert!(trespasses("source", &code(allowed)).is_empty(), "{allowed}");
    }
}

#[test]
fn every_file_says_first_what_is_in_it() {
    for file in source_files(&source_root()) {
        let text = fs::read_to_string(&file).unwrap();
        assert!(text.starts_with("//! "), "{}", file.display());
    }
}
