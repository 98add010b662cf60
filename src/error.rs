//! Why the program cannot go on: one error, with what the user can do about it. What is wrong with the *data* is a
//! `diagnostic` and no error.

use crate::locale::{Argument, Arguments, Language, Locale};

/// What an error means for the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// Wrong usage or configuration, an existing output without `--force`: exit code 2.
    Usage,
    /// An input cannot be read or an output cannot be written: exit code 3.
    File,
    /// Refused by a safety limit, or a plan that is stale: exit code 4.
    Refused,
    /// A remote did not answer, refused, or did not accept everything: exit code 5.
    Remote,
    /// Another run holds the lock: exit code 6.
    Locked,
    /// Interrupted by the user: exit code 130.
    Interrupted,
}

/// A reason to stop. Its sentence is the message `id` of `locale`, the way out its attribute `.hint`.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    id: &'static str,
    arguments: Arguments,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

/// A result that may be a reason to stop.
pub type Result<T> = std::result::Result<T, Error>;

impl Error {
    /// Creates an error whose sentence is the message `id`.
    #[must_use]
    pub fn new(kind: ErrorKind, id: &'static str) -> Self {
        Self {
            kind,
            id,
            arguments: Arguments::default(),
            source: None,
        }
    }

    /// Fills `name` of the sentence with `argument`.
    #[must_use]
    pub fn with(mut self, name: &'static str, argument: impl Into<Argument>) -> Self {
        self.arguments.set(name, argument);
        self
    }

    /// Keeps the cause; the sentence may name it as `$cause`.
    #[must_use]
    pub fn because(mut self, cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.arguments.set("cause", cause.to_string());
        self.source = Some(Box::new(cause));
        self
    }

    /// What the error means for the exit code.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// The sentence in the language of `locale`.
    #[must_use]
    pub fn message(&self, locale: &Locale) -> String {
        locale.format(self.id, &self.arguments)
    }

    /// What the user can do, where we know it.
    #[must_use]
    pub fn hint(&self, locale: &Locale) -> Option<String> {
        locale.attribute(self.id, "hint", &self.arguments)
    }
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message(&Locale::new(Language::English)))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|cause| cause as _)
    }
}
