//! aisuda over the network, and how all of an organisation is read.

use std::collections::{HashSet, VecDeque};

use serde::Serialize;

use crate::config::Remote;
use crate::error::Result;
use crate::system::client::{CallFault, Client, Session};
use crate::system::endpoint::Endpoint;
use crate::system::live::{Live, ReadFault, Replies, Secrets, lacking};
use crate::system::server::{Identity, Server};

use super::Aisuda;
use super::client::{Organisation, UsersEndpoint, branches, data};
use super::endpoints::ENDPOINTS;
use super::server::Model;
use super::session::Signer;
use super::wire::{Choice, Reply, UserPage};

/// How many users are asked for at once.
const USERS_A_PAGE: u64 = 100;

impl Live for Aisuda {
    fn endpoints(&self) -> &'static [Endpoint] {
        ENDPOINTS
    }

    fn url(&self) -> Option<&'static str> {
        None
    }

    fn settings(&self, remote: &Remote) -> Result<Vec<(&'static str, String)>> {
        let company = remote.company.clone();
        Ok(vec![(
            "company",
            company.ok_or_else(|| lacking("company"))?,
        )])
    }

    fn session(&self, remote: &Remote, secrets: Secrets) -> Result<Box<dyn Session>> {
        Ok(Box::new(Signer::new(remote, &secrets)?))
    }

    /// The whole tree at once or, where that is refused, level by level; then the users of each department.
    fn read_directory(
        &self,
        client: &Client<'_>,
        _: &Remote,
        replies: &mut Replies<'_>,
    ) -> std::result::Result<(), ReadFault> {
        let organisation = Organisation::of(client);
        let departments = match organisation.all() {
            Ok(reply) => {
                let mut departments = Vec::new();
                let mut waiting = VecDeque::from(branches(&reply)?);
                replies(&reply.body)?;
                while let Some(branch) = waiting.pop_front() {
                    waiting.extend(branch.children);
                    departments.push(branch.id);
                }
                departments
            }
            Err(fault) if may_do_otherwise(&fault) => match read_levels(organisation, replies) {
                Err(ReadFault::Call(_)) => return Err(fault.into()),
                read => read?,
            },
            Err(fault) => return Err(fault.into()),
        };
        let mut users = Users {
            organisation,
            endpoint: UsersEndpoint::Current,
        };
        for department in departments {
            users.read(&department, replies)?;
        }
        Ok(())
    }

    fn server(&self, identity: &Identity) -> Box<dyn Server> {
        Box::new(Model::new(identity))
    }
}

/// Whether another endpoint may do what this one refused: keys are allowed some endpoints and not others, and older
/// servers lack some.
fn may_do_otherwise(fault: &CallFault) -> bool {
    match fault {
        CallFault::Refused { status, .. } | CallFault::Unreadable { status, .. } => {
            *status < 500 && *status != 429
        }
        CallFault::Misuse(_) | CallFault::Session(_) | CallFault::Transport(_) => false,
    }
}

/// A department as `department/all` writes it, without those that are in it.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Department<'t> {
    id: &'t str,
    parent_id: &'t str,
    name: &'t str,
}

/// Reads the tree level by level and hands each level on in the shape of `department/all`: the replies themselves do
/// not say whose departments they list.
fn read_levels(
    organisation: Organisation<'_>,
    replies: &mut Replies<'_>,
) -> std::result::Result<Vec<String>, ReadFault> {
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    let mut levels = VecDeque::from([(String::new(), organisation.roots(None)?)]);
    while let Some((parent, choices)) = levels.pop_front() {
        let departments: Vec<Department<'_>> = choices
            .iter()
            .map(|choice| Department {
                id: &choice.value,
                parent_id: &parent,
                name: &choice.label,
            })
            .collect();
        let level = Reply {
            status: 0,
            msg: String::new(),
            data: departments,
        };
        replies(&serde_json::to_vec(&level).map_err(std::io::Error::from)?)?;
        for choice in choices {
            // What lies inside itself would be asked for without end.
            if !seen.insert(choice.value.clone()) {
                continue;
            }
            found.push(choice.value.clone());
            let inside = inside(organisation, &choice)?;
            if !inside.is_empty() {
                levels.push_back((choice.value, inside));
            }
        }
    }
    Ok(found)
}

/// The departments in `choice`, asked for where they are not shown.
fn inside(
    organisation: Organisation<'_>,
    choice: &Choice,
) -> std::result::Result<Vec<Choice>, CallFault> {
    match &choice.defer_api {
        Some(address) if choice.defer == Some(true) => organisation.deferred(address),
        _ => Ok(choice.children.clone()),
    }
}

/// Reads users with the endpoint that the server has.
struct Users<'c> {
    organisation: Organisation<'c>,
    endpoint: UsersEndpoint,
}

impl Users<'_> {
    /// Reads the users of a department page by page, until there are as many as the server counts or a page brings
    /// nothing new.
    fn read(
        &mut self,
        department: &str,
        replies: &mut Replies<'_>,
    ) -> std::result::Result<(), ReadFault> {
        let mut seen = HashSet::new();
        for number in 1.. {
            let reply = self.page(department, number)?;
            let page: UserPage = data(&reply)?;
            let before = seen.len();
            seen.extend(page.items.into_iter().map(|user| user.id));
            if seen.len() > before {
                replies(&reply.body)?;
            }
            if seen.len() == before || seen.len() as u64 >= page.count {
                break;
            }
        }
        Ok(())
    }

    fn page(
        &mut self,
        department: &str,
        number: u64,
    ) -> std::result::Result<crate::transport::Reply, CallFault> {
        let ask = |endpoint| {
            let organisation = self.organisation;
            organisation.user_page(endpoint, department, number, USERS_A_PAGE)
        };
        match ask(self.endpoint) {
            Err(fault)
                if self.endpoint == UsersEndpoint::Current
                    && number == 1
                    && may_do_otherwise(&fault) =>
            {
                let reply = ask(UsersEndpoint::Legacy).map_err(|_| fault)?;
                self.endpoint = UsersEndpoint::Legacy;
                Ok(reply)
            }
            asked => asked,
        }
    }
}

#[cfg(test)]
mod tests;
