//! What a payload cannot carry, counted field by field.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::directory::{DepartmentId, Directory, Member, MemberId};
use crate::record::{ColumnCounts, Columns, Field, Record, Value, key_and_value};

/// What a target cannot carry, counted.
///
/// The values of departments and members that are not carried at all are not counted again by field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Loss {
    /// Fields by canonical name, or by their header for columns of the user's own: how many filled values are left
    /// behind.
    pub fields: BTreeMap<LostField, usize>,
    /// Departments that are not carried.
    pub departments: usize,
    /// Members that are not carried.
    pub members: usize,
    /// Memberships that are not carried.
    pub memberships: usize,
}

/// A field that is left behind.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LostField {
    /// A field of the table.
    Known(Field),
    /// A column or key of the user's own.
    Extra(String),
}

/// What a payload carries of a directory.
pub(super) trait Carries: Sync {
    /// Whether departments are carried with their names and parents.
    fn departments(&self) -> bool;

    /// Whether `field` of the carried department `id` is carried.
    fn department_field(&self, id: DepartmentId, field: Field) -> bool;

    /// Whether `member` is carried.
    fn member(&self, member: Member<'_>) -> bool;

    /// Whether the memberships of carried members are carried.
    fn memberships(&self) -> bool;

    /// Whether `field` of any carried member is carried, whatever it is filled with; `None` where that depends.
    fn always(&self, _: Field) -> Option<bool> {
        None
    }

    /// Whether `field` of a carried member, filled with `value`, is carried.
    fn member_field(&self, member: Member<'_>, field: Field, value: &str) -> bool;
}

/// The fields that say where a department stands; carried with the department itself.
pub(super) const DEPARTMENT_PLACE: &[Field] = &[
    Field::DEPARTMENT_CODE,
    Field::DEPARTMENT_NAME,
    Field::DEPARTMENT_PATH,
    Field::PARENT_CODE,
    Field::PARENT_PATH,
];

/// The fields that name a member's departments; carried with the membership itself.
pub(super) const MEMBERSHIP_PLACE: &[Field] = &[
    Field::MEMBER_DEPARTMENT_CODE,
    Field::MEMBER_DEPARTMENT_PATH,
    Field::SECOND_DEPARTMENT_PATH,
];

/// How many members are counted in one go.
const MEMBERS_AT_A_TIME: usize = 1 << 14;

impl Loss {
    /// Counts what `carries` leaves behind of `directory`.
    pub(super) fn of(directory: &Directory, carries: &dyn Carries) -> Self {
        let always: Vec<Option<bool>> = Field::all().map(|field| carries.always(field)).collect();
        let mut tally = Tally::default();
        if carries.departments() {
            for (id, department) in directory.departments() {
                let record = department.record.map(|record| directory.record(record));
                for (field, value) in filled(record) {
                    if !carries.department_field(id, field) {
                        tally.count(record, field, value);
                    }
                }
            }
        } else {
            tally.departments = directory.departments().len();
        }
        let count = directory.member_count();
        let starts: Vec<usize> = (0..count).step_by(MEMBERS_AT_A_TIME).collect();
        let tallies = starts.par_iter().map(|start| {
            let mut tally = Tally::default();
            for id in *start..count.min(start + MEMBERS_AT_A_TIME) {
                tally.member(directory.member(MemberId(id as u32)), carries, &always);
            }
            tally.count_alike();
            tally.count_columns();
            tally
        });
        for other in tallies.collect::<Vec<_>>() {
            tally.add(other);
        }
        tally.finish()
    }
}

/// Counts while they are made.
#[derive(Default)]
struct Tally<'d> {
    /// By number of the field.
    known: Vec<usize>,
    extra: HashMap<&'d str, usize, foldhash::fast::FixedState>,
    /// What becomes of the columns of the last record.
    fates: Option<Fates<'d>>,
    /// How many records in a row left the same keys out, and one of them; not counted yet.
    alike: Option<(Record<'d>, usize)>,
    departments: usize,
    members: usize,
    memberships: usize,
}

/// What becomes of the columns of records.
struct Fates<'d> {
    /// One of the records.
    record: Record<'d>,
    /// Those that are left behind.
    lost: Columns,
    /// Those that may be left behind.
    open: Columns,
    /// How many of those that are left behind were filled; not counted yet.
    counts: ColumnCounts,
}

impl<'d> Fates<'d> {
    /// Those of the columns of `record`; `always` says by number of field what [`Carries::always`] says.
    fn of(record: Record<'d>, always: &[Option<bool>]) -> Self {
        let carried = |field: Field| always.get(usize::from(field.number())).copied().flatten();
        Self {
            record,
            lost: record.columns(|field| carried(field) == Some(false)),
            open: record.columns(|field| carried(field).is_none()),
            counts: ColumnCounts::default(),
        }
    }
}

impl<'d> Tally<'d> {
    /// Counts what is left behind of `member`; `always` says by number of field what [`Carries::always`] says.
    fn member(&mut self, member: Member<'d>, carries: &dyn Carries, always: &[Option<bool>]) {
        if !carries.member(member) {
            self.members += 1;
            self.memberships += member.memberships().len();
            return;
        }
        if !carries.memberships() {
            self.memberships += member.memberships().len();
        }
        if let Some(record) = member.only_record() {
            return self.record(member, record, carries, always);
        }
        for (index, record) in member.records().enumerate() {
            self.left_out(record);
            for (field, value) in filled(Some(record)) {
                let is_said_before = || {
                    let mut earlier = member.records().take(index);
                    earlier.any(|record| record.get(field).filled().is_some())
                };
                if carries.member_field(member, field, value)
                    || !field.is_extra() && field != Field::RAW_JSON && is_said_before()
                {
                    continue;
                }
                self.count(Some(record), field, value);
            }
        }
    }

    /// Counts what is left behind of `record`, the only one of `member`.
    fn record(
        &mut self,
        member: Member<'d>,
        record: Record<'d>,
        carries: &dyn Carries,
        always: &[Option<bool>],
    ) {
        self.left_out(record);
        let lost = |field, value: Value<'d>| {
            let text = value.filled().and_then(|text| without_empty(field, text));
            text.filter(|text| !carries.member_field(member, field, text))
        };
        let filled = record.filled();
        let fates = self.fates(record, always);
        fates.counts.add(filled.among(fates.lost));
        let open = filled.among(fates.open);
        for field in record.fields(open) {
            if let Some(text) = lost(field, record.get(field)) {
                self.count(Some(record), field, text);
            }
        }
        for (field, value) in record.others() {
            if let Some(text) = lost(field, value) {
                self.count(Some(record), field, text);
            }
        }
    }

    /// What becomes of the columns of `record`.
    fn fates(&mut self, record: Record<'d>, always: &[Option<bool>]) -> &mut Fates<'d> {
        let known = self.fates.as_ref();
        if known.is_some_and(|known| !known.record.same_columns(&record)) {
            self.count_columns();
        }
        self.fates.get_or_insert_with(|| Fates::of(record, always))
    }

    fn count_columns(&mut self) {
        if let Some(fates) = self.fates.take() {
            for (field, count) in fates.record.counted(&fates.counts) {
                self.count_known(field, count);
            }
        }
    }

    /// Counts the keys that `record` left out, together with those of the next ones where they are the same.
    fn left_out(&mut self, record: Record<'d>) {
        match &mut self.alike {
            Some((other, count)) if record.leaves_out_the_same(other) => *count += 1,
            _ => {
                self.count_alike();
                self.alike = Some((record, 1));
            }
        }
    }

    fn count_alike(&mut self) {
        if let Some((record, count)) = self.alike.take() {
            for key in record.left_out() {
                *self.extra.entry(key).or_default() += count;
            }
        }
    }

    fn count(&mut self, record: Option<Record<'d>>, field: Field, value: &'d str) {
        if field == Field::RAW_JSON || field.is_extra() {
            let header = record
                .filter(|_| field.is_extra())
                .and_then(|record| record.shape().column(field))
                .map(|column| column.header.as_ref());
            let name = header.or_else(|| Some(key_and_value(value)?.0));
            *self.extra.entry(name.unwrap_or_default()).or_default() += 1;
            return;
        }
        self.count_known(field, 1);
    }

    fn count_known(&mut self, field: Field, count: usize) {
        let number = usize::from(field.number());
        if self.known.len() <= number {
            self.known.resize(number + 1, 0);
        }
        self.known[number] += count;
    }

    fn add(&mut self, other: Self) {
        let length = self.known.len().max(other.known.len());
        self.known.resize(length, 0);
        for (sum, count) in self.known.iter_mut().zip(other.known) {
            *sum += count;
        }
        for (name, count) in other.extra {
            *self.extra.entry(name).or_default() += count;
        }
        self.members += other.members;
        self.memberships += other.memberships;
    }

    fn finish(self) -> Loss {
        let known = Field::all().zip(self.known);
        let extra = self.extra.into_iter();
        Loss {
            fields: known
                .filter(|(_, count)| *count > 0)
                .map(|(field, count)| (LostField::Known(field), count))
                .chain(extra.map(|(name, count)| (LostField::Extra(name.to_owned()), count)))
                .collect(),
            departments: self.departments,
            members: self.members,
            memberships: self.memberships,
        }
    }
}

/// The filled values of `record`; JSON that is carried along and empty is none.
fn filled<'d>(record: Option<Record<'d>>) -> impl Iterator<Item = (Field, &'d str)> {
    let values = record.into_iter().flat_map(|record| record.values());
    values.filter_map(|(field, value)| Some((field, without_empty(field, value.filled()?)?)))
}

/// The value of `field`, unless it is JSON that is carried along and empty.
fn without_empty(field: Field, text: &str) -> Option<&str> {
    let json = match field {
        Field::RAW_JSON => key_and_value(text)?.1,
        _ => text,
    };
    let is_empty = matches!(json, "\"\"" | "null" | "[]" | "{}")
        && (field == Field::RAW_JSON || field.is_extra());
    (!is_empty).then_some(text)
}

/// The values that are carried along as JSON: keys as they stand between their quotes, and raw values.
pub(super) fn carried<'d>(
    values: impl Iterator<Item = (Field, Value<'d>)>,
) -> impl Iterator<Item = (&'d str, &'d str)> {
    values.filter_map(|(field, value)| match (field, value) {
        (Field::RAW_JSON, Value::Text(text)) => key_and_value(text),
        _ => None,
    })
}
