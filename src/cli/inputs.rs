//! Remotes that stand as INPUT on the command line (`NAME:`): they are read live, and then like files.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use orgferry::config::Configuration;
use orgferry::error::Result;
use orgferry::intake;
use orgferry::locale::Arguments;
use orgferry::source::{Input, Located, Location};
use orgferry::system::ReadFault;

use super::connect::Connection;
use super::console::Console;
use super::progress::Progress;

/// Reads the remotes of `located` and puts what they said in their place.
///
/// # Errors
/// When one is not configured, or cannot be read.
pub(super) fn read_remotes(
    located: &mut Located,
    configuration: &Configuration,
    console: &Console,
) -> Result<()> {
    let mut locations = Vec::with_capacity(located.locations.len());
    for location in std::mem::take(&mut located.locations) {
        match location {
            Location::File(_) => locations.push(location),
            Location::Remote(name) => {
                let inputs = spool(&Connection::open(&name, configuration)?, console)?;
                locations.extend(inputs.into_iter().map(Location::File));
            }
        }
    }
    located.locations = locations;
    Ok(())
}

/// Reads the remote that `connection` leads to.
///
/// # Errors
/// When it cannot be read.
pub(super) fn spool(connection: &Connection<'_>, console: &Console) -> Result<Vec<Input>> {
    let name = connection.name;
    let client = connection.client()?;
    let received = Arc::new(AtomicU64::new(0));
    let _progress = console.is_watched().then(|| {
        let received = Arc::clone(&received);
        let name = Arguments::default().with("name", name);
        let what = console.locale().format("cli-reading-remote", &name);
        Progress::growing(what, move || received.load(Ordering::Relaxed))
    });
    let mut advance = |bytes| {
        received.fetch_add(bytes, Ordering::Relaxed);
    };
    let (live, remote) = (connection.live, connection.remote);
    intake::spool(name, live, &client, remote, &mut advance).map_err(|fault| match fault {
        ReadFault::Call(fault) => connection.error(fault),
        fault => fault.into_error(name),
    })
}
