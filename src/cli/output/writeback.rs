//! Gets a long file to the disk while more of it is written, so that little is left to wait for at its end.

use std::fs::File;
use std::io;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

/// How much is written before it is sent to the disk, in bytes.
const STRIDE: usize = 16 << 20;

/// What of a file is on its way to the disk.
#[derive(Default)]
pub(super) struct Writeback {
    /// How much was written since the disk was last asked.
    waiting: usize,
    asking: Option<Asking>,
}

/// The thread that asks the disk.
struct Asking {
    sender: SyncSender<()>,
    thread: JoinHandle<io::Result<()>>,
}

impl Writeback {
    /// Notes that more of `file` was written.
    pub(super) fn note(&mut self, bytes: usize, file: &File) {
        self.waiting += bytes;
        if self.waiting < STRIDE {
            return;
        }
        self.waiting = 0;
        if self.asking.is_none() {
            self.asking = Asking::start(file);
        }
        if let Some(asking) = &self.asking {
            // Where the disk is still busy it is asked the next time.
            let _ = asking.sender.try_send(());
        }
    }

    /// Waits for the disk.
    ///
    /// # Errors
    /// When something did not get there.
    pub(super) fn finish(self) -> io::Result<()> {
        let Some(Asking { sender, thread }) = self.asking else {
            return Ok(());
        };
        drop(sender);
        thread
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    }
}

impl Asking {
    /// Starts a thread; `None` where there can be none, which does no harm.
    fn start(file: &File) -> Option<Self> {
        let file = file.try_clone().ok()?;
        let (sender, asked) = sync_channel(1);
        let ask = move || asked.iter().try_for_each(|()| file.sync_data());
        let thread = thread::Builder::new().spawn(ask).ok()?;
        Some(Self { sender, thread })
    }
}
