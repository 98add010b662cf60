//! Departments as records declare them: which are new, which repeat an earlier one.

use std::collections::hash_map::Entry;

use compact_str::CompactString;

use crate::record::{Lookup, Record, RecordKind, Value};

use super::super::{DepartmentId, Fault, RecordId};
use super::parents::NamedParent;
use super::said::{PLACE, Said, StatedParent};
use super::{Linker, Map};

impl<'b> Linker<'b> {
    /// Declares and links all departments; `root` names a company to put on top.
    pub(in crate::directory) fn departments(&mut self, root: Option<&str>) {
        let mut pathed = self.declare();
        let parents = self.stated_parents();
        let named = self.undecided(&parents, &mut pathed);
        self.parents_by_code(&parents);
        if let Some(root) = root {
            self.put_on_top(root);
        }
        let mut lookup = Said::lookup();
        for (declared, id) in pathed {
            let said = Said::of(self.record(id), &mut lookup);
            self.link_path(declared, id, &said);
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
        let mut lookup = Said::lookup();
        for (id, record) in records {
            self.count(record, |rows| rows.read += 1);
            let said = Said::of(record, &mut lookup);
            let code = said.code.filled();
            if code.is_none() && said.lacks_code() {
                self.faults.push(Fault::MissingCode { record: id });
            }
            if let Some(first) = code.and_then(|code| self.codes.get(code)) {
                self.repeat(first, id, &said);
                continue;
            }
            let parent = StatedParent::of(said.place);
            let name = self.own_name(&said);
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
                        self.repeat(first, id, &said);
                        continue;
                    }
                    entry => {
                        entry.insert_entry(DepartmentId(self.departments.len() as u32));
                    }
                }
            }
            let department = self.push_department(said.described(id, name.clone()));
            self.count(record, |rows| rows.used += 1);
            self.paths.name(&name, department);
            if let Some(code) = code {
                self.codes.insert(code, department);
            }
        }
        pathed
    }

    /// What the records of the departments declared so far say of where these stand.
    fn stated_parents(&self) -> Vec<StatedParent<'b>> {
        let mut lookup = Lookup::new(&PLACE);
        let records = self.departments.iter().map(|department| department.record);
        let parents = records.map(|id| match id {
            Some(id) => StatedParent::of(self.record(id).get_each(&mut lookup)),
            None => StatedParent::None,
        });
        parents.collect()
    }

    /// Adds the declared departments that stand in a path of their own to `pathed`, in source order, and returns those
    /// whose parent is named by path or name.
    fn undecided(
        &self,
        parents: &[StatedParent<'b>],
        pathed: &mut Vec<(Option<DepartmentId>, RecordId)>,
    ) -> Vec<NamedParent> {
        let mut named = Vec::new();
        for (index, (parent, department)) in parents.iter().zip(&self.departments).enumerate() {
            let id = DepartmentId(index as u32);
            let Some(record) = department.record else {
                continue;
            };
            match parent {
                StatedParent::OwnPath => pathed.push((Some(id), record)),
                StatedParent::Path(parent) => named.push(NamedParent {
                    department: id,
                    record,
                    levels: self.levels(self.record(record).source(), parent).0.len(),
                }),
                StatedParent::Code(_) | StatedParent::None => {}
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
    fn own_name(&self, said: &Said<'_>) -> CompactString {
        let [_, _, path] = said.place.map(Value::filled);
        let of_path = || self.levels(said.record.source(), path?).0.last().copied();
        let own = said.name.filled();
        own.or_else(of_path).unwrap_or_default().into()
    }

    /// Takes a record of a department that an earlier record described: it joins where another list says the same,
    /// and is a duplicate where the same list repeats it or another one says something else.
    pub(super) fn repeat(&mut self, first: DepartmentId, id: RecordId, said: &Said<'_>) {
        let record = said.record;
        let earlier = self.departments[first.0 as usize].record;
        let name = self.own_name(said);
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
            let listed = said.described(id, name);
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

/// Whether two records say the same of the parent, as far as both say anything.
fn parents_agree(first: Record<'_>, second: Record<'_>) -> bool {
    PLACE
        .into_iter()
        .all(|field| match (first.get(field), second.get(field)) {
            (Value::Text(first), Value::Text(second)) => first == second,
            _ => true,
        })
}
