//! The command line: one verb, one file. Asks and shows; what is done in between is the library's.

mod api;
mod catalogue;
mod check;
mod closing;
mod command;
mod completions;
mod connect;
mod console;
mod convert;
mod correction;
mod diff;
mod exit;
mod explain;
mod export;
mod findings;
mod help;
mod inputs;
mod inspect;
mod interrupt;
mod language;
mod log;
mod loss;
mod man;
mod nearest;
mod output;
mod partial;
mod pipeline;
mod plan;
mod planning;
mod progress;
mod reading;
mod reply;
mod report;
mod runs;
mod sandbox;
mod schema;
mod scope;
mod sending;
mod settings;
mod submit;
mod target;
mod template;
mod usage;
mod watch;
mod way_back;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{FromArgMatches, Parser};
use orgferry::locale::Locale;
use orgferry::source::child;

use command::CommandLine;
use console::Console;
use exit::Exit;
use interrupt::Unfinished;

/// Runs the program with the arguments it was started with, its own name first.
pub(crate) fn run(arguments: Vec<OsString>) -> ExitCode {
    if let Some(is_well) = child::serve(arguments.get(1..).unwrap_or_default()) {
        return match is_well {
            true => ExitCode::SUCCESS,
            false => ExitCode::FAILURE,
        };
    }
    let unfinished = Unfinished::watched();
    let locale = Locale::new(language::choose(&arguments));
    // Nobody reads the sentences of a command line that is right.
    let parsed = CommandLine::try_parse_from(&arguments).or_else(|_| {
        let matches = help::command(&locale).try_get_matches_from(arguments)?;
        CommandLine::from_arg_matches(&matches)
    });
    let exit = match parsed {
        Ok(line) => {
            let console = Console::new(locale, line.common.color, line.common.loudness());
            let log = line.common.log_file.as_deref();
            let logged = log.map_or(Ok(()), log::start);
            logged
                .and_then(|()| line.verb.run(&line.common, &console, &unfinished))
                .unwrap_or_else(|error| {
                    console.error(&error);
                    Exit::of_error(&error)
                })
        }
        Err(error) => usage::show(&error, &Console::of_locale(locale)),
    };
    exit.into()
}
