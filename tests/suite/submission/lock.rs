//! Two runs for the same organisation.

use std::fs;

use super::stage::{ORGANISATION, UnderWay, many, names, names_of, run, stage};

#[test]
fn a_second_run_is_told_who_is_sending_and_sends_nothing() {
    let sandbox = stage(&["--latency", "250ms"]);
    let folder = sandbox.folder.path();
    let rows = many(20);
    fs::write(folder.join("d.csv"), &rows).unwrap();
    let line = format!("submit d.csv --to atwork --attach-to {ORGANISATION} --yes");
    let mut first = UnderWay::start(folder, "first", &line);
    first.wait_for_writes(1);
    let (code, said) = run(folder, &line);
    assert_eq!(code, Some(6), "{said}");
    let process = format!("process {}", first.child.id());
    assert!(said.contains(&process), "{process}: {said}");
    assert!(said.trim_end().ends_with("run -"), "{said}");
    assert_eq!(first.end(), Some(0), "{}", first.said());
    assert_eq!(names(folder), names_of(&rows));
}

#[test]
fn of_runs_that_race_for_the_lock_one_sends_and_nothing_is_there_twice() {
    let sandbox = stage(&["--latency", "100ms"]);
    let folder = sandbox.folder.path();
    let rows = many(20);
    fs::write(folder.join("d.csv"), &rows).unwrap();
    let line = format!("submit d.csv --to atwork --attach-to {ORGANISATION} --yes");
    let mut runs = ["a", "b", "c"].map(|name| UnderWay::start(folder, name, &line));
    let codes = runs.each_mut().map(UnderWay::end);
    assert!(codes.contains(&Some(0)), "{codes:?}");
    // On a busy machine one may come after another has ended.
    let allowed = |code: &Option<i32>| matches!(code, Some(0 | 6));
    assert!(codes.iter().all(allowed), "{codes:?}");
    assert_eq!(names(folder), names_of(&rows));
}
