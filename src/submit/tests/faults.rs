//! Whatever fails, wherever it fails: a quiet run afterwards leaves exactly the plan on the server, and nothing twice.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::directory::Directory;
use crate::directory::example::{departments, link, members};
use crate::plan::Mode;
use crate::submit::{Outcome, Resolve, Submitted};
use crate::system::{PayloadOptions, SYSTEMS};

use super::aisuda;
use super::network::{DIFFERENT, FAULTS, Fault, Network};
use super::stage::{Course, EVERYTHING, ORGANISATION, Play, SETTLING, Stage, Start};
use crate::transport::Clock;

/// How many pairs of blows fall on one plan.
const PAIRS: usize = 1000;

/// What goes wrong in one run.
#[derive(Clone, Debug)]
enum Blow {
    /// These writing requests fail.
    Requests(Vec<(usize, Fault)>),
    /// The server cannot be read from this reading on.
    Reads(usize),
    /// The journal cannot be written from this line on.
    Journal(usize),
}

/// What the server has before, with a department and a member too many.
fn before() -> Directory {
    link(&[
        departments(
            "code name parent_code",
            &[
                ["1", ORGANISATION, ""],
                ["2", "研发部", "1"],
                ["5", "客服部", "1"],
            ],
        ),
        members(
            "userid name email department_code",
            &[["zhang", "张三", "zhang@example.com", "2"]],
        ),
    ])
}

/// What it is to have: one department more below a new one, one renamed, one fewer, and who moved.
fn wanted() -> Directory {
    link(&[
        departments(
            "code name parent_code",
            &[
                ["1", ORGANISATION, ""],
                ["2", "技术部", "1"],
                ["3", "后端组", "4"],
                ["4", "市场部", "1"],
            ],
        ),
        members(
            "userid name email department_code",
            &[
                ["zhang", "张三", "zhang@example.com", "3"],
                ["li", "李四", "li@example.com", "4"],
                ["wang", "王五", "wang@example.com", "2"],
                ["zhao", "赵六", "zhao@example.com", "2"],
            ],
        ),
    ])
}

/// The same without codes, as atwork knows departments by their places then: with nothing to tell one that is made
/// twice from another of its name.
fn nameless() -> (Directory, Directory) {
    let company = |rows: &[[&str; 2]]| link(&[departments("path tel", rows)]);
    let before = [["星河", ""], ["星河/研发部", "1"], ["星河/客服部", ""]];
    let wanted = [
        ["星河", ""],
        ["星河/研发部", "2"],
        ["星河/市场部", ""],
        ["星河/市场部/后端组", ""],
    ];
    (company(&before), company(&wanted))
}

/// A plan in every mode and dialect of every system.
fn plays() -> Vec<Play> {
    let (before, wanted) = (before(), wanted());
    let nameless = nameless();
    let mut plays = Vec::new();
    for system in SYSTEMS {
        let (name, Some(planner)) = (system.name(), system.planner()) else {
            continue;
        };
        let starts = match name {
            // It has the company that it is bound to from the start.
            "seatable" => vec![(&wanted, &wanted)],
            "atwork" => vec![(&before, &wanted), (&nameless.0, &nameless.1)],
            _ => vec![(&before, &wanted)],
        };
        let mut dialects: Vec<_> = system.dialects().iter().map(|name| Some(*name)).collect();
        if dialects.is_empty() {
            dialects.push(None);
        }
        for ((start, wanted), dialect) in starts
            .iter()
            .flat_map(|start| dialects.iter().map(move |dialect| (start, dialect)))
        {
            let options = PayloadOptions {
                dialect: dialect.map(str::to_owned),
                batch: Some(2).filter(|_| name == "seatable"),
                ..PayloadOptions::default()
            };
            let start = Start::Seeded(start);
            let plays_of = |mode: &Mode| Play::new(name, &start, wanted, *mode, &options);
            plays.extend(planner.modes().iter().map(plays_of));
        }
    }
    plays
}

fn strike(stage: &Stage<'_>, threads: usize, blow: &Blow) -> Submitted {
    let faults = match blow {
        Blow::Requests(faults) => faults.as_slice(),
        _ => &[],
    };
    let network = Network::new(stage, faults);
    let course = Course {
        fails_to_read: &|number| match blow {
            Blow::Reads(at) => number >= *at,
            _ => network.is_dead(),
        },
        threads,
        accepted: EVERYTHING,
        ..Course::over(&network)
    };
    if let Blow::Journal(at) = blow {
        stage.journal.break_at(*at).unwrap();
    }
    let submitted = stage.take(&stage.play.plan, &course).unwrap();
    stage.journal.mend().unwrap();
    submitted
}

/// Lets `blows` fall on run after run, then lets a run be.
fn survive(play: &Play, expected: &[String], threads: usize, blows: &[Blow]) {
    let what = (play.system.name(), play.plan.mode, blows);
    let stage = play.stage();
    for blow in blows {
        let submitted = strike(&stage, threads, blow);
        stage.judge(&submitted, &what);
        if submitted.is_complete() && submitted.error.is_none() {
            break;
        }
    }
    let mut last = stage.submit();
    // Half of an import may be there because the server was interrupted, or because somebody else did that.
    if last.count(|outcome| matches!(outcome, Outcome::Unknown(_))) > 0 {
        let course = Course {
            resolve: Some(Resolve::Retry),
            accepted: EVERYTHING,
            ..Course::over(&stage.server)
        };
        last = stage.take(&play.plan, &course).unwrap();
    }
    assert!(last.is_complete(), "{what:?}: {last:?}");
    assert!(last.error.is_none() && last.stop.is_none(), "{what:?}");
    // What is still on its way arrives in the end.
    stage.clock.sleep(SETTLING);
    stage.arrive();
    assert_eq!(stage.done(), expected, "{what:?}");
}

/// Every blow that can fall on a plan of `operations`, by these faults.
fn blows(operations: usize, faults: &[Fault]) -> Vec<Blow> {
    let requests = (1..=operations).flat_map(|at| {
        let one = move |fault: &Fault| Blow::Requests(vec![(at, *fault)]);
        faults.iter().map(one)
    });
    // A reading before each wave, and more after each blow; two lines an operation, and the last one.
    let reads = (1..=operations + 2).map(Blow::Reads);
    let lines = (1..=2 * operations + 1).map(Blow::Journal);
    requests.chain(reads).chain(lines).collect()
}

#[test]
fn whatever_fails_a_quiet_run_afterwards_leaves_exactly_the_plan_and_nothing_twice() {
    let mut plays = plays();
    plays.extend([Mode::Add, Mode::Mirror].map(aisuda::play));
    in_parallel(&plays, |play| {
        let expected = play.expected();
        for blow in blows(play.plan.operations().count(), &FAULTS) {
            for threads in [1, 3] {
                survive(play, &expected, threads, std::slice::from_ref(&blow));
            }
        }
    });
}

#[test]
fn whatever_two_things_fail_in_one_run_or_in_two_the_same_holds() {
    for play in farthest(plays()) {
        let expected = play.expected();
        let count = play.plan.operations().count();
        let single = blows(count, &DIFFERENT);
        let mut pairs: Vec<Vec<Blow>> = Vec::new();
        for first in &single {
            pairs.extend(
                single
                    .iter()
                    .map(|second| vec![first.clone(), second.clone()]),
            );
        }
        let positions = (1..=count).flat_map(|at| (at + 1..=count + 1).map(move |then| (at, then)));
        for (at, then) in positions {
            for first in DIFFERENT {
                let both = |second| Blow::Requests(vec![(at, first), (then, second)]);
                pairs.extend(DIFFERENT.map(|second| vec![both(second)]));
            }
        }
        // Of a long plan only some, which chance chooses the same way every time.
        fastrand::Rng::with_seed(1).shuffle(&mut pairs);
        pairs.truncate(PAIRS);
        in_parallel(&pairs, |pair| survive(&play, &expected, 1, pair));
    }
}

/// Does `work` with every item, on every processor.
fn in_parallel<T: Sync>(items: &[T], work: impl Fn(&T) + Sync) {
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(item) = items.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(item);
                }
            });
        }
    });
}

/// Of each system the play that goes farthest.
fn farthest(plays: Vec<Play>) -> Vec<Play> {
    let mut farthest: Vec<Play> = Vec::new();
    for play in plays {
        let reach = |play: &Play| play.plan.operations().count();
        match farthest
            .iter_mut()
            .find(|other| other.system.name() == play.system.name())
        {
            Some(other) if reach(other) <= reach(&play) => *other = play,
            Some(_) => {}
            None => farthest.push(play),
        }
    }
    farthest
}
