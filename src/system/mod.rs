//! The remote systems. Everything a system knows about itself is in its folder; a new one is a folder and a line in
//! [`SYSTEMS`].

pub mod aisuda;
pub mod atwork;
mod client;
mod dump;
mod element;
mod endpoint;
mod keys;
mod live;
mod loss;
pub(crate) mod names;
mod order;
mod payload;
mod planner;
mod reader;
mod rehearsal;
mod route;
mod scan;
pub mod seatable;
mod server;
mod waiting;
pub mod wecom;

#[cfg(test)]
mod exchanges;
#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::diagnostic::Code;
use crate::directory::Directory;
use crate::rule::Rule;

pub use client::{CallFault, Client, Session, judge};
pub use dump::{Envelope, List, Refusal};
pub use endpoint::{Arguments, Endpoint, Form, Given, Kind, Misuse, Parameter, Place};
pub use live::{Live, ReadFault, Replies, Secrets};
pub use loss::{Loss, LostField};
pub use order::KeyOrder;
pub use payload::{About, Bodies, Payload, PayloadOptions, Style};
pub use planner::{Answer, Draft, Ids, Planner, Row, RowState, Seen, Wanted};
pub use rehearsal::Rehearsal;
pub use server::{Identity, Modelled, Mutation, Server};

/// The codes of a system's family, in the form of [`crate::diagnostic::code`].
macro_rules! codes {
    ($($id:ident $name:literal $severity:ident,)+) => {
        $(
            #[doc = concat!("`", $name, "`")]
            pub(super) static $id: crate::diagnostic::Code = crate::diagnostic::Code {
                id: stringify!($id),
                name: $name,
                severity: crate::diagnostic::Severity::$severity,
            };
        )+

        /// The codes of the family, in order.
        pub(super) static CODES: &[&crate::diagnostic::Code] = &[$(&$id),+];
    };
}
use codes;

/// One remote system.
pub trait System: Sync {
    /// What `--to` and `--for` take.
    fn name(&self) -> &'static str;

    /// What `--dialect` takes, the default first; empty where its API has only one.
    fn dialects(&self) -> &'static [&'static str];

    /// Which of the options `batch`, `attach-to` and `userid-from` its payload in `dialect` looks at.
    fn options(&self, dialect: Option<&str>) -> &'static [&'static str];

    /// The codes of its family, in order.
    fn codes(&self) -> &'static [&'static Code];

    /// What it refuses or silently changes, as rules over a directory.
    fn rules(&self) -> &'static [Rule];

    /// Whether its bodies carry the keys of other dumps that no field is meant for.
    fn carries_keys(&self) -> bool;

    /// The lists its saved replies and import bodies may hold.
    fn lists(&self) -> &'static [&'static dyn List];

    /// Whether a reply with these top-level values is a refusal instead of data.
    fn refusal(&self, envelope: &Envelope<'_>) -> Option<Refusal>;

    /// What its error `code` means, in Chinese and English, where we know it.
    fn meaning(&self, code: i64) -> Option<(&'static str, &'static str)>;

    /// Whether `code` says that it gets too many requests, where HTTP's 429 does not.
    fn is_throttled(&self, code: i64) -> bool {
        let _ = code;
        false
    }

    /// How long `operation` may take, where that is longer than the remote allows every request.
    fn patience(&self, operation: &str) -> Option<Duration> {
        let _ = operation;
        None
    }

    /// The bulk request bodies for `directory`, parents first, and what they cannot carry.
    fn payload<'d>(&self, directory: &'d Directory, options: &'d PayloadOptions) -> Payload<'d>;

    /// How its payload is rehearsed, where there is a model that takes it.
    fn rehearsal(&self) -> Option<Rehearsal> {
        None
    }

    /// What it can be told to do, where it takes anything.
    fn planner(&self) -> Option<&'static dyn Planner> {
        None
    }

    /// What it can do over the network.
    fn live(&self) -> Option<&'static dyn Live> {
        None
    }
}

/// Every system.
pub static SYSTEMS: &[&dyn System] = &[
    &aisuda::Aisuda,
    &atwork::Atwork,
    &seatable::Seatable,
    &wecom::Wecom,
];

/// The system called `name`.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static dyn System> {
    SYSTEMS.iter().copied().find(|system| system.name() == name)
}
