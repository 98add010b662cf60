//! The contacts that a model keeps, and how they are found.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::directory::Directory;
use crate::system::{Payload, PayloadOptions, Style};

use super::super::payload;
use super::super::reply::{Department, DeptUser, User};
use super::super::wire::MIDDLE_ORDER;
use super::Refused;

/// The version of the state as it is saved.
pub(super) const VERSION: u32 = 1;

/// Everything the model keeps.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) version: u32,
    /// The departments in the order they came.
    departments: Vec<Department>,
    /// The users in the order they came.
    users: Vec<User>,
    /// The operations that the application may not call (48002).
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub(super) forbidden: BTreeSet<String>,
}

/// What the model keeps, with where everything is.
pub(super) struct Book {
    state: State,
    /// The positions of departments by id.
    places: HashMap<u32, usize>,
    /// The positions of users by their id in lower case.
    users: HashMap<String, usize>,
    /// The positions of users by department.
    members: HashMap<u32, Vec<usize>>,
}

impl State {
    /// A company with nothing but its top department.
    pub(super) fn new(name: &str) -> Self {
        let top = Department {
            id: 1,
            name: name.to_owned(),
            parentid: 0,
            order: MIDDLE_ORDER,
            other: Map::new(),
        };
        Self {
            version: VERSION,
            departments: vec![top],
            users: Vec::new(),
            forbidden: BTreeSet::new(),
        }
    }

    /// What `convert` writes of `directory`; who has no userid is left out.
    pub(super) fn described(directory: &Directory) -> Self {
        let options = PayloadOptions::default();
        let payload = payload::build(directory, &options);
        let mut users: Vec<User> = elements(&payload, 1, "userlist");
        users.retain(|user| !user.userid.is_empty());
        Self {
            version: VERSION,
            departments: elements(&payload, 0, "department"),
            users,
            forbidden: BTreeSet::new(),
        }
    }
}

impl Book {
    /// Finds everything in `state`.
    pub(super) fn of(state: State) -> Self {
        let departments = state.departments.iter().enumerate();
        let places = departments.map(|(position, one)| (one.id, position));
        let places = places.collect();
        let mut users = HashMap::new();
        let mut members: HashMap<u32, Vec<usize>> = HashMap::new();
        for (position, user) in state.users.iter().enumerate() {
            users.insert(user.userid.to_ascii_lowercase(), position);
            for department in &user.department {
                members.entry(*department).or_default().push(position);
            }
        }
        Self {
            state,
            places,
            users,
            members,
        }
    }

    /// What is kept.
    pub(super) fn state(&self) -> &State {
        &self.state
    }

    /// The department `id`.
    pub(super) fn department(&self, id: u32) -> Result<&Department, Refused> {
        let position = self.places.get(&id);
        let position = position.ok_or(Refused(60003, "department not found"))?;
        Ok(&self.state.departments[*position])
    }

    /// The department `id` with all that are in it; all departments where none is named.
    pub(super) fn departments(&self, id: Option<u32>) -> Result<Vec<&Department>, Refused> {
        let all = self.state.departments.iter();
        match id {
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

    /// The users of department `id`, with `fetch_child` also of those in it.
    pub(super) fn members(&self, id: u32, fetch_child: bool) -> Result<Vec<&User>, Refused> {
        let id = self.department(id)?.id;
        let departments = match fetch_child {
            true => self.inside(id),
            false => BTreeSet::from([id]),
        };
        let positions = departments
            .iter()
            .filter_map(|id| self.members.get(id))
            .flatten();
        let positions: BTreeSet<usize> = positions.copied().collect();
        let users = positions.into_iter();
        Ok(users.map(|position| &self.state.users[position]).collect())
    }

    /// The user `userid`, in upper or lower case.
    pub(super) fn user(&self, userid: &str) -> Result<&User, Refused> {
        let position = self.users.get(&userid.to_ascii_lowercase());
        let position = position.ok_or(Refused(60111, "userid not found"))?;
        Ok(&self.state.users[*position])
    }

    /// A row for each user in each department.
    pub(super) fn rows(&self) -> impl Iterator<Item = DeptUser> {
        self.state.users.iter().flat_map(|user| {
            let departments = user.department.iter();
            departments.map(|department| DeptUser {
                userid: user.userid.clone(),
                department: *department,
            })
        })
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
