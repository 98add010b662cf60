//! One document of orgferry's own format, [`crate::record::document`]: one line a department and a member.

use std::borrow::Cow;
use std::io::{self, Write};

use rustc_hash::FxHashSet;
use serde::Serialize;
use serde_json::value::RawValue;

use crate::directory::{DepartmentId, DepartmentKind, Directory, Member, Membership};
use crate::record::document::{
    DepartmentEntry, Extra, FORMAT, Json, MemberEntry, MembershipEntry, Text, VERSION,
};
use crate::record::{Field, Order, Record, Value};

use super::extras;
use super::members::MemberColumns;
use super::orders::Orders;

/// The fields of a department that its record says as they are.
const PLAIN: [Field; 4] = [
    Field::DEPARTMENT_TEL,
    Field::DEPARTMENT_NUMBER,
    Field::DEPARTMENT_NAME_EN,
    Field::DEPARTMENT_LEADERS,
];

/// Writes the document of `directory`: departments parents first, members in source order.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(directory: &Directory, out: &mut dyn Write) -> io::Result<()> {
    let numbers = Numbers::of(directory);
    let orders = Orders::of(directory, Order::SmallerFirst);
    let head = format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\n\"departments\":[");
    let mut list = List::begin(out, &head)?;
    for id in directory.tree().preorder() {
        list.element(&department(directory, *id, &numbers, &orders))?;
    }
    list.end()?;
    let mut list = List::begin(out, ",\n\"members\":[")?;
    let mut seen = FxHashSet::default();
    for member in directory.members() {
        for (row, memberships) in MemberColumns::rows(&member).enumerate() {
            let mut entry = person(directory, member, memberships, &numbers);
            if row == 0 {
                seen.clear();
                let records = member.records();
                records.for_each(|record| carry(&record, &mut seen, &mut entry.extra));
            }
            list.element(&entry)?;
        }
    }
    list.end()?;
    out.write_all(b"}\n")?;
    out.flush()
}

fn department<'d>(
    directory: &'d Directory,
    id: DepartmentId,
    numbers: &Numbers,
    orders: &Orders,
) -> DepartmentEntry<'d> {
    let department = directory.department(id);
    let said = |field| Text::from(directory.department_value(id, field));
    let mut entry = DepartmentEntry {
        id: numbers.of_department(id),
        parent: department.parent.map(|id| numbers.of_department(id)),
        code: match department.code.as_deref() {
            Some(code) => text(code),
            None => said(Field::DEPARTMENT_CODE),
        },
        name: match department.name.as_str() {
            "" => said(Field::DEPARTMENT_NAME),
            // The name of a department known by its code only is no name.
            _ if department.placeholder => Text::Absent,
            name => text(name),
        },
        kind: match department.kind {
            Some(DepartmentKind::Company) => text("CORP"),
            Some(DepartmentKind::Department) => text("DEPT"),
            None => said(Field::DEPARTMENT_KIND),
        },
        order: match orders {
            Orders::None | Orders::Own => said(Field::DEPARTMENT_ORDER),
            Orders::Places(places) => Text::Text(places[id.0 as usize].to_string().into()),
        },
        ..DepartmentEntry::default()
    };
    if let Some(record) = department.record {
        let record = directory.record(record);
        for (field, value) in record.values() {
            if PLAIN.contains(&field) {
                entry.set(field, value.into());
            }
        }
        carry(&record, &mut FxHashSet::default(), &mut entry.extra);
    }
    entry
}

/// The entry of `member` in the departments `memberships`, without values of the user's own.
fn person<'d>(
    directory: &'d Directory,
    member: Member<'d>,
    memberships: &[Membership],
    numbers: &Numbers,
) -> MemberEntry<'d> {
    let mut entry = MemberEntry::default();
    for (field, value) in member.values() {
        entry.set(field, value.into());
    }
    if let [only] = memberships
        && member.memberships().len() > 1
        && let Some(post) = directory.record(only.record()).get(Field::TITLE).filled()
    {
        entry.title = text(post);
    }
    let places = memberships.iter().map(|membership| MembershipEntry {
        department: numbers.of_department(membership.department()),
        order: membership.order(),
        leader: membership.is_leader(),
        main: membership.is_main(),
    });
    entry.departments = places.collect();
    entry
}

fn text(text: &str) -> Text<'_> {
    Text::Text(Cow::Borrowed(text))
}

/// Adds the values of the user's own in `record` to `extra`, unless an earlier record has them.
fn carry<'d>(record: &Record<'d>, seen: &mut FxHashSet<Cow<'d, str>>, extra: &mut Extra<'d>) {
    for (field, value) in record.values() {
        let own = match value {
            Value::Absent => continue,
            Value::Null => extras::Extra::of(record, field, "null"),
            Value::Text(text) => extras::Extra::of(record, field, text),
        };
        let Some((own, header)) = own.and_then(|own| Some((own, own.header(record)?))) else {
            continue;
        };
        if !seen.insert(header.clone()) {
            continue;
        }
        let raw: Option<&RawValue> = serde_json::from_str(own.value)
            .ok()
            .filter(|_| own.is_json || value == Value::Null);
        extra.0.push((
            header,
            raw.map_or_else(|| Json::Text(own.value.into()), Json::Raw),
        ));
    }
}

/// The number of every department in the document, from 1 in pre-order.
struct Numbers(Vec<u32>);

impl Numbers {
    fn of(directory: &Directory) -> Self {
        let mut numbers = vec![0; directory.departments().len()];
        for (number, id) in (1..).zip(directory.tree().preorder()) {
            numbers[id.0 as usize] = number;
        }
        Self(numbers)
    }

    fn of_department(&self, id: DepartmentId) -> u32 {
        self.0[id.0 as usize]
    }
}

/// A JSON array being written, an element a line.
struct List<'o> {
    out: &'o mut dyn Write,
    separator: &'static [u8],
}

impl<'o> List<'o> {
    fn begin(out: &'o mut dyn Write, head: &str) -> io::Result<Self> {
        out.write_all(head.as_bytes())?;
        Ok(Self {
            out,
            separator: b"\n",
        })
    }

    fn element(&mut self, element: &impl Serialize) -> io::Result<()> {
        self.out.write_all(self.separator)?;
        self.separator = b",\n";
        serde_json::to_writer(&mut *self.out, element)?;
        Ok(())
    }

    fn end(self) -> io::Result<()> {
        self.out.write_all(b"\n]")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::tests::{Sample, company, link};
    use crate::record::document::Document;

    fn written(directory: &Directory) -> String {
        let mut out = Vec::new();
        write(directory, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_document_has_a_line_for_every_department_and_member() {
        assert_eq!(
            written(&company()),
            r#"{"format":"orgferry-directory","version":1,
"departments":[
{"id":1,"parent":null,"code":"01","name":"星河科技","type":"CORP","tel":"010-1"},
{"id":2,"parent":1,"code":"03","name":"市场部","order":"1","extra":{"成本中心":"C2"}},
{"id":3,"parent":1,"code":"02","name":"研发/测试","order":"2","type":"DEPT","extra":{"成本中心":"C1"}}
],
"members":[
{"departments":[{"department":3,"leader":true},{"department":2,"order":7,"leader":false,"main":true}],"userid":"zhang","name":"张三","mobile":"13800130001","title":"工程师","extra":{"工位号":"A-1"}},
{"departments":[],"userid":"li","name":"李四"},
{"departments":[{"department":1,"leader":true,"main":true}],"userid":"wang","name":"王五","title":"经理","extra":{"工位号":"B-2"}},
{"departments":[{"department":2}],"userid":"wang","name":"王五","title":"顾问"}
]}
"#
        );
    }

    #[test]
    fn a_document_is_read_by_its_own_types() {
        let text = written(&company());
        let document: Document<'_> = serde_json::from_str(&text).unwrap();
        assert_eq!((document.departments.len(), document.members.len()), (3, 4));
    }

    #[test]
    fn an_empty_directory_is_a_document() {
        let text = written(&Directory::default());
        assert!(
            serde_json::from_str::<Document<'_>>(&text).is_ok(),
            "{text}"
        );
    }

    #[test]
    fn json_of_dumps_stays_json_and_every_key_comes_once() {
        let member = |status: &'static str| {
            let headers = ["userid", "name", "raw", "raw"];
            let rows: &[&[&str]] = &[&["a", "甲", r#""a\"b":{"n":[1]}"#, status]];
            Sample::members(&headers, rows).dumped()
        };
        let text = written(&link(&[member(r#""enable":1"#), member(r#""enable":0"#)]));
        assert!(
            text.contains(r#""extra":{"a\"b":{"n":[1]},"enable":1}"#),
            "{text}"
        );
    }

    #[test]
    fn a_department_known_by_code_only_has_no_name() {
        let headers = ["账号", "姓名", "所属部门编号"];
        let sample = Sample::members(&headers, &[&["a", "甲", "7"]]).dumped();
        let text = written(&link(&[sample]));
        assert!(
            text.contains(r#"{"id":1,"parent":null,"code":"7"}"#),
            "{text}"
        );
    }
}
