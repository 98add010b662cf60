//! `add` and `mirror` through the program against the sandbox, and the way back from them.

use std::fs;
use std::path::Path;

use super::command_line::orgferry;
use super::remotes::Sandbox;

const BEFORE: [&str; 2] = [
    "部门编号,部门名称,上级部门编号\nD1,星河科技,\nD2,研发部,D1\nD3,后端组,D2\nD4,市场部,D1\nD5,旧部,D1\n",
    "姓名,邮箱,部门编号,是否经理\n张三,zhang@example.com,D2,1\n李四,li@example.com,D4,0\n\
     王五,wang@example.com,D3,0\n赵六,zhao@example.com,D5,0\n",
];

const AFTER: [&str; 2] = [
    "部门编号,部门名称,上级部门编号\nD1,星河科技,\nD2,研发部,D1\nD6,前端组,D2\nD4,市场部,D1\n",
    "姓名,邮箱,部门编号,是否经理\n张三,zhang@example.com,D2,0\n李四,li@example.com,D6,1\n\
     王五,wang@example.com,D2,0\n王五,wang@example.com,D4,0\n孙八,sun@example.com,D6,1\n",
];

/// Runs `line` in `folder`, where its state lies too; its exit code, and what it said.
fn run(folder: &Path, line: &str) -> (Option<i32>, String) {
    let mut command = orgferry(folder);
    command.args(line.split(' ')).env("ORGFERRY_LANG", "en");
    command.env("XDG_STATE_HOME", folder.join("state"));
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

/// Runs `line`, which must end well, and gives what it said.
fn done(folder: &Path, line: &str) -> String {
    let (code, said) = run(folder, line);
    assert_eq!(code, Some(0), "{line}: {said}");
    said
}

/// A sandbox with the directory from before in it, and the one from after in `d.csv` and `m.csv`.
fn stage(flags: &[&str]) -> Sandbox {
    let seed = tempfile::tempdir().unwrap();
    let files = ["d.csv", "m.csv"].map(|name| seed.path().join(name));
    for (file, text) in files.iter().zip(BEFORE) {
        fs::write(file, text).unwrap();
    }
    let [departments, members] = files.each_ref().map(|file| file.to_str().unwrap());
    let flags = [&["--seed", departments, "--seed", members], flags].concat();
    let sandbox = Sandbox::start(&flags);
    for (name, text) in ["d.csv", "m.csv"].iter().zip(AFTER) {
        fs::write(sandbox.folder.path().join(name), text).unwrap();
    }
    sandbox
}

/// The file that `said` names as the directory from before.
fn kept(said: &str) -> String {
    let line = said.lines().find(|line| line.contains("orgferry plan "));
    let line = line.unwrap_or_else(|| panic!("no way back: {said}"));
    let command = line.split("orgferry plan ").nth(1).unwrap();
    command.split(" --to ").next().unwrap().to_owned()
}

#[test]
fn what_is_added_once_is_there_and_nobody_left_for_it() {
    let sandbox = stage(&[]);
    let folder = sandbox.folder.path();
    let line = "submit d.csv m.csv --to aisuda --mode add --yes";
    let said = done(folder, line);
    assert!(
        said.contains("王五 — 星河科技/研发部/后端组 is kept"),
        "{said}"
    );
    assert!(said.contains("0 failed, 0 unknown, 0 not sent"), "{said}");
    let said = done(folder, line);
    assert!(said.contains("Nothing to do"), "{said}");
    assert!(
        said.contains("王五 — 星河科技/研发部/后端组 is kept"),
        "{said}"
    );
    let there = done(folder, "convert aisuda: --to csv");
    for row in ["孙八", "赵六", "后端组", "前端组"] {
        assert!(there.contains(row), "{row}: {there}");
    }
}

#[test]
fn a_mirror_names_whom_it_removes_and_the_way_back_leads_back() {
    let sandbox = stage(&[]);
    let folder = sandbox.folder.path();
    done(folder, "export aisuda -o before.xlsx");
    let line = "submit d.csv m.csv --to aisuda --mode mirror --yes";
    let (code, said) = run(folder, line);
    assert_eq!(code, Some(4), "{said}");
    assert!(said.contains("--accept-removals 2"), "{said}");
    assert!(said.contains("will be removed: 赵六"), "{said}");
    assert!(
        said.contains("will be removed: 星河科技/研发部/后端组, 星河科技/旧部"),
        "{said}"
    );
    assert!(!said.contains("orgferry plan "), "nothing was sent: {said}");

    let said = done(folder, &format!("{line} --accept-removals 2"));
    assert!(said.contains("0 failed, 0 unknown, 0 not sent"), "{said}");
    let file = kept(&said);
    assert!(done(folder, &format!("{line} --accept-removals 2")).contains("Nothing to do"));
    done(folder, "convert d.csv m.csv --to excel -o after.xlsx");
    done(folder, "diff after.xlsx aisuda: --exit-code");
    done(folder, &format!("diff before.xlsx {file} --exit-code"));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(&file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    let listed = done(folder, "runs");
    let id = listed
        .split_whitespace()
        .find(|word| word.starts_with("aisuda-"));
    assert_eq!(kept(&done(folder, &format!("runs {}", id.unwrap()))), file);

    let back = format!("plan {file} --to aisuda --mode mirror -o back.json --accept-removals 9");
    done(folder, &back);
    let said = done(folder, "submit back.json --yes --accept-removals 9");
    assert!(said.contains("0 failed, 0 unknown, 0 not sent"), "{said}");
    done(folder, "diff before.xlsx aisuda: --exit-code");
    let said = done(folder, "submit back.json --yes --accept-removals 9");
    assert!(said.contains("10 there already"), "{said}");
}

#[test]
fn whatever_the_network_loses_the_same_command_again_ends_with_what_is_wanted() {
    for faults in [
        &["--reset-after", "13"][..],
        &["--fail-rate", "0.1", "--random-seed", "5"],
    ] {
        let sandbox = stage(faults);
        let folder = sandbox.folder.path();
        let line = "submit d.csv m.csv --to aisuda --mode mirror --yes --accept-removals 9";
        let mut said = String::new();
        for _ in 0..6 {
            said = run(folder, line).1;
            if said.contains("Nothing to do") {
                break;
            }
        }
        assert!(said.contains("Nothing to do"), "{faults:?}: {said}");
        done(folder, "convert d.csv m.csv --to excel -o after.xlsx");
        let mut compared = (None, String::new());
        for _ in 0..3 {
            compared = run(folder, "diff after.xlsx aisuda: --exit-code");
            if compared.0 == Some(0) {
                break;
            }
        }
        assert_eq!(compared.0, Some(0), "{faults:?}: {}", compared.1);
    }
}

#[test]
fn the_way_back_on_atwork_finds_departments_by_the_numbers_they_were_given() {
    let sandbox = stage(&[]);
    let folder = sandbox.folder.path();
    fs::write(folder.join("d.csv"), AFTER[0].replace("研发部", "研发中心")).unwrap();
    done(folder, "export atwork -o before.xlsx");
    let line = "submit d.csv --to atwork --mode add --yes";
    let file = kept(&done(folder, line));
    let said = done(
        folder,
        &format!("submit {file} --to atwork --mode mirror --yes"),
    );
    assert!(
        said.contains("\nUpdate: 1 departments") || said.starts_with("Update: 1"),
        "{said}"
    );
    assert!(!said.contains("Create"), "{said}");
    done(folder, "diff before.xlsx atwork: --exit-code");
    let nodes = done(folder, "api atwork orgs.all");
    assert_eq!(nodes.matches("\"serial_no\": \"D").count(), 5, "{nodes}");
}
