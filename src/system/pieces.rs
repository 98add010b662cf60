//! Text put together in pieces on several threads, and handed on in order while more of it is put together.

use std::io;
use std::sync::mpsc::sync_channel;
use std::thread;

/// How many pieces of each thread wait to be handed on.
const PIECES_WAITING: usize = 4;

/// Lets `fill` put the pieces from 0 to `count` together, and `take` have each in order.
///
/// # Errors
/// When `take` cannot have one, or there can be no more threads.
pub(super) fn each_in_order(
    count: usize,
    fill: impl Fn(usize, &mut Vec<u8>) + Sync,
    mut take: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<()> {
    let fill = &fill;
    let threads = rayon::current_num_threads();
    thread::scope(|scope| {
        let start = |first: usize| -> io::Result<_> {
            let (filled, full) = sync_channel::<Vec<u8>>(PIECES_WAITING);
            // Fresh memory costs more than what is written into it, so what was handed on is filled again.
            let (emptied, empty) = sync_channel::<Vec<u8>>(PIECES_WAITING);
            let line = move || {
                for piece in (first..count).step_by(threads) {
                    let mut text = empty.try_recv().unwrap_or_default();
                    text.clear();
                    fill(piece, &mut text);
                    // Nobody takes it any more where an earlier one could not be taken.
                    if filled.send(text).is_err() {
                        return;
                    }
                }
            };
            thread::Builder::new().spawn_scoped(scope, line)?;
            Ok((full, emptied))
        };
        let lines = (0..threads.min(count)).map(start);
        let lines: Vec<_> = lines.collect::<io::Result<_>>()?;
        for piece in 0..count {
            let (full, emptied) = &lines[piece % threads];
            // A thread that panics ends its line; the scope hands the panic on.
            let Ok(text) = full.recv() else {
                break;
            };
            take(&text)?;
            let _ = emptied.try_send(text);
        }
        Ok(())
    })
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
}
