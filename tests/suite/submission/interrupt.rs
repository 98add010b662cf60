//! Ctrl-C while a plan is being sent.
#![cfg(unix)]

use std::fs;
use std::time::{Duration, Instant};

use nix::sys::signal::Signal;

use super::proxy::Proxy;
use super::stage::{ORGANISATION, UnderWay, many, names, names_of, run, stage};

fn line() -> String {
    format!("submit d.csv --to atwork --attach-to {ORGANISATION} --yes")
}

#[test]
fn an_interrupt_finishes_what_is_under_way_and_the_next_run_goes_on() {
    let sandbox = stage(&["--latency", "300ms"]);
    let folder = sandbox.folder.path();
    let rows = many(24);
    fs::write(folder.join("d.csv"), &rows).unwrap();
    let mut run_of = UnderWay::start(folder, "first", &line());
    run_of.wait_for_writes(2);
    run_of.signal(Signal::SIGINT);
    assert_eq!(run_of.end(), Some(130), "{}", run_of.said());
    let said = run_of.said();
    assert!(said.contains("interrupted; "), "{said}");
    // Nothing is unknown: who is interrupted hears what became of everything that was sent.
    assert!(said.contains("0 failed, 0 unknown"), "{said}");
    assert!(names(folder).len() < names_of(&rows).len());
    let (code, said) = run(folder, &line());
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(names(folder), names_of(&rows));
}

#[test]
fn a_second_interrupt_leaves_at_once() {
    let sandbox = stage(&[]);
    let folder = sandbox.folder.path();
    fs::write(folder.join("d.csv"), many(24)).unwrap();
    // Nothing comes of what is under way before the test is over.
    let proxy = Proxy::before_atwork(folder, |_, _| {
        std::thread::sleep(Duration::from_secs(300));
        None
    });
    let mut run_of = UnderWay::start(folder, "first", &line());
    run_of.wait_until(|| proxy.writes() > 0);
    run_of.signal(Signal::SIGINT);
    run_of.wait_for("Ctrl-C once more");
    let began = Instant::now();
    run_of.signal(Signal::SIGINT);
    assert_eq!(run_of.end(), Some(130), "{}", run_of.said());
    assert!(began.elapsed() < Duration::from_secs(30));
}
