//! What holds for every system, and how their tests read dumps and tables.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde_json::Value as Json;
use serde_json::value::RawValue;

use super::*;
use crate::config::{Limits, Remote};
use crate::diagnostic::{Findings, SourceId};
use crate::directory::Builder;
use crate::locale::{Arguments, Language, Locale};
use crate::record::{
    BlockWriter, Column, Field, Form, Order, Record, RecordKind, Separators, Shape, Subject, Value,
};
use crate::rule::{self, Context};

/// Reads a JSON document as one source for each of its lists; panics where no system knows a list.
pub(super) fn read(document: &str) -> (Directory, Findings) {
    read_leaving_out(&[document], |_| Vec::new(), false)
}

/// The directory of several documents without flaws.
pub(super) fn dumps(documents: &[&str]) -> Directory {
    let (directory, findings) = read_leaving_out(documents, |_| Vec::new(), false);
    assert_eq!(findings.list(), []);
    directory
}

/// The same with what only the server knows members by.
pub(super) fn dumps_with_ids(documents: &[&str]) -> Directory {
    read_leaving_out(documents, |_| Vec::new(), true).0
}

/// Reads JSON documents; members do not keep the values of some keys of a list.
fn read_leaving_out(
    documents: &[&str],
    left_out: fn(&'static dyn List) -> Vec<&'static str>,
    keeps_ids: bool,
) -> (Directory, Findings) {
    let mut findings = Findings::default();
    let mut builder = Builder::new(None);
    let lists = documents.iter().flat_map(|document| lists(document));
    for (number, (key, elements)) in (0..).zip(lists) {
        let first = elements[0].get();
        let list = list_of(key.as_deref(), first)
            .unwrap_or_else(|| panic!("nobody knows {key:?}: {first}"));
        let shape = Arc::new(list.shape(SourceId(number)));
        let records = BlockWriter::leaving_out(shape, left_out(list));
        let mut records = records.keeping_ids(keeps_ids);
        let mut order = KeyOrder::default();
        for (row, element) in (1..).zip(elements) {
            list.read(element.get(), row, &mut records, &mut order, &mut findings);
        }
        builder.add(records.take());
    }
    (builder.link(&|_| Separators::default()), findings)
}

fn list_of(key: Option<&str>, first: &str) -> Option<&'static dyn List> {
    let mut known = SYSTEMS.iter().flat_map(|system| system.lists()).copied();
    known.find(|list| list.recognises(key, first))
}

/// The lists of objects of `document`, by key; then the first object under a key, or what is left of itself, that
/// somebody knows.
fn lists(document: &str) -> Vec<(Option<String>, Vec<Box<RawValue>>)> {
    if let Ok(elements) = serde_json::from_str(document) {
        return vec![(None, elements)];
    }
    let mut envelope: BTreeMap<String, Box<RawValue>> = serde_json::from_str(document).unwrap();
    let mut lists = Vec::new();
    envelope.retain(|key, value| {
        let elements: Vec<Box<RawValue>> = serde_json::from_str(value.get()).unwrap_or_default();
        let is_list = elements
            .iter()
            .any(|element| element.get().starts_with('{'));
        if is_list {
            lists.push((Some(key.clone()), elements));
        }
        !is_list
    });
    let whole = serde_json::value::to_raw_value(&envelope).unwrap();
    let objects = envelope.into_iter().map(|(key, value)| (Some(key), value));
    let mut objects = objects.chain([(None, whole)]);
    let known = objects.find(|(key, value)| list_of(key.as_deref(), value.get()).is_some());
    lists.extend(known.map(|(key, value)| (key, vec![value])));
    lists
}

/// Everything that is read of the remote that `client` calls, one reply after the other.
pub(super) fn replies(
    live: &dyn Live,
    client: &Client<'_>,
    remote: &Remote,
) -> Result<Vec<String>, ReadFault> {
    let mut replies = Vec::new();
    live.read_directory(client, remote, &mut |reply: &[u8]| {
        replies.push(String::from_utf8(reply.to_vec()).unwrap());
        Ok(())
    })?;
    Ok(replies)
}

/// A remote of `system` with nothing but its organisation.
pub(super) fn remote(system: &str, organization: &str) -> Remote {
    Remote {
        system: system.into(),
        url: None,
        organization: Some(organization.into()),
        company: Some(organization.into()),
        corp_id: Some(organization.into()),
        client_id: Some("k-1".into()),
        rate: None,
        concurrency: None,
        timeout: None,
        certificate_authority: None,
        dialect: None,
        secrets: BTreeMap::new(),
    }
}

/// The directory of a document without flaws.
pub(super) fn dump(document: &str) -> Directory {
    let (directory, findings) = read(document);
    assert_eq!(findings.list(), []);
    directory
}

/// The directory of sheets: fields, and rows in which an empty cell is no value.
pub(super) fn sheets(sheets: &[(&[Field], &[&[&str]])]) -> Directory {
    let mut builder = Builder::new(None);
    for (number, (fields, rows)) in (0..).zip(sheets) {
        let columns = (1..).zip(*fields).map(|(column, field)| Column {
            field: *field,
            number: column,
            header: Cow::Owned(format!("列{column}")),
        });
        let shape = Shape {
            source: SourceId(number),
            form: Form::Cells,
            order: Order::SmallerFirst,
            columns: columns.collect(),
        };
        let kind = match fields[0].subject() {
            Some(Subject::Department) => RecordKind::Department,
            _ => RecordKind::Member,
        };
        let mut records = BlockWriter::new(Arc::new(shape));
        for (row, cells) in (2..).zip(*rows) {
            records.begin(kind, row);
            for (field, cell) in fields.iter().zip(*cells) {
                if !cell.is_empty() {
                    records.push(*field, Value::Text(cell));
                }
            }
        }
        builder.add(records.take());
    }
    builder.link(&|_| Separators {
        level: Some('/'),
        list: vec![";".into()],
    })
}

/// The bodies of a payload.
pub(super) fn bodies(payload: &Payload<'_>) -> Vec<Json> {
    let mut bodies = Vec::new();
    for index in 0..payload.bodies.count() {
        let mut compact = Vec::new();
        let mut pretty = Vec::new();
        payload
            .bodies
            .write(index, Style::Compact, &mut compact)
            .unwrap();
        payload
            .bodies
            .write(index, Style::Pretty, &mut pretty)
            .unwrap();
        let body: Json = serde_json::from_slice(&compact).unwrap();
        assert_eq!(body, serde_json::from_slice::<Json>(&pretty).unwrap());
        bodies.push(body);
    }
    bodies
}

/// The bodies of `system` for `directory` with the usual options.
pub(super) fn plain_bodies(system: &dyn System, directory: &Directory) -> Vec<Json> {
    let options = PayloadOptions::default();
    bodies(&system.payload(directory, &options))
}

/// The codes that the rules and the payload of `system` report, with their places as `row`, `field`.
pub(super) fn found(
    system: &dyn System,
    directory: &Directory,
    options: &PayloadOptions,
) -> Vec<(&'static str, u32, Option<&'static str>)> {
    let rules: Vec<_> = system.rules().iter().collect();
    let limits = Limits::default();
    let context = Context {
        directory,
        limits: &limits,
    };
    let mut findings = rule::run(&rules, context);
    findings.append(system.payload(directory, options).findings);
    findings.settle(&Default::default());
    has_its_sentences(&findings);
    let found = findings.list().iter();
    found
        .map(|finding| (finding.code.id, finding.place.row, finding.place.field))
        .collect()
}

/// Whether every sentence of a finding finds the values it names.
fn has_its_sentences(findings: &Findings) {
    for language in Language::ALL {
        let locale = Locale::new(language);
        for finding in findings.list() {
            let mut sentences = vec![locale.format(finding.code.id, &finding.arguments)];
            sentences.extend(locale.attribute(finding.code.id, "help", &finding.arguments));
            for related in &finding.related {
                let sentence = locale.attribute(finding.code.id, "related", &related.arguments);
                sentences.push(sentence.expect("a related place has a sentence"));
            }
            for sentence in sentences {
                assert!(!sentence.contains("{$"), "{}: {sentence}", finding.code.id);
            }
        }
    }
}

#[test]
fn every_code_is_told_apart_and_explained_in_both_languages() {
    let mut names = BTreeSet::new();
    for system in SYSTEMS {
        let ids: Vec<_> = system.codes().iter().map(|code| code.id).collect();
        assert!(ids.is_sorted_by(|a, b| a < b), "{ids:?}");
        for rule in system.rules() {
            assert!(system.codes().contains(&rule.code), "{}", rule.code.id);
        }
        for code in system.codes() {
            assert!(names.insert(code.name), "{}", code.name);
            for language in Language::ALL {
                let locale = Locale::new(language);
                assert_ne!(locale.text(code.id), code.id);
                for attribute in ["title", "help", "explain"] {
                    let sentence = locale.attribute(code.id, attribute, &Arguments::default());
                    assert!(sentence.is_some(), "{}.{attribute}", code.id);
                }
            }
        }
    }
}

#[test]
fn a_refusal_is_told_from_data_and_explained() {
    let envelope = [
        ("errcode".to_owned(), "42001".to_owned()),
        ("errmsg".to_owned(), "\"access_token expired\"".to_owned()),
    ];
    let refusals: Vec<_> = SYSTEMS
        .iter()
        .filter_map(|system| system.refusal(&Envelope(&envelope)))
        .collect();
    assert_eq!(refusals.len(), 1);
    assert_eq!(refusals[0].code, 42001);
    let mut findings = Findings::default();
    let place = crate::diagnostic::Place::whole(SourceId(0));
    refusals[0].report(place, &mut findings);
    has_its_sentences(&findings);
    let arguments = &findings.list()[0].arguments;
    let sentence = Locale::new(Language::English).format("F008", arguments);
    assert!(
        sentence.contains("the access token has expired"),
        "{sentence}"
    );

    for (key, raw, system) in [
        ("errcode", "0", None),
        ("status", "0", None),
        ("error_msg", "\"userlist invalid.\"", Some("seatable")),
        ("detail", "\"Invalid token\"", Some("seatable")),
    ] {
        let envelope = [(key.to_owned(), raw.to_owned())];
        let refusing = SYSTEMS
            .iter()
            .find(|system| system.refusal(&Envelope(&envelope)).is_some());
        assert_eq!(refusing.map(|system| system.name()), system, "{key}");
    }
    let reply = |message: &str| {
        let entry = |key: &str, raw: &str| (key.to_owned(), raw.to_owned());
        [
            entry("status", "10011"),
            entry(message, "\"token not found.\""),
        ]
    };
    for (message, system) in [("message", "atwork"), ("msg", "aisuda")] {
        let envelope = reply(message);
        let mut refusing = SYSTEMS
            .iter()
            .filter(|system| system.refusal(&Envelope(&envelope)).is_some());
        assert_eq!(refusing.next().map(|system| system.name()), Some(system));
        assert!(refusing.next().is_none());
    }
}

#[test]
fn a_damaged_element_is_rejected_with_its_place_and_reading_goes_on() {
    let list = wecom_users();
    for (element, code, key) in [
        (r#"{"userid":"a","name":{"x":1}}"#, "F007", Some("name")),
        (
            r#"{"userid":"a","department":[[1]]}"#,
            "F007",
            Some("department"),
        ),
        (r#"{"userid":"a","name":"\ud800"}"#, "F007", Some("name")),
        (r#"{"userid":"a","email":{}}"#, "F007", Some("email")),
        (r#"{"userid":"a","#, "F007", None),
        (r#"{"userid":"a"} x"#, "F007", None),
        (r#"["a"]"#, "F007", None),
        (r#"{"userid":"a","userid":"b"}"#, "F009", Some("userid")),
        (r#"{"userid":"a","x":1,"y":1,"x":2}"#, "F009", Some("x")),
    ] {
        let mut records = BlockWriter::new(Arc::new(list.shape(SourceId(3))));
        let mut findings = Findings::default();
        let mut order = KeyOrder::default();
        assert!(
            !list.read(element, 7, &mut records, &mut order, &mut findings),
            "{element}"
        );
        assert!(list.read(
            r#"{"userid":"b"}"#,
            8,
            &mut records,
            &mut order,
            &mut findings
        ));
        let [finding] = findings.list() else {
            panic!("{element}: {findings:?}");
        };
        assert_eq!(finding.code.id, code, "{element}");
        assert_eq!(finding.place.key.as_deref(), key, "{element}");
        assert_eq!((finding.place.source, finding.place.row), (SourceId(3), 7));
        let block = records.take();
        assert_eq!(block.len(), 1);
        assert_eq!(block.record(0).get(Field::USERID), Value::Text("b"));
    }
}

#[test]
fn keys_left_out_are_counted_as_if_they_were_kept() {
    let document = r#"{"userlist":[
        {"userid":"a","name":"张三","department":[1],"avatar":"x","qr_code":"","extattr":{"attrs":[]},"own":1},
        {"userid":"b","name":"李四","department":[1],"\u0061vatar":"y","enable":0,"external_profile":{}},
        {"userid":"c","name":"王五","department":[],"avatar":"z"},
        {"userid":"d","name":"赵六","department":[1],"avatar":"z","avatar":"z"}
    ],"department":[{"id":1,"name":"星河","parentid":0,"order":1,"own":2}]}"#;
    let (kept, findings) = read(document);
    let (counted, findings_counted) = read_leaving_out(&[document], |list| list.carried(), false);
    assert_eq!(findings.list(), findings_counted.list());
    let (system, options) = (by_name("aisuda").unwrap(), PayloadOptions::default());
    let loss = system.payload(&counted, &options).bodies.loss();
    assert_eq!(loss, system.payload(&kept, &options).bodies.loss());
    let avatars = LostField::Extra("avatar".into());
    assert_eq!(loss.fields.get(&avatars), Some(&1));
    assert_eq!(loss.fields.get(&LostField::Extra("own".into())), Some(&2));
    let member = counted.members().next().unwrap();
    let kept: Vec<_> = carried_of(member.record()).collect();
    assert_eq!(kept, [r#""own":1"#]);
}

/// What a record carries along.
fn carried_of(record: Record<'_>) -> impl Iterator<Item = &str> {
    let values = record.values();
    values
        .filter(|(field, _)| *field == Field::RAW_JSON)
        .map(|(_, value)| value.or_empty())
}

fn wecom_users() -> &'static dyn List {
    let lists = by_name("wecom").unwrap().lists().iter();
    let mut lists = lists.filter(|list| list.name() == "wecom user/list");
    *lists.next().unwrap()
}

#[test]
fn what_is_not_carried_is_counted_by_field_and_column() {
    let own = Field::extra(0).unwrap();
    let directory = sheets(&[
        (
            &[
                Field::DEPARTMENT_NAME,
                Field::DEPARTMENT_CODE,
                Field::DEPARTMENT_TEL,
            ],
            &[&["研发部", "1", "0755"], &["销售部", "2", ""]],
        ),
        (
            &[
                Field::MEMBER_NAME,
                Field::EMPLOYEE_NO,
                Field::TITLE,
                own,
                Field::MEMBER_DEPARTMENT_CODE,
            ],
            &[
                &["张三", "E1", "工程师", "3F", "1"],
                &["李四", "E2", "", "", "1;2"],
                &["王五", "E3", "经理", "5F", ""],
            ],
        ),
    ]);
    let options = PayloadOptions::default();
    let loss = by_name("aisuda")
        .unwrap()
        .payload(&directory, &options)
        .bodies
        .loss();
    let fields: Vec<_> = loss.fields.into_iter().collect();
    assert_eq!(
        fields,
        [
            (LostField::Known(Field::DEPARTMENT_TEL), 1),
            (LostField::Known(Field::EMPLOYEE_NO), 2),
            (LostField::Known(Field::TITLE), 1),
            (LostField::Extra("列4".into()), 1),
        ]
    );
    assert_eq!(
        (loss.departments, loss.members, loss.memberships),
        (0, 1, 0)
    );

    let loss = by_name("seatable").unwrap();
    let options = PayloadOptions {
        userid_from: Some(Field::EMPLOYEE_NO),
        ..options
    };
    let loss = loss.payload(&directory, &options).bodies.loss();
    let fields: Vec<_> = loss.fields.into_iter().collect();
    assert_eq!(fields, [(LostField::Extra("列4".into()), 2)]);
    assert_eq!(
        (loss.departments, loss.members, loss.memberships),
        (2, 0, 0)
    );
}

#[test]
fn every_filled_cell_of_many_members_counts_whichever_source_has_it() {
    const TEXTS: [&str; 5] = ["", "7", "~", "\u{7f}", "经理"];
    let place = Field::MEMBER_DEPARTMENT_CODE;
    let sources: [&[Field]; 2] = [
        &[Field::USERID, Field::TITLE, place, Field::GENDER],
        &[Field::ADDRESS, Field::GENDER, place, Field::USERID],
    ];
    let mut expected: BTreeMap<LostField, usize> = BTreeMap::new();
    let rows = sources.map(|fields| {
        let cell = |row: usize, column: usize| match fields[column] {
            Field::USERID => format!("{column}-{row}"),
            Field::MEMBER_DEPARTMENT_CODE => "1".to_owned(),
            _ => TEXTS[(row + row / 7 * column) % TEXTS.len()].to_owned(),
        };
        let rows = (0..600).map(|row| Vec::from_iter((0..fields.len()).map(|at| cell(row, at))));
        let rows = Vec::from_iter(rows);
        for (field, text) in rows.iter().flat_map(|row| fields.iter().zip(row)) {
            if *field != place && !text.is_empty() {
                *expected.entry(LostField::Known(*field)).or_default() += 1;
            }
        }
        rows
    });
    let cells = rows.each_ref().map(|rows| {
        let cells = rows
            .iter()
            .map(|row| Vec::from_iter(row.iter().map(String::as_str)));
        Vec::from_iter(cells)
    });
    let cells = cells
        .each_ref()
        .map(|rows| Vec::from_iter(rows.iter().map(Vec::as_slice)));
    let directory = sheets(&[
        (
            &[Field::DEPARTMENT_NAME, Field::DEPARTMENT_CODE],
            &[&["研发部", "1"]],
        ),
        (sources[0], &cells[0]),
        (sources[1], &cells[1]),
    ]);
    let options = PayloadOptions::default();
    let payload = by_name("aisuda").unwrap().payload(&directory, &options);
    assert_eq!(payload.bodies.loss().fields, expected);
}
