//! Departments that SeaTable imports by their ids on request, through the program against the sandbox.

use std::fs;
use std::path::Path;

use super::command_line::orgferry;
use super::remotes::Sandbox;

const COMPANY: &str =
    "账号,姓名,邮箱,部门编号\nzhang,张三,zhang@example.com,3\nli,李四,li@example.com,2\n";
const DEPARTMENTS: &str = "部门编号,部门名称,上级部门编号\n1,星河科技,\n2,研发部,1\n3,后端组,2\n";

fn run(folder: &Path, line: &str) -> (Option<i32>, String) {
    let mut command = orgferry(folder);
    command.args(line.split(' ')).env("ORGFERRY_LANG", "zh");
    command.env("XDG_STATE_HOME", folder.join("state"));
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

/// A sandbox with the company in it and in `d.csv` and `m.csv`; its configuration asks for `departments`.
fn stage(departments: &str, flags: &[&str]) -> Sandbox {
    let seed = tempfile::tempdir().unwrap();
    let files = ["d.csv", "m.csv"].map(|name| seed.path().join(name));
    for (file, text) in files.iter().zip([DEPARTMENTS, COMPANY]) {
        fs::write(file, text).unwrap();
    }
    let [d, m] = files.each_ref().map(|file| file.to_str().unwrap());
    let sandbox = Sandbox::start(&[&["--seed", d, "--seed", m], flags].concat());
    for file in &files {
        fs::copy(file, sandbox.folder.path().join(file.file_name().unwrap())).unwrap();
    }
    let configuration = sandbox.folder.path().join("orgferry.toml");
    let text = fs::read_to_string(&configuration).unwrap();
    // A request that nobody answered is waited for as long as a request may take.
    let text = text.replace(
        "organization = \"23\"",
        "organization = \"23\"\ntimeout = \"4s\"",
    );
    assert!(text.contains("timeout"), "{text}");
    let asked = format!("{text}\n[target.seatable]\ndepartments = {departments}\n");
    fs::write(configuration, asked).unwrap();
    sandbox
}

#[test]
fn a_department_goes_in_with_all_below_it_and_again_without_harm() {
    let sandbox = stage("\"import\"", &[]);
    let folder = sandbox.folder.path();
    let line = "submit d.csv m.csv --to seatable --yes --result";
    let (code, said) = run(folder, &format!("{line} a.xlsx"));
    assert_eq!(code, Some(0), "{said}");
    assert!(
        said.contains("“星河科技”按企业微信里现有的内容整个导入"),
        "{said}"
    );
    assert!(said.contains("已存在 0，失败 0，不明 0"), "{said}");
    let (code, said) = run(folder, &format!("{line} b.xlsx"));
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("失败 0，不明 0"), "{said}");
    assert!(!said.contains("已存在 0"), "{said}");

    let (code, said) = run(folder, &format!("{line} c.xlsx --only 星河科技/研发部"));
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("departments = [7]"), "{said}");
}

#[test]
fn an_import_whose_reply_is_lost_stays_unknown_until_somebody_decides() {
    // Two reads for the plan, two for the run, the users, two reads again: the import is cut off.
    let sandbox = stage("[2, 99]", &["--reset-after", "8"]);
    let folder = sandbox.folder.path();
    let line = "submit d.csv m.csv --to seatable --yes";
    let (code, said) = run(folder, line);
    assert!(said.contains("没有编号为“99”的部门"), "{said}");
    assert_eq!(code, Some(5), "{said}");
    assert!(said.contains("失败 0，不明 "), "{said}");
    assert!(!said.contains("不明 0"), "{said}");
    let decided = format!("{line} --resolve unknown=retry");
    let again = (0..4).map(|_| run(folder, &decided));
    let well = again.into_iter().find(|(code, _)| *code == Some(0));
    let (_, said) = well.expect("one reply of a few comes through");
    assert!(said.contains("失败 0，不明 0"), "{said}");
}
