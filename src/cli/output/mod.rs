//! Where a product goes: standard output, a file, a folder. It appears whole or not at all.

mod bodies;
mod file;
mod folder;
mod room;
mod writeback;

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use orgferry::error::{Error, ErrorKind, Result};

use super::console::Console;
use super::interrupt::Unfinished;

pub(super) use folder::WholeFolder;

use file::WholeFile;

/// Where a product goes.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    /// Standard output.
    Standard,
    /// Something that is there and is neither file nor folder, such as `/dev/null`; it is written as it is.
    Device(PathBuf),
    /// A file that is made or replaced.
    File(PathBuf),
    /// A folder that is made or filled.
    Folder(PathBuf),
}

/// Where a product goes, and whether it may replace what is there.
#[derive(Debug)]
pub(super) struct Output {
    target: Target,
    replaces: bool,
    unfinished: Unfinished,
}

impl Output {
    /// Reads `-o`: nothing and `-` are standard output, a path that ends in a separator or is a folder is a folder.
    /// Whatever can be refused is refused here, before the long work. What is half written is `unfinished`.
    ///
    /// # Errors
    /// When the output exists and may not be replaced, when it is one of `inputs`, or cannot be written.
    pub(super) fn new(
        output: Option<&str>,
        inputs: &[String],
        force: bool,
        unfinished: &Unfinished,
    ) -> Result<Self> {
        let target = Target::new(output.unwrap_or("-"));
        target.refuse_inputs(inputs)?;
        target.refuse_loss(force)?;
        target.probe()?;
        Ok(Self {
            target,
            replaces: force,
            unfinished: unfinished.clone(),
        })
    }

    /// Whether the product goes to standard output.
    pub(super) fn is_standard(&self) -> bool {
        self.target == Target::Standard
    }

    /// Whether the product is one file that is made or replaced.
    pub(super) fn is_file(&self) -> bool {
        matches!(self.target, Target::File(_))
    }

    /// Whether the product is a folder of files.
    pub(super) fn is_folder(&self) -> bool {
        matches!(self.target, Target::Folder(_))
    }

    /// The file or folder, for people; `-` for standard output.
    pub(super) fn name(&self) -> String {
        match &self.target {
            Target::Standard => "-".to_owned(),
            Target::Device(path) | Target::File(path) | Target::Folder(path) => {
                path.display().to_string()
            }
        }
    }

    /// The file's extension in lower case, empty where there is none.
    pub(super) fn extension(&self) -> String {
        match &self.target {
            Target::File(path) => path.extension().unwrap_or_default(),
            _ => Default::default(),
        }
        .to_string_lossy()
        .to_lowercase()
    }

    /// Lets `write` write the product, which then appears as a whole.
    ///
    /// # Errors
    /// When it cannot be written; then nothing appears. A folder takes no single product.
    pub(super) fn write(
        &self,
        console: &Console,
        write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
    ) -> Result<()> {
        match &self.target {
            Target::Standard => console.stream(|out| write(out)),
            Target::Device(path) => {
                let open = fs::OpenOptions::new().write(true).open(path);
                open.and_then(|file| {
                    let mut out = io::BufWriter::new(file);
                    write(&mut out)?;
                    out.flush()
                })
                .map_err(|error| unwritable(path, error))
            }
            Target::File(path) => {
                let mut file = WholeFile::create(path, &self.unfinished)?;
                write(&mut file).map_err(|error| unwritable(path, error))?;
                file.finish(self.replaces)
            }
            Target::Folder(path) => Err(Error::new(ErrorKind::Usage, "output-is-folder")
                .with("file", path.display().to_string())),
        }
    }

    /// Lets `write` write the product beside its place, where it is a file; `None` where it is none.
    ///
    /// # Errors
    /// When it cannot be written; then nothing is left of it.
    pub(super) fn draft(
        &self,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Option<Result<Draft>> {
        let Target::File(path) = &self.target else {
            return None;
        };
        Some(
            WholeFile::create(path, &self.unfinished).and_then(|mut file| {
                write(&mut file).map_err(|error| unwritable(path, error))?;
                Ok(Draft {
                    file,
                    replaces: self.replaces,
                })
            }),
        )
    }

    /// Lets `write` fill a fresh folder, which then appears as a whole.
    ///
    /// # Errors
    /// When it cannot be written, or the output is no folder.
    pub(super) fn write_folder(
        &self,
        write: impl FnOnce(&mut WholeFolder) -> Result<()>,
    ) -> Result<()> {
        let Target::Folder(path) = &self.target else {
            return Err(
                Error::new(ErrorKind::Usage, "output-is-no-folder").with("file", self.name())
            );
        };
        let mut folder = WholeFolder::create(path, &self.unfinished)?;
        write(&mut folder)?;
        folder.finish(self.replaces)
    }
}

/// A product that is written and not yet to be seen. It goes unless it is let appear.
pub(super) struct Draft {
    file: WholeFile,
    replaces: bool,
}

impl Draft {
    /// Lets the product appear.
    ///
    /// # Errors
    /// When it cannot.
    pub(super) fn appear(self) -> Result<()> {
        self.file.finish(self.replaces)
    }
}

impl Target {
    fn new(output: &str) -> Self {
        if output == "-" {
            return Self::Standard;
        }
        let path = Path::new(output);
        // A link is followed, so that what it names is replaced and not the link; other paths are shown as they were given.
        let followed = match path.is_symlink() {
            true => fs::canonicalize(path).ok(),
            false => None,
        };
        let found = followed.unwrap_or_else(|| path.to_path_buf());
        match fs::metadata(&found) {
            Ok(data) if data.is_dir() => Self::Folder(found),
            Ok(data) if !data.is_file() => Self::Device(found),
            Ok(_) => Self::File(found),
            Err(_) if output.ends_with(['/', std::path::MAIN_SEPARATOR]) => Self::Folder(found),
            Err(_) => Self::File(found),
        }
    }

    fn refuse_inputs(&self, inputs: &[String]) -> Result<()> {
        let (Self::File(path) | Self::Folder(path)) = self else {
            return Ok(());
        };
        let output = fs::canonicalize(path).ok();
        let same = inputs
            .iter()
            .find(|input| output.is_some() && fs::canonicalize(input).ok() == output);
        match same {
            Some(input) => {
                Err(Error::new(ErrorKind::Usage, "output-is-input").with("file", input.as_str()))
            }
            None => Ok(()),
        }
    }

    fn refuse_loss(&self, force: bool) -> Result<()> {
        let filled = |path: &Path| fs::read_dir(path).is_ok_and(|mut found| found.next().is_some());
        let id = match self {
            Self::File(path) if !force && path.exists() => "output-exists",
            Self::Folder(path) if !force && filled(path) => "output-folder-filled",
            _ => return Ok(()),
        };
        let (Self::File(path) | Self::Folder(path) | Self::Device(path)) = self else {
            return Ok(());
        };
        Err(Error::new(ErrorKind::Usage, id).with("file", path.display().to_string()))
    }

    /// Tries whether a file can be made where the product is to appear.
    fn probe(&self) -> Result<()> {
        let (Self::File(path) | Self::Folder(path)) = self else {
            return Ok(());
        };
        match tempfile::tempfile_in(folder_of(path)) {
            Ok(_) => Ok(()),
            Err(error) => Err(unwritable(path, error)),
        }
    }
}

/// The folder `path` stands in.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Why `path` cannot be written. An error of ours that travelled inside `error` says it better.
fn unwritable(path: &Path, error: io::Error) -> Error {
    let error = match error.downcast::<Error>() {
        Ok(ours) => return ours,
        Err(error) => error,
    };
    // ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: somebody has the file open, mostly Excel.
    let is_open = cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33));
    let id = match error.kind() {
        _ if is_open => "output-in-use",
        io::ErrorKind::NotFound => "output-folder-missing",
        io::ErrorKind::AlreadyExists => "output-exists",
        _ => "output-unwritable",
    };
    let kind = match id {
        "output-exists" => ErrorKind::Usage,
        _ => ErrorKind::File,
    };
    Error::new(kind, id)
        .with("file", path.display().to_string())
        .because(error)
}

#[cfg(test)]
mod tests;
