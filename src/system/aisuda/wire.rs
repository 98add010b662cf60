//! aisuda's own shapes: aisuda-docs, OpenAPI/组织. In the body of the bulk import ("批量导入组织架构") every value is a string.

use serde::{Deserialize, Serialize};

use crate::system::client::or_default;

/// The keys of one dialect.
#[derive(Debug)]
pub(super) struct Keys {
    /// Keys of a department: code, name, parent's code.
    pub(super) department: [&'static str; 3],
    /// Keys of a user: name, mail, mobile, display name, department's code, manager flag, login kind, login id.
    pub(super) user: [&'static str; 8],
}

/// The dialect of the documents of 2022.
pub(super) const LEGACY: Keys = Keys {
    department: ["部门编号", "部门名称", "上级部门编号"],
    user: [
        "用户名",
        "邮箱",
        "手机",
        "昵称",
        "所属部门编号",
        "是否经理",
        "第三方登录方式",
        "第三方用户ID",
    ],
};

/// The dialect of the documents since 2023.
pub(super) const CURRENT: Keys = Keys {
    department: ["code", "name", "parentCode"],
    user: [
        "name",
        "email",
        "phone",
        "nickName",
        "departmentCode",
        "isManager",
        "authType",
        "authId",
    ],
};

/// What every reply but the whole tree is wrapped in.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Reply<T> {
    /// 0 means success.
    pub(super) status: i64,
    /// What happened, for people.
    pub(super) msg: String,
    pub(super) data: T,
}

/// An application ("获取应用列表").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
#[derive(Default)]
pub struct App {
    /// Its id.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// Its short name, a part of its address.
    #[serde(deserialize_with = "or_default")]
    pub key: String,
    /// The address of its picture.
    #[serde(deserialize_with = "or_default")]
    pub logo: String,
    /// Its name.
    #[serde(deserialize_with = "or_default")]
    pub name: String,
    /// What it is for.
    #[serde(deserialize_with = "or_default")]
    pub description: String,
    /// Whether it was never published.
    #[serde(deserialize_with = "or_default")]
    pub is_draft: bool,
}

/// A new application ("创建应用").
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewApp {
    /// The mail address of the user it belongs to.
    pub owner: String,
    /// Its name.
    pub name: String,
    /// Its short name, a part of its address; aisuda makes one up where it is empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// What it is for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// The address of its picture.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub logo: String,
}

/// What one look at the tree shows ("获取根部门列表").
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Choices {
    pub(super) options: Vec<Choice>,
}

/// A department as one look at the tree shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Choice {
    /// Its name.
    #[serde(deserialize_with = "or_default")]
    pub label: String,
    /// Its id.
    #[serde(deserialize_with = "or_default")]
    pub value: String,
    /// Whether departments may be created in it.
    #[serde(deserialize_with = "or_default")]
    pub creatable: bool,
    /// Whether it may be changed.
    #[serde(deserialize_with = "or_default")]
    pub editable: bool,
    /// Whether it may be deleted; the top department may not.
    #[serde(deserialize_with = "or_default")]
    pub removable: bool,
    /// The departments in it, where they are shown.
    #[serde(skip_serializing_if = "Vec::is_empty", deserialize_with = "or_default")]
    pub children: Vec<Choice>,
    /// What stands where there are no departments in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub placeholder: Option<String>,
    /// Whether all departments in it are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loaded: Option<bool>,
    /// Whether the departments in it are to be asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub defer: Option<bool>,
    /// Where they are to be asked for; `/api/` stands for `/openapi/`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub defer_api: Option<String>,
}

/// A department with all that are in it (`department/all`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Branch {
    /// Its id.
    pub id: String,
    /// The id of the department it is in; empty at the top.
    #[serde(default, deserialize_with = "or_default")]
    pub parent_id: String,
    /// When it was created, e.g. `2021-06-11T03:29:45.000Z`.
    #[serde(
        default,
        skip_serializing_if = "String::is_empty",
        deserialize_with = "or_default"
    )]
    pub created_at: String,
    /// When it was changed last.
    #[serde(
        default,
        skip_serializing_if = "String::is_empty",
        deserialize_with = "or_default"
    )]
    pub updated_at: String,
    /// Its name.
    #[serde(default, deserialize_with = "or_default")]
    pub name: String,
    /// The departments in it.
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "or_default"
    )]
    pub children: Vec<Branch>,
}

/// The reply to `department/all`: documented without the usual wrapping, and with one department at the top.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum All {
    Wrapped { data: Tops },
    Bare(Tops),
}

/// The departments at the top.
#[derive(Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum Tops {
    Several(Vec<Branch>),
    One(Branch),
}

/// A page of the users of a department ("获取部门里的用户").
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct UserPage {
    /// Whether users may be created.
    #[serde(deserialize_with = "or_default")]
    pub creatable: bool,
    /// Whether the caller is an administrator.
    #[serde(deserialize_with = "or_default")]
    pub is_admin: bool,
    /// The users.
    #[serde(deserialize_with = "or_default")]
    pub items: Vec<User>,
    /// How many users the department has, on all pages.
    #[serde(deserialize_with = "or_default")]
    pub count: u64,
    /// The users once more, as choices.
    #[serde(deserialize_with = "or_default")]
    pub options: Vec<UserChoice>,
}

/// A user in a department.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct User {
    /// Whether the user may be changed.
    #[serde(deserialize_with = "or_default")]
    pub editable: bool,
    /// Whether the user may be deleted.
    #[serde(deserialize_with = "or_default")]
    pub deletable: bool,
    /// What the user is called in the system.
    #[serde(deserialize_with = "or_default")]
    pub username: String,
    /// The name.
    #[serde(deserialize_with = "or_default")]
    pub name: String,
    /// The mail address.
    #[serde(deserialize_with = "or_default")]
    pub email: String,
    /// Whether the user leads the department.
    #[serde(deserialize_with = "or_default")]
    pub is_leader: bool,
    /// The id of the membership, which is no user id.
    #[serde(deserialize_with = "or_default")]
    pub id: String,
    /// The id of the user.
    #[serde(deserialize_with = "or_default")]
    pub user_id: String,
    /// The id of the department.
    #[serde(deserialize_with = "or_default")]
    pub department_id: String,
    /// The name of the department.
    #[serde(deserialize_with = "or_default")]
    pub department_name: String,
    /// Whether the user came with the system. The document spells it so.
    #[serde(
        rename = "isBultin",
        alias = "isBuiltin",
        deserialize_with = "or_default"
    )]
    pub is_builtin: bool,
}

/// A user as a choice.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserChoice {
    /// The name.
    #[serde(deserialize_with = "or_default")]
    pub label: String,
    /// The id of the membership.
    #[serde(deserialize_with = "or_default")]
    pub value: String,
}
