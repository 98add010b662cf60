//! The four systems on this machine: their models behind real HTTP, each below a path of its own, for rehearsal and
//! for trying other people's clients.

mod exchange;
mod fault;
mod host;
mod limit;
mod persona;
mod state;

#[cfg(test)]
mod tests;

use std::net::{SocketAddr, TcpListener};
use std::path::PathBuf;
use std::time::Duration;

use crate::config::Rate;
use crate::directory::Directory;
use crate::error::{Error, ErrorKind, Result};

pub use host::Stop;
pub use persona::{Persona, configuration};

use host::Host;

/// How the sandbox behaves.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Whether it may be reached from other machines and under any name.
    pub allows_remote: bool,
    /// Where the state of all systems is kept; without it everything is forgotten at the end.
    pub state: Option<PathBuf>,
    /// What goes wrong.
    pub faults: Faults,
}

/// What goes wrong on purpose.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Faults {
    /// How long every reply takes.
    pub latency: Duration,
    /// How many of the requests fail, from 0 to 1: half of them are refused with 503, half are carried out and answered
    /// with 500.
    pub fail_rate: f64,
    /// After how many requests one is carried out and its connection cut instead of a reply.
    pub reset_after: Option<u64>,
    /// How many requests each system takes; what is more gets 429.
    pub throttle: Option<Rate>,
    /// What chance begins with: the same seed fails the same requests.
    pub seed: u64,
}

/// A sandbox that has its port and does not serve yet.
pub struct Sandbox {
    listener: TcpListener,
    host: Host,
}

impl Sandbox {
    /// Takes the port of `address` for the systems of `personas`, and their state where it was kept.
    ///
    /// # Errors
    /// When the address is none of this machine's own and not allowed, the port is taken, or the state cannot be read.
    pub fn open(address: SocketAddr, personas: &[Persona], options: Options) -> Result<Self> {
        if !address.ip().is_loopback() && !options.allows_remote {
            let error = Error::new(ErrorKind::Usage, "sandbox-not-loopback");
            return Err(error.with("address", address.to_string()));
        }
        let unusable = |cause| {
            Error::new(ErrorKind::Usage, "sandbox-no-port")
                .with("address", address.to_string())
                .because(cause)
        };
        let listener = TcpListener::bind(address).map_err(unusable)?;
        listener.set_nonblocking(true).map_err(unusable)?;
        let host = Host::new(personas, options)?;
        Ok(Self { listener, host })
    }

    /// The address it listens to.
    ///
    /// # Errors
    /// When the system does not tell.
    pub fn address(&self) -> Result<SocketAddr> {
        let address = self.listener.local_addr();
        address.map_err(|cause| Error::new(ErrorKind::Usage, "sandbox-stopped").because(cause))
    }

    /// Puts `directory` into every system.
    pub fn seed(&self, directory: &Directory) {
        self.host.seed(directory);
    }

    /// Serves until `stop` is told, then keeps the state.
    ///
    /// # Errors
    /// When the network fails, or the state cannot be kept.
    pub fn serve(self, stop: Stop) -> Result<()> {
        self.host.serve(self.listener, stop)
    }
}
