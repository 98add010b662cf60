//! A file that appears whole or not at all: written beside its place, moved there when it is finished.

use std::fs::File;
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use orgferry::error;
use tempfile::{Builder, NamedTempFile, PersistError};

use super::super::interrupt::{Guard, Unfinished};
use super::room::Room;
use super::writeback::Writeback;
use super::{folder_of, unwritable};

/// Room for what is on its way to the file; what is longer goes there by itself.
const BUFFER: usize = 1 << 16;

/// A file being written. It disappears unless it is finished.
///
/// What takes the place of another file is on the disk before it does, so that one of them is there even where the power
/// fails. When a new file gets to the disk is left to the system.
pub(super) struct WholeFile {
    path: PathBuf,
    file: BufWriter<NamedTempFile>,
    room: Room,
    /// Where there is a file to be replaced.
    writeback: Option<Writeback>,
    guard: Guard,
}

impl WholeFile {
    /// Starts a file that is to appear at `path`. It can be read by its owner only, as it holds personal data.
    ///
    /// # Errors
    /// When no file can be made there.
    pub(super) fn create(path: &Path, unfinished: &Unfinished) -> error::Result<Self> {
        // `tempfile` makes files with mode 0600 where the system has modes.
        let file = Builder::new()
            .prefix(".orgferry-")
            .tempfile_in(folder_of(path))
            .map_err(|error| unwritable(path, error))?;
        Ok(Self {
            path: path.to_path_buf(),
            guard: unfinished.guard(file.path()),
            file: BufWriter::with_capacity(BUFFER, file),
            room: Room::default(),
            writeback: path.exists().then(Writeback::default),
        })
    }

    /// Lets the file appear, in place of what is there if it `replaces`.
    ///
    /// # Errors
    /// When it cannot be written to the end, or something is there that may not be replaced.
    pub(super) fn finish(self, replaces: bool) -> error::Result<()> {
        let Self {
            path,
            file,
            room,
            writeback,
            guard,
        } = self;
        let is_replaced = writeback.is_some();
        let finish = || -> io::Result<()> {
            let file = file.into_inner().map_err(|error| error.into_error())?;
            room.give_back(file.as_file())?;
            if let Some(writeback) = writeback {
                writeback.finish()?;
                file.as_file().sync_all()?;
            }
            match replaces {
                true => file.persist(&path)?,
                false => persist_new(file, &path)?,
            };
            Ok(())
        };
        finish().map_err(|error| unwritable(&path, error))?;
        drop(guard);
        if is_replaced {
            sync_folder(folder_of(&path));
        }
        Ok(())
    }
}

impl Write for WholeFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.room.take(bytes.len(), self.file.get_ref().as_file());
        let written = self.file.write(bytes)?;
        if let Some(writeback) = &mut self.writeback {
            writeback.note(written, self.file.get_ref().as_file());
        }
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for WholeFile {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.file.seek(position)
    }
}

/// Moves `file` to `path`, where nothing may be.
fn persist_new(file: NamedTempFile, path: &Path) -> Result<File, PersistError> {
    match file.persist_noclobber(path) {
        // Some file systems (FAT, many network shares) can move a file but not refuse to replace one.
        Err(failed) if failed.error.kind() != io::ErrorKind::AlreadyExists && !path.exists() => {
            failed.file.persist(path)
        }
        persisted => persisted,
    }
}

/// Makes the names in a folder last, where the system can; what was written is there already.
pub(super) fn sync_folder(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}
