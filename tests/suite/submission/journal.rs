//! A journal that cannot be written: nothing more is sent.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::stage::{
    DEPARTMENTS, ORGANISATION, configure_atwork, many, names, names_of, run, stage,
};

/// The journal of the only remote that was submitted to.
fn journal(folder: &Path) -> PathBuf {
    let entries = fs::read_dir(folder.join("state/orgferry")).unwrap();
    let mut paths = entries.map(|entry| entry.unwrap().path());
    let is_journal = |path: &PathBuf| path.extension().is_some_and(|found| found == "sqlite");
    paths.find(is_journal).unwrap()
}

#[test]
fn nothing_is_sent_without_a_journal() {
    let sandbox = stage(&[]);
    let folder = sandbox.folder.path();
    let line = format!("submit d.csv --to atwork --attach-to {ORGANISATION} --yes");
    // Root may write everywhere, but no directory is a file.
    fs::write(folder.join("state"), "no folder").unwrap();
    let (code, said) = run(folder, &line);
    assert_eq!(code, Some(3), "{said}");
    assert!(names(folder).is_empty(), "{said}");
    fs::remove_file(folder.join("state")).unwrap();

    let (code, said) = run(folder, &line);
    assert_eq!(code, Some(0), "{said}");
    let before = names(folder);
    fs::write(folder.join("d.csv"), many(9)).unwrap();
    let mut beside = journal(folder).into_os_string();
    beside.push("-wal");
    let _ = fs::remove_file(&beside);
    fs::create_dir(&beside).unwrap();
    let (code, said) = run(folder, &line);
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("nothing is sent without a journal"), "{said}");
    assert_eq!(names(folder), before);
}

#[test]
fn nothing_more_is_sent_once_the_journal_is_full_and_the_next_run_goes_on() {
    for (line_number, most) in [(1, 0), (2, 1), (7, 4)] {
        let sandbox = stage(&[]);
        let folder = sandbox.folder.path();
        configure_atwork(folder, "timeout = \"2s\"\nconcurrency = 1");
        let line = format!("submit d.csv --to atwork --attach-to {ORGANISATION} --yes");
        assert_eq!(run(folder, &line).0, Some(0));
        let before = names(folder).len();
        let mut rows = DEPARTMENTS.to_owned();
        rows.extend((10..19).map(|code| format!("{code},部门{code},1\n")));
        fs::write(folder.join("d.csv"), &rows).unwrap();
        let full = Connection::open(journal(folder)).unwrap();
        let script = format!(
            "CREATE TABLE lines AS SELECT 0 AS n;
             CREATE TRIGGER full BEFORE INSERT ON operations BEGIN
                UPDATE lines SET n = n + 1;
                SELECT RAISE(FAIL, 'disk full') WHERE (SELECT n FROM lines) >= {line_number};
             END;"
        );
        full.execute_batch(&script).unwrap();
        let (code, said) = run(folder, &line);
        assert_eq!(code, Some(3), "{line_number}: {said}");
        assert!(said.contains("disk full"), "{line_number}: {said}");
        let sent = names(folder).len() - before;
        assert!(sent <= most, "{line_number}: {sent}: {said}");
        full.execute_batch("DROP TRIGGER full; DROP TABLE lines;")
            .unwrap();
        drop(full);
        let (code, said) = run(folder, &line);
        assert_eq!(code, Some(0), "{line_number}: {said}");
        assert_eq!(names(folder), names_of(&rows), "{line_number}: {said}");
    }
}
