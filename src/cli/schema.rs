//! `schema`: the JSON Schemas of the formats orgferry writes.

use clap::Args;
use orgferry::error::{Error, ErrorKind, Result};
use schemars::Schema;

use super::console::Console;
use super::exit::Exit;

/// Every schema, by the name it is asked for.
static SCHEMAS: &[(&str, fn() -> Schema)] = &[];

/// `orgferry schema [NAME]`
#[derive(Debug, Args)]
pub(super) struct SchemaOf {
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

impl SchemaOf {
    /// Prints one schema, or the names of all of them.
    pub(super) fn run(self, console: &Console) -> Result<Exit> {
        let names = SCHEMAS.iter().map(|(name, _)| *name);
        let text = match self.name {
            None => names.map(|name| format!("{name}\n")).collect(),
            Some(name) => {
                let found = SCHEMAS.iter().find(|(known, _)| *known == name);
                let (_, schema) = found.ok_or_else(|| {
                    Error::new(ErrorKind::Usage, "usage-unknown-schema")
                        .with("name", name)
                        .with("choices", names.collect::<Vec<_>>().join(" "))
                })?;
                let text = serde_json::to_string_pretty(&schema()).map_err(|error| {
                    Error::new(ErrorKind::File, "standard-output-unwritable").because(error)
                })?;
                text + "\n"
            }
        };
        console.product(&text)?;
        Ok(Exit::Fine)
    }
}
