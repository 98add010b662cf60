//! One department with everything below it. The departments above it stay, so that its place in the whole is known,
//! but not their members, nor anything beside them.

use std::collections::HashSet;

use foldhash::fast::FixedState;

use crate::diagnostic::{Place, SourceId};
use crate::record::RecordKind;

use super::member::MemberEntry;
use super::{
    Department, DepartmentId, Directory, Fault, MemberId, Membership, RecordId, RowCounts, Tree,
};

/// What separates the levels where a user names a department.
const LEVELS: &[char] = &['/', '／', '>', '＞'];

/// The rows that are not in a branch.
#[derive(Clone, Debug, Default)]
pub struct OutsideRows(HashSet<(SourceId, u32), FixedState>);

impl OutsideRows {
    /// Whether `place` is in one of them.
    #[must_use]
    pub fn cover(&self, place: &Place) -> bool {
        place.row > 0 && self.0.contains(&(place.source, place.row))
    }
}

/// What stays of a directory, and under which numbers.
struct Kept {
    /// By the number of a department its new one.
    departments: Vec<Option<DepartmentId>>,
    /// The members that stay, and by the number of a member the new one.
    members: Vec<Option<MemberId>>,
    records: HashSet<RecordId, FixedState>,
}

impl Directory {
    /// The departments that `name` may mean: the one with this path from the top, else those whose path ends with it,
    /// else those with this code. Levels are separated by `/` or `>`.
    #[must_use]
    pub fn named(&self, name: &str) -> Vec<DepartmentId> {
        let wanted = normal(&[name]);
        if wanted.is_empty() {
            return Vec::new();
        }
        let (mut whole, mut ending, mut coded) = (Vec::new(), Vec::new(), Vec::new());
        let leaf = wanted.rsplit('/').next().unwrap_or_default();
        for (id, department) in self.departments() {
            if department.code.as_deref() == Some(name.trim()) {
                coded.push(id);
            }
            if !normal(&[&department.name]).ends_with(leaf) {
                continue;
            }
            let path = normal(&self.path(id));
            let Some(above) = path.strip_suffix(wanted.as_str()) else {
                continue;
            };
            match above.is_empty() {
                true => whole.push(id),
                false if above.ends_with('/') => ending.push(id),
                false => {}
            }
        }
        let mut tiers = [whole, ending, coded].into_iter();
        tiers.find(|tier| !tier.is_empty()).unwrap_or_default()
    }

    /// The branch at `top`: `top`, the departments below it and above it, and the members of `top` and of those below
    /// it, with these memberships alone. Also the rows that are not in it; they count as ignored.
    #[must_use]
    pub fn branch(mut self, top: DepartmentId) -> (Self, OutsideRows) {
        self.linking.branch = Some(normal(&self.path(top)));
        let inside = self.below(top);
        let (memberships, entries) = self.members_of(&inside);
        let kept = self.kept(top, &inside, &entries);
        let outside = self.outside(&kept.records);
        let read = self.counts.rows.read;
        self.departments = renumbered(&self.departments, &kept.departments);
        self.memberships = memberships;
        for membership in &mut self.memberships {
            let department = kept.departments[membership.department().0 as usize];
            membership.move_to(department.unwrap_or(DepartmentId(0)));
        }
        self.merged = self
            .merged
            .iter()
            .filter_map(|(member, record)| Some((kept.members[member.0 as usize]?, *record)))
            .collect();
        let faults = std::mem::take(&mut self.faults).into_iter();
        self.faults = faults.filter_map(|fault| kept.fault(fault)).collect();
        self.members = entries.into_iter().map(|(_, entry)| entry).collect();
        self.tree = Tree::of(&self.departments);
        self.count(read);
        (self, outside)
    }

    /// Counts the rows once more, of which `read` were linked.
    fn count(&mut self, read: u64) {
        let is_declared = |id: RecordId| self.record(id).kind() == RecordKind::Department;
        let records = self.departments.iter().map(|department| department.record);
        let declared = records.clone().flatten().filter(|id| is_declared(*id));
        let used = self.members.len() + declared.count();
        let made = records.filter(Option::is_none).count();
        let rejected = self.faults.iter().filter(|fault| fault.rejects()).count();
        let used_up = used + self.merged.len() + rejected;
        self.counts.departments_made = made;
        self.counts.rows = RowCounts {
            read,
            used: used as u64,
            merged: self.merged.len() as u64,
            rejected: rejected as u64,
            ignored: read.saturating_sub(used_up as u64),
            leavers: 0,
        };
    }

    /// Whether each department is `top` or below it.
    fn below(&self, top: DepartmentId) -> Vec<bool> {
        let mut inside = vec![false; self.departments.len()];
        for id in self.tree.preorder() {
            let parent = self.tree.parent(*id);
            inside[id.0 as usize] =
                *id == top || parent.is_some_and(|parent| inside[parent.0 as usize]);
        }
        inside
    }

    /// The memberships in departments that are `inside`, and the members who have one.
    fn members_of(&self, inside: &[bool]) -> (Vec<Membership>, Vec<(MemberId, MemberEntry)>) {
        let mut memberships: Vec<Membership> = Vec::new();
        let mut entries = Vec::new();
        for member in self.members() {
            let start = memberships.len();
            let own = member.memberships().iter();
            memberships.extend(own.filter(|one| inside[one.department().0 as usize]));
            let Some(first) = memberships.get_mut(start) else {
                continue;
            };
            let main = first.is_main();
            if !main && !memberships[start..].iter().any(Membership::is_main) {
                memberships[start].set_main();
            }
            let entry = MemberEntry {
                memberships: start as u32,
                ..self.members[member.id().0 as usize]
            };
            entries.push((member.id(), entry));
        }
        (memberships, entries)
    }

    fn kept(
        &self,
        top: DepartmentId,
        inside: &[bool],
        entries: &[(MemberId, MemberEntry)],
    ) -> Kept {
        let above: HashSet<DepartmentId, FixedState> = self.tree.ancestors(top).collect();
        let mut records = HashSet::default();
        let mut departments = vec![None; self.departments.len()];
        let mut next = 0;
        for (id, department) in self.departments() {
            if inside[id.0 as usize] || above.contains(&id) {
                departments[id.0 as usize] = Some(DepartmentId(next));
                records.extend(department.record);
                next += 1;
            }
        }
        let mut members = vec![None; self.members.len()];
        for (number, (member, entry)) in (0..).zip(entries) {
            members[member.0 as usize] = Some(MemberId(number));
            records.insert(entry.record);
        }
        let merged = self.merged.iter();
        let merged = merged.filter(|(member, _)| members[member.0 as usize].is_some());
        records.extend(merged.map(|(_, record)| *record));
        Kept {
            departments,
            members,
            records,
        }
    }

    /// The rows none of whose records is `kept`.
    fn outside(&self, kept: &HashSet<RecordId, FixedState>) -> OutsideRows {
        let mut outside = OutsideRows::default();
        let mut inside = HashSet::<_, FixedState>::default();
        for (block, records) in (0..).zip(&self.blocks) {
            for (index, record) in (0..).zip(records.records()) {
                let row = (record.source(), record.row());
                match kept.contains(&RecordId { block, index }) {
                    true => inside.insert(row),
                    false => outside.0.insert(row),
                };
            }
        }
        outside.0.retain(|row| !inside.contains(row));
        outside
    }
}

impl Kept {
    fn department(&self, id: DepartmentId) -> Option<DepartmentId> {
        self.departments[id.0 as usize]
    }

    fn candidates(&self, candidates: Vec<DepartmentId>) -> Vec<DepartmentId> {
        let kept = candidates.into_iter().filter_map(|id| self.department(id));
        kept.collect()
    }

    /// `fault` where it is about something that stays, with the new numbers.
    fn fault(&self, fault: Fault) -> Option<Fault> {
        Some(match fault {
            Fault::DuplicateDepartment { record, first } => {
                let first = self.department(first)?;
                Fault::DuplicateDepartment { record, first }
            }
            Fault::SelfParent { department } => {
                let department = self.department(department)?;
                Fault::SelfParent { department }
            }
            Fault::Orphan { department } => {
                let department = self.department(department)?;
                Fault::Orphan { department }
            }
            Fault::UnresolvedParent { department } => {
                let department = self.department(department)?;
                Fault::UnresolvedParent { department }
            }
            Fault::AmbiguousParent {
                department,
                candidates,
            } => Fault::AmbiguousParent {
                department: self.department(department)?,
                candidates: self.candidates(candidates),
            },
            Fault::AmbiguousDepartment {
                record,
                field,
                text,
                candidates,
            } if self.records.contains(&record) => Fault::AmbiguousDepartment {
                record,
                field,
                text,
                candidates: self.candidates(candidates),
            },
            Fault::Disagreement {
                member,
                first,
                record,
                field,
            } => Fault::Disagreement {
                member: self.members[member.0 as usize]?,
                first,
                record,
                field,
            },
            Fault::MissingCode { record }
            | Fault::PathGap { record, .. }
            | Fault::UnresolvedDepartment { record, .. }
            | Fault::MainDepartmentMismatch { record }
            | Fault::Misaligned { record, .. }
                if self.records.contains(&record) =>
            {
                fault
            }
            Fault::NoDepartmentList { .. } => fault,
            _ => return None,
        })
    }
}

/// The departments that have a new number, with their parents' new ones.
fn renumbered(departments: &[Department], numbers: &[Option<DepartmentId>]) -> Vec<Department> {
    let kept = departments.iter().zip(numbers);
    let kept = kept.filter(|(_, number)| number.is_some());
    kept.map(|(department, _)| Department {
        parent: department
            .parent
            .and_then(|parent| numbers[parent.0 as usize]),
        ..department.clone()
    })
    .collect()
}

/// Names from the top, with single `/` between them and no white space around them.
fn normal(names: &[&str]) -> String {
    let levels = names.iter().flat_map(|name| name.split(LEVELS));
    let levels: Vec<&str> = levels
        .map(str::trim)
        .filter(|level| !level.is_empty())
        .collect();
    levels.join("/")
}

#[cfg(test)]
mod tests;
