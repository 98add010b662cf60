//! The endpoints of atwork as functions: typed arguments in, typed replies out.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::system::endpoint::{Arguments, named};
use crate::system::{CallFault, Client};

use super::endpoints::ENDPOINTS;
use super::reply::{DataSchema, Envelope, Imported, Node, NodeId, NodePage, Settings};

/// The endpoints of one organisation.
#[derive(Clone, Copy)]
pub struct Api<'c>(&'c Client<'c>);

/// A node to be made.
#[derive(Clone, Debug, Serialize)]
pub struct NewNode<'n> {
    /// `CORP` or `DEPT`.
    #[serde(rename = "type")]
    pub kind: &'n str,
    /// Its name.
    pub name: &'n str,
    /// Where it goes.
    #[serde(flatten)]
    pub parent: Parent<'n>,
    /// What else is known of it.
    #[serde(flatten)]
    pub details: Details<'n>,
}

/// Where a node goes.
#[derive(Clone, Debug, Serialize)]
pub enum Parent<'n> {
    /// Below the node with this path of names, beginning with the organisation's.
    #[serde(rename = "parent_path")]
    Path(&'n str),
    /// Below the node with this id.
    #[serde(rename = "parent_id")]
    Id(&'n NodeId),
}

/// What a node may have besides its name.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Details<'n> {
    /// Its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sn: Option<&'n str>,
    /// Its telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tel: Option<&'n str>,
    /// What the system it comes from calls it; unique.
    #[serde(rename = "serialNo", skip_serializing_if = "Option::is_none")]
    pub serial_no: Option<&'n str>,
    /// Anything else.
    #[serde(rename = "moreInfo", skip_serializing_if = "Option::is_none")]
    pub more_info: Option<&'n Map<String, Value>>,
}

/// What is to change of a node.
#[derive(Clone, Debug, Serialize)]
pub struct Change<'n> {
    /// `CORP` or `DEPT`; it must be said also where it does not change.
    #[serde(rename = "type")]
    pub kind: &'n str,
    /// Its new name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'n str>,
    /// What else changes.
    #[serde(flatten)]
    pub details: Details<'n>,
}

impl<'c> Api<'c> {
    /// The endpoints that `client` reaches.
    #[must_use]
    pub fn new(client: &'c Client<'c>) -> Self {
        Self(client)
    }

    fn ask<T: DeserializeOwned>(
        self,
        operation: &str,
        arguments: Arguments,
    ) -> Result<T, CallFault> {
        let reply: Envelope<T> = self.0.ask(named(ENDPOINTS, operation), arguments)?;
        Ok(reply.result)
    }

    /// Asks for a change and takes any answer that is no refusal.
    fn tell(self, operation: &str, arguments: Arguments) -> Result<(), CallFault> {
        self.0.call(named(ENDPOINTS, operation), arguments)?;
        Ok(())
    }

    /// All nodes, the organisation among them (section 1).
    ///
    /// # Errors
    /// When the call fails.
    pub fn nodes(self) -> Result<Vec<Node>, CallFault> {
        self.ask("orgs.all", Arguments::default())
    }

    /// Imports one node and returns its id (section 2).
    ///
    /// # Errors
    /// When the call fails, or the reply has no id.
    pub fn import(self, node: &NewNode<'_>) -> Result<Imported, CallFault> {
        self.import_body(body(node))
    }

    /// Imports what `body` says in either version: one node, or a list of them (section 2).
    ///
    /// # Errors
    /// When the call fails.
    pub fn import_body(self, body: Vec<u8>) -> Result<Imported, CallFault> {
        self.ask("org.import", Arguments::of_body(body))
    }

    /// The organisations that the token may see (section 3).
    ///
    /// # Errors
    /// When the call fails.
    pub fn organizations(self) -> Result<Vec<Node>, CallFault> {
        self.ask("organizations.list", Arguments::default())
    }

    /// The node `id` (section 4).
    ///
    /// # Errors
    /// When the call fails; 202002 where there is none.
    pub fn node(self, id: &NodeId) -> Result<Node, CallFault> {
        self.ask("org.get", of_node(id))
    }

    /// The node with the serial number `serial` (section 5).
    ///
    /// # Errors
    /// When the call fails; 202002 where there is none.
    pub fn node_by_serial(self, serial: &str) -> Result<Node, CallFault> {
        self.ask(
            "org.by-serial",
            Arguments::default().with("serialNo", serial),
        )
    }

    /// The organisation itself (section 6).
    ///
    /// # Errors
    /// When the call fails.
    pub fn organization(self) -> Result<Node, CallFault> {
        self.ask("organization.get", Arguments::default())
    }

    /// The settings of the organisation (section 7).
    ///
    /// # Errors
    /// When the call fails.
    pub fn settings(self) -> Result<Settings, CallFault> {
        self.ask("settings.get", Arguments::default())
    }

    /// Makes a node (section 8). The reply does not tell its id.
    ///
    /// # Errors
    /// When the call fails.
    pub fn create(self, node: &NewNode<'_>) -> Result<(), CallFault> {
        self.tell("org.create", Arguments::of_body(body(node)))
    }

    /// Changes the node `id` (section 9).
    ///
    /// # Errors
    /// When the call fails; 202002 where there is none.
    pub fn update(self, id: &NodeId, change: &Change<'_>) -> Result<(), CallFault> {
        let body = Some(body(change));
        self.tell(
            "org.update",
            Arguments {
                body,
                ..of_node(id)
            },
        )
    }

    /// Dissolves the node `id` (section 10).
    ///
    /// # Errors
    /// When the call fails; 202002 where there is none, 208507 where something is in it or below it.
    pub fn delete(self, id: &NodeId) -> Result<(), CallFault> {
        self.tell("org.delete", of_node(id))
    }

    /// At most `limit` nodes after the first `skip` (section 11).
    ///
    /// # Errors
    /// When the call fails.
    pub fn page(self, skip: u64, limit: u64) -> Result<NodePage, CallFault> {
        self.ask("orgs.page", page(skip, limit))
    }

    /// The fields that are kept of employees, those that are shown or those that are not (section 19).
    ///
    /// # Errors
    /// When the call fails.
    pub fn data_schemas(self, visible: bool) -> Result<Vec<DataSchema>, CallFault> {
        self.ask(
            "dataschemas.list",
            Arguments::default().with("visible", visible),
        )
    }
}

/// The arguments that name the node `id`.
fn of_node(id: &NodeId) -> Arguments {
    Arguments::default().with("orgId", Value::from(id))
}

/// The arguments of one page of all nodes.
pub(super) fn page(skip: u64, limit: u64) -> Arguments {
    let arguments = Arguments::default().with("skip", skip);
    arguments.with("limit", limit).with("refresh_time", -1)
}

fn body(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).expect("bodies have keys that are strings")
}
