//! Lists whose elements are told apart and read by tables of keys; knows no system.

use std::borrow::Cow;
use std::rc::Rc;

use serde_json::value::RawValue;

use crate::diagnostic::{Findings, SourceId};
use crate::record::{BlockWriter, Column, Field, Form, Order, RecordKind, Shape};

use super::List;
use super::keys::Keys;
use super::order::KeyOrder;
use super::reader::Reader;
use super::scan::Entries;

/// What becomes of the value under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Use {
    /// It is the value of a field.
    Field(Field),
    /// It is the value of a field that elements may lack without fault, so that it makes no column.
    Rarely(Field),
    /// It is the status of somebody, and these values say that they have left.
    Status(&'static [&'static str]),
    /// It is the path of the parent, names joined by `/`; with the name it makes the department's own path.
    ParentPath,
    /// It is the value of a field unless another key gives that one; then it is carried along as it is.
    Fallback(Field),
    /// No field is meant for it; it is carried along as it is, like every key the table does not know.
    Carried,
    /// Its own keys are carried along one by one.
    Spread,
    /// It is a list of elements of the same kind, read after this one.
    Elements,
    /// It is a list of departments, read after this one, which is their parent.
    Children,
    /// Whether departments in this one were left out of the reply.
    Deferred,
    /// It is what only the server knows the element by: carried along where changes are to be told to that server, else
    /// ignored.
    ServerId,
    /// It belongs to the reply or to the server's own bookkeeping and not to the directory.
    Ignored,
}

/// One kind of list, told apart and read by tables.
#[derive(Debug)]
pub(super) struct Elements {
    /// What it is called where the reading is explained.
    pub(super) name: &'static str,
    /// The keys it may stand under; `None` for a list or object without an envelope.
    pub(super) stands: &'static [Option<&'static str>],
    /// Groups of keys; of every group the first element has one.
    pub(super) required: &'static [&'static [&'static str]],
    /// Keys the first element does not have.
    pub(super) excluded: &'static [&'static str],
    /// What its elements are about.
    pub(super) kind: RecordKind,
    /// Which of two siblings comes first.
    pub(super) order: Order,
    /// The keys of an element.
    pub(super) keys: Keys,
}

impl Elements {
    /// Whether an element has the keys it is to have.
    fn looks_like(&self, element: &str) -> bool {
        let Some(found) = top_level_keys(element) else {
            return false;
        };
        let has = |key: &&str| found.iter().any(|found| found == key);
        self.required.iter().all(|group| group.iter().any(has)) && !self.excluded.iter().any(has)
    }
}

impl List for Elements {
    fn name(&self) -> &'static str {
        self.name
    }

    fn recognises(&self, key: Option<&str>, first: &str) -> bool {
        self.stands.contains(&key) && self.looks_like(first)
    }

    fn shape(&self, source: SourceId) -> Shape {
        let columns = self.keys.iter().filter_map(|(key, used)| match used {
            Use::Field(field) | Use::Fallback(field) => Some((key, field)),
            Use::Status(_) => Some((key, Field::STATUS)),
            Use::ParentPath => Some((key, Field::DEPARTMENT_PATH)),
            Use::Children => Some((key, Field::PARENT_CODE)),
            Use::Rarely(_)
            | Use::Carried
            | Use::Spread
            | Use::Elements
            | Use::Deferred
            | Use::ServerId
            | Use::Ignored => None,
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

    fn carried(&self) -> Vec<&'static str> {
        self.keys.carried().collect()
    }

    fn left(&self) -> &'static [&'static str] {
        let mut uses = self.keys.iter().map(|(_, used)| used);
        let left = uses.find_map(|used| match used {
            Use::Status(left) => Some(left),
            _ => None,
        });
        left.unwrap_or_default()
    }

    fn read(
        &self,
        element: &str,
        row: u32,
        records: &mut BlockWriter,
        order: &mut KeyOrder,
        findings: &mut Findings,
    ) -> bool {
        let source = records.shape().source;
        let mut next = Some((element, 0, None::<Rc<str>>));
        let mut waiting = Vec::new();
        let mut begun = 0;
        while let Some((element, depth, parent)) = next.take().or_else(|| waiting.pop()) {
            let keeps_ids = records.keeps_ids();
            let mut reader = Reader::new(&self.keys, records.open(self.kind, row), keeps_ids);
            begun += 1;
            if let Some(parent) = &parent {
                reader.set_parent(parent);
            }
            let inner = reader
                .read(element, order)
                .and_then(|()| reader.inner(depth));
            match inner {
                Ok(inner) => {
                    reader.report_deferred(source, row, findings);
                    let parent = reader.parent_of_inner();
                    let inner = inner.into_iter().rev();
                    waiting.extend(inner.map(|element| (element.get(), depth + 1, parent.clone())));
                }
                Err(fault) => {
                    (0..begun).for_each(|_| records.discard());
                    fault.report(source, row, findings);
                    return false;
                }
            }
        }
        true
    }
}

/// A list inside an object that stands under a key of the reply, e.g. `result` → `orgs`.
#[derive(Debug)]
pub(super) struct Page {
    /// The key of the object.
    pub(super) stands: &'static str,
    /// The keys the list may have in it.
    pub(super) lists: &'static [&'static str],
    /// What its elements are.
    pub(super) elements: &'static Elements,
}

impl Page {
    /// The elements of the list in `object`.
    fn elements<'t>(&self, object: &'t str) -> Option<Vec<&'t RawValue>> {
        let mut entries = Entries::of(object);
        while let Some(entry) = entries.next().ok()? {
            if self.lists.contains(&&*entry.key()) {
                return serde_json::from_str(entry.value().text()).ok();
            }
        }
        None
    }
}

impl List for Page {
    fn name(&self) -> &'static str {
        self.elements.name
    }

    fn recognises(&self, key: Option<&str>, first: &str) -> bool {
        let elements = || self.elements(first);
        key == Some(self.stands)
            && elements().is_some_and(|elements| match elements.first() {
                Some(element) => self.elements.looks_like(element.get()),
                None => true,
            })
    }

    fn shape(&self, source: SourceId) -> Shape {
        self.elements.shape(source)
    }

    fn carried(&self) -> Vec<&'static str> {
        self.elements.carried()
    }

    /// Reads the whole list; its elements are numbered from 1.
    fn read(
        &self,
        element: &str,
        _: u32,
        records: &mut BlockWriter,
        order: &mut KeyOrder,
        findings: &mut Findings,
    ) -> bool {
        let elements = self.elements(element).unwrap_or_default();
        let mut is_whole = true;
        for (row, element) in (1..).zip(elements) {
            is_whole &= self
                .elements
                .read(element.get(), row, records, order, findings);
        }
        is_whole
    }
}

/// The keys of one object; `None` where `element` is none.
fn top_level_keys(element: &str) -> Option<Vec<Cow<'_, str>>> {
    let mut entries = Entries::of(element);
    let mut keys = Vec::new();
    while let Some(entry) = entries.next().ok()? {
        keys.push(entry.key());
    }
    Some(keys)
}
