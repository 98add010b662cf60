//! Ctrl-C: what is half written goes, and then the program.

use std::collections::BTreeSet;
use std::fmt::{self, Debug, Formatter};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::exit::Exit;

/// What ends work that wants to end by itself.
type Ending = Box<dyn FnOnce() + Send>;

/// Files and folders that are still being written.
#[derive(Clone, Default)]
pub(super) struct Unfinished {
    paths: Arc<Mutex<BTreeSet<PathBuf>>>,
    ending: Arc<Mutex<Option<Ending>>>,
}

impl Debug for Unfinished {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Unfinished").field(&self.paths).finish()
    }
}

/// Takes a file or folder for unfinished until it is dropped.
#[derive(Debug)]
pub(super) struct Guard {
    unfinished: Unfinished,
    path: PathBuf,
}

impl Unfinished {
    /// Sees to it that an interrupt removes what is unfinished and ends the program.
    pub(super) fn watched() -> Self {
        let unfinished = Self::default();
        let seen = unfinished.clone();
        // Where no handler can be set, the system ends the program itself.
        let _ = ctrlc::set_handler(move || {
            if let Some(end) = seen.ending() {
                return end();
            }
            let _nobody_goes_on = seen.remove();
            std::process::exit(Exit::Interrupted.code().into());
        });
        unfinished
    }

    /// Lets the next interrupt call `end`, which ends the work in its own way; the one after ends the program.
    pub(super) fn end_by(&self, end: impl FnOnce() + Send + 'static) {
        let mut ending = self.ending.lock().unwrap_or_else(PoisonError::into_inner);
        *ending = Some(Box::new(end));
    }

    fn ending(&self) -> Option<Ending> {
        let mut ending = self.ending.lock().unwrap_or_else(PoisonError::into_inner);
        ending.take()
    }

    /// Takes `path` for unfinished as long as the guard lives.
    pub(super) fn guard(&self, path: &Path) -> Guard {
        self.paths().insert(path.to_path_buf());
        Guard {
            unfinished: self.clone(),
            path: path.to_path_buf(),
        }
    }

    /// Removes what is unfinished. As long as the result lives, nothing can be finished.
    fn remove(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        let paths = self.paths();
        for path in &*paths {
            // What cannot be removed stays behind under its temporary name.
            let _ = match path.is_dir() {
                true => fs::remove_dir_all(path),
                false => fs::remove_file(path),
            };
        }
        paths
    }

    fn paths(&self) -> MutexGuard<'_, BTreeSet<PathBuf>> {
        self.paths.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.unfinished.paths().remove(&self.path);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_ends_by_itself_is_asked_once() {
        let unfinished = Unfinished::default();
        assert!(unfinished.ending().is_none());
        unfinished.end_by(|| {});
        assert!(unfinished.ending().is_some());
        assert!(unfinished.ending().is_none());
    }

    #[test]
    fn an_interrupt_removes_what_is_unfinished_and_nothing_else() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        let unfinished = Unfinished::default();
        for name in ["finished", "unfinished"] {
            fs::write(path(name), name).unwrap();
        }
        fs::create_dir(path("folder")).unwrap();
        fs::write(path("folder").join("body"), "half").unwrap();
        let guards = ["unfinished", "folder"].map(|name| unfinished.guard(&path(name)));
        drop(unfinished.guard(&path("finished")));
        drop(unfinished.remove());
        drop(guards);
        assert!(path("finished").exists());
        assert!(!path("unfinished").exists());
        assert!(!path("folder").exists());
        assert!(unfinished.paths().is_empty());
    }
}
