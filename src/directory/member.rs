//! A member, read through the records that make them up, and their memberships.

use crate::diagnostic::Place;
use crate::record::{Field, Lookup, Record, Value, key_and_value};

use super::{DepartmentId, Directory, RecordId};

/// The number of a member in its directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MemberId(pub u32);

/// What the directory keeps of a member.
#[derive(Clone, Copy, Debug)]
pub(super) struct MemberEntry {
    /// The first record.
    pub(super) record: RecordId,
    /// Where the memberships start.
    pub(super) memberships: u32,
    /// Whether later records were merged into this member.
    pub(super) is_merged: bool,
}

/// A member of a directory.
#[derive(Clone, Copy, Debug)]
pub struct Member<'d> {
    pub(super) directory: &'d Directory,
    pub(super) id: MemberId,
    pub(super) record: Record<'d>,
    pub(super) is_merged: bool,
}

impl<'d> Member<'d> {
    /// The member's number.
    #[must_use]
    pub fn id(&self) -> MemberId {
        self.id
    }

    /// The record the member was first read from.
    #[must_use]
    #[inline]
    pub fn record(&self) -> Record<'d> {
        self.record
    }

    /// The record, where the member was read from just one.
    #[must_use]
    pub fn only_record(&self) -> Option<Record<'d>> {
        (!self.is_merged).then_some(self.record)
    }

    /// All records of the member, the first one first.
    pub fn records(&self) -> impl Iterator<Item = Record<'d>> + use<'d> {
        let directory = self.directory;
        std::iter::once(self.record()).chain(
            self.merged()
                .iter()
                .map(move |(_, record)| directory.record(*record)),
        )
    }

    fn merged(&self) -> &'d [(MemberId, RecordId)] {
        if !self.is_merged {
            return &[];
        }
        let merged = &self.directory.merged;
        let start = merged.partition_point(|(member, _)| *member < self.id);
        let end = merged.partition_point(|(member, _)| *member <= self.id);
        &merged[start..end]
    }

    /// What is known of `field`: the first filled value of the member's records, else what the first record says.
    #[must_use]
    #[inline]
    pub fn get(&self, field: Field) -> Value<'d> {
        let first = self.record.get(field);
        if !self.is_merged || first.filled().is_some() {
            return first;
        }
        self.later(field, first)
    }

    /// What is known of each of the fields of `lookup`, as [`Member::get`] gives it.
    #[must_use]
    #[inline]
    pub fn get_each<const N: usize>(&self, lookup: &mut Lookup<'d, N>) -> [Value<'d>; N] {
        let mut values = self.record.get_each(lookup);
        if self.is_merged {
            for (value, field) in values.iter_mut().zip(lookup.fields()) {
                *value = self.get(*field);
            }
        }
        values
    }

    /// What the records after the first one say of `field`, of which that says `first`.
    fn later(&self, field: Field, first: Value<'d>) -> Value<'d> {
        let later = self.records().skip(1).map(|record| record.get(field));
        later.fold(first, |known, value| match (known.filled(), value) {
            (None, value) if value.filled().is_some() || known.is_absent() => value,
            _ => known,
        })
    }

    /// Every value known of the member: fields of the table as [`Member::get`] gives them, keys of dumps from the
    /// first record that has them, the user's own columns from all records.
    pub fn values(&self) -> impl Iterator<Item = (Field, Value<'d>)> + use<'d> {
        let member = *self;
        self.records().enumerate().flat_map(move |(index, record)| {
            record.values().filter_map(move |(field, value)| {
                if !member.is_merged || field.is_extra() {
                    return Some((field, value));
                }
                let mut earlier = member.records().take(index);
                if field == Field::RAW_JSON {
                    let key = json_key(value);
                    let has_key =
                        |(field, value)| field == Field::RAW_JSON && json_key(value) == key;
                    return (!earlier.any(|record| record.values().any(has_key)))
                        .then_some((field, value));
                }
                let is_known = earlier.any(|record| !record.get(field).is_absent());
                (!is_known).then(|| (field, member.get(field)))
            })
        })
    }

    /// The place of the value that [`Member::get`] gives; the member's first row where there is none.
    #[must_use]
    pub fn place(&self, field: Field) -> Place {
        let filled = self
            .records()
            .find(|record| record.get(field).filled().is_some());
        filled.unwrap_or_else(|| self.record()).place(field)
    }

    /// The name, else the userid or whatever else tells the member apart; for sentences.
    #[must_use]
    pub fn label(&self) -> &'d str {
        [
            Field::MEMBER_NAME,
            Field::USERID,
            Field::EMPLOYEE_NO,
            Field::EMAIL,
            Field::MOBILE,
        ]
        .into_iter()
        .find_map(|field| self.get(field).filled())
        .unwrap_or_default()
    }

    /// The member's departments in source order, without those that did not link.
    #[must_use]
    pub fn memberships(&self) -> &'d [Membership] {
        self.directory.memberships_of(self.id.0..self.id.0 + 1)
    }
}

/// The key of JSON that is carried along.
fn json_key(value: Value<'_>) -> Option<&str> {
    key_and_value(value.or_empty()).map(|(key, _)| key)
}

/// A member in one department.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    department: DepartmentId,
    order: u32,
    flags: u8,
    record: RecordId,
}

const HAS_ORDER: u8 = 1;
const SAYS_LEADER: u8 = 2;
const IS_LEADER: u8 = 4;
const IS_MAIN: u8 = 8;

impl Membership {
    pub(super) fn new(department: DepartmentId, record: RecordId) -> Self {
        Self {
            department,
            order: 0,
            flags: 0,
            record,
        }
    }

    pub(super) fn set_order(&mut self, order: Option<u32>) {
        if let Some(order) = order {
            self.order = order;
            self.flags |= HAS_ORDER;
        }
    }

    pub(super) fn set_leader(&mut self, leader: Option<bool>) {
        if let Some(leader) = leader {
            self.flags |= SAYS_LEADER | if leader { IS_LEADER } else { 0 };
        }
    }

    /// Makes it one in `department`.
    pub(super) fn move_to(&mut self, department: DepartmentId) {
        self.department = department;
    }

    pub(super) fn set_main(&mut self) {
        self.flags |= IS_MAIN;
    }

    pub(super) fn clear_main(&mut self) {
        self.flags &= !IS_MAIN;
    }

    /// Takes over what `other`, the same membership in a later row, says and this one does not.
    pub(super) fn fill_from(&mut self, other: &Self) {
        if self.is_leader().is_none() {
            self.set_leader(other.is_leader());
        }
        if self.order().is_none() {
            self.set_order(other.order());
        }
        self.flags |= other.flags & IS_MAIN;
    }

    /// The department.
    #[must_use]
    pub fn department(&self) -> DepartmentId {
        self.department
    }

    /// The member's place among the department's members, where the source says so. Its sense is the source's:
    /// [`crate::record::Shape::order`] of the record.
    #[must_use]
    pub fn order(&self) -> Option<u32> {
        (self.flags & HAS_ORDER != 0).then_some(self.order)
    }

    /// Whether the member leads the department; `None` where the source does not say.
    #[must_use]
    pub fn is_leader(&self) -> Option<bool> {
        (self.flags & SAYS_LEADER != 0).then_some(self.flags & IS_LEADER != 0)
    }

    /// Whether this is the member's main department: the one the source names, else the first.
    #[must_use]
    pub fn is_main(&self) -> bool {
        self.flags & IS_MAIN != 0
    }

    /// The record that says so.
    #[must_use]
    pub fn record(&self) -> RecordId {
        self.record
    }
}
