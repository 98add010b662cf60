//! What atwork answers, as values: atwork, 组织(admin), and WorkPlus open documents, `org`. Every reply is an envelope of
//! `status`, `message` and `result`.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The envelope.
#[derive(Debug, Deserialize)]
pub(super) struct Envelope<T> {
    pub(super) result: T,
}

/// The id of a node: a number in version 3, any text in version 4.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(untagged)]
pub enum NodeId {
    /// A number.
    Number(u64),
    /// A text.
    Text(String),
}

impl Display for NodeId {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => f.write_str(text),
        }
    }
}

impl From<&NodeId> for Value {
    fn from(id: &NodeId) -> Self {
        match id {
            NodeId::Number(number) => Self::from(*number),
            NodeId::Text(text) => Self::from(text.as_str()),
        }
    }
}

/// A node: the organisation itself, a company or a department. Values that single replies leave out are optional.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Node {
    /// Its id.
    pub id: NodeId,
    /// Its name.
    pub name: String,
    /// `ORG`, `CORP` or `DEPT`; the organisation itself is `ORG` in version 3 and `CORP` in version 4.
    #[serde(rename = "type")]
    pub kind: String,
    /// The ids from the organisation down to it, each followed by `/`.
    pub path: Option<String>,
    /// The id of its parent.
    pub parent_org_id: Option<NodeId>,
    /// Its number.
    pub sn: Option<String>,
    /// Its telephone.
    pub tel: Option<String>,
    /// What the system it was imported from calls it; unique.
    pub serial_no: Option<String>,
    /// Its place among its siblings, the smaller first; 999 where nobody sorted them.
    pub sort_order: Option<i64>,
    /// Its level, the organisation's is 1.
    pub level: Option<u32>,
    /// When it was made, in milliseconds since 1970.
    pub created: Option<i64>,
    /// When it was changed last, in milliseconds since 1970.
    pub last_modified: Option<i64>,
    /// Whether it is out of use.
    #[serde(default)]
    pub disabled: bool,
    /// How many employees are in it.
    pub employee_count: Option<u64>,
    /// How many employees are in it and below it.
    pub all_employee_count: Option<u64>,
}

/// What an import answers.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(untagged)]
pub enum Imported {
    /// Version 4: what became of every node, by its path of names.
    Paths {
        /// The ids of those that were imported.
        #[serde(default)]
        successes: BTreeMap<String, NodeId>,
        /// Why the others were not; a sample of the document has a number here.
        #[serde(default)]
        failures: BTreeMap<String, Value>,
    },
    /// Version 3: the id of the one node.
    Id(NodeId),
}

/// One page of the nodes.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct NodePage {
    /// How many there are on all pages.
    pub total_count: u64,
    /// The nodes: `orgs` in version 3, `records` in version 4.
    #[serde(alias = "records")]
    pub orgs: Vec<Node>,
}

/// As much of a node as tells where it stands.
#[derive(Debug, Deserialize)]
pub(super) struct Placed {
    pub(super) id: NodeId,
    parent_org_id: Option<NodeId>,
}

impl Placed {
    /// Whether nothing is above it.
    pub(super) fn is_top(&self) -> bool {
        match &self.parent_org_id {
            None | Some(NodeId::Number(0)) => true,
            Some(NodeId::Number(_)) => false,
            Some(NodeId::Text(parent)) => matches!(parent.as_str(), "" | "0"),
        }
    }
}

/// A page of nodes of which only that is read.
#[derive(Debug, Deserialize)]
pub(super) struct PlacedPage {
    pub(super) total_count: u64,
    #[serde(alias = "records")]
    pub(super) orgs: Vec<Placed>,
}

/// The settings of the organisation.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Settings {
    /// Who sees what.
    pub view_type: Option<String>,
    /// Whether heads are counted.
    pub counting: Option<bool>,
    /// The largest number of nodes.
    pub level: Option<i64>,
    /// What a company is called.
    pub corp_alias: Option<String>,
    /// What a department is called.
    pub dept_alias: Option<String>,
    /// Whom the chooser offers: `employee`, `org` or `both`.
    pub node_select: Option<String>,
    /// Everything else.
    #[serde(flatten)]
    pub others: Map<String, Value>,
}

/// A field that the organisation keeps of its employees.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct DataSchema {
    /// Its id.
    pub id: NodeId,
    /// What its values are, e.g. `TEL_PHONE`.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its name.
    pub name: String,
    /// What it is shown as.
    pub alias: Option<String>,
    /// The key of its values.
    pub property: String,
    /// Its place among the fields.
    pub sort_order: Option<i64>,
    /// Whether it is shown.
    #[serde(default)]
    pub visible: bool,
}

/// A new token.
#[derive(Deserialize)]
pub(super) struct Token {
    pub(super) access_token: String,
    /// In milliseconds since 1970.
    pub(super) expire_time: Option<u64>,
}
