//! The directory as it was on a server before a run changed it: a workbook beside the journal, and the way back to it.

use std::io;
use std::path::{Path, PathBuf};

use orgferry::error::{Error, ErrorKind, Result};
use orgferry::export::excel;
use orgferry::locale::Arguments;
use orgferry::plan::Mode;
use orgferry::submit::{Journal, RunId};
use tempfile::NamedTempFile;

use super::command::Common;
use super::connect::Connection;
use super::console::Console;
use super::planning;

/// A workbook with the directory from before a run.
pub(super) struct WayBack {
    file: PathBuf,
}

impl WayBack {
    /// The workbook kept for the run `run` of the journal called `journal` in `folder`, where there is one.
    pub(super) fn find(folder: &Path, journal: &str, run: RunId) -> Option<Self> {
        let file = file_of(folder, journal, run);
        file.exists().then_some(Self { file })
    }

    /// Keeps the directory as it is on the server that `connection` leads to, before the run `run` of `journal`, called
    /// `name`, changes it. A run that imports changes nothing that was there; one that is taken up again was told
    /// before.
    ///
    /// # Errors
    /// When the server cannot be read, or the workbook not be written; then nothing may be sent.
    pub(super) fn keep(
        folder: &Path,
        (name, journal): (&str, &Journal),
        (run, mode): (RunId, Mode),
        connection: &Connection<'_>,
        common: &Common,
        console: &Console,
    ) -> Result<Option<Self>> {
        let known = Self::find(folder, name, run);
        if mode == Mode::Import || known.is_some() || !journal.operations(run)?.is_empty() {
            return Ok(known);
        }
        let directory = planning::read_plainly(connection, common, console)?;
        let provenance = excel::Provenance {
            source: format!("{} ({})", connection.name, connection.system.name()),
            time: jiff::Zoned::now()
                .strftime("%Y-%m-%d %H:%M:%S %:z")
                .to_string(),
        };
        let file = file_of(folder, name, run);
        // A temporary file is for its owner alone.
        let write = || -> io::Result<()> {
            let mut kept = NamedTempFile::new_in(folder)?;
            let locale = console.locale();
            excel::write_with_provenance(&directory, &provenance, locale, &mut kept)
                .map_err(io::Error::other)?;
            kept.as_file().sync_all()?;
            kept.persist(&file)?;
            Ok(())
        };
        write().map_err(|cause| {
            Error::new(ErrorKind::File, "submit-no-way-back")
                .with("file", file.display().to_string())
                .because(cause)
        })?;
        Ok(Some(Self { file }))
    }

    /// Where it is, and how to go back on the remote called `remote`.
    pub(super) fn told(&self, remote: &str, console: &Console) -> String {
        let file = self.file.display().to_string();
        let quoted = match file.contains(char::is_whitespace) {
            true => format!("\"{file}\""),
            false => file.clone(),
        };
        let arguments = Arguments::default()
            .with("file", file)
            .with("quoted", quoted)
            .with("remote", remote);
        console.locale().format("submit-way-back", &arguments)
    }
}

fn file_of(folder: &Path, journal: &str, run: RunId) -> PathBuf {
    folder.join(format!("{journal}-{}.xlsx", run.0))
}
