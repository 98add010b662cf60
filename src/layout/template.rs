//! Templates that many organisations use, known by their headers. Nothing is read otherwise for it; people are told.

use super::header::Header;
use super::spelling;

/// A template of somebody else's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Work Weixin's import and export of contacts.
    WecomContacts,
    /// Work Weixin's `batch_user.csv`.
    WecomUsers,
    /// Work Weixin's `batch_party.csv`.
    WecomDepartments,
    /// DingTalk's import and export of contacts.
    Dingtalk,
    /// Feishu's or Lark's import of members.
    Feishu,
    /// The users of Tencent BlueKing (bk-user).
    BkUser,
    /// The users of aisuda.
    Aisuda,
}

/// Headers, folded, that together mark a template.
const MARKS: &[(Template, &[&str])] = &[
    (
        Template::WecomContacts,
        &[
            "姓名", "账号", "别名", "职务", "部门", "性别", "手机", "座机",
        ],
    ),
    (
        Template::WecomContacts,
        &["姓名", "英文id", "职务", "部门", "性别", "手机"],
    ),
    (
        Template::WecomUsers,
        &["姓名", "账号", "手机号", "所在部门", "是否部门内领导"],
    ),
    (
        Template::WecomDepartments,
        &["部门名称", "部门id", "父部门id", "排序"],
    ),
    (
        Template::Dingtalk,
        &["员工userid", "部门", "姓名", "手机号"],
    ),
    (
        Template::Feishu,
        &["姓名", "手机号", "部门", "人员类型", "入职日期"],
    ),
    (
        Template::Feishu,
        &["name", "phonenumber", "department", "workforcetype"],
    ),
    (Template::BkUser, &["用户名/username", "组织/organizations"]),
    (
        Template::Aisuda,
        &["用户名", "所属部门编号", "是否经理", "第三方登录方式"],
    ),
];

impl Template {
    /// Which template `header` is that of.
    pub(super) fn of(header: &Header) -> Option<Self> {
        let cells = header.cells.iter();
        let folded: Vec<String> = cells.map(|cell| spelling::fold(&cell.text)).collect();
        let has = |mark: &&str| folded.iter().any(|header| is_it(header, mark));
        let mut known = MARKS.iter().filter(|(_, marks)| marks.iter().all(&has));
        known.next().map(|(template, _)| *template)
    }

    /// What programs call it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::WecomContacts => "wecom-contacts",
            Self::WecomUsers => "wecom-batch-user",
            Self::WecomDepartments => "wecom-batch-party",
            Self::Dingtalk => "dingtalk",
            Self::Feishu => "feishu",
            Self::BkUser => "bk-user",
            Self::Aisuda => "aisuda",
        }
    }
}

/// Whether `header` says `mark`, perhaps with the same in English behind it.
fn is_it(header: &str, mark: &str) -> bool {
    header
        .strip_prefix(mark)
        .is_some_and(|rest| rest.is_empty() || (!mark.is_ascii() && rest.is_ascii()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Pins;
    use crate::layout::header;
    use crate::source::{Content, Row};

    #[test]
    fn a_template_is_known_by_its_headers_and_a_sheet_of_ones_own_is_none() {
        for (headers, expected) in [
            (
                "姓名*|帐号*|手机号|邮箱|所在部门|职位|是否部门内领导|排序",
                Some(Template::WecomUsers),
            ),
            (
                "员工UserID|部门|职位|姓名|性别|工号|手机号|邮箱",
                Some(Template::Dingtalk),
            ),
            (
                "*姓名 Name|*手机号 Phone number|*部门 Department|*人员类型 Workforce type|入职日期 Hire date",
                Some(Template::Feishu),
            ),
            (
                "用户名|邮箱|手机|昵称|所属部门编号|是否经理|第三方登录方式|第三方用户ID",
                Some(Template::Aisuda),
            ),
            ("姓名|手机号|部门|入职日期", None),
            ("部门名称|部门编号|上级部门编号", None),
        ] {
            let mut row = Row::default();
            row.begin(1);
            for (column, text) in (1..).zip(headers.split('|')) {
                row.push(column, Content::Text(text));
            }
            let header = header::find(&[row], &Pins::default()).unwrap();
            assert_eq!(Template::of(&header), expected, "{headers}");
        }
    }
}
