//! How many people are in every department, and in every department with all below it.

use super::{DepartmentId, Directory, Tree};

/// Head counts by department; a person in two departments of a branch counts once there.
#[derive(Debug)]
pub struct Headcounts {
    own: Vec<u32>,
    all: Vec<i64>,
    /// Members without a department.
    pub unplaced: u32,
}

impl Headcounts {
    /// Counts the members of `directory`.
    #[must_use]
    pub fn of(directory: &Directory) -> Self {
        let tree = directory.tree();
        let branches = Branches::of(tree);
        let mut counts = Self {
            own: vec![0; branches.heads.len()],
            all: vec![0; branches.heads.len()],
            unplaced: 0,
        };
        let mut places: Vec<DepartmentId> = Vec::new();
        for member in directory.members() {
            places.clear();
            places.extend(member.memberships().iter().map(|one| one.department()));
            places.sort_unstable_by_key(|id| branches.positions[id.0 as usize]);
            places.dedup();
            counts.unplaced += u32::from(places.is_empty());
            for id in &places {
                counts.own[id.0 as usize] += 1;
                counts.all[id.0 as usize] += 1;
            }
            // Where two neighbours in pre-order meet, the person would count twice.
            for pair in places.windows(2) {
                if let Some(meeting) = branches.meeting(tree, pair[0], pair[1]) {
                    counts.all[meeting.0 as usize] -= 1;
                }
            }
        }
        for id in tree.preorder().iter().rev() {
            if let Some(parent) = tree.parent(*id) {
                counts.all[parent.0 as usize] += counts.all[id.0 as usize];
            }
        }
        counts
    }

    /// People in department `id` itself.
    #[must_use]
    pub fn own(&self, id: DepartmentId) -> u32 {
        self.own[id.0 as usize]
    }

    /// People in department `id` and all below it.
    #[must_use]
    pub fn all(&self, id: DepartmentId) -> u64 {
        self.all[id.0 as usize].unsigned_abs()
    }
}

/// The tree cut into downward chains along the largest child, so that few chains lie above any department.
struct Branches {
    /// The top of the chain of each department.
    heads: Vec<DepartmentId>,
    /// The place of each department in pre-order.
    positions: Vec<u32>,
}

impl Branches {
    fn of(tree: &Tree) -> Self {
        let count = tree.preorder().len();
        let mut sizes = vec![1u32; count];
        for id in tree.preorder().iter().rev() {
            if let Some(parent) = tree.parent(*id) {
                sizes[parent.0 as usize] += sizes[id.0 as usize];
            }
        }
        let mut heads = vec![DepartmentId(0); count];
        let mut positions = vec![0; count];
        for (position, id) in (0..).zip(tree.preorder()) {
            positions[id.0 as usize] = position;
            if tree.parent(*id).is_none() {
                heads[id.0 as usize] = *id;
            }
            let children = tree.children(*id);
            let largest = children.iter().max_by_key(|child| sizes[child.0 as usize]);
            for child in children {
                let is_largest = Some(child) == largest;
                heads[child.0 as usize] = if is_largest {
                    heads[id.0 as usize]
                } else {
                    *child
                };
            }
        }
        Self { heads, positions }
    }

    /// The lowest department above both, or one of them.
    fn meeting(
        &self,
        tree: &Tree,
        mut first: DepartmentId,
        mut second: DepartmentId,
    ) -> Option<DepartmentId> {
        let head = |id: DepartmentId| self.heads[id.0 as usize];
        while head(first) != head(second) {
            if tree.depth(head(first)) < tree.depth(head(second)) {
                std::mem::swap(&mut first, &mut second);
            }
            first = tree.parent(head(first))?;
        }
        Some(if tree.depth(first) < tree.depth(second) {
            first
        } else {
            second
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::example::{departments, link, members};

    #[test]
    fn a_person_counts_once_in_every_branch_they_are_in() {
        let directory = link(&[
            departments(
                "code name parent_code",
                &[
                    ["1", "甲", ""],
                    ["2", "乙", "1"],
                    ["3", "丙", "2"],
                    ["4", "丁", "2"],
                    ["5", "戊", "1"],
                    ["6", "己", ""],
                ],
            ),
            members(
                "userid name department_code",
                &[
                    ["a", "a", "4;3;5"],
                    ["b", "b", "2;3"],
                    ["c", "c", "6;5"],
                    ["d", "d", ""],
                ],
            ),
        ]);
        let counts = Headcounts::of(&directory);
        let ids = (0..6).map(DepartmentId);
        let found: Vec<_> = ids.map(|id| (counts.own(id), counts.all(id))).collect();
        assert_eq!(found, [(0, 3), (1, 2), (2, 2), (1, 1), (2, 2), (1, 1)]);
        assert_eq!(counts.unplaced, 1);
    }
}
