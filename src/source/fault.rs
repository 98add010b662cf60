//! Why a source cannot be read, before it has a place among the sources: a code and what fills its sentences.

use crate::diagnostic::{Code, Diagnostic, Place, code};
use crate::locale::{Argument, Arguments};

const MEGABYTE: u64 = 1 << 20;

/// What is wrong with a file or a sheet as a whole. Codes `F001`–`F004` select their sentence by `$case` or `$kind`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind of thing is wrong.
    pub code: &'static Code,
    /// What is filled into the sentences of the code.
    pub arguments: Arguments,
}

impl Fault {
    /// Creates a fault of `code` whose sentence is the variant `case`.
    #[must_use]
    pub fn new(code: &'static Code, case: &'static str) -> Self {
        Self {
            code,
            arguments: Arguments::default().with("case", case),
        }
    }

    /// The file is of a `kind` that cannot be read, e.g. `html`.
    #[must_use]
    pub fn unsupported(kind: &'static str) -> Self {
        Self {
            code: &code::F002,
            arguments: Arguments::default().with("kind", kind),
        }
    }

    /// The file contradicts itself or breaks off; `cause` says where, in the words of whoever noticed.
    #[must_use]
    pub fn damaged(cause: impl Into<String>) -> Self {
        Self::new(&code::F001, "damaged").with("reason", cause.into())
    }

    /// The file is larger in one respect than `limit` allows.
    #[must_use]
    pub fn beyond(case: &'static str, limit: u64) -> Self {
        Self::new(&code::F004, case).with("limit", limit)
    }

    /// The file takes more than `bytes` in one respect.
    #[must_use]
    pub fn too_large(case: &'static str, bytes: u64) -> Self {
        let limit = match bytes {
            0..MEGABYTE => format!("{bytes} B"),
            _ => format!("{} MB", bytes / MEGABYTE),
        };
        Self::new(&code::F004, case).with("limit", limit)
    }

    /// Fills `name` of the sentences with `argument`.
    #[must_use]
    pub fn with(mut self, name: &'static str, argument: impl Into<Argument>) -> Self {
        self.arguments.set(name, argument);
        self
    }

    /// The fault as a finding at `place`.
    #[must_use]
    pub fn at(self, place: Place) -> Diagnostic {
        let mut diagnostic = Diagnostic::new(self.code, place);
        diagnostic.arguments = self.arguments;
        diagnostic
    }

    /// The variant of the sentence, e.g. `missing` or `html`.
    #[must_use]
    pub fn case(&self) -> Option<&str> {
        let mut arguments = self.arguments.iter();
        arguments.find_map(|(name, value)| match value {
            Argument::Text(text) if matches!(name, "case" | "kind") => Some(&**text),
            _ => None,
        })
    }
}
