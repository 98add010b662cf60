//! Requests that nobody waits for any more, and users who do not wait.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::plan::Mode;
use crate::submit::{Outcome, Stop};
use crate::system::PayloadOptions;
use crate::transport::{Clock, Effect, Failure, Reply, Request, Transport};

use super::network::{Fault, Network};
use super::stage::{Course, Play, SETTLING, Stage, Start, company};

fn play() -> Play {
    let options = PayloadOptions::default();
    Play::new("atwork", &Start::Empty, &company(), Mode::Import, &options)
}

/// Lets a run die with its first request.
fn die(stage: &Stage<'_>) {
    let faults = [(1, Fault::DiesAndLate)];
    let network = Network::new(stage, &faults);
    let course = Course {
        fails_to_read: &|_| network.is_dead(),
        ..Course::over(&network)
    };
    let submitted = stage.take(&stage.play.plan, &course).unwrap();
    assert!(submitted.error.is_some());
    let (_, outcome) = &submitted.outcomes[0];
    assert!(matches!(outcome, Outcome::Unknown(_)), "{outcome:?}");
}

#[test]
fn a_run_waits_until_what_a_dead_one_sent_can_no_longer_be_at_work_and_no_longer() {
    let play = play();
    let expected = play.expected();
    for (later, waits) in [(0, true), (30, true), (61, false)] {
        let stage = play.stage();
        die(&stage);
        stage.clock.sleep(Duration::from_secs(later));
        let began = stage.clock.now();
        assert!(stage.submit().is_complete());
        let waited = stage.clock.now() - began;
        assert!(waited + Duration::from_secs(later) >= SETTLING || !waits);
        assert!(waits || waited < SETTLING / 2, "{waited:?}");
        assert_eq!(stage.done(), expected, "{later}");
    }
}

#[test]
fn what_a_dead_run_of_another_plan_sent_is_waited_for_too() {
    let play = play();
    let stage = play.stage();
    die(&stage);
    // The first department is not there yet, so that this plan wants it too.
    let mut other = stage.plan(&company(), Mode::Import, &PayloadOptions::default());
    other.remote.name = "another name of the same".into();
    assert_ne!(other.fingerprint(), play.plan.fingerprint());
    let submitted = stage.take(&other, &Course::over(&stage.server)).unwrap();
    assert!(submitted.is_complete(), "{submitted:?}");
    assert_eq!(stage.done(), play.expected());
}

/// A network whose user interrupts while a writing request is under way.
struct Interrupted<'n>(&'n Stage<'n>, AtomicBool);

impl Transport for Interrupted<'_> {
    fn send(&self, request: &Request) -> Result<Reply, Failure> {
        self.1
            .fetch_or(request.effect == Effect::Writes, Ordering::Relaxed);
        self.0.server.send(request)
    }
}

#[test]
fn an_interrupt_lets_what_is_under_way_finish_and_sends_nothing_more() {
    let play = play();
    let stage = play.stage();
    let network = Interrupted(&stage, AtomicBool::new(false));
    let course = Course {
        stop: &network.1,
        ..Course::over(&network)
    };
    let submitted = stage.take(&play.plan, &course).unwrap();
    assert_eq!(submitted.stop, Some(Stop::Interrupted));
    assert_eq!(stage.server.writes(), 1);
    let is_done = |outcome: &Outcome| matches!(outcome, Outcome::Done(_));
    let is_not_sent = |outcome: &Outcome| matches!(outcome, Outcome::NotSent);
    let total = play.plan.operations().count();
    assert_eq!(submitted.count(is_done), 1);
    assert_eq!(submitted.count(is_not_sent), total - 1);
    assert!(stage.submit().is_complete());
    assert_eq!(stage.done(), play.expected());
}

#[test]
fn an_interrupt_ends_a_wait_and_what_is_unknown_stays_so() {
    let play = play();
    let stage = play.stage();
    die(&stage);
    let stop = AtomicBool::new(true);
    let course = Course {
        stop: &stop,
        ..Course::over(&stage.server)
    };
    let began = stage.clock.now();
    let submitted = stage.take(&play.plan, &course).unwrap();
    assert_eq!(submitted.stop, Some(Stop::Interrupted));
    assert_eq!(stage.clock.now(), began);
    assert_eq!(stage.server.writes(), 0);
    let is_unknown = |outcome: &Outcome| matches!(outcome, Outcome::Unknown(_));
    assert_eq!(submitted.count(is_unknown), 1);
    assert!(stage.submit().is_complete());
    assert_eq!(stage.done(), play.expected());
}

#[test]
fn who_asks_to_stay_away_for_an_hour_is_not_waited_for() {
    struct Busy<'n>(&'n Stage<'n>);
    impl Transport for Busy<'_> {
        fn send(&self, request: &Request) -> Result<Reply, Failure> {
            if request.effect == Effect::Reads {
                return self.0.server.send(request);
            }
            let mut reply = Reply::json(429, &());
            reply.headers = vec![("retry-after".into(), "3600".into())];
            Ok(reply)
        }
    }
    let play = play();
    let stage = play.stage();
    let busy = Busy(&stage);
    let submitted = stage.take(&play.plan, &Course::over(&busy)).unwrap();
    assert!(stage.clock.now() < SETTLING, "{:?}", stage.clock.now());
    let is_429 = |outcome: &Outcome| matches!(outcome, Outcome::Failed { code: 429, .. });
    assert!(submitted.count(is_429) > 0);
}
