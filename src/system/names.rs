//! Departments by name: where the name stands, and which share name and parent, so that systems that go by name or
//! path cannot tell them apart.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::diagnostic::Place;
use crate::directory::{DepartmentId, Directory};
use crate::record::Field;

/// Every department whose parent has an earlier one of that name: the earlier one, then the later one, in source
/// order.
pub(super) fn shared_by_siblings(directory: &Directory) -> Vec<(DepartmentId, DepartmentId)> {
    let mut seen: HashMap<(Option<DepartmentId>, &str), DepartmentId, FixedState> =
        HashMap::default();
    let mut found = Vec::new();
    for (id, department) in directory.departments() {
        let parent = directory.tree().parent(id);
        let first = *seen.entry((parent, &department.name)).or_insert(id);
        if first != id && !department.name.is_empty() {
            found.push((first, id));
        }
    }
    found
}

/// Where the name of department `id` stands: its own cell, else the path that ends with it.
pub(crate) fn place(directory: &Directory, id: DepartmentId) -> Place {
    let record = directory.department(id).record;
    let shape = record.map(|record| directory.record(record).shape());
    let has = |field| shape.is_some_and(|shape| shape.column(field).is_some());
    let field = if has(Field::DEPARTMENT_PATH) && !has(Field::DEPARTMENT_NAME) {
        Field::DEPARTMENT_PATH
    } else {
        Field::DEPARTMENT_NAME
    };
    directory.department_place(id, field)
}
