//! `check`: reads a directory and says what is wrong with it.

use clap::Args;
use clap::builder::PossibleValuesParser;
use orgferry::error::Result;
use orgferry::system::PayloadOptions;

use super::command::Common;
use super::console::Console;
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
    #[command(flatten)]
    report: ReportFlags,
    #[command(flatten)]
    reading: ReadingFlags,
}

impl Check {
    /// Reads, links and judges, and tries what the systems would be sent; the findings are the product.
    pub(super) fn run(
        self,
        common: &Common,
        console: &Console,
        unfinished: &Unfinished,
    ) -> Result<Exit> {
        let settings = Settings::new(common, &self.reading, console)?;
        let reports = self.report.files(&self.input, unfinished)?;
        report::refuse_same(reports.outputs())?;
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
        for system in &systems {
            let payload = system.payload(&judged.directory, &options);
            judged.findings.append(payload.findings);
            judged.losses.push((system.name(), payload.loss));
        }
        judged.findings.settle(&settings.severities);
        findings::show(&judged, Channel::Product, &settings, console)?;
        reports.write(&judged, &settings, console)?;
        Ok(Exit::of_findings(&judged.findings))
    }
}
