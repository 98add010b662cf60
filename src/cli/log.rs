//! `--log-file FILE`: what went over the network and when, a JSON object a line.

use std::fs::OpenOptions;
use std::path::Path;
use std::sync::Mutex;

use orgferry::error::{Error, ErrorKind, Result};
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;

/// Starts writing the log to the end of `file`, which only its owner can read.
///
/// Only our own events are logged: the HTTP client's would tell headers.
///
/// # Errors
/// When it cannot be written.
pub(super) fn start(file: &Path) -> Result<()> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let log = options.open(file).map_err(|cause| {
        Error::new(ErrorKind::File, "output-unwritable")
            .with("file", file.display().to_string())
            .because(cause)
    })?;
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_writer(Mutex::new(log));
    let ours = Targets::new().with_target("orgferry", LevelFilter::TRACE);
    // The program starts one log.
    let _ = tracing_subscriber::registry()
        .with(ours)
        .with(lines)
        .try_init();
    Ok(())
}
