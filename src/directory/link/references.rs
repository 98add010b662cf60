//! What members say of their departments: each distinct text is kept and resolved once.

use std::hash::BuildHasher;
use std::num::NonZeroU32;

use compact_str::CompactString;
use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::diagnostic::SourceId;
use crate::record::{Field, Form, ITEM_SEPARATOR, Record};

use super::super::{Department, DepartmentId, Fault, RecordId};
use super::echoes::Echoes;
use super::paths::Found;
use super::{Linker, Map};

/// The distinct texts by which members of a source name their departments.
#[derive(Debug, Default)]
pub(in crate::directory) struct References {
    /// Half a hash and a number each, so that a text is only looked at where it is very likely the one.
    table: HashTable<(u32, u32)>,
    list: Vec<Reference>,
    scratch: String,
    echoes: Echoes,
}

/// The number of a reference, kept so that having none takes no room.
#[derive(Clone, Copy, Debug)]
pub(in crate::directory) struct ReferenceNumber(NonZeroU32);

impl ReferenceNumber {
    pub(super) fn new(number: u32) -> Self {
        Self(NonZeroU32::MIN.saturating_add(number))
    }

    pub(super) fn index(self) -> usize {
        self.0.get() as usize - 1
    }
}

/// One text that names one or several departments.
#[derive(Debug)]
pub(super) struct Reference {
    source: SourceId,
    /// The field that holds it; a code column goes before a path column.
    pub(super) field: Field,
    text: CompactString,
    hash: u64,
    /// The first record that has it.
    first: RecordId,
}

impl References {
    /// The number of the reference that `record` makes; `None` where it names no department.
    pub(in crate::directory) fn intern(
        &mut self,
        id: RecordId,
        record: Record<'_>,
    ) -> Option<ReferenceNumber> {
        if let Some(number) = self.echoes.find(record) {
            return Some(number);
        }
        let number = self.compose(id, record)?;
        self.echoes.note(record, number);
        Some(number)
    }

    fn compose(&mut self, id: RecordId, record: Record<'_>) -> Option<ReferenceNumber> {
        let (mut code, mut path, mut second) = (None, None, None);
        for (field, value) in record.values() {
            match field {
                Field::MEMBER_DEPARTMENT_CODE => code = value.filled(),
                Field::MEMBER_DEPARTMENT_PATH => path = value.filled(),
                Field::SECOND_DEPARTMENT_PATH => second = value.filled(),
                _ => {}
            }
        }
        let (field, text) = match (code, path, second) {
            (Some(code), _, _) => (Field::MEMBER_DEPARTMENT_CODE, code),
            (None, Some(path), _) => (Field::MEMBER_DEPARTMENT_PATH, path),
            (None, None, Some(second)) => (Field::SECOND_DEPARTMENT_PATH, second),
            (None, None, None) => return None,
        };
        if let Some(second) = second.filter(|_| field != Field::SECOND_DEPARTMENT_PATH) {
            self.scratch.clear();
            self.scratch.push_str(text);
            self.scratch.push(ITEM_SEPARATOR);
            self.scratch.push_str(second);
            let text = std::mem::take(&mut self.scratch);
            let number = self.number(id, record.source(), field, &text);
            self.scratch = text;
            return Some(number);
        }
        Some(self.number(id, record.source(), field, text))
    }

    fn number(
        &mut self,
        first: RecordId,
        source: SourceId,
        field: Field,
        text: &str,
    ) -> ReferenceNumber {
        let hash = FixedState::default().hash_one((source, field, text));
        let half = hash as u32;
        let list = &mut self.list;
        let same = |(known_half, number): &(u32, u32)| {
            *known_half == half && {
                let known = &list[*number as usize];
                known.source == source && known.field == field && known.text == text
            }
        };
        if let Some((_, number)) = self.table.find(hash, same) {
            return ReferenceNumber::new(*number);
        }
        let number = list.len() as u32;
        list.push(Reference {
            source,
            field,
            text: text.into(),
            hash,
            first,
        });
        self.table
            .insert_unique(hash, (half, number), |(_, number)| {
                list[*number as usize].hash
            });
        ReferenceNumber::new(number)
    }

    /// The distinct texts of `source`, in the order they were met.
    pub(in crate::directory) fn texts(&self, source: SourceId) -> impl Iterator<Item = &str> {
        self.list
            .iter()
            .filter(move |reference| reference.source == source)
            .map(|reference| &*reference.text)
    }

    pub(super) fn get(&self, number: ReferenceNumber) -> &Reference {
        &self.list[number.index()]
    }
}

/// What a reference leads to, item by item.
#[derive(Debug, Default)]
pub(in crate::directory) struct Target {
    /// What each item leads to; `None` for an empty item.
    pub(super) items: Vec<Option<Resolved>>,
    /// Whether a path has an empty level between filled ones.
    pub(super) has_gap: bool,
}

/// What one item of a reference leads to.
#[derive(Debug)]
pub(super) enum Resolved {
    /// A department.
    Department(DepartmentId),
    /// Nothing, or several departments.
    Not {
        text: Box<str>,
        candidates: Vec<DepartmentId>,
    },
}

impl Linker<'_> {
    /// Resolves every reference. Departments are made where paths are all that is known of them.
    pub(in crate::directory) fn references(&mut self, references: &References) -> Vec<Target> {
        let mut targets = Vec::with_capacity(references.list.len());
        let whole_paths = self.whole_paths(references);
        // Paths come again in many lists.
        let mut known: Map<(SourceId, &str), (DepartmentId, bool)> = Map::default();
        let mut unlisted: Option<(RecordId, Field, usize)> = None;
        for reference in &references.list {
            let mut target = Target::default();
            let is_path = reference.field != Field::MEMBER_DEPARTMENT_CODE;
            for item in self.separators[&reference.source].items(&reference.text) {
                if item.is_empty() {
                    target.items.push(None);
                    continue;
                }
                let key = (reference.source, item);
                if let Some((id, has_gap)) = known.get(&key).filter(|_| is_path) {
                    target.has_gap |= has_gap;
                    target.items.push(Some(Resolved::Department(*id)));
                    continue;
                }
                let whole_paths = whole_paths[&reference.source];
                let mut has_gap = false;
                let resolved =
                    self.resolve(reference, item, whole_paths, &mut unlisted, &mut has_gap);
                if let Resolved::Department(id) = &resolved
                    && is_path
                {
                    known.insert(key, (*id, has_gap));
                }
                target.has_gap |= has_gap;
                target.items.push(Some(resolved));
            }
            targets.push(target);
        }
        if let Some((record, field, departments)) = unlisted {
            self.faults.push(Fault::NoDepartmentList {
                record,
                field,
                departments,
            });
        }
        targets
    }

    /// Which sources write whole paths.
    fn whole_paths(&self, references: &References) -> Map<SourceId, bool> {
        let mut whole_paths: Map<SourceId, bool> = Map::default();
        for reference in &references.list {
            let is_known = whole_paths.entry(reference.source).or_default();
            if !*is_known {
                let separators = &self.separators[&reference.source];
                let items = separators.items(&reference.text);
                *is_known = items
                    .iter()
                    .any(|item| separators.levels(item).nth(1).is_some());
            }
        }
        whole_paths
    }

    fn resolve(
        &mut self,
        reference: &Reference,
        item: &str,
        whole_paths: bool,
        unlisted: &mut Option<(RecordId, Field, usize)>,
        has_gap: &mut bool,
    ) -> Resolved {
        let by_code = self.codes.get(item).copied();
        let is_code = reference.field == Field::MEMBER_DEPARTMENT_CODE;
        if let Some(id) = by_code.filter(|_| is_code) {
            return Resolved::Department(id);
        }
        let (levels, gap) = self.levels(reference.source, item);
        *has_gap |= gap;
        if !self.has_departments && !is_code {
            let made = self.find_or_make(&levels, Some((reference.first, reference.field)));
            return made.map_or_else(
                || Resolved::Not {
                    text: item.into(),
                    candidates: Vec::new(),
                },
                Resolved::Department,
            );
        }
        match self.paths.find(&levels, whole_paths, &self.departments) {
            Found::One(id) => Resolved::Department(id),
            Found::Several(candidates) if by_code.is_none() => Resolved::Not {
                text: item.into(),
                candidates,
            },
            _ => match by_code {
                Some(id) => Resolved::Department(id),
                None if self.is_unlisted(reference) => {
                    let (_, _, count) =
                        unlisted.get_or_insert((reference.first, reference.field, 0));
                    *count += 1;
                    Resolved::Department(self.make_placeholder(item, reference))
                }
                None => Resolved::Not {
                    text: item.into(),
                    candidates: Vec::new(),
                },
            },
        }
    }

    /// Whether a dump names departments by id and no department list was read beside it.
    fn is_unlisted(&self, reference: &Reference) -> bool {
        !self.has_departments && self.record(reference.first).shape().form == Form::Json
    }

    fn make_placeholder(&mut self, code: &str, reference: &Reference) -> DepartmentId {
        let id = self.make_department(code, None, Some((reference.first, reference.field)));
        let department = self.department_mut(id);
        *department = Department {
            code: Some(code.into()),
            placeholder: true,
            ..department.clone()
        };
        self.codes.insert(code.into(), id);
        id
    }
}
