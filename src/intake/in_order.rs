//! Work that is done on other threads and handed back in the order it was given.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

/// How many pieces of work wait for each thread.
const PIECES_A_THREAD: usize = 2;

/// Work that was given to rayon's threads. It must not be used on one of these: it waits for them.
pub(super) struct InOrder<T> {
    waiting: VecDeque<Receiver<thread::Result<T>>>,
}

impl<T: Send + 'static> InOrder<T> {
    /// Starts without work.
    pub(super) fn new() -> Self {
        Self {
            waiting: VecDeque::new(),
        }
    }

    /// Gives out a piece of work.
    pub(super) fn start(&mut self, work: impl FnOnce() -> T + Send + 'static) {
        let (sender, receiver) = sync_channel(1);
        self.waiting.push_back(receiver);
        rayon::spawn(move || {
            // Nobody listens any more only where another piece of work has panicked.
            let _ = sender.send(catch_unwind(AssertUnwindSafe(work)));
        });
    }

    /// Whether enough work is waiting, so that a result should be taken first.
    pub(super) fn is_full(&self) -> bool {
        self.waiting.len() >= PIECES_A_THREAD * rayon::current_num_threads()
    }

    /// Waits for the oldest piece of work; `None` where there is none.
    pub(super) fn next(&mut self) -> Option<T> {
        let done = self.waiting.pop_front()?.recv();
        let done = done.expect("a piece of work sends its result even where it panics");
        Some(done.unwrap_or_else(|panic| resume_unwind(panic)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_work() {
        let mut work = InOrder::new();
        let mut done = Vec::new();
        for number in 0..100u64 {
            if work.is_full() {
                done.extend(work.next());
            }
            work.start(move || {
                thread::sleep(std::time::Duration::from_micros(number * 7 % 13 * 50));
                number
            });
        }
        done.extend(std::iter::from_fn(|| work.next()));
        assert_eq!(done, Vec::from_iter(0..100));
    }
}
