//! When two values of a field say the same, and which fields can be compared at all.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::directory::Directory;
use crate::record::{Field, Gender, Mobile, Subject, Value};

use super::FieldChange;

/// Fields that every system writes in its own way (a manager by name or by id, a status by word or by number), and
/// those that say where a member or department is, which is compared as such.
const NOT_COMPARED: [Field; 20] = [
    Field::DEPARTMENT_CODE,
    Field::DEPARTMENT_NAME,
    Field::PARENT_CODE,
    Field::PARENT_PATH,
    Field::DEPARTMENT_PATH,
    Field::DEPARTMENT_ORDER,
    Field::DEPARTMENT_KIND,
    Field::DEPARTMENT_LEADERS,
    Field::MANAGER,
    Field::DOTTED_MANAGER,
    Field::STATUS,
    Field::AUTH_TYPE,
    Field::MEMBER_DEPARTMENT_PATH,
    Field::MEMBER_DEPARTMENT_CODE,
    Field::SECOND_DEPARTMENT_PATH,
    Field::MAIN_DEPARTMENT,
    Field::IS_LEADER,
    Field::MEMBER_ORDER,
    Field::RAW_JSON,
    Field::HIRE_DATE,
];

/// The text by which two values of `field` are compared.
pub(super) fn plain(field: Field, text: &str) -> Cow<'_, str> {
    let text = text.trim();
    match field {
        Field::MOBILE => Mobile::plain(text),
        Field::EMAIL | Field::BIZ_EMAIL => Cow::Owned(text.to_lowercase()),
        Field::GENDER => match Gender::parse(text) {
            Some(Gender::Male) => Cow::Borrowed("男"),
            Some(Gender::Female) => Cow::Borrowed("女"),
            Some(Gender::Unknown) => Cow::Borrowed(""),
            None => Cow::Borrowed(text),
        },
        _ => Cow::Borrowed(text),
    }
}

/// The fields about `subject` that some record of either side fills, in the order of the table.
pub(super) fn known_to_both(before: &Directory, after: &Directory, subject: Subject) -> Vec<Field> {
    let known = filled(before, subject);
    filled(after, subject)
        .into_iter()
        .filter(|field| known.contains(field))
        .collect()
}

fn filled(directory: &Directory, subject: Subject) -> BTreeSet<Field> {
    let mut fields = BTreeSet::new();
    for (field, value) in directory.records().flat_map(|record| record.values()) {
        let is_compared = field.subject() == Some(subject) && !NOT_COMPARED.contains(&field);
        if is_compared && value.filled().is_some() {
            fields.insert(field);
        }
    }
    fields
}

/// Which of `fields` differ; `values` gives the value before and the value after.
pub(super) fn changes<'v>(
    fields: &[Field],
    values: impl Fn(Field) -> (Value<'v>, Value<'v>),
) -> Vec<FieldChange> {
    let changed = fields.iter().filter_map(|field| {
        let (before, after) = values(*field);
        let (before, after) = (before.or_empty(), after.or_empty());
        (plain(*field, before) != plain(*field, after)).then(|| FieldChange {
            field: *field,
            before: before.to_owned(),
            after: after.to_owned(),
        })
    });
    changed.collect()
}
