//! The way from inputs to findings that `check` and `convert` share.

use orgferry::diagnostic::Findings;
use orgferry::directory::Directory;
use orgferry::error::Result;
use orgferry::rule::{self, Context};
use orgferry::system::System;

use super::console::Console;
use super::inputs;
use super::settings::Settings;

/// A directory that was read and judged.
pub(super) struct Judged {
    /// The directory.
    pub(super) directory: Directory,
    /// What is wrong with it, settled.
    pub(super) findings: Findings,
}

/// Reads `inputs` and runs the rules, those of `systems` too.
///
/// # Errors
/// When the reading cannot go on.
pub(super) fn judge(
    inputs: &[String],
    systems: &[&dyn System],
    settings: &Settings,
    _console: &Console,
) -> Result<Judged> {
    inputs::refuse_remotes(inputs, &settings.configuration)?;
    let directory = Directory::default();
    let rules: Vec<_> = systems.iter().flat_map(|system| system.rules()).collect();
    let context = Context {
        directory: &directory,
        limits: &settings.limits,
    };
    let mut findings = rule::run(&rules, context);
    findings.settle(&settings.severities);
    Ok(Judged {
        directory,
        findings,
    })
}
