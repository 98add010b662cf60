//! The file that the state of all systems is kept in.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use tempfile::Builder;

use crate::error::{Error, ErrorKind, Result};

/// The version of the file that is written here.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Content {
    version: u32,
    systems: BTreeMap<String, Box<RawValue>>,
}

fn unusable(file: &Path, id: &'static str) -> Error {
    Error::new(ErrorKind::File, id).with("file", file.display().to_string())
}

/// What is kept in `file`, by system; `None` where there is no file yet.
///
/// # Errors
/// When it cannot be read, or somebody else wrote it.
pub(super) fn read(file: &Path) -> Result<Option<BTreeMap<String, String>>> {
    let text = match fs::read(file) {
        Ok(text) => text,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unusable(file, "sandbox-state-unreadable").because(error)),
    };
    let content: Content = serde_json::from_slice(&text)
        .map_err(|error| unusable(file, "sandbox-state-unreadable").because(error))?;
    if content.version != VERSION {
        return Err(unusable(file, "sandbox-state-newer"));
    }
    let systems = content.systems.into_iter();
    let systems = systems.map(|(name, state)| (name, Box::<str>::from(state).into()));
    Ok(Some(systems.collect()))
}

/// Keeps `systems` in `file`, which only its owner can read and which is replaced as a whole.
///
/// # Errors
/// When it cannot be written.
pub(super) fn write(file: &Path, systems: BTreeMap<String, String>) -> Result<()> {
    let write = || -> io::Result<()> {
        let systems = systems.into_iter();
        let systems = systems.map(|(name, state)| Ok((name, RawValue::from_string(state)?)));
        let content = Content {
            version: VERSION,
            systems: systems.collect::<serde_json::Result<_>>()?,
        };
        let folder = file
            .parent()
            .filter(|folder| !folder.as_os_str().is_empty());
        let mut kept = Builder::new()
            .prefix(".orgferry-")
            .tempfile_in(folder.unwrap_or(Path::new(".")))?;
        serde_json::to_writer(&mut kept, &content)?;
        kept.flush()?;
        kept.as_file().sync_all()?;
        kept.persist(file)?;
        Ok(())
    };
    write().map_err(|error| unusable(file, "sandbox-state-unwritable").because(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_comes_back_and_a_newer_file_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("state.json");
        assert_eq!(read(&file).unwrap(), None);
        let systems = BTreeMap::from([("atwork".to_owned(), "{\"n\":1.0}".to_owned())]);
        write(&file, systems.clone()).unwrap();
        assert_eq!(read(&file).unwrap(), Some(systems));
        for text in ["{\"version\":2,\"systems\":{}}", "{}", "no state"] {
            fs::write(&file, text).unwrap();
            assert!(read(&file).is_err(), "{text}");
        }
    }
}
