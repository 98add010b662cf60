//! A document, split into what it holds.

use proptest::prelude::*;
use serde_json::{Map, Value};

use super::*;
use crate::diagnostic::Place;
use crate::locale::Argument;

/// What came out of a document.
#[derive(Default)]
struct Collected {
    values: Vec<(String, String)>,
    /// Key, row and text of every element.
    elements: Vec<(Option<String>, u32, String)>,
    empty: Vec<Option<String>>,
    lines: bool,
    findings: Findings,
    pieces: usize,
}

impl JsonSink for Collected {
    fn value(&mut self, key: &str, raw: &str) {
        self.values.push((key.to_owned(), raw.to_owned()));
    }

    fn elements(&mut self, head: &ListHead, elements: Elements) -> ControlFlow<()> {
        self.pieces += 1;
        self.lines |= head.lines;
        for (row, text) in elements.texts(&mut self.findings).iter() {
            self.elements
                .push((head.key.clone(), row, text.into_owned()));
        }
        ControlFlow::Continue(())
    }

    fn empty_list(&mut self, key: Option<&str>) {
        self.empty.push(key.map(str::to_owned));
    }

    fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }
}

impl Collected {
    /// Code, line and column or value of every finding; F007 with its English reason.
    fn found(&self) -> Vec<String> {
        let list = self.findings.list().iter();
        list.map(|finding| {
            let mut shown = finding.code.id.to_owned();
            for (_, argument) in finding.arguments.iter() {
                shown += " ";
                shown += &match argument {
                    Argument::Text(text) => text.to_string(),
                    Argument::Count(count) => count.to_string(),
                    Argument::Words { english, .. } => (*english).to_owned(),
                };
            }
            shown
        })
        .collect()
    }

    fn texts(&self) -> Vec<(u32, &str)> {
        let elements = self.elements.iter();
        elements
            .map(|(_, row, text)| (*row, text.as_str()))
            .collect()
    }
}

fn split_in_blocks(bytes: &[u8], block: usize, limits: &Limits) -> Collected {
    let mut collected = Collected::default();
    let (encoding, mark) = encoding_of(bytes);
    let text = TextReader::new(&bytes[mark..], encoding, Arc::default());
    let settings = Settings::new(limits, block);
    let splitter = Splitter::new(text, settings, SourceId(0), &mut collected);
    splitter.run().unwrap();
    collected
}

/// Splits `bytes` in blocks of several sizes, which must not matter.
fn split(bytes: impl AsRef<[u8]>) -> Collected {
    let bytes = bytes.as_ref();
    let whole = split_in_blocks(bytes, BLOCK, &Limits::default());
    for block in [1, 2, 3, 5, 16] {
        let parts = split_in_blocks(bytes, block, &Limits::default());
        assert_eq!(parts.values, whole.values, "blocks of {block}");
        assert_eq!(parts.elements, whole.elements, "blocks of {block}");
        assert_eq!(parts.empty, whole.empty, "blocks of {block}");
        assert_eq!(parts.found(), whole.found(), "blocks of {block}");
    }
    whole
}

#[test]
fn a_reply_comes_apart_into_its_list_and_its_values() {
    let text = r#" {"errcode": 0, "errmsg":"ok","department":[1,2],"x":{"a":[{}]},"none":[ ],
        "userlist":[{"userid":"zhang,\"san"}, {"n":[1,{}]}],"last":null}"#;
    for prefix in ["", "\u{feff}"] {
        let collected = split(format!("{prefix}{text}\n"));
        let values: Vec<_> = collected
            .values
            .iter()
            .map(|(key, raw)| (key.as_str(), raw.as_str()))
            .collect();
        assert_eq!(
            values,
            [
                ("errcode", "0"),
                ("errmsg", "\"ok\""),
                ("department", "[1,2]"),
                ("x", r#"{"a":[{}]}"#),
                ("last", "null")
            ]
        );
        assert_eq!(
            collected.texts(),
            [(1, r#"{"userid":"zhang,\"san"}"#), (2, r#"{"n":[1,{}]}"#)]
        );
        assert_eq!(collected.elements[0].0.as_deref(), Some("userlist"));
        assert_eq!(collected.empty, [Some("none".to_owned())]);
        assert_eq!(collected.found(), [""; 0]);
    }
}

#[test]
fn a_list_without_a_key_is_a_list() {
    for (text, elements) in [
        (
            r#"[{"a":1},{"b":2}]"#,
            &[(1, r#"{"a":1}"#), (2, r#"{"b":2}"#)][..],
        ),
        ("[\n{}\n]\n", &[(1, "{}")]),
        ("[1, \"x\"]", &[(1, "1"), (2, "\"x\"")]),
    ] {
        let collected = split(text);
        assert_eq!(collected.texts(), elements);
        assert_eq!(collected.found(), [""; 0]);
    }
    assert_eq!(split(" [ ] ").empty, [None]);
}

#[test]
fn documents_in_a_row_are_numbered_by_their_lines() {
    for (text, elements) in [
        (
            "{\"a\":1}\n\n{\"a\":2}\r\n {\"a\":3} ",
            &[(1, "{\"a\":1}"), (3, "{\"a\":2}"), (4, "{\"a\":3}")][..],
        ),
        (
            "{\"a\":1}\n{\"a\":\n{}\n",
            &[(1, "{\"a\":1}"), (2, "{\"a\":"), (3, "{}")],
        ),
        ("{} {}\n{}", &[(1, "{}"), (1, "{}"), (2, "{}")]),
        ("\n{\n}{\n}\n", &[(2, "{\n}"), (3, "{\n}")]),
    ] {
        let collected = split(text);
        assert_eq!(collected.texts(), elements, "{text:?}");
        assert!(collected.lines);
        assert_eq!(collected.found(), [""; 0], "{text:?}");
    }
}

#[test]
fn one_object_is_a_document_and_no_line() {
    let collected = split("{\"userid\":\"a\"}\n\n");
    assert_eq!(
        collected.values,
        [("userid".to_owned(), "\"a\"".to_owned())]
    );
    assert!(collected.elements.is_empty());
}

#[test]
fn a_break_is_told_by_line_and_column_and_what_stands_before_it_is_read() {
    for (text, elements, found) in [
        ("", 0, "F007 1 1 the file is empty"),
        (
            " \n x",
            0,
            "F007 2 2 it is neither an object {…} nor a list […]",
        ),
        (
            "[{},\n{\"a\":",
            1,
            "F007 2 6 the file ends too early, it is incomplete",
        ),
        (
            "[{}\n",
            1,
            "F007 2 1 the file ends too early, it is incomplete",
        ),
        ("[{},]", 1, "F007 1 5 a value is expected here"),
        ("[{} {}]", 1, "F007 1 5 a comma or ] is expected here"),
        (
            "[{},{\"a\":[1}]",
            1,
            "F007 1 12 the bracket does not match the one that is open",
        ),
        (
            "[{}]]",
            1,
            "F007 1 5 something follows after the end of the data",
        ),
        (
            "{\"l\":[{}],}",
            1,
            "F007 1 11 a key in quotes is expected here",
        ),
        (
            "{\"l\":[{}] \"m\"}",
            1,
            "F007 1 11 a comma or } is expected here",
        ),
        (
            "{\"l\" [{}]}",
            0,
            "F007 1 6 a colon is missing after the key",
        ),
        (
            "{\"l\":\n[{}],\"m\":nul}",
            1,
            "F007 2 10 a value is expected here",
        ),
        (
            "{\"l\":[{}]",
            1,
            "F007 1 10 the file ends too early, it is incomplete",
        ),
        (
            "{\"l\":\"\n\"}",
            0,
            "F007 1 6 a control character or line break stands inside quotes; write it as \\n or the like",
        ),
        (
            "{\"l\":[{}]} // x",
            1,
            "F007 1 12 something follows after the end of the data",
        ),
        ("{} {} ]", 2, "F007 1 7 a value is expected here"),
    ] {
        let collected = split(text);
        assert_eq!(collected.elements.len(), elements, "{text:?}");
        assert_eq!(collected.found(), [found], "{text:?}");
    }
}

#[test]
fn of_two_values_under_one_key_the_first_counts() {
    let collected = split(r#"{"a":1,"l":[{"x":1}],"\u0061":2,"l":[{"x":2}],"l":[]}"#);
    assert_eq!(collected.found(), ["F009 a", "F009 l", "F009 l"]);
    assert_eq!(collected.values, [("a".to_owned(), "1".to_owned())]);
    assert_eq!(collected.texts(), [(1, r#"{"x":1}"#)]);
    assert_eq!(collected.empty, []);
    let place = &collected.findings.list()[0].place;
    assert_eq!(*place, Place::key(SourceId(0), 0, "a"));
}

#[test]
fn undecodable_bytes_are_reported_at_their_element() {
    let collected = split(b"{\"k\":\"\xff\",\"l\":[{\"a\":\"x\"},{\"a\":\"y\xff\"}]}");
    assert_eq!(
        collected.found(),
        [
            "F005 \"\u{fffd}\" UTF-8",
            "F005 {\"a\":\"y\u{fffd}\"} UTF-8"
        ]
    );
    assert_eq!(
        collected.findings.list()[1].place,
        Place::row(SourceId(0), 2)
    );
    assert_eq!(collected.elements[1].2, "{\"a\":\"y\u{fffd}\"}");
}

#[test]
fn utf_16_is_understood_with_and_without_a_byte_order_mark() {
    for text in ["{\"姓名\":\"张三\"}", "\u{feff}{\"姓名\":\"张三\"}"] {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            assert_eq!(
                split(bytes).values,
                [("姓名".to_owned(), "\"张三\"".to_owned())]
            );
        }
    }
}

#[test]
fn no_document_takes_more_than_its_limits() {
    let limits = Limits {
        text: 1,
        columns: 2,
        rows: 3,
        nesting: 4,
        ..Limits::default()
    };
    let long = "x".repeat(100);
    for (text, found) in [
        (format!("{{\"a\":\"{long}\"}}"), "F004 text 64 B"),
        (format!("[{{\"a\":\"{long}\"}}]"), "F004 text 64 B"),
        (format!("{{}}\n{{\"a\":\"{long}\"}}"), "F004 text 64 B"),
        (
            format!("{{\"a\":[{}1]}}", " ".repeat(100)),
            "F004 text 64 B",
        ),
        (
            "{\"a\":1,\"b\":2,\"c\":3,\"d\":4}".to_owned(),
            "F004 columns 2",
        ),
        ("[{},{},{},{}]".to_owned(), "F004 rows 3"),
        ("[[[[[[]]]]]]".to_owned(), "F004 nesting 4"),
    ] {
        let collected = split_in_blocks(text.as_bytes(), 8, &limits);
        assert_eq!(collected.found(), [found], "{text}");
    }
    let blanks = format!("{0}[{0}{{}}{0},{0}{{}}{0}]{0}", " \n".repeat(500));
    let collected = split_in_blocks(blanks.as_bytes(), 8, &limits);
    assert_eq!(collected.texts(), [(1, "{}"), (2, "{}")]);
}

#[test]
fn an_element_knows_where_it_stands_in_the_file() {
    struct Positions(Vec<(u64, u64)>, Findings);
    impl JsonSink for Positions {
        fn value(&mut self, _: &str, _: &str) {}
        fn elements(&mut self, _: &ListHead, elements: Elements) -> ControlFlow<()> {
            let positions = (0..elements.len()).map(|index| elements.position(index, 1, 1));
            self.0.extend(positions);
            ControlFlow::Continue(())
        }
        fn empty_list(&mut self, _: Option<&str>) {}
        fn findings(&mut self) -> &mut Findings {
            &mut self.1
        }
    }
    let text = "{\"a\":\n [{},{\n}\n, {}]}";
    for block in [1, 2, 5, 100] {
        let mut sink = Positions(Vec::new(), Findings::default());
        let reader = TextReader::new(text.as_bytes(), UTF_8, Arc::default());
        let settings = Settings::new(&Limits::default(), block);
        Splitter::new(reader, settings, SourceId(0), &mut sink)
            .run()
            .unwrap();
        assert_eq!(sink.0, [(2, 3), (2, 6), (4, 3)], "blocks of {block}");
    }
}

#[test]
fn a_long_list_comes_in_pieces_of_about_a_block() {
    let text = format!("{{\"l\":[{}{{}}]}}", "{\"a\":1},".repeat(100_000));
    let collected = split_in_blocks(text.as_bytes(), 10_000, &Limits::default());
    assert_eq!(collected.elements.len(), 100_001);
    assert!(
        collected
            .elements
            .iter()
            .map(|element| element.1)
            .eq(1..=100_001)
    );
    assert!(
        (30..100).contains(&collected.pieces),
        "{}",
        collected.pieces
    );
}

#[test]
fn a_second_look_reads_the_elements_asked_for() {
    let file = tempfile::NamedTempFile::new().unwrap();
    let text = format!(
        "{{\"m\":[{{}}],\"l\":[{}{{}}]}}",
        "{\"a\":1},{\"b\":2},".repeat(10)
    );
    std::fs::write(file.path(), text).unwrap();
    let rows = [2, 3, 99].into();
    let texts = element_texts(file.path(), Some("l"), &rows, &Limits::default()).unwrap();
    let expected = [(2, "{\"b\":2}".to_owned()), (3, "{\"a\":1}".to_owned())];
    assert_eq!(texts, expected.into());
}

#[test]
fn a_document_inside_another_is_split_alike() {
    let mut collected = Collected::default();
    split_str(
        "{\"l\":[{}]}",
        SourceId(0),
        &Limits::default(),
        &mut collected,
    );
    assert_eq!(collected.texts(), [(1, "{}")]);
}

fn json(depth: u32) -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i32>().prop_map(Value::from),
        "[a-z\"\\\\{}\\[\\],: \n张三😀]{0,12}".prop_map(Value::from),
    ];
    leaf.prop_recursive(depth, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map("[a-c\"\\\\]{0,3}", inner, 0..6)
                .prop_map(|entries| Value::from(entries.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_comes_out_is_what_the_parser_sees(
        document in json(4).prop_filter("an object or a list", |value| value.is_object() || value.is_array()),
        pretty in any::<bool>(),
        block in 1_usize..64,
    ) {
        let text = if pretty { serde_json::to_string_pretty(&document) } else { serde_json::to_string(&document) }.unwrap();
        let collected = split_in_blocks(text.as_bytes(), block, &Limits::default());
        prop_assert_eq!(collected.found(), [""; 0]);
        let parse = |raw: &str| serde_json::from_str::<Value>(raw).unwrap();
        let elements = |key: Option<&str>| {
            let of_key = collected.elements.iter().filter(|element| element.0.as_deref() == key);
            Value::from(of_key.map(|element| parse(&element.2)).collect::<Vec<_>>())
        };
        match document {
            Value::Object(entries) => {
                let mut rebuilt = Map::new();
                for (key, raw) in &collected.values {
                    rebuilt.insert(key.clone(), parse(raw));
                }
                for (key, _, _) in &collected.elements {
                    rebuilt.insert(key.clone().unwrap(), elements(key.as_deref()));
                }
                for key in &collected.empty {
                    rebuilt.insert(key.clone().unwrap(), Value::from(Vec::<Value>::new()));
                }
                prop_assert_eq!(rebuilt, entries);
            }
            list => prop_assert_eq!(elements(None), list),
        }
    }

    #[test]
    fn no_bytes_make_splitting_fail(text in "[{}\\[\\],:\"\\\\a1 \n\u{e9}]{0,60}", block in 1_usize..20) {
        let whole = split_in_blocks(text.as_bytes(), BLOCK, &Limits::default());
        let parts = split_in_blocks(text.as_bytes(), block, &Limits::default());
        prop_assert_eq!(whole.found(), parts.found());
        prop_assert_eq!(whole.elements, parts.elements);
        prop_assert_eq!(whole.values, parts.values);
    }
}
