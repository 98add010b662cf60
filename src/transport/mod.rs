//! The boundary to the network: one trait, requests and replies as data. Knows no system; what a reply means is for the
//! caller to say.

mod failure;
mod reply;
mod request;

pub use failure::{Cause, Failure};
pub use reply::Reply;
pub use request::{Body, Effect, Method, Request, Text, encode};

/// Something that takes requests to a server and brings its replies.
pub trait Transport: Sync {
    /// Sends `request` once and waits for the whole reply, whatever its status.
    ///
    /// # Errors
    /// When there is no reply; the failure tells whether the request may have arrived all the same.
    fn send(&self, request: &Request) -> Result<Reply, Failure>;
}
