//! The `orgferry` program: reads the command line and hands the work to the library.

mod cli;

fn main() -> std::process::ExitCode {
    cli::run(std::env::args_os().collect())
}
