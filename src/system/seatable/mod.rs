//! SeaTable: its Work Weixin import of users, which takes Work Weixin's own user objects.

mod dump;
mod limits;
mod payload;
mod sync;

#[cfg(test)]
mod tests;

use crate::diagnostic::Code;
use crate::directory::Directory;
use crate::rule::Rule;

use super::{Envelope, List, Payload, PayloadOptions, Planner, Refusal, System};

/// SeaTable.
#[derive(Debug)]
pub(super) struct Seatable;

impl System for Seatable {
    fn name(&self) -> &'static str {
        "seatable"
    }

    fn dialects(&self) -> &'static [&'static str] {
        &[]
    }

    fn options(&self, _: Option<&str>) -> &'static [&'static str] {
        &["batch", "userid-from"]
    }

    fn codes(&self) -> &'static [&'static Code] {
        limits::CODES
    }

    fn rules(&self) -> &'static [Rule] {
        limits::RULES
    }

    fn carries_keys(&self) -> bool {
        true
    }

    fn lists(&self) -> &'static [&'static dyn List] {
        dump::LISTS
    }

    /// A refusal says `error_msg`, or `detail` where the token is not accepted; it has no code.
    fn refusal(&self, envelope: &Envelope<'_>) -> Option<Refusal> {
        let message = envelope.text("error_msg");
        Some(Refusal {
            code: 0,
            message: message.or_else(|| envelope.text("detail"))?,
            meaning: None,
        })
    }

    fn meaning(&self, _: i64) -> Option<(&'static str, &'static str)> {
        None
    }

    fn payload<'d>(&self, directory: &'d Directory, options: &'d PayloadOptions) -> Payload<'d> {
        payload::build(directory, options)
    }

    fn planner(&self) -> Option<&'static dyn Planner> {
        Some(&sync::SeatablePlanner)
    }
}
