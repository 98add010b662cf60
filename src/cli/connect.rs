//! A remote of the configuration, ready to be spoken to: its address, its secrets, and the way there.

use std::io::{self, IsTerminal, Read};
use std::path::Path;

use orgferry::config::{Configuration, Remote, SecretSources};
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::system::{self, CallFault, Client, Live, Secrets, System};
use orgferry::transport::{
    Address, Http, HttpOptions, Logged, Paced, Redaction, Retrying, SystemClock, TIMEOUT, Transport,
};

use super::nearest::nearest;

/// How much is read of a secret that comes through standard input, in bytes.
const LONGEST_SECRET: u64 = 1 << 16;

/// A remote that can be spoken to.
pub(super) struct Connection<'c> {
    /// What the user calls it.
    pub(super) name: &'c str,
    /// What is configured of it.
    pub(super) remote: &'c Remote,
    /// What it is.
    pub(super) system: &'static dyn System,
    /// What that can do over the network.
    pub(super) live: &'static dyn Live,
    transport: Box<dyn Transport>,
    secrets: Secrets,
    redaction: Redaction,
}

/// The remote of `configuration` called `name`, with or without the colon.
///
/// # Errors
/// When there is none.
pub(super) fn remote_called<'c>(
    name: &'c str,
    configuration: &'c Configuration,
) -> Result<(&'c str, &'c Remote)> {
    let name = name.strip_suffix(':').unwrap_or(name);
    let known = || configuration.remotes.keys().map(String::as_str);
    let found = configuration.remotes.get(name).ok_or_else(|| {
        Error::new(ErrorKind::Usage, "remote-unknown")
            .with("name", name)
            .with("suggestion", nearest(name, known()).unwrap_or("none"))
    })?;
    Ok((name, found))
}

/// What `remote`, called `name`, is and can do.
///
/// # Errors
/// When there is no such system.
pub(super) fn system_of(
    name: &str,
    remote: &Remote,
) -> Result<(&'static dyn System, &'static dyn Live)> {
    let found = system::by_name(&remote.system);
    let found = found.and_then(|system| Some((system, system.live()?)));
    found.ok_or_else(|| {
        Error::new(ErrorKind::Usage, "remote-unknown-system")
            .with("name", name)
            .with("system", remote.system.as_str())
    })
}

impl<'c> Connection<'c> {
    /// Finds the address and the secrets of the remote called `name`. Nothing is sent yet.
    ///
    /// # Errors
    /// When the configuration lacks something, or a secret is not where it says.
    pub(super) fn open(name: &'c str, configuration: &'c Configuration) -> Result<Self> {
        let (name, remote) = remote_called(name, configuration)?;
        let (system, live) = system_of(name, remote)?;
        let url = remote
            .url
            .as_deref()
            .or(live.url())
            .ok_or_else(|| Error::new(ErrorKind::Usage, "remote-no-url").with("name", name))?;
        let folder = configuration.file.as_deref().and_then(Path::parent);
        let folder = folder.unwrap_or(Path::new("."));
        let secrets = secrets_of(remote, folder)?;
        let authority = remote.certificate_authority.as_deref();
        let authority = authority.map(|file| {
            let file = folder.join(file);
            std::fs::read(&file).map_err(|cause| {
                Error::new(ErrorKind::Usage, "remote-ca-unreadable")
                    .with("file", file.display().to_string())
                    .because(cause)
            })
        });
        let authority = authority.transpose()?;
        let options = HttpOptions {
            certificate_authority: authority.as_deref(),
            timeout: remote.timeout.unwrap_or(TIMEOUT),
            ..HttpOptions::default()
        };
        let clock = SystemClock::start();
        let address = Address::parse(url).map_err(|error| error.with("remote", name))?;
        let http = Http::new(address, options)?;
        let paced = Paced::new(Logged::new(http, name, clock), remote.rate, clock);
        Ok(Self {
            name,
            remote,
            system,
            live,
            transport: Box::new(Retrying::new(paced, clock)),
            redaction: Redaction::of(secrets.values()),
            secrets,
        })
    }

    /// A client of the remote. It keeps the tokens it fetches as long as it lives.
    ///
    /// # Errors
    /// When the configuration lacks something, or a secret is of no use.
    pub(super) fn client(&self) -> Result<Client<'_>> {
        let settings = self.live.settings(self.remote)?;
        let session = self.live.session(self.remote, self.secrets.clone())?;
        Ok(Client::new(
            self.system,
            settings,
            session,
            &*self.transport,
        ))
    }

    /// Why a run that needed this call cannot go on.
    pub(super) fn error(&self, fault: CallFault) -> Error {
        fault.masked(&self.redaction).into_error(self.name)
    }

    /// What must not show of this remote.
    pub(super) fn redaction(&self) -> &Redaction {
        &self.redaction
    }
}

/// The secrets of `remote`; relative paths begin at `folder`.
fn secrets_of(remote: &Remote, folder: &Path) -> Result<Secrets> {
    let mut ask = ask;
    let mut sources = SecretSources {
        variable: &|name| std::env::var(name).ok(),
        folder,
        stdin: Some(&mut ask),
    };
    let secrets = remote.secrets.iter();
    secrets
        .map(|(field, reference)| Ok((*field, reference.resolve(&mut sources)?)))
        .collect()
}

/// Reads a secret from standard input; at a terminal it is typed blindly.
pub(super) fn ask() -> io::Result<String> {
    let stdin = io::stdin();
    if stdin.is_terminal() {
        return rpassword::prompt_password("> ");
    }
    let mut text = String::new();
    stdin
        .lock()
        .take(LONGEST_SECRET)
        .read_to_string(&mut text)?;
    Ok(text)
}
