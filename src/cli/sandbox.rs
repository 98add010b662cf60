//! `sandbox`: the four systems on this machine, for rehearsal.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use etcetera::BaseStrategy;
use orgferry::config::{Rate, parse_time};
use orgferry::error::{Error, ErrorKind, Result};
use orgferry::locale::Arguments;
use orgferry::sandbox::{Faults, Options, Persona, Sandbox, Stop, configuration};

use super::command::Common;
use super::console::Console;
use super::exit::Exit;
use super::findings::{self, Channel};
use super::interrupt::Unfinished;
use super::output::Output;
use super::pipeline;
use super::reading::ReadingFlags;
use super::report::say_written;
use super::settings::Settings;

/// `orgferry sandbox [--listen ADDRESS]`
#[derive(Debug, Args)]
pub(super) struct SandboxOf {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", value_parser = parse_address)]
    listen: SocketAddr,
    #[arg(long)]
    allow_remote: bool,
    #[arg(short, long, value_name = "FILE")]
    output: Option<String>,
    #[arg(long, requires = "output")]
    force: bool,
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    #[arg(long, value_name = "INPUT")]
    seed: Vec<String>,
    #[arg(long, value_name = "TIME", value_parser = parse_latency)]
    latency: Option<Duration>,
    #[arg(long, value_name = "SHARE", value_parser = parse_share)]
    fail_rate: Option<f64>,
    #[arg(long, value_name = "N", value_parser = parse_count)]
    reset_after: Option<u64>,
    #[arg(long, value_name = "RATE", value_parser = parse_rate)]
    throttle: Option<Rate>,
    #[arg(long, value_name = "N", value_parser = parse_chance)]
    random_seed: Option<u64>,
    #[command(flatten)]
    reading: ReadingFlags,
}

impl SandboxOf {
    /// Serves until interrupted; the configuration for its clients is the product.
    pub(super) fn run(
        self,
        common: &Common,
        console: &Console,
        unfinished: &Unfinished,
    ) -> Result<Exit> {
        let settings = Settings::new(common, &self.reading, console)?;
        let output = self.output.as_deref();
        let output = output.map(|file| Output::new(Some(file), &[], self.force, unfinished));
        let output = output.transpose()?.filter(|output| !output.is_standard());
        let folder = match &output {
            Some(output) => folder_of(&output.name()),
            None => kept_secrets()?,
        };
        let is_kept = self.state.as_deref().is_some_and(Path::exists);
        if is_kept && !self.seed.is_empty() {
            return Err(Error::new(ErrorKind::Usage, "sandbox-state-and-seed"));
        }

        let personas = Persona::all(&folder)?;
        let sandbox = Sandbox::open(self.listen, &personas, self.options())?;
        if !self.seed.is_empty() {
            let mut judged = pipeline::judge(&self.seed, &[], true, &settings, console)?;
            judged.findings.settle(&settings.severities);
            let exit = Exit::of_findings(&judged.findings);
            if exit != Exit::Fine {
                findings::show(&judged, Channel::Beside, &settings, console)?;
                return Ok(exit);
            }
            sandbox.seed(&judged.directory);
        }

        let url = format!("http://{}", sandbox.address()?);
        match &output {
            Some(output) => {
                let text = configuration(&personas, &url, Some(&folder));
                output.write(console, |out| out.write_all(text.as_bytes()))?;
                say_written(output, console);
            }
            None => console.product(&configuration(&personas, &url, None))?,
        }
        for persona in &personas {
            let address = Arguments::default()
                .with("system", persona.system())
                .with("url", format!("{url}{}", persona.base()));
            console.note(&console.locale().format("sandbox-serves", &address));
        }
        console.note(&console.locale().text("sandbox-until"));
        let stop = Stop::default();
        let told = stop.clone();
        unfinished.end_by(move || told.tell());
        sandbox.serve(stop)?;
        Ok(Exit::Fine)
    }

    fn options(&self) -> Options {
        Options {
            allows_remote: self.allow_remote,
            state: self.state.clone(),
            faults: Faults {
                latency: self.latency.unwrap_or_default(),
                fail_rate: self.fail_rate.unwrap_or_default(),
                reset_after: self.reset_after,
                throttle: self.throttle,
                seed: self.random_seed.unwrap_or_default(),
            },
        }
    }
}

/// The folder `file` stands in.
fn folder_of(file: &str) -> PathBuf {
    let folder = Path::new(file).parent();
    folder.map(Path::to_path_buf).unwrap_or_default()
}

/// The folder that secrets are kept in where no file beside which they could be is written.
fn kept_secrets() -> Result<PathBuf> {
    let places = etcetera::choose_base_strategy()
        .map_err(|cause| Error::new(ErrorKind::Usage, "sandbox-no-home").because(cause))?;
    let folder = places.state_dir().unwrap_or_else(|| places.data_dir());
    Ok(folder.join("orgferry").join("sandbox"))
}

fn parse_address(text: &str) -> Result<SocketAddr> {
    let address = text.strip_prefix("localhost:");
    let address = address.map_or_else(|| text.to_owned(), |port| format!("127.0.0.1:{port}"));
    let wrong = || Error::new(ErrorKind::Usage, "usage-not-an-address");
    address.parse().map_err(|_| wrong())
}

fn parse_latency(text: &str) -> Result<Duration> {
    parse_time(text).ok_or_else(|| Error::new(ErrorKind::Usage, "usage-not-a-time"))
}

fn parse_rate(text: &str) -> Result<Rate> {
    Rate::parse(text).ok_or_else(|| Error::new(ErrorKind::Usage, "usage-not-a-rate"))
}

fn parse_share(text: &str) -> Result<f64> {
    let share = text
        .parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| Error::new(ErrorKind::Usage, "usage-not-a-share"))
}

fn parse_count(text: &str) -> Result<u64> {
    let count = text.parse().ok().filter(|count| *count > 0);
    count.ok_or_else(|| Error::new(ErrorKind::Usage, "usage-not-a-positive-number"))
}

fn parse_chance(text: &str) -> Result<u64> {
    text.parse()
        .map_err(|_| Error::new(ErrorKind::Usage, "usage-not-a-number"))
}
