//! Sheets as HR systems export them and people keep them, and what is read of them: `fixtures/rosters/READ.txt`.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::command_line::orgferry;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/rosters")
}

/// What `orgferry LINE` prints on standard output.
fn printed(line: &[&str]) -> String {
    let output = orgferry(&folder()).args(line).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
}

/// How `file` is read: its columns, what is found in it, and the directory as CSV.
fn read(file: &str) -> String {
    let inspected: Value =
        serde_json::from_str(&printed(&["inspect", file, "--format", "json"])).unwrap();
    let source = &inspected["sources"][0];
    let mut text = format!("== {file}\n");
    for key in [
        "encoding",
        "delimiter",
        "template",
        "kind",
        "layout",
        "header_row",
    ] {
        if source[key].is_null() {
            continue;
        }
        let value = source[key].to_string();
        let _ = write!(text, "{} ", value.trim_matches('"'));
    }
    text.push('\n');
    for column in source["columns"].as_array().into_iter().flatten() {
        let known = [&column["field"], &column["level"], &column["role"]];
        let known = known.into_iter().find(|value| !value.is_null()).unwrap();
        let header = column["header"].as_str().unwrap_or_default();
        let _ = write!(
            text,
            "{}={} ",
            header.replace('\n', "⏎"),
            known.to_string().trim_matches('"')
        );
    }
    text.push('\n');
    let checked: Value =
        serde_json::from_str(&printed(&["check", file, "--format", "json"])).unwrap();
    for finding in checked["diagnostics"].as_array().into_iter().flatten() {
        let location = &finding["location"];
        let at = [&location["cell"], &location["row"]];
        let at = at.into_iter().find(|value| !value.is_null());
        let at = at.map(ToString::to_string).unwrap_or_default();
        let _ = write!(
            text,
            "{} {} ",
            finding["code"].as_str().unwrap(),
            at.trim_matches('"')
        );
    }
    text.push('\n');
    text.push_str(&printed(&["convert", file, "--to", "csv", "--lang", "zh"]));
    text
}

#[test]
fn every_roster_is_read_as_a_person_would_read_it() {
    let mut files: Vec<String> = fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".csv"))
        .collect();
    files.sort();
    let found: Vec<String> = files.iter().map(|file| read(file)).collect();
    let found = found.join("\n");
    let golden = folder().join("READ.txt");
    if std::env::var_os("BLESS").is_some() {
        fs::write(&golden, &found).unwrap();
    }
    assert_eq!(found, fs::read_to_string(golden).unwrap_or_default());
}
