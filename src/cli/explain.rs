//! `explain`: what a finding means and how to mend it, and what a system's error code means.

use anstyle::{AnsiColor, Style};
use clap::Args;
use orgferry::diagnostic::{Code, Severity};
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::{Arguments, Language, Locale};
use orgferry::report;
use orgferry::system::SYSTEMS;
use serde::Serialize;

use super::catalogue;
use super::command::{Common, Format};
use super::console::Console;
use super::exit::Exit;

/// `orgferry explain [CODE]`
#[derive(Debug, Args)]
pub(super) struct Explain {
    #[arg(value_name = "CODE", allow_negative_numbers = true)]
    code: Option<String>,
}

/// What is known about a code, in one language.
#[derive(Serialize)]
struct Entry {
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    explanation: Option<String>,
}

/// What an error code of a system means, in one language.
#[derive(Serialize)]
struct Meaning {
    system: &'static str,
    code: i64,
    meaning: &'static str,
}

impl Explain {
    /// Explains one code, or lists all of them.
    pub(super) fn run(self, common: &Common, console: &Console) -> Result<Exit> {
        let locale = console.locale();
        let text = match (&self.code, common.format) {
            (Some(text), format) => match (catalogue::code(text), meanings(text, locale), format) {
                (Some(code), _, Format::Json) => json(&Entry::new(code, locale, true))?,
                (Some(code), _, Format::Text) => report::explain(code, locale),
                (None, meanings, _) if meanings.is_empty() => {
                    let error = Error::new(ErrorKind::Usage, "usage-unknown-code");
                    return Err(error.with("code", text.as_str()));
                }
                (None, meanings, Format::Json) => json(&meanings)?,
                (None, meanings, Format::Text) => meanings
                    .iter()
                    .map(|meaning| meaning.line(locale))
                    .collect(),
            },
            (None, Format::Json) => {
                let entries = catalogue::codes().map(|code| Entry::new(code, locale, true));
                json(&entries.collect::<Vec<_>>())?
            }
            (None, Format::Text) => catalogue::codes().map(|code| line(code, locale)).collect(),
        };
        console.product(&text)?;
        Ok(Exit::Fine)
    }
}

impl Entry {
    fn new(code: &'static Code, locale: &Locale, explained: bool) -> Self {
        let attribute = |name| locale.attribute(code.id, name, &Arguments::default());
        Self {
            code: code.id,
            name: code.name,
            severity: code.severity.name(),
            title: attribute("title").unwrap_or_default(),
            explanation: attribute("explain").filter(|_| explained),
        }
    }
}

impl Meaning {
    fn line(&self, locale: &Locale) -> String {
        let arguments = Arguments::default()
            .with("system", self.system)
            .with("code", self.code.to_string())
            .with("meaning", self.meaning);
        format!("{}\n", locale.format("explain-meaning", &arguments))
    }
}

/// What the error code `text` means to each system that knows it.
fn meanings(text: &str, locale: &Locale) -> Vec<Meaning> {
    let Ok(code) = text.parse() else {
        return Vec::new();
    };
    let known = SYSTEMS.iter().filter_map(|system| {
        let (chinese, english) = system.meaning(code)?;
        Some(Meaning {
            system: system.name(),
            code,
            meaning: match locale.language() {
                Language::Chinese => chinese,
                Language::English => english,
            },
        })
    });
    known.collect()
}

fn line(code: &'static Code, locale: &Locale) -> String {
    let entry = Entry::new(code, locale, false);
    let severity = locale.text(&format!("report-{}", code.severity.name()));
    let style = style(code.severity);
    format!(
        "{style}{}{style:#}  {severity}  {}\n",
        entry.code, entry.title
    )
}

fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red,
        Severity::Warning => AnsiColor::Yellow,
        Severity::Information => AnsiColor::Cyan,
    }
    .on_default()
    .bold()
}

fn json(value: &impl Serialize) -> Result<String> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| {
        Error::new(ErrorKind::File, "standard-output-unwritable").because(error)
    })?;
    text.push('\n');
    Ok(text)
}
