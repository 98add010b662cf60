//! Work Weixin (企业微信): its contact lists as input and output, its limits, its error codes, the endpoints that read
//! contacts, and a model of its server.

mod client;
mod dump;
mod endpoints;
mod errors;
pub(super) mod ids;
mod limits;
mod live;
mod payload;
mod reply;
mod server;
mod session;
pub(super) mod userid;
pub(super) mod wire;

#[cfg(test)]
mod tests;

use crate::diagnostic::Code;
use crate::directory::Directory;
use crate::rule::Rule;

use super::{Envelope, List, Live, Payload, PayloadOptions, Refusal, System};

pub use client::Contacts;
pub use reply::{Department, DepartmentPlace, DeptUser, DeptUsers, User};

pub(super) use dump::{CONTACT_EMAIL, user_keys};

/// Work Weixin.
#[derive(Debug)]
pub(super) struct Wecom;

impl System for Wecom {
    fn name(&self) -> &'static str {
        "wecom"
    }

    fn dialects(&self) -> &'static [&'static str] {
        &[]
    }

    fn options(&self, _: Option<&str>) -> &'static [&'static str] {
        &["userid-from"]
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

    fn refusal(&self, envelope: &Envelope<'_>) -> Option<Refusal> {
        let code = envelope.integer("errcode").filter(|code| *code != 0)?;
        Some(Refusal {
            code,
            message: envelope.text("errmsg").unwrap_or_default(),
            meaning: self.meaning(code),
        })
    }

    fn meaning(&self, code: i64) -> Option<(&'static str, &'static str)> {
        errors::meaning(code)
    }

    fn is_throttled(&self, code: i64) -> bool {
        matches!(code, 45009 | 45033)
    }

    fn payload<'d>(&self, directory: &'d Directory, options: &'d PayloadOptions) -> Payload<'d> {
        payload::build(directory, options)
    }

    fn live(&self) -> Option<&'static dyn Live> {
        Some(&Self)
    }
}
