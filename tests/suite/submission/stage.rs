//! A sandbox with files to submit to it, and what is read back from it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::command_line::orgferry;
use crate::remotes::Sandbox;

pub(super) const DEPARTMENTS: &str =
    "部门编号,部门名称,上级部门编号\n1,星河科技,\n2,研发部,1\n3,市场部,1\n";
const MEMBERS: &str =
    "账号,姓名,邮箱,部门编号\nzhang,张三,zhang@example.com,2\nli,李四,li@example.com,3\n";

/// The organisation of the sandbox on atwork, which its top is called after.
pub(super) const ORGANISATION: &str = "85939199-6424-4f28-84d4-fce2aedf0e64";

/// How long anything may take before it is taken for hanging, however busy the machine is.
const PATIENCE: Duration = Duration::from_secs(120);

/// A sandbox with a department file and a member file beside its configuration.
pub(super) fn stage(flags: &[&str]) -> Sandbox {
    let sandbox = Sandbox::start(flags);
    fs::write(sandbox.folder.path().join("d.csv"), DEPARTMENTS).unwrap();
    fs::write(sandbox.folder.path().join("m.csv"), MEMBERS).unwrap();
    sandbox
}

/// A department file of two levels: `count` departments, half of them below the others.
pub(super) fn many(count: usize) -> String {
    let mut rows = "部门编号,部门名称,上级部门编号\n1,星河科技,\n".to_owned();
    for code in 2..count + 1 {
        let parent = if code % 2 == 0 { 1 } else { code - 1 };
        rows += &format!("{code},部门{code},{parent}\n");
    }
    rows
}

/// The program in `folder`, where its state lies too.
pub(super) fn command(folder: &Path, line: &str) -> Command {
    let mut command = orgferry(folder);
    command
        .args(line.split(' '))
        .env("XDG_STATE_HOME", folder.join("state"));
    command
}

/// Runs `line` in `folder`; its exit code, and what it said.
pub(super) fn run(folder: &Path, line: &str) -> (Option<i32>, String) {
    let output = command(folder, line).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

/// A run of the program that is under way; what it says on standard error goes to a file.
pub(super) struct UnderWay {
    pub(super) child: Child,
    said: PathBuf,
    log: PathBuf,
}

impl UnderWay {
    /// Starts `line` in `folder`. `name` is what its files are called by.
    pub(super) fn start(folder: &Path, name: &str, line: &str) -> Self {
        let (said, log) = (format!("{name}.said"), format!("{name}.jsonl"));
        let (said, log) = (folder.join(said), folder.join(log));
        let child = command(folder, line)
            .arg("--log-file")
            .arg(&log)
            .stdout(Stdio::null())
            .stderr(fs::File::create(&said).unwrap())
            .spawn()
            .unwrap();
        Self { child, said, log }
    }

    /// What it said so far.
    pub(super) fn said(&self) -> String {
        fs::read_to_string(&self.said).unwrap()
    }

    /// Waits until it has said `part`.
    pub(super) fn wait_for(&mut self, part: &str) {
        let said = self.said.clone();
        self.wait_until(|| fs::read_to_string(&said).unwrap().contains(part));
    }

    /// Waits until it has logged `count` requests that are writing, or has ended.
    pub(super) fn wait_for_writes(&mut self, count: usize) {
        let log = self.log.clone();
        self.wait_until(|| {
            let log = fs::read_to_string(&log).unwrap_or_default();
            let writes = |line: &&str| line.contains("\"address\":\"POST ");
            log.lines().filter(writes).count() >= count
        });
    }

    /// Waits until that is so, or it has ended.
    pub(super) fn wait_until(&mut self, is_so: impl Fn() -> bool) {
        let began = Instant::now();
        while !is_so() && self.child.try_wait().unwrap().is_none() {
            assert!(began.elapsed() < PATIENCE, "{}", self.said());
            thread::sleep(Duration::from_millis(5));
        }
    }

    /// Waits until it has ended; its exit code.
    pub(super) fn end(&mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }

    #[cfg(unix)]
    pub(super) fn signal(&self, signal: nix::sys::signal::Signal) {
        let id = nix::unistd::Pid::from_raw(i32::try_from(self.child.id()).unwrap());
        nix::sys::signal::kill(id, signal).unwrap();
    }
}

/// Adds `lines` to the configuration of atwork.
pub(super) fn configure_atwork(folder: &Path, lines: &str) {
    let file = folder.join("orgferry.toml");
    let text = fs::read_to_string(&file).unwrap();
    let head = "[remote.atwork]\n";
    fs::write(file, text.replace(head, &format!("{head}{lines}\n"))).unwrap();
}

/// How often each name is on the server of atwork, the organisation itself left out.
pub(super) fn names(folder: &Path) -> BTreeMap<String, usize> {
    let output = command(folder, "api atwork orgs.all").output().unwrap();
    let reply: Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut names = BTreeMap::new();
    for node in reply["result"].as_array().unwrap() {
        let name = node["name"].as_str().unwrap();
        if name != ORGANISATION {
            *names.entry(name.to_owned()).or_default() += 1;
        }
    }
    names
}

/// The names of a department file, each once.
pub(super) fn names_of(rows: &str) -> BTreeMap<String, usize> {
    let names = rows
        .lines()
        .skip(1)
        .map(|row| row.split(',').nth(1).unwrap());
    names.map(|name| (name.to_owned(), 1)).collect()
}

/// Everything in `folder` and below it.
pub(super) fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = walkdir::WalkDir::new(folder).into_iter();
    let files = entries
        .map(Result::unwrap)
        .filter(|entry| entry.file_type().is_file());
    files.map(walkdir::DirEntry::into_path).collect()
}
