//! What a system's codes say of a payload that was applied to the model of its server.

use crate::diagnostic::Code;

/// How a payload is rehearsed, and the codes of what comes out.
#[derive(Clone, Copy, Debug)]
pub struct Rehearsal {
    /// The endpoint that takes the bodies.
    pub call: &'static str,
    /// The server refuses a body, or one of the things in it.
    pub refused: &'static Code,
    /// The server has it already and does nothing.
    pub there_already: Option<&'static Code>,
    /// The server makes it although it has it already.
    pub made_twice: Option<&'static Code>,
    /// The server does not have it afterwards, or has it as one with another.
    pub missing: Option<&'static Code>,
    /// The server keeps a membership that the source does not have.
    pub kept: Option<&'static Code>,
}
