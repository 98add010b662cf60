//! Finding departments by the names from the top down, or by a part of them.

use compact_str::CompactString;

use super::super::{Department, DepartmentId};
use super::Map;

/// Departments by name and by parent and name. They are filed when one is looked for: where departments have codes,
/// none is.
#[derive(Debug, Default)]
pub(super) struct PathIndex {
    children: Map<(Option<DepartmentId>, CompactString), DepartmentId>,
    by_name: Map<CompactString, Vec<DepartmentId>>,
    /// Those that are not among `children` yet.
    placed: Vec<(Option<DepartmentId>, CompactString, DepartmentId)>,
    /// Those that are not in `by_name` yet.
    named: Vec<(CompactString, DepartmentId)>,
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
    /// Makes room for so many departments more.
    pub(super) fn expect(&mut self, count: usize) {
        self.children.reserve(count);
        self.named.reserve(count);
    }

    /// Adds a department under its name; of siblings with one name the first is found.
    pub(super) fn add(&mut self, parent: Option<DepartmentId>, name: &str, id: DepartmentId) {
        self.place(parent, name, id);
        self.name(name, id);
    }

    /// Makes a department known by its name alone.
    pub(super) fn name(&mut self, name: &str, id: DepartmentId) {
        if !name.is_empty() {
            self.named.push((name.into(), id));
        }
    }

    /// Makes a department known below its parent.
    pub(super) fn place(&mut self, parent: Option<DepartmentId>, name: &str, id: DepartmentId) {
        if !name.is_empty() {
            self.placed.push((parent, name.into(), id));
        }
    }

    /// The child of `parent` called `name`.
    pub(super) fn child(
        &mut self,
        parent: Option<DepartmentId>,
        name: &str,
    ) -> Option<DepartmentId> {
        self.children.reserve(self.placed.len());
        for (parent, name, id) in self.placed.drain(..) {
            self.children.entry((parent, name)).or_insert(id);
        }
        let place = (parent, CompactString::from(name));
        self.children.get(&place).copied()
    }

    /// The departments called `name`.
    fn called(&mut self, name: &str) -> &[DepartmentId] {
        for (name, id) in self.named.drain(..) {
            self.by_name.entry(name).or_default().push(id);
        }
        self.by_name.get(name).map_or(&[], Vec::as_slice)
    }

    /// Finds `levels` from the top, else below the one root, else as the end of a path.
    ///
    /// `whole_paths` tells whether the source writes whole paths; where it writes names only, a name that several
    /// departments have is ambiguous even if one of them stands at the top.
    pub(super) fn find(
        &mut self,
        levels: &[&str],
        whole_paths: bool,
        departments: &[Department],
    ) -> Found {
        let Some((last, above)) = levels.split_last() else {
            return Found::Nothing;
        };
        if whole_paths || !above.is_empty() {
            let tops = [None, self.root];
            let starts = if self.root.is_some() {
                &tops[..]
            } else {
                &tops[..1]
            };
            for start in starts {
                let mut levels = levels.iter();
                let found = levels.try_fold(*start, |at, name| self.child(at, name).map(Some));
                if let Some(Some(id)) = found {
                    return Found::One(id);
                }
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
