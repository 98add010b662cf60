//! A directory as the nodes of a model: its only top is the organisation itself, several tops hang below it.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value};

use crate::directory::{DepartmentId, DepartmentKind, Directory};
use crate::record::Field;
use crate::system::atwork::payload::{self, is_node};
use crate::system::atwork::wire::More;

use super::state::{Node, State, UNSORTED};

/// Fills `state`, whose nodes are forgotten. Nodes that atwork numbered keep their numbers.
pub(super) fn fill(state: &mut State, directory: &Directory) {
    let tree = directory.tree();
    let ids = numbers(directory);
    let top = match tree.roots() {
        [top] => Some(*top),
        _ => None,
    };
    let free = ids
        .values()
        .copied()
        .max()
        .unwrap_or_default()
        .saturating_add(1);
    let own = state.nodes.remove(&state.root).unwrap_or_default();
    let mut fresh = State::new(&state.code);
    fresh.nodes.clear();
    fresh.dialect = state.dialect;
    fresh.tokens = state.tokens;
    fresh.next = free;
    *state = fresh;
    let mut given = vec![0; directory.departments().len()];
    let mut serials = HashSet::new();
    if top.is_none() {
        state.root = state.next;
        state.put(state.root, own);
    }
    for id in tree.preorder() {
        let mut node = node(directory, *id);
        let number = ids.get(id).copied().unwrap_or(state.next);
        given[id.0 as usize] = number;
        if Some(*id) == top {
            state.root = number;
            node.kind = "ORG".into();
        } else {
            let parent = tree.parent(*id);
            node.parent = Some(parent.map_or(state.root, |parent| given[parent.0 as usize]));
        }
        // Serial numbers are unique; of several the first keeps it.
        node.serial_no = node
            .serial_no
            .filter(|serial| serials.insert(serial.clone()));
        state.put(number, node);
    }
    for member in directory.members() {
        for membership in member.memberships() {
            let number = given[membership.department().0 as usize];
            if let Some(node) = state.nodes.get_mut(&number) {
                node.employees += 1;
            }
        }
    }
    state.count_heads();
}

/// The numbers of the departments that atwork numbered itself; of two with one number the first has it.
fn numbers(directory: &Directory) -> BTreeMap<DepartmentId, u64> {
    let mut taken = HashSet::new();
    let numbers = directory.departments().filter_map(|(id, department)| {
        let record = directory.record(department.record?);
        let code = department.code.as_deref().filter(|_| is_node(record))?;
        // Others are counted from there on.
        let number = code.parse().ok().filter(|number| *number < 1 << 62)?;
        taken.insert(number).then_some((id, number))
    });
    numbers.collect()
}

fn node(directory: &Directory, id: DepartmentId) -> Node {
    let department = directory.department(id);
    let text = |field| {
        directory
            .department_value(id, field)
            .filled()
            .map(str::to_owned)
    };
    let more = department
        .record
        .map(|record| payload::more_info(directory.record(record)));
    let order = text(Field::DEPARTMENT_ORDER).and_then(|order| order.parse().ok());
    Node {
        kind: match department.kind {
            Some(DepartmentKind::Company) => "CORP".into(),
            Some(DepartmentKind::Department) | None => "DEPT".into(),
        },
        name: department.name.to_string(),
        sn: text(Field::DEPARTMENT_NUMBER),
        tel: text(Field::DEPARTMENT_TEL),
        serial_no: payload::serial(directory, id).map(str::to_owned),
        more_info: more
            .into_iter()
            .flatten()
            .filter_map(entry)
            .collect::<Map<_, _>>(),
        sort_order: order.unwrap_or(UNSORTED),
        ..Node::default()
    }
}

fn entry(more: More<'_>) -> Option<(String, Value)> {
    match more {
        More::Text(key, text) => Some((key.to_owned(), text.into())),
        More::Json(key, raw) => {
            let key = serde_json::from_str(&format!("\"{key}\"")).ok()?;
            Some((key, serde_json::from_str(raw).ok()?))
        }
    }
}
