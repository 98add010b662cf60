//! What the model shows of its nodes, key for key and in the order of the samples: atwork, 组织(admin), sections 1, 3 and 6.

use pinyin::ToPinyin;
use serde::Serialize;
use serde_json::{Map, Value};

use super::state::{Dialect, Node, State};

/// The domain of the samples.
const DOMAIN: &str = "atwork";

/// 8888-01-01 in China: never.
const NEVER: u64 = 218_310_998_400_000;

/// The envelope of every reply that is no refusal.
#[derive(Serialize)]
pub(super) struct Envelope<T> {
    status: u32,
    message: &'static str,
    result: T,
}

impl<T> Envelope<T> {
    pub(super) fn of(result: T) -> Self {
        Self {
            status: 0,
            message: "Everything is ok.",
            result,
        }
    }
}

/// One page.
#[derive(Serialize)]
pub(super) struct Page<'s> {
    pub(super) total_count: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) orgs: Option<Vec<NodeView<'s>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) records: Option<Vec<NodeView<'s>>>,
}

/// A node that another one names.
#[derive(Serialize)]
struct Reference<'s> {
    id: u64,
    name: &'s str,
}

/// A node in lists and by itself (sections 1, 4, 5 and 11). `moreInfo` is in no sample; where else it would come back
/// is not documented.
#[derive(Serialize)]
pub(super) struct NodeView<'s> {
    domain_id: &'static str,
    org_code: &'s str,
    operator: &'s str,
    id: u64,
    name: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sn: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tel: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    serial_no: Option<&'s str>,
    path: String,
    #[serde(rename = "type")]
    kind: &'s str,
    root: bool,
    sort_order: i64,
    level: usize,
    uuid: &'s str,
    created: u64,
    last_modified: u64,
    expired: u64,
    disabled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    directly_corp: Option<Reference<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_org_id: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_org_name: Option<&'s str>,
    root_com_id: u64,
    root_com_name: &'s str,
    employee_count: u64,
    all_employee_count: u64,
    children: [(); 0],
    employees: [(); 0],
    counting: bool,
    #[serde(rename = "moreInfo", skip_serializing_if = "Map::is_empty")]
    more_info: &'s Map<String, Value>,
}

/// The organisation itself (sections 3 and 6).
#[derive(Serialize)]
pub(super) struct OrganizationView<'s> {
    domain_id: &'static str,
    org_code: &'s str,
    operator: &'s str,
    id: u64,
    name: &'s str,
    pinyin: String,
    initial: String,
    sn: &'s str,
    tel: &'s str,
    #[serde(flatten)]
    profile: &'s Map<String, Value>,
    path: String,
    #[serde(rename = "type")]
    kind: &'s str,
    owner: &'s str,
    sort_order: i64,
    level: usize,
    uuid: &'s str,
    created: u64,
    last_modified: u64,
    expired: u64,
    disabled: bool,
}

impl<'s> NodeView<'s> {
    /// The node `id` of `state`, which is `node`.
    pub(super) fn of(state: &'s State, id: u64, node: &'s Node) -> Self {
        let line = state.line(id);
        let name = |id: u64| state.nodes.get(&id).map_or("", |node| node.name.as_str());
        let is_company = |id: &&u64| {
            let kind = state.nodes.get(id).map(|node| node.kind.as_str());
            matches!(kind, Some("ORG" | "CORP"))
        };
        let above = &line[..line.len() - 1];
        let company = above.iter().rev().find(is_company);
        Self {
            domain_id: DOMAIN,
            org_code: &state.code,
            operator: &state.operator,
            id,
            name: &node.name,
            sn: node.sn.as_deref(),
            tel: node.tel.as_deref(),
            serial_no: node.serial_no.as_deref(),
            path: path(&line),
            kind: kind(state, node),
            root: id == state.root,
            sort_order: node.sort_order,
            level: line.len(),
            uuid: &node.uuid,
            created: node.created,
            last_modified: node.last_modified,
            expired: NEVER,
            disabled: false,
            directly_corp: company.map(|id| Reference {
                id: *id,
                name: name(*id),
            }),
            parent_org_id: node.parent,
            parent_org_name: node.parent.map(name),
            root_com_id: state.root,
            root_com_name: name(state.root),
            employee_count: node.employees,
            all_employee_count: state.heads(id),
            children: [],
            employees: [],
            counting: true,
            more_info: &node.more_info,
        }
    }
}

impl<'s> OrganizationView<'s> {
    /// The organisation of `state`, which is `node`.
    pub(super) fn of(state: &'s State, node: &'s Node) -> Self {
        let (pinyin, initial) = spoken(&node.name);
        Self {
            domain_id: DOMAIN,
            org_code: &state.code,
            operator: &state.operator,
            id: state.root,
            name: &node.name,
            pinyin,
            initial,
            sn: node.sn.as_deref().unwrap_or_default(),
            tel: node.tel.as_deref().unwrap_or_default(),
            profile: &node.profile,
            path: path(&[state.root]),
            kind: kind(state, node),
            owner: &state.operator,
            sort_order: node.sort_order,
            level: 1,
            uuid: &node.uuid,
            created: node.created,
            last_modified: node.last_modified,
            expired: NEVER,
            disabled: false,
        }
    }
}

/// What version 3 calls `ORG` is a `CORP` in version 4.
fn kind<'s>(state: &State, node: &'s Node) -> &'s str {
    match state.dialect {
        Dialect::V4 if node.kind == "ORG" => "CORP",
        _ => &node.kind,
    }
}

fn path(line: &[u64]) -> String {
    let ids = line.iter().map(|id| format!("{id}/"));
    format!("/{}", ids.collect::<String>())
}

/// `name` in pinyin, and the first letters of that.
fn spoken(name: &str) -> (String, String) {
    let (mut whole, mut initials) = (String::new(), String::new());
    for character in name.chars() {
        match character.to_pinyin() {
            Some(pinyin) => {
                whole.push_str(pinyin.plain());
                initials.push_str(pinyin.first_letter());
            }
            None => {
                whole.extend(character.to_lowercase());
                initials.extend(character.to_lowercase());
            }
        }
    }
    (whole, initials)
}
