//! What SeaTable answers, as values: SeaTable API, "Org admin work weixin".

use serde::Deserialize;
use serde_json::{Map, Value};

/// The departments of Work Weixin that SeaTable sees: Work Weixin's own reply.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DepartmentList {
    /// A part of the tree; the parent of its top need not be in it.
    pub department: Vec<WorkWeixinDepartment>,
}

/// A department of Work Weixin.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct WorkWeixinDepartment {
    /// Its id.
    pub id: u64,
    /// Its name; applications without the right to it get none.
    pub name: Option<String>,
    /// The id of its parent, 0 at the top.
    #[serde(default)]
    pub parentid: u64,
    /// Its place among its siblings, the larger first.
    pub order: Option<u64>,
}

/// Members of a department: Work Weixin's user objects, in which `email` is SeaTable's own id where the user was
/// imported, else empty, and `contact_email` the mail.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct MemberList {
    /// The members.
    pub userlist: Vec<Map<String, Value>>,
}

/// What became of imported users.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct UserReport {
    /// Those that were made.
    pub success: Vec<ImportedUser>,
    /// Those that were not; that they are there already is among the reasons.
    pub failed: Vec<FailedUser>,
}

/// A user that was made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct ImportedUser {
    /// Work Weixin's userid.
    pub userid: String,
    /// The name.
    pub name: String,
    /// SeaTable's own id, which looks like a mail address.
    pub email: String,
}

/// A user that was not made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct FailedUser {
    /// Work Weixin's userid, where there is one.
    pub userid: Option<String>,
    /// The name, where there is one.
    pub name: Option<String>,
    /// Why.
    pub error_msg: String,
}

/// What became of an imported department and everything below it.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DepartmentReport {
    /// What was made: departments first.
    pub success: Vec<Imported>,
    /// What was not.
    pub failed: Vec<NotImported>,
}

/// Something that was made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Imported {
    /// A group for a department.
    Department {
        /// Work Weixin's id.
        department_id: u64,
        /// Its name.
        department_name: String,
        /// The group.
        group_id: u64,
    },
    /// A member of a group.
    User {
        /// SeaTable's own id of the user.
        email: String,
        /// The name.
        api_user_name: String,
        /// Work Weixin's id of the department.
        department_id: u64,
        /// The group.
        group_id: u64,
    },
}

/// Something that was not made.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum NotImported {
    /// A department.
    Department {
        /// Work Weixin's id.
        department_id: u64,
        /// Its name.
        department_name: String,
        /// Why.
        msg: String,
    },
    /// A user, or one membership of theirs.
    User {
        /// SeaTable's own id of the user; empty where there is none.
        email: String,
        /// The name.
        api_user_name: String,
        /// Work Weixin's id of the department.
        department_id: u64,
        /// Why.
        msg: String,
    },
}
