//! Single departments and users of aisuda: added, moved, taken out and removed.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::directory::Directory;
use crate::directory::example::{departments, link, members};
use crate::plan::{Action, Mode, Operation};
use crate::submit::Outcome;
use crate::system::PayloadOptions;

use super::stage::{Course, ORGANISATION, Play, Stage, Start};

fn people(departments_: &[[&str; 3]], members_: &[[&str; 4]]) -> Directory {
    link(&[
        departments("code name parent_code", departments_),
        members("name email department_code is_leader", members_),
    ])
}

fn before() -> Directory {
    people(
        &[
            ["1", ORGANISATION, ""],
            ["2", "研发部", "1"],
            ["3", "后端组", "2"],
            ["4", "市场部", "1"],
            ["5", "旧部", "1"],
        ],
        &[
            ["张三", "zhang@example.com", "2", "1"],
            ["李四", "li@example.com", "4", "0"],
            ["王五", "wang@example.com", "3", "0"],
            ["赵六", "zhao@example.com", "5", "0"],
            ["钱七", "", "5", "0"],
        ],
    )
}

fn after() -> Directory {
    people(
        &[
            ["1", ORGANISATION, ""],
            ["2", "研发部", "1"],
            ["6", "前端组", "2"],
            ["7", "小程序组", "6"],
            ["4", "市场部", "1"],
            ["5", "旧部", "1"],
        ],
        &[
            ["张三", "zhang@example.com", "2", "0"],
            ["李四", "li@example.com", "7", "1"],
            ["王五", "wang@example.com", "2", "1"],
            ["王五", "wang@example.com", "4", "0"],
            ["孙八", "sun@example.com", "7", "1"],
            ["周九", "", "6", "0"],
        ],
    )
}

/// Everything that can happen to somebody.
pub(super) fn play(mode: Mode) -> Play {
    play_of(&after(), mode)
}

fn play_of(wanted: &Directory, mode: Mode) -> Play {
    let options = PayloadOptions::default();
    Play::new("aisuda", &Start::Seeded(&before()), wanted, mode, &options)
}

#[test]
fn an_old_plan_applied_again_changes_nothing() {
    for mode in [Mode::Add, Mode::Mirror] {
        let play = play(mode);
        let stage = play.stage();
        assert!(stage.submit().is_complete());
        let writes = stage.server.writes();
        assert!(stage.submit().is_complete());
        assert_eq!(stage.server.writes(), writes, "{mode:?}");
        let again = stage.plan(&after(), mode, &PayloadOptions::default());
        assert_eq!(again.operations().count(), 0, "{mode:?}");
    }
}

#[test]
fn a_department_that_somebody_came_into_meanwhile_stays() {
    let wanted = people(
        &[
            ["1", ORGANISATION, ""],
            ["2", "研发部", "1"],
            ["4", "市场部", "1"],
        ],
        &[
            ["张三", "zhang@example.com", "2", "1"],
            ["李四", "li@example.com", "4", "0"],
            ["王五", "wang@example.com", "2", "0"],
        ],
    );
    let play = play_of(&wanted, Mode::Mirror);
    let removed = play.plan.operations();
    let removed = removed.filter(|operation| operation.action == Action::Remove);
    let removed: Vec<_> = removed
        .map(|operation| operation.subject.name.as_str())
        .collect();
    assert_eq!(removed, ["赵六", "钱七", "星河/研发部/后端组", "星河/旧部"]);

    let stage = play.stage();
    // Somebody else puts 李四 into 旧部.
    let mut other = play.plan.clone();
    let arguments = [
        ("department", id_of(&stage, "旧部")),
        ("email", "li@example.com".into()),
    ];
    other.waves = vec![vec![Operation::new(
        Action::Join,
        play.plan.operations().next().unwrap().subject.clone(),
        "department.add-user",
        arguments
            .map(|(name, value)| (name.to_owned(), value))
            .into(),
        None,
    )]];
    let taken = stage.take(&other, &Course::over(&stage.server)).unwrap();
    assert!(taken.is_complete());

    let submitted = stage.submit();
    let outcomes = submitted.outcomes.iter();
    let held = outcomes.filter(|(_, outcome)| *outcome == Outcome::HeldBack);
    assert_eq!(held.count(), 1);
    let done = stage.done();
    assert!(!done.contains(&"department.delete 星河/旧部".to_owned()));
    assert!(done.contains(&"department.delete 星河/研发部/后端组".to_owned()));
}

fn id_of(stage: &Stage<'_>, name: &str) -> String {
    let directory = stage.read();
    let mut found = directory.departments().filter(|(_, one)| one.name == name);
    found.next().unwrap().1.code.as_ref().unwrap().to_string()
}

/// Departments, each in one of those before it with one of a few names, and of a few people the departments they are in
/// and whether they lead these.
type Drawn = (Vec<(usize, usize)>, Vec<Vec<(usize, bool)>>);

fn drawn() -> impl Strategy<Value = Drawn> {
    let places = prop::collection::vec((0..9usize, any::<bool>()), 0..3);
    (
        prop::collection::vec((0..9usize, 0..4usize), 0..7),
        prop::collection::vec(places, 6),
    )
}

fn company_of((departments_, people_): &Drawn) -> Directory {
    let mut paths = vec![ORGANISATION.to_owned()];
    for (parent, name) in departments_ {
        let parent = &paths[parent % paths.len()];
        let path = format!("{parent}/{}", ["甲部", "乙部", "丙部", "丁部"][*name]);
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    let mut rows = Vec::new();
    for (number, places) in people_.iter().enumerate() {
        let mut seen = Vec::new();
        for (department, leads) in places {
            let department = department % paths.len();
            if !seen.contains(&department) {
                seen.push(department);
                rows.push([
                    format!("成员{number}"),
                    format!("u{number}@example.com"),
                    paths[department].clone(),
                    u8::from(*leads).to_string(),
                ]);
            }
        }
    }
    let paths: Vec<[String; 1]> = paths.into_iter().map(|path| [path]).collect();
    link(&[
        departments("path", &paths),
        members("name email department is_leader", &rows),
    ])
}

/// Every department, and everybody in one with the mark of who leads it.
fn shown(directory: &Directory) -> BTreeSet<String> {
    let path = |id| directory.path(id).join("/");
    let departments = directory.departments().map(|(id, _)| path(id));
    let people = directory.members().flat_map(|member| {
        let places = member.memberships().iter();
        places.map(move |membership| {
            let mark = if membership.is_leader() == Some(true) {
                "*"
            } else {
                ""
            };
            format!(
                "{}: {}{mark}",
                path(membership.department()),
                member.label()
            )
        })
    });
    departments.chain(people).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    fn after_a_mirror_the_server_has_what_is_wanted_and_after_an_addition_at_least_that(
        before in drawn(),
        wanted in drawn(),
    ) {
        let (before, wanted) = (company_of(&before), company_of(&wanted));
        for mode in [Mode::Add, Mode::Mirror] {
            let options = PayloadOptions::default();
            let play = Play::new("aisuda", &Start::Seeded(&before), &wanted, mode, &options);
            let stage = play.stage();
            let had = shown(&stage.read());
            let submitted = stage.submit();
            prop_assert!(submitted.is_complete(), "{submitted:?}");
            let writes = stage.server.writes();
            prop_assert!(stage.submit().is_complete());
            prop_assert_eq!(stage.server.writes(), writes);
            // What cannot be renamed or moved stays, and may be taken for another department the next time.
            let again = stage.plan(&wanted, mode, &options);
            let cannot = ["rename", "move"];
            let mut notes = play.plan.notes.iter().chain(&again.notes);
            if notes.any(|note| cannot.iter().any(|end| note.message.ends_with(end))) {
                continue;
            }
            prop_assert_eq!(again.operations().count(), 0);
            let (has, wanted) = (shown(&stage.read()), shown(&wanted));
            match mode {
                Mode::Mirror => prop_assert_eq!(has, wanted),
                _ => {
                    let plain = |shown: &BTreeSet<String>| -> BTreeSet<String> {
                        shown.iter().map(|line| line.trim_end_matches('*').to_owned()).collect()
                    };
                    prop_assert!(wanted.is_subset(&has), "{wanted:?} {has:?}");
                    prop_assert!(plain(&had).is_subset(&plain(&has)), "{had:?} {has:?}");
                }
            }
        }
    }
}
