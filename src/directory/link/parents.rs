//! Who stands above whom: by code, by path, by name.

use compact_str::CompactString;

use crate::record::{Field, Value};

use super::super::{Department, DepartmentId, Fault, RecordId};
use super::Linker;
use super::paths::Found;
use super::said::{PLACE, Said, StatedParent};

/// A department whose parent is named by a path or name and looked for once all are declared.
pub(super) struct NamedParent {
    pub(super) department: DepartmentId,
    pub(super) record: RecordId,
    pub(super) levels: usize,
}

impl Linker<'_> {
    /// Links the departments whose parent is named by its code; `parents` is what is said of those there are so far.
    pub(super) fn parents_by_code(&mut self, parents: &[StatedParent<'_>]) {
        for (index, parent) in parents.iter().enumerate() {
            let StatedParent::Code(code) = *parent else {
                continue;
            };
            let department = DepartmentId(index as u32);
            match self.codes.get(code) {
                Some(parent) if parent == department => {
                    self.faults.push(Fault::SelfParent { department })
                }
                Some(parent) => self.departments[index].parent = Some(parent),
                // Work Weixin and others write 0 above the top department, SeaTable -1.
                None if matches!(code, "0" | "-1") => {}
                None => self.faults.push(Fault::Orphan { department }),
            }
            let Department { parent, name, .. } = &self.departments[index];
            self.paths.place(*parent, name, department);
        }
    }

    /// Makes the department called `name` at the top the root of everything, or creates it.
    pub(super) fn put_on_top(&mut self, name: &str) {
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
    pub(super) fn link_path(
        &mut self,
        declared: Option<DepartmentId>,
        id: RecordId,
        said: &Said<'_>,
    ) {
        let record = said.record;
        let [.., path] = said.place.map(Value::or_empty);
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
                self.push_department(said.described(id, CompactString::default()))
            });
            self.count(record, |rows| rows.used += u64::from(declared.is_none()));
            self.paths.name("", department);
            return;
        };
        let parent = self.find_or_make(above, by);
        let existing = self.paths.child(parent, name);
        match (existing, declared) {
            (Some(existing), None) if self.departments[existing.0 as usize].record.is_some() => {
                self.repeat(existing, id, said);
            }
            (Some(existing), None) => {
                let described = said.described(id, (*name).into());
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
                    ..said.described(id, (*name).into())
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
            at = Some(self.child_or_make(at, name, by));
        }
        at
    }

    /// The child of `parent` called `name`, made where it is missing.
    pub(super) fn child_or_make(
        &mut self,
        parent: Option<DepartmentId>,
        name: &str,
        by: Option<(RecordId, Field)>,
    ) -> DepartmentId {
        let child = self.paths.child(parent, name);
        child.unwrap_or_else(|| {
            let made = self.make_department(name, parent, by);
            self.paths.add(parent, name, made);
            made
        })
    }

    /// Links the departments whose parent is given by name or path, those with short paths first.
    pub(super) fn parents_by_name(&mut self, mut named: Vec<NamedParent>) {
        for index in 0..self.departments.len() {
            let department = &self.departments[index];
            if department.parent.is_some() {
                continue;
            }
            let record = department.record.map(|record| self.record(record));
            let has_parent = record.is_some_and(|record| {
                let said = |field: &Field| record.get(*field).filled().is_some();
                PLACE.iter().any(said)
            });
            if !has_parent {
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
                Found::Nothing => self.codes.get(text).map_or(Found::Nothing, Found::One),
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
    pub(super) fn tops(&self) -> Vec<DepartmentId> {
        let ids = (0..).map(DepartmentId).zip(&self.departments);
        ids.filter(|(_, department)| department.parent.is_none())
            .map(|(id, _)| id)
            .collect()
    }

    /// Hangs every department without a parent below `root`.
    pub(super) fn hang_below(&mut self, root: DepartmentId) {
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
