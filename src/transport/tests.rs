//! A transport that answers from a script, and a clock that does not wait.

use std::sync::Mutex;
use std::time::Duration;

use super::*;

/// Answers what it was told to, in order.
pub(super) struct Scripted(Mutex<(Vec<Result<Reply, Failure>>, usize)>);

impl Scripted {
    pub(super) fn new(mut script: Vec<Result<Reply, Failure>>) -> Self {
        script.reverse();
        Self(Mutex::new((script, 0)))
    }

    /// How many requests came.
    pub(super) fn sent(&self) -> usize {
        self.0.lock().unwrap().1
    }
}

impl Transport for Scripted {
    fn send(&self, _: &Request) -> Result<Reply, Failure> {
        let mut held = self.0.lock().unwrap();
        held.1 += 1;
        held.0.pop().expect("the script is long enough")
    }
}

pub(super) fn status(status: u16) -> Result<Reply, Failure> {
    Ok(Reply {
        status,
        headers: Vec::new(),
        body: Vec::new(),
    })
}

pub(super) fn failure(cause: Cause) -> Result<Reply, Failure> {
    Err(Failure::new(cause, "it failed"))
}

/// Jumps ahead instead of waiting; chance is always a half.
#[derive(Default)]
pub(super) struct FakeClock(Mutex<(Duration, Vec<Duration>)>);

impl FakeClock {
    /// How long it was asked to wait, in order.
    pub(super) fn slept(&self) -> Vec<Duration> {
        self.0.lock().unwrap().1.clone()
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Duration {
        self.0.lock().unwrap().0
    }

    fn sleep(&self, time: Duration) {
        let mut held = self.0.lock().unwrap();
        held.0 += time;
        held.1.push(time);
    }

    fn chance(&self) -> f64 {
        0.5
    }
}
