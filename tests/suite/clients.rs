//! Other people's clients against the sandbox: what SeaTable's pages and a Work Weixin library were written for has to
//! work here too. Needs Node with npm, and Python with pip; skipped, and said so, where they or their packages are not
//! to be had.

use std::fs;
use std::io::{Write, stderr};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use orgferry::config::Configuration;

use super::remotes::Sandbox;

/// The directory that the clients read.
const COMPANY: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/fixtures/company/组织架构.xlsx"
);

/// Where the clients are installed once.
fn installed(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("clients")
        .join(name)
}

/// Says why a client was not tried, where the test runner does not swallow it.
fn skip(client: &str, why: &str) {
    let _ = writeln!(stderr(), "SKIPPED {client}: {why}");
}

/// Installs into the folder `name` with `command`, unless that was done before; `None` where it cannot be.
fn install(name: &str, command: &mut Command) -> Option<PathBuf> {
    let folder = installed(name);
    let done = folder.join("installed");
    if done.exists() {
        return Some(folder);
    }
    fs::create_dir_all(&folder).ok()?;
    match command.current_dir(&folder).output() {
        Ok(output) if output.status.success() => {
            fs::write(done, "").ok()?;
            Some(folder)
        }
        Ok(output) => {
            skip(name, String::from_utf8_lossy(&output.stderr).trim());
            None
        }
        Err(error) => {
            skip(name, &error.to_string());
            None
        }
    }
}

/// The address of `system` in the sandbox, and its secret.
fn access(sandbox: &Sandbox, system: &str, secret: &str) -> (String, String) {
    let file = sandbox.folder.path().join("orgferry.toml");
    let configuration = Configuration::load(Some(&file)).unwrap();
    let url = configuration.remotes[system].url.clone().unwrap();
    let secret = fs::read_to_string(sandbox.folder.path().join(secret)).unwrap();
    (url, secret)
}

fn script(name: &str) -> String {
    format!("{}/tests/clients/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn check(output: &Output, parts: &[&str]) {
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{complained}");
    for part in parts {
        assert!(said.contains(part), "{said}");
    }
}

#[test]
fn dtable_web_api_of_both_generations_works_with_the_sandbox() {
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-audit", "--no-fund", "--silent"]);
    npm.args([
        "old@npm:dtable-web-api@1.0.149",
        "new@npm:dtable-web-api@4.3.1",
    ]);
    // npm installs into the nearest folder with a package of its own.
    let folder = installed("dtable-web-api");
    let _ = fs::create_dir_all(&folder).and_then(|()| fs::write(folder.join("package.json"), "{}"));
    let Some(folder) = install("dtable-web-api", &mut npm) else {
        return;
    };
    let sandbox = Sandbox::start(&["--seed", COMPANY]);
    let (url, token) = access(&sandbox, "seatable", "sandbox-seatable.token");
    let output = Command::new("node")
        .arg(script("seatable.js"))
        .args([&url, &token, "23", "old", "new"])
        .env("NODE_PATH", folder.join("node_modules"))
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap();
    let found = "12 departments, 30 members";
    check(&output, &["1.0.149", "4.3.1", found]);
}

#[test]
fn wechatpy_works_with_the_sandbox() {
    let mut pip = Command::new("python3");
    pip.args(["-m", "pip", "install", "--quiet", "--target", "."]);
    pip.args(["wechatpy==1.8.18", "pycryptodome"]);
    let Some(folder) = install("wechatpy", &mut pip) else {
        return;
    };
    let sandbox = Sandbox::start(&["--seed", COMPANY]);
    let (url, secret) = access(&sandbox, "wecom", "sandbox-wecom.secret");
    let output = Command::new("python3")
        .arg(script("wecom.py"))
        .args([&url, "ww0000000000000001", &secret])
        .env("PYTHONPATH", &folder)
        .env("NO_PROXY", "127.0.0.1")
        .output()
        .unwrap();
    check(&output, &["12 departments, 30 members"]);
}
