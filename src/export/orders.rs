//! What stands in the 排序 column of departments, so that siblings come back in the same order.

use crate::directory::{DepartmentId, Directory};
use crate::record::{Field, Order};

/// The order of every department among its siblings, as text to write.
#[derive(Debug)]
pub(super) enum Orders {
    /// No department says one: the order of the rows is enough.
    None,
    /// The source's own values already mean what the file means.
    Own,
    /// The place among the siblings, from 1, by department number.
    Places(Vec<u32>),
}

impl Orders {
    /// Orders for a file in which `order` is how siblings are sorted.
    pub(super) fn of(directory: &Directory, order: Order) -> Self {
        let mut orders = Self::None;
        for (id, department) in directory.departments() {
            if value(directory, id).is_none() {
                continue;
            }
            let record = department.record.map(|record| directory.record(record));
            if record.is_some_and(|record| record.shape().order != order) {
                return Self::Places(places(directory, order));
            }
            orders = Self::Own;
        }
        orders
    }

    /// What department `id` has in its column.
    pub(super) fn write(&self, directory: &Directory, id: DepartmentId, cell: &mut String) {
        match self {
            Self::None => {}
            Self::Own => cell.push_str(value(directory, id).unwrap_or_default()),
            Self::Places(places) => cell.push_str(&places[id.0 as usize].to_string()),
        }
    }
}

fn value(directory: &Directory, id: DepartmentId) -> Option<&str> {
    directory
        .department_value(id, Field::DEPARTMENT_ORDER)
        .filled()
}

fn places(directory: &Directory, order: Order) -> Vec<u32> {
    let tree = directory.tree();
    let mut places = vec![0; directory.departments().len()];
    let groups = std::iter::once(tree.roots())
        .chain(tree.preorder().iter().map(|parent| tree.children(*parent)));
    for siblings in groups {
        let count = siblings.len() as u32;
        for (place, id) in (1..).zip(siblings) {
            places[id.0 as usize] = match order {
                Order::SmallerFirst => place,
                Order::LargerFirst => count + 1 - place,
            };
        }
    }
    places
}
