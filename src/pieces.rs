//! Work in pieces, each done by whichever thread has time, and handed on in order while more of it is done.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many pieces a thread are begun before the first of them is handed on.
const PIECES_A_THREAD: usize = 4;

/// The same as [`each_in_order`] where every piece can be taken.
pub(crate) fn each<T: Default + Send>(
    count: usize,
    make: impl Fn(usize, &mut T) + Sync,
    mut take: impl FnMut(&mut T),
) {
    let Ok(()) = each_in_order(count, make, |piece| {
        take(piece);
        Ok::<_, Infallible>(())
    });
}

/// Lets `make` make each of `count` pieces from one that is as it was taken before, or new, and `take` have them in
/// order. This thread takes, and makes pieces while the next one to take is not there.
///
/// # Errors
/// When `take` cannot have one.
pub(crate) fn each_in_order<T: Default + Send, E>(
    count: usize,
    make: impl Fn(usize, &mut T) + Sync,
    mut take: impl FnMut(&mut T) -> Result<(), E>,
) -> Result<(), E> {
    let threads = rayon::current_num_threads().min(count);
    let line = Line::new(count, PIECES_A_THREAD * threads);
    let make = |number, mut piece| {
        make(number, &mut piece);
        line.put(number, piece);
    };
    let help = || {
        let in_panic = Ending(&line);
        while let Some((number, piece)) = line.begin() {
            make(number, piece);
        }
        std::mem::forget(in_panic);
    };
    thread::scope(|scope| {
        // However this ends, the threads end with it.
        let _in_any_case = Ending(&line);
        for _ in 1..threads {
            // A new thread begins where nothing else is done; one that slept may have to wait for the one that woke it.
            // Where there can be no more of them, fewer do.
            let helper = thread::Builder::new().spawn_scoped(scope, help);
            if helper.is_err() {
                break;
            }
        }
        // A thread that panics ends the line; the scope hands the panic on.
        while let Some(next) = line.next() {
            match next {
                Next::Take(mut piece) => {
                    take(&mut piece)?;
                    line.give_back(piece);
                }
                Next::Make(number, piece) => make(number, piece),
            }
        }
        Ok(())
    })
}

/// What is to be done next by the thread that takes.
enum Next<T> {
    /// The first piece is there.
    Take(T),
    /// It is not, and this one may be begun.
    Make(usize, T),
}

/// The pieces that are begun and not handed on.
struct Line<T> {
    count: usize,
    /// How many may be begun before the first of them is handed on.
    ahead: usize,
    state: Mutex<State<T>>,
    /// Told when the first piece is there.
    is_there: Condvar,
    /// Told when another piece may be begun.
    has_room: Condvar,
}

struct State<T> {
    /// How many pieces were handed on.
    handed_on: usize,
    /// The pieces begun since, as far as they are there.
    begun: VecDeque<Option<T>>,
    /// Fresh memory costs more than what is written into it, so what was handed on is filled again.
    emptied: Vec<T>,
    is_ended: bool,
}

impl<T: Default> Line<T> {
    fn new(count: usize, ahead: usize) -> Self {
        let state = State {
            handed_on: 0,
            begun: VecDeque::new(),
            emptied: Vec::new(),
            is_ended: false,
        };
        Self {
            count,
            ahead,
            state: Mutex::new(state),
            is_there: Condvar::new(),
            has_room: Condvar::new(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The piece that may be begun now, if there is one.
    fn free(&self, state: &mut State<T>) -> Option<(usize, T)> {
        let number = state.handed_on + state.begun.len();
        if number == self.count || state.begun.len() == self.ahead {
            return None;
        }
        state.begun.push_back(None);
        Some((number, state.emptied.pop().unwrap_or_default()))
    }

    /// Waits until another piece may be begun; `None` where there is none.
    fn begin(&self) -> Option<(usize, T)> {
        let is_full = |state: &mut State<T>| !state.is_ended && state.begun.len() == self.ahead;
        let waited = self.has_room.wait_while(self.state(), is_full);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        if state.is_ended {
            return None;
        }
        self.free(&mut state)
    }

    /// Puts a piece where it belongs.
    fn put(&self, number: usize, piece: T) {
        let mut state = self.state();
        let index = number - state.handed_on;
        state.begun[index] = Some(piece);
        if index == 0 {
            self.is_there.notify_one();
        }
    }

    /// What the thread that takes does next; waits where there is nothing for it. `None` where all is done, or the next
    /// piece will never come.
    fn next(&self) -> Option<Next<T>> {
        let mut state = self.state();
        loop {
            if state.is_ended || state.handed_on == self.count {
                return None;
            }
            if let Some(Some(_)) = state.begun.front() {
                state.handed_on += 1;
                self.has_room.notify_one();
                return state.begun.pop_front().flatten().map(Next::Take);
            }
            if let Some((number, piece)) = self.free(&mut state) {
                return Some(Next::Make(number, piece));
            }
            let waited = self.is_there.wait(state);
            state = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn give_back(&self, piece: T) {
        self.state().emptied.push(piece);
    }

    /// Lets nobody wait any more.
    fn end(&self) {
        self.state().is_ended = true;
        self.is_there.notify_all();
        self.has_room.notify_all();
    }
}

/// Ends the line when it is dropped.
struct Ending<'l, T: Default>(&'l Line<T>);

impl<T: Default> Drop for Ending<'_, T> {
    fn drop(&mut self) {
        self.0.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Makes `count` pieces, each of the one number it has, and takes so many of them.
    fn taken(count: usize, at_most: usize) -> (Vec<usize>, Result<(), usize>) {
        let mut taken = Vec::new();
        let make = |number, piece: &mut Vec<usize>| {
            piece.clear();
            piece.push(number);
        };
        let ended = each_in_order(count, make, |piece| {
            taken.append(piece);
            match taken.len() {
                length if length > at_most => Err(length),
                _ => Ok(()),
            }
        });
        (taken, ended)
    }

    #[test]
    fn pieces_come_in_order_until_one_cannot_be_taken() {
        for threads in [1, 2, 5] {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads);
            let pool = pool.build().expect("threads can be started");
            pool.install(|| {
                for count in [0, 1, 2, 7, 100] {
                    assert_eq!(taken(count, 100), (Vec::from_iter(0..count), Ok(())));
                }
                assert_eq!(taken(1000, 4), (Vec::from_iter(0..5), Err(5)));
            });
        }
    }

    #[test]
    fn a_panic_in_a_piece_is_handed_on() {
        let all = std::panic::catch_unwind(|| {
            let make = |number, _: &mut ()| assert!(number != 7, "the seventh piece");
            each_in_order(100, make, |()| Ok::<_, ()>(()))
        });
        assert!(all.is_err());
    }
}
