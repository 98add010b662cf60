//! Text files: encodings, delimiters, quotes, headers, and what is no text at all.

use encoding_rs::GB18030;

use super::Class::{Any, Fine, WrongData, WrongFile};
use super::{Case, case, damaged};

const GOOD: &str = "部门编号,部门名称,上级部门编号\n1,总部,\n2,研发部,1\n";

fn utf_16(text: &str, mark: bool, is_big: bool) -> Vec<u8> {
    let mark = mark.then_some(0xfeff);
    let units = mark.into_iter().chain(text.encode_utf16());
    let bytes = |unit: u16| {
        if is_big {
            unit.to_be_bytes()
        } else {
            unit.to_le_bytes()
        }
    };
    units.flat_map(bytes).collect()
}

fn gb(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

/// What files of other kinds begin with, and their names.
const KINDS: &[(&str, &[u8])] = &[
    ("an image", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
    ("a photo", b"\xff\xd8\xff\xe0\0\x10JFIF"),
    ("a PDF", b"%PDF-1.7\n1 0 obj"),
    ("a gzip", b"\x1f\x8b\x08\0\0\0\0\0"),
    ("a 7z", b"7z\xbc\xaf\x27\x1c\0\x04"),
    ("a RAR", b"Rar!\x1a\x07\x01\0"),
    ("an RTF", b"{\\rtf1\\ansi"),
    ("a database", b"SQLite format 3\0"),
    ("a program", b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0"),
    ("a bare BIFF", b"\x09\x08\x10\x00\x00\x06\x05\x00"),
    ("a web page", b"<!DOCTYPE html><html><body><table><tr><td>a</td></tr></table>"),
    ("a web archive", b"MIME-Version: 1.0\nContent-Type: multipart/related"),
    ("an XML spreadsheet", b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>"),
    ("some XML", b"<?xml version=\"1.0\"?><a/>"),
    ("zeros", &[0; 4096]),
    ("noise", &[0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0x0e, 0x0f, 0x10, 0x11]),
];

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>, class, codes: &[&'static str]| {
        cases.push(case(name, "部门.csv", bytes, class, codes));
    };
    for (name, bytes) in KINDS {
        add(name, bytes.to_vec(), WrongFile, &["F002"]);
    }
    add("nothing", vec![], WrongFile, &["F001"]);
    let with = |from: &str, to: &str| GOOD.replace(from, to).into_bytes();
    for (name, bytes) in [
        ("plain", GOOD.as_bytes().to_vec()),
        ("with a mark", format!("\u{feff}{GOOD}").into_bytes()),
        ("GB18030", gb(GOOD)),
        ("UTF-16LE with a mark", utf_16(GOOD, true, false)),
        ("UTF-16BE with a mark", utf_16(GOOD, true, true)),
        ("UTF-16LE without", utf_16(GOOD, false, false)),
        ("UTF-16BE without", utf_16(GOOD, false, true)),
        ("line feeds and returns", with("\n", "\r\n")),
        ("returns only", with("\n", "\r")),
        ("no last line end", GOOD.trim_end().into()),
        ("tabs", with(",", "\t")),
        ("semicolons", with(",", ";")),
        ("bars", with(",", "|")),
        (
            "a named delimiter",
            format!("sep=;\n{}", GOOD.replace(',', ";")).into_bytes(),
        ),
        ("blank lines", with("\n", "\n\n\n")),
        ("Ctrl-Z at the end", format!("{GOOD}\u{1a}").into_bytes()),
        ("everything quoted", with("1,总部,", "\"1\",\"总部\",\"\"")),
        ("a quote inside", with("总部", "\"总\"\"部\"")),
        (
            "notes above",
            format!("星河科技\n导出时间 2024-03-01\n\n{GOOD}").into_bytes(),
        ),
        ("totals below", format!("{GOOD}合计,2,\n").into_bytes()),
        ("trailing delimiters", with("\n", ",,,,,,\n")),
        ("blanks around", with(",", " , ")),
        ("marks at headers", with("部门名称", "*部门名称（必填）")),
        (
            "a repeated header",
            format!("{GOOD}部门编号,部门名称,上级部门编号\n3,市场部,1\n").into_bytes(),
        ),
    ] {
        add(name, bytes, Fine, &[]);
    }
    let header = GOOD.lines().next().unwrap_or_default();
    for (name, bytes, class, codes) in [
        ("a mark only", "\u{feff}".into(), Fine, &["H005"][..]),
        ("a blank", " ".into(), WrongData, &["H001"]),
        ("line ends only", "\n".repeat(1_000).into(), Fine, &["H005"]),
        ("delimiters only", ",".repeat(1_000).into(), Fine, &["H005"]),
        (
            "a header only",
            format!("{header}\n").into(),
            Fine,
            &["H005"],
        ),
        (
            "a header without its line end",
            header.into(),
            Fine,
            &["H005"],
        ),
        (
            "no header",
            b"1,2,3\n4,5,6\n".to_vec(),
            WrongData,
            &["H001"],
        ),
        (
            "half a header",
            "部门编号,备注\n1,x\n".into(),
            WrongData,
            &["H002"],
        ),
        (
            "a header twice in one row",
            "部门编号,部门编号,部门名称\n1,2,总部\n".into(),
            WrongData,
            &["H003"],
        ),
        (
            "a quote never closed",
            with("总部", "\"总部"),
            WrongData,
            &["F006"],
        ),
        (
            "a quote closed and followed",
            with("1,总部,", "\"1\n\"2,总部,"),
            WrongData,
            &["F006"],
        ),
        (
            "a quote alone",
            b"\"".to_vec(),
            WrongData,
            &["F006", "H001"],
        ),
        (
            "quotes only",
            b"\"\"\"\"\"\"\"\"".to_vec(),
            WrongData,
            &["H001"],
        ),
        (
            "a null inside",
            with("总部", "总\0部"),
            WrongData,
            &["C005"],
        ),
        (
            "Ctrl-Z inside",
            with("总部", "总\u{1a}部"),
            WrongData,
            &["C005"],
        ),
        (
            "ten nulls at the end",
            [GOOD.as_bytes(), &[0; 10]].concat(),
            WrongFile,
            &["F002"],
        ),
        (
            "half a character",
            [GOOD.as_bytes(), b"3,\xe7\xa0,1\n"].concat(),
            WrongFile,
            &["F005"],
        ),
        (
            "bytes of nothing",
            [GOOD.as_bytes(), b"3,\xff\xfe\xfd,1\n"].concat(),
            WrongFile,
            &["F005"],
        ),
        (
            "half a pair",
            [
                utf_16(GOOD, true, false),
                vec![0x33, 0, 0x2c, 0, 0x00, 0xd8],
            ]
            .concat(),
            WrongFile,
            &["F005"],
        ),
        (
            "an odd byte",
            [utf_16(GOOD, true, false), vec![0x33]].concat(),
            WrongFile,
            &["F005", "D001"],
        ),
        (
            "two encodings",
            [GOOD.as_bytes(), &gb("3,市场部,1\n")].concat(),
            WrongFile,
            &["F005"],
        ),
        (
            "a long cell",
            with("总部", &"长".repeat(40_000)),
            WrongFile,
            &["F004", "D001"],
        ),
        (
            "a long quoted cell",
            with("总部", &format!("\"{}\"", "长\n".repeat(200_000))),
            WrongFile,
            &["F004", "D007"],
        ),
        (
            "a long line",
            with("总部", &"长".repeat(1_000_000)),
            WrongFile,
            &["F004", "D007"],
        ),
        (
            "a cell of quotes",
            with("总部", &format!("\"{}\"", "\"\"".repeat(300_000))),
            WrongFile,
            &["F004", "D007"],
        ),
        (
            "many columns",
            format!("{header}{}\n1,总部,\n", ",x".repeat(20_000)).into(),
            WrongFile,
            &["F004", "H001"],
        ),
        (
            "many rows",
            format!("{header}\n{}", "1,总部,\n".repeat(50_001)).into(),
            WrongFile,
            &["F004", "D003"],
        ),
        (
            "many quotes never closed",
            format!("{header}\n{}", "1,\"总部,\n".repeat(20_000)).into(),
            WrongData,
            &["F006"],
        ),
        (
            "a header of 10000 names",
            format!("部门名称,{}\n总部\n", "部门编号,".repeat(10_000)).into(),
            WrongData,
            &["H001"],
        ),
    ] {
        add(name, bytes, class, codes);
    }
    for (name, bytes) in [
        ("every byte", (0..=255u8).cycle().take(10_000).collect()),
        (
            "every byte but controls",
            (32..=255u8).cycle().take(10_000).collect(),
        ),
        (
            "random lines",
            (0..20_000u32)
                .map(|n| (n.wrapping_mul(2_654_435_761) >> 11) as u8 | 0x20)
                .collect::<Vec<u8>>(),
        ),
    ] {
        add(name, bytes, Any, &[]);
    }
    let texts = [
        ("text", GOOD.as_bytes().to_vec()),
        ("GB text", gb(GOOD)),
        ("wide text", utf_16(GOOD, true, false)),
    ];
    for (name, bytes) in texts {
        cases.extend(damaged(name, "部门.csv", &bytes, 12));
    }
    cases
}
