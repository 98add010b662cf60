//! Single departments and users of aisuda: added, moved, taken out and removed, whatever fails.

use super::*;
use crate::plan::Action;

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

fn stage() -> Stage {
    let stage = Stage::new("aisuda");
    stage.server.look(|server| server.seed(&before()));
    stage
}

/// Fails every request of a plan in every way once, and runs it again in quiet.
fn fail_everywhere(mode: Mode) {
    let clean = stage();
    let plan = clean.plan(&after(), mode);
    assert!(clean.submit(&plan, &clean.server).is_complete());
    let expected = clean.done();
    assert_eq!(clean.plan(&after(), mode).operations().count(), 0);
    for fault in FAULTS {
        for at in 1..=clean.server.writes() {
            let stage = stage();
            let plan = stage.plan(&after(), mode);
            let network = Network {
                server: &stage.server,
                at,
                fault,
                writes: AtomicUsize::default(),
            };
            let first = stage.submit(&plan, &network);
            let is_unknown = |outcome: &Outcome| matches!(outcome, Outcome::Unknown(_));
            assert_eq!(first.count(is_unknown), 0, "{fault:?} {at}");
            let second = stage.submit(&plan, &stage.server);
            assert!(second.is_complete(), "{fault:?} {at}: {second:?}");
            assert_eq!(stage.done(), expected, "{fault:?} {at}");
            assert_eq!(
                stage.plan(&after(), mode).operations().count(),
                0,
                "{fault:?} {at}"
            );
        }
    }
}

#[test]
fn whatever_fails_while_adding_everything_is_there_afterwards_and_nothing_twice() {
    fail_everywhere(Mode::Add);
}

#[test]
fn whatever_fails_while_mirroring_everything_is_so_afterwards_and_nothing_twice() {
    fail_everywhere(Mode::Mirror);
}

#[test]
fn an_old_plan_applied_again_changes_nothing() {
    for mode in [Mode::Add, Mode::Mirror] {
        let stage = stage();
        let plan = stage.plan(&after(), mode);
        stage.submit(&plan, &stage.server);
        let writes = stage.server.writes();
        assert!(stage.submit(&plan, &stage.server).is_complete());
        assert_eq!(stage.server.writes(), writes, "{mode:?}");
    }
}

#[test]
fn a_department_that_somebody_came_into_meanwhile_stays() {
    let stage = stage();
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
    let plan = stage.plan(&wanted, Mode::Mirror);
    let removed: Vec<_> = plan
        .operations()
        .filter(|operation| operation.action == Action::Remove)
        .map(|operation| operation.subject.name.as_str())
        .collect();
    assert_eq!(removed, ["赵六", "钱七", "星河/研发部/后端组", "星河/旧部"]);

    // Somebody else puts 李四 into 旧部.
    let mut with_li = plan.clone();
    let join = crate::plan::Operation::new(
        Action::Join,
        plan.operations().next().unwrap().subject.clone(),
        "department.add-user",
        [
            ("department", id_of(&stage, "旧部")),
            ("email", "li@example.com".into()),
        ]
        .map(|(name, value)| (name.to_owned(), value))
        .into(),
        None,
    );
    with_li.waves = vec![vec![join]];
    assert!(stage.submit(&with_li, &stage.server).is_complete());

    let submitted = stage.submit(&plan, &stage.server);
    let held = submitted
        .outcomes
        .iter()
        .filter(|(_, outcome)| *outcome == Outcome::HeldBack);
    assert_eq!(held.count(), 1);
    assert!(
        !stage
            .done()
            .contains(&"department.delete 星河/旧部".to_owned())
    );
    assert!(
        stage
            .done()
            .contains(&"department.delete 星河/研发部/后端组".to_owned())
    );
}

fn id_of(stage: &Stage, name: &str) -> String {
    let directory = stage.read().unwrap();
    let mut found = directory.departments().filter(|(_, one)| one.name == name);
    found.next().unwrap().1.code.as_ref().unwrap().to_string()
}
