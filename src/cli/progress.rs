//! A progress bar on standard error, for work that takes longer than a second.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// How long work may take before it shows a bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the bar is drawn.
const TICK: Duration = Duration::from_millis(120);

/// What is drawn of work whose size is known.
const TEMPLATE: &str = "{msg} {wide_bar} {bytes}/{total_bytes} {eta}";

/// What is drawn of work that is counted in pieces.
const COUNTING: &str = "{msg} {wide_bar} {pos}/{len} {per_sec} {eta}";

/// What is drawn of work whose size nobody knows.
const GROWING: &str = "{spinner} {msg} {bytes}";

/// A bar that is drawn until it is dropped. A thread of its own asks how far the work is; the work knows nothing of it.
pub(super) struct Progress {
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Progress {
    /// Starts waiting for work that `poll` measures: what is done and how much there is, in bytes.
    pub(super) fn start(what: String, poll: impl Fn() -> (u64, u64) + Send + 'static) -> Self {
        Self::drawing(move |goes_on| {
            draw(TEMPLATE, goes_on, |bar| show(bar, &what, poll()));
        })
    }

    /// Starts waiting for work that goes in stages, each with a name and pieces of its own: `poll` tells the stage, what
    /// is done of it, and how much there is.
    pub(super) fn counting(poll: impl Fn() -> (String, u64, u64) + Send + 'static) -> Self {
        Self::drawing(move |goes_on| {
            draw(COUNTING, goes_on, |bar| {
                let (what, done, total) = poll();
                if bar.message() != what {
                    // Rate and remaining time are those of the stage.
                    bar.reset();
                }
                show(bar, &what, (done, total));
            });
        })
    }

    /// Starts waiting for work of which only is known how many bytes are done, as `poll` tells.
    pub(super) fn growing(what: String, poll: impl Fn() -> u64 + Send + 'static) -> Self {
        Self::drawing(move |goes_on| {
            draw(GROWING, goes_on, |bar| show(bar, &what, (poll(), 0)));
        })
    }

    fn drawing(draw: impl FnOnce(&dyn Fn(Duration) -> bool) + Send + 'static) -> Self {
        let (stop, stopped) = mpsc::channel::<()>();
        let goes_on = move |wait| stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout);
        let thread = thread::Builder::new()
            .name("progress".into())
            .spawn(move || {
                if goes_on(PATIENCE) {
                    draw(&goes_on);
                }
            });
        Self {
            stop: Some(stop),
            thread: thread.ok(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            // A bar that failed is no reason to fail the work.
            let _ = thread.join();
        }
    }
}

fn show(bar: &ProgressBar, what: &str, (done, total): (u64, u64)) {
    if bar.message() != what {
        bar.set_message(what.to_owned());
    }
    bar.set_length(total.max(done));
    bar.set_position(done);
}

fn draw(template: &str, goes_on: &dyn Fn(Duration) -> bool, show: impl Fn(&ProgressBar)) {
    let style =
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
    bar.set_style(style);
    loop {
        show(&bar);
        if !goes_on(TICK) {
            break;
        }
    }
    bar.finish_and_clear();
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Instant;

    use super::*;

    #[test]
    fn short_work_is_not_asked_and_not_delayed() {
        let asked = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&asked);
        let started = Instant::now();
        drop(Progress::start("reading".into(), move || {
            counter.fetch_add(1, Ordering::Relaxed);
            (0, 1)
        }));
        assert!(started.elapsed() < PATIENCE);
        assert_eq!(asked.load(Ordering::Relaxed), 0);
    }
}
