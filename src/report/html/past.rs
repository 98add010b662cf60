//! What is no longer there, put where it was: removed departments, the former places of those that moved, and who left.
//!
//! On the page they come after all departments and members that are there.

use rustc_hash::FxHashMap;

use crate::directory::{DepartmentId, MemberId};
use crate::plan::Diff;

use super::extent::Extent;
use super::listed::Listed;

/// A department that is no longer there, or no longer here.
pub(super) struct PastDepartment {
    pub(super) id: DepartmentId,
    /// The number of the department it was below.
    pub(super) parent: Option<u32>,
    /// The number of the department it is now, elsewhere; none for a removed one.
    pub(super) now: Option<u32>,
}

/// What is no longer there.
#[derive(Default)]
pub(super) struct Past {
    pub(super) departments: Vec<PastDepartment>,
    /// Members who left, in the order of the former directory.
    pub(super) members: Vec<MemberId>,
    /// The numbers of removed departments.
    removed: FxHashMap<DepartmentId, u32>,
    /// The numbers of members who left.
    gone: FxHashMap<MemberId, u32>,
}

impl Past {
    /// Finds places for what `listed` tells of `diff`; those of which the former department is not on the page have
    /// none.
    pub(super) fn of(diff: &Diff<'_>, listed: &Listed<'_>, extent: &Extent) -> Self {
        let mut past = Self::default();
        let mut left: FxHashMap<DepartmentId, Option<DepartmentId>> = FxHashMap::default();
        for change in &listed.departments {
            if let Some(before) = change.before
                && (change.after.is_none() || change.is_moved)
            {
                left.insert(before, change.after);
            }
        }
        let tree = diff.before.tree();
        let mut number = extent.departments().len() as u32;
        for id in tree.preorder() {
            let Some(after) = left.get(id) else { continue };
            let parent = tree.parent(*id);
            let place = parent.map(|parent| past.department(parent, diff, extent));
            let now = after.map(|after| extent.department(after));
            if place == Some(None) || now == Some(None) {
                continue;
            }
            past.departments.push(PastDepartment {
                id: *id,
                parent: place.flatten(),
                now: now.flatten(),
            });
            if after.is_none() {
                past.removed.insert(*id, number);
            }
            number += 1;
        }
        let gone = listed
            .members
            .iter()
            .filter(|change| change.after.is_none());
        past.members = gone.filter_map(|change| change.before).collect();
        let first = extent.members().len() as u32;
        past.gone = past.members.iter().copied().zip(first..).collect();
        past
    }

    /// The number of the department that `before` is, or was where it was removed.
    pub(super) fn department(
        &self,
        before: DepartmentId,
        diff: &Diff<'_>,
        extent: &Extent,
    ) -> Option<u32> {
        match diff.department_after(before) {
            Some(after) => extent.department(after),
            None => self.removed.get(&before).copied(),
        }
    }

    /// The number of a member who left.
    pub(super) fn member(&self, before: MemberId) -> Option<u32> {
        self.gone.get(&before).copied()
    }
}
