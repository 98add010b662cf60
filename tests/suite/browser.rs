//! The pages in a real browser: reports of a mixed, a hostile and a very large directory, a chart alone, changes from one
//! month to the next, plans to sign.
//!
//! Skipped, and it says so, where there is no Chromium, no node or no playwright-core; `.ci/run` installs them.

use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::command_line::orgferry;
use super::months;
use super::remotes::Sandbox;

/// Where Chromium is looked for, unless `CHROMIUM` names it.
const CHROMIUM: [&str; 2] = ["/usr/bin/chromium", "/usr/bin/chromium-browser"];

/// How many departments and members the very large directory has.
const LARGE: (usize, usize) = (50_000, 150_000);

/// How many wrong members the hostile directory has.
const WRONG: usize = 10_000;

/// What a browser would take for markup, obey or turn around.
const HOSTILE: [&str; 7] = [
    "</script><script>pwned=1</script>",
    "<!--<script",
    "<img src=x onerror=pwned=1>",
    "שלום עולם",
    "a\u{202e}gnp.exe",
    "李\u{200b}雷",
    "javascript:pwned=1//${pwned=1}{{pwned=1}}",
];

fn proof() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser")
}

/// The browser, or what is missing.
fn chromium() -> Result<PathBuf, String> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let known = CHROMIUM.iter().map(PathBuf::from);
    let found = named.into_iter().chain(known).find(|path| path.exists());
    let chromium = found.ok_or("there is no /usr/bin/chromium")?;
    if !proof().join("node_modules/playwright-core").exists() {
        return Err("run npm ci in tests/browser".into());
    }
    match Command::new("node").arg("--version").output() {
        Ok(output) if output.status.success() => Ok(chromium),
        _ => Err("there is no node".into()),
    }
}

/// A CSV cell with `text` in it.
fn cell(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn mixed(folder: &Path) {
    let mut departments = String::from(
        "部门编号,部门名称,上级部门编号\n1,星河科技有限公司,\n10,研发中心,1\n101,平台组,10\n102,前端组,10\n103,质量保障组,10\n20,市场部,1\n201,品牌组,20\n202,渠道组,20\n30,人力资源部,1\n40,财务部,1\n60,客户服务部,1\n601,一线客服,60\n602,二线支持,60\n",
    );
    departments.push_str("50,供应链中心,l\n501,采购组,50\n");
    let names = [
        "王芳", "李娜", "张伟", "刘洋", "陈静", "杨帆", "赵磊", "黄敏", "周杰", "吴霞",
    ];
    let titles = ["工程师", "专员", "高级工程师", "主管"];
    let codes = [
        "101", "102", "103", "10", "201", "202", "20", "30", "40", "601", "602", "60", "501",
    ];
    let mut members = String::from("姓名,账号,手机,邮箱,职务,所属部门编号,是否部门负责人\n");
    for n in 0..96 {
        let mobile = match n {
            40 => "13800130041".to_owned(),
            23 => "1380013003".to_owned(),
            _ => format!("138001300{n:02}"),
        };
        let mail = match n {
            31 => "liuyang.example.com".to_owned(),
            _ => format!("u{n:03}@example.com"),
        };
        let code = match n {
            55 => "999",
            70 => "",
            _ => codes[n % codes.len()],
        };
        let name = names[(n * 7) % names.len()];
        let name = if n == 12 { "李雷\u{200b}" } else { name };
        let leads = if n < codes.len() { "是" } else { "" };
        let title = titles[n % titles.len()];
        let _ = writeln!(
            members,
            "{name},u{n:03},{mobile},{mail},{title},{code},{leads}"
        );
    }
    fs::write(folder.join("部门.csv"), departments).unwrap();
    fs::write(folder.join("成员.csv"), members).unwrap();
}

fn hostile(folder: &Path) {
    let mut departments = String::from("部门编号,部门名称,上级部门编号\n0,根,\n");
    for (n, name) in (1..).zip(HOSTILE) {
        let _ = writeln!(departments, "{n},{},0", cell(name));
    }
    let mut members = String::from("姓名,账号,手机,邮箱,所属部门编号\n");
    for n in 0..WRONG {
        let name = cell(HOSTILE[n % HOSTILE.len()]);
        let _ = writeln!(
            members,
            "{name},u{n},1{n:07},u{n}@example.com,{}",
            n % HOSTILE.len() + 1
        );
    }
    fs::write(folder.join("部门.csv"), departments).unwrap();
    fs::write(folder.join("成员.csv"), members).unwrap();
}

fn large(folder: &Path) {
    let mut departments = String::from("部门编号,部门名称,上级部门编号\n1,星河集团,\n");
    for n in 2..=LARGE.0 {
        let _ = writeln!(
            departments,
            "{n},第{n}部,{}",
            if n < 30 { 1 } else { n / 8 }
        );
    }
    let mut members = String::from("姓名,账号,手机,所属部门编号\n");
    for n in 0..LARGE.1 {
        // A crowd in the company itself, the others everywhere.
        let code = if n < 60_000 { 1 } else { n % LARGE.0 + 1 };
        let _ = writeln!(members, "张{n},u{n},{},{code}", 13_800_000_000 + n as u64);
    }
    fs::write(folder.join("部门.csv"), departments).unwrap();
    fs::write(folder.join("成员.csv"), members).unwrap();
}

/// Pages of what changed from one month to the next.
fn changes(folder: &Path) {
    months::ordinary(folder);
    months::hostile(folder, &HOSTILE);
    months::large(folder);
    for (before, after, page) in [
        ("上月", "本月", "changes.html"),
        ("hostile-a", "hostile-b", "hostile-changes.html"),
        ("large-a", "large-b", "large-changes.html"),
    ] {
        let mut command = orgferry(folder);
        command.args([
            "diff", before, after, "--lang", "zh", "-q", "--report", page,
        ]);
        let output = command.output().unwrap();
        assert!(folder.join(page).exists(), "{output:?}");
    }
}

/// Pages of a plan that is sent, and of one that is refused.
fn plans(folder: &Path) {
    let seed = folder.join("上月").display().to_string();
    let sandbox = Sandbox::start(&["--seed", &seed]);
    fs::rename(folder.join("本月"), sandbox.folder.path().join("本月")).unwrap();
    for (page, flags) in [
        ("plan.html", &["--to", "aisuda"][..]),
        ("refused.html", &["--to", "atwork", "--mode", "mirror"]),
    ] {
        let mut command = orgferry(sandbox.folder.path());
        command.args(["plan", "本月", "--lang", "zh", "-q", "--report", page]);
        let output = command
            .args(["-o", "plan.json", "--force"])
            .args(flags)
            .output();
        let written = sandbox.folder.path().join(page);
        assert!(written.exists(), "{output:?}");
        fs::copy(written, folder.join(page)).unwrap();
    }
}

/// What a check shows on a terminal.
fn terminal(folder: &Path) {
    let line = "check fixtures/wrong/部门.csv";
    let mut command = orgferry(Path::new(env!("CARGO_MANIFEST_DIR")));
    command
        .args(line.split(' '))
        .args(["--lang", "zh", "--color", "always"]);
    let output = command.output().unwrap();
    let mut text = format!("$ orgferry {line}\n").into_bytes();
    text.extend([output.stdout, output.stderr].concat());
    fs::write(folder.join("terminal.txt"), text).unwrap();
}

#[test]
fn pages_work_in_a_real_browser() {
    let chromium = match chromium() {
        Ok(chromium) => chromium,
        Err(missing) => {
            // Written past the test harness, which keeps what passing tests print.
            let mut out = std::io::stderr();
            let _ = writeln!(
                out,
                "\n*** SKIPPED: the proof in a real browser: {missing} ***\n"
            );
            return;
        }
    };
    let folder = tempfile::tempdir().unwrap();
    for name in ["report", "hostile", "large"] {
        let input = folder.path().join(name);
        fs::create_dir(&input).unwrap();
        match name {
            "report" => mixed(&input),
            "hostile" => hostile(&input),
            _ => large(&input),
        }
        let mut command = orgferry(folder.path());
        command.args(["check", name, "--lang", "zh", "--for", "seatable", "-q"]);
        command.args([
            "--max-per-code",
            if name == "hostile" { "0" } else { "1000" },
        ]);
        if name == "report" {
            command.args(["--fix", "safe", "-o", "fixed.xlsx"]);
        }
        let report = format!("{name}.html");
        let output = command.args(["--report", &report]).output().unwrap();
        assert!(folder.path().join(&report).exists(), "{output:?}");
    }
    let company = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/company/组织架构.xlsx");
    let mut command = orgferry(folder.path());
    let command = command.arg("convert").arg(company);
    let command = command.args(["--lang", "zh", "--to", "html", "-o", "chart.html"]);
    assert!(command.status().unwrap().success());

    changes(folder.path());
    plans(folder.path());
    terminal(folder.path());

    let mut node = Command::new("node");
    let node = node
        .arg(proof().join("proof.js"))
        .arg(chromium)
        .arg(folder.path());
    let output = node.output().unwrap();
    assert!(
        output.status.success(),
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    );
}
