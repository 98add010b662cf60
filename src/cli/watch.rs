//! Shows how a submission is going: a bar for each wave on a terminal, else a line now and then.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use orgferry::locale::{Arguments, Locale};
use orgferry::submit;

use super::console::Console;
use super::progress::Progress;

/// How often somebody who watches no terminal is told how it goes.
const HEARTBEAT: Duration = Duration::from_secs(10);

/// How soon somebody who interrupts is told what that does.
const TICK: Duration = Duration::from_millis(100);

/// What was seen of a run.
#[derive(Clone, Copy)]
struct Seen {
    progress: submit::Progress,
    /// When sending began, and how much was settled by then.
    since: (Instant, usize),
}

impl Seen {
    fn nothing() -> Self {
        Self {
            progress: submit::Progress::default(),
            since: (Instant::now(), 0),
        }
    }

    fn take(&mut self, progress: submit::Progress) {
        if self.progress.wave == 0 && progress.wave > 0 {
            self.since = (Instant::now(), progress.settled);
        }
        self.progress = progress;
    }
}

/// Lets `run` go, which tells what it is given how it goes, and shows that until it has ended. `stop` is set by who
/// interrupts.
pub(super) fn watched<T>(
    console: &Console,
    stop: &AtomicBool,
    run: impl FnOnce(&(dyn Fn(submit::Progress) + Sync)) -> T,
) -> T {
    let seen = Arc::new(Mutex::new(Seen::nothing()));
    let look = {
        let seen = Arc::clone(&seen);
        move || *seen.lock().unwrap_or_else(PoisonError::into_inner)
    };
    let _bar = console.is_watched().then(|| {
        let locale = Locale::new(console.locale().language());
        let look = look.clone();
        Progress::counting(move || {
            let progress = look().progress;
            let done = progress.settled_of_wave as u64;
            (
                stage(&progress, &locale),
                done,
                progress.total_of_wave as u64,
            )
        })
    });
    let observe = |progress: submit::Progress| {
        if progress.is_waiting {
            console.note(&console.locale().text("submit-waiting"));
        }
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.take(progress);
    };
    let (ending, ended) = mpsc::channel::<()>();
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut told = Instant::now();
            let mut is_told_of_stop = false;
            while ended.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
                if !is_told_of_stop && stop.load(Ordering::Relaxed) {
                    is_told_of_stop = true;
                    console.say(&console.locale().text("submit-stopping"));
                }
                if !console.is_watched() && told.elapsed() >= HEARTBEAT {
                    told = Instant::now();
                    console.note(&heartbeat(&look(), told, console.locale()));
                }
            }
        });
        let outcome = run(&observe);
        drop(ending);
        outcome
    })
}

/// Which wave is being sent, and how many operations failed so far.
fn stage(progress: &submit::Progress, locale: &Locale) -> String {
    let numbers = Arguments::default()
        .with("wave", progress.wave)
        .with("waves", progress.waves)
        .with("failed", progress.failed);
    locale.format("submit-stage", &numbers)
}

/// How it goes at `now`, in a line.
fn heartbeat(seen: &Seen, now: Instant, locale: &Locale) -> String {
    let (progress, (since, settled)) = (&seen.progress, seen.since);
    let passed = now.saturating_duration_since(since).as_secs_f64();
    let rate = (progress.settled - settled) as f64 / passed.max(f64::MIN_POSITIVE);
    let left = (progress.total - progress.settled) as f64 / rate;
    let left = Duration::try_from_secs_f64(left).map(time);
    let numbers = Arguments::default()
        .with("wave", progress.wave)
        .with("waves", progress.waves)
        .with("settled", progress.settled)
        .with("total", progress.total)
        .with("failed", progress.failed)
        .with("rate", format!("{rate:.1}"))
        .with("left", left.unwrap_or_else(|_| "?".to_owned()));
    locale.format("submit-progress", &numbers)
}

/// A length of time as `1:02:03` or `2:03`.
pub(super) fn time(time: Duration) -> String {
    let seconds = time.as_secs();
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        hours => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use orgferry::locale::Language;

    use super::*;

    #[test]
    fn a_line_tells_counts_rate_and_the_time_that_is_left() {
        let progress = |wave, settled| submit::Progress {
            wave,
            waves: 3,
            settled,
            failed: 1,
            total: 1000,
            ..submit::Progress::default()
        };
        let mut seen = Seen::nothing();
        // What was settled before anything was sent says nothing of how fast it goes.
        seen.take(progress(1, 400));
        seen.take(progress(2, 500));
        let now = seen.since.0 + Duration::from_secs(50);
        for (language, line) in [
            (
                Language::English,
                "Wave 2 of 3: 500 of 1000 settled, 1 failed, 2.0 a second, about 4:10 left",
            ),
            (
                Language::Chinese,
                "第 2/3 批：已处理 500/1000，失败 1，每秒 2.0 个，约剩 4:10",
            ),
        ] {
            assert_eq!(heartbeat(&seen, now, &Locale::new(language)), line);
        }
        seen.progress.settled = 400;
        let stuck = heartbeat(&seen, now, &Locale::new(Language::English));
        assert!(stuck.ends_with("about ? left"), "{stuck}");
    }

    #[test]
    fn times_have_hours_only_where_they_last_so_long() {
        for (seconds, text) in [(0, "0:00"), (125, "2:05"), (3723, "1:02:03")] {
            assert_eq!(time(Duration::from_secs(seconds)), text);
        }
    }
}
