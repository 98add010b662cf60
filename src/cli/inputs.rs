//! What may not stand as INPUT on the command line.

use orgferry::config::Configuration;
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::source::{Located, Location};

/// Refuses remotes (`NAME:`): they are not read live, a saved reply of theirs is.
///
/// # Errors
/// When something `located` is a remote.
pub(super) fn refuse_remotes(located: &Located, configuration: &Configuration) -> Result<()> {
    let remote = located
        .locations
        .iter()
        .find_map(|location| match location {
            Location::Remote(name) => Some(name),
            Location::File(_) => None,
        });
    let Some(name) = remote else { return Ok(()) };
    Err(match configuration.remotes.get(name) {
        None => Error::new(ErrorKind::Usage, "input-unknown-remote").with("name", name.as_str()),
        Some(remote) => Error::new(ErrorKind::Usage, "input-is-remote")
            .with("name", name.as_str())
            .with("system", remote.system.as_str()),
    })
}
