//! What departments, members and values are called in sentences.

use std::borrow::Cow;

use crate::diagnostic::Place;
use crate::directory::{DepartmentId, Directory};
use crate::record::{Field, ITEM_SEPARATOR, LEVEL_SEPARATOR, Record};

/// Stands between the levels of a path that is shown.
const LEVEL: &str = " / ";

/// Stands between the items of a list that is shown.
const ITEM: &str = "；";

/// How many levels of a path are shown.
const LEVELS: usize = 6;

/// The name of department `id`, else its code, else a dash.
pub(super) fn department(directory: &Directory, id: DepartmentId) -> &str {
    let department = directory.department(id);
    [Some(department.name.trim()), department.code.as_deref()]
        .into_iter()
        .flatten()
        .find(|text| !text.is_empty())
        .unwrap_or("—")
}

/// The last levels of the path of department `id`.
pub(super) fn path(directory: &Directory, id: DepartmentId) -> String {
    let above = directory.tree().ancestors(id);
    let mut names: Vec<&str> = std::iter::once(id)
        .chain(above)
        .take(LEVELS + 1)
        .map(|id| self::department(directory, id))
        .collect();
    if let Some(first) = names.get_mut(LEVELS) {
        *first = "…";
    }
    names.reverse();
    names.join(LEVEL)
}

/// The name of the member that `record` is about, else whatever else tells them apart.
pub(super) fn member<'d>(record: &Record<'d>) -> &'d str {
    [
        Field::MEMBER_NAME,
        Field::USERID,
        Field::EMPLOYEE_NO,
        Field::EMAIL,
        Field::MOBILE,
    ]
    .into_iter()
    .find_map(|field| record.get(field).filled())
    .unwrap_or("—")
}

/// The header of `field` as the user wrote it, else its canonical name.
pub(super) fn header(record: &Record<'_>, field: Field) -> String {
    let column = record.shape().column(field);
    column.map_or_else(|| field.id().to_owned(), |column| column.header.to_string())
}

/// `text` with the separators that readers put in turned into ones that can be shown.
pub(super) fn shown(text: &str) -> Cow<'_, str> {
    if text.contains([LEVEL_SEPARATOR, ITEM_SEPARATOR]) {
        let levels = text.replace(LEVEL_SEPARATOR, LEVEL);
        Cow::Owned(levels.replace(ITEM_SEPARATOR, ITEM))
    } else {
        Cow::Borrowed(text)
    }
}

/// The place that says what department `id` is called.
pub(super) fn name_place(directory: &Directory, id: DepartmentId) -> Place {
    let record = directory
        .department(id)
        .record
        .map(|record| directory.record(record));
    let has_name =
        record.is_none_or(|record| record.shape().column(Field::DEPARTMENT_NAME).is_some());
    let has_path =
        record.is_some_and(|record| record.shape().column(Field::DEPARTMENT_PATH).is_some());
    let field = if has_path && !has_name {
        Field::DEPARTMENT_PATH
    } else {
        Field::DEPARTMENT_NAME
    };
    directory.department_place(id, field)
}

/// The field in which department `id` names its parent.
pub(super) fn parent_field(directory: &Directory, id: DepartmentId) -> Field {
    [
        Field::PARENT_CODE,
        Field::PARENT_PATH,
        Field::DEPARTMENT_PATH,
    ]
    .into_iter()
    .find(|field| directory.department_value(id, *field).filled().is_some())
    .unwrap_or(Field::PARENT_CODE)
}

/// The place where department `id` names its parent.
pub(super) fn parent_place(directory: &Directory, id: DepartmentId) -> Place {
    directory.department_place(id, parent_field(directory, id))
}
