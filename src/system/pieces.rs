//! Text put together in pieces on several threads, and handed on in order while more of it is put together.

use std::collections::VecDeque;
use std::io;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// How many pieces a thread are begun before the first of them is handed on.
const PIECES_A_THREAD: usize = 4;

/// Lets `fill` put the pieces from 0 to `count` together, and `take` have each in order.
///
/// # Errors
/// When `take` cannot have one, or there can be no more threads.
pub(super) fn each_in_order(
    count: usize,
    fill: impl Fn(usize, &mut Vec<u8>) + Sync,
    mut take: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let threads = rayon::current_num_threads().min(count);
    let line = Line::new(count, PIECES_A_THREAD * threads);
    let work = || {
        let in_panic = Ending(&line);
        while let Some((piece, mut text)) = line.begin() {
            fill(piece, &mut text);
            line.put(piece, text);
        }
        std::mem::forget(in_panic);
    };
    thread::scope(|scope| {
        // However this ends, the threads end with it.
        let _in_any_case = Ending(&line);
        for _ in 0..threads {
            thread::Builder::new().spawn_scoped(scope, work)?;
        }
        for _ in 0..count {
            // A thread that panics ends the line; the scope hands the panic on.
            let Some(text) = line.first() else {
                break;
            };
            take(&text)?;
            line.give_back(text);
        }
        Ok(())
    })
}

/// The pieces that are begun and not handed on. Whichever thread has time begins the next one.
struct Line {
    count: usize,
    /// How many may be begun before the first of them is handed on.
    ahead: usize,
    state: Mutex<State>,
    /// Told when the first piece is there.
    is_there: Condvar,
    /// Told when another piece may be begun.
    has_room: Condvar,
}

#[derive(Default)]
struct State {
    /// How many pieces were handed on.
    handed_on: usize,
    /// The pieces begun since, with their texts as far as they are there.
    begun: VecDeque<Option<Vec<u8>>>,
    /// Fresh memory costs more than what is written into it, so what was handed on is filled again.
    emptied: Vec<Vec<u8>>,
    is_ended: bool,
}

impl Line {
    fn new(count: usize, ahead: usize) -> Self {
        Self {
            count,
            ahead,
            state: Mutex::default(),
            is_there: Condvar::new(),
            has_room: Condvar::new(),
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until another piece may be begun; its number and room for its text. `None` where there is none.
    fn begin(&self) -> Option<(usize, Vec<u8>)> {
        let is_full = |state: &mut State| !state.is_ended && state.begun.len() == self.ahead;
        let waited = self.has_room.wait_while(self.state(), is_full);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        let piece = state.handed_on + state.begun.len();
        if state.is_ended || piece == self.count {
            return None;
        }
        state.begun.push_back(None);
        let mut text = state.emptied.pop().unwrap_or_default();
        text.clear();
        Some((piece, text))
    }

    /// Puts a piece where it belongs.
    fn put(&self, piece: usize, text: Vec<u8>) {
        let mut state = self.state();
        let index = piece - state.handed_on;
        state.begun[index] = Some(text);
        if index == 0 {
            self.is_there.notify_one();
        }
    }

    /// Waits for the first piece that was not handed on; `None` where it will never come.
    fn first(&self) -> Option<Vec<u8>> {
        let is_missing =
            |state: &mut State| !state.is_ended && !matches!(state.begun.front(), Some(Some(_)));
        let waited = self.is_there.wait_while(self.state(), is_missing);
        let mut state = waited.unwrap_or_else(PoisonError::into_inner);
        if state.is_ended {
            return None;
        }
        state.handed_on += 1;
        self.has_room.notify_one();
        state.begun.pop_front().flatten()
    }

    fn give_back(&self, text: Vec<u8>) {
        self.state().emptied.push(text);
    }

    /// Lets nobody wait any more.
    fn end(&self) {
        self.state().is_ended = true;
        self.is_there.notify_all();
        self.has_room.notify_all();
    }
}

/// Ends the line when it is dropped.
struct Ending<'l>(&'l Line);

impl Drop for Ending<'_> {
    fn drop(&mut self) {
        self.0.end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_come_in_order_until_one_cannot_be_taken() {
        for count in [0, 1, 2, 7, 100] {
            let mut taken = Vec::new();
            let fill = |piece: usize, text: &mut Vec<u8>| text.push(piece as u8);
            let all = each_in_order(count, fill, |text| {
                taken.extend_from_slice(text);
                Ok(())
            });
            assert!(all.is_ok());
            assert_eq!(taken, Vec::from_iter(0..count as u8));
        }
        let mut taken = 0;
        let failed = each_in_order(
            1000,
            |_, _| {},
            |_| {
                taken += 1;
                match taken {
                    5 => Err(io::ErrorKind::StorageFull.into()),
                    _ => Ok(()),
                }
            },
        );
        assert_eq!(
            failed.map_err(|error| error.kind()),
            Err(io::ErrorKind::StorageFull)
        );
        assert_eq!(taken, 5);
    }

    #[test]
    fn a_panic_in_a_piece_is_handed_on() {
        let all = std::panic::catch_unwind(|| {
            each_in_order(
                100,
                |piece, _| assert!(piece != 7, "the seventh piece"),
                |_| Ok(()),
            )
        });
        assert!(all.is_err());
    }
}
