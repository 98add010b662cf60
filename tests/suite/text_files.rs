//! Text files in the encodings and with the delimiters that are met, and names in dumps that are not what they look like.

use std::fs;

use encoding_rs::GB18030;

use super::command_line::orgferry;

#[test]
fn verbose_says_how_every_table_was_decoded_cut_and_understood() {
    let folder = tempfile::tempdir().unwrap();
    let text =
        "sep=;\n姓名;手机;部门\n张三;13800130001;星河／研发部\n李四;13800130002;星河／市场部\n";
    fs::write(folder.path().join("a.csv"), GB18030.encode(text).0).unwrap();
    let wide = text.trim_start_matches("sep=;\n").replace(';', "，");
    fs::write(folder.path().join("b.csv"), wide).unwrap();
    for (file, parts) in [
        ("a.csv", ["gb18030", "semicolons", "row 1, 3 of 3 columns"]),
        ("b.csv", ["UTF-8", "“，”", "departments as paths"]),
    ] {
        let output = orgferry(folder.path())
            .args(["check", file, "-v"])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
        let said = String::from_utf8(output.stderr).unwrap();
        for part in parts {
            assert!(said.contains(part), "{file}: {part} in {said}");
        }
        let output = orgferry(folder.path())
            .args(["check", file])
            .output()
            .unwrap();
        let found = String::from_utf8(output.stdout).unwrap();
        assert!(
            output.stderr.is_empty() && found.contains("3 departments and 2 members"),
            "{found}"
        );
    }
}

#[test]
fn names_in_dumps_lose_what_nobody_sees_as_cells_do() {
    let folder = tempfile::tempdir().unwrap();
    let departments = r#"{"errcode":0,"department":[{"id":1,"name":"星河","parentid":0,"order":1},{"id":2,"name":"研\u200b发部","parentid":1,"order":1}]}"#;
    let users = r#"{"errcode":0,"userlist":[{"userid":"zs","name":"张三\ufeff","department":[2],"qr_code":"x"}]}"#;
    fs::write(folder.path().join("department.json"), departments).unwrap();
    fs::write(folder.path().join("userlist.json"), users).unwrap();
    let files = ["department.json", "userlist.json"];
    let output = orgferry(folder.path())
        .arg("check")
        .args(files)
        .output()
        .unwrap();
    let found = String::from_utf8(output.stdout).unwrap();
    assert!(
        found.contains("研‹U+200B›发部") && found.contains("张三‹U+FEFF›"),
        "{found}"
    );
    let output = orgferry(folder.path())
        .args(["convert", "--to", "seatable"])
        .args(files)
        .output()
        .unwrap();
    let body = String::from_utf8(output.stdout).unwrap();
    assert!(
        body.contains("\"张三\"") && body.contains("qr_code"),
        "{body}"
    );
}
