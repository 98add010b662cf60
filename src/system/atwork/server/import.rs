//! Making and changing nodes in the model: atwork, 组织(admin), sections 2, 8 and 9, and version 4's import of lists. The shape
//! of the body tells the versions apart: one object, or a list.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::transport::{Reply, Request};

use super::state::{Node, Refused, UNSORTED};
use super::view::Envelope;
use super::{AtworkServer, Code, MALFORMED, nothing};

/// A node that is to be made or changed. Both spellings of the serial number are taken.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    ops: Option<String>,
    #[serde(rename = "type")]
    kind: Option<String>,
    name: Option<String>,
    sn: Option<String>,
    tel: Option<String>,
    #[serde(alias = "serial_no", rename = "serialNo")]
    serial_no: Option<String>,
    /// A number, or digits.
    sort_order: Option<Value>,
    parent_path: Option<String>,
    /// A number, or digits.
    parent_id: Option<Value>,
    #[serde(rename = "moreInfo")]
    more_info: Option<Map<String, Value>>,
}

/// What the import of a list answers.
#[derive(Serialize)]
struct Outcome {
    successes: BTreeMap<String, u64>,
    failures: BTreeMap<String, &'static str>,
}

fn integer(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.parse().ok())
}

/// The kinds that may be written; `ORG` is only read.
fn is_kind(kind: &str) -> bool {
    matches!(kind, "CORP" | "DEPT")
}

impl AtworkServer {
    /// Section 2. Several nodes are imported in their order, so that parents may stand in the same list.
    pub(super) fn import(&mut self, request: &Request, now: u64) -> Result<Reply, Code> {
        if let Some(wanted) = request.json::<Wanted>() {
            let id = self.make(&wanted, now, "org.import")?;
            return Ok(Reply::json(200, &Envelope::of(id)));
        }
        let list: Vec<Wanted> = request.json().ok_or(MALFORMED)?;
        let mut outcome = Outcome {
            successes: BTreeMap::new(),
            failures: BTreeMap::new(),
        };
        for wanted in list {
            match self.make(&wanted, now, "org.import") {
                Ok(id) => outcome.successes.insert(self.state.names(id), id).map(drop),
                Err(refused) => {
                    let Code(_, message) = refused.into();
                    let path = self.wanted_path(&wanted);
                    outcome.failures.insert(path, message).map(drop)
                }
            };
        }
        Ok(Reply::json(200, &Envelope::of(outcome)))
    }

    /// Section 8. The reply has no id.
    pub(super) fn create(&mut self, request: &Request, now: u64) -> Result<Reply, Code> {
        let wanted: Wanted = request.json().ok_or(MALFORMED)?;
        self.make(&wanted, now, "org.create")?;
        Ok(nothing())
    }

    /// Section 9.
    pub(super) fn update(&mut self, id: u64, request: &Request, now: u64) -> Result<Reply, Code> {
        let wanted: Wanted = request.json().ok_or(MALFORMED)?;
        if wanted.ops.as_deref() == Some("REMOVE") {
            return self.dissolve(id);
        }
        let is_wrong = |kind: &str| !is_kind(kind) && id != self.state.root;
        let is_nameless = wanted.name.as_ref().is_some_and(|name| name.is_empty());
        if wanted.kind.as_deref().is_some_and(is_wrong) || is_nameless {
            return Err(MALFORMED);
        }
        let root = self.state.root;
        self.state.change(id, now, |node| {
            fn set<T>(value: &mut T, wanted: Option<T>) {
                if let Some(wanted) = wanted {
                    *value = wanted;
                }
            }
            // The organisation stays what it is.
            set(&mut node.kind, wanted.kind.filter(|_| id != root));
            set(&mut node.name, wanted.name);
            set(&mut node.sn, wanted.sn.map(Some));
            set(&mut node.tel, wanted.tel.map(Some));
            set(&mut node.serial_no, wanted.serial_no.map(Some));
            set(&mut node.more_info, wanted.more_info);
            let order = wanted.sort_order.as_ref().and_then(integer);
            set(&mut node.sort_order, order);
        })?;
        let names = self.state.names(id);
        self.did("org.update", names);
        Ok(nothing())
    }

    /// The id of the parent; an id is preferred where both are given.
    fn parent(&self, wanted: &Wanted) -> Result<u64, Refused> {
        match (&wanted.parent_id, &wanted.parent_path) {
            (Some(id), _) if !id.is_null() => {
                let id = integer(id).and_then(|id| u64::try_from(id).ok());
                let id = id.ok_or(Refused::NoNode)?;
                self.state.node(id).map(|_| id)
            }
            (_, Some(path)) if !path.is_empty() => self.state.by_path(path),
            _ => Err(Refused::Malformed),
        }
    }

    fn make(&mut self, wanted: &Wanted, now: u64, operation: &'static str) -> Result<u64, Refused> {
        let name = wanted.name.as_deref().filter(|name| !name.is_empty());
        let kind = wanted.kind.as_deref().filter(|kind| is_kind(kind));
        let (Some(name), Some(kind)) = (name, kind) else {
            return Err(Refused::Malformed);
        };
        let node = Node {
            parent: Some(self.parent(wanted)?),
            kind: kind.to_owned(),
            name: name.to_owned(),
            sn: wanted.sn.clone(),
            tel: wanted.tel.clone(),
            serial_no: wanted.serial_no.clone().filter(|serial| !serial.is_empty()),
            more_info: wanted.more_info.clone().unwrap_or_default(),
            sort_order: wanted
                .sort_order
                .as_ref()
                .and_then(integer)
                .unwrap_or(UNSORTED),
            ..Node::default()
        };
        let id = self.state.add(node, now)?;
        let names = self.state.names(id);
        self.did(operation, names);
        Ok(id)
    }

    /// The path that a node that was not made would have had.
    fn wanted_path(&self, wanted: &Wanted) -> String {
        let name = wanted.name.as_deref().unwrap_or_default();
        let above = match self.parent(wanted) {
            Ok(id) => self.state.names(id),
            Err(_) => {
                let path = wanted.parent_path.as_deref().unwrap_or_default();
                path.trim().trim_matches('/').to_owned()
            }
        };
        format!("{above}/{name}")
    }
}
