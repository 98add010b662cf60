//! How much of a directory a page holds: all of an ordinary one, of a very large one the upper departments and some
//! members of each department. What is left out is still counted.

use std::collections::BTreeSet;

use crate::directory::{DepartmentId, Directory, Headcounts, Member, MemberId};

/// How many departments a page holds.
const DEPARTMENTS: usize = 200_000;

/// About how many places of members a page holds.
const PLACES: u64 = 100_000;

/// The departments and members that a page holds, each in its order there.
pub(super) struct Extent {
    departments: Vec<DepartmentId>,
    /// The place of every department of the directory on the page.
    numbers: Vec<Option<u32>>,
    members: Vec<MemberId>,
}

impl Extent {
    /// Chooses what to hold of `directory`: leaders and those in `wanted` before others.
    pub(super) fn of(
        directory: &Directory,
        counts: &Headcounts,
        wanted: &BTreeSet<MemberId>,
    ) -> Self {
        let tree = directory.tree();
        let mut departments = tree.preorder().to_vec();
        if departments.len() > DEPARTMENTS {
            // Upper levels first, so that the parent of every department is there.
            departments.sort_by_key(|id| tree.depth(*id));
            departments.truncate(DEPARTMENTS);
            let chosen: BTreeSet<_> = departments.into_iter().collect();
            let preorder = tree.preorder().iter().copied();
            departments = preorder.filter(|id| chosen.contains(id)).collect();
        }
        let mut numbers = vec![None; directory.departments().len()];
        for (number, id) in (0..).zip(&departments) {
            numbers[id.0 as usize] = Some(number);
        }
        let mut extent = Self {
            departments,
            numbers,
            members: Vec::new(),
        };
        extent.members = extent.choose_members(directory, counts, wanted);
        extent
    }

    fn choose_members(
        &self,
        directory: &Directory,
        counts: &Headcounts,
        wanted: &BTreeSet<MemberId>,
    ) -> Vec<MemberId> {
        let sizes = || {
            let departments = self.departments.iter().map(|id| counts.own(*id));
            departments.chain([counts.unplaced]).map(u64::from)
        };
        let has_room = |limit: u64| sizes().map(|size| size.min(limit)).sum::<u64>() <= PLACES;
        // The largest number of members of each department that there is room for, at least one.
        let mut limit = sizes().max().unwrap_or_default().clamp(1, PLACES);
        if !has_room(limit) {
            let (mut fits, mut fails) = (1, limit);
            while fails - fits > 1 {
                let middle = fits.midpoint(fails);
                match has_room(middle) {
                    true => fits = middle,
                    false => fails = middle,
                }
            }
            limit = fits;
        }
        let mut held = vec![0; self.numbers.len()];
        let mut unplaced = 0;
        let is_held = |member: &Member<'_>| {
            let memberships = member.memberships();
            if memberships.is_empty() {
                unplaced += 1;
                return unplaced <= limit || wanted.contains(&member.id());
            }
            let here = memberships
                .iter()
                .filter(|one| self.numbers[one.department().0 as usize].is_some());
            let is_held = wanted.contains(&member.id())
                || here.clone().any(|one| {
                    one.is_leader() == Some(true) || held[one.department().0 as usize] < limit
                });
            if is_held {
                here.for_each(|one| held[one.department().0 as usize] += 1);
            }
            is_held
        };
        let members = directory.members().filter(is_held);
        members.map(|member| member.id()).collect()
    }

    /// The departments, parents before children.
    pub(super) fn departments(&self) -> &[DepartmentId] {
        &self.departments
    }

    /// The members in source order.
    pub(super) fn members(&self) -> &[MemberId] {
        &self.members
    }

    /// The number of department `id` on the page.
    pub(super) fn department(&self, id: DepartmentId) -> Option<u32> {
        self.numbers[id.0 as usize]
    }

    /// The number of member `id` on the page.
    pub(super) fn member(&self, id: MemberId) -> Option<u32> {
        let found = self.members.binary_search(&id).ok();
        found.map(|index| index as u32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::directory::example::{departments, link, members};

    #[test]
    fn an_ordinary_directory_is_held_as_a_whole() {
        let people: Vec<_> = (0..2_000).map(|n| [format!("u{n}"), "甲".into()]).collect();
        let directory = link(&[
            departments(
                "code name parent_code",
                &[["1", "甲", ""], ["2", "乙", "1"]],
            ),
            members("userid department", &people),
        ]);
        let counts = Headcounts::of(&directory);
        let extent = Extent::of(&directory, &counts, &BTreeSet::new());
        assert_eq!(extent.departments().len(), 2);
        assert_eq!(extent.members().len(), 2_000);
        assert_eq!(extent.member(MemberId(1_999)), Some(1_999));
    }

    #[test]
    fn members_without_departments_are_held_too() {
        let people: Vec<_> = (0..40).map(|n| [format!("u{n}"), String::new()]).collect();
        let directory = link(&[members("userid department", &people)]);
        let counts = Headcounts::of(&directory);
        let extent = Extent::of(&directory, &counts, &BTreeSet::new());
        assert_eq!(extent.members().len(), 40);
    }

    #[test]
    fn of_a_crowd_the_first_the_leaders_and_the_wanted_are_held() {
        let last = 250_000;
        let person = |n: u32| {
            let leads = if n == last { "是" } else { "" };
            [format!("u{n}"), "甲".into(), leads.into()]
        };
        let people: Vec<_> = (0..=last).map(person).collect();
        let directory = link(&[
            departments("code name parent_code", &[["1", "甲", ""]]),
            members("userid department is_leader", &people),
        ]);
        let counts = Headcounts::of(&directory);
        let wanted = BTreeSet::from([MemberId(last - 1)]);
        let extent = Extent::of(&directory, &counts, &wanted);
        let held = extent.members();
        assert!((100_000..=100_002).contains(&held.len()), "{}", held.len());
        assert_eq!(held[held.len() - 2..], [MemberId(last - 1), MemberId(last)]);
        assert_eq!(extent.member(MemberId(last - 2)), None);
    }
}
