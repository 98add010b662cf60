//! What is different between two directories: departments and members added, removed, renamed, moved, changed.

mod departments;
mod members;
mod value;

#[cfg(test)]
mod tests;

use crate::directory::{DepartmentId, Directory, MemberId, Membership};
use crate::record::{Field, Subject};

use departments::DepartmentPairs;
use members::MemberPairs;

/// The differences between two directories.
#[derive(Debug)]
pub struct Diff<'d> {
    /// How it was.
    pub before: &'d Directory,
    /// How it is, or is to be.
    pub after: &'d Directory,
    /// What became of departments: those of `after` in pre-order, then those removed in the pre-order of `before`.
    pub departments: Vec<DepartmentChange>,
    /// What became of members: those of `after` in its order, then those removed in the order of `before`.
    pub members: Vec<MemberChange>,
    /// How the two were compared.
    pub basis: Basis,
    pairs: DepartmentPairs,
}

/// How two directories were compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// Whether departments have codes or serials in common, by which they were recognised before their paths.
    pub by_code: bool,
    /// The fields of departments both sides know.
    pub department_fields: Vec<Field>,
    /// The fields of members both sides know.
    pub member_fields: Vec<Field>,
}

/// By what a department was recognised.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Recognised {
    /// By its code or serial.
    Code,
    /// By its name below the same parent.
    Path,
    /// By its members or sub-departments, or because no other has its name: likely, not certain.
    Inferred,
}

/// What became of one department. It was added without `before`, removed without `after`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DepartmentChange {
    /// The department as it was.
    pub before: Option<DepartmentId>,
    /// The department as it is.
    pub after: Option<DepartmentId>,
    /// By what the two were taken for one.
    pub recognised: Recognised,
    /// Whether its name is another.
    pub is_renamed: bool,
    /// Whether its parent is another.
    pub is_moved: bool,
    /// Fields besides.
    pub fields: Vec<FieldChange>,
}

/// What became of one member. They came without `before`, left without `after`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberChange {
    /// The member as they were.
    pub before: Option<MemberId>,
    /// The member as they are.
    pub after: Option<MemberId>,
    /// Fields that changed.
    pub fields: Vec<FieldChange>,
    /// Departments of `after` they are in now and were not.
    pub joined: Vec<DepartmentId>,
    /// Departments of `before` they were in and are no more.
    pub left: Vec<DepartmentId>,
    /// Departments of `after` they lead now or lead no more.
    pub leads: Vec<(DepartmentId, bool)>,
}

/// A field whose value changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldChange {
    /// The field.
    pub field: Field,
    /// Its value before; empty where there was none.
    pub before: String,
    /// Its value after; empty where there is none.
    pub after: String,
}

/// How many of each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Departments added.
    pub departments_added: usize,
    /// Departments removed.
    pub departments_removed: usize,
    /// Departments with another name.
    pub departments_renamed: usize,
    /// Departments below another parent.
    pub departments_moved: usize,
    /// Departments of which something else changed.
    pub departments_changed: usize,
    /// Members added.
    pub members_added: usize,
    /// Members removed.
    pub members_removed: usize,
    /// Members who joined or left departments.
    pub members_moved: usize,
    /// Members of whom something else changed.
    pub members_changed: usize,
    /// Members who lead departments, or lead them no more.
    pub members_leading: usize,
}

impl MemberChange {
    /// Whether they joined or left departments and were there before.
    #[must_use]
    pub fn is_moved(&self) -> bool {
        let is_known = self.before.is_some() && self.after.is_some();
        is_known && !(self.joined.is_empty() && self.left.is_empty())
    }
}

impl<'d> Diff<'d> {
    /// Compares two directories.
    ///
    /// Departments are the same by code where the codes of both sides name the same departments, else by path; what is
    /// left is recognised by its members, and said to be inferred. Members are the same by userid, else employee
    /// number, else mail, else mobile. Fields that one side does not know at all are not compared.
    #[must_use]
    pub fn between(before: &'d Directory, after: &'d Directory) -> Self {
        let members = MemberPairs::of(before, after);
        let departments = DepartmentPairs::of(before, after, &members);
        let basis = Basis {
            by_code: departments.by_code(),
            department_fields: value::known_to_both(before, after, Subject::Department),
            member_fields: value::known_to_both(before, after, Subject::Member),
        };
        Self {
            before,
            after,
            departments: department_changes(before, after, &departments, &basis),
            members: member_changes(before, after, &members, &departments, &basis),
            basis,
            pairs: departments,
        }
    }

    /// The department of `before` that department `after` was, where it was one.
    #[must_use]
    pub fn department_before(&self, after: DepartmentId) -> Option<DepartmentId> {
        self.pairs.before(after).map(|(before, _)| before)
    }

    /// The department of `after` that department `before` is, where it is one.
    #[must_use]
    pub fn department_after(&self, before: DepartmentId) -> Option<DepartmentId> {
        self.pairs.after(before)
    }

    /// Whether nothing is different.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.departments.is_empty() && self.members.is_empty()
    }

    /// How many of each there are. One department may be renamed, moved and changed at once.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for change in &self.departments {
            match (change.before, change.after) {
                (None, _) => tally.departments_added += 1,
                (_, None) => tally.departments_removed += 1,
                _ => {
                    tally.departments_renamed += usize::from(change.is_renamed);
                    tally.departments_moved += usize::from(change.is_moved);
                    tally.departments_changed += usize::from(!change.fields.is_empty());
                }
            }
        }
        for change in &self.members {
            match (change.before, change.after) {
                (None, _) => tally.members_added += 1,
                (_, None) => tally.members_removed += 1,
                _ => {
                    tally.members_moved += usize::from(change.is_moved());
                    tally.members_changed += usize::from(!change.fields.is_empty());
                    tally.members_leading += usize::from(!change.leads.is_empty());
                }
            }
        }
        tally
    }
}

fn department_changes(
    before: &Directory,
    after: &Directory,
    pairs: &DepartmentPairs,
    basis: &Basis,
) -> Vec<DepartmentChange> {
    let mut changes = Vec::new();
    for &id in after.tree().preorder() {
        let Some((old, recognised)) = pairs.before(id) else {
            changes.push(DepartmentChange {
                before: None,
                after: Some(id),
                recognised: Recognised::Path,
                is_renamed: false,
                is_moved: false,
                fields: Vec::new(),
            });
            continue;
        };
        let parent = after.tree().parent(id);
        let old_parent = before.tree().parent(old);
        let change = DepartmentChange {
            before: Some(old),
            after: Some(id),
            recognised,
            is_renamed: before.department(old).name != after.department(id).name,
            is_moved: parent.map(|parent| pairs.before(parent).map(|(old, _)| old))
                != old_parent.map(Some),
            fields: value::changes(&basis.department_fields, |field| {
                (
                    before.department_value(old, field),
                    after.department_value(id, field),
                )
            }),
        };
        if change.is_renamed || change.is_moved || !change.fields.is_empty() {
            changes.push(change);
        }
    }
    let removed = before.tree().preorder().iter();
    changes.extend(
        removed
            .filter(|id| pairs.after(**id).is_none())
            .map(|id| DepartmentChange {
                before: Some(*id),
                after: None,
                recognised: Recognised::Path,
                is_renamed: false,
                is_moved: false,
                fields: Vec::new(),
            }),
    );
    changes
}

fn member_changes(
    before: &Directory,
    after: &Directory,
    pairs: &MemberPairs,
    departments: &DepartmentPairs,
    basis: &Basis,
) -> Vec<MemberChange> {
    let mut changes = Vec::new();
    // Where leaders are marked on both sides, who is not marked leads nothing.
    let unmarked = (marks_leaders(before) && marks_leaders(after)).then_some(false);
    for member in after.members() {
        let memberships = member.memberships();
        let Some(old) = pairs.before(member.id()) else {
            changes.push(MemberChange {
                before: None,
                after: Some(member.id()),
                fields: Vec::new(),
                joined: memberships.iter().map(Membership::department).collect(),
                left: Vec::new(),
                leads: Vec::new(),
            });
            continue;
        };
        let old = before.member(old);
        let old_memberships = old.memberships();
        let was = |membership: &Membership| {
            let (known, _) = departments.before(membership.department())?;
            old_memberships.iter().find(|old| old.department() == known)
        };
        let is = |membership: &Membership| {
            let known = departments.after(membership.department());
            memberships
                .iter()
                .any(|membership| Some(membership.department()) == known)
        };
        let leads = memberships.iter().filter_map(|membership| {
            let led = was(membership)?.is_leader().or(unmarked)?;
            let leads = membership.is_leader().or(unmarked)?;
            (led != leads).then_some((membership.department(), leads))
        });
        let joined = memberships.iter().filter(|now| was(now).is_none());
        let left = old_memberships.iter().filter(|old| !is(old));
        let change = MemberChange {
            before: Some(old.id()),
            after: Some(member.id()),
            fields: value::changes(&basis.member_fields, |field| {
                (old.get(field), member.get(field))
            }),
            joined: joined.map(Membership::department).collect(),
            left: left.map(Membership::department).collect(),
            leads: leads.collect(),
        };
        let is_same = change.fields.is_empty()
            && change.joined.is_empty()
            && change.left.is_empty()
            && change.leads.is_empty();
        if !is_same {
            changes.push(change);
        }
    }
    let removed = before.members();
    changes.extend(
        removed
            .filter(|member| pairs.after(member.id()).is_none())
            .map(|member| {
                let memberships = member.memberships().iter();
                MemberChange {
                    before: Some(member.id()),
                    after: None,
                    fields: Vec::new(),
                    joined: Vec::new(),
                    left: memberships.map(Membership::department).collect(),
                    leads: Vec::new(),
                }
            }),
    );
    changes
}

/// Whether any membership says that somebody leads.
fn marks_leaders(directory: &Directory) -> bool {
    let mut memberships = directory.memberships().iter();
    memberships.any(|membership| membership.is_leader() == Some(true))
}
