//! A server that has one directory and is to get another, and everything a run needs, none of it real but the journal.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

use jiff::{Timestamp, Zoned, tz::TimeZone};

use crate::config::{Limits, Reading, Remote};
use crate::directory::Directory;
use crate::directory::example::{departments, link, members, sources};
use crate::error::{Error, ErrorKind, Result};
use crate::intake;
use crate::plan::{Accepted, Addressee, Mode, Plan, State, Totals};
use crate::source::{Located, Location, Meter};
use crate::submit::{Journal, Outcome, Resolve, RunId, Submission, Submitted};
use crate::system::{
    CallFault, Client, Identity, Modelled, PayloadOptions, Planner, Seen, Session, System, Wanted,
    by_name,
};
use crate::transport::{Clock, Request, Transport};

pub(super) const ORGANISATION: &str = "星河";

/// How long a request that nobody answered may still be at work.
pub(super) const SETTLING: Duration = Duration::from_secs(60);

/// However much a plan removes.
pub(super) const EVERYTHING: Accepted = Accepted {
    removals: Some(usize::MAX),
    moves: Some(usize::MAX),
};

/// A directory that every system can take.
pub(super) fn company() -> Directory {
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

/// What the server has from the start.
pub(super) enum Start<'d> {
    /// Its organisation and nothing else.
    Empty,
    /// This directory; SeaTable has it in the company that it is bound to, and no accounts.
    Seeded(&'d Directory),
}

/// A plan, and the server it is for.
pub(super) struct Play {
    pub(super) system: &'static dyn System,
    pub(super) plan: Plan,
    remote: Remote,
    /// The server before anything is sent.
    state: String,
    /// What was read of the server in each of its states.
    read: Mutex<HashMap<String, Arc<Directory>>>,
}

impl Play {
    pub(super) fn new(
        system: &str,
        start: &Start<'_>,
        wanted: &Directory,
        mode: Mode,
        options: &PayloadOptions,
    ) -> Self {
        let name = Some(ORGANISATION.to_owned());
        let system = by_name(system).unwrap();
        let mut server = system.live().unwrap().server(&Identity::open(ORGANISATION));
        if let Start::Seeded(directory) = start {
            server.seed(directory);
        }
        let mut play = Self {
            plan: Plan::new(addressee(system), mode, Vec::new(), Totals::default()),
            remote: Remote {
                organization: name.clone(),
                company: name,
                ..Remote::default()
            },
            state: server.state(),
            read: Mutex::default(),
            system,
        };
        play.plan = play.stage().plan(wanted, mode, options);
        play
    }

    pub(super) fn planner(&self) -> &'static dyn Planner {
        self.system.planner().unwrap()
    }

    /// The server as it is before anything is sent.
    pub(super) fn stage(&self) -> Stage<'_> {
        let live = self.system.live().unwrap();
        let mut server = live.server(&Identity::open(ORGANISATION));
        server.restore(&self.state).unwrap();
        Stage {
            play: self,
            server: Modelled::new(server, || SystemTime::UNIX_EPOCH),
            clock: Hurried::default(),
            journal: Journal::in_memory().unwrap(),
            pending: Mutex::default(),
        }
    }

    /// What the server does when nothing fails, sorted.
    pub(super) fn expected(&self) -> Vec<String> {
        let stage = self.stage();
        let submitted = stage.submit();
        assert!(submitted.is_complete(), "{submitted:?}");
        stage.done()
    }
}

fn addressee(system: &dyn System) -> Addressee {
    Addressee {
        name: "test".into(),
        system: system.name().into(),
        url: "https://example.com".into(),
        organization: ORGANISATION.into(),
    }
}

/// A server, a journal, and the time.
pub(super) struct Stage<'p> {
    pub(super) play: &'p Play,
    pub(super) server: Modelled,
    pub(super) clock: Hurried,
    pub(super) journal: Journal,
    /// Requests that arrive later, and when.
    pending: Mutex<Vec<(Duration, Request)>>,
}

/// What of a run is not as usual.
pub(super) struct Course<'c> {
    pub(super) transport: &'c dyn Transport,
    /// Whether the reading of the server with this number fails.
    pub(super) fails_to_read: &'c (dyn Fn(usize) -> bool + Sync),
    pub(super) stop: &'c AtomicBool,
    pub(super) threads: usize,
    pub(super) resolve: Option<Resolve>,
    pub(super) accepted: Accepted,
}

impl<'c> Course<'c> {
    pub(super) fn over(transport: &'c dyn Transport) -> Self {
        Self {
            transport,
            fails_to_read: &|_| false,
            stop: &NEVER,
            threads: 1,
            resolve: None,
            accepted: Accepted::default(),
        }
    }
}

static NEVER: AtomicBool = AtomicBool::new(false);

impl Stage<'_> {
    fn client<'c>(&self, transport: &'c dyn Transport) -> Client<'c> {
        let (system, remote) = (self.play.system, &self.play.remote);
        let settings = system.live().unwrap().settings(remote).unwrap();
        Client::new(system, settings, Box::new(OpenDoor), transport)
    }

    /// Lets `request` arrive after `delay`, whoever still waits for it.
    pub(super) fn delay(&self, request: &Request, delay: Duration) {
        let due = self.clock.now() + delay;
        self.pending.lock().unwrap().push((due, request.clone()));
    }

    /// Lets everything arrive that is due.
    pub(super) fn arrive(&self) {
        let now = self.clock.now();
        let mut pending = self.pending.lock().unwrap();
        for (_, request) in pending.extract_if(.., |(due, _)| *due <= now) {
            self.server.send(&request).unwrap();
        }
    }

    pub(super) fn read(&self) -> Arc<Directory> {
        self.arrive();
        let state = || self.server.look(|server| server.state());
        let before = state();
        if let Some(known) = self.play.read.lock().unwrap().get(&before) {
            return Arc::clone(known);
        }
        let read = Arc::new(self.read_anew());
        // What changed meanwhile is of neither state.
        if state() == before {
            let mut known = self.play.read.lock().unwrap();
            known.insert(before, Arc::clone(&read));
        }
        read
    }

    fn read_anew(&self) -> Directory {
        let live = self.play.system.live().unwrap();
        let client = self.client(&self.server);
        let inputs = intake::spool("test", live, &client, &self.play.remote, &mut |_| {}).unwrap();
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
        intake::read(&located, options, &Arc::new(Meter::default())).directory
    }

    pub(super) fn plan(&self, wanted: &Directory, mode: Mode, options: &PayloadOptions) -> Plan {
        let current = self.read();
        let wanted = Wanted {
            directory: wanted,
            sources: &sources(),
            mode,
            options,
        };
        let planner = self.play.planner();
        let draft = planner.draft(wanted, &State::of(&current)).unwrap();
        let totals = Totals {
            departments: current.departments().len(),
            members: current.member_count(),
        };
        let mut plan = Plan::new(addressee(self.play.system), mode, Vec::new(), totals);
        plan.notes = draft.notes;
        plan.waves = draft.waves;
        plan
    }

    pub(super) fn now(&self) -> Zoned {
        let now = i64::try_from(self.clock.now().as_secs()).unwrap();
        Timestamp::from_second(now).unwrap().to_zoned(TimeZone::UTC)
    }

    pub(super) fn run_of(&self, plan: &Plan) -> RunId {
        let fingerprint = plan.fingerprint();
        let unfinished = self.journal.unfinished(&fingerprint).unwrap();
        unfinished.unwrap_or_else(|| {
            let count = plan.operations().count();
            let journal = &self.journal;
            let begun = journal.begin(&plan.remote, plan.mode, &fingerprint, count, &self.now());
            begun.unwrap()
        })
    }

    /// Sends the plan while nothing fails.
    pub(super) fn submit(&self) -> Submitted {
        let course = Course {
            accepted: EVERYTHING,
            ..Course::over(&self.server)
        };
        self.take(&self.play.plan, &course).unwrap()
    }

    pub(super) fn take(&self, plan: &Plan, course: &Course<'_>) -> Result<Submitted> {
        let client = self.client(course.transport);
        let reads = AtomicUsize::new(0);
        let read = || match (course.fails_to_read)(reads.fetch_add(1, Ordering::Relaxed) + 1) {
            true => Err(Error::new(ErrorKind::Remote, "plan-no-organisation")),
            false => Ok(self.read()),
        };
        Submission {
            plan,
            accepted: course.accepted,
            planner: self.play.planner(),
            endpoints: self.play.system.live().unwrap().endpoints(),
            client: &client,
            read: &read,
            journal: &self.journal,
            run: self.run_of(plan),
            clock: &self.clock,
            now: &|| self.now(),
            stop: course.stop,
            threads: course.threads,
            settling: SETTLING,
            resolve: course.resolve,
            observe: &|_| {},
        }
        .run()
    }

    /// What the server did, sorted.
    pub(super) fn done(&self) -> Vec<String> {
        let mut done: Vec<String> = self.server.look(|server| {
            let mutations = server.mutations().iter();
            mutations
                .map(|mutation| format!("{} {}", mutation.operation, mutation.subject))
                .collect()
        });
        done.sort();
        done
    }

    /// Holds `submitted` against the server: what is there is not told to have failed or not to have been sent.
    pub(super) fn judge(&self, submitted: &Submitted, what: &dyn std::fmt::Debug) {
        let current = self.read();
        let state = State::of(&current);
        let mut ids = crate::system::Ids::new();
        for (key, outcome) in &submitted.outcomes {
            if let Outcome::Done(Some(id)) | Outcome::AlreadyThere(Some(id)) = outcome {
                ids.insert(key.clone(), id.clone());
            }
        }
        let operations = self.play.plan.operations().zip(&submitted.outcomes);
        for (operation, (_, outcome)) in operations {
            let is_there = self.play.planner().look(operation, &ids, &state);
            let subject = &operation.subject.name;
            match is_there {
                Seen::Done(_) => assert!(
                    outcome.is_good() || matches!(outcome, Outcome::Unknown(_)),
                    "{what:?}: {subject} is there and told to be {outcome:?}"
                ),
                _ => assert!(
                    !outcome.is_good(),
                    "{what:?}: {subject} is not there and told to be {outcome:?}"
                ),
            }
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
pub(super) struct Hurried(Mutex<Duration>);

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
