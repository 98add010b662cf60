//! Departments: declared by records, linked by code, path or name.

use std::collections::hash_map::Entry;

use compact_str::CompactString;

use crate::record::{Field, Form, Order, Record, RecordKind, Value};

use super::super::{Department, DepartmentId, DepartmentKind, Fault, RecordId};
use super::paths::Found;
use super::{Linker, Map};

/// A department whose parent is named by a path or name and looked for once all are declared.
struct NamedParent {
    department: DepartmentId,
    record: RecordId,
    levels: usize,
}

impl<'b> Linker<'b> {
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
        let records = self
            .records()
            .filter(|(_, record)| record.kind() != RecordKind::Member);
        for (id, record) in records {
            self.count(record, |rows| rows.read += 1);
            let code = record.get(Field::DEPARTMENT_CODE).filled();
            if code.is_none() && lacks_code(record) {
                self.faults.push(Fault::MissingCode { record: id });
            }
            if let Some(first) = code.and_then(|code| self.codes.get(code)).copied() {
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
                self.codes.insert(code.into(), department);
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
    fn count(&mut self, record: Record<'_>, change: impl FnOnce(&mut super::super::RowCounts)) {
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
    fn repeat(&mut self, first: DepartmentId, id: RecordId, record: Record<'_>) {
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

    fn parents_by_code(&mut self) {
        for index in 0..self.departments.len() {
            let department = DepartmentId(index as u32);
            let Some(record) = self.departments[index]
                .record
                .map(|record| self.record(record))
            else {
                continue;
            };
            let Some(code) = record.get(Field::PARENT_CODE).filled() else {
                continue;
            };
            match self.codes.get(code).copied() {
                Some(parent) if parent == department => {
                    self.faults.push(Fault::SelfParent { department })
                }
                Some(parent) => self.departments[index].parent = Some(parent),
                // Work Weixin and others write 0 above the top department.
                None if code == "0" => {}
                None => self.faults.push(Fault::Orphan { department }),
            }
        }
        for index in 0..self.departments.len() {
            let department = &self.departments[index];
            if department.record.is_some_and(|record| {
                self.record(record)
                    .get(Field::PARENT_CODE)
                    .filled()
                    .is_some()
            }) {
                let (parent, name) = (department.parent, department.name.clone());
                self.paths.place(parent, &name, DepartmentId(index as u32));
            }
        }
    }

    /// Makes the department called `name` at the top the root of everything, or creates it.
    fn put_on_top(&mut self, name: &str) {
        let existing = self
            .tops()
            .into_iter()
            .find(|id| self.departments[id.0 as usize].name == name);
        let root = existing.unwrap_or_else(|| {
            let root = self.make_department(name, None, None);
            self.paths.name(name, root);
            root
        });
        self.paths.place(None, name, root);
        self.paths.root = Some(root);
    }

    /// Links a department given by its path, making the ancestors that no record describes.
    fn link_path(&mut self, declared: Option<DepartmentId>, id: RecordId) {
        let record = self.record(id);
        let path = record.get(Field::DEPARTMENT_PATH).or_empty();
        let (levels, has_gap) = self.levels(record.source(), path);
        if has_gap {
            self.faults.push(Fault::PathGap {
                record: id,
                field: Field::DEPARTMENT_PATH,
            });
        }
        let by = Some((id, Field::DEPARTMENT_PATH));
        let Some((name, above)) = levels.split_last() else {
            let department = declared.unwrap_or_else(|| {
                self.push_department(described(id, record, CompactString::default()))
            });
            self.count(record, |rows| rows.used += u64::from(declared.is_none()));
            self.paths.name("", department);
            return;
        };
        let parent = self.find_or_make(above, by);
        let existing = self.paths.child(parent, name);
        match (existing, declared) {
            (Some(existing), None) if self.departments[existing.0 as usize].record.is_some() => {
                self.repeat(existing, id, record);
            }
            (Some(existing), None) => {
                let described = described(id, record, (*name).into());
                let department = self.department_mut(existing);
                *department = Department {
                    parent: department.parent,
                    ..described
                };
                self.counts.departments_made -= 1;
                self.count(record, |rows| rows.used += 1);
            }
            (_, Some(declared)) => {
                self.department_mut(declared).parent = parent.filter(|parent| *parent != declared);
                self.paths.place(parent, name, declared);
            }
            (None, None) => {
                let department = self.push_department(Department {
                    parent,
                    ..described(id, record, (*name).into())
                });
                self.count(record, |rows| rows.used += 1);
                self.paths.add(parent, name, department);
            }
        }
    }

    /// Walks `levels` from the top, making what is missing.
    pub(super) fn find_or_make(
        &mut self,
        levels: &[&str],
        by: Option<(RecordId, Field)>,
    ) -> Option<DepartmentId> {
        let root = self.paths.root.filter(|root| {
            levels.first() != Some(&self.departments[root.0 as usize].name.as_str())
        });
        let mut at = root;
        for name in levels {
            let child = self.paths.child(at, name);
            at = Some(child.unwrap_or_else(|| {
                let made = self.make_department(name, at, by);
                self.paths.add(at, name, made);
                made
            }));
        }
        at
    }

    /// Links the departments whose parent is given by name or path, those with short paths first.
    fn parents_by_name(&mut self, mut named: Vec<NamedParent>) {
        for index in 0..self.departments.len() {
            let department = &self.departments[index];
            let record = department.record.map(|record| self.record(record));
            let has_parent = record.is_some_and(|record| {
                [
                    Field::PARENT_CODE,
                    Field::PARENT_PATH,
                    Field::DEPARTMENT_PATH,
                ]
                .iter()
                .any(|field| record.get(*field).filled().is_some())
            });
            if !has_parent && department.parent.is_none() {
                let name = department.name.clone();
                self.paths.place(None, &name, DepartmentId(index as u32));
            }
        }
        named.sort_by_key(|parent| parent.levels);
        let whole_paths = named.iter().any(|parent| parent.levels > 1);
        for NamedParent {
            department,
            record: id,
            ..
        } in named
        {
            let record = self.record(id);
            let text = record.get(Field::PARENT_PATH).or_empty();
            let (levels, has_gap) = self.levels(record.source(), text);
            if has_gap {
                self.faults.push(Fault::PathGap {
                    record: id,
                    field: Field::PARENT_PATH,
                });
            }
            let found = match self.paths.find(&levels, whole_paths, &self.departments) {
                Found::Nothing => self
                    .codes
                    .get(text)
                    .copied()
                    .map_or(Found::Nothing, Found::One),
                found => found,
            };
            let parent = match found {
                Found::One(parent) if parent == department => {
                    self.faults.push(Fault::SelfParent { department });
                    None
                }
                Found::One(parent) => Some(parent),
                Found::Nothing => {
                    self.faults.push(Fault::UnresolvedParent { department });
                    None
                }
                Found::Several(mut candidates) => {
                    candidates.retain(|candidate| *candidate != department);
                    if let [other] = candidates[..] {
                        Some(other)
                    } else {
                        self.faults.push(Fault::AmbiguousParent {
                            department,
                            candidates,
                        });
                        None
                    }
                }
            };
            self.department_mut(department).parent = parent;
            let name = self.departments[department.0 as usize].name.clone();
            self.paths.place(parent, &name, department);
        }
    }

    /// The departments without a parent.
    fn tops(&self) -> Vec<DepartmentId> {
        let ids = (0..).map(DepartmentId).zip(&self.departments);
        ids.filter(|(_, department)| department.parent.is_none())
            .map(|(id, _)| id)
            .collect()
    }

    /// Hangs every department without a parent below `root`.
    fn hang_below(&mut self, root: DepartmentId) {
        for id in self.tops() {
            if id != root {
                let department = self.department_mut(id);
                department.parent = Some(root);
                let name = department.name.clone();
                self.paths.place(Some(root), &name, id);
            }
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
fn described(id: RecordId, record: Record<'_>, name: CompactString) -> Department {
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
