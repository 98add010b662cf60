//! Time and chance, so that tests can have their own.

use std::thread;
use std::time::{Duration, Instant};

/// Tells the time, waits, and throws dice.
pub trait Clock: Sync {
    /// The time since some moment that stays the same.
    fn now(&self) -> Duration;

    /// Waits for `time`.
    fn sleep(&self, time: Duration);

    /// A number from 0 to 1 that nobody can foretell.
    fn chance(&self) -> f64;
}

/// The time of this machine.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock(Instant);

impl SystemClock {
    /// A clock that begins now.
    #[must_use]
    pub fn start() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Duration {
        self.0.elapsed()
    }

    fn sleep(&self, time: Duration) {
        thread::sleep(time);
    }

    fn chance(&self) -> f64 {
        fastrand::f64()
    }
}
