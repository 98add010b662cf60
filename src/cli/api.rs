//! `api`: calls any single endpoint of a system's documents, as its table says.

use std::fmt::Write;
use std::io::Read;
use std::path::Path;

use clap::Args;
use orgferry::config::{Configuration, SecretReference, SecretSources};
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::{Argument, Arguments as Filling, Locale};
use orgferry::system::{self, Arguments, Endpoint, Given, Kind, Live, Parameter};
use serde::Serialize;
use serde_json::Value;

use super::command::{Common, Format};
use super::connect::{self, Connection};
use super::console::Console;
use super::exit::Exit;
use super::nearest::nearest;
use super::reply::Layout;

/// The argument that gives a whole body.
const BODY: &str = "body";

/// `orgferry api REMOTE OPERATION [KEY=VALUE]...`
#[derive(Debug, Args)]
pub(super) struct Api {
    #[arg(value_name = "REMOTE")]
    remote: String,
    #[arg(value_name = "OPERATION", required_unless_present = "list")]
    operation: Option<String>,
    #[arg(value_name = "KEY=VALUE")]
    argument: Vec<String>,
    #[arg(long)]
    list: bool,
    #[arg(long)]
    show_secrets: bool,
}

/// An endpoint as the list tells it.
#[derive(Serialize)]
struct Entry {
    operation: &'static str,
    method: &'static str,
    path: &'static str,
    parameters: Vec<ParameterEntry>,
    section: &'static str,
}

/// A parameter as the list tells it.
#[derive(Serialize)]
struct ParameterEntry {
    name: &'static str,
    place: &'static str,
    kind: String,
    required: bool,
    secret: bool,
}

impl Api {
    /// Calls the endpoint; its reply is the product.
    pub(super) fn run(self, common: &Common, console: &Console) -> Result<Exit> {
        let configuration = Configuration::load(common.config.as_deref())?;
        let Some(operation) = self.operation.as_deref().filter(|_| !self.list) else {
            return self.list(&configuration, common.format, console);
        };
        let (name, remote) = connect::remote_called(&self.remote, &configuration)?;
        let (_, live) = connect::system_of(name, remote)?;
        let endpoint = endpoint_called(operation, live)?;
        let folder = configuration.file.as_deref().and_then(Path::parent);
        let arguments = self.arguments(endpoint, folder.unwrap_or(Path::new(".")))?;

        let connection = Connection::open(name, &configuration)?;
        let client = connection.client()?;
        let reply = client.call(endpoint, arguments);
        let reply = reply.map_err(|fault| connection.error(fault))?;
        let layout = Layout {
            shows_secrets: self.show_secrets,
        };
        let unreadable = |cause| Error::new(ErrorKind::Remote, "api-no-json").because(cause);
        let mut text = layout.text(&reply.body).map_err(unreadable)?;
        if !self.show_secrets {
            text = connection.redaction().mask(&text);
        }
        console.product(&text)?;
        Ok(Exit::Fine)
    }

    /// Shows every endpoint of the remote, or of the system of that name.
    fn list(
        &self,
        configuration: &Configuration,
        format: Format,
        console: &Console,
    ) -> Result<Exit> {
        let system = system::by_name(&self.remote).filter(|_| {
            let name = self.remote.trim_end_matches(':');
            !configuration.remotes.contains_key(name)
        });
        let live = match system.and_then(|system| system.live()) {
            Some(live) => live,
            None => {
                let (name, remote) = connect::remote_called(&self.remote, configuration)?;
                connect::system_of(name, remote)?.1
            }
        };
        let entries: Vec<_> = live.endpoints().iter().map(Entry::of).collect();
        let text = match format {
            Format::Json => serde_json::to_string_pretty(&entries).map_err(|cause| {
                Error::new(ErrorKind::File, "standard-output-unwritable").because(cause)
            })?,
            Format::Text => list(&entries, console.locale()),
        };
        console.product(&format!("{text}\n"))?;
        Ok(Exit::Fine)
    }

    fn arguments(&self, endpoint: &Endpoint, folder: &Path) -> Result<Arguments> {
        let mut ask = connect::ask;
        let mut sources = SecretSources {
            variable: &|name| std::env::var(name).ok(),
            folder,
            stdin: Some(&mut ask),
        };
        let mut arguments = Arguments::default();
        for text in &self.argument {
            let (key, value, is_json) = split(text)?;
            match endpoint.parameter(key) {
                Some(parameter) => {
                    let given = given(parameter, value, is_json, &mut sources)?;
                    arguments.named.push((key.to_owned(), given));
                }
                None if key == BODY => arguments.body = Some(body(value)?),
                None => return Err(unknown_parameter(key, endpoint)),
            }
        }
        Ok(arguments)
    }
}

/// The endpoint called `operation`.
fn endpoint_called(operation: &str, live: &dyn Live) -> Result<&'static Endpoint> {
    let endpoints = live.endpoints();
    let found = endpoints
        .iter()
        .find(|endpoint| endpoint.operation == operation);
    found.ok_or_else(|| {
        let names = endpoints.iter().map(|endpoint| endpoint.operation);
        Error::new(ErrorKind::Usage, "api-unknown-operation")
            .with("operation", operation)
            .with("suggestion", nearest(operation, names).unwrap_or("none"))
    })
}

fn unknown_parameter(key: &str, endpoint: &Endpoint) -> Error {
    let names = || endpoint.parameters.iter().map(|parameter| parameter.name);
    Error::new(ErrorKind::Usage, "api-unknown-parameter")
        .with("name", key)
        .with("operation", endpoint.operation)
        .with("suggestion", nearest(key, names()).unwrap_or("none"))
        .with("choices", names().collect::<Vec<_>>().join(" "))
        .with("count", names().count())
}

/// Takes `KEY=VALUE` or `KEY:=JSON` apart; whether the value is JSON comes last.
fn split(text: &str) -> Result<(&str, &str, bool)> {
    let (key, value) = text
        .split_once('=')
        .filter(|(key, _)| !key.trim_end_matches(':').is_empty())
        .ok_or_else(|| {
            // What is no argument may be a secret that went astray.
            let shown: String = text.chars().take(8).collect();
            Error::new(ErrorKind::Usage, "api-no-argument").with("text", shown)
        })?;
    Ok(match key.strip_suffix(':') {
        Some(key) => (key, value, true),
        None => (key, value, false),
    })
}

fn given(
    parameter: &Parameter,
    value: &str,
    is_json: bool,
    sources: &mut SecretSources<'_>,
) -> Result<Given> {
    if parameter.is_secret {
        let reference = SecretReference::parse(value).filter(|_| !is_json);
        let reference = reference.ok_or_else(|| {
            Error::new(ErrorKind::Usage, "api-literal-secret").with("name", parameter.name)
        })?;
        return Ok(Given::Secret(reference.resolve(sources)?));
    }
    let wrong = || {
        let (chinese, english) = expected(parameter.kind);
        Error::new(ErrorKind::Usage, "api-wrong-value")
            .with("name", parameter.name)
            .with("value", value)
            .with("expected", Argument::Words { chinese, english })
            .with("choices", choices(parameter.kind))
    };
    let is_text = matches!(parameter.kind, Kind::Text | Kind::OneOf(_));
    let found = match is_text && !is_json {
        true => Value::from(value),
        false => serde_json::from_str(value).map_err(|_| wrong())?,
    };
    let fits = match parameter.kind {
        Kind::Text => found.is_string() || found.is_number(),
        Kind::Integer => found.is_i64() || found.is_u64(),
        Kind::Boolean => found.is_boolean(),
        Kind::OneOf(choices) => found.as_str().is_some_and(|text| choices.contains(&text)),
        Kind::Json => true,
    };
    match fits {
        true => Ok(Given::Value(found)),
        false => Err(wrong()),
    }
}

/// What a value of `kind` looks like, in Chinese and English.
fn expected(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Text => ("文字", "text"),
        Kind::Integer => ("整数", "a whole number"),
        Kind::Boolean => ("true 或 false", "true or false"),
        Kind::OneOf(_) => ("其中之一：", "one of"),
        Kind::Json => ("JSON", "JSON"),
    }
}

fn choices(kind: Kind) -> String {
    match kind {
        Kind::OneOf(choices) => choices.join(" "),
        _ => String::new(),
    }
}

/// The body that `@FILE` names; `@-` is standard input.
fn body(value: &str) -> Result<Vec<u8>> {
    let error = |id| Error::new(ErrorKind::Usage, id);
    let file = value
        .strip_prefix('@')
        .ok_or_else(|| error("api-body-is-file"))?;
    let read = match file {
        "-" => {
            let mut bytes = Vec::new();
            let read = std::io::stdin().lock().read_to_end(&mut bytes);
            read.map(|_| bytes)
        }
        file => std::fs::read(file),
    };
    let bytes = read.map_err(|cause| {
        Error::new(ErrorKind::File, "api-body-unreadable")
            .with("file", file)
            .because(cause)
    })?;
    match serde_json::from_slice::<serde::de::IgnoredAny>(&bytes) {
        Ok(_) => Ok(bytes),
        Err(cause) => Err(error("api-body-no-json").with("file", file).because(cause)),
    }
}

impl Entry {
    fn of(endpoint: &Endpoint) -> Self {
        let parameters = endpoint.parameters.iter().map(|parameter| ParameterEntry {
            name: parameter.name,
            place: match parameter.place {
                system::Place::Path => "path",
                system::Place::Query => "query",
                system::Place::Body => "body",
            },
            kind: match parameter.kind {
                Kind::Text => "text".to_owned(),
                Kind::Integer => "integer".to_owned(),
                Kind::Boolean => "boolean".to_owned(),
                Kind::OneOf(choices) => choices.join("|"),
                Kind::Json => "json".to_owned(),
            },
            required: parameter.is_required,
            secret: parameter.is_secret,
        });
        Self {
            operation: endpoint.operation,
            method: endpoint.method.as_str(),
            path: endpoint.path,
            parameters: parameters.collect(),
            section: endpoint.section,
        }
    }
}

/// Every endpoint with its request, its parameters and where it is documented, each on a line of its own.
fn list(entries: &[Entry], locale: &Locale) -> String {
    let mut text = String::new();
    for entry in entries {
        // Writing into a string cannot fail.
        let _ = writeln!(text, "{}", entry.operation);
        let _ = writeln!(text, "  {} {}", entry.method, entry.path);
        let parameters = entry.parameters.iter().map(ParameterEntry::usage);
        let parameters = parameters.collect::<Vec<_>>().join("  ");
        if !parameters.is_empty() {
            let _ = writeln!(text, "  {parameters}");
        }
        let section = Filling::default().with("section", entry.section);
        let _ = writeln!(text, "  {}\n", locale.format("api-list-section", &section));
    }
    text + &locale.text("api-list-note")
}

impl ParameterEntry {
    /// How it is given on the command line.
    fn usage(&self) -> String {
        let mark = if self.required { "*" } else { "" };
        match (self.secret, self.kind.as_str()) {
            (true, _) => format!("{}{mark}=env:…", self.name),
            (_, "json") => format!("{}{mark}:=json", self.name),
            (_, kind) => format!("{}{mark}={kind}", self.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parameter(kind: Kind) -> Parameter {
        Parameter::query("p", kind)
    }

    fn value(kind: Kind, text: &str) -> Result<Value> {
        let (_, value, is_json) = split(text)?;
        let mut sources = SecretSources {
            variable: &|_| None,
            folder: Path::new("."),
            stdin: None,
        };
        match given(&parameter(kind), value, is_json, &mut sources)? {
            Given::Value(value) => Ok(value),
            Given::Secret(_) => Ok(Value::Null),
        }
    }

    #[test]
    fn values_are_what_the_table_says_they_are() {
        let either = Kind::OneOf(&["true", "false"]);
        for (kind, text, expected) in [
            (Kind::Text, "p=007", Some(Value::from("007"))),
            (Kind::Text, "p=a=b", Some(Value::from("a=b"))),
            (Kind::Text, "p=", Some(Value::from(""))),
            (Kind::Text, "p:=7", Some(Value::from(7))),
            (Kind::Text, "p:={}", None),
            (Kind::Integer, "p=7", Some(Value::from(7))),
            (Kind::Integer, "p=007", None),
            (Kind::Integer, "p=7.5", None),
            (Kind::Boolean, "p=true", Some(Value::from(true))),
            (Kind::Boolean, "p=yes", None),
            (either, "p=true", Some(Value::from("true"))),
            (either, "p=1", None),
            (Kind::Json, "p:=[1]", Some(Value::from(vec![1]))),
            (Kind::Json, "p=[1]", Some(Value::from(vec![1]))),
            (Kind::Json, "p=[1", None),
        ] {
            assert_eq!(value(kind, text).ok(), expected, "{kind:?} {text}");
        }
    }

    #[test]
    fn what_is_no_argument_is_not_repeated_whole() {
        let error = split("0123456789canary").unwrap_err().to_string();
        assert!(
            error.contains("01234567") && !error.contains("canary"),
            "{error}"
        );
        assert!(split("=x").is_err() && split(":=x").is_err());
    }

    #[test]
    fn a_secret_is_a_reference_and_never_the_secret_itself() {
        let secret = parameter(Kind::Text).secret();
        let mut sources = SecretSources {
            variable: &|name| Some(name.to_lowercase()),
            folder: Path::new("."),
            stdin: None,
        };
        let error = given(&secret, "canary", false, &mut sources).unwrap_err();
        assert!(!error.to_string().contains("canary"), "{error}");
        let found = given(&secret, "env:TOKEN", false, &mut sources).unwrap();
        assert!(matches!(found, Given::Secret(secret) if secret.expose() == "token"));
    }
}
