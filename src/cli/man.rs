//! `man`: the manual page, of the program or of one verb.

use std::io::Write;

use clap::{Args, Command};
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::Locale;

use super::console::Console;
use super::exit::Exit;
use super::{help, usage};

/// The headings clap_mangen writes, and the sentences that stand in for them.
const HEADINGS: &[(&str, &str)] = &[
    (".SH NAME", "cli-man-name"),
    (".SH SYNOPSIS", "cli-man-synopsis"),
    (".SH DESCRIPTION", "cli-man-description"),
    (".SH EXTRA", "cli-man-extra"),
    (".SH VERSION", "cli-man-version"),
];

/// `orgferry man [VERB]`
#[derive(Debug, Args)]
pub(super) struct Man {
    #[arg(value_name = "VERB")]
    verb: Option<String>,
}

impl Man {
    /// Prints a manual page as `man -l -` reads it.
    pub(super) fn run(self, console: &Console) -> Result<Exit> {
        let locale = console.locale();
        let mut root = help::command(locale);
        root.build();
        let command = match &self.verb {
            None => root,
            Some(verb) => root.find_subcommand(verb).cloned().ok_or_else(|| {
                let choices: Vec<_> = root.get_subcommands().map(Command::get_name).collect();
                Error::new(ErrorKind::Usage, "usage-unknown-verb")
                    .with("argument", verb.as_str())
                    .with("choices", choices.join(" "))
                    .with("suggestion", usage::NONE)
            })?,
        };
        let page = page(command, locale).map_err(|error| {
            Error::new(ErrorKind::File, "standard-output-unwritable").because(error)
        })?;
        console.stream(|out| out.write_all(page.as_bytes()))?;
        Ok(Exit::Fine)
    }
}

fn page(command: Command, locale: &Locale) -> std::io::Result<String> {
    let mut roff = Vec::new();
    clap_mangen::Man::new(command).render(&mut roff)?;
    let mut page = String::new();
    for line in String::from_utf8_lossy(&roff).lines() {
        let heading = HEADINGS.iter().find(|(heading, _)| *heading == line);
        match heading {
            Some((_, id)) => page.push_str(&format!(".SH {}", locale.text(id))),
            None => page.push_str(line),
        }
        page.push('\n');
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use orgferry::locale::Language;

    use super::*;

    #[test]
    fn the_headings_of_a_chinese_page_are_chinese() {
        let locale = Locale::new(Language::Chinese);
        let page = page(help::command(&locale), &locale).unwrap();
        let headings: Vec<_> = page
            .lines()
            .filter(|line| line.starts_with(".SH "))
            .collect();
        assert!(headings.len() > 3, "{page}");
        for heading in headings {
            assert!(
                !heading.contains(|c: char| c.is_ascii_lowercase()),
                "{heading}"
            );
            assert!(heading.chars().any(|c| c > '一'), "{heading}");
        }
    }
}
