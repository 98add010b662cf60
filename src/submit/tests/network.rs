//! A network that fails when it is told to, at any moment of a request.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use serde_json::Value;

use crate::transport::{Body, Cause, Effect, Failure, Reply, Request, Transport};

use super::stage::{SETTLING, Stage};

/// What becomes of one writing request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It never leaves.
    Unsent,
    /// It is lost on the way.
    RequestLost,
    /// The server does it, and the connection breaks.
    ReplyLost,
    /// The server does it, and takes longer than the client waits.
    TooLate,
    /// The server does it and answers with this status.
    DoneBut(u16),
    /// The server does nothing and answers with this status.
    RefusedBy(u16),
    /// The server does it, and half of its reply arrives.
    HalfReply,
    /// The server does half of what is in the list that the request carries, and the connection breaks.
    HalfDone,
    /// The connection breaks, and the request arrives shortly before it can no longer be at work.
    Late,
    /// The client dies before the request leaves.
    DiesBefore,
    /// The client dies, and the server does it.
    DiesAfter,
    /// The client dies, and the request arrives shortly before it can no longer be at work.
    DiesAndLate,
}

pub(super) const FAULTS: [Fault; 16] = [
    Fault::Unsent,
    Fault::RequestLost,
    Fault::ReplyLost,
    Fault::TooLate,
    Fault::DoneBut(500),
    Fault::DoneBut(502),
    Fault::DoneBut(503),
    Fault::RefusedBy(400),
    Fault::RefusedBy(429),
    Fault::RefusedBy(503),
    Fault::HalfReply,
    Fault::HalfDone,
    Fault::Late,
    Fault::DiesBefore,
    Fault::DiesAfter,
    Fault::DiesAndLate,
];

/// Those that differ most.
pub(super) const DIFFERENT: [Fault; 8] = [
    Fault::RequestLost,
    Fault::ReplyLost,
    Fault::DoneBut(500),
    Fault::DoneBut(503),
    Fault::HalfDone,
    Fault::Late,
    Fault::DiesAfter,
    Fault::DiesAndLate,
];

/// A network that fails with the writing requests whose numbers, from 1, are in `faults`.
pub(super) struct Network<'n> {
    stage: &'n Stage<'n>,
    faults: &'n [(usize, Fault)],
    writes: AtomicUsize,
    is_dead: AtomicBool,
}

impl<'n> Network<'n> {
    pub(super) fn new(stage: &'n Stage<'n>, faults: &'n [(usize, Fault)]) -> Self {
        Self {
            stage,
            faults,
            writes: AtomicUsize::new(0),
            is_dead: AtomicBool::new(false),
        }
    }

    /// Whether the client has died.
    pub(super) fn is_dead(&self) -> bool {
        self.is_dead.load(Ordering::Relaxed)
    }

    fn die(&self) -> Result<Reply, Failure> {
        self.is_dead.store(true, Ordering::Relaxed);
        failure(Cause::Broken)
    }
}

fn failure(cause: Cause) -> Result<Reply, Failure> {
    Err(Failure::new(cause, "test"))
}

/// So late does a request arrive that is late.
const LATE: Duration = SETTLING.saturating_sub(Duration::from_secs(1));

impl Transport for Network<'_> {
    fn send(&self, request: &Request) -> Result<Reply, Failure> {
        let server = &self.stage.server;
        self.stage.arrive();
        if self.is_dead() {
            return failure(Cause::Broken);
        }
        if request.effect == Effect::Reads {
            return server.send(request);
        }
        let number = self.writes.fetch_add(1, Ordering::Relaxed) + 1;
        let fault = self.faults.iter().find(|(at, _)| *at == number);
        let Some((_, fault)) = fault else {
            return server.send(request);
        };
        match *fault {
            Fault::Unsent => failure(Cause::Unreachable),
            Fault::RequestLost => failure(Cause::Broken),
            Fault::ReplyLost => {
                server.send(request)?;
                failure(Cause::Broken)
            }
            Fault::TooLate => {
                server.send(request)?;
                failure(Cause::Timeout(SETTLING))
            }
            Fault::DoneBut(status) => {
                server.send(request)?;
                Ok(page(status))
            }
            Fault::RefusedBy(status) => Ok(page(status)),
            Fault::HalfReply => {
                let mut reply = server.send(request)?;
                reply.body.truncate(reply.body.len() / 2);
                Ok(reply)
            }
            Fault::HalfDone => {
                server.send(&half(request))?;
                failure(Cause::Broken)
            }
            Fault::Late => {
                self.stage.delay(request, LATE);
                failure(Cause::Broken)
            }
            Fault::DiesBefore => self.die(),
            Fault::DiesAfter => {
                server.send(request)?;
                self.die()
            }
            Fault::DiesAndLate => {
                self.stage.delay(request, LATE);
                self.die()
            }
        }
    }
}

/// What a gateway shows, which is no JSON.
fn page(status: u16) -> Reply {
    Reply {
        status,
        headers: Vec::new(),
        body: b"<html>nginx</html>".to_vec(),
    }
}

/// `request` with half of the users that it carries; the same where it carries no list of them.
fn half(request: &Request) -> Request {
    let mut half = request.clone();
    if let Some(mut body) = request.json::<Value>()
        && let Some(users) = body.get_mut("userlist").and_then(Value::as_array_mut)
    {
        users.truncate(users.len() / 2);
        half.body = Body::Json(body.to_string().into_bytes());
    }
    half
}
