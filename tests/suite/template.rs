//! Every template passes `check` as it is, and every column of it is known.

use serde_json::Value;

use super::command_line::orgferry;

const KINDS: [&str; 3] = ["departments", "members", "directory"];

#[test]
fn every_template_passes_check_and_every_column_is_known_in_both_languages() {
    let folder = tempfile::tempdir().unwrap();
    for language in ["zh", "en"] {
        for kind in KINDS {
            let file = format!("{kind}-{language}.xlsx");
            let run = |line: &[&str]| {
                let mut program = orgferry(folder.path());
                let output = program.args(line).args(["--lang", language]).output();
                let output = output.unwrap();
                assert_eq!(output.status.code(), Some(0), "{line:?}");
                output.stdout
            };
            run(&["template", kind, "-o", &file]);
            let checked: Value =
                serde_json::from_slice(&run(&["check", &file, "--format", "json"])).unwrap();
            assert_eq!(checked["summary"]["errors"], 0, "{file}");
            assert_eq!(checked["summary"]["rows"]["used"], 0, "{file}");

            let inspected: Value =
                serde_json::from_slice(&run(&["inspect", &file, "--format", "json"])).unwrap();
            let sources = inspected["sources"].as_array().unwrap();
            let (aside, forms): (Vec<&Value>, Vec<&Value>) = sources
                .iter()
                .partition(|source| source["kind"] == "nothing");
            assert_eq!(aside.len(), 2, "{file}");
            assert_eq!(forms.len(), sources.len() - 2, "{file}");
            for form in forms {
                assert_eq!(form["ignored"][0]["reason"], "sample", "{file}");
                for column in form["columns"].as_array().unwrap() {
                    assert_eq!(column["role"], "field", "{file} {column}");
                }
            }
        }
    }
}

#[test]
fn a_template_is_written_as_a_workbook_or_not_at_all() {
    let folder = tempfile::tempdir().unwrap();
    let output = orgferry(folder.path())
        .args(["template", "members", "-o", "members.csv"])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("members.csv").exists());
}
