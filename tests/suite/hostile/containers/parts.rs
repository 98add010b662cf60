//! Packages whose parts lie, are missing, or are something else.

use zip::CompressionMethod;

use super::super::Class::{Any, Fine, WrongFile};
use super::super::{Case, case};
use super::*;

pub(super) fn cases() -> Vec<Case> {
    let whole = packed(parts());
    let mut cases = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>, class, codes: &[&'static str]| {
        cases.push(case(name, "a.xlsx", bytes, class, codes));
    };
    let bomb = || vec![b' '; 17 << 20];
    let many = |count: usize| (0..count).map(|number| (format!("x{number}"), Vec::new()));
    let lol = "<!DOCTYPE a [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    let strings =
        |count: &str| STRINGS.replace("uniqueCount=\"2\"", &format!("uniqueCount=\"{count}\""));
    for (name, bytes, class, codes) in [
        (
            "the end of a zip",
            b"PK\x05\x06"
                .iter()
                .copied()
                .chain([0; 18])
                .collect::<Vec<u8>>(),
            WrongFile,
            &["F002"][..],
        ),
        (
            "the beginning of a zip",
            b"PK\x03\x04".to_vec(),
            WrongFile,
            &["F001"],
        ),
        ("no parts", packed(many(0)), WrongFile, &["F002"]),
        ("parts of nothing", packed(many(3)), WrongFile, &["F002"]),
        ("too many parts", packed(many(600)), WrongFile, &["F004"]),
        (
            "a bomb of one part",
            packed(parts().into_iter().chain([("xl/styles.xml", bomb())])),
            WrongFile,
            &["F004"],
        ),
        (
            "a bomb in the sheet",
            with(
                "xl/worksheets/sheet1.xml",
                Some(&String::from_utf8(bomb()).unwrap()),
            ),
            WrongFile,
            &["F004"],
        ),
        (
            "a part larger than allowed",
            package(
                parts()
                    .into_iter()
                    .chain([("xl/styles.xml", vec![b'x'; 17 << 20])]),
                CompressionMethod::Stored,
            ),
            WrongFile,
            &["F004"],
        ),
        (
            "a zip in a zip",
            packed([("a.xlsx", whole.clone())]),
            WrongFile,
            &["F002"],
        ),
        (
            "a path that climbs",
            packed(
                parts()
                    .into_iter()
                    .chain([("../../etc/passwd", b"x".to_vec())]),
            ),
            Fine,
            &[],
        ),
        (
            "stored and not packed",
            package(parts(), CompressionMethod::Stored),
            Fine,
            &[],
        ),
        (
            "no list of types",
            with("[Content_Types].xml", None),
            Any,
            &[],
        ),
        ("no relationships", with("_rels/.rels", None), Any, &[]),
        (
            "no workbook",
            with("xl/workbook.xml", None),
            WrongFile,
            &["F001"],
        ),
        (
            "no sheet",
            with("xl/worksheets/sheet1.xml", None),
            WrongFile,
            &["F001"],
        ),
        (
            "no strings",
            with("xl/sharedStrings.xml", None),
            WrongFile,
            &["F001", "H001"],
        ),
        (
            "no relationships of the workbook",
            with("xl/_rels/workbook.xml.rels", None),
            WrongFile,
            &["F001"],
        ),
        (
            "a workbook that is empty",
            with("xl/workbook.xml", Some("")),
            WrongFile,
            &["F001"],
        ),
        (
            "a workbook that is no XML",
            with("xl/workbook.xml", Some("\0\0\0")),
            WrongFile,
            &["F001"],
        ),
        (
            "a workbook without sheets",
            with(
                "xl/workbook.xml",
                Some(&WORKBOOK.replace("<sheet name=\"部门\" sheetId=\"1\" r:id=\"rId1\"/>", "")),
            ),
            Any,
            &[],
        ),
        (
            "a sheet that points nowhere",
            with("xl/workbook.xml", Some(&WORKBOOK.replace("rId1", "rId9"))),
            WrongFile,
            &["F001"],
        ),
        (
            "two sheets of one name",
            with(
                "xl/workbook.xml",
                Some(&WORKBOOK.replace(
                    "</sheets>",
                    "<sheet name=\"部门\" sheetId=\"2\" r:id=\"rId1\"/></sheets>",
                )),
            ),
            WrongFile,
            &["F001"],
        ),
        (
            "two thousand sheets",
            with(
                "xl/workbook.xml",
                Some(&WORKBOOK.replace(
                    "</sheets>",
                    &format!(
                        "{}</sheets>",
                        "<sheet name=\"x\" sheetId=\"2\" r:id=\"rId1\"/>".repeat(2_000)
                    ),
                )),
            ),
            WrongFile,
            &["F004"],
        ),
        (
            "a sheet without a name",
            with(
                "xl/workbook.xml",
                Some(&WORKBOOK.replace("name=\"部门\"", "")),
            ),
            Any,
            &[],
        ),
        (
            "a sheet called like markup",
            with(
                "xl/workbook.xml",
                Some(&WORKBOOK.replace("部门", "&lt;b&gt;&#27;[2J")),
            ),
            Fine,
            &[],
        ),
        (
            "strings that count 4294967295",
            with("xl/sharedStrings.xml", Some(&strings("4294967295"))),
            Any,
            &[],
        ),
        (
            "strings that count -1",
            with("xl/sharedStrings.xml", Some(&strings("-1"))),
            Any,
            &[],
        ),
        (
            "strings cut off",
            with("xl/sharedStrings.xml", Some(&STRINGS[..STRINGS.len() / 2])),
            WrongFile,
            &["F001"],
        ),
        (
            "strings that laugh",
            with(
                "xl/sharedStrings.xml",
                Some(&format!("{lol}{}", STRINGS.replace("部门名称", "&c;"))),
            ),
            Any,
            &[],
        ),
        (
            "a sheet that laughs",
            with(
                "xl/worksheets/sheet1.xml",
                Some(&format!("{lol}{}", sheet(ROWS))),
            ),
            Any,
            &[],
        ),
        (
            "a sheet of another encoding",
            with(
                "xl/worksheets/sheet1.xml",
                Some(&format!(
                    "<?xml version=\"1.0\" encoding=\"shift_jis\"?>{}",
                    sheet(ROWS)
                )),
            ),
            Any,
            &[],
        ),
        (
            "a sheet cut off",
            with("xl/worksheets/sheet1.xml", Some(&sheet(ROWS)[..200])),
            WrongFile,
            &["F001"],
        ),
        (
            "a part that claims to be larger",
            patched(
                &package(parts(), CompressionMethod::Stored),
                &(sheet(ROWS).len() as u32).to_le_bytes(),
                &0x00ff_ffffu32.to_le_bytes(),
            ),
            Any,
            &[],
        ),
        (
            "a part that claims to be smaller",
            patched(
                &whole,
                &(sheet(ROWS).len() as u32).to_le_bytes(),
                &7u32.to_le_bytes(),
            ),
            Any,
            &[],
        ),
        (
            "parts that claim another method",
            patched(&whole, b"\x08\0\0\0\x21\0", b"\x63\0\0\0\x21\0"),
            Any,
            &[],
        ),
        (
            "a Word file",
            packed([
                ("word/document.xml", b"<w:document/>".to_vec()),
                ("[Content_Types].xml", b"<Types/>".to_vec()),
            ]),
            WrongFile,
            &["F002"],
        ),
    ] {
        add(name, bytes, class, codes);
    }
    add(
        "an encrypted workbook",
        fixture("broken/F003-encrypted-workbook.xlsx"),
        WrongFile,
        &["F003"],
    );
    cases
}
