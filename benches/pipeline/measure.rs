//! Runs one command and measures it alone: wall time, CPU time and peak memory of that process.

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sched::{CpuSet, sched_setaffinity};
use nix::sys::resource::{UsageWho, getrusage};
use nix::unistd::Pid;

/// The argument that makes this program measure the command behind it.
pub(crate) const MEASURE: &str = "--measure";

/// The argument behind it that keeps the command on one core.
const PINNED: &str = "--pinned";

/// What one run of a command took.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Measure {
    /// From start to end.
    pub(crate) wall: Duration,
    /// User and system time of all threads.
    pub(crate) cpu: Duration,
    /// The largest resident set, in bytes.
    pub(crate) peak: u64,
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (wall, cpu) = (self.wall.as_secs_f64(), self.cpu.as_secs_f64());
        write!(f, "{wall:.3} | {cpu:.3} | {}", self.peak >> 20)
    }
}

/// Runs `command` below a process of its own, so that its usage is nobody else's; on one core if it `is_pinned`.
pub(crate) fn measure(command: &[OsString], is_pinned: bool) -> io::Result<Measure> {
    let output = Command::new(std::env::current_exe()?)
        .arg(MEASURE)
        .args(is_pinned.then_some(PINNED))
        .args(command)
        .output()?;
    let text = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<u64> = text
        .split_whitespace()
        .filter_map(|word| word.parse().ok())
        .collect();
    let [wall, cpu, peak] = numbers[..] else {
        return Err(io::Error::other(format!(
            "{command:?}: {text}{}",
            String::from_utf8_lossy(&output.stderr)
        )));
    };
    Ok(Measure {
        wall: Duration::from_micros(wall),
        cpu: Duration::from_micros(cpu),
        peak,
    })
}

/// The other side: runs the command, waits for it and prints what it took.
pub(crate) fn report(arguments: &[OsString]) -> io::Result<()> {
    let is_pinned = arguments.first().is_some_and(|first| first == PINNED);
    let command = &arguments[usize::from(is_pinned)..];
    if is_pinned {
        let mut cores = CpuSet::new();
        cores.set(0)?;
        sched_setaffinity(Pid::from_raw(0), &cores)?;
    }
    let start = Instant::now();
    let output = Command::new(&command[0])
        .args(&command[1..])
        .stdout(Stdio::null())
        .output()?;
    let wall = start.elapsed();
    if !output.status.success() {
        return Err(io::Error::other(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ));
    }
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let micros =
        |time: nix::sys::time::TimeVal| time.tv_sec() as u128 * 1_000_000 + time.tv_usec() as u128;
    let cpu = micros(usage.user_time()) + micros(usage.system_time());
    println!(
        "{} {cpu} {}",
        wall.as_micros(),
        usage.max_rss() as u64 * 1024
    );
    Ok(())
}

/// How many instructions `command` takes, counted by valgrind: the same on a busy machine as on an idle one.
pub(crate) fn instructions(command: &[OsString]) -> io::Result<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .args(command)
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let collected = said.split("Collected :").nth(1);
    let count = collected.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
    count.ok_or_else(|| io::Error::other(said.into_owned()))
}

/// The median of `runs` by wall time; the peak is the largest of all.
pub(crate) fn median(mut runs: Vec<Measure>) -> Measure {
    runs.sort_by_key(|run| run.wall);
    let peak = runs.iter().map(|run| run.peak).max().unwrap_or_default();
    Measure {
        peak,
        ..runs[runs.len() / 2]
    }
}
