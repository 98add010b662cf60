//! What members say of their departments: each distinct text is kept and resolved once.

use std::hash::BuildHasher;
use std::num::NonZeroU32;
use std::sync::Arc;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::diagnostic::SourceId;
use crate::record::{Block, Field, ITEM_SEPARATOR, Record, Shared, Words};

use super::super::RecordId;
use super::echoes::Echoes;
use super::identity::spread;

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
    /// Which of [`NAMING`] the records that come next may have.
    are_named: [bool; NAMING.len()],
}

/// The fields that name the departments of a member, the strongest first.
const NAMING: [Field; 3] = [
    Field::MEMBER_DEPARTMENT_CODE,
    Field::MEMBER_DEPARTMENT_PATH,
    Field::SECOND_DEPARTMENT_PATH,
];

/// The references of one source in one field that are small numbers, as codes often are: found without hashing.
#[derive(Debug)]
struct Codes {
    source: SourceId,
    field: Field,
    numbers: Vec<Option<ReferenceNumber>>,
}

/// The most digits of a code that is found without hashing.
const DIGITS: usize = 6;

/// How many times as large as the number of references such a code may be.
const SPARSE: usize = 64;

/// The number that `text` writes with a few digits, in the only way it can be written.
#[inline]
pub(super) fn small_number(text: &str) -> Option<usize> {
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
    pub(super) source: SourceId,
    /// The field that holds it; a code column goes before a path column.
    pub(super) field: Field,
    /// Whether the text is what the field holds, and not put together of several.
    is_whole: bool,
    /// The first record that has it.
    pub(super) first: RecordId,
}

impl References {
    /// Gets ready for the records of `block`.
    pub(in crate::directory) fn expect(&mut self, block: &Block) {
        self.are_named = NAMING.map(|field| block.may_have(field));
        self.echoes.touch(block.echoes());
    }

    /// The number of the reference that `record`, one of the block got ready for, makes; `None` where it names no department.
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
        let [code, path, second] = std::array::from_fn(|index| {
            let field = self.are_named[index].then_some(NAMING[index])?;
            record.get(field).filled()
        });
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
        let numbers = 0..self.list.len() as u32;
        numbers
            .map(|number| self.at(number))
            .filter(move |(reference, _)| reference.source == source)
            .map(|(_, text)| text)
    }

    /// The texts by the numbers that [`ReferenceNumber::shared`] gives.
    pub(in crate::directory) fn words(&self) -> &Arc<Words> {
        &self.words
    }

    pub(super) fn get(&self, number: ReferenceNumber) -> &Reference {
        &self.list[number.index()]
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.list.len()
    }

    /// The one at `index`, in the order they were met, with its text.
    pub(super) fn at(&self, index: u32) -> (&Reference, &str) {
        (&self.list[index as usize], self.words.get(index))
    }
}
