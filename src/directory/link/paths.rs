//! Finding departments by the names from the top down, or by a part of them.

use compact_str::CompactString;

use super::super::{Department, DepartmentId};
use super::Map;

/// Departments by name and by parent and name.
#[derive(Debug, Default)]
pub(super) struct PathIndex {
    children: Map<(Option<DepartmentId>, CompactString), DepartmentId>,
    by_name: Map<CompactString, Vec<DepartmentId>>,
    /// The department everything hangs below, where there is just one.
    pub(super) root: Option<DepartmentId>,
}

/// What a path leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// Nothing.
    Nothing,
    /// One department.
    One(DepartmentId),
    /// Several that fit equally.
    Several(Vec<DepartmentId>),
}

impl PathIndex {
    /// Adds a department under its name; of siblings with one name the first is found.
    pub(super) fn add(&mut self, parent: Option<DepartmentId>, name: &str, id: DepartmentId) {
        self.place(parent, name, id);
        self.name(name, id);
    }

    /// Makes a department known by its name alone.
    pub(super) fn name(&mut self, name: &str, id: DepartmentId) {
        if !name.is_empty() {
            self.by_name.entry(name.into()).or_default().push(id);
        }
    }

    /// Makes a department known below its parent.
    pub(super) fn place(&mut self, parent: Option<DepartmentId>, name: &str, id: DepartmentId) {
        if !name.is_empty() {
            self.children.entry((parent, name.into())).or_insert(id);
        }
    }

    /// The child of `parent` called `name`.
    pub(super) fn child(&self, parent: Option<DepartmentId>, name: &str) -> Option<DepartmentId> {
        self.children
            .get(&(parent, CompactString::from(name)))
            .copied()
    }

    /// The departments called `name`.
    pub(super) fn called(&self, name: &str) -> &[DepartmentId] {
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Finds `levels` from the top, else below the one root, else as the end of a path.
    ///
    /// `whole_paths` tells whether the source writes whole paths; where it writes names only, a name that several
    /// departments have is ambiguous even if one of them stands at the top.
    pub(super) fn find(
        &self,
        levels: &[&str],
        whole_paths: bool,
        departments: &[Department],
    ) -> Found {
        let Some((last, above)) = levels.split_last() else {
            return Found::Nothing;
        };
        if whole_paths || !above.is_empty() {
            let walk = |start| {
                levels
                    .iter()
                    .try_fold(start, |at, name| self.child(at, name).map(Some))
                    .flatten()
            };
            let from_root = || self.root.and_then(|root| walk(Some(root)));
            if let Some(id) = walk(None).or_else(from_root) {
                return Found::One(id);
            }
        }
        let ends_with = |id: &&DepartmentId| {
            let mut at = **id;
            above.iter().rev().all(|name| {
                let parent = departments[at.0 as usize].parent;
                at = parent.unwrap_or(at);
                parent.is_some_and(|parent| departments[parent.0 as usize].name == *name)
            })
        };
        let candidates: Vec<DepartmentId> = self
            .called(last)
            .iter()
            .filter(ends_with)
            .copied()
            .collect();
        match candidates[..] {
            [] => Found::Nothing,
            [one] => Found::One(one),
            _ => Found::Several(candidates),
        }
    }
}
