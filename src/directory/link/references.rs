//! What members say of their departments: each distinct text is kept and resolved once.

use std::hash::BuildHasher;
use std::num::NonZeroU32;
use std::sync::Arc;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use rayon::prelude::*;

use crate::diagnostic::SourceId;
use crate::record::{Field, Form, ITEM_SEPARATOR, Record, Shared, Words};

use super::super::{Department, DepartmentId, Fault, RecordId};
use super::echoes::Echoes;
use super::identity::spread;
use super::paths::Found;
use super::{Linker, Map};

/// The distinct texts by which members of a source name their departments.
#[derive(Debug, Default)]
pub(in crate::directory) struct References {
    /// Half a hash and a number each, so that a text is only looked at where it is very likely the one.
    table: HashTable<(u32, u32)>,
    list: Vec<Reference>,
    /// Their texts.
    words: Arc<Words>,
    /// Those that are small numbers themselves, by source and field.
    codes: Vec<Codes>,
    scratch: String,
    echoes: Echoes,
}

/// The references of one source in one field that are small numbers, as codes often are: found without hashing.
#[derive(Debug)]
struct Codes {
    source: SourceId,
    field: Field,
    numbers: Vec<Option<ReferenceNumber>>,
}

/// The most digits of a code that is found without hashing.
const DIGITS: usize = 6;

/// How many codes are looked up in one go.
const CODES_AT_A_TIME: usize = 1 << 10;

/// How many times as large as the number of references such a code may be.
const SPARSE: usize = 64;

/// The number that `text` writes with a few digits, in the only way it can be written.
#[inline]
fn small_number(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    if bytes.len() > DIGITS || !matches!(bytes, [b'1'..=b'9', ..]) {
        return None;
    }
    let digit = |byte: &u8| usize::from(byte.wrapping_sub(b'0'));
    let mut digits = bytes.iter().map(digit);
    digits.try_fold(0, |number, digit| {
        (digit < 10).then_some(number * 10 + digit)
    })
}

/// The number of a reference, kept so that having none takes no room.
#[derive(Clone, Copy, Debug)]
pub(in crate::directory) struct ReferenceNumber(NonZeroU32);

/// Marks the number of a reference whose text is a whole path: records hold its number in place of the path.
const SHARED: u32 = 1 << 31;

impl ReferenceNumber {
    fn new(number: u32, is_shared: bool) -> Self {
        let number = NonZeroU32::MIN.saturating_add(number);
        Self(number | if is_shared { SHARED } else { 0 })
    }

    pub(super) fn index(self) -> usize {
        (self.0.get() & !SHARED) as usize - 1
    }

    /// The path that the record at `index` of its block shares with all that make this reference.
    #[inline]
    pub(in crate::directory) fn shared(self, index: u32) -> Option<Shared> {
        (self.0.get() & SHARED != 0).then(|| Shared {
            index,
            field: Field::MEMBER_DEPARTMENT_PATH,
            number: self.index() as u32,
        })
    }
}

/// One text that names one or several departments.
#[derive(Debug)]
pub(super) struct Reference {
    source: SourceId,
    /// The field that holds it; a code column goes before a path column.
    pub(super) field: Field,
    /// Whether the text is what the field holds, and not put together of several.
    is_whole: bool,
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
        let [code, path, second] = [
            Field::MEMBER_DEPARTMENT_CODE,
            Field::MEMBER_DEPARTMENT_PATH,
            Field::SECOND_DEPARTMENT_PATH,
        ]
        .map(|field| record.get(field).filled());
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
            let number = self.hashed(id, record.source(), field, &text, false);
            self.scratch = text;
            return Some(number);
        }
        Some(self.number(id, record.source(), field, text))
    }

    /// The number of the reference that the whole of a field makes.
    fn number(
        &mut self,
        first: RecordId,
        source: SourceId,
        field: Field,
        text: &str,
    ) -> ReferenceNumber {
        let Some(code) = small_number(text) else {
            return self.hashed(first, source, field, text, true);
        };
        let fits = |codes: &Codes| codes.source == source && codes.field == field;
        let index = self.codes.iter().rposition(fits).unwrap_or_else(|| {
            self.codes.push(Codes {
                source,
                field,
                numbers: Vec::new(),
            });
            self.codes.len() - 1
        });
        let known = self.codes[index].numbers.get(code).copied().flatten();
        known.unwrap_or_else(|| {
            let number = self.hashed(first, source, field, text, true);
            // Codes far beyond their number would take too much room.
            if code < SPARSE * (self.list.len() + 1) {
                let numbers = &mut self.codes[index].numbers;
                if numbers.len() <= code {
                    numbers.resize((code + 1).next_power_of_two(), None);
                }
                numbers[code] = Some(number);
            }
            number
        })
    }

    /// The number of a reference by its hash.
    fn hashed(
        &mut self,
        first: RecordId,
        source: SourceId,
        field: Field,
        text: &str,
        is_whole: bool,
    ) -> ReferenceNumber {
        let hash = FixedState::default().hash_one((source, field, text));
        let half = (hash >> 32) as u32;
        let list = &mut self.list;
        let words = Arc::make_mut(&mut self.words);
        let same = |(known_half, number): &(u32, u32)| {
            *known_half == half && {
                let known = &list[*number as usize];
                known.source == source
                    && known.field == field
                    && known.is_whole == is_whole
                    && words.get(*number) == text
            }
        };
        let is_path = field == Field::MEMBER_DEPARTMENT_PATH;
        let is_shared = is_path && is_whole && Words::shorten(text);
        if let Some((_, number)) = self.table.find(spread(half), same) {
            return ReferenceNumber::new(*number, is_shared);
        }
        let number = words.add(text);
        list.push(Reference {
            source,
            field,
            is_whole,
            first,
        });
        self.table
            .insert_unique(spread(half), (half, number), |(half, _)| spread(*half));
        ReferenceNumber::new(number, is_shared)
    }

    /// The distinct texts of `source`, in the order they were met.
    pub(in crate::directory) fn texts(&self, source: SourceId) -> impl Iterator<Item = &str> {
        self.with_texts()
            .filter(move |(reference, _)| reference.source == source)
            .map(|(_, text)| text)
    }

    /// All of them with their texts, in the order they were met.
    fn with_texts(&self) -> impl Iterator<Item = (&Reference, &str)> {
        let texts = (0..).map(|number| self.words.get(number));
        self.list.iter().zip(texts)
    }

    /// The texts by the numbers that [`ReferenceNumber::shared`] gives.
    pub(in crate::directory) fn words(&self) -> &Arc<Words> {
        &self.words
    }

    pub(super) fn get(&self, number: ReferenceNumber) -> &Reference {
        &self.list[number.index()]
    }
}

/// What references lead to, item by item.
#[derive(Debug, Default)]
pub(in crate::directory) struct Targets {
    items: Vec<Item>,
    /// By reference, where its items end.
    ends: Vec<u32>,
    /// The references in which a path has an empty level between filled ones, in order.
    gaps: Vec<u32>,
    unresolved: Vec<Unresolved>,
}

/// What one item of a reference leads to.
#[derive(Clone, Copy, Debug)]
enum Item {
    /// The item is empty.
    Empty,
    Department(DepartmentId),
    /// Nothing, or several departments: the number among what is not resolved.
    Unresolved(u32),
}

/// An item that leads to no department, or to several.
#[derive(Debug)]
pub(super) struct Unresolved {
    pub(super) text: Box<str>,
    /// The departments that fit equally.
    pub(super) candidates: Vec<DepartmentId>,
}

/// What one item of a reference leads to.
pub(super) enum Resolved<'t> {
    /// The item is empty.
    Empty,
    /// A department.
    Department(DepartmentId),
    /// Nothing, or several departments.
    Not(&'t Unresolved),
}

impl Targets {
    fn with_capacity(references: usize) -> Self {
        Self {
            items: Vec::with_capacity(references + references / 2),
            ends: Vec::with_capacity(references),
            ..Self::default()
        }
    }

    /// How many items the reference `number` has.
    #[inline]
    pub(super) fn len(&self, number: ReferenceNumber) -> usize {
        self.of(number).len()
    }

    /// What the items of the reference `number` lead to.
    pub(super) fn items(&self, number: ReferenceNumber) -> impl Iterator<Item = Resolved<'_>> {
        self.of(number).iter().map(|item| match item {
            Item::Empty => Resolved::Empty,
            Item::Department(id) => Resolved::Department(*id),
            Item::Unresolved(number) => Resolved::Not(&self.unresolved[*number as usize]),
        })
    }

    /// Whether in the reference `number` a path has an empty level between filled ones.
    pub(super) fn has_gap(&self, number: ReferenceNumber) -> bool {
        let index = number.index() as u32;
        !self.gaps.is_empty() && self.gaps.binary_search(&index).is_ok()
    }

    #[inline]
    fn of(&self, number: ReferenceNumber) -> &[Item] {
        let index = number.index();
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.items[start as usize..self.ends[index] as usize]
    }

    fn push(&mut self, item: Result<DepartmentId, Unresolved>) {
        self.items.push(match item {
            Ok(id) => Item::Department(id),
            Err(unresolved) => {
                self.unresolved.push(unresolved);
                Item::Unresolved(self.unresolved.len() as u32 - 1)
            }
        });
    }

    /// Ends the items of a reference.
    fn end(&mut self, has_gap: bool) {
        if has_gap {
            self.gaps.push(self.ends.len() as u32);
        }
        self.ends.push(self.items.len() as u32);
    }
}

impl Linker<'_> {
    /// Resolves every reference. Departments are made where paths are all that is known of them.
    pub(in crate::directory) fn references(&mut self, references: &References) -> Targets {
        let mut targets = Targets::with_capacity(references.list.len());
        let whole_paths = self.whole_paths(references);
        let coded = self.coded(references);
        // Paths come again in many lists.
        let mut known: Map<(SourceId, &str), (DepartmentId, bool)> = Map::default();
        let mut unlisted: Option<(RecordId, Field, usize)> = None;
        for ((reference, text), coded) in references.with_texts().zip(coded) {
            if let Some(id) = coded {
                targets.push(Ok(id));
                targets.end(false);
                continue;
            }
            let whole_paths = whole_paths[&reference.source];
            let is_path = reference.field != Field::MEMBER_DEPARTMENT_CODE;
            let mut has_gap = false;
            for item in self.separators[&reference.source].items(text) {
                if item.is_empty() {
                    targets.items.push(Item::Empty);
                    continue;
                }
                let key = (reference.source, item);
                if let Some((id, gap)) = known.get(&key).filter(|_| is_path) {
                    has_gap |= gap;
                    targets.push(Ok(*id));
                    continue;
                }
                let mut gap = false;
                let resolved = self.resolve(reference, item, whole_paths, &mut unlisted, &mut gap);
                if let Ok(id) = &resolved
                    && is_path
                {
                    known.insert(key, (*id, gap));
                }
                has_gap |= gap;
                targets.push(resolved);
            }
            targets.end(has_gap);
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

    /// The departments of references that are just the code of one.
    fn coded(&self, references: &References) -> Vec<Option<DepartmentId>> {
        let numbers = (0..references.list.len()).into_par_iter();
        let numbers = numbers.with_min_len(CODES_AT_A_TIME);
        let coded = numbers.map(|number| {
            let text = references.words.get(number as u32);
            // No separator cuts a number.
            let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
            let is_code = references.list[number].field == Field::MEMBER_DEPARTMENT_CODE;
            let code = (is_code && is_number).then(|| self.codes.get(text));
            code.flatten().copied()
        });
        coded.collect()
    }

    /// Which sources write whole paths.
    fn whole_paths(&self, references: &References) -> Map<SourceId, bool> {
        let mut whole_paths: Map<SourceId, bool> = Map::default();
        for (reference, text) in references.with_texts() {
            let is_known = whole_paths.entry(reference.source).or_default();
            if !*is_known {
                let separators = &self.separators[&reference.source];
                let has_levels = |item: &&str| separators.levels(item).nth(1).is_some();
                *is_known = separators.may_have_levels(text)
                    && separators.items(text).iter().any(has_levels);
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
    ) -> Result<DepartmentId, Unresolved> {
        let by_code = self.codes.get(item).copied();
        let is_code = reference.field == Field::MEMBER_DEPARTMENT_CODE;
        if let Some(id) = by_code.filter(|_| is_code) {
            return Ok(id);
        }
        let unresolved = |candidates| Unresolved {
            text: item.into(),
            candidates,
        };
        let (levels, gap) = self.levels(reference.source, item);
        *has_gap |= gap;
        if !self.has_departments && !is_code {
            let made = self.find_or_make(&levels, Some((reference.first, reference.field)));
            return made.ok_or_else(|| unresolved(Vec::new()));
        }
        match self.paths.find(&levels, whole_paths, &self.departments) {
            Found::One(id) => Ok(id),
            Found::Several(candidates) if by_code.is_none() => Err(unresolved(candidates)),
            _ => match by_code {
                Some(id) => Ok(id),
                None if self.is_unlisted(reference) => {
                    let (_, _, count) =
                        unlisted.get_or_insert((reference.first, reference.field, 0));
                    *count += 1;
                    Ok(self.make_placeholder(item, reference))
                }
                None => Err(unresolved(Vec::new())),
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
