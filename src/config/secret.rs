//! Where a secret is to be found, and secrets once they were. The secret itself never stands in a configuration.

use std::fmt::{self, Debug, Formatter};
use std::path::PathBuf;

use crate::error::Result;

use super::document::Entry;

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
}
