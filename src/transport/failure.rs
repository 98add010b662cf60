//! Why there is no reply, and whether the request may have arrived all the same.

use std::fmt::{self, Display, Formatter};
use std::time::Duration;

/// Why there is no reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// What happened.
    pub cause: Cause,
    /// What the network said, without secrets.
    pub detail: String,
}

/// What happened to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No connection came about.
    Unreachable,
    /// The server's certificate is not trusted.
    Untrusted,
    /// The reply did not come in this time.
    Timeout(Duration),
    /// The connection broke before the whole reply was there.
    Broken,
    /// The reply is larger than is taken in.
    TooLarge {
        /// How many bytes are taken in.
        limit: u64,
    },
    /// The server sends the caller elsewhere, which is not followed.
    Redirect {
        /// To which host.
        host: String,
    },
    /// The user interrupted.
    Interrupted,
}

impl Failure {
    /// A failure with what the network said.
    pub fn new(cause: Cause, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        Self { cause, detail }
    }

    /// Whether the request provably did not arrive, so that it may be sent again.
    #[must_use]
    pub fn is_unsent(&self) -> bool {
        matches!(self.cause, Cause::Unreachable | Cause::Untrusted)
    }
}

impl Display for Failure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.detail)
    }
}

impl std::error::Error for Failure {}
