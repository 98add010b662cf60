//! Remotes through the program: the sandbox, live directories as inputs, `api`, and servers that say what no server
//! should.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use orgferry::system::SYSTEMS;
use tempfile::TempDir;

use super::command_line::orgferry;

/// A directory that every system can take.
const COMPANY: &str = "fixtures/company/组织架构.xlsx";

/// What must never show.
const CANARY: &str = "cAnArY/token+of=this test";

/// What a run of the program said and how it ended.
struct Run {
    code: Option<i32>,
    stdout: String,
    stderr: String,
}

fn run(folder: &Path, line: &[&str]) -> Run {
    let output = orgferry(folder).args(line).output().unwrap();
    Run {
        code: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

fn root(path: &str) -> String {
    format!("{}/{path}", env!("CARGO_MANIFEST_DIR"))
}

fn keep_secret(file: &Path, text: &str) {
    fs::write(file, text).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(file, PermissionsExt::from_mode(0o600)).unwrap();
    }
}

/// A sandbox in a folder of its own, with its configuration there.
pub(crate) struct Sandbox {
    pub(crate) folder: TempDir,
    child: Child,
}

impl Sandbox {
    pub(crate) fn start(flags: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = fs::read_to_string(root("fixtures/keys/company-xinghe.pkcs8.key")).unwrap();
        keep_secret(&folder.path().join("sandbox-aisuda.key"), &key);
        let line = ["sandbox", "--listen", "127.0.0.1:0", "-o", "orgferry.toml"];
        let mut child = orgferry(folder.path())
            .args(line)
            .args(flags)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
        let said: Vec<String> = lines
            .by_ref()
            .map(Result::unwrap)
            .take_while(|line| !line.contains("is running"))
            .collect();
        assert!(child.try_wait().unwrap().is_none(), "{said:?}");
        Self { folder, child }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self, line: &[&str]) -> Run {
        run(self.path(), line)
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The systems that can be spoken to.
fn live() -> impl Iterator<Item = &'static str> {
    let live = SYSTEMS.iter().filter(|system| system.live().is_some());
    live.map(|system| system.name())
}

#[test]
fn a_live_directory_comes_back_as_a_workbook_without_findings_and_nothing_is_changed() {
    let seed = root(COMPANY);
    let sandbox = Sandbox::start(&["--state", "state.json", "--seed", &seed]);
    let state = sandbox.path().join("state.json");
    let started = Instant::now();
    while !state.exists() && started.elapsed() < Duration::from_secs(20) {
        thread::sleep(Duration::from_millis(100));
    }
    let before = fs::read(&state).unwrap();
    for system in live() {
        let file = format!("{system}.xlsx");
        let exported = sandbox.run(&["export", system, "-o", &file]);
        assert_eq!(exported.code, Some(0), "{system}: {}", exported.stderr);
        let checked = sandbox.run(&["check", &file, "--format", "json"]);
        assert!(
            checked.stdout.contains("\"diagnostics\":[]"),
            "{system}: {}",
            checked.stdout
        );
        let remote = format!("{system}:");
        let compared = sandbox.run(&["diff", &remote, &file, "--exit-code"]);
        assert_eq!(
            compared.code,
            Some(0),
            "{system}: {}{}",
            compared.stdout,
            compared.stderr
        );
        for other in ["x.json", "x.csv", "x/"] {
            let other = format!("{system}-{other}");
            let exported = sandbox.run(&["export", &remote, "-o", &other]);
            assert_eq!(exported.code, Some(0), "{other}: {}", exported.stderr);
            let compared = sandbox.run(&["diff", &remote, &other, "--exit-code"]);
            assert_eq!(
                compared.code,
                Some(0),
                "{other}: {}{}",
                compared.stdout,
                compared.stderr
            );
        }
    }
    thread::sleep(Duration::from_millis(1200));
    assert_eq!(fs::read(&state).unwrap(), before);
}

#[test]
fn any_endpoint_can_be_called_by_hand() {
    let seed = root(COMPANY);
    let sandbox = Sandbox::start(&["--seed", &seed]);
    for (line, code, part) in [
        (
            &["aisuda", "departments.roots"][..],
            0,
            "\"label\": \"星河科技\"",
        ),
        (&["atwork:", "orgs.all"], 0, "\"org_code\""),
        (&["atwork", "--list"], 0, "org.by-serial"),
        (
            &["atwork", "--list", "--format", "json"],
            0,
            "\"operation\": \"org.import\"",
        ),
        (&["atwork", "orgs.al"], 2, "did you mean orgs.all?"),
        (
            &["atwork", "org.by-serial", "serialno=1"],
            2,
            "did you mean serialNo?",
        ),
        (&["atwork", "org.by-serial"], 2, "serialNo is missing"),
        (&["atwork", "org.by-serial", "serialNo"], 2, "NAME=VALUE"),
        (&["atwork", "org.by-serial", "serialNo=没有"], 5, "202002"),
        (&["atwok", "orgs.all"], 2, "did you mean atwork?"),
        (
            &["aisuda", "department.create", "body=@no.json"],
            3,
            "no.json",
        ),
    ] {
        let run = sandbox.run(&[&["api"], line].concat());
        assert_eq!(run.code, Some(code), "{line:?}: {}", run.stderr);
        let said = run.stdout + &run.stderr;
        assert!(said.contains(part), "{line:?}: {said}");
    }
    let created = sandbox.run(&[
        "api",
        "atwork",
        "org.import",
        "name=新部门",
        "type=DEPT",
        "parent_path=星河科技",
    ]);
    assert_eq!(created.code, Some(0), "{}", created.stderr);
    let all = sandbox.run(&["api", "atwork", "orgs.all"]);
    assert!(all.stdout.contains("新部门"), "{}", all.stdout);
}

#[test]
fn a_remote_can_be_named_as_an_input_only_when_it_is_configured() {
    let folder = tempfile::tempdir().unwrap();
    let run = run(folder.path(), &["check", "nowhere:"]);
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("no remote nowhere"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_sandbox_stops_when_it_is_interrupted_and_goes_on_where_it_was() {
    use nix::sys::signal::{Signal, kill};
    use nix::unistd::Pid;

    let mut sandbox = Sandbox::start(&["--state", "state.json"]);
    let line = ["api", "atwork", "org.import", "name=新部门", "type=DEPT"];
    let organization = sandbox.run(&["api", "atwork", "organization.get"]);
    let name = organization
        .stdout
        .lines()
        .find_map(|line| line.trim().strip_prefix("\"name\": \""))
        .map(|rest| rest.trim_end_matches("\",").to_owned())
        .unwrap();
    let parent = format!("parent_path={name}");
    let imported = sandbox.run(&[&line[..], &[&parent]].concat());
    assert_eq!(imported.code, Some(0), "{}", imported.stderr);
    let id = Pid::from_raw(i32::try_from(sandbox.child.id()).unwrap());
    kill(id, Signal::SIGINT).unwrap();
    assert_eq!(sandbox.child.wait().unwrap().code(), Some(0));
    let state = fs::read_to_string(sandbox.path().join("state.json")).unwrap();
    assert!(state.contains("新部门"), "{state}");
    let state = sandbox.path().join("state.json");
    let again = Sandbox::start(&["--state", state.to_str().unwrap()]);
    let all = again.run(&["api", "atwork", "orgs.all"]);
    assert!(all.stdout.contains("新部门"), "{}", all.stdout);
}

/// A server that reads the head of every request and says `answer` to it, with `{request}` replaced by the head.
fn serve(answer: &'static [u8]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut head = Vec::new();
            let mut byte = [0];
            while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read == 1)
            {
                head.push(byte[0]);
            }
            let text = String::from_utf8_lossy(answer);
            let said = text.replace(
                "{request}",
                &String::from_utf8_lossy(&head).replace("\r\n", " "),
            );
            let _ = stream.write_all(said.as_bytes());
            if answer.is_empty() {
                thread::sleep(Duration::from_secs(5));
            }
        }
    });
    url
}

/// A folder whose configuration has the remote `prod` of atwork at `url`, with [`CANARY`] for a token.
fn configured(url: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    keep_secret(&folder.path().join("token"), CANARY);
    let text = format!(
        "[remote.prod]\nsystem = \"atwork\"\nurl = \"{url}\"\norganization = \"o\"\ntoken = \"file:token\"\ntimeout = \"500ms\"\n"
    );
    fs::write(folder.path().join("orgferry.toml"), text).unwrap();
    folder
}

/// Whether `text` holds the canary in any way it may be written.
fn sings(text: &str) -> bool {
    let text = text.to_lowercase();
    ["canary", "token+of", "token%2bof"]
        .iter()
        .any(|part| text.contains(part))
}

#[test]
fn a_bad_reply_ends_the_run_with_a_clear_sentence_in_bounded_time() {
    for (name, answer, part) in [
        ("silence", &b""[..], "did not answer in time"),
        ("no HTTP", b"220 mail.example.com ESMTP\r\n", "broke"),
        ("cut off", b"HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{\"status\"", "broke"),
        ("a page", b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n<html>you asked {request}</html>", "not what its documents describe"),
        ("an echo", b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"status\":10011,\"message\":\"{request}\"}", "10011"),
        ("an error page", b"HTTP/1.1 500 Oops\r\ncontent-length: 0\r\n\r\n", "HTTP 500"),
        ("elsewhere", b"HTTP/1.1 302 Found\r\nlocation: https://sso.example.com/?{request}\r\ncontent-length: 0\r\n\r\n", "sso.example.com"),
        ("200 with a code", b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"status\":202002,\"message\":\"x\"}", "202002"),
        ("too much", b"HTTP/1.1 200 OK\r\ncontent-length: 999999999999\r\n\r\n", "too large"),
    ] {
        let folder = configured(&serve(answer));
        for line in [
            &["check", "prod:"][..],
            &["export", "prod", "-o", "x.xlsx"],
            &["api", "prod", "orgs.all", "--show-secrets"],
        ] {
            let started = Instant::now();
            let line = [line, &["-v", "--log-file", "log.jsonl"]].concat();
            let run = run(folder.path(), &line);
            assert_eq!(run.code, Some(5), "{name} {line:?}: {}{}", run.stdout, run.stderr);
            assert!(run.stderr.contains(part), "{name} {line:?}: {}", run.stderr);
            assert!(started.elapsed() < Duration::from_secs(20), "{name} {line:?}");
            assert!(!sings(&run.stdout) && !sings(&run.stderr), "{name}: {}", run.stderr);
            assert!(!folder.path().join("x.xlsx").exists(), "{name}");
        }
        let log = fs::read_to_string(folder.path().join("log.jsonl")).unwrap();
        assert!(log.contains("access_token=***"), "{name}: {log}");
        assert!(!sings(&log), "{name}: {log}");
    }
}

#[test]
fn nobody_there_is_said_with_what_to_look_at() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let run = run(configured(&url).path(), &["check", "prod:"]);
    assert_eq!(run.code, Some(5));
    assert!(run.stderr.contains("cannot be reached"), "{}", run.stderr);
    assert!(run.stderr.contains("HTTPS_PROXY"), "{}", run.stderr);
}

#[test]
fn a_token_is_sent_over_no_open_line() {
    let run = run(
        configured("http://api.example.com").path(),
        &["check", "prod:"],
    );
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.contains("use https"), "{}", run.stderr);
}

#[test]
fn tokens_in_replies_are_masked_unless_they_are_asked_for() {
    let folder = configured(&serve(
        b"HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{\"status\":0,\"result\":{\"access_token\":\"new-one\",\"n\":\"{request}\"}}",
    ));
    let masked = run(folder.path(), &["api", "prod", "orgs.all"]);
    assert_eq!(masked.code, Some(0), "{}", masked.stderr);
    assert!(
        !masked.stdout.contains("new-one") && !sings(&masked.stdout),
        "{}",
        masked.stdout
    );
    let shown = run(
        folder.path(),
        &["api", "prod", "orgs.all", "--show-secrets"],
    );
    assert!(shown.stdout.contains("new-one"), "{}", shown.stdout);
}

#[test]
fn a_proxy_of_the_environment_is_used_and_gets_no_secret() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let proxy = format!("http://{}", listener.local_addr().unwrap());
    let asked = thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let mut lines = BufReader::new(&stream).lines();
        let head: Vec<String> = lines
            .by_ref()
            .map_while(Result::ok)
            .take_while(|line| !line.is_empty())
            .collect();
        (&stream).write_all(b"HTTP/1.1 407 No\r\n\r\n").unwrap();
        head.join("\n")
    });
    let folder = configured("https://api.example.com");
    let output = orgferry(folder.path())
        .args(["api", "prod", "org.create", "name=x", "type=DEPT"])
        .env("HTTPS_PROXY", proxy)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(5));
    let asked = asked.join().unwrap();
    assert!(asked.starts_with("CONNECT api.example.com:443 "), "{asked}");
    assert!(!sings(&asked), "{asked}");
}
