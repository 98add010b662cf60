//! Which differences a page tells: all of an ordinary number, of very many some of each kind.

use std::collections::BTreeMap;

use crate::plan::{DepartmentChange, Diff, MemberChange};

use super::super::changes::{department_words, member_words};

/// How many changes of departments a page tells, and how many of members.
const MOST: usize = 50_000;

/// The differences that a page tells, in order.
pub(super) struct Listed<'d> {
    pub(super) departments: Vec<&'d DepartmentChange>,
    pub(super) members: Vec<&'d MemberChange>,
    /// Differences that are not on the page.
    pub(super) left_out: usize,
}

impl<'d> Listed<'d> {
    pub(super) fn of(diff: &'d Diff<'d>) -> Self {
        let departments = chosen(&diff.departments, department_words);
        let members = chosen(&diff.members, member_words);
        let all = diff.departments.len() + diff.members.len();
        Self {
            left_out: all - departments.len() - members.len(),
            departments,
            members,
        }
    }
}

/// The first ones of each kind, as many as there is room for; what is of several kinds counts for the first.
fn chosen<C>(changes: &[C], words: fn(&C) -> Vec<&'static str>) -> Vec<&C> {
    let first = |change: &C| words(change).first().copied().unwrap_or_default();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for change in changes {
        *counts.entry(first(change)).or_default() += 1;
    }
    let mut limit = MOST;
    while limit > 1
        && counts
            .values()
            .map(|count| count.min(&limit))
            .sum::<usize>()
            > MOST
    {
        limit /= 2;
    }
    let mut told: BTreeMap<&str, usize> = BTreeMap::new();
    let has_room = |change: &&C| {
        let told = told.entry(first(change)).or_default();
        *told += 1;
        *told <= limit
    };
    changes.iter().filter(has_room).collect()
}
