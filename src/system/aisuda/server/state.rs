//! What the model knows: departments, users, who is where, applications; and how each of them changes.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::super::wire::App;

/// The version of the state as it is saved.
pub(super) const VERSION: u32 = 1;

/// A department.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Department {
    pub(super) name: String,
    pub(super) parent: Option<u64>,
    pub(super) created_at: String,
    pub(super) updated_at: String,
}

/// A user, in however many departments.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct User {
    pub(super) name: String,
    pub(super) email: String,
    pub(super) mobile: String,
    pub(super) nickname: String,
    pub(super) auth_type: String,
    pub(super) auth_id: String,
    #[serde(default)]
    pub(super) is_disabled: bool,
}

/// A user in a department.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Membership {
    pub(super) department: u64,
    pub(super) user: u64,
    pub(super) is_leader: bool,
}

/// Everything the model knows, by number in the order it came.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct State {
    pub(super) version: u32,
    last_number: u64,
    departments: BTreeMap<u64, Department>,
    users: BTreeMap<u64, User>,
    memberships: BTreeMap<u64, Membership>,
    pub(super) apps: Vec<App>,
    /// Whether nothing was done to the department that every organisation has from the start.
    pub(super) is_untouched: bool,
    #[serde(skip)]
    index: Index,
}

/// Where things are found.
#[derive(Debug, Default)]
struct Index {
    children: HashMap<Option<u64>, Vec<u64>>,
    /// By parent and name; of several the first.
    names: HashMap<(Option<u64>, String), u64>,
    /// By what tells users apart, see [`User::keys`].
    users: HashMap<String, u64>,
    /// By department.
    memberships: HashMap<u64, Vec<u64>>,
    /// By department and user.
    pairs: HashMap<(u64, u64), u64>,
}

impl User {
    /// What tells the user apart, the first one first: the mail address, else the account of another system, else the
    /// mobile number, else the name.
    pub(super) fn keys(&self) -> Vec<String> {
        let mut keys = Vec::new();
        if !self.email.is_empty() {
            keys.push(email_key(&self.email));
        }
        if !self.auth_id.is_empty() {
            keys.push(format!("account:{}\n{}", self.auth_type, self.auth_id));
        }
        if !self.mobile.is_empty() {
            keys.push(format!("mobile:{}", self.mobile));
        }
        if keys.is_empty() {
            keys.push(format!("name:{}", self.name));
        }
        keys
    }
}

fn email_key(email: &str) -> String {
    format!("mail:{}", email.to_lowercase())
}

impl State {
    /// An organisation with the one department that each has from the start.
    pub(super) fn new(name: &str, now: &str) -> Self {
        let mut state = Self {
            version: VERSION,
            last_number: 0,
            departments: BTreeMap::new(),
            users: BTreeMap::new(),
            memberships: BTreeMap::new(),
            apps: Vec::new(),
            is_untouched: true,
            index: Index::default(),
        };
        state.add_department(None, name, now);
        state.is_untouched = true;
        state
    }

    /// Finds everything again after the state was read.
    pub(super) fn find_all(&mut self) {
        let mut index = Index::default();
        for (number, department) in &self.departments {
            index.add_department(*number, department);
        }
        for (number, user) in &self.users {
            index.add_user(*number, user);
        }
        for (number, membership) in &self.memberships {
            index.add_membership(*number, membership);
        }
        self.index = index;
    }

    /// A number nothing has yet.
    pub(super) fn next_number(&mut self) -> u64 {
        self.last_number += 1;
        self.last_number
    }

    pub(super) fn department(&self, number: u64) -> Option<&Department> {
        self.departments.get(&number)
    }

    pub(super) fn children(&self, parent: Option<u64>) -> &[u64] {
        self.index.children.get(&parent).map_or(&[], Vec::as_slice)
    }

    pub(super) fn child(&self, parent: Option<u64>, name: &str) -> Option<u64> {
        self.index.names.get(&(parent, name.to_owned())).copied()
    }

    /// The level of a department from the top, from 1.
    pub(super) fn depth(&self, number: u64) -> usize {
        let parent = |number: &u64| self.departments.get(number)?.parent;
        std::iter::successors(Some(number), parent).count()
    }

    /// The names from the top down to a department, joined by `/`.
    pub(super) fn path(&self, number: u64) -> String {
        let parent = |number: &u64| self.departments.get(number)?.parent;
        let line = std::iter::successors(Some(number), parent);
        let mut names: Vec<&str> = line
            .filter_map(|number| Some(self.departments.get(&number)?.name.as_str()))
            .collect();
        names.reverse();
        names.join("/")
    }

    pub(super) fn add_department(&mut self, parent: Option<u64>, name: &str, now: &str) -> u64 {
        let number = self.next_number();
        let department = Department {
            name: name.to_owned(),
            parent,
            created_at: now.to_owned(),
            updated_at: now.to_owned(),
        };
        self.index.add_department(number, &department);
        self.departments.insert(number, department);
        self.is_untouched = false;
        number
    }

    pub(super) fn rename_department(&mut self, number: u64, name: &str, now: &str) {
        if let Some(department) = self.departments.get_mut(&number) {
            let old = (department.parent, department.name.clone());
            name.clone_into(&mut department.name);
            now.clone_into(&mut department.updated_at);
            let new = (department.parent, name.to_owned());
            self.index.names.remove(&old);
            self.index.names.entry(new).or_insert(number);
            self.is_untouched = false;
        }
    }

    /// Removes a department with nothing in it.
    pub(super) fn remove_department(&mut self, number: u64) {
        if let Some(department) = self.departments.remove(&number) {
            let siblings = self.index.children.entry(department.parent).or_default();
            siblings.retain(|sibling| *sibling != number);
            self.find_all();
        }
    }

    pub(super) fn user(&self, number: u64) -> Option<&User> {
        self.users.get(&number)
    }

    pub(super) fn user_by_email(&self, email: &str) -> Option<u64> {
        self.index.users.get(&email_key(email)).copied()
    }

    /// The user whom the first of `user`'s keys tells.
    pub(super) fn known_user(&self, user: &User) -> Option<u64> {
        let keys = user.keys();
        keys.first()
            .and_then(|key| self.index.users.get(key))
            .copied()
    }

    pub(super) fn add_user(&mut self, user: User) -> u64 {
        let number = self.next_number();
        self.index.add_user(number, &user);
        self.users.insert(number, user);
        self.is_untouched = false;
        number
    }

    pub(super) fn change_user(&mut self, number: u64, user: User) {
        if let Some(known) = self.users.get_mut(&number) {
            for key in known.keys() {
                if self.index.users.get(&key) == Some(&number) {
                    self.index.users.remove(&key);
                }
            }
            self.index.add_user(number, &user);
            *known = user;
        }
    }

    pub(super) fn membership(&self, number: u64) -> Option<&Membership> {
        self.memberships.get(&number)
    }

    /// The memberships of a department in the order they came.
    pub(super) fn memberships(&self, department: u64) -> &[u64] {
        let found = self.index.memberships.get(&department);
        found.map_or(&[], Vec::as_slice)
    }

    pub(super) fn membership_of(&self, department: u64, user: u64) -> Option<u64> {
        self.index.pairs.get(&(department, user)).copied()
    }

    pub(super) fn add_membership(&mut self, membership: Membership) -> u64 {
        let number = self.next_number();
        self.index.add_membership(number, &membership);
        self.memberships.insert(number, membership);
        self.is_untouched = false;
        number
    }

    pub(super) fn set_leader(&mut self, number: u64, is_leader: bool) {
        if let Some(membership) = self.memberships.get_mut(&number) {
            membership.is_leader = is_leader;
        }
    }

    pub(super) fn remove_membership(&mut self, number: u64) {
        if let Some(Membership {
            department, user, ..
        }) = self.memberships.remove(&number)
        {
            self.index.pairs.remove(&(department, user));
            let others = self.index.memberships.entry(department).or_default();
            others.retain(|other| *other != number);
        }
    }
}

impl Index {
    fn add_department(&mut self, number: u64, department: &Department) {
        let parent = department.parent;
        self.children.entry(parent).or_default().push(number);
        let name = (parent, department.name.clone());
        self.names.entry(name).or_insert(number);
    }

    fn add_user(&mut self, number: u64, user: &User) {
        for key in user.keys() {
            self.users.entry(key).or_insert(number);
        }
    }

    fn add_membership(&mut self, number: u64, membership: &Membership) {
        let Membership {
            department, user, ..
        } = *membership;
        self.memberships.entry(department).or_default().push(number);
        self.pairs.insert((department, user), number);
    }
}
