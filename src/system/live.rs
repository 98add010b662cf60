//! What a system can do over the network: its endpoints, how to be let in, how to read all of it, and a model of it.

use crate::config::{Remote, Secret};
use crate::error::Result;

use super::client::{CallFault, Client, Session};
use super::endpoint::Endpoint;
use super::server::{Identity, Server};

/// The secrets of a remote, by field, once they were found.
pub type Secrets = std::collections::BTreeMap<&'static str, Secret>;

/// Takes whole replies, in the shapes that the system's own lists read.
pub type Replies<'r> = dyn FnMut(&[u8]) -> std::io::Result<()> + 'r;

/// A system over the network.
pub trait Live: Sync {
    /// Every endpoint of its documents.
    fn endpoints(&self) -> &'static [Endpoint];

    /// Its address where customers do not run it themselves.
    fn url(&self) -> Option<&'static str>;

    /// What paths name that is no parameter: the organisation of `remote`, by name.
    ///
    /// # Errors
    /// When the configuration lacks it.
    fn settings(&self, remote: &Remote) -> Result<Vec<(&'static str, String)>>;

    /// What lets requests of `remote` in.
    ///
    /// # Errors
    /// When the configuration lacks a secret, or one is of no use.
    fn session(&self, remote: &Remote, secrets: Secrets) -> Result<Box<dyn Session>>;

    /// Reads the whole directory and hands every reply to `replies`. `advance` is told of every reply.
    ///
    /// # Errors
    /// When any part cannot be read: half a directory is none.
    fn read_directory(
        &self,
        client: &Client<'_>,
        remote: &Remote,
        replies: &mut Replies<'_>,
    ) -> std::result::Result<(), ReadFault>;

    /// A model of its server, with nothing in it but what every organisation has.
    fn server(&self, identity: &Identity) -> Box<dyn Server>;
}

/// Why a live directory cannot be read.
#[derive(Debug)]
pub enum ReadFault {
    /// A call failed.
    Call(CallFault),
    /// What was read cannot be kept.
    Kept(std::io::Error),
}

impl From<CallFault> for ReadFault {
    fn from(fault: CallFault) -> Self {
        Self::Call(fault)
    }
}

impl From<std::io::Error> for ReadFault {
    fn from(error: std::io::Error) -> Self {
        Self::Kept(error)
    }
}
