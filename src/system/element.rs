//! Reads one JSON object into a record by a table of keys; knows no system.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use compact_str::CompactString;
use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use crate::diagnostic::code::{F007, F009};
use crate::diagnostic::{Findings, Place, SourceId};
use crate::locale::Argument;
use crate::record::{
    BlockWriter, Column, Field, Form, ITEM_SEPARATOR, LEVEL_SEPARATOR, Order, RecordKind, Shape,
    Value,
};

use super::List;

/// What becomes of the value under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It is the value of a field.
    Field(Field),
    /// It is the value of a field that elements may lack without fault, so that it makes no column.
    Rarely(Field),
    /// It is the path of the parent, names joined by `/`; with the name it makes the department's own path.
    ParentPath,
    /// It is the value of a field unless another key gives that one; then it is carried along as it is.
    Fallback(Field),
    /// No field is meant for it; it is carried along as it is, like every key the table does not know.
    Carried,
    /// Its own keys are carried along one by one.
    Spread,
    /// It belongs to the reply or to the server's own bookkeeping and not to the directory.
    Ignored,
}

/// One kind of list, told apart and read by tables.
#[derive(Debug)]
pub(super) struct Elements {
    /// What it is called where the reading is explained.
    pub(super) name: &'static str,
    /// Where it stands: the keys from the top joined by `/`; `None` for a list or object without an envelope.
    pub(super) stands: &'static [Option<&'static str>],
    /// Groups of keys; of every group the first element has one.
    pub(super) required: &'static [&'static [&'static str]],
    /// Keys the first element does not have.
    pub(super) excluded: &'static [&'static str],
    /// What its elements are about.
    pub(super) kind: RecordKind,
    /// Which of two siblings comes first.
    pub(super) order: Order,
    /// The keys of an element, in the order the system usually writes them; at most 64.
    pub(super) keys: &'static [(&'static str, Use)],
}

impl List for Elements {
    fn name(&self) -> &'static str {
        self.name
    }

    fn recognises(&self, key: Option<&str>, first: &str) -> bool {
        if !self.stands.contains(&key) {
            return false;
        }
        let Some(found) = top_level_keys(first) else {
            return false;
        };
        let has = |key: &&str| found.iter().any(|found| found == key);
        self.required.iter().all(|group| group.iter().any(has)) && !self.excluded.iter().any(has)
    }

    fn shape(&self, source: SourceId) -> Shape {
        let columns = self.keys.iter().filter_map(|(key, used)| match used {
            Use::Field(field) | Use::Fallback(field) => Some((*key, *field)),
            Use::ParentPath => Some((*key, Field::DEPARTMENT_PATH)),
            Use::Rarely(_) | Use::Carried | Use::Spread | Use::Ignored => None,
        });
        let columns = columns.map(|(key, field)| Column {
            field,
            number: 0,
            header: Cow::Borrowed(key),
        });
        Shape {
            source,
            form: Form::Json,
            order: self.order,
            columns: columns.collect(),
        }
    }

    fn read(
        &self,
        element: &str,
        row: u32,
        records: &mut BlockWriter,
        findings: &mut Findings,
    ) -> bool {
        let source = records.shape().source;
        records.begin(self.kind, row);
        let mut reader = Reader {
            keys: self.keys,
            next: 0,
            seen: 0,
            others: HashSet::new(),
            fallback: None,
            parent_path: None,
            name: None,
            carried: String::new(),
            fault: None,
            records,
        };
        let mut json = serde_json::Deserializer::from_str(element);
        let read = (&mut reader)
            .deserialize(&mut json)
            .and_then(|()| json.end())
            .map(|()| reader.settle());
        let Some(fault) = reader
            .fault
            .take()
            .or_else(|| read.err().map(|_| Fault::Syntax))
        else {
            return true;
        };
        records.discard();
        fault.report(source, row, findings);
        false
    }
}

/// [`LEVEL_SEPARATOR`] as text.
const LEVEL: &str = "\u{1f}";
const _: () = assert!(LEVEL.as_bytes()[0] as char == LEVEL_SEPARATOR);

/// The longest value that is read, in bytes; a record keeps no longer one.
const LONGEST_VALUE: usize = (2 << 20) - 1024;

/// Why an element cannot be read.
enum Fault {
    Syntax,
    Type(String),
    Long(String),
    Twice(String),
}

impl Fault {
    fn report(self, source: SourceId, row: u32, findings: &mut Findings) {
        let (place, reason) = match self {
            Self::Twice(key) => {
                let place = Place::key(source, row, key.clone());
                findings.report(&F009, place).value(&key);
                return;
            }
            Self::Syntax => {
                let reason = Argument::Words {
                    chinese: "JSON 写法不对",
                    english: "this is not well-formed JSON",
                };
                (Place::row(source, row), reason)
            }
            Self::Long(key) => {
                let reason = Argument::Words {
                    chinese: "这个值超过 2 MB",
                    english: "the value is longer than 2 MB",
                };
                (Place::key(source, row, key), reason)
            }
            Self::Type(key) => {
                let reason = Argument::Words {
                    chinese: "这里应当是文字、数字或它们的列表",
                    english: "text, a number or a list of them is expected here",
                };
                (Place::key(source, row, key), reason)
            }
        };
        let finding = findings.report(&F007, place);
        // Lines count from the start of the file, which one element does not know.
        finding.with("line", 0u32).with("column", 0u32);
        finding.with("reason", reason);
    }
}

/// Reads the keys and values of one object into the record begun last.
struct Reader<'a, 'w> {
    keys: &'static [(&'static str, Use)],
    /// Where in `keys` the next key is looked for first: elements repeat the order of their keys.
    next: usize,
    /// A bit for each of `keys`.
    seen: u64,
    /// The keys that are not in `keys`.
    others: HashSet<Cow<'a, str>>,
    fallback: Option<(usize, Field, &'a str)>,
    parent_path: Option<Cow<'a, str>>,
    /// The department's name.
    name: Option<Cow<'a, str>>,
    carried: String,
    fault: Option<Fault>,
    records: &'w mut BlockWriter,
}

impl<'a> Reader<'a, '_> {
    fn position(&mut self, key: &str) -> Option<usize> {
        let (before, after) = self.keys.split_at(self.next);
        let found = after
            .iter()
            .position(|(name, _)| *name == key)
            .map(|index| index + before.len())
            .or_else(|| before.iter().position(|(name, _)| *name == key))?;
        self.next = found + 1;
        Some(found)
    }

    /// Takes one key with its value; `Err` ends the reading of this element.
    fn take(&mut self, key: Cow<'a, str>, raw: &'a str) -> Result<(), Fault> {
        if key.len() + raw.len() > LONGEST_VALUE {
            return Err(Fault::Long(key.chars().take(64).collect()));
        }
        let Some(index) = self.position(&key) else {
            self.carry(&key, raw);
            return match self.others.replace(key) {
                Some(key) => Err(Fault::Twice(key.into_owned())),
                None => Ok(()),
            };
        };
        if self.seen & 1 << index != 0 {
            return Err(Fault::Twice(key.into_owned()));
        }
        self.seen |= 1 << index;
        match self.keys[index].1 {
            Use::Ignored => return Ok(()),
            Use::Carried => self.carry(&key, raw),
            Use::Fallback(field) => self.fallback = Some((index, field, raw)),
            Use::Spread if raw.starts_with('{') => return self.spread(raw),
            Use::Spread => self.carry(&key, raw),
            Use::Field(field) | Use::Rarely(field) => return self.push(field, &key, raw),
            Use::ParentPath => {
                let path = scalar(raw).ok_or_else(|| Fault::Type(key.into_owned()))?;
                self.parent_path = path.filter(|path| !path.is_empty());
            }
        }
        Ok(())
    }

    fn push(&mut self, field: Field, key: &str, raw: &'a str) -> Result<(), Fault> {
        if raw.starts_with('[') {
            let items = items(raw).ok_or_else(|| Fault::Type(key.to_owned()))?;
            self.records.push(field, Value::Text(&items));
            return Ok(());
        }
        match scalar(raw).ok_or_else(|| Fault::Type(key.to_owned()))? {
            Some(text) => {
                self.records.push(field, Value::Text(&text));
                if field == Field::DEPARTMENT_NAME {
                    self.name = Some(text);
                }
            }
            None => self.records.push(field, Value::Null),
        }
        Ok(())
    }

    fn carry(&mut self, key: &str, raw: &str) {
        self.carried.clear();
        if key.bytes().any(|b| b < 0x20 || b == b'"' || b == b'\\') {
            let quoted = serde_json::to_string(key).expect("text can be written to memory");
            self.carried.push_str(&quoted);
        } else {
            self.carried.push('"');
            self.carried.push_str(key);
            self.carried.push('"');
        }
        self.carried.push(':');
        self.carried.push_str(raw);
        self.records
            .push(Field::RAW_JSON, Value::Text(&self.carried));
    }

    fn spread(&mut self, raw: &'a str) -> Result<(), Fault> {
        let mut inner = Reader {
            keys: &[],
            next: 0,
            seen: 0,
            others: HashSet::new(),
            fallback: None,
            parent_path: None,
            name: None,
            carried: std::mem::take(&mut self.carried),
            fault: None,
            records: self.records,
        };
        let read = (&mut inner).deserialize(&mut serde_json::Deserializer::from_str(raw));
        match (inner.fault, read) {
            (Some(fault), _) => Err(fault),
            (None, read) => read.map_err(|_| Fault::Syntax),
        }
    }

    /// Puts together what takes two keys: a department's path, and a value held back, which is its field's unless that
    /// has one.
    fn settle(&mut self) {
        if let Some(parent) = self.parent_path.take() {
            let name = self.name.take().unwrap_or_default();
            let mut path = parent.trim_matches('/').replace('/', LEVEL);
            path.push(LEVEL_SEPARATOR);
            path.push_str(&name);
            self.records
                .push(Field::DEPARTMENT_PATH, Value::Text(&path));
        }
        let Some((index, field, raw)) = self.fallback.take() else {
            return;
        };
        let key = self.keys[index].0;
        let other = self
            .keys
            .iter()
            .position(|(_, used)| *used == Use::Field(field));
        if other.is_some_and(|other| self.seen & 1 << other != 0) {
            self.carry(key, raw);
        } else if let Err(fault) = self.push(field, key, raw) {
            self.fault = Some(fault);
        }
    }
}

impl<'a> DeserializeSeed<'a> for &mut Reader<'a, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'a> Visitor<'a> for &mut Reader<'a, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key_seed(Borrowing)? {
            let raw = map.next_value::<&'a RawValue>()?;
            if self.fault.is_none()
                && let Err(fault) = self.take(key, raw.get())
            {
                self.fault = Some(fault);
            }
        }
        Ok(())
    }
}

/// Reads text without copying it where nothing in it is escaped.
struct Borrowing;

impl<'a> DeserializeSeed<'a> for Borrowing {
    type Value = Cow<'a, str>;

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<Cow<'a, str>, D::Error> {
        json.deserialize_str(self)
    }
}

impl<'a> Visitor<'a> for Borrowing {
    type Value = Cow<'a, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text")
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Cow<'a, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cow<'a, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }
}

/// The text of a scalar, `Some(None)` for null; `None` for lists, objects and text that is no Unicode.
fn scalar(raw: &str) -> Option<Option<Cow<'_, str>>> {
    match raw.as_bytes().first()? {
        b'n' => Some(None),
        b'{' | b'[' => None,
        b'"' if memchr::memchr(b'\\', raw.as_bytes()).is_none() => {
            Some(Some(Cow::Borrowed(&raw[1..raw.len() - 1])))
        }
        b'"' => Some(Some(serde_json::from_str(raw).ok()?)),
        _ => Some(Some(Cow::Borrowed(raw))),
    }
}

/// The items of a list of scalars, joined by [`ITEM_SEPARATOR`].
fn items(raw: &str) -> Option<CompactString> {
    struct Items(CompactString);
    impl<'a> Visitor<'a> for Items {
        type Value = Option<CompactString>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a list")
        }

        fn visit_seq<S: SeqAccess<'a>>(mut self, mut list: S) -> Result<Self::Value, S::Error> {
            let mut is_first = true;
            while let Some(item) = list.next_element::<&'a RawValue>()? {
                if !std::mem::take(&mut is_first) {
                    self.0.push(ITEM_SEPARATOR);
                }
                match scalar(item.get()) {
                    Some(text) => self.0.push_str(&text.unwrap_or_default()),
                    None => return Ok(None),
                }
            }
            Ok(Some(self.0))
        }
    }
    let mut json = serde_json::Deserializer::from_str(raw);
    json.deserialize_seq(Items(CompactString::default())).ok()?
}

/// The keys of one object; `None` where `element` is none.
fn top_level_keys(element: &str) -> Option<Vec<Cow<'_, str>>> {
    struct Keys;
    impl<'a> Visitor<'a> for Keys {
        type Value = Vec<Cow<'a, str>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<Self::Value, M::Error> {
            let mut keys = Vec::new();
            while let Some(key) = map.next_key_seed(Borrowing)? {
                keys.push(key);
                map.next_value::<serde::de::IgnoredAny>()?;
            }
            Ok(keys)
        }
    }
    serde_json::Deserializer::from_str(element)
        .deserialize_map(Keys)
        .ok()
}
