//! orgferry's own JSON: departments are numbered in a document, so its lists are read together.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Findings, Place, SourceId};
use crate::record::document::{
    DepartmentEntry, Extra, FORMAT, Json, MemberEntry, MembershipEntry, VERSION,
};
use crate::record::{
    BlockWriter, Column, Field, Form, ITEM_SEPARATOR, LEVEL_SEPARATOR, Order, RecordKind, Shape,
    Value,
};
use crate::source::Fault;
use crate::source::json::{Elements, malformed, report_malformed};
use crate::system::Envelope;

use super::leavers::Leavers;
use super::names;
use super::parser::Parsed;

/// A department of the document, by which members and further departments name it.
struct Known {
    code: Option<String>,
    /// The names from the top down, joined by [`LEVEL_SEPARATOR`].
    path: String,
}

/// A document of ours while it is read. Departments come before members, parents before children.
#[derive(Default)]
pub(super) struct OwnDocument {
    departments: HashMap<u32, Known>,
    /// The version, where it is newer than ours.
    newer: Option<u32>,
}

impl OwnDocument {
    /// What a document says of itself by.
    pub(super) const KEYS: [&str; 2] = ["format", "version"];

    /// Recognises a document by what it says of itself.
    pub(super) fn recognise(envelope: &Envelope<'_>) -> Option<Self> {
        let is_own = envelope.text("format").as_deref() == Some(FORMAT);
        let version = u32::try_from(envelope.integer("version")?).ok()?;
        is_own.then(|| Self {
            departments: HashMap::new(),
            newer: (version > VERSION).then_some(version),
        })
    }

    /// Why the document is refused: a newer version than ours is not guessed at.
    pub(super) fn refusal(&self) -> Option<Fault> {
        self.newer
            .map(|version| Fault::unsupported("newer-version").with("version", version))
    }

    /// Reads elements of the list under `key` into records.
    pub(super) fn records_of(
        &mut self,
        key: &str,
        source: SourceId,
        elements: &Elements,
        takes_leavers: bool,
    ) -> Parsed {
        let mut writer = BlockWriter::new(Arc::new(shape(source)));
        let mut findings = Findings::default();
        let texts = elements.texts(&mut findings);
        let mut rejected = 0;
        for (index, (row, text)) in texts.iter().enumerate() {
            let read = match key {
                "departments" => self.department(row, &text, &mut writer),
                "members" => self.member(row, &text, &mut writer),
                _ => Ok(()),
            };
            if let Err(error) = read {
                let position = elements.position(index, error.line(), error.column());
                report_malformed(
                    &mut findings,
                    Place::row(source, row),
                    position,
                    malformed(&error),
                );
                rejected += 1;
            }
        }
        let (block, leavers) = match takes_leavers {
            true => (writer.take(), Leavers::default()),
            false => Leavers::take_from(writer.take(), &[]),
        };
        let block = names::without_hidden(block, &mut findings);
        Parsed {
            block,
            findings,
            rejected,
            leavers,
        }
    }

    fn department(
        &mut self,
        row: u32,
        text: &str,
        writer: &mut BlockWriter,
    ) -> serde_json::Result<()> {
        let entry: DepartmentEntry<'_> = serde_json::from_str(text)?;
        let parent = entry
            .parent
            .and_then(|parent| self.departments.get(&parent));
        writer.begin(RecordKind::Department, row);
        match parent {
            Some(Known {
                code: Some(code), ..
            }) => writer.push(Field::PARENT_CODE, Value::Text(code)),
            Some(parent) => writer.push(Field::PARENT_PATH, Value::Text(&parent.path)),
            None => {}
        }
        for (field, text) in entry.texts() {
            writer.push(field, text.value());
        }
        push_extra(&entry.extra, writer);
        let name = entry.name.value().or_empty();
        let path = match parent {
            Some(parent) => format!("{}{LEVEL_SEPARATOR}{name}", parent.path),
            None => name.to_owned(),
        };
        let code = entry.code.value().filled().map(str::to_owned);
        self.departments.insert(entry.id, Known { code, path });
        Ok(())
    }

    fn member(&self, row: u32, text: &str, writer: &mut BlockWriter) -> serde_json::Result<()> {
        let entry: MemberEntry<'_> = serde_json::from_str(text)?;
        writer.begin(RecordKind::Member, row);
        for (field, text) in entry.texts() {
            writer.push(field, text.value());
        }
        push_extra(&entry.extra, writer);
        let memberships = &entry.departments;
        let departments: Vec<(Option<&str>, &str)> =
            memberships.iter().map(|one| self.named(one)).collect();
        let main = memberships.iter().position(|one| one.main);
        if departments.iter().all(|(code, _)| code.is_some()) {
            let codes: Vec<&str> = departments.iter().filter_map(|(code, _)| *code).collect();
            push_list(Field::MEMBER_DEPARTMENT_CODE, &codes, writer);
            push_list(
                Field::MAIN_DEPARTMENT,
                main.map(|main| codes[main]).as_slice(),
                writer,
            );
        } else {
            let paths: Vec<&str> = departments.iter().map(|(_, path)| *path).collect();
            push_list(Field::MEMBER_DEPARTMENT_PATH, &paths, writer);
            push_list(
                Field::MAIN_DEPARTMENT,
                main.map(|main| paths[main]).as_slice(),
                writer,
            );
        }
        let leads = memberships
            .iter()
            .map(|one| one.leader.map(|leads| u32::from(leads).to_string()));
        push_aligned(Field::IS_LEADER, leads, writer);
        let orders = memberships
            .iter()
            .map(|one| one.order.map(|order| order.to_string()));
        push_aligned(Field::MEMBER_ORDER, orders, writer);
        Ok(())
    }

    /// Code and path of a membership's department; a number that the document does not have is its own path, which
    /// leads nowhere.
    fn named(&self, membership: &MembershipEntry) -> (Option<&str>, &str) {
        match self.departments.get(&membership.department) {
            Some(known) => (known.code.as_deref(), &known.path),
            None => (None, "?"),
        }
    }
}

fn push_list(field: Field, items: &[&str], writer: &mut BlockWriter) {
    if !items.is_empty() {
        let list = items.join(ITEM_SEPARATOR.encode_utf8(&mut [0; 4]));
        writer.push(field, Value::Text(&list));
    }
}

/// Pushes a list beside the departments, unless none of its items says anything.
fn push_aligned(
    field: Field,
    items: impl Iterator<Item = Option<String>>,
    writer: &mut BlockWriter,
) {
    let items: Vec<Option<String>> = items.collect();
    if items.iter().any(Option::is_some) {
        let texts: Vec<&str> = items
            .iter()
            .map(|item| item.as_deref().unwrap_or_default())
            .collect();
        push_list(field, &texts, writer);
    }
}

fn push_extra(extra: &Extra<'_>, writer: &mut BlockWriter) {
    for (key, value) in &extra.0 {
        let key = serde_json::Value::from(&**key);
        let text = match value {
            Json::Raw(raw) => format!("{key}:{raw}"),
            Json::Text(text) => format!("{key}:{}", serde_json::Value::from(&**text)),
        };
        writer.push(Field::RAW_JSON, Value::Text(&text));
    }
}

fn shape(source: SourceId) -> Shape {
    let columns = Field::all().filter(|field| *field != Field::RAW_JSON);
    let column = |field: Field| Column {
        field,
        number: 0,
        header: key_of(field).into(),
    };
    Shape {
        source,
        form: Form::Json,
        order: Order::SmallerFirst,
        columns: columns.map(column).collect(),
    }
}

/// The key under which a document holds `field`.
fn key_of(field: Field) -> &'static str {
    let id = field.id();
    match id.split_once('.') {
        Some(("membership", _)) => "departments",
        Some((_, key)) => key,
        None => id,
    }
}
