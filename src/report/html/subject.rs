//! Which department or member a row is about.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::diagnostic::{Diagnostic, Place, SourceId};
use crate::directory::{DepartmentId, Directory, MemberId};
use crate::record::Field;

/// A row of a source.
type RowKey = (SourceId, u32);

/// The departments and members of the rows that findings point at.
pub(super) struct Subjects {
    departments: FxHashMap<RowKey, DepartmentId>,
    members: FxHashMap<RowKey, MemberId>,
}

impl Subjects {
    /// Looks up whom `findings` are about.
    pub(super) fn of<'f>(
        directory: &Directory,
        findings: impl Iterator<Item = &'f Diagnostic>,
    ) -> Self {
        let rows = findings.map(|finding| (finding.place.source, finding.place.row));
        let wanted: BTreeSet<RowKey> = rows.filter(|(_, row)| *row > 0).collect();
        let mut subjects = Self {
            departments: FxHashMap::default(),
            members: FxHashMap::default(),
        };
        if wanted.is_empty() {
            return subjects;
        }
        for (id, _) in directory.departments() {
            let place = directory.department_place(id, Field::DEPARTMENT_NAME);
            let key = (place.source, place.row);
            if wanted.contains(&key) {
                subjects.departments.insert(key, id);
            }
        }
        for member in directory.members() {
            for record in member.records() {
                let key = (record.source(), record.row());
                if wanted.contains(&key) {
                    subjects.members.insert(key, member.id());
                }
            }
        }
        subjects
    }

    /// The member a finding at `place` is about.
    pub(super) fn member(&self, place: &Place) -> Option<MemberId> {
        let is_of_department = place
            .field
            .is_some_and(|field| field.starts_with("department."));
        let member = self.members.get(&(place.source, place.row)).copied();
        member.filter(|_| !is_of_department)
    }

    /// The department a finding at `place` is about; for a member the main one.
    pub(super) fn department(&self, place: &Place, directory: &Directory) -> Option<DepartmentId> {
        if let Some(member) = self.member(place) {
            let memberships = directory.member(member).memberships();
            let main = memberships.iter().find(|one| one.is_main());
            return main.or(memberships.first()).map(|one| one.department());
        }
        self.departments.get(&(place.source, place.row)).copied()
    }

    /// The members of all these rows.
    pub(super) fn members(&self) -> BTreeSet<MemberId> {
        self.members.values().copied().collect()
    }
}
