//! Whether paths show by themselves what separates their levels, as a reader sees it who knows nothing else.

use crate::directory::{DepartmentId, Directory};

/// What a reader may take for the separator of levels, in a name.
pub(super) const LEVEL_MARKS: [char; 6] = ['/', '>', '\\', '→', '／', '＞'];

/// What the path of every department looks like.
pub(super) struct Levels {
    /// The top of every department.
    tops: Vec<DepartmentId>,
    /// Whether the path of a department reads as several levels: not where only digits follow the top, as in codes.
    is_path: Vec<bool>,
    /// Whether no name in the path has a mark.
    is_clear: Vec<bool>,
}

impl Levels {
    /// Looks at the paths of `directory`.
    pub(super) fn of(directory: &Directory) -> Self {
        let tree = directory.tree();
        let count = directory.departments().len();
        let mut levels = Self {
            tops: vec![DepartmentId(0); count],
            is_path: vec![false; count],
            is_clear: vec![false; count],
        };
        for id in tree.preorder() {
            let index = id.0 as usize;
            let name = &directory.department(*id).name;
            let is_clear = !name.contains(LEVEL_MARKS);
            levels.tops[index] = *id;
            levels.is_clear[index] = is_clear;
            if let Some(parent) = tree.parent(*id) {
                let parent = parent.0 as usize;
                let mut characters = name.chars();
                let is_word = !characters.all(|c| c.is_ascii_digit() || c.is_whitespace());
                levels.tops[index] = levels.tops[parent];
                levels.is_path[index] = levels.is_path[parent] || is_word;
                levels.is_clear[index] = levels.is_clear[parent] && is_clear;
            }
        }
        levels
    }

    /// Whether both the list of departments and that of members show what separates levels.
    pub(super) fn are_shown(&self, directory: &Directory) -> bool {
        let mut is_named = vec![false; self.tops.len()];
        for member in directory.members() {
            for membership in member.memberships() {
                is_named[membership.department().0 as usize] = true;
            }
        }
        // At the top a name stands alone and would be cut at its mark.
        let mut roots = directory.tree().roots().iter();
        roots.all(|root| self.is_clear[root.0 as usize])
            && self.are_shown_by(&vec![true; self.tops.len()])
            && (!is_named.contains(&true) || self.are_shown_by(&is_named))
    }

    /// Whether the paths of the departments named show it: one has no other mark, and they are most of what is named
    /// or half of them have a top that others have too.
    fn are_shown_by(&self, is_named: &[bool]) -> bool {
        let named = || (0..is_named.len()).filter(|index| is_named[*index]);
        let paths = || named().filter(|index| self.is_path[*index]);
        let mut below = vec![0; is_named.len()];
        for index in paths() {
            below[self.tops[index].0 as usize] += 1;
        }
        let tops = (0..below.len()).filter(|top| below[*top] > 1 || is_named[*top]);
        let supported: usize = tops.map(|top| below[top]).sum();
        let count = paths().count();
        paths().any(|index| self.is_clear[index])
            && (count * 2 > named().count() || supported * 2 >= count)
    }
}
