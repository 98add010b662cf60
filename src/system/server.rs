//! Models of the servers: state + request → reply. They stand in for the network in rehearsals, tests and the sandbox.

use std::sync::{Mutex, PoisonError};
use std::time::SystemTime;

use crate::directory::Directory;
use crate::transport::{Effect, Failure, Reply, Request, Transport};

/// Who a modelled server is and whom it lets in.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The organisation: its id, the company's short name, the corp id.
    pub organization: String,
    /// The token or secret that is accepted.
    pub token: String,
    /// The id of the key (aisuda).
    pub client_id: String,
    /// The public key that signatures are checked with, in PEM (aisuda).
    pub public_key: String,
}

impl Identity {
    /// An organisation that lets everybody in, for rehearsals.
    #[must_use]
    pub fn open(organization: &str) -> Self {
        Self {
            organization: organization.to_owned(),
            token: String::new(),
            client_id: String::new(),
            public_key: String::new(),
        }
    }

    /// Whether nobody has to show who they are.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.token.is_empty() && self.public_key.is_empty()
    }
}

/// Something a server did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutation {
    /// The operation as the endpoint table calls it.
    pub operation: &'static str,
    /// What it was done to.
    pub subject: String,
}

/// A model of one server, in memory.
pub trait Server: Send {
    /// Answers `request`, which arrived at `now`, as the real server would.
    fn handle(&mut self, request: &Request, now: SystemTime) -> Reply;

    /// Puts `directory` into it, as if it had always been there.
    fn seed(&mut self, directory: &Directory);

    /// Everything it knows, as JSON.
    fn state(&self) -> String;

    /// Takes up what [`Self::state`] wrote.
    ///
    /// # Errors
    /// When `state` is of another shape.
    fn restore(&mut self, state: &str) -> serde_json::Result<()>;

    /// Everything it did since it started, in order.
    fn mutations(&self) -> &[Mutation];
}

/// A transport that ends in a model.
pub struct Modelled {
    server: Mutex<(Box<dyn Server>, usize)>,
    now: fn() -> SystemTime,
}

impl Modelled {
    /// Brings requests to `server` at the time that `now` tells.
    #[must_use]
    pub fn new(server: Box<dyn Server>, now: fn() -> SystemTime) -> Self {
        Self {
            server: Mutex::new((server, 0)),
            now,
        }
    }

    /// Looks at the server.
    pub fn look<T>(&self, look: impl FnOnce(&mut dyn Server) -> T) -> T {
        let mut held = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        look(&mut *held.0)
    }

    /// How many writing requests arrived.
    pub fn writes(&self) -> usize {
        self.server.lock().unwrap_or_else(PoisonError::into_inner).1
    }
}

impl Transport for Modelled {
    fn send(&self, request: &Request) -> Result<Reply, Failure> {
        let mut held = self.server.lock().unwrap_or_else(PoisonError::into_inner);
        held.1 += usize::from(request.effect == Effect::Writes);
        Ok(held.0.handle(request, (self.now)()))
    }
}
