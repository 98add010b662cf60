//! `check`: reads a directory and says what is wrong with it.

use clap::Args;
use clap::builder::PossibleValuesParser;
use orgferry::directory::Directory;
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::rehearse::{Rehearsed, rehearse};
use orgferry::system::PayloadOptions;

use super::command::Common;
use super::console::Console;
use super::correction::{CorrectionFile, CorrectionFlags};
use super::exit::Exit;
use super::findings::{self, Channel};
use super::interrupt::Unfinished;
use super::reading::ReadingFlags;
use super::report::{self, ReportFlags};
use super::settings::Settings;
use super::{pipeline, target};

/// `orgferry check INPUT... [--for SYSTEM]...`
#[derive(Debug, Args)]
pub(super) struct Check {
    #[arg(value_name = "INPUT", required = true)]
    input: Vec<String>,
    #[arg(
        long = "for",
        value_name = "SYSTEM",
        value_delimiter = ',',
        value_parser = PossibleValuesParser::new(target::system_names())
    )]
    system: Vec<String>,
    #[arg(long, value_name = "LOCATION", requires = "system")]
    current: Option<String>,
    #[command(flatten)]
    correction: CorrectionFlags,
    #[command(flatten)]
    report: ReportFlags,
    #[command(flatten)]
    reading: ReadingFlags,
}

impl Check {
    /// Reads, links and judges, and tries what the systems would be sent on models of their servers; the findings are the product.
    pub(super) fn run(
        self,
        common: &Common,
        console: &Console,
        unfinished: &Unfinished,
    ) -> Result<Exit> {
        let settings = Settings::new(common, &self.reading, console)?;
        let reports = self.report.files(&self.input, unfinished)?;
        let force = self.report.force;
        let correction = self.correction.file(&self.input, force, unfinished)?;
        let of_correction = correction.iter().map(CorrectionFile::output);
        report::refuse_same(reports.outputs().chain(of_correction))?;
        let systems: Vec<_> = self
            .system
            .iter()
            .filter_map(|name| orgferry::system::by_name(name))
            .collect();
        let keeps_keys = systems.iter().any(|system| system.carries_keys());
        let mut judged = pipeline::judge(&self.input, &systems, keeps_keys, &settings, console)?;
        let options = PayloadOptions {
            auth_type: settings.configuration.auth_type.clone(),
            ..PayloadOptions::default()
        };
        let current = self.current(&settings, console)?;
        let narrowed = settings.scope.narrowed(&judged.directory);
        for system in &systems {
            let directory = narrowed.as_ref().unwrap_or(&judged.directory);
            let payload = system.payload(directory, &options);
            judged.findings.append(payload.findings);
            judged.losses.push((system.name(), payload.bodies.loss()));
            let rehearsed = Rehearsed {
                system: *system,
                wanted: directory,
                options: &options,
                current: current.as_ref(),
            };
            judged.findings.append(rehearse(&rehearsed)?);
        }
        judged.findings.settle(&settings.severities);
        let found = correction
            .as_ref()
            .map(|file| file.find(&mut judged, &settings, console));
        let found = found.transpose()?;
        findings::show(&judged, Channel::Product, &settings, console)?;
        reports.write(&judged, &settings, console)?;
        if let (Some(file), Some(found)) = (&correction, found) {
            file.write(found, &judged, &settings, console)?;
        }
        Ok(Exit::of_findings(&judged.findings))
    }

    /// What the systems hold today, where the user says so.
    ///
    /// # Errors
    /// When that cannot be read.
    fn current(&self, settings: &Settings, console: &Console) -> Result<Option<Directory>> {
        let Some(location) = &self.current else {
            return Ok(None);
        };
        let inputs = [location.clone()];
        let mut intake = pipeline::take_in(&inputs, true, settings, console)?.intake;
        intake.findings.settle(&settings.severities);
        match intake.findings.has_errors() {
            true => {
                Err(Error::new(ErrorKind::File, "current-unreadable")
                    .with("file", location.as_str()))
            }
            false => Ok(Some(intake.directory)),
        }
    }
}
