//! What has to happen, as data: the differences between two directories, and operations in waves that mend them. Sends
//! nothing and opens nothing.

mod diff;
mod document;
mod operation;
mod safety;
mod state;

pub use diff::{Basis, DepartmentChange, Diff, FieldChange, MemberChange, Recognised, Tally};
pub use document::{Addressee, Mode, Note, Plan, SourceFile, schema};
pub use operation::{Action, Key, Operation, Subject, SubjectKind};
pub use safety::{Accepted, Excess, Measure, Totals, excesses, measures};
pub use state::{Expectation, Object, State};
