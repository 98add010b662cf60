//! A model of Work Weixin's server: the contacts of one company in memory, as one application sees them. Every answer is
//! HTTP 200 and says in `errcode` whether it is one.

mod tokens;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::SystemTime;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::directory::Directory;
use crate::system::route::Route;
use crate::system::server::{Identity, Mutation, Server};
use crate::system::{Payload, PayloadOptions, Style};
use crate::transport::{Reply, Request};

use super::endpoints::ENDPOINTS;
use super::payload;
use super::reply::{Department, DepartmentPlace, DeptUser, User};
use tokens::{LIFETIME, Tokens};

/// The version of the state as it is saved.
const VERSION: u32 = 1;

/// The most rows a page of `user/list_id` may have, which is also what it has where the request does not say.
const ROWS_A_PAGE: usize = 10_000;

/// The order a department has that nobody sorted.
const MIDDLE_ORDER: u32 = 100_000_000;

/// A refusal: the code, and what it says.
struct Refused(i64, &'static str);

/// What a request is answered with, besides `errcode` and `errmsg`.
type Answer = Result<Map<String, Value>, Refused>;

/// A model of the server with the contacts of one company.
pub(super) struct Model {
    state: State,
    tokens: Tokens,
    /// The positions of departments by id.
    places: HashMap<u32, usize>,
    /// The positions of users by their id in lower case.
    users: HashMap<String, usize>,
    /// The positions of users by department.
    members: HashMap<u32, Vec<usize>>,
}

/// Everything the model keeps.
#[derive(Debug, Serialize, Deserialize)]
struct State {
    version: u32,
    /// The departments in the order they came.
    departments: Vec<Department>,
    /// The users in the order they came.
    users: Vec<User>,
    /// The operations that the application may not call (48002).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    forbidden: BTreeSet<String>,
}

impl Model {
    /// A company with nothing but its top department, called by the company's id.
    pub(super) fn new(identity: &Identity) -> Self {
        let top = Department {
            id: 1,
            name: identity.organization.clone(),
            parentid: 0,
            order: MIDDLE_ORDER,
            other: Map::new(),
        };
        let state = State {
            version: VERSION,
            departments: vec![top],
            users: Vec::new(),
            forbidden: BTreeSet::new(),
        };
        Self {
            state,
            tokens: Tokens::new(identity),
            places: HashMap::from([(1, 0)]),
            users: HashMap::new(),
            members: HashMap::new(),
        }
    }

    fn take_up(&mut self, state: State) {
        self.state = state;
        let departments = self.state.departments.iter().enumerate();
        self.places = departments
            .map(|(position, one)| (one.id, position))
            .collect();
        self.users.clear();
        self.members.clear();
        for (position, user) in self.state.users.iter().enumerate() {
            self.users
                .insert(user.userid.to_ascii_lowercase(), position);
            for department in &user.department {
                self.members.entry(*department).or_default().push(position);
            }
        }
    }

    fn answer(&mut self, request: &Request, now: SystemTime) -> Option<Answer> {
        let operation = Route::find(ENDPOINTS, request)?.endpoint.operation;
        if operation == "token" {
            return Some(self.tokens.give(request, now).map(|token| {
                Map::from_iter([
                    shown("access_token", &token),
                    shown("expires_in", &LIFETIME),
                ])
            }));
        }
        Some(self.tokens.check(request, now).and_then(|()| {
            if self.state.forbidden.contains(operation) {
                return Err(Refused(48002, "api forbidden for this application"));
            }
            match operation {
                "departments.list" => {
                    let departments = self.departments(request)?;
                    Ok(Map::from_iter([shown("department", &departments)]))
                }
                "departments.ids" => {
                    let departments = self.departments(request)?.into_iter();
                    let places = departments.map(|department| DepartmentPlace {
                        id: department.id,
                        parentid: department.parentid,
                        order: department.order,
                    });
                    let places: Vec<_> = places.collect();
                    Ok(Map::from_iter([shown("department_id", &places)]))
                }
                "department.get" => {
                    let id = number(request, "id")?.ok_or(Refused(40058, "id is missing"))?;
                    Ok(Map::from_iter([shown("department", self.department(id)?)]))
                }
                "users.list" => {
                    let users = self.members(request)?;
                    Ok(Map::from_iter([shown("userlist", &users)]))
                }
                "users.simple" => {
                    let users = self.members(request)?.into_iter().map(short);
                    let users: Vec<_> = users.collect();
                    Ok(Map::from_iter([shown("userlist", &users)]))
                }
                "users.ids" => self.user_ids(request),
                "user.get" => {
                    let userid = request.query("userid").filter(|id| !id.is_empty());
                    let userid = userid.ok_or(Refused(41009, "missing userid"))?;
                    let position = self.users.get(&userid.to_ascii_lowercase());
                    let position = position.ok_or(Refused(60111, "userid not found"))?;
                    match serde_json::to_value(&self.state.users[*position]) {
                        Ok(Value::Object(user)) => Ok(user),
                        _ => Err(Refused(-1, "system busy")),
                    }
                }
                _ => Err(Refused(-1, "system busy")),
            }
        }))
    }

    fn department(&self, id: u32) -> Result<&Department, Refused> {
        let position = self.places.get(&id);
        let position = position.ok_or(Refused(60003, "department not found"))?;
        Ok(&self.state.departments[*position])
    }

    /// The department that the request names with all that are in it; all where it names none.
    fn departments(&self, request: &Request) -> Result<Vec<&Department>, Refused> {
        let all = self.state.departments.iter();
        match number(request, "id")? {
            None => Ok(all.collect()),
            Some(id) => {
                let inside = self.inside(self.department(id)?.id);
                Ok(all.filter(|one| inside.contains(&one.id)).collect())
            }
        }
    }

    /// The ids of department `id` and of all that are in it.
    fn inside(&self, id: u32) -> BTreeSet<u32> {
        let mut children: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for department in &self.state.departments {
            let siblings = children.entry(department.parentid).or_default();
            siblings.push(department.id);
        }
        let mut inside = BTreeSet::new();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if inside.insert(id) {
                open.extend(children.get(&id).into_iter().flatten());
            }
        }
        inside
    }

    /// The users of the department that the request names, and with `fetch_child` of those in it.
    fn members(&self, request: &Request) -> Result<Vec<&User>, Refused> {
        let id = number(request, "department_id")?;
        let id = id.ok_or(Refused(40058, "department_id is missing"))?;
        let id = self.department(id)?.id;
        let departments = match request.query("fetch_child") {
            Some("1") => self.inside(id),
            _ => BTreeSet::from([id]),
        };
        let positions = departments
            .iter()
            .filter_map(|id| self.members.get(id))
            .flatten();
        let positions: BTreeSet<usize> = positions.copied().collect();
        let users = positions.into_iter();
        Ok(users.map(|position| &self.state.users[position]).collect())
    }

    /// A page of users in departments; the cursor is the number of the row it begins with.
    fn user_ids(&self, request: &Request) -> Answer {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct Page {
            cursor: String,
            limit: Option<usize>,
        }
        let page: Page = request.json().ok_or(Refused(40035, "invalid parameter"))?;
        let start = match &*page.cursor {
            "" => Some(0),
            cursor => usize::from_str_radix(cursor, 16).ok(),
        };
        let limit = page.limit.unwrap_or(ROWS_A_PAGE);
        let (Some(start), 1..=ROWS_A_PAGE) = (start, limit) else {
            return Err(Refused(40035, "invalid parameter"));
        };
        let rows = self.state.users.iter().flat_map(|user| {
            let departments = user.department.iter();
            departments.map(|department| DeptUser {
                userid: user.userid.clone(),
                department: *department,
            })
        });
        let mut rows = rows.skip(start);
        let dept_user: Vec<DeptUser> = rows.by_ref().take(limit).collect();
        let next_cursor = match rows.next() {
            Some(_) => format!("{:x}", start + limit),
            None => String::new(),
        };
        Ok(Map::from_iter([
            shown("next_cursor", &next_cursor),
            shown("dept_user", &dept_user),
        ]))
    }
}

impl Server for Model {
    fn handle(&mut self, request: &Request, now: SystemTime) -> Reply {
        let (code, message, mut answer) = match self.answer(request, now) {
            Some(Ok(answer)) => (0, "ok", answer),
            Some(Err(Refused(code, message))) => (code, message, Map::new()),
            None => {
                return Reply {
                    status: 404,
                    headers: Vec::new(),
                    body: Vec::new(),
                };
            }
        };
        answer.insert("errcode".into(), code.into());
        answer.insert("errmsg".into(), message.into());
        Reply::json(200, &answer)
    }

    /// Puts in what `convert` writes of `directory`; who has no userid cannot be put in.
    fn seed(&mut self, directory: &Directory) {
        let payload = payload::build(directory, &PayloadOptions::default());
        let departments = elements(&payload, 0, "department");
        let mut users: Vec<User> = elements(&payload, 1, "userlist");
        users.retain(|user| !user.userid.is_empty());
        let forbidden = std::mem::take(&mut self.state.forbidden);
        self.take_up(State {
            version: VERSION,
            departments,
            users,
            forbidden,
        });
    }

    fn state(&self) -> String {
        serde_json::to_string(&self.state).expect("the state has keys that are texts")
    }

    fn restore(&mut self, state: &str) -> serde_json::Result<()> {
        let state: State = serde_json::from_str(state)?;
        if state.version != VERSION {
            let message = format!("version {} is not {VERSION}", state.version);
            return Err(serde::de::Error::custom(message));
        }
        self.take_up(state);
        Ok(())
    }

    /// Nothing: all its endpoints read.
    fn mutations(&self) -> &[Mutation] {
        &[]
    }
}

/// The elements of the list under `key` in the body at `index`.
fn elements<T: DeserializeOwned>(payload: &Payload<'_>, index: usize, key: &str) -> Vec<T> {
    let mut body = Vec::new();
    let written = payload.bodies.write(index, Style::Compact, &mut body);
    let body: Option<Value> = written
        .ok()
        .and_then(|()| serde_json::from_slice(&body).ok());
    let list = body.and_then(|mut body| Some(body.get_mut(key)?.take()));
    let elements: Vec<Value> = list
        .and_then(|list| serde_json::from_value(list).ok())
        .unwrap_or_default();
    elements
        .into_iter()
        .filter_map(|element| serde_json::from_value(element).ok())
        .collect()
}

/// What a short list says of a user.
fn short(user: &User) -> User {
    let open_userid = user.other.get_key_value("open_userid");
    User {
        userid: user.userid.clone(),
        name: user.name.clone(),
        department: user.department.clone(),
        other: open_userid
            .map(|(key, value)| (key.clone(), value.clone()))
            .into_iter()
            .collect(),
    }
}

/// The number that the request says for `name`, where it says one.
fn number(request: &Request, name: &str) -> Result<Option<u32>, Refused> {
    let text = request.query(name).filter(|text| !text.is_empty());
    let number = text.map(|text| {
        text.parse()
            .map_err(|_| Refused(60123, "invalid department id"))
    });
    number.transpose()
}

/// One value of an answer.
fn shown(key: &str, value: &impl Serialize) -> (String, Value) {
    let value = serde_json::to_value(value);
    (key.to_owned(), value.unwrap_or_default())
}

#[cfg(test)]
pub(in crate::system::wecom) mod tests;
