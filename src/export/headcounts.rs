//! How many people are in every department, and in every department with all below it.

use crate::directory::{DepartmentId, Directory};

/// Head counts by department; a person in two departments of a branch counts once there.
#[derive(Debug)]
pub(super) struct Headcounts {
    own: Vec<u32>,
    all: Vec<u32>,
    /// Members without a department.
    pub(super) unplaced: u32,
}

impl Headcounts {
    /// Counts the members of `directory`.
    pub(super) fn of(directory: &Directory) -> Self {
        let departments = directory.departments().len();
        let mut counts = Self {
            own: vec![0; departments],
            all: vec![0; departments],
            unplaced: 0,
        };
        // The member, counted from 1, who was counted last in a department.
        let mut own_of = vec![0u32; departments];
        let mut all_of = vec![0u32; departments];
        for (member, number) in directory.members().zip(1u32..) {
            if member.memberships().is_empty() {
                counts.unplaced += 1;
            }
            for membership in member.memberships() {
                let id = membership.department();
                if std::mem::replace(&mut own_of[id.0 as usize], number) != number {
                    counts.own[id.0 as usize] += 1;
                }
                let mut above = Some(id);
                while let Some(id) = above {
                    if std::mem::replace(&mut all_of[id.0 as usize], number) == number {
                        break;
                    }
                    counts.all[id.0 as usize] += 1;
                    above = directory.tree().parent(id);
                }
            }
        }
        counts
    }

    /// People in department `id` itself.
    pub(super) fn own(&self, id: DepartmentId) -> u32 {
        self.own[id.0 as usize]
    }

    /// People in department `id` and all below it.
    pub(super) fn all(&self, id: DepartmentId) -> u32 {
        self.all[id.0 as usize]
    }
}
