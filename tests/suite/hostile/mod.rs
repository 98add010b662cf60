//! Inputs made to hurt, more than five hundred of them: what comes of each is said beside it, and none makes the
//! program panic, hang or eat memory.
//!
//! Every case is taken in, judged, converted and reported in this process, with small limits; a handful goes through
//! the program itself.

mod cells;
mod containers;
mod json;
mod program;
mod text;
mod trees;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use orgferry::config::{Limits, Reading};
use orgferry::diagnostic::{Findings, Severities, Severity};
use orgferry::directory::Directory;
use orgferry::intake::{self, Intake, Options};
use orgferry::locale::{Language, Locale};
use orgferry::report::{Report, json as json_report, text as text_report};
use orgferry::rule::{self, Context, RULES};
use orgferry::source::{Meter, locate};
use orgferry::system::{PayloadOptions, SYSTEMS, Style};

/// The longest one case may take, in a build that is not optimised.
const LONGEST: Duration = Duration::from_secs(20);

/// How much memory all cases together may take at once, in kilobytes.
#[cfg(target_os = "linux")]
const MEMORY: u64 = 1 << 20;

/// Findings that mean that an input could not be read.
const UNREADABLE: [&str; 6] = ["F001", "F002", "F003", "F004", "F005", "F008"];

/// What comes of an input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Exit code 0.
    Fine,
    /// Exit code 1.
    WrongData,
    /// Exit code 3.
    WrongFile,
    /// Any of these: bytes that were changed by chance.
    Any,
}

/// One input.
struct Case {
    name: String,
    /// The name of the file; its extension is a hint only.
    file: &'static str,
    bytes: Vec<u8>,
    class: Class,
    /// The codes of all errors found, and any others worth naming.
    codes: Vec<&'static str>,
}

/// A case whose bytes are `bytes`, in which `codes` are found.
fn case(
    name: impl Into<String>,
    file: &'static str,
    bytes: impl Into<Vec<u8>>,
    class: Class,
    codes: &[&'static str],
) -> Case {
    Case {
        name: name.into(),
        file,
        bytes: bytes.into(),
        class,
        codes: codes.to_vec(),
    }
}

/// Numbers that look random and are the same every time.
struct Seeded(u64);

impl Seeded {
    fn below(&mut self, end: usize) -> usize {
        // xorshift64*
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        number as usize % end.max(1)
    }
}

/// So many variants of `bytes`, each cut off, or with some bytes changed, repeated or left out.
fn damaged(
    name: &str,
    file: &'static str,
    bytes: &[u8],
    count: usize,
) -> impl Iterator<Item = Case> {
    let mut seeded = Seeded(0x9e37_79b9_7f4a_7c15 ^ bytes.len() as u64);
    let bytes = bytes.to_vec();
    (0..count).map(move |number| {
        let mut bytes = bytes.clone();
        let at = seeded.below(bytes.len());
        let length = seeded.below(64).min(bytes.len() - at);
        match number % 4 {
            0 => bytes.truncate(at),
            1 => {
                for _ in 0..8 {
                    let at = seeded.below(bytes.len());
                    bytes[at] = seeded.below(256) as u8;
                }
            }
            2 => drop(bytes.drain(at..at + length)),
            _ => {
                let again = bytes[at..at + length].repeat(3);
                bytes.splice(at..at, again);
            }
        }
        case(
            format!("{name} damaged {number}"),
            file,
            bytes,
            Class::Any,
            &[],
        )
    })
}

/// Limits that small inputs can reach.
fn limits() -> Limits {
    Limits {
        part_size: 16 << 20,
        expanded_size: 32 << 20,
        parts: 500,
        rows: 50_000,
        cells: 2_000_000,
        text: 64 << 10,
        ..Limits::default()
    }
}

/// What came of a case.
struct Outcome {
    class: Class,
    errors: BTreeSet<&'static str>,
    codes: BTreeSet<&'static str>,
}

/// Takes the file at `path` in, judges, converts and reports it.
fn run(path: &Path) -> Outcome {
    let limits = limits();
    let reading = Reading {
        guard: Some(PathBuf::from(env!("CARGO_BIN_EXE_orgferry"))),
        ..Reading::default()
    };
    let options = Options {
        reading: &reading,
        limits: &limits,
        keeps_keys: true,
        keeps_ids: true,
    };
    let located = locate(&[path.to_string_lossy()], &mut std::io::empty(), &limits);
    let Intake {
        directory,
        sources,
        mut findings,
        rows,
        readings,
    } = intake::read(&located, options, &Arc::new(Meter::default()));
    assert!(rows.is_conserved(), "{rows:?}");
    findings.append(rule::run(
        &RULES.iter().collect::<Vec<_>>(),
        Context {
            directory: &directory,
            limits: &limits,
        },
    ));
    findings.settle(&Severities::default());
    let report = Report {
        findings: &findings,
        sources: &sources,
        directory: Some(&directory),
        readings: &readings,
        rows,
        passed_over: 0,
        changes: None,
    };
    write(&report, &directory);
    outcome(&findings)
}

/// Writes everything that can be written to nowhere.
fn write(report: &Report<'_>, directory: &Directory) {
    let locale = Locale::new(Language::Chinese);
    let options = text_report::Options::default();
    let mut shown = String::new();
    text_report::write(report, &locale, &options, &|_| None, &mut shown).unwrap();
    let is_obeyed = |c: char| c.is_control() && c != '\n';
    assert!(!shown.contains(is_obeyed), "{shown:?}");
    json_report::write(report, &locale, 20, &mut std::io::sink()).unwrap();
    let options = PayloadOptions::default();
    for system in SYSTEMS {
        let payload = system.payload(directory, &options);
        for index in 0..payload.bodies.count() {
            let written = payload
                .bodies
                .write(index, Style::Compact, &mut std::io::sink());
            written.unwrap();
        }
    }
}

fn outcome(findings: &Findings) -> Outcome {
    let ids = |is: fn(Severity) -> bool| {
        let found = findings.list().iter().filter(|found| is(found.severity));
        found.map(|found| found.code.id).collect::<BTreeSet<_>>()
    };
    let errors = ids(|severity| severity == Severity::Error);
    Outcome {
        class: match errors.iter().any(|id| UNREADABLE.contains(id)) {
            true => Class::WrongFile,
            false if errors.is_empty() => Class::Fine,
            false => Class::WrongData,
        },
        errors,
        codes: ids(|_| true),
    }
}

/// What is not as it should be with a case.
fn complaint(case: &Case, folder: &Path) -> Option<String> {
    let path = folder.join(case.file);
    std::fs::write(&path, &case.bytes).unwrap();
    let start = Instant::now();
    let outcome = catch_unwind(AssertUnwindSafe(|| run(&path)));
    let took = start.elapsed();
    std::fs::remove_file(&path).unwrap();
    let Ok(outcome) = outcome else {
        return Some(format!("{}: it panicked", case.name));
    };
    if took > LONGEST {
        return Some(format!("{}: it took {took:?}", case.name));
    }
    if case.class == Class::Any {
        return None;
    }
    let expected: BTreeSet<_> = case.codes.iter().copied().collect();
    let is_right = outcome.class == case.class
        && outcome.errors.is_subset(&expected)
        && expected.is_subset(&outcome.codes);
    (!is_right).then(|| {
        format!(
            "{}: {:?} {:?} and not {:?} {:?}",
            case.name, outcome.class, outcome.codes, case.class, case.codes
        )
    })
}

/// Goes through `cases`, of which there are at least `least`.
fn check(cases: Vec<Case>, least: usize) {
    assert!(cases.len() >= least, "{} cases", cases.len());
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "every case has a name of its own");
    let folder = tempfile::tempdir().unwrap();
    let complaints = cases
        .iter()
        .filter_map(|case| complaint(case, folder.path()));
    let complaints: Vec<String> = complaints.collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
    assert_memory();
}

/// The peak of this process, whichever tests it runs beside these.
#[cfg(target_os = "linux")]
fn assert_memory() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = peak.unwrap().trim().trim_end_matches(" kB");
    assert!(kilobytes.parse::<u64>().unwrap() < MEMORY, "{kilobytes} kB");
}

#[cfg(not(target_os = "linux"))]
fn assert_memory() {}

#[test]
fn trees_of_every_shape_are_read_to_their_end() {
    check(trees::cases(), 56);
}

#[test]
fn cells_of_every_kind_are_read_or_named() {
    check(cells::cases(), 100);
}

#[test]
fn text_of_every_kind_is_read_or_named() {
    check(text::cases(), 100);
}

#[test]
fn json_of_every_kind_is_read_or_named() {
    check(json::cases(), 109);
}

#[test]
fn containers_of_every_kind_are_read_or_named() {
    check(containers::cases(), 145);
}
