//! Walking an object, compared with serde_json.

use std::fmt;

use proptest::prelude::*;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::*;

/// What serde_json finds.
#[derive(Debug, PartialEq)]
struct Pairs(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PairsVisitor;
        impl<'de> Visitor<'de> for PairsVisitor {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Pairs, M::Error> {
                let mut pairs = Vec::new();
                while let Some((key, value)) = map.next_entry::<String, Box<RawValue>>()? {
                    pairs.push((key, value.get().to_owned()));
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(PairsVisitor)
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn it_takes_what_serde_json_takes(
        edits in proptest::collection::vec((any::<proptest::sample::Index>(), 0..3, any::<proptest::sample::Index>()), 0..4)
    ) {
        let base = r#" {"userid":"a","name":"张\u4e09\n","department":[4, 2],"order":[1,0],"x":{"y":[true,"]"],"e":[],"o":{}, "f":[{"n":"\\t"},0]},"n":-1.5e3,"z":null} "#;
        let alphabet: Vec<char> = "{}[]\",:\\u01a-+.eE\n\t é\u{1}ntf".chars().collect();
        let mut text: Vec<char> = base.chars().collect();
        for (at, kind, with) in edits {
            let (at, with) = (at.index(text.len()), *with.get(&alphabet));
            match kind {
                0 => text[at] = with,
                1 => text.insert(at, with),
                _ => drop(text.remove(at)),
            }
        }
        let text: String = text.into_iter().collect();
        let expected = serde_json::from_str::<Pairs>(&text).map(|pairs| pairs.0).map_err(|_| Malformed);
        prop_assert_eq!(&walked_as(base, &text), &expected, "{}", text);
        prop_assert_eq!(walked(&text), expected, "{}", text);
    }
}

fn walked(text: &str) -> Result<Vec<(String, String)>, Malformed> {
    walked_as("{}", text)
}

/// Walks `text` after `before`, which likely looks the same.
fn walked_as(before: &str, text: &str) -> Result<Vec<(String, String)>, Malformed> {
    let mut leads = Vec::new();
    let mut entries = Entries::of(before);
    while let Some(entry) = entries.next()? {
        leads.push(Lead::of(&entry, leads.len()));
    }
    let mut leads = leads.iter();
    let mut entries = Entries::of(text);
    let mut found = Vec::new();
    loop {
        let likely = match leads.next() {
            Some(lead) if lead.len() > 0 => next_likely(&mut entries, lead)?,
            _ => None,
        };
        let Some(entry) = likely.map_or_else(|| entries.next(), |entry| Ok(Some(entry)))? else {
            break;
        };
        let value = entry.value().text();
        assert!(entry.whole().starts_with(entry.quoted()) && entry.whole().ends_with(value));
        found.push((entry.key().into_owned(), value.to_owned()));
    }
    Ok(found)
}

fn next_likely<'a>(entries: &mut Entries<'a>, lead: &Lead) -> Result<Option<Entry<'a>>, Malformed> {
    let value = entries.next_likely(lead)?;
    Ok(value.map(|value| entries.likely_entry(lead, value)))
}

#[test]
fn what_stood_before_a_value_is_found_there_again() {
    let text = |rest: &str| format!("{{ \"a\" : 1,\n\"name\": {rest}{:>40}", '}');
    let first = text("\"张三\"");
    let mut entries = Entries::of(&first);
    let leads = [0, 1].map(|number| Lead::of(&entries.next().unwrap().unwrap(), number));
    let second = text("\"李四\\n\" , \"b\": [2]");
    let mut entries = Entries::of(&second);
    assert_eq!(next_likely(&mut entries, &leads[1]), Ok(None));
    let entry = next_likely(&mut entries, &leads[0]).unwrap().unwrap();
    assert_eq!((&*entry.key(), entry.whole()), ("a", "\"a\" : 1"));
    assert_eq!(next_likely(&mut entries, &leads[0]), Ok(None));
    let entry = next_likely(&mut entries, &leads[1]).unwrap().unwrap();
    assert_eq!(
        (&*entry.key(), entry.value().text()),
        ("name", "\"李四\\n\"")
    );
    assert_eq!(entry.whole(), "\"name\": \"李四\\n\"");
    assert_eq!(next_likely(&mut entries, &leads[1]), Ok(None));
    assert_eq!(entries.next().unwrap().unwrap().key(), "b");
    assert_eq!(entries.next(), Ok(None));
    // Where white space stands instead of the value, that is left to the careful way.
    let missing = text("");
    let mut entries = Entries::of(&missing);
    next_likely(&mut entries, &leads[0]).unwrap().unwrap();
    assert_eq!(next_likely(&mut entries, &leads[1]), Ok(None));
    assert_eq!(entries.next(), Err(Malformed));
    for broken in ["\"x", "x", "[1,]"].map(text) {
        let mut entries = Entries::of(&broken);
        next_likely(&mut entries, &leads[0]).unwrap().unwrap();
        assert_eq!(
            next_likely(&mut entries, &leads[1]),
            Err(Malformed),
            "{broken}"
        );
    }
}

#[test]
fn entries_come_in_order_as_they_stand() {
    let text = " {\"a\" : [ 1, {\"b\":\"]}\"} ],\"\\u0061\":\"x\\\"y\" , \"c\":-0.5e3,\"\":null}\n";
    let expected = [
        ("a", "[ 1, {\"b\":\"]}\"} ]"),
        ("a", "\"x\\\"y\""),
        ("c", "-0.5e3"),
        ("", "null"),
    ];
    let expected = expected.map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(walked(text), Ok(expected.to_vec()));
}

#[test]
fn depth_is_no_limit() {
    for depth in [126, 127, 128, 129, 5000] {
        let nested = format!("{}1{}", "[{\"a\":".repeat(depth), "}]".repeat(depth));
        let text = format!("{{\"x\":{nested},\"y\":0}}");
        let found = walked(&text).unwrap();
        assert_eq!(found[0], ("x".to_owned(), nested));
        assert_eq!(found[1].0, "y");
        assert_eq!(walked(&text.replace("}]", "]}")), Err(Malformed));
    }
}
