//! What can be mended without asking, and, of a directory that has errors, the part that is valid and the rows that had
//! to go for it. Knows no rules: who asks for a part brings the judgement along.

mod change;
mod fix;
mod part;
mod rejected;

pub use change::{Change, Changes, Columns};
pub use part::{Part, Refusal, valid_part};
pub use rejected::{Reason, Rejected};
