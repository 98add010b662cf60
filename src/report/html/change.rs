//! What became of departments and members since an earlier directory.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::directory::{DepartmentId, MemberId};

/// What became of a department or a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It was not there before.
    Added,
    /// It is no longer there.
    Removed,
    /// It is somewhere else.
    Moved,
    /// It is called otherwise.
    Renamed,
    /// Something else about it is different.
    Changed,
}

/// One difference, in words of the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What happened.
    pub kind: ChangeKind,
    /// What was there before; empty where nothing was.
    pub before: String,
    /// What is there now; empty where nothing is.
    pub after: String,
}

/// Every difference of a directory from an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// By department.
    pub departments: BTreeMap<DepartmentId, Change>,
    /// By member.
    pub members: BTreeMap<MemberId, Change>,
}
