//! A folder of files that appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use orgferry::error::Result;
use tempfile::{Builder, TempDir};

use super::super::interrupt::{Guard, Unfinished};
use super::file::sync_folder;
use super::{folder_of, unwritable};

/// A folder being filled beside its place. It disappears unless it is finished.
pub(in super::super) struct WholeFolder {
    path: PathBuf,
    folder: TempDir,
    guard: Guard,
}

impl WholeFolder {
    /// Starts a folder that is to appear at `path`.
    ///
    /// # Errors
    /// When no folder can be made there.
    pub(super) fn create(path: &Path, unfinished: &Unfinished) -> Result<Self> {
        let mut builder = Builder::new();
        builder.prefix(".orgferry-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
        // Inside a folder that exists, so that moving the files there never crosses file systems.
        let beside = if path.is_dir() { path } else { folder_of(path) };
        let folder = builder
            .tempdir_in(beside)
            .map_err(|error| unwritable(path, error))?;
        Ok(Self {
            path: path.to_path_buf(),
            guard: unfinished.guard(folder.path()),
            folder,
        })
    }

    /// Where the files are to be written for now. Nobody else can look inside.
    pub(in super::super) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Lets `write` write the file `name`.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(in super::super) fn write(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<()> {
        let work = || -> io::Result<()> {
            let mut out = BufWriter::new(File::create_new(self.path().join(name))?);
            write(&mut out)?;
            out.flush()
        };
        work().map_err(|error| unwritable(&self.path.join(name), error))
    }

    /// Lets the folder appear. One that is there keeps its other files; those that are in the way are replaced if it
    /// `replaces`, and those an earlier run numbered (`aisuda-0007.json`) go, as they would be sent along otherwise.
    ///
    /// # Errors
    /// When it cannot be moved to its place.
    pub(super) fn finish(self, replaces: bool) -> Result<()> {
        let Self {
            path,
            folder,
            guard,
        } = self;
        let work = || -> io::Result<()> {
            let names = file_names(folder.path())?;
            for name in &names {
                settle(&folder.path().join(name))?;
            }
            if path.is_dir() {
                return fill(&path, folder.path(), &names, replaces);
            }
            fs::rename(folder.path(), &path)
        };
        work().map_err(|error| unwritable(&path, error))?;
        drop(guard);
        sync_folder(&path);
        sync_folder(folder_of(&path));
        Ok(())
    }
}

/// Moves the files `names` of `fresh` into `folder`.
fn fill(folder: &Path, fresh: &Path, names: &[String], replaces: bool) -> io::Result<()> {
    for name in names.iter().filter(|_| !replaces) {
        if folder.join(name).try_exists()? {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
    }
    for old in file_names(folder)? {
        let is_left_over = names.iter().any(|name| is_same_series(name, &old));
        if is_left_over && !names.contains(&old) {
            fs::remove_file(folder.join(old))?;
        }
    }
    for name in names {
        fs::rename(fresh.join(name), folder.join(name))?;
    }
    Ok(())
}

/// Makes a finished file last, and readable by its owner only, as it holds personal data.
fn settle(file: &Path) -> io::Result<()> {
    let file = File::options().write(true).open(file)?;
    #[cfg(unix)]
    file.set_permissions(std::os::unix::fs::PermissionsExt::from_mode(0o600))?;
    file.sync_all()
}

/// The names of the files in `folder`, sorted.
fn file_names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() {
            names.extend(entry.file_name().into_string().ok());
        }
    }
    names.sort();
    Ok(names)
}

/// Whether two names differ in their number only: `aisuda-0001.json` and `aisuda-0007.json`.
fn is_same_series(one: &str, other: &str) -> bool {
    let series = |name: &str| {
        let (stem, extension) = name.rsplit_once('.')?;
        let (series, number) = stem.rsplit_once('-')?;
        let is_number = number.len() >= 4 && number.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then(|| (series.to_owned(), extension.to_owned()))
    };
    series(one).is_some_and(|one| Some(one) == series(other))
}
