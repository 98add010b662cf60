//! A mapping pins what was decided: the same inputs give the same directory, and a mapping says what next month's
//! file is.

use std::fs;
use std::path::Path;

use super::command_line::orgferry;

/// What `orgferry LINE` in `folder` prints, and with which code it exits.
fn run(folder: &Path, line: &[&str]) -> (String, String, Option<i32>) {
    let output = orgferry(folder).args(line).output().unwrap();
    (
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
        output.status.code(),
    )
}

fn fixture(name: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("fixtures").join(name).display().to_string()
}

/// Saves the mapping of `inputs` and returns the directories that they give without and with it.
fn directories(folder: &Path, inputs: &[&str]) -> (String, String) {
    let (_, said, code) = run(
        folder,
        &[&["inspect", "--save-mapping", "m.toml", "--force"], inputs].concat(),
    );
    assert_eq!(code, Some(0), "{inputs:?} {said}");
    let convert = ["convert", "--to", "json"];
    let (plain, said, code) = run(folder, &[&convert, inputs].concat());
    assert_eq!(code, Some(0), "{inputs:?} {said}");
    let (mapped, said, code) = run(
        folder,
        &[&convert, inputs, &["--mapping", "m.toml"]].concat(),
    );
    assert_eq!(code, Some(0), "{inputs:?} {said}");
    (plain, mapped)
}

#[test]
fn a_saved_mapping_gives_the_same_directory() {
    let folder = tempfile::tempdir().unwrap();
    let made = [
        (
            "levels.csv",
            "一级部门,二级部门,三级部门,姓名,手机\n星河,研发,平台,张三,13800130001\n,,前端,李四,13800130002\n,市场,,王五,13800130003\n",
        ),
        (
            "tree.csv",
            "第1级部门,第2级部门,部门电话\n星河,,1\n星河,研发,2\n星河,市场,3\n",
        ),
        (
            "items.csv",
            "姓名,手机,部门1,部门2,部门3\n张三,13800130001,星河/研发,星河/市场,\n李四,13800130002,星河/市场,,星河/研发\n",
        ),
        (
            "codes.csv",
            "姓名,手机,部门编号1,部门编号2\n张三,13800130001,0101,0102\n李四,13800130002,0102,\n",
        ),
        (
            "double.csv",
            "花名册,,,\n姓名,联系信息,,部门\n,手机,邮箱,\n张三,13800130001,z@example.com,研发\n",
        ),
        (
            "prefix.csv",
            "部门编码;部门名称\n01;星河\n0101;研发\n010101;平台\n0102;市场\n",
        ),
    ];
    for (name, text) in made {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let company = |name: &str| fixture(&format!("company/{name}"));
    let fixtures = [
        company("组织架构.xlsx"),
        company("花名册.xlsx"),
        company("flat.csv"),
    ];
    let inputs = made.iter().map(|(name, _)| *name);
    let inputs = inputs.filter(|name| *name != "codes.csv");
    for input in inputs.chain(fixtures.iter().map(String::as_str)) {
        let (plain, mapped) = directories(folder.path(), &[input]);
        assert_eq!(plain, mapped, "{input}");
    }
    let written = [company("部门.csv"), company("成员-gb18030.csv")];
    let written = written.each_ref().map(String::as_str);
    let joined = [company("dumps"), company("hr.xlsx")];
    let joined = joined.each_ref().map(String::as_str);
    for pair in [written, joined, ["prefix.csv", "codes.csv"]] {
        let (plain, mapped) = directories(folder.path(), &pair);
        assert_eq!(plain, mapped, "{pair:?}");
    }
}

#[test]
fn a_mapping_goes_before_the_configuration_and_a_flag_before_both() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.csv", "甲,乙,丙,部门\nx,y,z,研发\n");
    write(
        "m.toml",
        "version = 1\n[[sheet]]\nfile = 'a.csv'\n[sheet.columns]\n'member.name' = '乙'\n",
    );
    write("orgferry.toml", "[layout.columns]\n'member.name' = '甲'\n");
    for (flags, header) in [
        (&[][..], "甲"),
        (&["--mapping", "m.toml"], "乙"),
        (&["--mapping", "m.toml", "--map", "member.name=丙"], "丙"),
    ] {
        let line = [&["inspect", "a.csv", "--format", "json"], flags].concat();
        let (document, said, _) = run(folder.path(), &line);
        let document: serde_json::Value = serde_json::from_str(&document).expect(&said);
        let columns = document["sources"][0]["columns"].as_array().unwrap();
        let found = columns
            .iter()
            .find(|column| column["field"] == "member.name")
            .and_then(|column| column["header"].as_str());
        assert_eq!(found, Some(header), "{flags:?}");
    }
}

#[test]
fn a_mapping_is_refused_by_file_line_and_key() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.csv", "姓名,手机\n张三,13800130001\n");
    for (text, parts) in [
        ("version = 9\n", ["m.toml, line 1", "version"]),
        (
            "version = 1\ncolour = 'red'\n",
            ["m.toml, line 2", "colour"],
        ),
        (
            "version = 1\n[[sheet]]\n[sheet.columns]\nphone = '电话'\n",
            ["m.toml, line 4", "sheet.columns.phone"],
        ),
    ] {
        write("m.toml", text);
        let (_, said, code) = run(folder.path(), &["check", "a.csv", "--mapping", "m.toml"]);
        assert_eq!(code, Some(2), "{text}");
        for part in parts {
            assert!(said.contains(part), "{part} in {said}");
        }
    }
}

#[test]
fn a_mapping_that_is_there_is_replaced_only_by_force() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.csv"), "姓名,手机\n张三,13800130001\n").unwrap();
    fs::write(folder.path().join("m.toml"), "mine").unwrap();
    let line = ["inspect", "a.csv", "--save-mapping", "m.toml"];
    let (_, _, code) = run(folder.path(), &line);
    assert_eq!(code, Some(2));
    let read = || fs::read_to_string(folder.path().join("m.toml")).unwrap();
    assert_eq!(read(), "mine");
    let (_, _, code) = run(folder.path(), &[&line[..], &["--force"]].concat());
    assert_eq!(code, Some(0));
    assert!(read().starts_with("version = 1"));
}

#[test]
fn a_contested_column_stays_contested() {
    let folder = tempfile::tempdir().unwrap();
    let text = "姓名,手机,手机,部门\n张三,13800130001,13800130002,研发\n";
    fs::write(folder.path().join("a.csv"), text).unwrap();
    run(
        folder.path(),
        &["inspect", "a.csv", "--save-mapping", "m.toml"],
    );
    let (said, _, code) = run(folder.path(), &["check", "a.csv", "--mapping", "m.toml"]);
    assert_eq!(code, Some(1));
    assert!(said.contains("H003"), "{said}");
}

#[test]
fn a_sheet_or_a_column_that_the_mapping_pins_and_the_file_lacks_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.csv", "姓名,电话\n张三,13800130001\n");
    for (sheet, code) in [
        ("file = 'a.csv'\nsheet = '在职'\n", "H001"),
        ("file = 'a.csv'\n[sheet.columns]\nmobile = '手机'\n", "H002"),
        ("file = 'a.csv'\nlevels = ['一级', '二级']\n", "H002"),
    ] {
        write("m.toml", &format!("version = 1\n[[sheet]]\n{sheet}"));
        let (said, _, exit) = run(folder.path(), &["check", "a.csv", "--mapping", "m.toml"]);
        assert_eq!(exit, Some(1), "{sheet}");
        assert!(said.contains(code), "{said}");
    }
    let other = "version = 1\n[[sheet]]\nfile = 'b.xlsx'\nsheet = '在职'\n";
    write("m.toml", other);
    let (said, _, _) = run(folder.path(), &["inspect", "a.csv", "--mapping", "m.toml"]);
    assert!(!said.contains("H001"), "{said}");
}
