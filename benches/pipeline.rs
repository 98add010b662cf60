//! The whole job — read, link, check, write the aisuda body — against what others need only to load the input.
//!
//! `cargo bench --bench pipeline` invents companies of 10,000, 100,000 and 1,000,000 members (a twentieth as many
//! departments), keeps their files below `target/bench`, and runs job and yardstick in turn, each in a process of its
//! own: wall and CPU time are medians, the peak is the largest resident set. Arguments after `--` pick sizes.

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
#[path = "pipeline/measure.rs"]
mod measure;

use std::error::Error;
use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use company::{Company, dump, table, workbook};
use measure::Measure;

/// The argument that makes this program a yardstick.
const BASELINE: &str = "--baseline";

/// How often job and yardstick are run in turn, by members.
const RUNS: [(u32, usize); 3] = [(10_000, 9), (100_000, 5), (1_000_000, 3)];

/// One kind of input, and the yardstick that only loads it.
struct Job {
    name: &'static str,
    yardstick: &'static str,
    /// What the job reads, below the folder of its company.
    inputs: &'static [&'static str],
    /// What the yardstick loads: the largest of the inputs.
    loads: &'static str,
}

const JOBS: [Job; 3] = [
    Job {
        name: "XLSX",
        yardstick: "calamine",
        inputs: &["members.xlsx"],
        loads: "members.xlsx",
    },
    Job {
        name: "CSV",
        yardstick: "csv",
        inputs: &["departments.csv", "members.csv"],
        loads: "members.csv",
    },
    Job {
        name: "JSON",
        yardstick: "serde_json",
        inputs: &["department.json", "userlist.json"],
        loads: "userlist.json",
    },
];

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
        _ => compare(&arguments),
    }
}

/// Runs every job at every size asked for and prints the table.
fn compare(arguments: &[OsString]) -> Result<(), Box<dyn Error>> {
    let asked: Vec<u32> = arguments
        .iter()
        .filter_map(|size| size.to_str()?.replace('_', "").parse().ok())
        .collect();
    let runs = RUNS
        .into_iter()
        .filter(|(members, _)| asked.is_empty() || asked.contains(members));
    println!("| input | members | job, s | CPU, s | peak, MB | yardstick | s | peak, MB | ratio |");
    println!("|---|---:|---:|---:|---:|---|---:|---:|---:|");
    for (members, count) in runs {
        let folder = files(members)?;
        for job in &JOBS {
            let (ours, theirs) = run(job, &folder, count)?;
            let megabytes = |measure: &Measure| measure.peak as f64 / f64::from(1 << 20);
            println!(
                "| {} | {members} | {:.3} | {:.3} | {:.0} | {} | {:.3} | {:.0} | {:.2} |",
                job.name,
                ours.wall.as_secs_f64(),
                ours.cpu.as_secs_f64(),
                megabytes(&ours),
                job.yardstick,
                theirs.wall.as_secs_f64(),
                megabytes(&theirs),
                ours.wall.as_secs_f64() / theirs.wall.as_secs_f64(),
            );
        }
    }
    Ok(())
}

/// Runs a job and its yardstick in turn, `count` times.
fn run(job: &Job, folder: &Path, count: usize) -> Result<(Measure, Measure), Box<dyn Error>> {
    let mut convert: Vec<OsString> = vec![env!("CARGO_BIN_EXE_orgferry").into(), "convert".into()];
    convert.extend(
        job.inputs
            .iter()
            .map(|input| folder.join(input).into_os_string()),
    );
    let body = folder
        .join(format!("{}-body.json", job.name))
        .into_os_string();
    convert.extend([
        "--to".into(),
        "aisuda".into(),
        "--force".into(),
        "-q".into(),
        "-o".into(),
        body,
    ]);
    let load: Vec<OsString> = vec![
        std::env::current_exe()?.into_os_string(),
        BASELINE.into(),
        job.yardstick.into(),
        folder.join(job.loads).into_os_string(),
    ];
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..count {
        ours.push(measure::measure(&convert)?);
        theirs.push(measure::measure(&load)?);
    }
    Ok((measure::median(ours), measure::median(theirs)))
}

/// The files of the company with so many members; they are made once.
fn files(members: u32) -> Result<PathBuf, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("target/bench")
        .join(members.to_string());
    if folder.join("complete").exists() {
        return Ok(folder);
    }
    eprintln!("inventing a company of {members} members …");
    fs::create_dir_all(&folder)?;
    let company = Company::large(members / 20, members, 7);
    let file = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
    workbook::write_members(&company, file("members.xlsx")?)?;
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
    File::create(folder.join("complete"))?;
    Ok(folder)
}
