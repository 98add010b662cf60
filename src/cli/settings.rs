//! What holds for one run: the configuration, and what the command line changes of it.

use orgferry::config::{Configuration, Level, LeveledCode, Limits, Reading};
use orgferry::diagnostic::{Severities, Severity};
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::Arguments;

use super::catalogue;
use super::command::{Common, Format};
use super::console::Console;
use super::reading::{self, ReadingFlags};
use super::scope::Scope;

/// How many findings of one code a person wants to read.
const SHOWN_PER_CODE: usize = 20;

/// What holds for one run.
pub(super) struct Settings {
    /// How inputs are to be read.
    pub(super) reading: Reading,
    /// Which part of it is wanted.
    pub(super) scope: Scope,
    /// How much is taken in.
    pub(super) limits: Limits,
    /// Which codes are milder, stricter or silent.
    pub(super) severities: Severities,
    /// How findings are written.
    pub(super) format: Format,
    /// How many findings of one code are shown; 0 for all.
    pub(super) max_per_code: usize,
    /// How many findings of one code are written to files; 0 for all.
    pub(super) max_in_files: usize,
    /// Whether what was found while reading is kept apart, for linking again.
    pub(super) keeps_reading: bool,
    /// Whether what is read live keeps what only its server knows it by.
    pub(super) keeps_ids: bool,
    /// What was configured besides.
    pub(super) configuration: Configuration,
}

impl Settings {
    /// Reads the configuration and lets the command line have the last word.
    ///
    /// # Errors
    /// When the configuration or the command line says something it may not.
    pub(super) fn new(common: &Common, flags: &ReadingFlags, console: &Console) -> Result<Self> {
        let configuration = Configuration::load(common.config.as_deref())?;
        if let Some(file) = &configuration.file {
            let file = Arguments::default().with("file", file.display().to_string());
            console.detail(|locale| vec![locale.format("cli-configuration-read", &file)]);
        }
        if let Some(threads) = common.threads {
            // Fails only where the pool exists already, and then with the number asked for before.
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.get());
            let _ = pool.build_global();
        }
        let everything = match common.format {
            Format::Json => 0,
            Format::Text => SHOWN_PER_CODE,
        };
        Ok(Self {
            reading: Reading {
                guard: std::env::current_exe().ok(),
                ..reading::settle(flags, &configuration)?
            },
            scope: flags.scope.clone(),
            limits: configuration.limits.clone(),
            severities: severities(common, &configuration)?,
            format: common.format,
            max_in_files: common.max_per_code.unwrap_or_default(),
            keeps_reading: false,
            keeps_ids: false,
            max_per_code: common.max_per_code.unwrap_or(everything),
            configuration,
        })
    }
}

/// The configured severities, then those of the command line, the strictest last.
fn severities(common: &Common, configuration: &Configuration) -> Result<Severities> {
    let mut severities = Severities::default();
    for LeveledCode { code, level, line } in &configuration.severity {
        let unknown = || {
            let file = configuration.file.as_ref();
            Error::new(ErrorKind::Usage, "config-unknown-code")
                .with(
                    "file",
                    file.map(|file| file.display().to_string())
                        .unwrap_or_default(),
                )
                .with("line", *line)
                .with("key", format!("severity.{code}"))
        };
        let known = catalogue::code(code).ok_or_else(unknown)?;
        severities.set(known.id, severity(*level));
    }
    for (codes, level) in [
        (&common.allow, Level::Allow),
        (&common.warn, Level::Warning),
        (&common.deny, Level::Error),
    ] {
        for code in codes {
            let known = catalogue::code(code).ok_or_else(|| {
                Error::new(ErrorKind::Usage, "usage-unknown-code").with("code", code.as_str())
            })?;
            severities.set(known.id, severity(level));
        }
    }
    Ok(severities)
}

fn severity(level: Level) -> Option<Severity> {
    match level {
        Level::Allow => None,
        Level::Information => Some(Severity::Information),
        Level::Warning => Some(Severity::Warning),
        Level::Error => Some(Severity::Error),
    }
}
