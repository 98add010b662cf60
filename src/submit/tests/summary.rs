//! What is told of a submission.

use crate::directory::example::{departments, link, members};
use crate::plan::{Mode, State, Totals};
use crate::submit::{Ending, Summary, stale_subject};
use crate::system::PayloadOptions;

use super::network::{Fault, Network};
use super::stage::{Course, ORGANISATION, Play, Stage, Start, company};

fn totals(departments: usize, members: usize) -> Totals {
    Totals {
        departments,
        members,
    }
}

#[test]
fn who_fails_in_a_list_is_named_with_the_cell_that_they_stand_in() {
    let wanted = link(&[
        departments("code name parent_code", &[["1", ORGANISATION, ""]]),
        members(
            "userid name email department_code",
            &[
                ["zhang", "张三", "zhang@example.com", "1"],
                ["li", "李四", "zhang@example.com", "1"],
                ["wang", "王五", "wang@example.com", "1"],
            ],
        ),
    ]);
    let (start, options) = (Start::Seeded(&wanted), PayloadOptions::default());
    let play = Play::new("seatable", &start, &wanted, Mode::Import, &options);
    let stage = play.stage();
    let summary = Summary::of(&play.plan, &stage.submit());
    assert_eq!(summary.ending, Ending::Incomplete);
    assert_eq!(summary.counts.created, totals(0, 2));
    assert_eq!(summary.counts.failed, totals(0, 1));
    let [problem] = &summary.problems[..] else {
        panic!("{:?}", summary.problems);
    };
    assert_eq!((&*problem.subject, &*problem.message), ("li", "导入失败"));
    assert_eq!(problem.place.as_deref(), Some("成员.csv!A3"));
}

#[test]
fn every_department_is_counted_under_what_became_of_it() {
    let options = PayloadOptions::default();
    let play = Play::new("atwork", &Start::Empty, &company(), Mode::Import, &options);
    let stage = play.stage();
    let network = Network::new(&stage, &[(1, Fault::RefusedBy(400))]);
    let submitted = stage.take(&play.plan, &Course::over(&network)).unwrap();
    let summary = Summary::of(&play.plan, &submitted);
    let counts = summary.counts;
    assert_eq!(counts.created, totals(1, 0));
    assert_eq!(counts.failed, totals(1, 0));
    assert_eq!(counts.not_sent, totals(1, 0));
    assert_eq!(summary.problems.len(), 1);
    assert_eq!(summary.problems[0].code, 400);
    let summary = Summary::of(&play.plan, &stage.submit());
    assert_eq!(summary.ending, Ending::Complete);
    // What the same run did before counts as done by it.
    assert_eq!(summary.counts.created, totals(3, 0));
}

#[test]
fn a_plan_is_not_stale_for_what_it_did_itself_and_stale_for_what_others_did() {
    let company = |tel: &str, rows: &[[&str; 3]]| {
        let rows = rows.iter().map(|[code, name, parent]| {
            let tel = if *code == "2" { tel } else { "" };
            [*code, *name, *parent, tel].map(str::to_owned)
        });
        link(&[departments(
            "code name parent_code tel",
            &rows.collect::<Vec<_>>(),
        )])
    };
    let rows = [
        ["1", ORGANISATION, ""],
        ["2", "研发部", "1"],
        ["3", "后端组", "2"],
    ];
    let (before, wanted) = (company("1", &rows[..2]), company("2", &rows));
    let (start, options) = (Start::Seeded(&before), PayloadOptions::default());
    let play = Play::new("atwork", &start, &wanted, Mode::Add, &options);
    let stage = play.stage();
    // The new department is refused, and then the one above it is changed.
    let network = Network::new(&stage, &[(1, Fault::RefusedBy(400))]);
    let submitted = stage.take(&play.plan, &Course::over(&network)).unwrap();
    assert_eq!(stage.done(), ["org.update 星河/研发部"], "{submitted:?}");
    let stale = |stage: &Stage<'_>| {
        let current = stage.read();
        let state = State::of(&current);
        stale_subject(&play.plan, play.planner(), &state).map(str::to_owned)
    };
    assert_eq!(stale(&stage), None);

    let others = company("3", &rows[..2]);
    let start = Start::Seeded(&others);
    let other = Play::new("atwork", &start, &wanted, Mode::Add, &options);
    let found = stale(&other.stage());
    assert_eq!(found.as_deref(), Some("星河/研发部/后端组"));
}
