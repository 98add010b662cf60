//! `template`: writes a workbook to be filled in.

use clap::Args;
use clap::builder::PossibleValuesParser;
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::export::template::{TEMPLATES, Template};
use orgferry::locale::Arguments;

use super::console::Console;
use super::exit::Exit;
use super::interrupt::Unfinished;
use super::output::Output;

/// `orgferry template KIND -o FILE`
#[derive(Debug, Args)]
pub(super) struct TemplateOf {
    #[arg(value_name = "KIND", value_parser = PossibleValuesParser::new(TEMPLATES.iter().map(|template| template.name)))]
    kind: String,
    #[arg(short, long, value_name = "FILE")]
    output: String,
    #[arg(long)]
    force: bool,
}

impl TemplateOf {
    /// Writes the template in the language spoken.
    pub(super) fn run(self, console: &Console, unfinished: &Unfinished) -> Result<Exit> {
        let output = Output::new(Some(&self.output), &[], self.force, unfinished)?;
        let id = match output.extension().as_str() {
            _ if output.is_folder() => Some("output-is-folder"),
            _ if output.is_standard() && console.shows_product() => Some("output-binary"),
            "xlsx" | "" => None,
            _ => Some("template-is-workbook"),
        };
        if let Some(id) = id {
            return Err(Error::new(ErrorKind::Usage, id)
                .with("target", self.kind)
                .with("file", output.name()));
        }
        let template = Template::by_name(&self.kind).ok_or_else(|| {
            Error::new(ErrorKind::Usage, "usage-unknown-target").with("target", self.kind.as_str())
        })?;
        output.write(console, |out| {
            let written = template.write(console.locale(), out);
            written.map_err(std::io::Error::other)
        })?;
        if !output.is_standard() {
            let file = Arguments::default().with("file", output.name());
            console.note(&console.locale().format("cli-written", &file));
        }
        Ok(Exit::Fine)
    }
}
