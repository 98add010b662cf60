//! What a system can do over the network: its endpoints, how to be let in, how to read all of it, and a model of it.

use crate::config::{Remote, Secret};
use crate::error::{Error, ErrorKind, Result};

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

/// The error of a configuration whose remote lacks `field`.
pub(super) fn lacking(field: &'static str) -> Error {
    Error::new(ErrorKind::Usage, "remote-lacks").with("field", field)
}

/// Why a live directory cannot be read.
#[derive(Debug)]
pub enum ReadFault {
    /// A call failed.
    Call(CallFault),
    /// What was read cannot be kept.
    Kept(std::io::Error),
    /// Fewer of them came than there are said to be; the directory may have changed meanwhile.
    Incomplete {
        /// How many came.
        read: u64,
        /// How many there are said to be.
        total: u64,
    },
}

impl ReadFault {
    /// The same as the error of a run that cannot go on, about the remote called `remote`.
    #[must_use]
    pub fn into_error(self, remote: &str) -> Error {
        let error = |kind, id| Error::new(kind, id).with("remote", remote);
        match self {
            Self::Call(fault) => fault.into_error(remote),
            Self::Kept(cause) => error(ErrorKind::File, "remote-unkept").because(cause),
            Self::Incomplete { read, total } => error(ErrorKind::Remote, "remote-incomplete")
                .with("read", read)
                .with("total", total),
        }
    }
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
