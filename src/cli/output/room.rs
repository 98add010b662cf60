//! Room on the disk for a long file, taken in long strides before it is written: the system then need not find a place for
//! every page by itself, which is half of what writing costs.

use std::fs::File;
use std::io;

/// How much room is taken at a time, in bytes, and how much is written before some is.
const STRIDE: u64 = 16 << 20;

/// The room of one file.
#[derive(Default)]
pub(super) struct Room {
    written: u64,
    taken: u64,
    /// Whether the file system cannot give room beforehand, or has no more.
    is_refused: bool,
}

impl Room {
    /// Takes room in `file` where the next `bytes` need it.
    pub(super) fn take(&mut self, bytes: usize, file: &File) {
        self.written = self.written.saturating_add(bytes as u64);
        while self.written > STRIDE.max(self.taken) && !self.is_refused {
            let start = self.taken.max(STRIDE);
            self.is_refused = reserve(file, start, STRIDE).is_err();
            self.taken = start + STRIDE;
        }
    }

    /// Gives back what was taken behind the end of `file`.
    ///
    /// # Errors
    /// When the file system does not take it.
    pub(super) fn give_back(self, file: &File) -> io::Result<()> {
        match self.taken > 0 {
            true => file.set_len(file.metadata()?.len()),
            false => Ok(()),
        }
    }
}

/// Takes the room from `start` on without making `file` longer.
#[cfg(target_os = "linux")]
fn reserve(file: &File, start: u64, length: u64) -> io::Result<()> {
    use nix::fcntl::{FallocateFlags, fallocate};

    let signed = |bytes: u64| i64::try_from(bytes).map_err(io::Error::other);
    let keeps_size = FallocateFlags::FALLOC_FL_KEEP_SIZE;
    fallocate(file, keeps_size, signed(start)?, signed(length)?)?;
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn reserve(_: &File, _: u64, _: u64) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    #[test]
    fn a_long_file_is_as_long_as_what_was_written() {
        let mut file = tempfile::tempfile().unwrap();
        let mut room = Room::default();
        let piece = vec![b'a'; 1 << 20];
        for _ in 0..40 {
            room.take(piece.len(), &file);
            file.write_all(&piece).unwrap();
        }
        assert!(room.taken >= 40 << 20);
        room.give_back(&file).unwrap();
        let data = file.metadata().unwrap();
        assert_eq!(data.len(), 40 << 20);
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            // Nothing stays taken behind the end.
            assert!(data.blocks() * 512 < data.len() + STRIDE / 2);
        }
    }

    #[test]
    fn a_short_file_takes_no_room_beforehand() {
        let file = tempfile::tempfile().unwrap();
        let mut room = Room::default();
        room.take(STRIDE as usize, &file);
        assert_eq!(room.taken, 0);
    }
}
