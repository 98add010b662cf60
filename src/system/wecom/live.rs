//! Work Weixin over the network, and how all contacts an application may see are read.

use std::collections::HashSet;

use crate::config::Remote;
use crate::error::Result;
use crate::system::client::{CallFault, Client, Session, decode};
use crate::system::endpoint::Endpoint;
use crate::system::live::{Live, ReadFault, Replies, Secrets};
use crate::system::server::{Identity, Server};
use crate::transport::Reply;

use super::Wecom;
use super::client::{Contacts, of_department, of_id, of_page, of_user};
use super::endpoints::ENDPOINTS;
use super::reply::{DepartmentPlaces, Departments, DeptUsers, Users};
use super::server::Model;
use super::session::Application;

/// Work Weixin's own address.
const URL: &str = "https://qyapi.weixin.qq.com";

/// The code that says that the application may not call an endpoint.
const FORBIDDEN: i64 = 48002;

/// The most rows a page of `user/list_id` may have.
const ROWS_A_PAGE: u32 = 10_000;

/// What a part of the reading came to.
type Read<T> = std::result::Result<T, ReadFault>;

impl Live for Wecom {
    fn endpoints(&self) -> &'static [Endpoint] {
        ENDPOINTS
    }

    fn url(&self) -> Option<&'static str> {
        Some(URL)
    }

    /// The company stands in no path: its id goes into the token.
    fn settings(&self, _: &Remote) -> Result<Vec<(&'static str, String)>> {
        Ok(Vec::new())
    }

    fn session(&self, remote: &Remote, secrets: Secrets) -> Result<Box<dyn Session>> {
        Ok(Box::new(Application::new(remote, &secrets)?))
    }

    /// The departments at once and the users of each; where the application may not list them so, one by one.
    fn read_directory(
        &self,
        client: &Client<'_>,
        _: &Remote,
        replies: &mut Replies<'_>,
    ) -> Read<()> {
        let contacts = Contacts::of(client);
        let departments = match unless_forbidden(contacts.call("departments.list", of_id(None)))? {
            Some(reply) => {
                let listed: Departments = decode(&reply)?;
                replies(&reply.body)?;
                listed.department.iter().map(|one| one.id).collect()
            }
            None => read_departments(contacts, replies)?,
        };
        if read_lists(contacts, &departments, replies)? {
            return Ok(());
        }
        let mut users = OneByOne {
            contacts,
            seen: HashSet::new(),
            may_get: true,
        };
        match users.read_short_lists(&departments, replies)? {
            true => Ok(()),
            false => users.read_ids(replies),
        }
    }

    fn server(&self, identity: &Identity) -> Box<dyn Server> {
        Box::new(Model::new(identity))
    }
}

/// The reply, unless the application may not call that endpoint.
fn unless_forbidden(
    called: std::result::Result<Reply, CallFault>,
) -> std::result::Result<Option<Reply>, CallFault> {
    match called {
        Ok(reply) => Ok(Some(reply)),
        Err(CallFault::Refused { refusal, .. }) if refusal.code == FORBIDDEN => Ok(None),
        Err(fault) => Err(fault),
    }
}

/// Reads the departments one by one; their ids.
fn read_departments(contacts: Contacts<'_>, replies: &mut Replies<'_>) -> Read<Vec<u32>> {
    let listed: DepartmentPlaces = decode(&contacts.call("departments.ids", of_id(None))?)?;
    let mut departments = Vec::new();
    for place in listed.department_id {
        let reply = contacts.call("department.get", of_id(Some(place.id)))?;
        replies(&reply.body)?;
        departments.push(place.id);
    }
    Ok(departments)
}

/// Reads the users of each department; `false` where the application may not.
fn read_lists(
    contacts: Contacts<'_>,
    departments: &[u32],
    replies: &mut Replies<'_>,
) -> Read<bool> {
    for department in departments {
        let arguments = of_department(*department, false);
        let Some(reply) = unless_forbidden(contacts.call("users.list", arguments))? else {
            return Ok(false);
        };
        let listed: Users = decode(&reply)?;
        if !listed.userlist.is_empty() {
            replies(&reply.body)?;
        }
    }
    Ok(true)
}

/// Reads users one by one, whose ids come from lists that say less.
struct OneByOne<'c> {
    contacts: Contacts<'c>,
    seen: HashSet<String>,
    /// Whether the application may read single users; otherwise the lists have to do.
    may_get: bool,
}

impl OneByOne<'_> {
    /// Reads the users in the short lists of departments; `false` where the application may not.
    fn read_short_lists(&mut self, departments: &[u32], replies: &mut Replies<'_>) -> Read<bool> {
        for department in departments {
            let arguments = of_department(*department, false);
            let called = self.contacts.call("users.simple", arguments);
            let Some(reply) = unless_forbidden(called)? else {
                return Ok(false);
            };
            let listed: Users = decode(&reply)?;
            let ids = listed.userlist.into_iter().map(|user| user.userid);
            self.read(ids.collect(), &reply, replies)?;
        }
        Ok(true)
    }

    /// Reads the users in the list of all ids, page by page.
    fn read_ids(&mut self, replies: &mut Replies<'_>) -> Read<()> {
        let mut cursor = String::new();
        let mut cursors = HashSet::new();
        // A cursor that was there before would lead round and round.
        while cursors.insert(cursor.clone()) {
            let reply = self
                .contacts
                .call("users.ids", of_page(&cursor, ROWS_A_PAGE))?;
            let page: DeptUsers = decode(&reply)?;
            let ids = page.dept_user.into_iter().map(|row| row.userid);
            self.read(ids.collect(), &reply, replies)?;
            cursor = page.next_cursor;
        }
        Ok(())
    }

    /// Reads the users `ids`, who were listed in `reply`.
    fn read(&mut self, ids: Vec<String>, reply: &Reply, replies: &mut Replies<'_>) -> Read<()> {
        let is_empty = ids.is_empty();
        for id in ids {
            if !self.may_get || !self.seen.insert(id.clone()) {
                continue;
            }
            let called = self.contacts.call("user.get", of_user(&id));
            match unless_forbidden(called)? {
                Some(user) => replies(&user.body)?,
                None => self.may_get = false,
            }
        }
        if !self.may_get && !is_empty {
            replies(&reply.body)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
