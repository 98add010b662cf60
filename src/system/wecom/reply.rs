//! Work Weixin's replies about contacts: <https://developer.work.weixin.qq.com/document/path/90208> (departments), 90201
//! (users) and 96067 (ids).

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::system::client::or_default;

/// A department (`department/list`, `department/get`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Its id.
    pub id: u32,
    /// Its name; applications without the right to see it get none.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "String::is_empty"
    )]
    pub name: String,
    /// The id of the department it is in; 0 at the top.
    #[serde(default, deserialize_with = "or_default")]
    pub parentid: u32,
    /// Which of two siblings comes first: the one with the larger number.
    #[serde(default, deserialize_with = "or_default")]
    pub order: u32,
    /// What else is said of it, e.g. `name_en` and `department_leader`.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// Where a department is (`department/simplelist`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DepartmentPlace {
    /// Its id.
    pub id: u32,
    /// The id of the department it is in; 0 at the top.
    #[serde(default)]
    pub parentid: u32,
    /// Which of two siblings comes first: the one with the larger number.
    #[serde(default)]
    pub order: u32,
}

/// A user (`user/list`, `user/simplelist`, `user/get`).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct User {
    /// What tells users apart, whatever the case of its letters.
    #[serde(default, deserialize_with = "or_default")]
    pub userid: String,
    /// The name.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "String::is_empty"
    )]
    pub name: String,
    /// The ids of the departments the user is in.
    #[serde(default, deserialize_with = "or_default")]
    pub department: Vec<u32>,
    /// What else is said of the user; which keys there are depends on the rights of the application.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// A user in a department (`user/list_id`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeptUser {
    /// What tells users apart.
    pub userid: String,
    /// The id of the department.
    pub department: u32,
}

/// A page of users in departments (`user/list_id`).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeptUsers {
    /// What the next page is asked for with; empty on the last one.
    #[serde(default)]
    pub next_cursor: String,
    /// The rows, one for each user in each department.
    pub dept_user: Vec<DeptUser>,
}

/// The reply to `department/list`.
#[derive(Deserialize)]
pub(super) struct Departments {
    pub(super) department: Vec<Department>,
}

/// The reply to `department/simplelist`.
#[derive(Deserialize)]
pub(super) struct DepartmentPlaces {
    pub(super) department_id: Vec<DepartmentPlace>,
}

/// The reply to `department/get`.
#[derive(Deserialize)]
pub(super) struct OneDepartment {
    pub(super) department: Department,
}

/// The reply to `user/list` and `user/simplelist`.
#[derive(Deserialize)]
pub(super) struct Users {
    pub(super) userlist: Vec<User>,
}
