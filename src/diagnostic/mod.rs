//! What is wrong with the data and where: code, severity, place, related places, the value and what is filled into
//! the sentences. The sentences themselves are `locale`'s, under the code's id.

pub mod code;
mod findings;
mod place;
mod severities;

pub use code::{Code, Severity};
pub use findings::Findings;
pub use place::{Addressing, Place, Source, SourceId, Sources};
pub use severities::Severities;

use compact_str::CompactString;

use crate::locale::{Argument, Arguments};

/// One thing that is wrong, at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What kind of thing it is.
    pub code: &'static Code,
    /// The code's severity, unless the configuration changed it.
    pub severity: Severity,
    /// Where it is.
    pub place: Place,
    /// The other places that take part, in the order they are to be read.
    pub related: Vec<Related>,
    /// What is filled into the sentences of the code.
    pub arguments: Arguments,
    /// The offending value as the user wrote it.
    pub value: Option<CompactString>,
}

/// A further place of a diagnostic, with what is filled into the code's `.related` sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where it is.
    pub place: Place,
    /// What is filled into the sentence.
    pub arguments: Arguments,
}

impl Diagnostic {
    /// Creates a diagnostic of `code` at `place`.
    #[must_use]
    pub fn new(code: &'static Code, place: Place) -> Self {
        Self {
            code,
            severity: code.severity,
            place,
            related: Vec::new(),
            arguments: Arguments::default(),
            value: None,
        }
    }

    /// Fills `name` of the sentences with `argument`.
    pub fn with(&mut self, name: &'static str, argument: impl Into<Argument>) -> &mut Self {
        self.arguments.set(name, argument);
        self
    }

    /// Keeps the offending value; sentences may name it as `$value`.
    pub fn value(&mut self, value: &str) -> &mut Self {
        self.value = Some(value.into());
        self.with("value", value)
    }

    /// Adds a related place.
    pub fn related(&mut self, place: Place, arguments: Arguments) -> &mut Self {
        self.related.reserve_exact(1);
        self.related.push(Related { place, arguments });
        self
    }
}
