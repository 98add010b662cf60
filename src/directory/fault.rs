//! What did not link. Rules turn these into findings; nothing here is mended.

use crate::record::Field;

use super::{DepartmentId, MemberId, RecordId};

/// One thing that did not link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// A department row whose code column is empty (D002).
    MissingCode {
        /// The row.
        record: RecordId,
    },
    /// A department row with the code or path of an earlier department (D003). It is not in the tree.
    DuplicateDepartment {
        /// The later row.
        record: RecordId,
        /// The department it repeats.
        first: DepartmentId,
    },
    /// A department that names itself as parent (D005). It stands at the top.
    SelfParent {
        /// The department.
        department: DepartmentId,
    },
    /// A department whose parent code is not there (D007). It stands at the top.
    Orphan {
        /// The department.
        department: DepartmentId,
    },
    /// A department whose parent, given by name or path, is not there (P001). It stands at the top.
    UnresolvedParent {
        /// The department.
        department: DepartmentId,
    },
    /// A department whose parent name fits several departments (P002). It stands at the top.
    AmbiguousParent {
        /// The department.
        department: DepartmentId,
        /// The departments it fits.
        candidates: Vec<DepartmentId>,
    },
    /// A path with an empty level between filled ones (D012); the level was left out.
    PathGap {
        /// The row.
        record: RecordId,
        /// The field that holds the path.
        field: Field,
    },
    /// A department named by a member that is not there (P003).
    UnresolvedDepartment {
        /// The member's row.
        record: RecordId,
        /// The field that names the department.
        field: Field,
        /// The code, name or path as written.
        text: Box<str>,
    },
    /// A department named by a member that fits several departments (P004).
    AmbiguousDepartment {
        /// The member's row.
        record: RecordId,
        /// The field that names the department.
        field: Field,
        /// The name or path as written.
        text: Box<str>,
        /// The departments it fits.
        candidates: Vec<DepartmentId>,
    },
    /// Departments known by code only, because no department list was read (F010).
    NoDepartmentList {
        /// The first row that names one.
        record: RecordId,
        /// The field that names it.
        field: Field,
        /// How many departments are known by code only.
        departments: usize,
    },
    /// A row of an earlier member that says something else about them (M003). It is not used.
    Disagreement {
        /// The member.
        member: MemberId,
        /// The earlier row that says otherwise.
        first: RecordId,
        /// The later row.
        record: RecordId,
        /// The field they disagree in.
        field: Field,
    },
    /// A main department that is none of the member's departments (M009).
    MainDepartmentMismatch {
        /// The member's row.
        record: RecordId,
    },
    /// A list beside the departments that has another length (M010); it was not used.
    Misaligned {
        /// The member's row.
        record: RecordId,
        /// The field that holds the list.
        field: Field,
        /// How many values it has.
        values: usize,
        /// How many departments the member's row names.
        departments: usize,
    },
}

impl Fault {
    /// Whether a row was not used because of it.
    pub(super) fn rejects(&self) -> bool {
        matches!(
            self,
            Self::DuplicateDepartment { .. } | Self::Disagreement { .. }
        )
    }
}
