//! atwork over the network: how to be let in, and how to read all of it.

use std::collections::HashSet;

use crate::config::Remote;
use crate::error::Result;
use crate::system::endpoint::{Arguments, named};
use crate::system::live::lacking;
use crate::system::{
    CallFault, Client, Endpoint, Identity, Live, ReadFault, Replies, Secrets, Server, Session,
};
use crate::transport::{Cause, Reply};

use super::Atwork;
use super::client::page;
use super::endpoints::ENDPOINTS;
use super::reply::{Envelope, Placed, PlacedPage};
use super::server::AtworkServer;
use super::session;

/// How many nodes one page holds.
const PAGE: u64 = 500;

impl Live for Atwork {
    fn endpoints(&self) -> &'static [Endpoint] {
        ENDPOINTS
    }

    fn url(&self) -> Option<&'static str> {
        None
    }

    fn settings(&self, remote: &Remote) -> Result<Vec<(&'static str, String)>> {
        let code = remote.organization.clone();
        Ok(vec![("code", code.ok_or_else(|| lacking("organization"))?)])
    }

    fn session(&self, remote: &Remote, secrets: Secrets) -> Result<Box<dyn Session>> {
        session::session(remote, secrets)
    }

    /// Reads `list-all`, and where that is too much for one reply, page after page.
    fn read_directory(
        &self,
        client: &Client<'_>,
        _: &Remote,
        replies: &mut Replies<'_>,
    ) -> std::result::Result<(), ReadFault> {
        let endpoint = named(ENDPOINTS, "orgs.all");
        match client.ask_whole::<Envelope<Vec<Placed>>>(endpoint, Arguments::default()) {
            Ok((reply, nodes)) => hand_on(client, vec![reply], &nodes.result, replies),
            Err(CallFault::Transport(failure)) if is_too_much(&failure.cause) => {
                let (pages, nodes) = read_pages(client)?;
                hand_on(client, pages, &nodes, replies)
            }
            Err(fault) => Err(fault.into()),
        }
    }

    fn server(&self, identity: &Identity) -> Box<dyn Server> {
        Box::new(AtworkServer::new(identity))
    }
}

fn is_too_much(cause: &Cause) -> bool {
    matches!(cause, Cause::TooLarge { .. } | Cause::Timeout(_))
}

/// Reads all pages; a node that is missing or there twice means that the pages moved meanwhile.
fn read_pages(client: &Client<'_>) -> std::result::Result<(Vec<Reply>, Vec<Placed>), ReadFault> {
    let (mut replies, mut nodes) = (Vec::new(), Vec::new());
    let mut skip = 0;
    let total = loop {
        let endpoint = named(ENDPOINTS, "orgs.page");
        let (reply, page): (_, Envelope<PlacedPage>) =
            client.ask_whole(endpoint, page(skip, PAGE))?;
        let PlacedPage { total_count, orgs } = page.result;
        skip += orgs.len() as u64;
        let is_last = orgs.is_empty() || skip >= total_count;
        if !orgs.is_empty() {
            replies.push(reply);
            nodes.extend(orgs);
        }
        if is_last {
            break total_count;
        }
    };
    let different: HashSet<_> = nodes.iter().map(|node| &node.id).collect();
    let read = different.len() as u64;
    if read != total || nodes.len() as u64 != total {
        return Err(ReadFault::Incomplete { read, total });
    }
    Ok((replies, nodes))
}

/// Hands on what was read, before it the organisation itself where the nodes lack it.
fn hand_on(
    client: &Client<'_>,
    read: Vec<Reply>,
    nodes: &[Placed],
    replies: &mut Replies<'_>,
) -> std::result::Result<(), ReadFault> {
    let has_top = nodes.iter().any(Placed::is_top);
    if !has_top {
        let endpoint = named(ENDPOINTS, "organization.get");
        replies(&client.call(endpoint, Arguments::default())?.body)?;
    }
    if !nodes.is_empty() {
        for reply in read {
            replies(&reply.body)?;
        }
    }
    Ok(())
}
