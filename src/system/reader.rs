//! Reads the keys and values of one JSON object into a record.

use std::borrow::Cow;
use std::collections::HashSet;
use std::rc::Rc;

use serde_json::value::RawValue;

use crate::diagnostic::code::{F007, F009, F010};
use crate::diagnostic::{Findings, Place, SourceId};
use crate::locale::Argument;
use crate::record::{Field, ITEM_SEPARATOR, LEVEL_SEPARATOR, OpenRecord, Value, holds};

use super::element::Use;
use super::keys::Keys;
use super::order::KeyOrder;
use super::scan::{Entries, Entry, Malformed, Raw};
use super::waiting::Waiting;

/// [`LEVEL_SEPARATOR`] as text.
const LEVEL: &str = "\u{1f}";
const _: () = assert!(LEVEL.as_bytes()[0] as char == LEVEL_SEPARATOR);

/// The longest value that is read, in bytes; a record keeps no longer one.
const LONGEST_VALUE: usize = (2 << 20) - 1024;

/// Values longer than this, in bytes, are taken with care.
const SHORT: usize = 1 << 16;

/// How deep elements may lie inside each other; no system has as many levels.
const DEEPEST: usize = 64;

/// Why an element cannot be read.
pub(super) enum Fault {
    /// It is no JSON object.
    Syntax,
    /// The value under a key is of no kind that fits it.
    Type(String),
    /// The value under a key is longer than a record keeps.
    Long(String),
    /// A key is there twice.
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
        Self::Type(entry.key().into_owned())
    }

    /// Reports why the element numbered `row` cannot be read.
    pub(super) fn report(self, source: SourceId, row: u32, findings: &mut Findings) {
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

/// Reads the keys and values of one object into a record.
pub(super) struct Reader<'a, 'w> {
    keys: &'w Keys,
    /// A bit for each of `keys`.
    seen: u64,
    /// A bit for each field of the table that a key gave.
    given: u64,
    /// The keys that are not in `keys`.
    others: HashSet<Cow<'a, str>>,
    fallback: Option<(Field, Entry<'a>)>,
    parent_path: Option<Cow<'a, str>>,
    /// The department's name.
    name: Option<Cow<'a, str>>,
    /// The department's code.
    code: Option<Cow<'a, str>>,
    /// The list of elements inside this one.
    inner: Option<Entry<'a>>,
    /// Whether this one is the parent of those.
    is_parent: bool,
    /// Whether departments in this one were left out.
    is_deferred: bool,
    /// Where a value is put together.
    text: String,
    /// The object.
    element: &'a str,
    /// Texts of it that are not in the record yet.
    waiting: Waiting,
    record: OpenRecord<'w>,
    /// Whether the record also keeps what only the server it comes from knows it by.
    keeps_ids: bool,
}

impl<'a, 'w> Reader<'a, 'w> {
    /// Starts with a record that is empty.
    pub(super) fn new(keys: &'w Keys, record: OpenRecord<'w>, keeps_ids: bool) -> Self {
        Self {
            keys,
            seen: 0,
            given: 0,
            others: HashSet::new(),
            fallback: None,
            parent_path: None,
            name: None,
            code: None,
            inner: None,
            is_parent: false,
            is_deferred: false,
            text: String::new(),
            element: "",
            waiting: Waiting::default(),
            record,
            keeps_ids,
        }
    }

    /// Says that the element is in the department with the code `parent`.
    pub(super) fn set_parent(&mut self, parent: &str) {
        self.record.push(Field::PARENT_CODE, Value::Text(parent));
    }

    /// The code of the department just read, where it is the parent of those inside it.
    pub(super) fn parent_of_inner(&self) -> Option<Rc<str>> {
        let code = self.code.as_deref().filter(|_| self.is_parent);
        code.map(Rc::from)
    }

    /// Reports F010 where departments in the one just read were left out.
    pub(super) fn report_deferred(&self, source: SourceId, row: u32, findings: &mut Findings) {
        if self.is_deferred && self.inner.is_none() {
            let name = self.name.as_deref().unwrap_or_default();
            let finding = findings.report(&F010, Place::row(source, row));
            finding
                .value(name)
                .with("case", "deferred")
                .with("count", 0u32);
        }
    }

    /// The elements inside the one just read, which lies `depth` elements deep itself.
    pub(super) fn inner(&self, depth: usize) -> Result<Vec<&'a RawValue>, Fault> {
        let Some(entry) = &self.inner else {
            return Ok(Vec::new());
        };
        if depth > DEEPEST {
            return Err(Fault::kind(entry));
        }
        serde_json::from_str(entry.value().text()).map_err(|_| Fault::kind(entry))
    }

    /// Reads one whole object.
    pub(super) fn read(&mut self, element: &'a str, order: &mut KeyOrder) -> Result<(), Fault> {
        self.element = element;
        let mut entries = Entries::of(element);
        order.start(self.keys);
        let mut last = Some(KeyOrder::BEGINNING);
        loop {
            if let Some(lead) = last.and_then(|last| order.behind(last))
                && let Some(value) = entries.next_likely(lead)?
            {
                let index = lead.number();
                if !self.take_quickly(index, value) {
                    self.take(&entries.likely_entry(lead, value), Some(index))?;
                }
                last = Some(index);
                continue;
            }
            let Some(entry) = entries.next()? else {
                break;
            };
            let index = self.keys.find(&entry.key());
            if let (Some(last), Some(index)) = (last, index) {
                order.note(last, &entry, index);
            }
            self.take(&entry, index)?;
            last = index;
        }
        self.settle()?;
        self.waiting.push_all(element, &mut self.record);
        Ok(())
    }

    /// Takes a value where that is simple; `false` leaves it to be taken with care.
    #[inline(always)]
    fn take_quickly(&mut self, index: usize, value: Raw<'a>) -> bool {
        let bit = 1 << index;
        if self.seen & bit != 0 || value.len() > SHORT {
            return false;
        }
        let is_taken = match self.keys.used(index) {
            Use::Field(field) | Use::Rarely(field) => {
                let is_taken = self.let_wait(field, value);
                self.given |= u64::from(is_taken) << field.number();
                is_taken
            }
            Use::Status(_) => self.let_wait(Field::STATUS, value),
            Use::Carried => self
                .record
                .leave_out(self.keys.carried_rank(index), value.is_filled()),
            Use::Ignored => true,
            _ => false,
        };
        self.seen |= u64::from(is_taken) << index;
        is_taken
    }

    /// Lets a value of `field` wait; `false` where it has to be pushed with care.
    #[inline(always)]
    fn let_wait(&mut self, field: Field, value: Raw<'a>) -> bool {
        let is_asked_for = matches!(field, Field::DEPARTMENT_NAME | Field::DEPARTMENT_CODE);
        let (Some(slot), Some(span)) = (self.record.free_slot(field), value.plain()) else {
            return false;
        };
        let text = &self.element.as_bytes()[span.clone()];
        !is_asked_for && (text.is_empty() || holds(text)) && self.waiting.add(slot, &span)
    }

    /// Takes an entry whose key has the number `index`, if it has one.
    fn take(&mut self, entry: &Entry<'a>, index: Option<usize>) -> Result<(), Fault> {
        let used = index.map_or(Use::Carried, |index| self.keys.used(index));
        if entry.len() > LONGEST_VALUE
            && !matches!(used, Use::Elements | Use::Children | Use::Ignored)
        {
            return Err(Fault::Long(entry.key().chars().take(64).collect()));
        }
        let Some(index) = index else {
            self.carry(entry);
            return match self.others.replace(entry.key()) {
                Some(key) => Err(Fault::Twice(key.into_owned())),
                None => Ok(()),
            };
        };
        if self.seen & 1 << index != 0 {
            return Err(Fault::Twice(entry.key().into_owned()));
        }
        self.seen |= 1 << index;
        match used {
            Use::Ignored => {}
            Use::ServerId if self.keeps_ids => self.carry(entry),
            Use::ServerId => {}
            Use::Elements | Use::Children if entry.value().text() == "null" => {}
            Use::Elements => self.inner = Some(*entry),
            Use::Children => {
                self.inner = Some(*entry);
                self.is_parent = true;
            }
            Use::Deferred => self.is_deferred = entry.value().text() == "true",
            Use::Fallback(field) => self.fallback = Some((field, *entry)),
            Use::Spread if entry.value().text().starts_with('{') => {
                self.spread(entry.value().text())?
            }
            Use::Carried if entry.is_key_plain() && self.leaves_out(index, entry) => {}
            Use::Carried | Use::Spread => self.carry(entry),
            Use::Status(_) => self.push(Field::STATUS, entry)?,
            Use::Field(field) | Use::Rarely(field) => {
                self.given |= 1 << field.number();
                self.push(field, entry)?;
            }
            Use::ParentPath => {
                let path = scalar(entry.value()).ok_or_else(|| Fault::kind(entry))?;
                self.parent_path = path.filter(|path| !path.is_empty());
            }
        }
        Ok(())
    }

    /// Pushes the value of `entry`, behind those that wait.
    fn push(&mut self, field: Field, entry: &Entry<'a>) -> Result<(), Fault> {
        self.waiting.push_all(self.element, &mut self.record);
        let value = entry.value();
        if value.is_list() {
            self.text.clear();
            join_items(value, &mut self.text).ok_or_else(|| Fault::kind(entry))?;
            self.record.push(field, Value::Text(&self.text));
            return Ok(());
        }
        let Some(text) = scalar(value).ok_or_else(|| Fault::kind(entry))? else {
            self.record.push(field, Value::Null);
            return Ok(());
        };
        self.record.push(field, Value::Text(&text));
        if field == Field::DEPARTMENT_NAME {
            self.name = Some(text);
        } else if field == Field::DEPARTMENT_CODE {
            self.code = Some(text);
        }
        Ok(())
    }

    /// Carries a key and its value along, without the white space between them.
    fn carry(&mut self, entry: &Entry<'a>) {
        let (quoted, value) = (entry.quoted(), entry.value());
        let mut text = entry.whole();
        if quoted.len() + 1 + value.len() < text.len() {
            self.text.clear();
            self.text.extend([quoted, ":", value.text()]);
            text = &self.text;
        }
        self.record.push(Field::RAW_JSON, Value::Text(text));
    }

    /// Whether the records do not keep the value of the key numbered `index`; notes whether it has one.
    fn leaves_out(&mut self, index: usize, entry: &Entry<'a>) -> bool {
        let rank = self.keys.carried_rank(index);
        self.record.leave_out(rank, entry.value().is_filled())
    }

    fn spread(&mut self, object: &'a str) -> Result<(), Fault> {
        let mut entries = Entries::of(object);
        let mut seen = HashSet::new();
        while let Some(entry) = entries.next()? {
            self.carry(&entry);
            if let Some(key) = seen.replace(entry.key()) {
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
            self.record.push(Field::DEPARTMENT_PATH, Value::Text(&path));
        }
        let Some((field, entry)) = self.fallback.take() else {
            return Ok(());
        };
        if self.given & 1 << field.number() != 0 {
            self.carry(&entry);
            return Ok(());
        }
        match self.let_wait(field, entry.value()) {
            true => Ok(()),
            false => self.push(field, &entry),
        }
    }
}

/// The text of a scalar, `Some(None)` for null; `None` for lists, objects and text that is no Unicode.
fn scalar(raw: Raw<'_>) -> Option<Option<Cow<'_, str>>> {
    let text = raw.text();
    match text.as_bytes().first()? {
        b'n' => Some(None),
        b'{' | b'[' => None,
        b'"' => Some(Some(match raw.plain_text() {
            Some(text) => Cow::Borrowed(text),
            None => serde_json::from_str(text).ok()?,
        })),
        _ => Some(Some(Cow::Borrowed(text))),
    }
}

/// Writes the items of a list of scalars to `joined`, with [`ITEM_SEPARATOR`] between them; `None` for any other
/// list.
fn join_items(list: Raw<'_>, joined: &mut String) -> Option<()> {
    if let Some(items) = list.plain_items() {
        for (index, item) in items.enumerate() {
            if index > 0 {
                joined.push(ITEM_SEPARATOR);
            }
            joined.push_str(item);
        }
        return Some(());
    }
    let items: Vec<&RawValue> = serde_json::from_str(list.text()).ok()?;
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            joined.push(ITEM_SEPARATOR);
        }
        joined.push_str(&scalar(Raw::of(item.get()))?.unwrap_or_default());
    }
    Some(())
}
