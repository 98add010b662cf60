//! Sends no more requests than a remote wants.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::config::Rate;

use super::{Clock, Failure, Reply, Request, Transport};

/// The time between two requests once a server without a rate has said that it is too much.
const FIRST_INTERVAL: Duration = Duration::from_millis(200);

/// However often a server complains, it gets a request this often.
const LONGEST_INTERVAL: Duration = Duration::from_secs(60);

/// A transport that keeps requests apart. Whenever the server says that it is too much, they go half as fast.
pub struct Paced<T, C> {
    inner: T,
    clock: C,
    pace: Mutex<Pace>,
}

struct Pace {
    interval: Duration,
    /// When the next request may go.
    next: Duration,
}

impl<T: Transport, C: Clock> Paced<T, C> {
    /// Keeps what goes to `inner` within `rate`, by `clock`; without a rate everything goes at once until the server
    /// complains.
    pub fn new(inner: T, rate: Option<Rate>, clock: C) -> Self {
        let interval = rate.map(|rate| rate.every / rate.requests.max(1));
        Self {
            pace: Mutex::new(Pace {
                interval: interval.unwrap_or_default(),
                next: clock.now(),
            }),
            inner,
            clock,
        }
    }

    /// Takes the next place in the queue and returns how long it is until then.
    fn place(&self) -> Duration {
        let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        let place = pace.next.max(now);
        pace.next = place + pace.interval;
        place - now
    }
}

impl<T: Transport, C: Clock> Transport for Paced<T, C> {
    fn send(&self, request: &Request) -> Result<Reply, Failure> {
        let wait = self.place();
        if !wait.is_zero() {
            self.clock.sleep(wait);
        }
        let outcome = self.inner.send(request);
        if outcome.as_ref().is_ok_and(|reply| reply.status == 429) {
            self.slow_down();
        }
        outcome
    }

    fn slow_down(&self) {
        let mut pace = self.pace.lock().unwrap_or_else(PoisonError::into_inner);
        let slower = pace.interval * 2;
        pace.interval = slower.clamp(FIRST_INTERVAL, LONGEST_INTERVAL);
        pace.next = pace.next.max(self.clock.now() + pace.interval);
        self.inner.slow_down();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::tests::{FakeClock, Scripted, status};
    use crate::transport::{Effect, Method};

    fn milliseconds(slept: Vec<Duration>) -> Vec<u128> {
        slept.iter().map(Duration::as_millis).collect()
    }

    #[test]
    fn requests_keep_the_distance_that_was_configured() {
        let clock = FakeClock::default();
        let scripted = Scripted::new((0..4).map(|_| status(200)).collect());
        let paced = Paced::new(&scripted, Rate::parse("10/s"), &clock);
        let request = Request::new(Method::Get, "/", Effect::Reads);
        for _ in 0..3 {
            paced.send(&request).unwrap();
        }
        assert_eq!(milliseconds(clock.slept()), [100, 100]);
        clock.sleep(Duration::from_secs(5));
        paced.send(&request).unwrap();
        assert_eq!(milliseconds(clock.slept()), [100, 100, 5000]);
    }

    #[test]
    fn a_server_that_complains_gets_half_as_much() {
        let clock = FakeClock::default();
        let script = [200, 429, 200, 200, 200].map(status);
        let scripted = Scripted::new(script.into());
        let paced = Paced::new(&scripted, Rate::parse("2/s"), &clock);
        let request = Request::new(Method::Get, "/", Effect::Reads);
        for _ in 0..4 {
            paced.send(&request).unwrap();
        }
        assert_eq!(milliseconds(clock.slept()), [500, 1000, 1000]);
        paced.slow_down();
        paced.send(&request).unwrap();
        assert_eq!(milliseconds(clock.slept()), [500, 1000, 1000, 2000]);
    }

    #[test]
    fn without_a_rate_nothing_waits_until_the_server_complains() {
        let clock = FakeClock::default();
        let script = [200, 200, 429, 200].map(status);
        let scripted = Scripted::new(script.into());
        let paced = Paced::new(&scripted, None, &clock);
        let request = Request::new(Method::Get, "/", Effect::Reads);
        for _ in 0..4 {
            paced.send(&request).unwrap();
        }
        assert_eq!(milliseconds(clock.slept()), [200]);
    }
}
