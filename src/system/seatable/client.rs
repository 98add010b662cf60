//! The endpoints of SeaTable's Work Weixin import as functions: typed arguments in, typed replies out.

use serde_json::{Map, Value};

use crate::config::Secret;
use crate::system::endpoint::{Arguments, Given, named};
use crate::system::{CallFault, Client};

use super::endpoints::ENDPOINTS;
use super::reply::{DepartmentList, DepartmentReport, MemberList, UserReport};

/// The endpoints of one organisation.
#[derive(Clone, Copy)]
pub struct Api<'c>(&'c Client<'c>);

impl<'c> Api<'c> {
    /// The endpoints that `client` reaches.
    #[must_use]
    pub fn new(client: &'c Client<'c>) -> Self {
        Self(client)
    }

    /// Binds the organisation to the company `corp_id` of Work Weixin, read by the application that has `secret`
    /// ("Update Organization Social Settings").
    ///
    /// # Errors
    /// When the call fails.
    pub fn bind(self, corp_id: &str, secret: Secret) -> Result<(), CallFault> {
        let arguments = Arguments::default().with("workwx_corpid", corp_id);
        let mut arguments = arguments;
        let secret = ("workwx_secret".to_owned(), Given::Secret(secret));
        arguments.named.push(secret);
        self.0
            .call(named(ENDPOINTS, "settings.update"), arguments)?;
        Ok(())
    }

    /// The department `id` and everything below it, or all of them ("List Bound Work Weixin Departments").
    ///
    /// # Errors
    /// When the call fails.
    pub fn departments(self, id: Option<u64>) -> Result<DepartmentList, CallFault> {
        let arguments = Arguments::default();
        let arguments = match id {
            Some(id) => arguments.with("department_id", id),
            None => arguments,
        };
        self.0.ask(named(ENDPOINTS, "departments.list"), arguments)
    }

    /// The members of the department `id`, and of those below it too where `fetch_child` says so ("List Members of a
    /// Bound Work Weixin Department").
    ///
    /// # Errors
    /// When the call fails.
    pub fn members(self, id: u64, fetch_child: bool) -> Result<MemberList, CallFault> {
        let endpoint = named(ENDPOINTS, "department.members");
        self.0.ask(endpoint, members(id, fetch_child))
    }

    /// Makes accounts of `users`, user objects of Work Weixin with their mail in `contact_email` ("Import Users from
    /// Work Weixin").
    ///
    /// # Errors
    /// When the call fails. Users that are refused one by one are in the report.
    pub fn import_users(self, users: Vec<Map<String, Value>>) -> Result<UserReport, CallFault> {
        let users: Vec<Value> = users.into_iter().map(Value::Object).collect();
        let arguments = Arguments::default().with("userlist", users);
        self.0.ask(named(ENDPOINTS, "users.import"), arguments)
    }

    /// The same for a whole body.
    ///
    /// # Errors
    /// When the call fails.
    pub fn import_body(self, body: Vec<u8>) -> Result<UserReport, CallFault> {
        let endpoint = named(ENDPOINTS, "users.import");
        self.0.ask(endpoint, Arguments::of_body(body))
    }

    /// Makes groups of the department `id` and those below it, and puts their members in ("Import a Work Weixin
    /// Department").
    ///
    /// # Errors
    /// When the call fails. What is refused one by one is in the report.
    pub fn import_department(self, id: u64) -> Result<DepartmentReport, CallFault> {
        let arguments = Arguments::default().with("work_weixin_department_id", id);
        self.0.ask(named(ENDPOINTS, "department.import"), arguments)
    }
}

/// The arguments that ask for the members of the department `id`.
pub(super) fn members(id: u64, fetch_child: bool) -> Arguments {
    let arguments = Arguments::default().with("department_id", id);
    arguments.with("fetch_child", fetch_child)
}
