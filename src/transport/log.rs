//! Keeps a log of what goes over the network: addresses with secrets masked, statuses and times, never a body.

use super::{Clock, Failure, Reply, Request, Transport};

/// A transport that logs what goes through it.
pub struct Logged<T, C> {
    inner: T,
    remote: String,
    clock: C,
}

impl<T: Transport, C: Clock> Logged<T, C> {
    /// Logs what goes through `inner` to the remote called `remote`.
    pub fn new(inner: T, remote: impl Into<String>, clock: C) -> Self {
        Self {
            inner,
            remote: remote.into(),
            clock,
        }
    }
}

impl<T: Transport, C: Clock> Transport for Logged<T, C> {
    fn send(&self, request: &Request) -> Result<Reply, Failure> {
        let started = self.clock.now();
        let outcome = self.inner.send(request);
        let milliseconds = (self.clock.now() - started).as_millis() as u64;
        let (remote, address) = (self.remote.as_str(), request.address());
        match &outcome {
            Ok(reply) => tracing::info!(
                remote,
                address,
                status = reply.status,
                bytes = reply.body.len(),
                milliseconds,
                "reply"
            ),
            Err(failure) => tracing::warn!(
                remote,
                address,
                cause = ?failure.cause,
                detail = failure.detail,
                milliseconds,
                "no reply"
            ),
        }
        outcome
    }

    fn slow_down(&self) {
        tracing::info!(remote = self.remote.as_str(), "slowing down");
        self.inner.slow_down();
    }
}
