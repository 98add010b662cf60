//! What the model keeps: the company of Work Weixin that it is bound to, and the accounts and groups of SeaTable itself.

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// The version of the state that is written here.
const VERSION: u32 = 1;

/// What Work Weixin gives a department nobody sorted.
const UNSORTED: u64 = 100_000_000;

/// The longest nickname and contact mail, in characters: the columns of the published server code.
const NAME: usize = 64;
const CONTACT_EMAIL: usize = 225;

/// The longest name of a group, in characters.
const GROUP_NAME: usize = 255;

/// One organisation.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct State {
    version: u32,
    #[serde(default)]
    pub(super) rules: Rules,
    /// The id of the organisation.
    pub(super) organization: String,
    /// The company of Work Weixin it is bound to; empty for none.
    pub(super) corp_id: String,
    pub(super) departments: Vec<Department>,
    /// User objects as Work Weixin writes them.
    pub(super) users: Vec<Map<String, Value>>,
    #[serde(default)]
    pub(super) accounts: Vec<Account>,
    #[serde(default)]
    pub(super) groups: Vec<Group>,
    /// The id that the next group gets.
    pub(super) next_group: u64,
    #[serde(skip)]
    index: Index,
}

/// Which server code is modelled, where versions differ.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Rules {
    /// Of 2020, when the document was written: groups are known by their names, no brackets in names, departments in
    /// Work Weixin's order.
    #[default]
    #[serde(rename = "2020")]
    Documented,
    /// Later: groups are known by the department they were made from, brackets are fine, departments by id.
    #[serde(rename = "newer")]
    Newer,
}

/// A department of Work Weixin.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Department {
    pub(super) id: u64,
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) parentid: u64,
    #[serde(default)]
    order: u64,
    /// Everything else Work Weixin says of it.
    #[serde(flatten)]
    others: Map<String, Value>,
}

/// An account of SeaTable.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Account {
    /// SeaTable's own id, which looks like a mail address.
    pub(super) email: String,
    /// The corp id and the userid joined by `_`; an account whose making failed half way has none.
    pub(super) uid: Option<String>,
    pub(super) name: String,
    /// In lower case, unique.
    pub(super) contact_email: Option<String>,
    pub(super) created: u64,
    /// The groups it is in.
    #[serde(default)]
    pub(super) groups: Vec<u64>,
}

/// A group of SeaTable that stands for a department.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Group {
    pub(super) id: u64,
    pub(super) name: String,
    pub(super) parent: Option<u64>,
    /// The department it was made from.
    pub(super) department: u64,
    pub(super) created: u64,
}

#[derive(Debug, Default)]
struct Index {
    accounts: HashMap<String, usize, FixedState>,
    mails: HashSet<String, FixedState>,
    groups: HashMap<u64, usize, FixedState>,
}

impl State {
    /// An organisation bound to a company with one department and nobody in it.
    pub(super) fn new(organization: &str) -> Self {
        let root = Department {
            id: 1,
            name: organization.to_owned(),
            parentid: 0,
            order: UNSORTED,
            others: Map::new(),
        };
        Self {
            version: VERSION,
            rules: Rules::default(),
            organization: organization.to_owned(),
            corp_id: format!("ww{}", &digest(&["corp", organization])[..16]),
            departments: vec![root],
            users: Vec::new(),
            accounts: Vec::new(),
            groups: Vec::new(),
            next_group: 1,
            index: Index::default(),
        }
    }

    /// Reads what was saved.
    ///
    /// # Errors
    /// When it is of another shape, of a newer version, or groups are no tree.
    pub(super) fn read(text: &str) -> serde_json::Result<Self> {
        use serde::de::Error;
        let mut state: Self = serde_json::from_str(text)?;
        if state.version > VERSION {
            return Err(Error::custom("the state is of a newer version"));
        }
        // Parents were made first, so that no chain of them has no end.
        let is_later = |group: &Group| {
            group.parent.is_none_or(|parent| parent < group.id) && group.id < state.next_group
        };
        if !state.groups.iter().all(is_later) {
            return Err(Error::custom("a group stands before its parent"));
        }
        state.enter_all();
        Ok(state)
    }

    /// Makes accounts and groups known to the index.
    pub(super) fn enter_all(&mut self) {
        self.index = Index::default();
        for (number, account) in self.accounts.iter().enumerate() {
            if let Some(uid) = &account.uid {
                self.index.accounts.insert(uid.clone(), number);
            }
            self.index.mails.extend(account.contact_email.clone());
        }
        let groups = self.groups.iter().enumerate();
        self.index.groups = groups.map(|(number, group)| (group.id, number)).collect();
    }

    /// How SeaTable knows the user `userid` of the company it is bound to.
    pub(super) fn uid(&self, userid: &str) -> String {
        format!("{}_{userid}", self.corp_id)
    }

    /// The account of the user `userid`.
    pub(super) fn account(&self, userid: &str) -> Option<usize> {
        self.index.accounts.get(&self.uid(userid)).copied()
    }

    /// Makes an account; where that fails half way, one remains that nobody finds.
    pub(super) fn make_account(
        &mut self,
        userid: &str,
        name: &str,
        mail: &str,
        now: u64,
    ) -> Option<usize> {
        let mail = mail.to_lowercase();
        let is_fine = name.chars().count() <= NAME
            && mail.chars().count() <= CONTACT_EMAIL
            && !self.index.mails.contains(&mail);
        let number = self.accounts.len();
        let id = digest(&["account", &self.organization, &number.to_string()]);
        let mut account = Account {
            email: format!("{}@auth.local", &id[..32]),
            uid: None,
            name: String::new(),
            contact_email: None,
            created: now,
            groups: Vec::new(),
        };
        if is_fine {
            let uid = self.uid(userid);
            self.index.accounts.insert(uid.clone(), number);
            account.uid = Some(uid);
            account.name = name.to_owned();
            if !mail.is_empty() {
                self.index.mails.insert(mail.clone());
                account.contact_email = Some(mail);
            }
        }
        self.accounts.push(account);
        is_fine.then_some(number)
    }

    /// The group `id`.
    pub(super) fn group(&self, id: u64) -> Option<&Group> {
        self.index
            .groups
            .get(&id)
            .map(|number| &self.groups[*number])
    }

    /// Makes a group for `department` below `parent` and returns its id.
    pub(super) fn make_group(
        &mut self,
        department: &Department,
        parent: Option<u64>,
        now: u64,
    ) -> u64 {
        let id = self.next_group;
        self.next_group += 1;
        self.index.groups.insert(id, self.groups.len());
        self.groups.push(Group {
            id,
            name: department.name.clone(),
            parent,
            department: department.id,
            created: now,
        });
        id
    }

    /// The groups from `id` up to the top.
    pub(super) fn line(&self, id: u64) -> impl Iterator<Item = &Group> {
        std::iter::successors(self.group(id), |group| self.group(group.parent?))
    }

    /// Whether the account is in the group `id` or in one below it.
    pub(super) fn is_in(&self, account: usize, id: u64) -> bool {
        let groups = self.accounts[account].groups.iter();
        let mut lines = groups.flat_map(|group| self.line(*group));
        lines.any(|group| group.id == id)
    }

    /// Whether a group may have this name.
    pub(super) fn is_group_name(&self, name: &str) -> bool {
        let is_allowed = |c: char| {
            c.is_alphanumeric()
                || c.is_whitespace()
                || "_'.-".contains(c)
                || (self.rules == Rules::Newer && "()（）".contains(c))
        };
        !name.is_empty() && name.chars().count() <= GROUP_NAME && name.chars().all(is_allowed)
    }
}

/// 64 hexadecimal digits that follow from `parts`.
fn digest(parts: &[&str]) -> String {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(part.as_bytes()).update(&[0]);
    }
    hasher.finalize().to_hex().to_string()
}
