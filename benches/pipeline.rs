//! The whole job — read, link, check, write the aisuda body — against what others need only to load the input.
//!
//! `cargo bench --bench pipeline` invents companies of 10,000, 100,000 and 1,000,000 members (a twentieth as many
//! departments), keeps their files below `target/bench`, and runs job and yardstick in turn, each in a process of its
//! own: wall and CPU time are medians, the peak is the largest resident set. Numbers behind `--` pick sizes (5000000 is
//! there for CSV and JSON), names jobs: `cargo bench --bench pipeline -- 100000 csv`. With `--guard` it times nothing: it
//! counts the instructions of the jobs at 10,000 members with valgrind, which a busy machine does not change, and fails
//! where one has slipped beyond its limit.

#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark reports what it measured"
)]

#[path = "pipeline/baselines.rs"]
mod baselines;
#[path = "../tests/company/mod.rs"]
#[expect(dead_code, reason = "the tests use more of it")]
mod company;
#[path = "pipeline/jobs.rs"]
mod jobs;
#[path = "pipeline/measure.rs"]
mod measure;

use std::error::Error;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use company::{Company, dump, table, workbook};
use jobs::{JOBS, Job, SHEET_ROWS};
use measure::Measure;

/// The argument that makes this program a yardstick.
const BASELINE: &str = "--baseline";

/// How often job and yardstick are run in turn, by members.
const RUNS: [(u32, usize); 4] = [(10_000, 9), (100_000, 5), (1_000_000, 5), (5_000_000, 1)];

/// How many of these sizes are run where none is asked for.
const UNASKED: usize = 3;

/// The argument that asks for a check and not for a comparison.
const GUARD: &str = "--guard";

/// The file that says that all others of a company are there; under another name they are made anew.
const COMPLETE: &str = "complete-2";

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<OsString> = std::env::args_os().skip(1).collect();
    match arguments.first().and_then(|first| first.to_str()) {
        Some(measure::MEASURE) => Ok(measure::report(&arguments[1..])?),
        Some(BASELINE) => {
            let name = arguments[1].to_string_lossy().into_owned();
            let seen = baselines::load(&name, Path::new(&arguments[2]))?;
            println!("{seen}");
            Ok(())
        }
        _ if arguments.iter().any(|word| word == GUARD) => guard(&arguments),
        _ => compare(&arguments),
    }
}

/// The jobs that `words` name, else all.
fn asked_for(words: &[&str]) -> impl Iterator<Item = &'static Job> {
    let is_any = JOBS.iter().any(|job| words.contains(&job.name));
    JOBS.iter()
        .filter(move |job| !is_any || words.contains(&job.name))
}

/// Counts the instructions of jobs and fails where one takes too many.
fn guard(arguments: &[OsString]) -> Result<(), Box<dyn Error>> {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let (members, _) = RUNS[0];
    let folder = files(members)?;
    let mut slipped = Vec::new();
    println!("| input | instructions a member | limit |\n|---|---:|---:|");
    for job in asked_for(&words) {
        let count = measure::instructions(&command(job, &folder))? / u64::from(members);
        println!("| {} | {count} | {} |", job.name, job.limit);
        if count > job.limit {
            slipped.push(job.name);
        }
    }
    if !slipped.is_empty() {
        return Err(format!("beyond the limit: {}", slipped.join(", ")).into());
    }
    Ok(())
}

/// Runs the jobs at the sizes asked for and prints the table.
fn compare(arguments: &[OsString]) -> Result<(), Box<dyn Error>> {
    let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
    let sizes: Vec<u32> = words
        .iter()
        .filter_map(|word| word.replace('_', "").parse().ok())
        .collect();
    println!(
        "| input | members | job, s | CPU, s | peak, MB | yardstick | s | CPU, s | peak, MB | ratio |"
    );
    println!("|---|---:|---:|---:|---:|---|---:|---:|---:|---:|");
    for (index, (members, count)) in RUNS.into_iter().enumerate() {
        if !(sizes.contains(&members) || sizes.is_empty() && index < UNASKED) {
            continue;
        }
        let folder = files(members)?;
        for job in asked_for(&words).filter(|job| job.fits(members)) {
            let (ours, theirs) = run(job, &folder, count)?;
            println!(
                "| {} | {members} | {ours} | {} | {theirs} | {:.2} |",
                job.name,
                job.yardstick,
                ours.wall.as_secs_f64() / theirs.wall.as_secs_f64(),
            );
        }
    }
    Ok(())
}

/// The file that a job writes.
fn body(job: &Job, folder: &Path) -> PathBuf {
    folder.join(format!("{}-body.json", job.name))
}

/// The command line of a job.
fn command(job: &Job, folder: &Path) -> Vec<OsString> {
    let mut convert: Vec<OsString> = vec![env!("CARGO_BIN_EXE_orgferry").into(), "convert".into()];
    let inputs = job.inputs.iter();
    convert.extend(inputs.map(|input| folder.join(input).into_os_string()));
    let flags = ["--to", "aisuda", "--force", "-q", "-o"];
    convert.extend(flags.map(OsString::from));
    convert.push(body(job, folder).into_os_string());
    convert
}

/// Runs a job and its yardstick in turn, `count` times.
fn run(job: &Job, folder: &Path, count: usize) -> Result<(Measure, Measure), Box<dyn Error>> {
    let convert = command(job, folder);
    let load: Vec<OsString> = vec![
        std::env::current_exe()?.into_os_string(),
        BASELINE.into(),
        job.yardstick.into(),
        folder.join(job.loads).into_os_string(),
    ];
    let measure_job = || {
        // To replace a large file is to throw the old one away too, which is no part of the job.
        match fs::remove_file(body(job, folder)) {
            Err(error) if error.kind() != ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        measure::measure(&convert, job.is_pinned)
    };
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    // Memory and files are cold after another job, in a virtual machine for a while: the first pair does not count.
    measure_job()?;
    measure::measure(&load, job.is_pinned)?;
    for _ in 0..count {
        ours.push(measure_job()?);
        theirs.push(measure::measure(&load, job.is_pinned)?);
    }
    Ok((measure::median(ours), measure::median(theirs)))
}

/// The files of the company with so many members; they are made once.
fn files(members: u32) -> Result<PathBuf, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("target/bench")
        .join(members.to_string());
    if folder.join(COMPLETE).exists() {
        return Ok(folder);
    }
    eprintln!("inventing a company of {members} members …");
    fs::create_dir_all(&folder)?;
    let company = Company::large(members / 20, members, 7);
    let file = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
    if members <= SHEET_ROWS {
        workbook::write_members(&company, file("members.xlsx")?)?;
        workbook::write_two_sheets(&company, file("inline.xlsx")?)?;
    }
    let mut out = file("departments.csv")?;
    table::write_departments(&company, &mut out)?;
    out.flush()?;
    let mut out = file("members.csv")?;
    table::write_members(&company, &mut out)?;
    out.flush()?;
    let mut out = file("department.json")?;
    dump::write_departments(&company, &mut out)?;
    out.flush()?;
    let mut out = file("userlist.json")?;
    dump::write_users(&company, dump::Sight::Whole, &mut out)?;
    out.flush()?;
    File::create(folder.join(COMPLETE))?;
    Ok(folder)
}
