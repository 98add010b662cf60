//! aisuda (爱速搭): the body of its bulk import, in both dialects, its limits, its endpoints, and a model of its server.

mod body;
mod client;
mod dump;
mod endpoints;
mod limits;
mod live;
mod payload;
mod server;
mod session;
mod sync;
mod wire;

#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::diagnostic::Code;
use crate::directory::Directory;
use crate::rule::Rule;

use super::{Envelope, List, Live, Payload, PayloadOptions, Planner, Refusal, Rehearsal, System};

pub use client::{Organisation, UsersEndpoint};
pub use wire::{App, Branch, Choice, NewApp, User, UserChoice, UserPage};

/// How long an import may take: the server answers when everything is done.
const IMPORT_PATIENCE: Duration = Duration::from_secs(10 * 60);

/// aisuda.
#[derive(Debug)]
pub(super) struct Aisuda;

impl System for Aisuda {
    fn name(&self) -> &'static str {
        "aisuda"
    }

    fn dialects(&self) -> &'static [&'static str] {
        &["legacy", "current"]
    }

    fn options(&self, _: Option<&str>) -> &'static [&'static str] {
        &[]
    }

    fn codes(&self) -> &'static [&'static Code] {
        limits::CODES
    }

    fn rules(&self) -> &'static [Rule] {
        limits::RULES
    }

    fn carries_keys(&self) -> bool {
        false
    }

    fn lists(&self) -> &'static [&'static dyn List] {
        dump::LISTS
    }

    /// Every reply of aisuda says `status`, `msg` and `data`; 0 means success.
    fn refusal(&self, envelope: &Envelope<'_>) -> Option<Refusal> {
        let code = envelope.integer("status").filter(|code| *code != 0)?;
        Some(Refusal {
            code,
            message: envelope.text("msg")?,
            meaning: None,
        })
    }

    fn meaning(&self, _: i64) -> Option<(&'static str, &'static str)> {
        None
    }

    fn patience(&self, operation: &str) -> Option<Duration> {
        (operation == "departments.import").then_some(IMPORT_PATIENCE)
    }

    fn payload<'d>(&self, directory: &'d Directory, options: &'d PayloadOptions) -> Payload<'d> {
        payload::build(directory, options)
    }

    fn rehearsal(&self) -> Option<Rehearsal> {
        Some(limits::REHEARSAL)
    }

    fn planner(&self) -> Option<&'static dyn Planner> {
        Some(&sync::AisudaPlanner)
    }

    fn live(&self) -> Option<&'static dyn Live> {
        Some(&Self)
    }
}
