//! SeaTable: its Work Weixin import, which takes Work Weixin's own user objects; its endpoints, and a model of its server.

mod client;
mod dump;
mod endpoints;
mod limits;
mod live;
mod payload;
mod reply;
mod server;
mod sync;

#[cfg(test)]
mod tests;

use std::time::Duration;

use crate::diagnostic::Code;
use crate::directory::Directory;
use crate::rule::Rule;

use super::{Envelope, List, Live, Payload, PayloadOptions, Planner, Refusal, Rehearsal, System};

pub use client::Api;
pub use reply::{
    DepartmentList, DepartmentReport, FailedUser, Imported, ImportedUser, MemberList, NotImported,
    UserReport, WorkWeixinDepartment,
};

/// How long the import of a department may take: the server answers when all below it is done.
const IMPORT_PATIENCE: Duration = Duration::from_secs(10 * 60);

/// SeaTable.
#[derive(Debug)]
pub(super) struct Seatable;

/// What it says of a refused request, and what that means in Chinese and English. The texts are those of its published
/// server code; the document has none.
const MEANINGS: &[(&str, &str, &str)] = &[
    (
        "Invalid token",
        "令牌不存在或已失效",
        "there is no such token, or it is no longer valid",
    ),
    (
        "Authentication credentials were not provided.",
        "请求没有带令牌",
        "the request bears no token",
    ),
    (
        "You do not have permission to perform this action.",
        "令牌的主人不是这个组织的管理员",
        "whose token it is does not administer this organisation",
    ),
    (
        "Permission denied.",
        "令牌的主人没有管理成员的权限",
        "whose token it is may not manage users",
    ),
    (
        "Feature is not enabled.",
        "SeaTable 没有启用企业微信集成",
        "the Work Weixin integration of SeaTable is switched off",
    ),
    (
        "获取企业微信组织架构失败",
        "SeaTable 读不到企业微信的部门：未绑定、密钥不对、应用没有权限，或者没有这个部门",
        "SeaTable cannot read the departments of Work Weixin: it is not bound, the secret is wrong, the application may not, \
         or there is no such department",
    ),
    (
        "获取企业微信组织架构成员失败",
        "SeaTable 读不到企业微信的成员：未绑定、密钥不对、应用没有权限，或者没有这个部门",
        "SeaTable cannot read the members of Work Weixin: it is not bound, the secret is wrong, the application may not, or \
         there is no such department",
    ),
    (
        "fetch_child invalid.",
        "fetch_child 只能是 true 或 false",
        "fetch_child is true or false",
    ),
    (
        "userlist invalid.",
        "缺少 userlist（不是 user_list），或者它为空、不是列表",
        "userlist (not user_list) is missing, empty, or no list",
    ),
    (
        "work_weixin_department_ids invalid.",
        "缺少 work_weixin_department_id，或者它不是数字",
        "work_weixin_department_id is missing or no number",
    ),
];

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
        let message = message.or_else(|| envelope.text("detail"))?;
        let meaning = MEANINGS.iter().find(|(known, ..)| *known == message);
        Some(Refusal {
            code: 0,
            message,
            meaning: meaning.map(|(_, chinese, english)| (*chinese, *english)),
        })
    }

    fn meaning(&self, _: i64) -> Option<(&'static str, &'static str)> {
        None
    }

    fn patience(&self, operation: &str) -> Option<Duration> {
        (operation == "department.import").then_some(IMPORT_PATIENCE)
    }

    fn payload<'d>(&self, directory: &'d Directory, options: &'d PayloadOptions) -> Payload<'d> {
        payload::build(directory, options)
    }

    fn rehearsal(&self) -> Option<Rehearsal> {
        Some(limits::REHEARSAL)
    }

    fn live(&self) -> Option<&'static dyn Live> {
        Some(&Self)
    }

    fn planner(&self) -> Option<&'static dyn Planner> {
        Some(&sync::SeatablePlanner)
    }
}
