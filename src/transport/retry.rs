//! Tries again what may be tried again: reads that failed on the way, and writes that provably did not arrive.

use std::time::Duration;

use super::{Cause, Clock, Effect, Failure, Reply, Request, Transport};

/// How often a request is sent at most.
const TRIES: u32 = 3;

/// How long to wait after the first try, at most; it doubles from try to try.
const FIRST_WAIT: Duration = Duration::from_millis(500);

/// The longest wait that a server may ask for. One that wants more is not waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The statuses that say “later”.
const LATER: [u16; 4] = [429, 502, 503, 504];

/// A transport that tries again. A write that may have arrived is never repeated, whatever its reply; that is for
/// whoever can look whether it was done.
pub struct Retrying<T, C> {
    inner: T,
    clock: C,
}

impl<T: Transport, C: Clock> Retrying<T, C> {
    /// Tries again what `inner` failed to send, after waiting by `clock`.
    pub fn new(inner: T, clock: C) -> Self {
        Self { inner, clock }
    }

    /// How long to wait before another try; `None` where there is none.
    fn wait(
        &self,
        request: &Request,
        outcome: &Result<Reply, Failure>,
        tried: u32,
    ) -> Option<Duration> {
        if tried >= TRIES || !may_repeat(request, outcome) {
            return None;
        }
        let asked = outcome.as_ref().ok().and_then(Reply::retry_after);
        match asked {
            Some(wait) => Some(wait).filter(|wait| *wait <= LONGEST_WAIT),
            // Full jitter: clients that failed together do not come back together.
            None => Some((FIRST_WAIT * (1 << (tried - 1))).mul_f64(self.clock.chance())),
        }
    }
}

/// Whether `request`, whose last try had this `outcome`, may be sent once more.
fn may_repeat(request: &Request, outcome: &Result<Reply, Failure>) -> bool {
    let reads = request.effect == Effect::Reads;
    match outcome {
        Ok(reply) => reads && LATER.contains(&reply.status),
        Err(failure) => match failure.cause {
            Cause::Unreachable => true,
            Cause::Timeout(_) | Cause::Broken => reads,
            _ => false,
        },
    }
}

impl<T: Transport, C: Clock> Transport for Retrying<T, C> {
    fn send(&self, request: &Request) -> Result<Reply, Failure> {
        let mut tried = 0;
        loop {
            let outcome = self.inner.send(request);
            tried += 1;
            let Some(wait) = self.wait(request, &outcome, tried) else {
                return outcome;
            };
            self.clock.sleep(wait);
        }
    }

    fn slow_down(&self) {
        self.inner.slow_down();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::transport::Method;
    use crate::transport::tests::{FakeClock, Scripted, failure, status};

    fn outcome(effect: Effect, script: Vec<Result<Reply, Failure>>) -> (usize, Vec<Duration>) {
        let clock = FakeClock::default();
        let scripted = Scripted::new(script);
        let request = Request::new(Method::Get, "/", effect);
        let _ = Retrying::new(&scripted, &clock).send(&request);
        (scripted.sent(), clock.slept())
    }

    #[test]
    fn a_read_is_tried_three_times_and_a_write_only_when_it_did_not_arrive() {
        let timeout = Cause::Timeout(Duration::from_secs(1));
        for (cause, reads, writes) in [
            (Cause::Unreachable, 3, 3),
            (Cause::Broken, 3, 1),
            (timeout, 3, 1),
            (Cause::Untrusted, 1, 1),
            (Cause::TooLarge { limit: 1 }, 1, 1),
            (Cause::Interrupted, 1, 1),
        ] {
            for (effect, tries) in [(Effect::Reads, reads), (Effect::Writes, writes)] {
                let script = (0..5).map(|_| failure(cause.clone())).collect();
                assert_eq!(outcome(effect, script).0, tries, "{effect:?} {cause:?}");
            }
        }
        for (code, reads) in [(429, 3), (502, 3), (503, 3), (504, 3), (500, 1), (404, 1)] {
            let script = || (0..5).map(|_| status(code)).collect();
            assert_eq!(outcome(Effect::Reads, script()).0, reads, "{code}");
            assert_eq!(outcome(Effect::Writes, script()).0, 1, "{code}");
        }
    }

    #[test]
    fn the_first_good_reply_ends_the_trying() {
        let script = vec![failure(Cause::Broken), status(200), status(500)];
        assert_eq!(outcome(Effect::Reads, script).0, 2);
    }

    #[test]
    fn waits_grow_and_are_cut_by_chance() {
        let script = (0..3).map(|_| status(503)).collect();
        let (_, slept) = outcome(Effect::Reads, script);
        assert_eq!(slept, [250, 500].map(Duration::from_millis));
    }

    #[test]
    fn a_server_is_waited_for_as_long_as_it_asks_within_reason() {
        let asking = |seconds: &str| {
            let mut reply = status(429).unwrap();
            reply.headers = vec![("retry-after".into(), seconds.into())];
            Ok(reply)
        };
        let (sent, slept) = outcome(Effect::Reads, vec![asking("7"), status(200)]);
        assert_eq!((sent, slept), (2, vec![Duration::from_secs(7)]));
        let (sent, slept) = outcome(Effect::Reads, vec![asking("3600"), status(200)]);
        assert_eq!((sent, slept), (1, vec![]));
    }
}
