//! Why the splitting of a document ends before the document does.

use std::io;

use crate::diagnostic::{Place, SourceId, code};
use crate::locale::Argument;

use super::JsonSink;
use super::elements::Position;
use super::fault::report_malformed;

/// A reason to stop. What stands before it has been handed over.
pub(super) enum Stop {
    /// The input cannot be read.
    Unreadable(io::Error),
    /// The text is malformed at a position.
    Malformed(Argument, Position),
    /// The limit of this name is reached.
    Limit(&'static str, usize),
    /// The sink has enough.
    Enough,
}

impl Stop {
    /// Tells the sink.
    ///
    /// # Errors
    ///
    /// Fails where the input cannot be read.
    pub(super) fn report(self, source: SourceId, sink: &mut dyn JsonSink) -> io::Result<()> {
        let place = Place::whole(source);
        match self {
            Self::Unreadable(error) => return Err(error),
            Self::Malformed(reason, position) => {
                report_malformed(sink.findings(), place, position.line_and_column(), reason);
            }
            Self::Limit(case, limit) => {
                let finding = sink.findings().report(&code::F004, place);
                finding.with("case", case).with("limit", limit);
            }
            Self::Enough => {}
        }
        Ok(())
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}
