//! What may stand as INPUT on the command line.

use std::path::Path;

use orgferry::config::Configuration;
use orgferry::error::{Error, ErrorKind, Result};

/// Refuses remotes (`NAME:`): they are not read live, a saved reply of theirs is.
///
/// # Errors
/// When one of `inputs` names a remote.
pub(super) fn refuse_remotes(inputs: &[String], configuration: &Configuration) -> Result<()> {
    match inputs.iter().find_map(|input| remote(input)) {
        None => Ok(()),
        Some(name) => match configuration.remotes.get(name) {
            None => Err(Error::new(ErrorKind::Usage, "input-unknown-remote").with("name", name)),
            Some(remote) => Err(Error::new(ErrorKind::Usage, "input-is-remote")
                .with("name", name)
                .with("system", remote.system.as_str())),
        },
    }
}

/// The remote `input` names. A path that exists is a path, and a single letter with a colon is a drive.
fn remote(input: &str) -> Option<&str> {
    let name = input.strip_suffix(':')?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.');
    let is_remote =
        name.chars().count() > 1 && name.chars().all(is_name) && !Path::new(input).exists();
    is_remote.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_colon_is_a_remote_and_a_drive_is_not() {
        for (input, name) in [
            ("prod-atwork:", Some("prod-atwork")),
            ("花名册.xlsx", None),
            ("C:", None),
            ("a/b:", None),
            ("-", None),
        ] {
            assert_eq!(remote(input), name, "{input}");
        }
    }
}
