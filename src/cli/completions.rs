//! `completions`: a script that completes command lines in a shell.

use clap::Args;
use clap_complete::{Shell, generate};
use orgferry::error::Result;

use super::console::Console;
use super::exit::Exit;
use super::help;

/// `orgferry completions SHELL`
#[derive(Debug, Args)]
pub(super) struct Completions {
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    /// Prints the script for one shell.
    pub(super) fn run(self, console: &Console) -> Result<Exit> {
        let mut command = help::command(console.locale());
        let mut script = Vec::new();
        generate(self.shell, &mut command, "orgferry", &mut script);
        console.stream(|out| std::io::Write::write_all(out, &script))?;
        Ok(Exit::Fine)
    }
}
