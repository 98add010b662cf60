//! Departments as records declare them: which are new, which repeat an earlier one.

use std::collections::hash_map::Entry;

use compact_str::CompactString;

use crate::record::{Field, Form, Order, Record, RecordKind, Value};

use super::super::{Department, DepartmentId, DepartmentKind, Fault, RecordId};
use super::parents::NamedParent;
use super::{Linker, Map};

impl Linker<'_> {
    /// Declares and links all departments; `root` names a company to put on top.
    pub(in crate::directory) fn departments(&mut self, root: Option<&str>) {
        let mut pathed = self.declare();
        let named = self.undecided(&mut pathed);
        self.parents_by_code();
        if let Some(root) = root {
            self.put_on_top(root);
        }
        for (id, record) in pathed {
            self.link_path(id, record);
        }
        self.parents_by_name(named);
        if let Some(root) = self.paths.root {
            self.hang_below(root);
        } else if let [only] = self.tops()[..] {
            self.paths.root = Some(only);
        }
    }

    /// Declares the departments that have a code or a name of their own; returns the records of those that only have
    /// a path.
    fn declare(&mut self) -> Vec<(Option<DepartmentId>, RecordId)> {
        let mut pathed = Vec::new();
        let mut unnumbered: Map<(String, CompactString), DepartmentId> = Map::default();
        let records = (0..).zip(self.blocks).flat_map(|(block, records)| {
            let departments = records.departments();
            departments.map(move |(index, record)| (RecordId { block, index }, record))
        });
        for (id, record) in records {
            self.count(record, |rows| rows.read += 1);
            let code = record.get(Field::DEPARTMENT_CODE).filled();
            if code.is_none() && lacks_code(record) {
                self.faults.push(Fault::MissingCode { record: id });
            }
            if let Some(first) = code.and_then(|code| self.codes.get(code)) {
                self.repeat(first, id, record);
                continue;
            }
            let parent = stated_parent(record);
            let name = self.own_name(record);
            if code.is_none() && matches!(parent, StatedParent::OwnPath) {
                pathed.push((None, id));
                continue;
            }
            if code.is_none() {
                let parent = match parent {
                    StatedParent::Code(text) | StatedParent::Path(text) => text.to_owned(),
                    StatedParent::OwnPath | StatedParent::None => String::new(),
                };
                match unnumbered.entry((parent, name.clone())) {
                    Entry::Occupied(first) if !name.is_empty() => {
                        let first = *first.get();
                        self.repeat(first, id, record);
                        continue;
                    }
                    entry => {
                        entry.insert_entry(DepartmentId(self.departments.len() as u32));
                    }
                }
            }
            let department = self.push_department(described(id, record, name.clone()));
            self.count(record, |rows| rows.used += 1);
            self.paths.name(&name, department);
            if let Some(code) = code {
                self.codes.insert(code, department);
            }
        }
        pathed
    }

    /// Adds the declared departments that stand in a path of their own to `pathed`, in source order, and returns those
    /// whose parent is named by path or name.
    fn undecided(&self, pathed: &mut Vec<(Option<DepartmentId>, RecordId)>) -> Vec<NamedParent> {
        let mut named = Vec::new();
        for (department, id) in (0..)
            .map(DepartmentId)
            .zip(self.departments.iter().map(|one| one.record))
        {
            let Some(record) = id.map(|id| self.record(id)) else {
                continue;
            };
            match (stated_parent(record), id) {
                (StatedParent::OwnPath, id) => pathed.extend(id.map(|id| (Some(department), id))),
                (StatedParent::Path(parent), Some(id)) => {
                    let levels = self.levels(record.source(), parent).0.len();
                    named.push(NamedParent {
                        department,
                        record: id,
                        levels,
                    });
                }
                _ => {}
            }
        }
        pathed.sort_by_key(|(_, record)| *record);
        named
    }

    /// Counts a record's row, unless it is counted with another record.
    pub(super) fn count(
        &mut self,
        record: Record<'_>,
        change: impl FnOnce(&mut super::super::RowCounts),
    ) {
        if record.kind() != RecordKind::Aside {
            change(&mut self.counts.rows);
        }
    }

    /// The name column, else the last level of the path.
    fn own_name(&self, record: Record<'_>) -> CompactString {
        let own = record.get(Field::DEPARTMENT_NAME).filled();
        let of_path = || {
            let path = record.get(Field::DEPARTMENT_PATH).filled()?;
            self.levels(record.source(), path).0.last().copied()
        };
        own.or_else(of_path).unwrap_or_default().into()
    }

    /// Takes a record of a department that an earlier record described: it joins where another list says the same,
    /// and is a duplicate where the same list repeats it or another one says something else.
    pub(super) fn repeat(&mut self, first: DepartmentId, id: RecordId, record: Record<'_>) {
        let earlier = self.departments[first.0 as usize].record;
        let name = self.own_name(record);
        let same_list =
            earlier.is_some_and(|earlier| self.record(earlier).source() == record.source());
        let known = &self.departments[first.0 as usize];
        let agrees =
            (name.is_empty() || known.name.is_empty() || known.placeholder || known.name == name)
                && earlier.is_none_or(|earlier| parents_agree(self.record(earlier), record));
        let is_aside = |record: Record<'_>| record.kind() == RecordKind::Aside;
        if agrees
            && !is_aside(record)
            && earlier.is_some_and(|earlier| is_aside(self.record(earlier)))
        {
            // What a department list says goes before what stands beside members.
            let name = if name.is_empty() {
                known.name.clone()
            } else {
                name
            };
            let listed = described(id, record, name);
            *self.department_mut(first) = listed;
            self.count(record, |rows| rows.used += 1);
        } else if agrees && (!same_list || is_aside(record)) {
            if known.name.is_empty() && !name.is_empty() {
                self.paths.name(&name, first);
                let department = self.department_mut(first);
                department.name = name;
                department.record = Some(id);
            }
            self.count(record, |rows| rows.merged += 1);
        } else {
            self.faults
                .push(Fault::DuplicateDepartment { record: id, first });
            self.count(record, |rows| rows.rejected += 1);
        }
    }
}

/// What a record says of where its department stands.
#[derive(Clone, Copy)]
enum StatedParent<'r> {
    /// The parent's code.
    Code(&'r str),
    /// The parent's path or name.
    Path(&'r str),
    /// Nothing but the department's own path.
    OwnPath,
    /// Nothing.
    None,
}

fn stated_parent(record: Record<'_>) -> StatedParent<'_> {
    let text = |field| record.get(field).filled();
    match (
        text(Field::PARENT_CODE),
        text(Field::PARENT_PATH),
        text(Field::DEPARTMENT_PATH),
    ) {
        (Some(code), _, _) => StatedParent::Code(code),
        (None, Some(path), _) => StatedParent::Path(path),
        (None, None, Some(_)) => StatedParent::OwnPath,
        (None, None, None) => StatedParent::None,
    }
}

/// Whether a department without a code should have one: its sheet has a column for it, or its JSON leaves it empty.
fn lacks_code(record: Record<'_>) -> bool {
    let code = record.get(Field::DEPARTMENT_CODE);
    record.kind() == RecordKind::Department
        && match record.shape().form {
            Form::Cells => record.shape().column(Field::DEPARTMENT_CODE).is_some(),
            Form::Json => !code.is_absent(),
        }
}

/// A department as its record describes it, not yet linked.
pub(super) fn described(id: RecordId, record: Record<'_>, name: CompactString) -> Department {
    let order = record
        .get(Field::DEPARTMENT_ORDER)
        .filled()
        .and_then(|order| order.parse::<i64>().ok());
    let rank = match record.shape().order {
        Order::SmallerFirst => order.unwrap_or(i64::MAX),
        Order::LargerFirst => order.unwrap_or(0).checked_neg().unwrap_or(i64::MAX),
    };
    Department {
        code: record.get(Field::DEPARTMENT_CODE).filled().map(Into::into),
        name,
        parent: None,
        rank,
        kind: record
            .get(Field::DEPARTMENT_KIND)
            .filled()
            .and_then(DepartmentKind::parse),
        record: Some(id),
        named_by: None,
        placeholder: false,
    }
}

/// Whether two records say the same of the parent, as far as both say anything.
fn parents_agree(first: Record<'_>, second: Record<'_>) -> bool {
    [
        Field::PARENT_CODE,
        Field::PARENT_PATH,
        Field::DEPARTMENT_PATH,
    ]
    .into_iter()
    .all(|field| match (first.get(field), second.get(field)) {
        (Value::Text(first), Value::Text(second)) => first == second,
        _ => true,
    })
}
