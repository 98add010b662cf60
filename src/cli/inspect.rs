//! `inspect`: says how each sheet was read and why, and pins it in a mapping file.

use clap::Args;
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::Arguments;
use orgferry::report::reading;

use super::command::{Common, Format};
use super::console::Console;
use super::exit::Exit;
use super::interrupt::Unfinished;
use super::output::Output;
use super::pipeline::{self, TakenIn};
use super::reading::ReadingFlags;
use super::settings::Settings;

/// `orgferry inspect INPUT... [--save-mapping FILE]`
#[derive(Debug, Args)]
pub(super) struct Inspect {
    #[arg(value_name = "INPUT", required = true)]
    input: Vec<String>,
    #[arg(long, value_name = "FILE")]
    save_mapping: Option<String>,
    #[arg(long, requires = "save_mapping")]
    force: bool,
    #[command(flatten)]
    reading: ReadingFlags,
}

impl Inspect {
    /// Reads and links; how that went is the product.
    pub(super) fn run(
        self,
        common: &Common,
        console: &Console,
        unfinished: &Unfinished,
    ) -> Result<Exit> {
        let settings = Settings::new(common, &self.reading, console)?;
        let output = self.save_mapping.as_deref();
        let output =
            output.map(|file| Output::new(Some(file), &self.input, self.force, unfinished));
        let output = output.transpose()?;
        if output.as_ref().is_some_and(Output::is_standard) {
            return Err(Error::new(ErrorKind::Usage, "mapping-to-standard-output"));
        }

        let TakenIn { mut intake, .. } = pipeline::take_in(&self.input, false, &settings, console)?;
        intake.findings.settle(&settings.severities);
        match settings.format {
            Format::Json => {
                console.stream(|out| reading::write_json(&intake, console.locale(), out))?;
            }
            Format::Text => console.product(&reading::text(&intake, console.locale()))?,
        }
        if let Some(output) = output {
            let mapping = intake.mapping();
            if mapping.tables.is_empty() {
                return Err(Error::new(ErrorKind::Usage, "mapping-empty"));
            }
            let text = mapping.to_text()?;
            output.write(console, |out| out.write_all(text.as_bytes()))?;
            let file = Arguments::default().with("file", output.name());
            console.note(&console.locale().format("cli-written", &file));
        }
        Ok(Exit::of_findings(&intake.findings))
    }
}
