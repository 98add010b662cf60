//! Documents made from nothing: deep, long, of other types, and people's own.

use super::super::Class::{Any, Fine, WrongData, WrongFile};
use super::super::{Case, case};
use super::{DEPARTMENTS, MEMBERS};

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>, class, codes: &[&'static str]| {
        cases.push(case(name, "dump.json", bytes, class, codes));
    };
    let deep = |open: &str, close: &str, count: usize| {
        format!("{}{}", open.repeat(count), close.repeat(count)).into_bytes()
    };
    let listed = |value: &str| {
        format!("{{\"department\":[{{\"id\":1,\"name\":\"a\",\"x\":{value}}}]}}").into_bytes()
    };
    let many = |count: u32| {
        (2..count)
            .map(|id| format!("{{\"id\":{id},\"name\":\"d{id}\",\"parentid\":1}}"))
            .collect::<Vec<_>>()
            .join(",")
    };
    for (name, bytes, class, codes) in [
        (
            "brackets without end",
            "[".repeat(1 << 20).into_bytes(),
            WrongFile,
            &["F004"][..],
        ),
        (
            "braces without end",
            "{\"a\":".repeat(100_000).into_bytes(),
            WrongFile,
            &["F004"],
        ),
        (
            "a list 100000 deep",
            deep("[", "]", 100_000),
            WrongFile,
            &["F004"],
        ),
        (
            "a value 1000 deep",
            listed(&String::from_utf8(deep("[", "]", 1_000)).unwrap()),
            WrongFile,
            &["F004"],
        ),
        (
            "a value of 1 MB",
            listed(&format!("\"{}\"", "x".repeat(1 << 20))),
            Any,
            &[],
        ),
        ("a number of 1 MB", listed(&"9".repeat(1 << 20)), Any, &[]),
        (
            "a string without end",
            b"{\"department\":[{\"name\":\""
                .iter()
                .copied()
                .chain(vec![b'x'; 1 << 20])
                .collect(),
            Any,
            &[],
        ),
        (
            "a key of 1 MB",
            format!("{{\"{}\":1}}", "k".repeat(1 << 20)).into(),
            Any,
            &[],
        ),
        (
            "100000 keys",
            format!(
                "{{{}}}",
                (0..100_000)
                    .map(|n| format!("\"k{n}\":{n}"))
                    .collect::<Vec<_>>()
                    .join(",")
            )
            .into(),
            Any,
            &[],
        ),
        (
            "20000 departments",
            format!(
                "{{\"department\":[{{\"id\":1,\"name\":\"a\",\"parentid\":0}},{}]}}",
                many(20_000)
            )
            .into(),
            Fine,
            &[],
        ),
        ("an empty object", b"{}".to_vec(), WrongFile, &["F002"]),
        ("an empty list", b"[]".to_vec(), Fine, &["H005"]),
        (
            "a list of empty objects",
            b"[{},{},{}]".to_vec(),
            WrongFile,
            &["F002"],
        ),
        ("a list of numbers", b"[1,2,3]".to_vec(), Any, &[]),
        (
            "an empty department list",
            br#"{"errcode":0,"department":[]}"#.to_vec(),
            Fine,
            &["H005"],
        ),
        (
            "a mark in front",
            format!("\u{feff}{DEPARTMENTS}").into(),
            Fine,
            &[],
        ),
        (
            "UTF-16",
            DEPARTMENTS
                .encode_utf16()
                .flat_map(u16::to_le_bytes)
                .collect(),
            Any,
            &[],
        ),
        (
            "bytes of nothing",
            [
                &DEPARTMENTS.as_bytes()[..60],
                b"\xff\xfe",
                &DEPARTMENTS.as_bytes()[60..],
            ]
            .concat(),
            Any,
            &[],
        ),
        (
            "two documents",
            format!(
                "{}\n{}",
                DEPARTMENTS.replace('\n', ""),
                MEMBERS.replace('\n', "")
            )
            .into(),
            Fine,
            &[],
        ),
        (
            "lines with blanks between",
            format!(
                "\n\n{}\n\n\n{}\n\n",
                DEPARTMENTS.replace('\n', ""),
                MEMBERS.replace('\n', "")
            )
            .into(),
            Fine,
            &[],
        ),
        (
            "lines of which one is broken",
            format!(
                "{}\n{{\n{}",
                DEPARTMENTS.replace('\n', ""),
                MEMBERS.replace('\n', "")
            )
            .into(),
            WrongData,
            &["F007"],
        ),
        (
            "something else",
            br#"{"orders":[{"sku":1}]}"#.to_vec(),
            WrongFile,
            &["F002"],
        ),
        ("a brace", b"{".to_vec(), WrongData, &["F007"]),
        ("a bracket", b"[".to_vec(), WrongData, &["F007"]),
        (
            "a brace that never was",
            b"{\"".to_vec(),
            WrongData,
            &["F007"],
        ),
    ] {
        add(name, bytes, class, codes);
    }
    cases
}
