//! Desired × current → operations: departments that are missing, wave by wave from the top; those that differ are
//! updated, and those too many removed, where the mode says so.
//!
//! A department is created by `import-orgs` alone: its reply carries the id, and that of "8. 创建机构" does not.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::{RawValue, to_raw_value};

use crate::directory::{DepartmentId, DepartmentKind, Directory};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::{
    Action, Expectation, Mode, Note, Object, Operation, State, Subject, SubjectKind,
};
use crate::record::Field;
use crate::system::{Answer, Draft, Ids, Planner, Row, RowState, Seen, Wanted, names};
use crate::transport::Reply;

use super::payload::{Organisations, build, serial};
use super::wire::{Parent, Version};

/// What atwork can be told to do.
pub(super) struct AtworkPlanner;

impl Planner for AtworkPlanner {
    fn modes(&self) -> &'static [Mode] {
        &Mode::ALL
    }

    fn draft(&self, wanted: Wanted<'_>, current: &State<'_>) -> Result<Draft> {
        let nodes = Nodes::find(wanted, current)?;
        let mut draft = Draft {
            loss: build(wanted.directory, wanted.options).bodies.loss(),
            ..Draft::default()
        };
        nodes.create(&mut draft);
        if wanted.mode != Mode::Import {
            nodes.update(&mut draft);
        }
        if wanted.mode == Mode::Mirror {
            nodes.remove(&mut draft);
        }
        draft.waves.retain(|wave| !wave.is_empty());
        Ok(draft)
    }

    fn look(&self, operation: &Operation, ids: &Ids, current: &State<'_>) -> Seen {
        let directory = current.directory();
        let id_of = |id: DepartmentId| directory.department(id).code.as_deref().map(str::to_owned);
        let node = || current.department(operation.arguments.get("orgId")?);
        let is_done = match operation.call.as_str() {
            "org.import" => {
                let Some(body) = imported(operation.body_text()) else {
                    return Seen::Open;
                };
                let known = body
                    .serial
                    .as_deref()
                    .and_then(|text| current.marked("serial", serial, text));
                let below = || {
                    let parent = parent_id(body.parent_id.get(), ids)?;
                    current.child(Some(current.department(&parent)?), &body.name)
                };
                return match known.or_else(below) {
                    Some(id) => Seen::Done(id_of(id)),
                    None => Seen::Open,
                };
            }
            "org.update" => node().is_some_and(|id| {
                let values = serde_json::from_str::<Values>(operation.body_text());
                values.is_ok_and(|values| values.differ(&Values::of(directory, id)).is_none())
            }),
            "org.delete" => node().is_none(),
            _ => false,
        };
        match is_done {
            true => Seen::Done(None),
            false => Seen::Open,
        }
    }

    fn answer(&self, reply: &Reply) -> Answer {
        #[derive(Deserialize)]
        struct Envelope<'r> {
            #[serde(borrow)]
            result: Option<&'r RawValue>,
        }
        #[derive(Deserialize)]
        struct Imported {
            successes: BTreeMap<String, Value>,
            #[serde(default)]
            failures: BTreeMap<String, Value>,
        }
        let result = serde_json::from_slice::<Envelope<'_>>(&reply.body);
        let result = result.ok().and_then(|envelope| envelope.result);
        let Some(result) = result else {
            return Answer::default();
        };
        // Version 4 takes lists, and refuses what is in them one by one.
        match serde_json::from_str::<Imported>(result.get()) {
            Ok(imported) => Answer {
                id: imported.successes.values().find_map(text),
                rows: imported.failures.into_iter().map(failed).collect(),
            },
            Err(_) => Answer {
                id: serde_json::from_str(result.get())
                    .ok()
                    .as_ref()
                    .and_then(text),
                rows: Vec::new(),
            },
        }
    }

    fn is_there_already(&self, _: i64, _: &str) -> bool {
        false
    }

    fn is_locked_out(&self, code: i64, status: u16) -> bool {
        matches!(code, 10011 | 10015 | 10016) || matches!(status, 401 | 403)
    }
}

/// An id or a sentence of a reply.
fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

/// A department that was refused: its path, and why.
fn failed((identity, why): (String, Value)) -> Row {
    Row {
        kind: SubjectKind::Department,
        identity,
        state: RowState::Failed,
        detail: text(&why).unwrap_or_else(|| why.to_string()),
    }
}

/// What `org.import` is told of a department.
#[derive(Deserialize)]
struct Imported<'b> {
    #[serde(borrow)]
    parent_id: &'b RawValue,
    name: String,
    #[serde(alias = "serialNo", alias = "serial_no")]
    serial: Option<String>,
}

/// The one department of a body, in either version.
fn imported(body: &str) -> Option<Imported<'_>> {
    if let Ok(one) = serde_json::from_str(body) {
        return Some(one);
    }
    serde_json::from_str::<Vec<Imported<'_>>>(body).ok()?.pop()
}

/// The id that a `parent_id` means, itself or by reference.
fn parent_id(raw: &str, ids: &Ids) -> Option<String> {
    #[derive(Deserialize)]
    struct Reference {
        result_of: String,
    }
    if let Ok(reference) = serde_json::from_str::<Reference>(raw) {
        return ids.get(&reference.result_of.into()).cloned();
    }
    Some(raw.trim_matches('"').to_owned())
}

/// What an update may say. `type` must be there (9. 更新机构).
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, serde::Serialize)]
struct Values {
    #[serde(rename = "type")]
    kind: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sn: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tel: Option<String>,
    #[serde(rename = "serialNo", skip_serializing_if = "Option::is_none")]
    serial: Option<String>,
}

impl Values {
    fn of(directory: &Directory, id: DepartmentId) -> Self {
        let department = directory.department(id);
        let text = |field| {
            let value = directory.department_value(id, field);
            value.filled().map(str::to_owned)
        };
        Self {
            kind: kind(directory, id).to_owned(),
            name: Some(department.name.to_string()),
            sn: text(Field::DEPARTMENT_NUMBER),
            tel: text(Field::DEPARTMENT_TEL),
            serial: serial(directory, id).map(str::to_owned),
        }
    }

    /// What of this `other` says differently; what this leaves out stays as it is.
    fn differ(&self, other: &Self) -> Option<Self> {
        let changed = |mine: &Option<String>, other: &Option<String>| {
            mine.clone().filter(|mine| Some(mine) != other.as_ref())
        };
        let changes = Self {
            kind: self.kind.clone(),
            name: changed(&self.name, &other.name),
            sn: changed(&self.sn, &other.sn),
            tel: changed(&self.tel, &other.tel),
            serial: changed(&self.serial, &other.serial),
        };
        let is_other = [&changes.name, &changes.sn, &changes.tel, &changes.serial]
            .into_iter()
            .any(Option::is_some);
        is_other.then_some(changes)
    }
}

fn kind(directory: &Directory, id: DepartmentId) -> &'static str {
    match directory.department(id).kind {
        Some(DepartmentKind::Company) => "CORP",
        Some(DepartmentKind::Department) | None => "DEPT",
    }
}

/// Which department of the source is which node.
struct Nodes<'w> {
    wanted: Wanted<'w>,
    current: &'w State<'w>,
    /// The node that tops of the source hang below, or that the only one is.
    base: DepartmentId,
    /// The department that is the organisation itself.
    top: Option<DepartmentId>,
    /// The node of each department.
    nodes: Vec<Option<DepartmentId>>,
}

impl<'w> Nodes<'w> {
    /// Finds the nodes of departments: by serial, else by name below the same parent.
    fn find(wanted: Wanted<'w>, current: &'w State<'w>) -> Result<Self> {
        let directory = wanted.directory;
        let server = current.directory();
        let error = |id| Error::new(ErrorKind::Refused, id);
        let &[root] = server.tree().roots() else {
            return Err(error("plan-no-organisation"));
        };
        let root_name = server.department(root).name.as_str();
        let attach_to = wanted.options.attach_to.as_deref();
        let (base, top) = match (attach_to, directory.tree().roots()) {
            (Some(path), _) => {
                let names: Vec<&str> = path.trim_matches('/').split('/').collect();
                let base = current.at(&names);
                let missing = || error("plan-no-such-node").with("path", path);
                (base.ok_or_else(missing)?, None)
            }
            (None, [top]) if directory.department(*top).name == root_name => (root, Some(*top)),
            (None, tops) => {
                let top = tops
                    .first()
                    .map(|id| directory.department(*id).name.as_str());
                return Err(error("plan-other-organisation")
                    .with("top", top.unwrap_or_default())
                    .with("count", tops.len())
                    .with("root", root_name));
            }
        };
        let mut serials: HashMap<&str, DepartmentId> = HashMap::new();
        for (id, _) in server.departments() {
            if let Some(serial) = serial(server, id) {
                serials.entry(serial).or_insert(id);
            }
        }
        let mut nodes = vec![None; directory.departments().len()];
        for &id in directory.tree().preorder() {
            if Some(id) == top {
                nodes[id.0 as usize] = Some(base);
                continue;
            }
            let parent = match directory.tree().parent(id) {
                Some(parent) => nodes[parent.0 as usize],
                None => Some(base),
            };
            let known = serial(directory, id).and_then(|serial| serials.get(serial).copied());
            let below = || current.child(Some(parent?), &directory.department(id).name);
            nodes[id.0 as usize] = known.or_else(below);
        }
        Ok(Self {
            wanted,
            current,
            base,
            top,
            nodes,
        })
    }

    fn node(&self, id: DepartmentId) -> Option<DepartmentId> {
        self.nodes[id.0 as usize]
    }

    /// The id that the server gave to `node`.
    fn id(&self, node: DepartmentId) -> &'w str {
        let department = self.current.directory().department(node);
        department.code.as_deref().unwrap_or_default()
    }

    /// A department of the source, in the user's words.
    fn subject(&self, id: DepartmentId) -> Subject {
        let directory = self.wanted.directory;
        let place = names::place(directory, id);
        let source = self.wanted.sources.get(place.source);
        Subject {
            kind: SubjectKind::Department,
            name: directory.path(id).join("/"),
            place: Some(place.display(source)),
            departments: 1,
            members: 0,
        }
    }

    /// A department of the server only.
    fn subject_of_node(&self, node: DepartmentId) -> Subject {
        Subject {
            kind: SubjectKind::Department,
            name: self.current.directory().path(node).join("/"),
            place: None,
            departments: 1,
            members: 0,
        }
    }

    /// One wave a level, so that a parent is there before its children.
    fn create(&self, draft: &mut Draft) {
        let directory = self.wanted.directory;
        let version = Version::of(self.wanted.options);
        let organisations = Organisations::new(directory, version);
        let mut keys = vec![None; directory.departments().len()];
        let mut waves: Vec<Vec<Operation>> = Vec::new();
        for &id in directory.tree().preorder() {
            if self.node(id).is_some() {
                continue;
            }
            let parent = directory.tree().parent(id);
            let node = match parent {
                Some(parent) => self.node(parent),
                None => Some(self.base),
            };
            let needs = parent.and_then(|parent| keys[parent.0 as usize].clone());
            let reference = match (node, &needs) {
                (Some(node), _) => raw_id(self.id(node)),
                (None, Some(key)) => {
                    let key: &crate::plan::Key = key;
                    RawValue::from_string(key.reference()).ok()
                }
                (None, None) => None,
            };
            let Some(reference) = reference else { continue };
            let organisation = organisations.organisation(id, Parent::Id(reference));
            let Ok(body) = (match version {
                Version::V3 => serde_json::to_string(&organisation),
                Version::V4 => serde_json::to_string(&[&organisation]),
            }) else {
                continue;
            };
            let mut operation = Operation::new(
                Action::Create,
                self.subject(id),
                "org.import",
                BTreeMap::new(),
                Some(body),
            );
            operation.expects = self.expected_of_new(id, node);
            operation.needs = needs;
            keys[id.0 as usize] = Some(operation.key.clone());
            let level = directory.tree().depth(id) as usize;
            if waves.len() <= level {
                waves.resize_with(level + 1, Vec::new);
            }
            waves[level].push(operation);
        }
        draft.waves.append(&mut waves);
    }

    /// That the parent is as it was, and has no such child.
    fn expected_of_new(&self, id: DepartmentId, node: Option<DepartmentId>) -> Vec<Expectation> {
        let Some(node) = node else {
            return Vec::new();
        };
        let parent = self.id(node).to_owned();
        let child = Object::Child {
            parent: parent.clone(),
            name: self.wanted.directory.department(id).name.to_string(),
        };
        [Object::Department(parent), child]
            .map(|object| self.current.expectation(object))
            .into()
    }

    /// Updates what differs; what is elsewhere cannot be moved.
    fn update(&self, draft: &mut Draft) {
        let directory = self.wanted.directory;
        let server = self.current.directory();
        let mut wave = Vec::new();
        for (id, _) in directory.departments() {
            let Some(node) = self.node(id).filter(|_| Some(id) != self.top) else {
                continue;
            };
            let parent = match directory.tree().parent(id) {
                Some(parent) => self.node(parent),
                None => Some(self.base),
            };
            if parent.is_some() && server.tree().parent(node) != parent {
                draft.notes.push(Note {
                    message: "plan-note-atwork-move".to_owned(),
                    subject: self.subject(id).name,
                });
            }
            let mut values = Values::of(directory, id);
            if directory.department(id).kind.is_none() {
                // The update must say what it is, and the source does not.
                values.kind = kind(server, node).to_owned();
            }
            if values.serial.as_deref() == Some(self.id(node)) {
                // The source was exported from here, where codes are ids.
                values.serial = None;
            }
            let changes = values.differ(&Values::of(server, node));
            let body = changes.and_then(|changes| serde_json::to_string(&changes).ok());
            if let Some(body) = body {
                let arguments = BTreeMap::from([("orgId".to_owned(), self.id(node).to_owned())]);
                let subject = self.subject(id);
                let mut operation =
                    Operation::new(Action::Update, subject, "org.update", arguments, Some(body));
                let object = Object::Department(self.id(node).to_owned());
                operation.expects = vec![self.current.expectation(object)];
                wave.push(operation);
            }
        }
        draft.waves.push(wave);
    }

    /// Removes nodes that the source does not have, the deepest first.
    fn remove(&self, draft: &mut Draft) {
        let server = self.current.directory();
        let mut is_kept = vec![false; server.departments().len()];
        for node in self.nodes.iter().flatten().chain([&self.base]) {
            is_kept[node.0 as usize] = true;
            for above in server.tree().ancestors(*node) {
                is_kept[above.0 as usize] = true;
            }
        }
        let is_below_base = |node: DepartmentId| {
            server
                .tree()
                .ancestors(node)
                .any(|above| above == self.base)
        };
        let mut waves: BTreeMap<std::cmp::Reverse<u32>, Vec<Operation>> = BTreeMap::new();
        for &node in server.tree().preorder() {
            if is_kept[node.0 as usize] || !is_below_base(node) {
                continue;
            }
            let arguments = BTreeMap::from([("orgId".to_owned(), self.id(node).to_owned())]);
            let subject = self.subject_of_node(node);
            let mut operation =
                Operation::new(Action::Remove, subject, "org.delete", arguments, None);
            let object = Object::Department(self.id(node).to_owned());
            operation.expects = vec![self.current.expectation(object)];
            let depth = std::cmp::Reverse(server.tree().depth(node));
            waves.entry(depth).or_default().push(operation);
        }
        draft.waves.extend(waves.into_values());
    }
}

/// An id as it stands in a body: a number where it is one.
fn raw_id(id: &str) -> Option<Box<RawValue>> {
    match id.parse::<u64>() {
        Ok(number) if number.to_string() == id => to_raw_value(&number).ok(),
        _ => to_raw_value(id).ok(),
    }
}
