//! Which requests go wrong, by count and by a chance that is the same every time.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::Faults;

/// What becomes of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is carried out and answered.
    Answered,
    /// There were too many: 429, and how long to stay away.
    Throttled(Duration),
    /// It is not carried out: 503.
    Refused,
    /// It is carried out and answered with 500.
    Lost,
    /// It is carried out, and the connection is cut.
    Cut,
}

/// Decides what becomes of requests.
pub(super) struct Fates {
    faults: Faults,
    held: Mutex<Held>,
}

struct Held {
    chance: fastrand::Rng,
    /// How many requests there were.
    count: u64,
    /// The beginning of the time that requests are counted in, and how many it had.
    window: (Instant, u32),
}

impl Fates {
    pub(super) fn new(faults: Faults) -> Self {
        Self {
            faults,
            held: Mutex::new(Held {
                chance: fastrand::Rng::with_seed(faults.seed),
                count: 0,
                window: (Instant::now(), 0),
            }),
        }
    }

    /// How long every reply takes.
    pub(super) fn latency(&self) -> Duration {
        self.faults.latency
    }

    /// What becomes of the request that came at `now`.
    pub(super) fn next(&self, now: Instant) -> Fate {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(rate) = self.faults.throttle {
            let passed = now.saturating_duration_since(held.window.0);
            if passed >= rate.every {
                held.window = (now, 0);
            }
            if held.window.1 >= rate.requests {
                return Fate::Throttled(rate.every.saturating_sub(passed));
            }
            held.window.1 += 1;
        }
        held.count += 1;
        let is_cut = |every| held.count.is_multiple_of(every);
        if self.faults.reset_after.is_some_and(is_cut) {
            return Fate::Cut;
        }
        match held.chance.f64() {
            chance if chance < self.faults.fail_rate / 2.0 => Fate::Refused,
            chance if chance < self.faults.fail_rate => Fate::Lost,
            _ => Fate::Answered,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Rate;

    fn fates(faults: Faults, count: usize) -> Vec<Fate> {
        let fates = Fates::new(faults);
        let now = Instant::now();
        (0..count).map(|_| fates.next(now)).collect()
    }

    #[test]
    fn nothing_goes_wrong_unless_it_is_asked_for() {
        assert_eq!(fates(Faults::default(), 100), [Fate::Answered; 100]);
    }

    #[test]
    fn the_same_seed_fails_the_same_requests_about_as_often_as_asked() {
        let faults = |seed| Faults {
            fail_rate: 0.2,
            seed,
            ..Faults::default()
        };
        let found = fates(faults(7), 1000);
        assert_eq!(found, fates(faults(7), 1000));
        assert_ne!(found, fates(faults(8), 1000));
        let count = |fate| found.iter().filter(|found| **found == fate).count();
        for fate in [Fate::Refused, Fate::Lost] {
            assert!(
                (60..140).contains(&count(fate)),
                "{fate:?}: {}",
                count(fate)
            );
        }
    }

    #[test]
    fn every_so_many_requests_a_connection_is_cut() {
        let faults = Faults {
            reset_after: Some(3),
            ..Faults::default()
        };
        let (good, cut) = (Fate::Answered, Fate::Cut);
        assert_eq!(fates(faults, 6), [good, good, cut, good, good, cut]);
    }

    #[test]
    fn what_is_more_than_the_rate_is_sent_away_until_the_time_is_over() {
        let fates = Fates::new(Faults {
            throttle: Rate::parse("2/s"),
            ..Faults::default()
        });
        let now = Instant::now() + Duration::from_secs(5);
        let later = |milliseconds| now + Duration::from_millis(milliseconds);
        let found = [0, 1, 2, 999, 1000].map(|after| fates.next(later(after)));
        assert_eq!(found[..2], [Fate::Answered; 2]);
        assert!(matches!(found[2], Fate::Throttled(_)));
        assert_eq!(found[3], Fate::Throttled(Duration::from_millis(1)));
        assert_eq!(found[4], Fate::Answered);
    }
}
