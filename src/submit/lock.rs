//! One run at a time for a system, address and organisation.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::journal::make_private_folder;

/// How often a lock that is held is asked by whom.
const READS: usize = 10;

/// The time between two such questions.
const BETWEEN_READS: Duration = Duration::from_millis(20);

/// Who holds a lock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The process.
    pub process: u32,
    /// The user it runs as.
    pub user: String,
    /// When it began, as the machine's clock has it.
    pub since: String,
}

/// A lock that is held until it is dropped, or its process ends however it ends.
#[derive(Debug)]
pub struct Lock {
    _file: File,
}

impl Lock {
    /// Takes the lock at `path`, whose folder is made where it is not there, for `holder`; else tells who holds it, where that can be read.
    ///
    /// # Errors
    /// When the file cannot be made or locked at all.
    pub fn take(path: &Path, holder: &Holder) -> io::Result<Result<Self, Option<Holder>>> {
        if let Some(folder) = path.parent() {
            make_private_folder(folder)?;
        }
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            options.mode(0o600);
        }
        let mut file = options.open(path)?;
        match file.try_lock() {
            Ok(()) => {
                file.set_len(0)?;
                file.rewind()?;
                file.write_all(&serde_json::to_vec(holder)?)?;
                file.sync_data()?;
                Ok(Ok(Self { _file: file }))
            }
            Err(TryLockError::WouldBlock) => Ok(Err(holder_in(&mut file))),
            Err(TryLockError::Error(error)) => Err(error),
        }
    }
}

/// Who holds the lock that is `file`. Whoever has just taken it may not have written that yet.
fn holder_in(file: &mut File) -> Option<Holder> {
    for _ in 0..READS {
        let mut text = String::new();
        // Where locks are mandatory, the file cannot be read while it is held.
        let read = file.rewind().and_then(|()| file.read_to_string(&mut text));
        let holder = read.ok().and_then(|_| serde_json::from_str(&text).ok());
        if holder.is_some() {
            return holder;
        }
        thread::sleep(BETWEEN_READS);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_run_is_told_who_holds_the_lock_and_gets_it_afterwards() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("lock");
        let holder = |process| Holder {
            process,
            user: "hr".into(),
            since: "2026-11-22 10:00".into(),
        };
        let first = Lock::take(&path, &holder(1)).unwrap().unwrap();
        let second = Lock::take(&path, &holder(2)).unwrap();
        assert_eq!(second.unwrap_err(), Some(holder(1)));
        drop(first);
        assert!(Lock::take(&path, &holder(2)).unwrap().is_ok());
    }
}
