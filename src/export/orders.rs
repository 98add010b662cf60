//! What stands in the 排序 column of departments, so that siblings come back in the same order.

use crate::directory::{DepartmentId, Directory, Tree};
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

    /// Orders for a file in which smaller ones come first and the rows of siblings stand anywhere: every sibling has
    /// another one.
    pub(super) fn of_scattered(directory: &Directory) -> Self {
        let tree = directory.tree();
        let own = Self::of(directory, Order::SmallerFirst);
        let number = |id: DepartmentId| value(directory, id)?.parse::<i64>().ok();
        let is_told = |siblings: &[DepartmentId]| {
            siblings.windows(2).all(|pair| {
                let numbers = number(pair[0]).zip(number(pair[1]));
                numbers.is_some_and(|(first, second)| first < second)
            })
        };
        match own {
            Self::None | Self::Own if groups(tree).all(is_told) => own,
            _ => Self::Places(places(directory, Order::SmallerFirst)),
        }
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

/// The siblings of every department.
fn groups(tree: &Tree) -> impl Iterator<Item = &[DepartmentId]> {
    let children = tree.preorder().iter().map(|parent| tree.children(*parent));
    std::iter::once(tree.roots()).chain(children)
}

fn places(directory: &Directory, order: Order) -> Vec<u32> {
    let tree = directory.tree();
    let mut places = vec![0; directory.departments().len()];
    for siblings in groups(tree) {
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
