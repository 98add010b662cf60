//! Runs that are killed, at instants that chance chooses the same way every time.

use std::fs;
use std::thread;
use std::time::Duration;

use super::stage::{ORGANISATION, UnderWay, configure_atwork, many, names, names_of, run, stage};

/// How many departments are sent, and how many runs are killed before one may end.
const COUNT: usize = 24;
const KILLS: u64 = 2;

/// Kills runs of `line` and lets one end; then every department is there once.
fn survives(seed: u64, is_from_plan: bool) {
    let sandbox = stage(&["--latency", "40ms"]);
    let folder = sandbox.folder.path();
    // Time enough on a busy machine, and no more to wait than that after each death.
    configure_atwork(folder, "timeout = \"2s\"\nconcurrency = 3");
    // Without codes nothing but its place tells a department from another of its name.
    fs::write(folder.join("d.csv"), by_path(&many(COUNT))).unwrap();
    let inputs = format!("d.csv --to atwork --attach-to {ORGANISATION}");
    let line = match is_from_plan {
        true => {
            let (code, said) = run(folder, &format!("plan {inputs} -o plan.json"));
            assert_eq!(code, Some(0), "{said}");
            "submit plan.json --yes".to_owned()
        }
        false => format!("submit {inputs} --yes"),
    };
    let mut chance = fastrand::Rng::with_seed(seed);
    for number in 0..KILLS {
        let mut killed = UnderWay::start(folder, &format!("killed-{number}"), &line);
        killed.wait_for_writes(chance.usize(1..COUNT / 3));
        thread::sleep(Duration::from_millis(chance.u64(0..40)));
        killed.child.kill().unwrap();
        assert_eq!(killed.end(), None, "{}", killed.said());
    }
    let (code, said) = run(folder, &line);
    assert_eq!(code, Some(0), "{said}");
    assert_eq!(names(folder), names_of(&many(COUNT)), "{seed} {said}");
    let (code, said) = run(folder, &format!("submit {inputs} --yes"));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("nothing to do"), "{said}");
}

/// The same departments by their paths.
fn by_path(rows: &str) -> String {
    let mut paths: Vec<String> = vec![String::new(), "星河科技".to_owned()];
    let mut text = "部门路径\n星河科技\n".to_owned();
    for row in rows.lines().skip(2) {
        let cells: Vec<&str> = row.split(',').collect();
        let parent: usize = cells[2].parse().unwrap();
        let path = format!("{}/{}", paths[parent], cells[1]);
        text += &format!("{path}\n");
        paths.push(path);
    }
    text
}

#[test]
fn a_plan_whose_runs_are_killed_is_finished_by_the_next_one_with_nothing_twice() {
    survives(1, true);
}

#[test]
fn a_list_whose_runs_are_killed_is_finished_by_the_next_one_with_nothing_twice() {
    survives(2, false);
}

#[test]
fn an_import_that_is_killed_under_way_is_finished_by_the_next_run() {
    let sandbox = stage(&["--latency", "300ms"]);
    let folder = sandbox.folder.path();
    let file = folder.join("orgferry.toml");
    let text = fs::read_to_string(&file).unwrap();
    let text = text.replace("system = ", "timeout = \"2s\"\nsystem = ");
    fs::write(file, text).unwrap();
    for system in ["aisuda", "seatable"] {
        let line = format!("submit d.csv m.csv --to {system} --yes");
        let mut killed = UnderWay::start(folder, system, &line);
        // Both sides were read, and the request leaves next.
        killed.wait_for("requests in all");
        thread::sleep(Duration::from_millis(450));
        killed.child.kill().unwrap();
        killed.end();
        let (code, said) = run(folder, &line);
        assert_eq!(code, Some(0), "{system}: {said}");
        let (code, said) = run(folder, &line);
        assert_eq!(code, Some(0), "{system}: {said}");
        assert!(said.contains(" 0 created"), "{system}: {said}");
    }
    let (code, said) = run(folder, "check aisuda:");
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("3 departments and 2 members in 2 memberships"),
        "{said}"
    );
}
