//! Work Weixin's endpoints about contacts as functions.

use crate::config::Secret;
use crate::system::client::{CallFault, Client, decode};
use crate::system::endpoint::{Arguments, named};
use crate::transport::Reply;

use super::endpoints::ENDPOINTS;
use super::reply::{
    Department, DepartmentPlace, DepartmentPlaces, Departments, DeptUsers, OneDepartment, User,
    Users,
};

/// The contacts of one company as functions.
#[derive(Clone, Copy)]
pub struct Contacts<'c>(&'c Client<'c>);

impl<'c> Contacts<'c> {
    /// The contacts that `client` calls for.
    #[must_use]
    pub fn of(client: &'c Client<'c>) -> Self {
        Self(client)
    }

    /// Fetches a token. Every other function does so by itself.
    ///
    /// # Errors
    /// When the call fails.
    pub fn token(&self) -> Result<Secret, CallFault> {
        #[derive(serde::Deserialize)]
        struct Token {
            access_token: String,
        }
        let token: Token = decode(&self.call("token", Arguments::default())?)?;
        Ok(Secret::from(token.access_token.as_str()))
    }

    /// Lists a department with all that are in it; all departments where none is named.
    ///
    /// # Errors
    /// When the call fails.
    pub fn departments(&self, id: Option<u32>) -> Result<Vec<Department>, CallFault> {
        let reply = self.call("departments.list", of_id(id))?;
        decode(&reply).map(|reply: Departments| reply.department)
    }

    /// Lists where departments are, without their names.
    ///
    /// # Errors
    /// When the call fails.
    pub fn department_ids(&self, id: Option<u32>) -> Result<Vec<DepartmentPlace>, CallFault> {
        let reply = self.call("departments.ids", of_id(id))?;
        decode(&reply).map(|reply: DepartmentPlaces| reply.department_id)
    }

    /// Reads one department.
    ///
    /// # Errors
    /// When the call fails.
    pub fn department(&self, id: u32) -> Result<Department, CallFault> {
        let reply = self.call("department.get", of_id(Some(id)))?;
        decode(&reply).map(|reply: OneDepartment| reply.department)
    }

    /// Lists the users of a department, and of those in it where `fetch_child` says so.
    ///
    /// # Errors
    /// When the call fails.
    pub fn users(&self, department: u32, fetch_child: bool) -> Result<Vec<User>, CallFault> {
        let reply = self.call("users.list", of_department(department, fetch_child))?;
        decode(&reply).map(|reply: Users| reply.userlist)
    }

    /// Lists the users of a department with nothing but their names and departments.
    ///
    /// # Errors
    /// When the call fails.
    pub fn users_in_short(
        &self,
        department: u32,
        fetch_child: bool,
    ) -> Result<Vec<User>, CallFault> {
        let reply = self.call("users.simple", of_department(department, fetch_child))?;
        decode(&reply).map(|reply: Users| reply.userlist)
    }

    /// Reads a page of at most `limit` rows, one for each user in each department; the next page begins at the
    /// `next_cursor` of the one before.
    ///
    /// # Errors
    /// When the call fails.
    pub fn user_ids(&self, cursor: &str, limit: u32) -> Result<DeptUsers, CallFault> {
        decode(&self.call("users.ids", of_page(cursor, limit))?)
    }

    /// Reads one user.
    ///
    /// # Errors
    /// When the call fails.
    pub fn user(&self, userid: &str) -> Result<User, CallFault> {
        decode(&self.call("user.get", of_user(userid))?)
    }

    /// The reply to `operation`.
    pub(super) fn call(&self, operation: &str, arguments: Arguments) -> Result<Reply, CallFault> {
        self.0.call(named(ENDPOINTS, operation), arguments)
    }
}

/// What names a department, where one is named.
pub(super) fn of_id(id: Option<u32>) -> Arguments {
    let arguments = Arguments::default();
    match id {
        Some(id) => arguments.with("id", id),
        None => arguments,
    }
}

/// What names the users of a department.
pub(super) fn of_department(department: u32, fetch_child: bool) -> Arguments {
    let arguments = Arguments::default().with("department_id", department);
    match fetch_child {
        true => arguments.with("fetch_child", 1),
        false => arguments,
    }
}

/// What names a page of user ids.
pub(super) fn of_page(cursor: &str, limit: u32) -> Arguments {
    let arguments = Arguments::default().with("limit", limit);
    match cursor {
        "" => arguments,
        cursor => arguments.with("cursor", cursor),
    }
}

/// What names a user.
pub(super) fn of_user(userid: &str) -> Arguments {
    Arguments::default().with("userid", userid)
}
