//! atwork (WorkPlus, BeeWorks): its endpoints, bodies of its import of organisations, its replies, its limits, and a model of
//! its server.

mod client;
mod dump;
mod endpoints;
mod limits;
mod live;
mod payload;
mod reply;
mod server;
mod session;
mod sync;
mod token_file;
mod wire;

#[cfg(test)]
mod tests;

use crate::diagnostic::Code;
use crate::directory::Directory;
use crate::rule::Rule;

use super::{Envelope, List, Live, Payload, PayloadOptions, Planner, Refusal, Rehearsal, System};

pub use client::{Api, Change, Details, NewNode, Parent};
pub use reply::{DataSchema, Imported, Node, NodeId, NodePage, Settings};

/// atwork.
#[derive(Debug)]
pub(super) struct Atwork;

/// Codes and their meanings in Chinese and English, in order.
const MEANINGS: &[(i64, &str, &str)] = &[
    (10011, "访问令牌不存在", "there is no such access token"),
    (10015, "访问令牌已过期", "the access token has expired"),
    (10016, "访问令牌不存在", "there is no such access token"),
    (201_001, "用户已存在", "the user is there already"),
    (201_002, "没有对应的用户", "there is no such user"),
    (
        201_003,
        "不支持的用户操作",
        "this cannot be done with users",
    ),
    (
        202_002,
        "没有对应的组织机构",
        "there is no such organisation",
    ),
    (202_011, "雇员已存在", "the employee is there already"),
    (202_012, "没有对应的雇员", "there is no such employee"),
    (
        202_013,
        "不支持的雇员操作",
        "this cannot be done with employees",
    ),
    (202_101, "应用已存在", "the application is there already"),
    (202_102, "没有这个应用", "there is no such application"),
    (
        202_103,
        "不支持的应用操作",
        "this cannot be done with applications",
    ),
    (
        202_104,
        "应用认证失败",
        "the application's key or secret is wrong",
    ),
    (208_502, "没有对应的组织", "there is no such organisation"),
    (
        208_507,
        "机构下还有雇员或下级机构",
        "there are employees or nodes in it",
    ),
];

impl System for Atwork {
    fn name(&self) -> &'static str {
        "atwork"
    }

    fn dialects(&self) -> &'static [&'static str] {
        &["v3", "v4"]
    }

    fn options(&self, dialect: Option<&str>) -> &'static [&'static str] {
        match dialect {
            Some("v4") => &["batch", "attach-to"],
            _ => &["attach-to"],
        }
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

    /// Every reply of atwork says `status`, `message` and `result`; 0 means success.
    fn refusal(&self, envelope: &Envelope<'_>) -> Option<Refusal> {
        let code = envelope.integer("status").filter(|code| *code != 0)?;
        Some(Refusal {
            code,
            message: envelope.text("message")?,
            meaning: self.meaning(code),
        })
    }

    fn meaning(&self, code: i64) -> Option<(&'static str, &'static str)> {
        let meaning = MEANINGS.iter().find(|(known, ..)| *known == code);
        meaning.map(|(_, chinese, english)| (*chinese, *english))
    }

    fn payload<'d>(&self, directory: &'d Directory, options: &'d PayloadOptions) -> Payload<'d> {
        payload::build(directory, options)
    }

    fn rehearsal(&self) -> Option<Rehearsal> {
        Some(limits::REHEARSAL)
    }

    fn planner(&self) -> Option<&'static dyn Planner> {
        Some(&sync::AtworkPlanner)
    }

    fn live(&self) -> Option<&'static dyn Live> {
        Some(&Self)
    }
}
