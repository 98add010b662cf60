//! The nodes of a modelled organisation: a tree that is looked at by id, by names and by serial number.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The version of the state that is written here.
const VERSION: u32 = 1;

/// What `sort_order` is where nobody sorted.
pub(super) const UNSORTED: i64 = 999;

/// One organisation.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct State {
    version: u32,
    /// Which version of the API answers.
    #[serde(default)]
    pub(super) dialect: Dialect,
    /// What `{code}` is.
    pub(super) code: String,
    pub(super) operator: String,
    /// The id of the organisation itself.
    pub(super) root: u64,
    /// The id that the next node gets.
    pub(super) next: u64,
    /// How many tokens were issued, and when the last of them ends, in milliseconds since 1970.
    #[serde(default)]
    pub(super) tokens: (u64, u64),
    /// When the settings were made and changed, in milliseconds since 1970.
    #[serde(default)]
    pub(super) configured: (u64, u64),
    pub(super) nodes: BTreeMap<u64, Node>,
    #[serde(skip)]
    index: Index,
}

/// A version of the API, as far as replies differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Dialect {
    /// Pages hold `orgs`, the organisation is `ORG`.
    #[default]
    V3,
    /// Pages hold `records`, the organisation is `CORP`.
    V4,
}

/// A node as it is kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct Node {
    pub(super) parent: Option<u64>,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) name: String,
    pub(super) sn: Option<String>,
    pub(super) tel: Option<String>,
    pub(super) serial_no: Option<String>,
    pub(super) more_info: Map<String, Value>,
    pub(super) sort_order: i64,
    pub(super) uuid: String,
    pub(super) created: u64,
    pub(super) last_modified: u64,
    pub(super) employees: u64,
    /// What only organisations show: logo, province, city, industry.
    pub(super) profile: Map<String, Value>,
}

/// How nodes are found.
#[derive(Debug, Default)]
struct Index {
    /// Below every node, by name; several of one name are possible.
    children: HashMap<u64, BTreeMap<String, BTreeSet<u64>>, FixedState>,
    serials: HashMap<String, u64, FixedState>,
    /// How many employees are in a node and below it, where there are any; nothing here hires or fires.
    heads: HashMap<u64, u64, FixedState>,
}

/// Why a node cannot be had as it is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refused {
    /// There is no such node.
    NoNode,
    /// There is something in it, or it is the organisation itself.
    NotEmpty,
    /// Another node has that serial number.
    SerialTaken,
    /// It lacks a name, a kind or a parent.
    Malformed,
}

impl State {
    /// An organisation with nothing in it but itself.
    pub(super) fn new(code: &str) -> Self {
        let mut state = Self {
            version: VERSION,
            dialect: Dialect::default(),
            code: code.to_owned(),
            operator: digest(&["operator", code])[..32].to_owned(),
            root: 1,
            next: 1,
            tokens: (0, 0),
            configured: (0, 0),
            nodes: BTreeMap::new(),
            index: Index::default(),
        };
        let organization = Node {
            kind: "ORG".into(),
            name: code.to_owned(),
            sort_order: UNSORTED,
            ..Node::default()
        };
        state.insert(organization, 0);
        state
    }

    /// Reads what was saved.
    ///
    /// # Errors
    /// When it is of another shape, of a newer version, or no tree.
    pub(super) fn read(text: &str) -> serde_json::Result<Self> {
        use serde::de::Error;
        let mut state: Self = serde_json::from_str(text)?;
        if state.version > VERSION {
            return Err(Error::custom("the state is of a newer version"));
        }
        let is_below = |(id, node): (&u64, &Node)| match node.parent {
            Some(parent) => state.nodes.contains_key(&parent),
            None => *id == state.root,
        };
        let is_tree = state.nodes.iter().all(is_below)
            && state.nodes.keys().all(|id| *id < state.next)
            && state.reachable() == state.nodes.len();
        if !is_tree {
            return Err(Error::custom("the nodes are no tree"));
        }
        let ids: Vec<u64> = state.nodes.keys().copied().collect();
        ids.into_iter().for_each(|id| state.enter(id));
        state.count_heads();
        Ok(state)
    }

    /// How many nodes hang below the organisation, itself among them.
    fn reachable(&self) -> usize {
        let mut below: HashMap<u64, Vec<u64>, FixedState> = HashMap::default();
        for (id, node) in &self.nodes {
            below.entry(node.parent.unwrap_or_default()).or_default();
            if let Some(parent) = node.parent {
                below.entry(parent).or_default().push(*id);
            }
        }
        let mut open: Vec<u64> = self
            .nodes
            .get_key_value(&self.root)
            .map(|(id, _)| *id)
            .into_iter()
            .collect();
        let mut count = 0;
        while let Some(id) = open.pop() {
            count += 1;
            open.extend(below.get(&id).into_iter().flatten());
        }
        count
    }

    /// The node `id`.
    pub(super) fn node(&self, id: u64) -> Result<&Node, Refused> {
        self.nodes.get(&id).ok_or(Refused::NoNode)
    }

    /// The node with this serial number.
    pub(super) fn by_serial(&self, serial: &str) -> Result<u64, Refused> {
        let found = self.index.serials.get(serial);
        found.copied().ok_or(Refused::NoNode)
    }

    /// The node with this path of names, which begins with the organisation's; of several the oldest.
    pub(super) fn by_path(&self, path: &str) -> Result<u64, Refused> {
        let mut names = path.trim().trim_matches('/').split('/');
        let organization = self.node(self.root)?;
        if names.next() != Some(&organization.name) {
            return Err(Refused::NoNode);
        }
        names.try_fold(self.root, |above, name| {
            let children = self.index.children.get(&above);
            let named = children.and_then(|children| children.get(name));
            let oldest = named.and_then(|ids| ids.first());
            oldest.copied().ok_or(Refused::NoNode)
        })
    }

    /// The ids from the organisation down to the node `id`.
    pub(super) fn line(&self, id: u64) -> Vec<u64> {
        let next = |id: &u64| self.nodes.get(id)?.parent;
        let mut line: Vec<u64> = std::iter::successors(Some(id), next).collect();
        line.reverse();
        line
    }

    /// The names from the organisation down to the node `id`, joined by `/`.
    pub(super) fn names(&self, id: u64) -> String {
        let line = self.line(id).into_iter();
        let names = line.filter_map(|id| Some(self.nodes.get(&id)?.name.as_str()));
        names.collect::<Vec<_>>().join("/")
    }

    /// How many employees are in the node `id` and below it.
    pub(super) fn heads(&self, id: u64) -> u64 {
        self.index.heads.get(&id).copied().unwrap_or_default()
    }

    /// Counts the employees anew.
    pub(super) fn count_heads(&mut self) {
        let mut heads = HashMap::default();
        for (id, node) in self.nodes.iter().filter(|(_, node)| node.employees > 0) {
            for id in self.line(*id) {
                *heads.entry(id).or_default() += node.employees;
            }
        }
        self.index.heads = heads;
    }

    /// Takes `node` in, made at `now`, and returns its id.
    pub(super) fn add(&mut self, node: Node, now: u64) -> Result<u64, Refused> {
        let is_taken = |serial: &String| self.index.serials.contains_key(serial);
        if node.serial_no.as_ref().is_some_and(is_taken) {
            return Err(Refused::SerialTaken);
        }
        Ok(self.insert(node, now))
    }

    fn insert(&mut self, mut node: Node, now: u64) -> u64 {
        let id = self.next;
        self.next += 1;
        (node.created, node.last_modified) = (now, now);
        self.put(id, node);
        id
    }

    /// Takes `node` in under `id`, which is free.
    pub(super) fn put(&mut self, id: u64, mut node: Node) {
        self.next = self.next.max(id.saturating_add(1));
        if node.uuid.is_empty() {
            node.uuid = uuid(&digest(&[&self.code, &id.to_string()]));
        }
        self.nodes.insert(id, node);
        self.enter(id);
    }

    /// Changes the node `id` at `now`; `change` leaves its parent alone.
    pub(super) fn change(
        &mut self,
        id: u64,
        now: u64,
        change: impl FnOnce(&mut Node),
    ) -> Result<(), Refused> {
        let mut node = self.node(id)?.clone();
        change(&mut node);
        let serial = node.serial_no.as_ref();
        let owner = serial.and_then(|serial| self.index.serials.get(serial));
        if owner.is_some_and(|owner| *owner != id) {
            return Err(Refused::SerialTaken);
        }
        node.last_modified = now;
        self.leave(id);
        self.nodes.insert(id, node);
        self.enter(id);
        Ok(())
    }

    /// Removes the node `id`, which has nothing in it and below it.
    pub(super) fn remove(&mut self, id: u64) -> Result<(), Refused> {
        let node = self.node(id)?;
        let has_children = self.index.children.contains_key(&id);
        if has_children || node.employees > 0 || id == self.root {
            return Err(Refused::NotEmpty);
        }
        self.leave(id);
        self.nodes.remove(&id);
        Ok(())
    }

    fn enter(&mut self, id: u64) {
        let Some(node) = self.nodes.get(&id) else {
            return;
        };
        if let Some(parent) = node.parent {
            let named = self.index.children.entry(parent).or_default();
            named.entry(node.name.clone()).or_default().insert(id);
        }
        if let Some(serial) = &node.serial_no {
            self.index.serials.insert(serial.clone(), id);
        }
    }

    fn leave(&mut self, id: u64) {
        let Some(node) = self.nodes.get(&id) else {
            return;
        };
        if let Some(serial) = &node.serial_no {
            self.index.serials.remove(serial);
        }
        let Some(children) = node
            .parent
            .and_then(|parent| self.index.children.get_mut(&parent))
        else {
            return;
        };
        if let Some(named) = children.get_mut(&node.name) {
            named.remove(&id);
            if named.is_empty() {
                children.remove(&node.name);
            }
        }
        if children.is_empty()
            && let Some(parent) = node.parent
        {
            self.index.children.remove(&parent);
        }
    }
}

/// 64 hexadecimal digits that follow from `parts`.
pub(super) fn digest(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes()).update(&[0]);
    }
    hasher.finalize().to_hex().to_string()
}

/// The beginning of `digits` in the form of a UUID.
fn uuid(digits: &str) -> String {
    let parts = [0..8, 8..12, 12..16, 16..20, 20..32];
    parts.map(|part| &digits[part]).join("-")
}
