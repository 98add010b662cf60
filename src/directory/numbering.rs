//! A code for every department: its own, else a number.

use std::cell::LazyCell;
use std::collections::HashSet;

use compact_str::{CompactString, ToCompactString};

use super::{DepartmentId, Directory};

/// The code of every department: the source's own, else its number, counted from 1 in pre-order without the codes
/// that exist.
#[derive(Clone, Debug)]
pub struct Numbering(Vec<CompactString>);

impl Numbering {
    /// Numbers the departments of `directory`.
    #[must_use]
    pub fn of(directory: &Directory) -> Self {
        let own = directory
            .departments()
            .filter_map(|(_, department)| department.code.as_deref());
        let taken = LazyCell::new(|| own.collect::<HashSet<&str>>());
        let mut numbers = (1u32..).map(|number| number.to_compact_string());
        let mut codes = vec![CompactString::default(); directory.departments().len()];
        for id in directory.tree().preorder() {
            let own = directory.department(*id).code.clone();
            codes[id.0 as usize] = own.unwrap_or_else(|| {
                let free = numbers.find(|number| !taken.contains(number.as_str()));
                free.expect("there are fewer departments than numbers")
            });
        }
        Self(codes)
    }

    /// All codes, in the order of the departments.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(CompactString::as_str)
    }

    /// The code of department `id`.
    #[must_use]
    pub fn code(&self, id: DepartmentId) -> &str {
        &self.0[id.0 as usize]
    }
}
