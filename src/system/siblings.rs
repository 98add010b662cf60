//! Departments with one parent and one name, which systems that go by name or path cannot tell apart.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::directory::{DepartmentId, Directory};

/// Every department whose parent has an earlier one of that name: the earlier one, then the later one, in source
/// order.
pub(super) fn of_same_name(directory: &Directory) -> Vec<(DepartmentId, DepartmentId)> {
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
