//! The boundary to the network: one trait, requests and replies as data, and what may stand between a caller and the
//! network: trying again, keeping a rate, logging. Knows no system; what a reply means is for the caller to say.

mod address;
mod clock;
mod failure;
mod http;
mod log;
mod rate;
mod redaction;
mod reply;
mod request;
mod retry;

#[cfg(test)]
mod tests;

pub use address::{Address, is_loopback};
pub use clock::{Clock, SystemClock};
pub use failure::{Cause, Failure};
pub use http::{Http, HttpOptions, LARGEST_REPLY, TIMEOUT};
pub use log::Logged;
pub use rate::Paced;
pub use redaction::Redaction;
pub use reply::Reply;
pub use request::{Body, Effect, Method, Request, Text, encode};
pub use retry::Retrying;

/// Something that takes requests to a server and brings its replies.
pub trait Transport: Sync {
    /// Sends `request` once and waits for the whole reply, whatever its status.
    ///
    /// # Errors
    /// When there is no reply; the failure tells whether the request may have arrived all the same.
    fn send(&self, request: &Request) -> Result<Reply, Failure>;

    /// Takes note that the server said, in its own way, that it gets too many requests.
    fn slow_down(&self) {}
}

impl<T: Transport + ?Sized> Transport for &T {
    fn send(&self, request: &Request) -> Result<Reply, Failure> {
        (**self).send(request)
    }

    fn slow_down(&self) {
        (**self).slow_down();
    }
}

impl<C: Clock> Clock for &C {
    fn now(&self) -> std::time::Duration {
        (**self).now()
    }

    fn sleep(&self, time: std::time::Duration) {
        (**self).sleep(time);
    }

    fn chance(&self) -> f64 {
        (**self).chance()
    }
}
