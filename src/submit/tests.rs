//! Plans sent to the models of servers, by networks that fail at any moment.

mod aisuda;

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use crate::config::{Limits, Reading, Remote};
use crate::diagnostic::{Addressing, Source, Sources};
use crate::directory::Directory;
use crate::directory::example::{departments, link, members};
use crate::error::Result;
use crate::intake;
use crate::plan::{Addressee, Mode, Plan, State, Totals};
use crate::source::{Located, Location, Meter};
use crate::system::{
    CallFault, Client, Identity, Modelled, PayloadOptions, Session, System, Wanted, by_name,
};
use crate::transport::{Cause, Clock, Effect, Failure, Reply, Request, Transport};

use super::{Journal, Outcome, RunId, Submission, Submitted};

const ORGANISATION: &str = "星河";

/// What becomes of one writing request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// It never leaves.
    Unsent,
    /// The server does it, and the reply is lost.
    ReplyLost,
    /// It is lost on the way.
    RequestLost,
    /// The server does it and says 500.
    DoneAndError,
    /// The server does nothing and says 503.
    Busy,
}

const FAULTS: [Fault; 5] = [
    Fault::Unsent,
    Fault::ReplyLost,
    Fault::RequestLost,
    Fault::DoneAndError,
    Fault::Busy,
];

/// A network that fails with the writing request number `at`, from 1.
struct Network<'n> {
    server: &'n Modelled,
    at: usize,
    fault: Fault,
    writes: AtomicUsize,
}

impl Transport for Network<'_> {
    fn send(&self, request: &Request) -> std::result::Result<Reply, Failure> {
        let is_write = request.effect == Effect::Writes;
        if !is_write || self.writes.fetch_add(1, Ordering::Relaxed) + 1 != self.at {
            return self.server.send(request);
        }
        let failure = |cause| Err(Failure::new(cause, "test"));
        match self.fault {
            Fault::Unsent => failure(Cause::Unreachable),
            Fault::RequestLost => failure(Cause::Broken),
            Fault::ReplyLost => {
                self.server.send(request)?;
                failure(Cause::Broken)
            }
            Fault::DoneAndError => {
                self.server.send(request)?;
                Ok(Reply::json(500, &"internal error"))
            }
            Fault::Busy => Ok(Reply::json(503, &"busy")),
        }
    }
}

struct OpenDoor;

impl Session for OpenDoor {
    fn authorise(&self, _: &mut Request, _: &dyn Transport) -> std::result::Result<(), CallFault> {
        Ok(())
    }
}

/// A clock that does not wait.
#[derive(Default)]
struct Hurried(Mutex<Duration>);

impl Clock for Hurried {
    fn now(&self) -> Duration {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, time: Duration) {
        *self.0.lock().unwrap() += time;
    }

    fn chance(&self) -> f64 {
        0.5
    }
}

/// A system, a model of its server, and a journal.
struct Stage {
    system: &'static dyn System,
    server: Modelled,
    remote: Remote,
    folder: tempfile::TempDir,
}

impl Stage {
    fn new(system: &str) -> Self {
        let system = by_name(system).unwrap();
        let live = system.live().unwrap();
        let server = live.server(&Identity::open(ORGANISATION));
        let name = Some(ORGANISATION.to_owned());
        Self {
            system,
            server: Modelled::new(server, SystemTime::now),
            remote: Remote {
                organization: name.clone(),
                company: name,
                ..Remote::default()
            },
            folder: tempfile::tempdir().unwrap(),
        }
    }

    fn client<'c>(&self, transport: &'c dyn Transport) -> Client<'c> {
        let settings = self.system.live().unwrap().settings(&self.remote).unwrap();
        Client::new(self.system, settings, Box::new(OpenDoor), transport)
    }

    fn read(&self) -> Result<Directory> {
        let live = self.system.live().unwrap();
        let client = self.client(&self.server);
        let inputs = intake::spool("test", live, &client, &self.remote, &mut |_| {});
        let inputs = inputs.map_err(|fault| fault.into_error("test"))?;
        let located = Located {
            locations: inputs.into_iter().map(Location::File).collect(),
            ..Located::default()
        };
        let (reading, limits) = (Reading::default(), Limits::default());
        let options = intake::Options {
            reading: &reading,
            limits: &limits,
            keeps_keys: true,
            keeps_ids: true,
        };
        Ok(intake::read(&located, options, &Arc::new(Meter::default())).directory)
    }

    fn plan(&self, wanted: &Directory, mode: Mode) -> Plan {
        let current = self.read().unwrap();
        let wanted = Wanted {
            directory: wanted,
            sources: &sources(),
            mode,
            options: &PayloadOptions::default(),
        };
        let planner = self.system.planner().unwrap();
        let draft = planner.draft(wanted, &State::of(&current)).unwrap();
        let remote = Addressee {
            name: "test".into(),
            system: self.system.name().into(),
            url: "https://example.com".into(),
            organization: ORGANISATION.into(),
        };
        let mut plan = Plan::new(remote, mode, Vec::new(), Totals::default());
        plan.waves = draft.waves;
        plan
    }

    fn journal(&self) -> Journal {
        Journal::open(&self.folder.path().join("journal.sqlite")).unwrap()
    }

    fn run_of(&self, plan: &Plan) -> RunId {
        let journal = self.journal();
        let fingerprint = plan.fingerprint();
        let unfinished = journal.unfinished(&fingerprint).unwrap();
        unfinished.unwrap_or_else(|| {
            let count = plan.operations().count();
            let begun = journal.begin(&plan.remote, plan.mode, &fingerprint, count, "now");
            begun.unwrap()
        })
    }

    fn submit(&self, plan: &Plan, transport: &dyn Transport) -> Submitted {
        let client = self.client(transport);
        let journal = self.journal();
        Submission {
            plan,
            planner: self.system.planner().unwrap(),
            endpoints: self.system.live().unwrap().endpoints(),
            client: &client,
            read: &|| self.read(),
            journal: &journal,
            run: self.run_of(plan),
            clock: &Hurried::default(),
            now: &|| "now".to_owned(),
            stop: &AtomicBool::new(false),
            threads: 2,
            settling: Duration::from_secs(8),
            resolve: None,
            observe: &|_| {},
        }
        .run()
        .unwrap()
    }

    /// What the server did, sorted.
    fn done(&self) -> Vec<String> {
        let mut done: Vec<String> = self.server.look(|server| {
            let mutations = server.mutations().iter();
            mutations
                .map(|mutation| format!("{} {}", mutation.operation, mutation.subject))
                .collect()
        });
        done.sort();
        done
    }
}

/// Where directories of tests stand.
fn sources() -> Sources {
    let mut sources = Sources::default();
    for file in ["部门.csv", "成员.csv"] {
        sources.add(Source {
            file: file.into(),
            path: file.into(),
            sheet: None,
            addressing: Addressing::Cells,
        });
    }
    sources
}

fn company() -> Directory {
    link(&[
        departments(
            "code name parent_code",
            &[
                ["1", ORGANISATION, ""],
                ["2", "研发部", "1"],
                ["3", "后端组", "2"],
                ["4", "市场部", "1"],
            ],
        ),
        members(
            "userid name email department_code",
            &[
                ["zhang", "张三", "zhang@example.com", "3"],
                ["li", "李四", "li@example.com", "4"],
            ],
        ),
    ])
}

/// The systems that everything goes into exactly once.
const SYSTEMS: [&str; 2] = ["atwork", "aisuda"];

#[test]
fn a_plan_is_sent_once_and_the_second_one_sends_nothing() {
    for system in SYSTEMS {
        let stage = Stage::new(system);
        let plan = stage.plan(&company(), Mode::Import);
        assert!(plan.operations().count() > 0, "{system}");
        let submitted = stage.submit(&plan, &stage.server);
        assert!(submitted.is_complete(), "{system}: {submitted:?}");
        let writes = stage.server.writes();
        assert_eq!(writes, plan.operations().count(), "{system}");
        assert_eq!(stage.plan(&company(), Mode::Import).operations().count(), 0);
        let again = stage.submit(&plan, &stage.server);
        assert!(again.is_complete());
        assert_eq!(stage.server.writes(), writes, "{system}");
    }
}

#[test]
fn whatever_fails_a_quiet_run_afterwards_leaves_exactly_the_plan_and_nothing_twice() {
    for system in SYSTEMS {
        let clean = Stage::new(system);
        let plan = clean.plan(&company(), Mode::Import);
        clean.submit(&plan, &clean.server);
        let expected = clean.done();
        for fault in FAULTS {
            for at in 1..=plan.operations().count() {
                let stage = Stage::new(system);
                let plan = stage.plan(&company(), Mode::Import);
                let network = Network {
                    server: &stage.server,
                    at,
                    fault,
                    writes: AtomicUsize::default(),
                };
                let first = stage.submit(&plan, &network);
                let is_unknown = |outcome: &Outcome| matches!(outcome, Outcome::Unknown(_));
                assert_eq!(first.count(is_unknown), 0, "{system} {fault:?} {at}");
                let second = stage.submit(&plan, &stage.server);
                assert!(second.is_complete(), "{system} {fault:?} {at}: {second:?}");
                assert_eq!(stage.done(), expected, "{system} {fault:?} {at}");
            }
        }
    }
}

#[test]
fn a_department_that_fails_holds_back_only_what_is_below_it() {
    let stage = Stage::new("atwork");
    let plan = stage.plan(&company(), Mode::Import);
    let network = Network {
        server: &stage.server,
        at: 1,
        fault: Fault::Unsent,
        writes: AtomicUsize::default(),
    };
    let submitted = stage.submit(&plan, &network);
    let outcome = |name: &str| {
        let operations = plan.operations().zip(&submitted.outcomes);
        let mut named = operations.filter(|(operation, _)| operation.subject.name.ends_with(name));
        named.next().unwrap().1.1.clone()
    };
    // Which of the two of one wave goes first is for the threads to say.
    let failed = ["研发部", "市场部"]
        .into_iter()
        .filter(|name| matches!(outcome(name), Outcome::Failed { .. }));
    let failed: Vec<_> = failed.collect();
    assert_eq!(failed.len(), 1);
    let below = outcome("后端组");
    match failed[0] {
        "研发部" => assert_eq!(below, Outcome::HeldBack),
        _ => assert!(below.is_good()),
    }
}

#[test]
fn a_mirror_of_atwork_renames_and_removes_and_asks_for_a_move_in_vain() {
    let stage = Stage::new("atwork");
    let plan = stage.plan(&company(), Mode::Import);
    stage.submit(&plan, &stage.server);
    let wanted = link(&[departments(
        "code name parent_code",
        &[
            ["1", ORGANISATION, ""],
            ["2", "技术部", "1"],
            ["3", "后端组", "1"],
        ],
    )]);
    let plan = stage.plan(&wanted, Mode::Mirror);
    let calls: Vec<_> = plan
        .operations()
        .map(|operation| (operation.call.as_str(), operation.subject.name.as_str()))
        .collect();
    assert_eq!(
        calls,
        [("org.update", "星河/技术部"), ("org.delete", "星河/市场部")]
    );
    assert!(stage.submit(&plan, &stage.server).is_complete());
    assert_eq!(stage.plan(&wanted, Mode::Mirror).operations().count(), 0);
}

#[test]
fn a_journal_tells_of_runs_and_nothing_of_people() {
    let stage = Stage::new("aisuda");
    let plan = stage.plan(&company(), Mode::Import);
    stage.submit(&plan, &stage.server);
    let journal = stage.journal();
    let [run] = &journal.runs().unwrap()[..] else {
        panic!("one run");
    };
    assert_eq!(run.outcomes.get("done"), Some(&1));
    assert_eq!(journal.operations(run.id).unwrap().len(), 1);
    drop(journal);
    let mut bytes = Vec::new();
    for entry in std::fs::read_dir(stage.folder.path()).unwrap() {
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
fn nothing_is_sent_once_the_journal_cannot_be_written() {
    let stage = Stage::new("atwork");
    let plan = stage.plan(&company(), Mode::Import);
    let journal = stage.journal();
    let run = stage.run_of(&plan);
    let other = rusqlite::Connection::open(stage.folder.path().join("journal.sqlite")).unwrap();
    other.execute_batch("DROP TABLE operations;").unwrap();
    let client = stage.client(&stage.server);
    let submission = Submission {
        plan: &plan,
        planner: stage.system.planner().unwrap(),
        endpoints: stage.system.live().unwrap().endpoints(),
        client: &client,
        read: &|| stage.read(),
        journal: &journal,
        run,
        clock: &Hurried::default(),
        now: &|| "now".to_owned(),
        stop: &AtomicBool::new(false),
        threads: 1,
        settling: Duration::ZERO,
        resolve: None,
        observe: &|_| {},
    };
    assert!(submission.run().is_err());
    assert_eq!(stage.server.writes(), 0);
}
