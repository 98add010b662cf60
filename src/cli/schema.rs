//! `schema`: the JSON Schemas of the formats orgferry writes.

use clap::Args;
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::record::document;
use orgferry::report;
use schemars::Schema;

use super::console::Console;
use super::exit::Exit;

/// A JSON format orgferry writes.
struct Format {
    /// What it is asked for by.
    name: &'static str,
    /// Makes its schema from the types that are written.
    schema: fn() -> Schema,
}

/// Every format; a new one is a line here.
static FORMATS: &[Format] = &[
    Format {
        name: "changes",
        schema: report::changes::schema,
    },
    Format {
        name: "diagnostics",
        schema: report::json::schema,
    },
    Format {
        name: "directory",
        schema: document::schema,
    },
    Format {
        name: "inspect",
        schema: report::reading::schema,
    },
    Format {
        name: "plan",
        schema: orgferry::plan::schema,
    },
    Format {
        name: "submission",
        schema: orgferry::submit::schema,
    },
];

/// `orgferry schema [NAME]`
#[derive(Debug, Args)]
pub(super) struct SchemaOf {
    #[arg(value_name = "NAME")]
    name: Option<String>,
}

impl SchemaOf {
    /// Prints one schema, or the names of all of them.
    pub(super) fn run(self, console: &Console) -> Result<Exit> {
        let names = FORMATS.iter().map(|format| format.name);
        let text = match self.name {
            None => names.map(|name| format!("{name}\n")).collect(),
            Some(name) => {
                let found = FORMATS.iter().find(|format| format.name == name);
                let format = found.ok_or_else(|| {
                    Error::new(ErrorKind::Usage, "usage-unknown-schema")
                        .with("name", name)
                        .with("choices", names.collect::<Vec<_>>().join(" "))
                })?;
                let text = serde_json::to_string_pretty(&(format.schema)()).map_err(|error| {
                    Error::new(ErrorKind::File, "standard-output-unwritable").because(error)
                })?;
                text + "\n"
            }
        };
        console.product(&text)?;
        Ok(Exit::Fine)
    }
}
