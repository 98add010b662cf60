//! Plans as pages and workbooks for those who sign them, through the program against the sandbox.

use std::fs;
use std::path::Path;

use calamine::Reader;

use super::command_line::orgferry;
use super::months;
use super::remotes::Sandbox;

/// A sandbox that holds last month, with this month beside its configuration.
fn stage() -> Sandbox {
    let folder = tempfile::tempdir().unwrap();
    months::ordinary(folder.path());
    let seed = folder.path().join("上月").display().to_string();
    let sandbox = Sandbox::start(&["--seed", &seed]);
    fs::rename(
        folder.path().join("本月"),
        sandbox.folder.path().join("本月"),
    )
    .unwrap();
    sandbox
}

/// Runs `line` in `folder`; its exit code, and what it said.
fn run(folder: &Path, line: &str) -> (Option<i32>, String) {
    let mut command = orgferry(folder);
    command.args(line.split(' ')).env("ORGFERRY_LANG", "zh");
    let output = command.output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

/// The texts of a row of `sheet` in the workbook `file`.
fn row(file: &Path, sheet: &str, wanted: impl Fn(&[String]) -> bool) -> Vec<String> {
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(file).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let mut rows = range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>());
    rows.find(|row| wanted(row)).unwrap_or_default()
}

#[test]
fn the_page_and_the_workbook_carry_the_fingerprint_of_the_plan_file() {
    let sandbox = stage();
    let folder = sandbox.folder.path();
    let line = "plan 本月 --to aisuda -o p.json --report p.html --report p.xlsx";
    let (code, said) = run(folder, line);
    assert_eq!(code, Some(0), "{said}");
    let fingerprint = blake3::hash(&fs::read(folder.join("p.json")).unwrap()).to_hex();
    assert!(said.contains(fingerprint.as_str()), "{said}");
    let page = fs::read_to_string(folder.join("p.html")).unwrap();
    assert!(page.contains(fingerprint.as_str()));
    let book = folder.join("p.xlsx");
    let told = row(&book, "概览", |row| row[0].starts_with("计划指纹"));
    assert_eq!(told[1], fingerprint.as_str());
    let names = calamine::open_workbook::<calamine::Xlsx<_>, _>(&book).unwrap();
    assert_eq!(names.sheet_names(), ["概览", "变更", "部门人数", "操作"]);
    let came = row(&book, "变更", |row| {
        row[3] == "u***@example.com" && row[1] == "入职"
    });
    assert_eq!(came[6], "星河科技有限公司/研发中心/人工智能实验室");
    // The model's own ids of departments mean nothing.
    let added = row(&book, "变更", |row| row[1] == "新增");
    assert_eq!((added[0].as_str(), added[3].as_str()), ("部门", ""));
    // Nobody's secret and nobody's number stands in either.
    let secret = fs::read_to_string(folder.join("sandbox-aisuda.key")).unwrap();
    let secret = secret.lines().nth(1).unwrap();
    assert!(!page.contains(secret) && !page.contains("138001300"));
    #[cfg(unix)]
    for name in ["p.html", "p.xlsx", "p.json"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(folder.join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
}

#[test]
fn a_refused_plan_is_told_and_not_written() {
    let sandbox = stage();
    let folder = sandbox.folder.path();
    let line = "plan 本月 --to atwork --mode mirror -o p.json --report p.html --report p.xlsx";
    let (code, said) = run(folder, line);
    assert_eq!(code, Some(4), "{said}");
    assert!(!folder.join("p.json").exists());
    let told = row(&folder.join("p.xlsx"), "概览", |row| row[0] == "移除部门");
    assert_eq!(told[1], "2，上限 1（远程系统共 15）：超过上限");
    let page = fs::read_to_string(folder.join("p.html")).unwrap();
    assert!(page.contains("--accept-removals 2"));

    let line =
        "plan 本月 --to atwork --mode mirror --accept-removals 2 -o p.json --report p.xlsx --force";
    let (code, said) = run(folder, line);
    assert_eq!(code, Some(0), "{said}");
    let told = row(&folder.join("p.xlsx"), "概览", |row| row[0] == "移除部门");
    assert_eq!(told[1], "2，上限 1（远程系统共 15）：超过上限，已放行");
}

#[test]
fn an_import_whose_result_is_not_listed_names_its_people() {
    let sandbox = stage();
    let folder = sandbox.folder.path();
    let line = "plan 本月 --to seatable -o p.json --report p.html --report p.xlsx --unmask";
    let (code, said) = run(folder, line);
    assert_eq!(code, Some(0), "{said}");
    let told = row(&folder.join("p.xlsx"), "操作", |row| row[0] == "1");
    assert!(told[3].contains("王芳 (u090)"), "{told:?}");
    let untried = row(&folder.join("p.xlsx"), "概览", |row| row[0] == "预演");
    assert!(untried[1].contains("没有列出"), "{untried:?}");
}

#[test]
fn the_report_of_a_plan_is_a_page_or_a_workbook_and_nothing_else() {
    let sandbox = stage();
    let folder = sandbox.folder.path();
    let (code, said) = run(folder, "plan 本月 --to atwork --report p.csv");
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains(".xlsx .html"), "{said}");
}
