//! What has to happen, as data: the differences between two directories. Sends nothing and opens nothing.

mod diff;

pub use diff::{Basis, DepartmentChange, Diff, FieldChange, MemberChange, Recognised, Tally};
