//! The verbs and what they have in common. No field has a doc comment: the sentences of `--help` are `locale`'s, put
//! in by `help`.

use std::num::NonZeroUsize;
use std::path::PathBuf;

use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::Language;

use super::console::{Console, Loudness};
use super::exit::Exit;
use super::interrupt::Unfinished;
use super::{
    api, check, completions, convert, diff, explain, export, inspect, language, man, plan, runs,
    sandbox, schema, submit, template,
};

#[derive(Debug, Parser)]
#[command(
    name = "orgferry",
    version,
    subcommand_required = true,
    arg_required_else_help = true,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub(super) struct CommandLine {
    #[command(subcommand)]
    pub(super) verb: Verb,
    #[command(flatten)]
    pub(super) common: Common,
    #[arg(short = 'V', long, action = ArgAction::Version, help_heading = "common")]
    version: (),
}

#[derive(Debug, Subcommand)]
pub(super) enum Verb {
    Check(check::Check),
    Inspect(inspect::Inspect),
    Convert(convert::Convert),
    Diff(diff::DiffOf),
    Plan(plan::PlanOf),
    Submit(submit::SubmitOf),
    Runs(runs::Runs),
    Export(export::Export),
    Api(api::Api),
    Sandbox(sandbox::SandboxOf),
    Template(template::TemplateOf),
    Explain(explain::Explain),
    Schema(schema::SchemaOf),
    Completions(completions::Completions),
    Man(man::Man),
}

impl Verb {
    /// Does what was asked for.
    ///
    /// # Errors
    /// When it cannot go on: wrong usage or configuration, an output that cannot be written.
    pub(super) fn run(
        self,
        common: &Common,
        console: &Console,
        unfinished: &Unfinished,
    ) -> Result<Exit> {
        match self {
            Self::Check(check) => check.run(common, console, unfinished),
            Self::Inspect(inspect) => inspect.run(common, console, unfinished),
            Self::Convert(convert) => convert.run(common, console, unfinished),
            Self::Diff(diff) => diff.run(common, console, unfinished),
            Self::Plan(plan) => plan.run(common, console, unfinished),
            Self::Submit(submit) => submit.run(common, console, unfinished),
            Self::Runs(runs) => runs.run(console),
            Self::Export(export) => export.run(common, console, unfinished),
            Self::Api(api) => api.run(common, console),
            Self::Sandbox(sandbox) => sandbox.run(common, console, unfinished),
            Self::Template(template) => template.run(console, unfinished),
            Self::Explain(explain) => explain.run(common, console),
            Self::Schema(schema) => schema.run(console),
            Self::Completions(completions) => completions.run(console),
            Self::Man(man) => man.run(console),
        }
    }
}

#[derive(Debug, Args)]
#[command(next_help_heading = "common")]
pub(super) struct Common {
    #[arg(long, global = true, env = "ORGFERRY_CONFIG", value_name = "FILE")]
    pub(super) config: Option<PathBuf>,
    #[arg(long, global = true, env = language::VARIABLE, value_name = "zh|en", value_parser = parse_language)]
    pub(super) lang: Option<Language>,
    #[arg(
        long,
        global = true,
        env = "ORGFERRY_FORMAT",
        value_name = "FORMAT",
        value_enum,
        default_value_t
    )]
    pub(super) format: Format,
    #[arg(long, global = true, value_name = "CODE", value_delimiter = ',')]
    pub(super) allow: Vec<String>,
    #[arg(long, global = true, value_name = "CODE", value_delimiter = ',')]
    pub(super) warn: Vec<String>,
    #[arg(long, global = true, value_name = "CODE", value_delimiter = ',')]
    pub(super) deny: Vec<String>,
    #[arg(long, global = true, env = "ORGFERRY_MAX_PER_CODE", value_name = "N", value_parser = parse_number)]
    pub(super) max_per_code: Option<usize>,
    #[arg(long, global = true, env = "ORGFERRY_LOG_FILE", value_name = "FILE")]
    pub(super) log_file: Option<PathBuf>,
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,
    #[arg(short, long, global = true)]
    verbose: bool,
    #[arg(
        long,
        global = true,
        env = "ORGFERRY_COLOR",
        value_name = "WHEN",
        value_enum,
        default_value_t
    )]
    pub(super) color: Color,
    #[arg(long, global = true, env = "ORGFERRY_THREADS", value_name = "N", value_parser = parse_positive)]
    pub(super) threads: Option<NonZeroUsize>,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
}

impl Common {
    /// How much to say besides the product.
    pub(super) fn loudness(&self) -> Loudness {
        match (self.quiet, self.verbose) {
            (true, _) => Loudness::Quiet,
            (_, true) => Loudness::Verbose,
            _ => Loudness::Normal,
        }
    }
}

/// How findings are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    #[default]
    Text,
    Json,
}

/// Whether to colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

fn parse_language(text: &str) -> Result<Language> {
    Language::parse(text).ok_or_else(|| Error::new(ErrorKind::Usage, "usage-not-a-language"))
}

/// Reads a whole number from 0.
fn parse_number(text: &str) -> Result<usize> {
    text.parse()
        .map_err(|_| Error::new(ErrorKind::Usage, "usage-not-a-number"))
}

/// Reads a whole number from 1.
pub(super) fn parse_positive(text: &str) -> Result<NonZeroUsize> {
    text.parse()
        .map_err(|_| Error::new(ErrorKind::Usage, "usage-not-a-positive-number"))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        CommandLine::command().debug_assert();
    }
}
