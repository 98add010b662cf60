//! Where a secret is to be found, and secrets once they were. The secret itself never stands in a configuration.

use std::fmt::{self, Debug, Formatter};
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::error::{Error, ErrorKind, Result};

use super::document::Entry;

/// No secret is longer, in bytes; a private key of 16,384 bits has 13,000.
const LONGEST: u64 = 1 << 16;

/// A token, a password or a key. It does not show.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Box<str>);

impl Secret {
    /// The secret itself, to be sent or computed with and for nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Secret {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl Debug for Secret {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(***)")
    }
}

/// Where a secret is to be found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretReference {
    /// `env:NAME`: in an environment variable.
    Environment(String),
    /// `file:PATH`: in a file that only its owner can read.
    File(PathBuf),
    /// `stdin`: asked for on standard input.
    StandardInput,
}

/// Where secrets are looked for.
pub struct SecretSources<'s> {
    /// Tells environment variables.
    pub variable: &'s dyn Fn(&str) -> Option<String>,
    /// Where relative paths begin.
    pub folder: &'s Path,
    /// Reads or asks for what standard input holds: one secret. It is gone when that was read.
    pub stdin: Option<&'s mut dyn FnMut() -> io::Result<String>>,
}

impl SecretReference {
    /// Reads `env:NAME`, `file:PATH` or `stdin`; `None` for anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let named = |prefix| {
            text.strip_prefix(prefix)
                .filter(|name: &&str| !name.is_empty())
        };
        match (named("env:"), named("file:")) {
            (Some(name), _) => Some(Self::Environment(name.to_owned())),
            (_, Some(path)) => Some(Self::File(path.into())),
            _ => (text == "stdin").then_some(Self::StandardInput),
        }
    }

    /// Reads the value of a secret field. What else stands there may be the secret itself and is not repeated.
    pub(super) fn read(entry: Entry<'_>) -> Result<Self> {
        let refused = entry.error("config-literal-secret");
        let text = entry.text().ok();
        text.and_then(|text| Self::parse(&text)).ok_or(refused)
    }

    /// Finds the secret. Line breaks at its end are no part of it.
    ///
    /// # Errors
    /// When it is not there, or is empty, or others than its owner can read it.
    pub fn resolve(&self, sources: &mut SecretSources<'_>) -> Result<Secret> {
        let text = match self {
            Self::Environment(name) => (sources.variable)(name).ok_or_else(|| {
                Error::new(ErrorKind::Usage, "secret-no-variable").with("name", name.as_str())
            })?,
            Self::File(path) => read_file(&sources.folder.join(path))?,
            Self::StandardInput => ask(sources.stdin.take())?,
        };
        match text.trim_end_matches(['\r', '\n']) {
            "" => Err(Error::new(ErrorKind::Usage, "secret-empty").with("name", self.to_string())),
            text => Ok(Secret::from(text)),
        }
    }
}

/// As it is written in a configuration.
impl fmt::Display for SecretReference {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Environment(name) => write!(f, "env:{name}"),
            Self::File(path) => write!(f, "file:{}", path.display()),
            Self::StandardInput => f.write_str("stdin"),
        }
    }
}

fn read_file(path: &Path) -> Result<String> {
    let error = |id| Error::new(ErrorKind::Usage, id).with("file", path.display().to_string());
    let unreadable = |cause| error("secret-unreadable").because(cause);
    let file = File::open(path).map_err(unreadable)?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = file.metadata().map_err(unreadable)?.permissions().mode();
        if mode & 0o077 != 0 {
            let mode = format!("{:03o}", mode & 0o777);
            return Err(error("secret-exposed").with("mode", mode));
        }
    }
    let mut text = String::new();
    let read = file.take(LONGEST + 1).read_to_string(&mut text);
    match read.map_err(unreadable)? as u64 > LONGEST {
        true => Err(error("secret-too-long")),
        false => Ok(text),
    }
}

fn ask(ask: Option<&mut dyn FnMut() -> io::Result<String>>) -> Result<String> {
    let error = |id| Error::new(ErrorKind::Usage, id);
    let ask = ask.ok_or_else(|| error("secret-stdin-taken"))?;
    ask().map_err(|cause| error("secret-unreadable").with("file", "-").because(cause))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(reference: &str, folder: &Path, stdin: &str) -> Result<Secret> {
        let mut sources = SecretSources {
            variable: &|name| (name == "TOKEN").then(|| "of the environment".to_owned()),
            folder,
            stdin: Some(&mut || Ok(stdin.to_owned())),
        };
        SecretReference::parse(reference)
            .unwrap()
            .resolve(&mut sources)
    }

    fn write(path: &Path, text: &str, mode: u32) {
        std::fs::write(path, text).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
        }
        let _ = mode;
    }

    #[test]
    fn a_secret_is_found_where_its_reference_says() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("key"), "of the file\r\n", 0o600);
        for (reference, expected) in [
            ("env:TOKEN", "of the environment"),
            ("file:key", "of the file"),
            ("stdin", "of standard input"),
        ] {
            let found = resolve(reference, folder.path(), "of standard input\n").unwrap();
            assert_eq!(found.expose(), expected, "{reference}");
        }
    }

    #[test]
    fn a_secret_that_is_not_there_is_named_by_its_reference() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("empty"), "\n", 0o600);
        write(&folder.path().join("long"), &"x".repeat(70_000), 0o600);
        for (reference, part) in [
            ("env:NO_TOKEN", "NO_TOKEN"),
            ("file:missing", "missing"),
            ("file:empty", "file:empty"),
            ("file:long", "long"),
            ("stdin", "stdin"),
        ] {
            let error = resolve(reference, folder.path(), "")
                .unwrap_err()
                .to_string();
            assert!(error.contains(part), "{reference}: {error}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_file_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("key"), "canary", 0o640);
        let error = resolve("file:key", folder.path(), "")
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("640") && !error.contains("canary"),
            "{error}"
        );
    }

    #[test]
    fn standard_input_holds_one_secret() {
        let mut sources = SecretSources {
            variable: &|_| None,
            folder: Path::new("."),
            stdin: Some(&mut || Ok("one".to_owned())),
        };
        let reference = SecretReference::StandardInput;
        assert_eq!(reference.resolve(&mut sources).unwrap().expose(), "one");
        assert!(reference.resolve(&mut sources).is_err());
    }
}
