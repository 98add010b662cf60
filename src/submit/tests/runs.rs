//! What runs do when nothing or little fails.

use crate::directory::example::{departments, link};
use crate::locale::{Language, Locale};
use crate::plan::Mode;
use crate::submit::{Journal, Outcome};
use crate::system::PayloadOptions;

use super::network::{Fault, Network};
use super::stage::{Course, ORGANISATION, Play, Start, company};

fn play(system: &str) -> Play {
    let options = PayloadOptions::default();
    Play::new(system, &Start::Empty, &company(), Mode::Import, &options)
}

#[test]
fn a_plan_is_sent_once_and_the_second_one_sends_nothing() {
    for system in ["atwork", "aisuda"] {
        let play = play(system);
        let stage = play.stage();
        assert!(play.plan.operations().count() > 0, "{system}");
        let submitted = stage.submit();
        assert!(submitted.is_complete(), "{system}: {submitted:?}");
        let writes = stage.server.writes();
        assert_eq!(writes, play.plan.operations().count(), "{system}");
        let options = PayloadOptions::default();
        let again = stage.plan(&company(), Mode::Import, &options);
        assert_eq!(again.operations().count(), 0);
        assert!(stage.submit().is_complete());
        assert_eq!(stage.server.writes(), writes, "{system}");
    }
}

#[test]
fn a_department_that_fails_holds_back_only_what_is_below_it() {
    let play = play("atwork");
    let stage = play.stage();
    let network = Network::new(&stage, &[(1, Fault::Unsent)]);
    let submitted = stage.take(&play.plan, &Course::over(&network)).unwrap();
    let outcome = |name: &str| {
        let operations = play.plan.operations().zip(&submitted.outcomes);
        let mut named = operations.filter(|(operation, _)| operation.subject.name.ends_with(name));
        named.next().unwrap().1.1.clone()
    };
    assert!(matches!(outcome("研发部"), Outcome::Failed { .. }));
    assert_eq!(outcome("后端组"), Outcome::HeldBack);
    assert!(outcome("市场部").is_good());
}

#[test]
fn a_mirror_of_atwork_renames_and_removes_and_asks_for_a_move_in_vain() {
    let rows = [
        ["1", ORGANISATION, ""],
        ["2", "研发部", "1"],
        ["3", "后端组", "2"],
        ["4", "市场部", "1"],
    ];
    let company = link(&[departments("code name parent_code", &rows)]);
    let wanted = link(&[departments(
        "code name parent_code",
        &[
            ["1", ORGANISATION, ""],
            ["2", "技术部", "1"],
            ["3", "后端组", "1"],
        ],
    )]);
    let options = PayloadOptions::default();
    let start = Start::Seeded(&company);
    let play = Play::new("atwork", &start, &wanted, Mode::Mirror, &options);
    let stage = play.stage();
    let calls: Vec<_> = play
        .plan
        .operations()
        .map(|operation| (operation.call.as_str(), operation.subject.name.as_str()))
        .collect();
    assert_eq!(
        calls,
        [("org.update", "星河/技术部"), ("org.delete", "星河/市场部")]
    );
    assert!(stage.submit().is_complete());
    let again = stage.plan(&wanted, Mode::Mirror, &options);
    assert_eq!(again.operations().count(), 0);
}

#[test]
fn a_journal_tells_of_runs_and_nothing_of_people() {
    let folder = tempfile::tempdir().unwrap();
    let play = play("aisuda");
    let mut stage = play.stage();
    stage.journal = Journal::open(&folder.path().join("journal.sqlite")).unwrap();
    stage.submit();
    let [run] = &stage.journal.runs().unwrap()[..] else {
        panic!("one run");
    };
    assert_eq!(run.outcomes.get("done"), Some(&1));
    assert_eq!(stage.journal.operations(run.id).unwrap().len(), 1);
    drop(stage);
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(folder.path()).unwrap() {
        let path = entry.unwrap().path();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", path.display());
        }
        bytes.extend(std::fs::read(path).unwrap());
    }
    for name in ["张三", "zhang@example.com", "研发部"] {
        let found = memchr::memmem::find(&bytes, name.as_bytes());
        assert_eq!(found, None, "{name}");
    }
}

#[test]
fn a_journal_of_an_earlier_version_goes_on_and_one_of_a_later_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("journal.sqlite");
    drop(Journal::open(&path).unwrap());
    let script = "ALTER TABLE operations DROP COLUMN sent; PRAGMA user_version = 1;";
    let edit = |script| {
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.execute_batch(script).unwrap();
    };
    edit(script);
    let play = play("aisuda");
    let mut stage = play.stage();
    stage.journal = Journal::open(&path).unwrap();
    assert!(stage.submit().is_complete());
    drop(stage);
    edit("PRAGMA user_version = 99;");
    let refused = Journal::open(&path).unwrap_err();
    let locale = Locale::new(Language::English);
    assert!(refused.message(&locale).contains("99"));
}

#[test]
fn nothing_is_sent_once_the_journal_cannot_be_written() {
    let play = play("atwork");
    for (line, writes) in [(1, 0), (2, 1), (3, 1)] {
        let stage = play.stage();
        stage.journal.break_at(line).unwrap();
        let submitted = stage.submit();
        assert!(submitted.error.is_some(), "{line}");
        assert_eq!(stage.server.writes(), writes, "{line}");
    }
}
