//! A department and how it is numbered.

use compact_str::CompactString;

use crate::record::Field;

use super::RecordId;

/// The number of a department in its directory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DepartmentId(pub u32);

/// What sources call companies, and what departments.
const COMPANIES: &[&str] = &[
    "公司",
    "集团",
    "子公司",
    "分公司",
    "企业",
    "CORP",
    "ORG",
    "COMPANY",
];
const DEPARTMENTS: &[&str] = &["部门", "部", "组", "中心", "科室", "DEPT", "DEPARTMENT"];

/// What a department is, where the source says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DepartmentKind {
    /// A company (公司).
    Company,
    /// A department (部门).
    Department,
}

impl DepartmentKind {
    /// Reads `CORP`, `ORG`, `公司`, `集团`, `DEPT`, `部门` and the like.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_one_of = |names: &[&str]| names.iter().any(|name| text.eq_ignore_ascii_case(name));
        if is_one_of(COMPANIES) {
            return Some(Self::Company);
        }
        is_one_of(DEPARTMENTS).then_some(Self::Department)
    }
}

/// A department. Further fields stand in its record: [`super::Directory::department_value`].
#[derive(Clone, Debug, PartialEq)]
pub struct Department {
    /// The source's own code, where it has one.
    pub code: Option<CompactString>,
    /// The name; empty where the source has none (D001).
    pub name: CompactString,
    /// The parent as it was linked; [`super::Tree::parent`] is the same with cycles cut.
    pub parent: Option<DepartmentId>,
    /// What siblings are sorted by, smaller first; equal ones keep source order.
    pub rank: i64,
    /// What it is, where the source says so.
    pub kind: Option<DepartmentKind>,
    /// The record it was read from; `None` where it was made from a path, a reference or `--root`.
    pub record: Option<RecordId>,
    /// The record and field that first named it, where it has no record of its own.
    pub named_by: Option<(RecordId, Field)>,
    /// Whether only its code is known, because no department list was read: its name is its code.
    pub placeholder: bool,
}
