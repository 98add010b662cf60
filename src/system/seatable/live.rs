//! SeaTable over the network: how to be let in, and how to read all of it.

use std::collections::HashSet;

use crate::config::{Remote, Secret};
use crate::error::Result;
use crate::system::endpoint::{Arguments, named};
use crate::system::live::lacking;
use crate::system::{
    CallFault, Client, Endpoint, Identity, Live, ReadFault, Replies, Secrets, Server, Session,
};
use crate::transport::{Request, Text, Transport};

use super::Seatable;
use super::client::members;
use super::endpoints::ENDPOINTS;
use super::reply::{DepartmentList, MemberList};
use super::server::SeatableServer;

impl Live for Seatable {
    fn endpoints(&self) -> &'static [Endpoint] {
        ENDPOINTS
    }

    fn url(&self) -> Option<&'static str> {
        Some("https://cloud.seatable.io")
    }

    fn settings(&self, remote: &Remote) -> Result<Vec<(&'static str, String)>> {
        let id = remote.organization.clone();
        Ok(vec![("org_id", id.ok_or_else(|| lacking("organization"))?)])
    }

    fn session(&self, _: &Remote, mut secrets: Secrets) -> Result<Box<dyn Session>> {
        let token = secrets.remove("token").ok_or_else(|| lacking("token"))?;
        Ok(Box::new(Token(token)))
    }

    /// Reads the departments, and below every department without a parent in that list all members.
    fn read_directory(
        &self,
        client: &Client<'_>,
        _: &Remote,
        replies: &mut Replies<'_>,
    ) -> std::result::Result<(), ReadFault> {
        let endpoint = named(ENDPOINTS, "departments.list");
        let (reply, list): (_, DepartmentList) =
            client.ask_whole(endpoint, Arguments::default())?;
        replies(&reply.body)?;
        let ids: HashSet<u64> = list.department.iter().map(|one| one.id).collect();
        let tops = list.department.iter();
        for top in tops.filter(|one| one.parentid == one.id || !ids.contains(&one.parentid)) {
            let endpoint = named(ENDPOINTS, "department.members");
            let (reply, list): (_, MemberList) =
                client.ask_whole(endpoint, members(top.id, true))?;
            if !list.userlist.is_empty() {
                replies(&reply.body)?;
            }
        }
        Ok(())
    }

    fn server(&self, identity: &Identity) -> Box<dyn Server> {
        Box::new(SeatableServer::new(identity))
    }
}

/// The account token of an administrator of the organisation.
struct Token(Secret);

impl Session for Token {
    fn authorise(
        &self,
        request: &mut Request,
        _: &dyn Transport,
    ) -> std::result::Result<(), CallFault> {
        let value = Secret::from(format!("Token {}", self.0.expose()).as_str());
        let header = ("Authorization".to_owned(), Text::Secret(value));
        request.headers.push(header);
        Ok(())
    }
}
