//! `runs`: what was sent, when, with what outcome.

use std::fs;

use clap::Args;
use comfy_table::{Table, presets};
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::submit::{Journal, RunId, RunRecord, state_folder};

use super::console::Console;
use super::exit::Exit;
use super::way_back::WayBack;

/// What journals end with.
const EXTENSION: &str = "sqlite";

/// `orgferry runs [ID]`
#[derive(Debug, Args)]
pub(super) struct Runs {
    #[arg(value_name = "ID")]
    id: Option<String>,
}

impl Runs {
    /// Lists every run of every journal, or the operations of one run.
    pub(super) fn run(self, console: &Console) -> Result<Exit> {
        let journals = journals()?;
        let locale = console.locale();
        let Some(wanted) = &self.id else {
            let mut table = Table::new();
            table.load_style(presets::UTF8_FULL_CONDENSED).set_header([
                locale.text("runs-id"),
                locale.text("runs-remote"),
                locale.text("runs-mode"),
                locale.text("runs-started"),
                locale.text("runs-state"),
                locale.text("runs-outcomes"),
            ]);
            let mut is_empty = true;
            for (name, journal) in &journals {
                for run in journal.runs()? {
                    is_empty = false;
                    let state = locale.text(&format!("runs-state-{}", run.state.name()));
                    table.add_row([
                        id(name, run.id),
                        run.remote.clone(),
                        run.mode.clone(),
                        run.started.clone(),
                        state,
                        outcomes(&run, console),
                    ]);
                }
            }
            let text = match is_empty {
                true => locale.text("runs-none"),
                false => table.to_string(),
            };
            console.product(&format!("{text}\n"))?;
            return Ok(Exit::Fine);
        };
        for (name, journal) in &journals {
            for run in journal.runs()? {
                if id(name, run.id) == *wanted {
                    let table = operations(journal, run.id, console)?;
                    console.product(&format!("{table}\n"))?;
                    if let Some(way_back) = WayBack::find(&state_folder()?, name, run.id) {
                        let told = way_back.told(&run.remote, console);
                        console.product(&format!("{told}\n"))?;
                    }
                    return Ok(Exit::Fine);
                }
            }
        }
        Err(Error::new(ErrorKind::Usage, "runs-no-such-run").with("id", wanted.as_str()))
    }
}

/// Every journal with the name of its file, by name.
fn journals() -> Result<Vec<(String, Journal)>> {
    let folder = state_folder()?;
    let mut names: Vec<_> = match fs::read_dir(&folder) {
        Ok(entries) => entries
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|found| found == EXTENSION))
            .collect(),
        // Nothing was ever sent.
        Err(_) => Vec::new(),
    };
    names.sort();
    let journals = names.into_iter().map(|path| {
        let name = path.file_stem().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        Ok((name, Journal::open(&path)?))
    });
    journals.collect()
}

/// What a run of the journal in the file `journal` is called.
pub(super) fn id(journal: &str, run: RunId) -> String {
    format!("{journal}/{}", run.0)
}

fn outcomes(run: &RunRecord, console: &Console) -> String {
    let locale = console.locale();
    let outcomes = run.outcomes.iter().map(|(name, count)| {
        let word = locale.text(&format!("runs-outcome-{name}"));
        format!("{word} {count}")
    });
    outcomes.collect::<Vec<_>>().join("  ")
}

fn operations(journal: &Journal, run: RunId, console: &Console) -> Result<Table> {
    let locale = console.locale();
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_header([
        locale.text("runs-key"),
        locale.text("runs-call"),
        locale.text("runs-outcome"),
        locale.text("runs-code"),
        locale.text("runs-given-id"),
    ]);
    for record in journal.operations(run)? {
        let outcome = record.outcome.as_deref().unwrap_or("unknown");
        table.add_row([
            record.key.to_string(),
            record.call,
            locale.text(&format!("runs-outcome-{outcome}")),
            record.code.map(|code| code.to_string()).unwrap_or_default(),
            record.id.unwrap_or_default(),
        ]);
    }
    Ok(table)
}
