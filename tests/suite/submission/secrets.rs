//! What is kept of a submission: no secret, and for nobody else to read.

use std::fs;
use std::path::Path;

use super::stage::{ORGANISATION, files_below, run, stage};

/// The secrets that must not be in a file, and the files of the user's own that they are in.
const SECRETS: [&str; 4] = [
    "sandbox-atwork.token",
    "sandbox-seatable.token",
    "sandbox-aisuda.key",
    "canary",
];

/// The parts of a secret that would give it away.
fn parts(secret: &str) -> Vec<&str> {
    let lines = secret.lines().map(str::trim);
    lines
        .filter(|line| line.len() >= 8 && !line.starts_with("---"))
        .collect()
}

fn look_for_secrets(folder: &Path) {
    let secrets = SECRETS.map(|name| fs::read_to_string(folder.join(name)).unwrap());
    let mut count = 0;
    for file in files_below(folder) {
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        if SECRETS.contains(&name.as_str()) {
            continue;
        }
        count += 1;
        let bytes = fs::read(&file).unwrap();
        for secret in secrets.iter().flat_map(|secret| parts(secret)) {
            let found = memchr::memmem::find(&bytes, secret.as_bytes());
            assert_eq!(found, None, "{}", file.display());
        }
    }
    assert!(count > 10, "{count}");
}

/// Whether only its owner may read what is in `file`.
#[cfg(unix)]
fn is_private(file: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(file).unwrap().permissions().mode() & 0o077 == 0
}

#[test]
fn no_secret_is_in_any_file_and_nobody_else_may_read_what_is_kept() {
    let sandbox = stage(&[]);
    let folder = sandbox.folder.path();
    // An application that fetches its tokens: its secret is what a given token would be.
    let configuration = folder.join("orgferry.toml");
    let text = fs::read_to_string(&configuration).unwrap();
    let url = text
        .lines()
        .find(|line| line.ends_with("/atwork\""))
        .unwrap();
    fs::write(folder.join("canary"), "cAnArY-domain-0123456789").unwrap();
    fs::write(folder.join("app.key"), "sandbox-app").unwrap();
    for name in ["canary", "app.key"] {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(folder.join(name), PermissionsExt::from_mode(0o600)).unwrap();
        }
    }
    let application = format!(
        "\n[remote.application]\nsystem = \"atwork\"\n{url}\norganization = \"{ORGANISATION}\"\n\
         app_key = \"file:app.key\"\napp_secret = \"file:sandbox-atwork.token\"\n\
         domain_id = \"file:canary\"\n"
    );
    fs::write(&configuration, text + &application).unwrap();
    let others = "部门编号,部门名称,上级部门编号\n7,星河软件,\n8,测试部,7\n";
    fs::write(folder.join("e.csv"), others).unwrap();
    let attached = format!("--attach-to {ORGANISATION}");
    for (remote, inputs) in [
        ("aisuda", "d.csv m.csv".to_owned()),
        ("seatable", "d.csv m.csv".to_owned()),
        ("atwork", format!("d.csv {attached}")),
        ("application", format!("e.csv {attached}")),
    ] {
        let inputs = format!("{inputs} --to {remote}");
        let (code, said) = run(folder, &format!("plan {inputs} -o {remote}.json"));
        assert_eq!(code, Some(0), "{remote}: {said}");
        let files = format!("--result {remote}.xlsx --log-file {remote}.jsonl");
        let (code, said) = run(folder, &format!("submit {remote}.json --yes {files}"));
        assert_eq!(code, Some(0), "{remote}: {said}");
        assert!(!said.contains(" 0 created"), "{remote}: {said}");
        let (code, said) = run(
            folder,
            &format!("submit {inputs} --yes --result again-{remote}.xlsx"),
        );
        assert_eq!(code, Some(0), "{remote}: {said}");
        #[cfg(unix)]
        for name in [".json", ".xlsx", ".jsonl"] {
            let file = folder.join(format!("{remote}{name}"));
            assert!(is_private(&file), "{}", file.display());
        }
    }
    look_for_secrets(folder);
    #[cfg(unix)]
    for file in files_below(&folder.join("state")) {
        assert!(is_private(&file), "{}", file.display());
        assert!(is_private(file.parent().unwrap()), "{}", file.display());
    }
}
