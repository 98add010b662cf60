//! The valid part of a directory that has errors, and the rows that had to go for it. Mends nothing and knows no
//! rules: who asks for a part brings the judgement along.

mod part;
mod rejected;

pub use part::{Part, Refusal, valid_part};
pub use rejected::{Reason, Rejected};
