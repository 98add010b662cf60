//! JSON documents: broken, of other types, too deep, refusals, and people's own.

use super::Class::{Any, Fine, WrongData, WrongFile};
use super::{Case, case, damaged};

const DEPARTMENTS: &str = r#"{"errcode":0,"errmsg":"ok","department":[
{"id":1,"name":"星河科技","parentid":0,"order":1},{"id":2,"name":"研发部","parentid":1,"order":2}]}"#;
const MEMBERS: &str = r#"{"errcode":0,"userlist":[
{"userid":"a","name":"张三","department":[1],"mobile":"13800130001","email":"a@example.com"}]}"#;

pub(super) fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>, class, codes: &[&'static str]| {
        cases.push(case(name, "dump.json", bytes, class, codes));
    };
    // Documents in which one thing was changed.
    for (name, text, from, to, class, codes) in [
        ("as it is", DEPARTMENTS, "", "", Fine, &[][..]),
        ("members as they are", MEMBERS, "", "", Fine, &[]),
        (
            "a refusal",
            DEPARTMENTS,
            "\"errcode\":0",
            "\"errcode\":40014",
            WrongFile,
            &["F008"],
        ),
        (
            "a refusal as text",
            DEPARTMENTS,
            "\"errcode\":0",
            "\"errcode\":\"40014\"",
            WrongFile,
            &["F008"],
        ),
        (
            "a refusal nobody knows",
            DEPARTMENTS,
            "\"errcode\":0",
            "\"errcode\":987654",
            WrongFile,
            &["F008"],
        ),
        (
            "a negative refusal",
            DEPARTMENTS,
            "\"errcode\":0",
            "\"errcode\":-1",
            WrongFile,
            &["F008"],
        ),
        (
            "a department below itself",
            DEPARTMENTS,
            "\"parentid\":1",
            "\"parentid\":2",
            WrongData,
            &["D005"],
        ),
        (
            "departments below each other",
            DEPARTMENTS,
            "\"parentid\":0",
            "\"parentid\":2",
            WrongData,
            &["D006"],
        ),
        (
            "an orphan",
            DEPARTMENTS,
            "\"parentid\":1",
            "\"parentid\":9",
            Fine,
            &["D007"],
        ),
        (
            "one id twice",
            DEPARTMENTS,
            "\"id\":2",
            "\"id\":1",
            WrongData,
            &["D003"],
        ),
        (
            "an id as text",
            DEPARTMENTS,
            "\"id\":2",
            "\"id\":\"2\"",
            Fine,
            &[],
        ),
        (
            "an id as a fraction",
            DEPARTMENTS,
            "\"id\":2,",
            "\"id\":2.5,",
            Any,
            &[],
        ),
        (
            "an id with an exponent",
            DEPARTMENTS,
            "\"id\":2,",
            "\"id\":2e0,",
            Any,
            &[],
        ),
        (
            "an id beyond 64 bits",
            DEPARTMENTS,
            "\"id\":2,",
            "\"id\":36893488147419103232,",
            Any,
            &[],
        ),
        (
            "an id of a thousand digits",
            DEPARTMENTS,
            "\"id\":2,",
            "\"id\":1000000000000000000000000000000000000000000000000000000000000000,",
            Any,
            &[],
        ),
        (
            "a negative id",
            DEPARTMENTS,
            "\"id\":2,",
            "\"id\":-2,",
            Any,
            &[],
        ),
        (
            "an id that is null",
            DEPARTMENTS,
            "\"id\":2,",
            "\"id\":null,",
            Any,
            &[],
        ),
        (
            "an id that is a list",
            DEPARTMENTS,
            "\"id\":2,",
            "\"id\":[2],",
            Any,
            &[],
        ),
        (
            "an id that is an object",
            DEPARTMENTS,
            "\"id\":2,",
            "\"id\":{},",
            Any,
            &[],
        ),
        ("no id", DEPARTMENTS, "\"id\":2,", "", Any, &[]),
        (
            "no name",
            DEPARTMENTS,
            "\"name\":\"研发部\",",
            "",
            WrongData,
            &["D001"],
        ),
        (
            "an empty name",
            DEPARTMENTS,
            "\"研发部\"",
            "\"\"",
            WrongData,
            &["D001"],
        ),
        (
            "a name that is a number",
            DEPARTMENTS,
            "\"研发部\"",
            "7",
            Any,
            &[],
        ),
        (
            "a name that is false",
            DEPARTMENTS,
            "\"研发部\"",
            "false",
            Any,
            &[],
        ),
        (
            "a name with an escape",
            DEPARTMENTS,
            "研发部",
            "\\u001b[2J研发部",
            WrongData,
            &["D009"],
        ),
        (
            "a name with a null",
            DEPARTMENTS,
            "研发部",
            "研\\u0000部",
            WrongData,
            &["D009"],
        ),
        (
            "a name with half a pair",
            DEPARTMENTS,
            "研发部",
            "\\ud800",
            WrongData,
            &["F007"],
        ),
        (
            "a name with a pair",
            DEPARTMENTS,
            "研发部",
            "\\ud83d\\udc69",
            Fine,
            &[],
        ),
        (
            "a name with an unknown escape",
            DEPARTMENTS,
            "研发部",
            "\\x41",
            WrongData,
            &["F007"],
        ),
        (
            "a name with a raw line break",
            DEPARTMENTS,
            "研发部",
            "研\n部",
            WrongData,
            &["F007"],
        ),
        (
            "an order that is text",
            DEPARTMENTS,
            "\"order\":2",
            "\"order\":\"b\"",
            Any,
            &[],
        ),
        (
            "an order beyond 64 bits",
            DEPARTMENTS,
            "\"order\":2",
            "\"order\":99999999999999999999",
            Any,
            &[],
        ),
        (
            "a key twice",
            DEPARTMENTS,
            "\"id\":2,",
            "\"id\":2,\"id\":3,",
            WrongData,
            &["F009"],
        ),
        (
            "a list twice",
            DEPARTMENTS,
            "]}",
            "],\"department\":[]}",
            WrongData,
            &["F009"],
        ),
        (
            "a key nobody knows",
            DEPARTMENTS,
            "\"id\":2,",
            "\"id\":2,\"🦀\":{\"a\":[1]},",
            Fine,
            &[],
        ),
        (
            "a list that is an object",
            DEPARTMENTS,
            "[\n",
            "{\"a\":[\n",
            WrongData,
            &["F007"],
        ),
        (
            "an element that is null",
            DEPARTMENTS,
            "{\"id\":2",
            "null,{\"id\":2",
            Any,
            &[],
        ),
        (
            "an element that is text",
            DEPARTMENTS,
            "{\"id\":2",
            "\"x\",{\"id\":2",
            Any,
            &[],
        ),
        (
            "an element that is a list",
            DEPARTMENTS,
            "{\"id\":2",
            "[1],{\"id\":2",
            Any,
            &[],
        ),
        (
            "a comma at the end",
            DEPARTMENTS,
            "]}",
            ",]}",
            WrongData,
            &["F007"],
        ),
        (
            "a comment",
            DEPARTMENTS,
            "\n",
            "/* x */",
            WrongData,
            &["F007"],
        ),
        (
            "single quotes",
            DEPARTMENTS,
            "\"",
            "'",
            WrongData,
            &["F007"],
        ),
        (
            "a missing colon",
            DEPARTMENTS,
            "\"id\":2",
            "\"id\"2",
            WrongData,
            &["F007"],
        ),
        (
            "NaN",
            DEPARTMENTS,
            "\"id\":2,",
            "\"id\":NaN,",
            WrongData,
            &["F007"],
        ),
        (
            "something behind the end",
            DEPARTMENTS,
            "]}",
            "]} x",
            WrongData,
            &["F007"],
        ),
        (
            "departments that are text",
            MEMBERS,
            "[1]",
            "\"1\"",
            Any,
            &[],
        ),
        (
            "departments that are null",
            MEMBERS,
            "[1]",
            "null",
            Any,
            &[],
        ),
        (
            "a department that is not there",
            MEMBERS,
            "[1]",
            "[99]",
            Fine,
            &[],
        ),
        ("a department twice", MEMBERS, "[1]", "[1,1]", Any, &[]),
        (
            "departments in departments",
            MEMBERS,
            "[1]",
            "[[1]]",
            Any,
            &[],
        ),
        (
            "a mobile that is a number",
            MEMBERS,
            "\"13800130001\"",
            "13800130001",
            Fine,
            &[],
        ),
        (
            "a mobile with an exponent",
            MEMBERS,
            "\"13800130001\"",
            "1.38e10",
            Any,
            &[],
        ),
        (
            "a mobile that is none",
            MEMBERS,
            "13800130001",
            "138",
            WrongData,
            &["M006"],
        ),
        (
            "a mail that is none",
            MEMBERS,
            "a@example.com",
            "a@",
            WrongData,
            &["M007"],
        ),
        (
            "a userid that is empty",
            MEMBERS,
            "\"userid\":\"a\"",
            "\"userid\":\"\"",
            Any,
            &[],
        ),
        (
            "a userid that is a number",
            MEMBERS,
            "\"userid\":\"a\"",
            "\"userid\":7",
            Any,
            &[],
        ),
    ] {
        let text = if from.is_empty() {
            text.to_owned()
        } else {
            text.replacen(from, to, if from == "\"" { usize::MAX } else { 1 })
        };
        add(name, text.into(), class, codes);
    }
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
    cases.extend(damaged(
        "departments",
        "dump.json",
        DEPARTMENTS.as_bytes(),
        16,
    ));
    cases.extend(damaged("members", "dump.json", MEMBERS.as_bytes(), 16));
    cases
}
