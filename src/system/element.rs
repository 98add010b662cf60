//! Reads one JSON object into a record by a table of keys; knows no system.

use std::borrow::Cow;
use std::collections::HashSet;

use serde_json::value::RawValue;

use crate::diagnostic::code::{F007, F009};
use crate::diagnostic::{Findings, Place, SourceId};
use crate::locale::Argument;
use crate::record::{
    BlockWriter, Column, Field, Form, ITEM_SEPARATOR, LEVEL_SEPARATOR, Order, RecordKind, Shape,
    Value,
};

use super::List;
use super::scan::{Entries, Entry, Malformed, Raw};

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
            text: String::new(),
            records,
        };
        let Err(fault) = reader.read(element) else {
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

impl From<Malformed> for Fault {
    fn from(_: Malformed) -> Self {
        Self::Syntax
    }
}

impl Fault {
    /// The value of `entry` is of no kind that fits its key.
    fn kind(entry: &Entry<'_>) -> Self {
        Self::Type(entry.key.clone().into_owned())
    }

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
    fallback: Option<(Field, Entry<'a>)>,
    parent_path: Option<Cow<'a, str>>,
    /// The department's name.
    name: Option<Cow<'a, str>>,
    /// Where a value is put together.
    text: String,
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

    fn read(&mut self, element: &'a str) -> Result<(), Fault> {
        let mut entries = Entries::of(element);
        while let Some(entry) = entries.next()? {
            self.take(entry)?;
        }
        self.settle()
    }

    fn take(&mut self, entry: Entry<'a>) -> Result<(), Fault> {
        if entry.whole.len() > LONGEST_VALUE {
            return Err(Fault::Long(entry.key.chars().take(64).collect()));
        }
        let Some(index) = self.position(&entry.key) else {
            self.carry(&entry);
            return match self.others.replace(entry.key) {
                Some(key) => Err(Fault::Twice(key.into_owned())),
                None => Ok(()),
            };
        };
        if self.seen & 1 << index != 0 {
            return Err(Fault::Twice(entry.key.into_owned()));
        }
        self.seen |= 1 << index;
        match self.keys[index].1 {
            Use::Ignored => {}
            Use::Fallback(field) => self.fallback = Some((field, entry)),
            Use::Spread if entry.value.text.starts_with('{') => self.spread(entry.value.text)?,
            Use::Carried | Use::Spread => self.carry(&entry),
            Use::Field(field) | Use::Rarely(field) => self.push(field, &entry)?,
            Use::ParentPath => {
                let path = scalar(entry.value).ok_or_else(|| Fault::kind(&entry))?;
                self.parent_path = path.filter(|path| !path.is_empty());
            }
        }
        Ok(())
    }

    fn push(&mut self, field: Field, entry: &Entry<'a>) -> Result<(), Fault> {
        if entry.value.text.starts_with('[') {
            self.text.clear();
            join_items(entry.value, &mut self.text).ok_or_else(|| Fault::kind(entry))?;
            self.records.push(field, Value::Text(&self.text));
            return Ok(());
        }
        match scalar(entry.value).ok_or_else(|| Fault::kind(entry))? {
            None => self.records.push(field, Value::Null),
            Some(text) => {
                self.records.push(field, Value::Text(&text));
                if field == Field::DEPARTMENT_NAME {
                    self.name = Some(text);
                }
            }
        }
        Ok(())
    }

    /// Carries a key and its value along, without the white space between them.
    fn carry(&mut self, entry: &Entry<'a>) {
        let Entry { quoted, value, .. } = entry;
        let mut text = entry.whole;
        if quoted.len() + 1 + value.text.len() < text.len() {
            self.text.clear();
            self.text.extend([quoted, ":", value.text]);
            text = &self.text;
        }
        self.records.push(Field::RAW_JSON, Value::Text(text));
    }

    fn spread(&mut self, object: &'a str) -> Result<(), Fault> {
        let mut entries = Entries::of(object);
        let mut seen = HashSet::new();
        while let Some(entry) = entries.next()? {
            self.carry(&entry);
            if let Some(key) = seen.replace(entry.key) {
                return Err(Fault::Twice(key.into_owned()));
            }
        }
        Ok(())
    }

    /// Puts together what takes two keys: a department's path, and a value held back, which is its field's unless that
    /// has one.
    fn settle(&mut self) -> Result<(), Fault> {
        if let Some(parent) = self.parent_path.take() {
            let name = self.name.take().unwrap_or_default();
            let mut path = parent.trim_matches('/').replace('/', LEVEL);
            path.push(LEVEL_SEPARATOR);
            path.push_str(&name);
            self.records
                .push(Field::DEPARTMENT_PATH, Value::Text(&path));
        }
        let Some((field, entry)) = self.fallback.take() else {
            return Ok(());
        };
        let mut keys = self.keys.iter();
        let other = keys.position(|(_, used)| *used == Use::Field(field));
        if other.is_some_and(|other| self.seen & 1 << other != 0) {
            self.carry(&entry);
            return Ok(());
        }
        self.push(field, &entry)
    }
}

/// The text of a scalar, `Some(None)` for null; `None` for lists, objects and text that is no Unicode.
fn scalar(raw: Raw<'_>) -> Option<Option<Cow<'_, str>>> {
    let text = raw.text;
    match text.as_bytes().first()? {
        b'n' => Some(None),
        b'{' | b'[' => None,
        b'"' if raw.is_plain => Some(Some(Cow::Borrowed(&text[1..text.len() - 1]))),
        b'"' => Some(Some(serde_json::from_str(text).ok()?)),
        _ => Some(Some(Cow::Borrowed(text))),
    }
}

/// Writes the items of a list of scalars to `joined`, with [`ITEM_SEPARATOR`] between them; `None` for any other
/// list.
fn join_items(list: Raw<'_>, joined: &mut String) -> Option<()> {
    if list.is_plain {
        let items = list.text[1..list.text.len() - 1].chars();
        joined.extend(items.map(|c| if c == ',' { ITEM_SEPARATOR } else { c }));
        return Some(());
    }
    let items: Vec<&RawValue> = serde_json::from_str(list.text).ok()?;
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            joined.push(ITEM_SEPARATOR);
        }
        let text = item.get();
        let is_plain = !text.contains('\\');
        joined.push_str(&scalar(Raw { text, is_plain })?.unwrap_or_default());
    }
    Some(())
}

/// The keys of one object; `None` where `element` is none.
fn top_level_keys(element: &str) -> Option<Vec<Cow<'_, str>>> {
    let mut entries = Entries::of(element);
    let mut keys = Vec::new();
    while let Some(entry) = entries.next().ok()? {
        keys.push(entry.key);
    }
    Some(keys)
}
