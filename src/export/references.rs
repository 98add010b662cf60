//! How a file names a department: by its code, or by the path of names where no department has a code.

use crate::directory::{DepartmentId, Directory, Numbering};

use super::levels::{LEVEL_MARKS, Levels};

/// What may stand between the levels of a path, the preferred one first.
const LEVEL_SEPARATORS: [char; 4] = ['/', '>', '\\', '→'];

/// What a reader may take for the separator of a list, in a name.
const LIST_MARKS: [char; 7] = [';', '；', ',', '，', '、', '|', '\n'];

/// What may stand between several departments of one person, the preferred one first.
const LIST_SEPARATORS: [&str; 4] = [";", ",", "||", "\n"];

/// The longest path that fits a cell of a workbook.
const LONGEST_PATH: u64 = 32_767;

/// How long all paths may be together, in bytes; a chain of a hundred thousand departments would need gigabytes.
const ALL_PATHS: u64 = 256 << 20;

/// The codes and paths of all departments.
#[derive(Debug)]
pub(super) struct References {
    codes: Option<Numbering>,
    paths: Option<Vec<String>>,
    /// Between several departments of one person.
    pub(super) list: &'static str,
}

impl References {
    /// Codes where any department has one or paths would not be read back, else paths.
    ///
    /// A made-up code would give a department another identity on reading back, so there is none beside paths.
    pub(super) fn of(directory: &Directory) -> Self {
        let paths = level_separator(directory).and_then(|level| paths(directory, level));
        let mut departments = directory.departments();
        let has_codes = departments.any(|(_, department)| department.code.is_some());
        let codes = (has_codes || paths.is_none()).then(|| Numbering::of(directory));
        let list = LIST_SEPARATORS.into_iter().find(|list| {
            let mut departments = directory.departments();
            !departments.any(|(_, department)| {
                let code = department.code.as_deref();
                code.is_some_and(|code| code.contains(list))
            })
        });
        Self {
            codes,
            paths,
            list: list.unwrap_or(LIST_SEPARATORS[0]),
        }
    }

    /// The code of a department; `None` where departments are named by their paths.
    pub(super) fn code(&self, id: DepartmentId) -> Option<&str> {
        self.codes.as_ref().map(|codes| codes.code(id))
    }

    /// The path of a department; `None` where a path would not be read back as that department.
    pub(super) fn path(&self, id: DepartmentId) -> Option<&str> {
        let paths = self.paths.as_ref()?;
        Some(&paths[id.0 as usize])
    }

    /// The code, else the path.
    pub(super) fn name(&self, id: DepartmentId) -> &str {
        self.code(id).or_else(|| self.path(id)).unwrap_or_default()
    }

    /// Whether departments are named by code.
    pub(super) fn has_codes(&self) -> bool {
        self.codes.is_some()
    }

    /// Whether paths may be written.
    pub(super) fn has_paths(&self) -> bool {
        self.paths.is_some()
    }
}

/// The separator that stands in no name; `None` where a reader could find levels or lists that are none.
fn level_separator(directory: &Directory) -> Option<char> {
    let names = || {
        directory
            .departments()
            .map(|(_, department)| department.name.as_str())
    };
    if names().any(|name| name.trim() != name || name.is_empty() || name.contains(LIST_MARKS)) {
        return None;
    }
    let free = LEVEL_SEPARATORS
        .into_iter()
        .find(|separator| !names().any(|name| name.contains(*separator)))?;
    if Levels::of(directory).are_shown(directory) {
        return Some(free);
    }
    // Without a path of several levels in sight, any mark in a name may be taken for a separator, and a name that
    // stands alone for any department called so.
    let is_plain = !names().any(|name| name.contains('-') || name.contains(LEVEL_MARKS));
    let mut sorted: Vec<&str> = names().collect();
    sorted.sort_unstable();
    let is_unique = sorted.windows(2).all(|pair| pair[0] != pair[1]);
    (is_plain && is_unique).then_some(free)
}

/// The path of every department; `None` where two would be the same or they would be too long.
fn paths(directory: &Directory, level: char) -> Option<Vec<String>> {
    let tree = directory.tree();
    let mut lengths = vec![0u64; directory.departments().len()];
    let mut all = 0;
    for id in tree.preorder() {
        let above = tree.parent(*id).map_or(0, |parent| {
            lengths[parent.0 as usize] + level.len_utf8() as u64
        });
        let length = above + directory.department(*id).name.len() as u64;
        lengths[id.0 as usize] = length;
        all += length;
        if length > LONGEST_PATH || all > ALL_PATHS {
            return None;
        }
    }
    let mut paths = vec![String::new(); lengths.len()];
    for id in tree.preorder() {
        let mut path = String::with_capacity(lengths[id.0 as usize] as usize);
        if let Some(parent) = tree.parent(*id) {
            path.push_str(&paths[parent.0 as usize]);
            path.push(level);
        }
        path.push_str(&directory.department(*id).name);
        paths[id.0 as usize] = path;
    }
    let mut sorted: Vec<&str> = paths.iter().map(String::as_str).collect();
    sorted.sort_unstable();
    let is_unique = sorted.windows(2).all(|pair| pair[0] != pair[1]);
    is_unique.then_some(paths)
}
