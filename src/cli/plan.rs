//! `plan`: what would be sent, and nothing else.

use clap::Args;
use orgferry::error::Result;

use super::command::Common;
use super::connect::Connection;
use super::console::Console;
use super::exit::Exit;
use super::interrupt::Unfinished;
use super::output::Output;
use super::planning::PlanFlags;
use super::reading::ReadingFlags;
use super::report::say_written;
use super::settings::Settings;

/// `orgferry plan INPUT... --to REMOTE [-o plan.json]`
#[derive(Debug, Args)]
pub(super) struct PlanOf {
    #[arg(value_name = "INPUT", required = true)]
    input: Vec<String>,
    #[arg(long, value_name = "REMOTE")]
    to: String,
    #[arg(short, long, value_name = "OUT")]
    output: Option<String>,
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    plan: PlanFlags,
    #[command(flatten)]
    reading: ReadingFlags,
}

impl PlanOf {
    /// Reads both sides and writes what would be sent. Opens no writing connection.
    pub(super) fn run(
        self,
        common: &Common,
        console: &Console,
        unfinished: &Unfinished,
    ) -> Result<Exit> {
        let settings = Settings::new(common, &self.reading, console)?;
        let output = Output::new(self.output.as_deref(), &self.input, self.force, unfinished)?;
        let connection = Connection::open(&self.to, &settings.configuration)?;
        let planned = self
            .plan
            .plan(&self.input, &connection, &settings, common, console)?;
        let planned = match planned {
            Ok(planned) => planned,
            Err(exit) => return Ok(exit),
        };
        planned.show(console);
        planned.plan.refuse_excess(self.plan.accepted())?;
        let text = planned.plan.to_text();
        output.write(console, |out| out.write_all(text.as_bytes()))?;
        say_written(&output, console);
        Ok(Exit::Fine)
    }
}
