//! The end of a submission as scheduled runs see it: the last line, the JSON, the log.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::stage::{DEPARTMENTS, ORGANISATION, command, stage};

/// How a submission ended.
struct Closing {
    code: Option<i32>,
    summary: Value,
    /// The last line on standard error.
    line: String,
}

fn submit(folder: &Path, language: &str, inputs: &str) -> Closing {
    let line = format!("submit {inputs} --format json --lang {language} --log-file log.jsonl");
    let output = command(folder, &line).output().unwrap();
    let stderr = String::from_utf8(output.stderr).unwrap();
    let stdout = String::from_utf8(output.stdout).unwrap();
    Closing {
        code: output.status.code(),
        summary: serde_json::from_str(&stdout).unwrap_or_else(|error| panic!("{error}: {stdout}")),
        line: stderr.lines().last().unwrap_or_default().to_owned(),
    }
}

/// A line without what differs from line to line: its numbers, the way it ended, and the run.
fn shape(line: &str) -> String {
    let (head, rest) = line.split_once([';', '；']).unwrap();
    let head = head.split([':', '：']).next().unwrap();
    let words = rest
        .split(|c: char| c.is_ascii_digit())
        .filter(|part| !part.is_empty());
    let words: Vec<_> = words.take(8).collect();
    format!("{head}|{}", words.join("#"))
}

#[test]
fn the_last_line_has_one_shape_and_the_json_is_as_its_schema_says() {
    let sandbox = stage(&[]);
    let folder = sandbox.folder.path();
    let schema = command(folder, "schema submission").output().unwrap();
    let schema: Value = serde_json::from_slice(&schema.stdout).unwrap();
    let schema = jsonschema::validator_for(&schema).unwrap();
    let attached = format!("--to atwork --attach-to {ORGANISATION}");
    fs::write(
        folder.join("wrong.csv"),
        DEPARTMENTS.replace("3,市场部,1", "3,市场部,9"),
    )
    .unwrap();
    for (language, created) in [("en", "3 created"), ("zh", "新建 3")] {
        let mut lines = Vec::new();
        for (inputs, code, ending) in [
            (format!("d.csv {attached}"), 2, "not_begun"),
            (format!("wrong.csv {attached} --yes"), 1, "not_begun"),
            (format!("d.csv {attached} --yes"), 0, "complete"),
            (format!("d.csv {attached} --yes"), 0, "nothing"),
            (format!("no-such.csv {attached} --yes"), 3, "not_begun"),
        ] {
            let closing = submit(folder, language, &inputs);
            assert_eq!(closing.code, Some(code), "{inputs}: {}", closing.line);
            let errors: Vec<_> = schema.iter_errors(&closing.summary).collect();
            assert!(errors.is_empty(), "{inputs}: {errors:?}");
            assert_eq!(closing.summary["ending"], ending, "{inputs}");
            if ending == "complete" {
                assert!(closing.line.contains(created), "{}", closing.line);
                assert_eq!(closing.summary["created"]["departments"], 3);
                let run = closing.summary["run"].as_str().unwrap();
                assert!(closing.line.ends_with(run), "{}", closing.line);
                let log = fs::read_to_string(folder.join("log.jsonl")).unwrap();
                assert!(log.contains(&closing.line), "{log}");
            }
            lines.push(closing.line);
        }
        let shapes: Vec<_> = lines.iter().map(|line| shape(line)).collect();
        assert!(shapes.iter().all(|one| *one == shapes[0]), "{lines:?}");
        // The other language begins with another company.
        fs::write(
            folder.join("d.csv"),
            "部门编号,部门名称,上级部门编号\n7,星河软件,\n8,研发部,7\n9,市场部,7\n",
        )
        .unwrap();
    }
}
