//! Why the splitting of a document ends before the document does.

use std::io;

use crate::diagnostic::{Place, SourceId};
use crate::locale::Argument;
use crate::source::excess::Excess;

use super::JsonSink;
use super::elements::Position;
use super::fault::report_malformed;

/// A reason to stop. What stands before it has been handed over.
pub(super) enum Stop {
    /// The input cannot be read.
    Unreadable(io::Error),
    /// The text is malformed at a position.
    Malformed(Argument, Position),
    /// A limit is exceeded.
    Excess(Excess),
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
            Self::Excess(excess) => excess.report(sink.findings(), place),
            Self::Enough => {}
        }
        Ok(())
    }
}

impl From<Excess> for Stop {
    fn from(excess: Excess) -> Self {
        Self::Excess(excess)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}
