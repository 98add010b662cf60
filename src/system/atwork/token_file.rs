//! The file that a fetched token is kept in: only its owner may read it, and whoever uses it locks it.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use crate::config::Secret;
use crate::error::{Error, ErrorKind};
use crate::system::CallFault;

/// The version of the file that is written here.
const VERSION: u32 = 1;

/// No token file is longer, in bytes.
const LONGEST: u64 = 64 << 10;

/// A token and when it ends.
#[derive(Clone)]
pub(super) struct KeptToken {
    pub(super) token: Secret,
    /// In milliseconds since 1970, where it is known.
    pub(super) expires: Option<u64>,
}

/// Where a token is kept.
pub(super) struct TokenFile {
    path: PathBuf,
}

/// A token file that nobody else uses meanwhile.
pub(super) struct OpenedTokenFile<'f> {
    path: &'f Path,
    file: File,
}

/// What stands in the file.
#[derive(Serialize, Deserialize)]
struct Content {
    version: u32,
    #[serde(default)]
    access_token: String,
    #[serde(default)]
    expire_time: Option<u64>,
}

impl TokenFile {
    /// The token file at `path`, which need not exist.
    pub(super) fn at(path: PathBuf) -> Self {
        Self { path }
    }

    /// Opens the file, once nobody else uses it.
    ///
    /// # Errors
    /// When it can neither be opened nor made.
    pub(super) fn lock(&self) -> Result<OpenedTokenFile<'_>, CallFault> {
        let path = &*self.path;
        let open = || {
            if let Some(folder) = path.parent() {
                make_private_folder(folder)?;
            }
            let file = open_private(path)?;
            file.lock()?;
            Ok(file)
        };
        let file = open().map_err(|error| unusable(path, error))?;
        Ok(OpenedTokenFile { path, file })
    }
}

/// Makes a folder that only its owner may look into, where it is not there.
fn make_private_folder(folder: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Opens or makes a file that only its owner may read.
fn open_private(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        let file = options.mode(0o600).open(path)?;
        file.set_permissions(fs::Permissions::from_mode(0o600))?;
        Ok(file)
    }
    #[cfg(not(unix))]
    options.open(path)
}

fn unusable(path: &Path, error: io::Error) -> CallFault {
    let fault = Error::new(ErrorKind::File, "remote-token-file");
    let fault = fault.with("path", path.display().to_string());
    CallFault::Session(Box::new(fault.because(error)))
}

impl OpenedTokenFile<'_> {
    /// The token in it; `None` where it is new, or was cut off while it was written.
    ///
    /// # Errors
    /// When it cannot be read, or a newer program wrote it.
    pub(super) fn read(&mut self) -> Result<Option<KeptToken>, CallFault> {
        let mut text = Vec::new();
        let mut bounded = (&mut self.file).take(LONGEST);
        let read = bounded.read_to_end(&mut text);
        read.map_err(|error| unusable(self.path, error))?;
        let Ok(content) = serde_json::from_slice::<Content>(&text) else {
            return Ok(None);
        };
        if content.version > VERSION {
            let fault = Error::new(ErrorKind::File, "remote-token-version");
            let fault = fault.with("path", self.path.display().to_string());
            return Err(CallFault::Session(Box::new(fault)));
        }
        Ok(Some(KeptToken {
            token: Secret::from(content.access_token.as_str()),
            expires: content.expire_time,
        }))
    }

    /// Puts `kept` in the place of what is in it.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn write(&mut self, kept: &KeptToken) -> Result<(), CallFault> {
        let content = Content {
            version: VERSION,
            access_token: kept.token.expose().to_owned(),
            expire_time: kept.expires,
        };
        let mut replace = || {
            self.file.set_len(0)?;
            self.file.seek(SeekFrom::Start(0))?;
            serde_json::to_writer(&self.file, &content)?;
            self.file.flush()
        };
        replace().map_err(|error| unusable(self.path, error))
    }
}
