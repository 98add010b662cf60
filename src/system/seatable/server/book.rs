//! The company of Work Weixin as the model shows it: "List Bound Work Weixin Departments" and "List Members of a Bound Work
//! Weixin Department".

use std::collections::{HashMap, HashSet};

use foldhash::fast::FixedState;
use serde::Serialize;
use serde_json::{Map, Value};

use super::state::{Department, Rules, State};

/// Work Weixin's envelope.
#[derive(Serialize)]
pub(super) struct Departments<'s> {
    errcode: u32,
    errmsg: &'static str,
    department: Vec<&'s Department>,
}

#[derive(Serialize)]
pub(super) struct Members {
    errcode: u32,
    errmsg: &'static str,
    userlist: Vec<Map<String, Value>>,
}

impl State {
    /// The department `id` and all below it, in Work Weixin's order; all departments without an id. `None` where there
    /// is no such department.
    pub(super) fn below(&self, id: Option<u64>) -> Option<Vec<&Department>> {
        if self.corp_id.is_empty() {
            return None;
        }
        let Some(id) = id else {
            return Some(self.departments.iter().collect());
        };
        let mut children: HashMap<u64, Vec<u64>, FixedState> = HashMap::default();
        for department in &self.departments {
            let siblings = children.entry(department.parentid).or_default();
            siblings.push(department.id);
        }
        let mut below = HashSet::<u64, FixedState>::default();
        let mut open = vec![id];
        while let Some(id) = open.pop() {
            if below.insert(id) {
                open.extend(children.get(&id).into_iter().flatten());
            }
        }
        let departments = self.departments.iter();
        let found: Vec<_> = departments.filter(|one| below.contains(&one.id)).collect();
        found.iter().any(|one| one.id == id).then_some(found)
    }

    /// The users of the departments `ids`, in Work Weixin's order.
    pub(super) fn users_of(&self, ids: &HashSet<u64, FixedState>) -> Vec<usize> {
        let is_in = |user: &Map<String, Value>| departments(user).any(|id| ids.contains(&id));
        let users = self.users.iter().enumerate();
        users
            .filter(|(_, user)| is_in(user))
            .map(|(number, _)| number)
            .collect()
    }

    /// The departments as the reply has them.
    pub(super) fn department_list(&self, id: Option<u64>) -> Option<Departments<'_>> {
        Some(Departments {
            errcode: 0,
            errmsg: "ok",
            department: self.below(id)?,
        })
    }

    /// The members as the reply has them: the mail moves to `contact_email`, `email` becomes SeaTable's id. The code of
    /// 2020 fails where a user has no `email` at all.
    pub(super) fn member_list(
        &self,
        id: u64,
        fetch_child: bool,
    ) -> Option<Result<Members, NoEmail>> {
        let below = self.below(Some(id))?;
        let ids = below
            .iter()
            .map(|one| one.id)
            .filter(|one| fetch_child || *one == id);
        let users = self.users_of(&ids.collect()).into_iter();
        let userlist = users.map(|number| {
            let mut user = self.users[number].clone();
            let mail = match (user.remove("email"), self.rules) {
                (Some(mail), _) => mail,
                (None, Rules::Newer) => "".into(),
                (None, Rules::Documented) => return Err(NoEmail),
            };
            let account = self.account(text(&user, "userid"));
            let own = account.map_or("", |number| self.accounts[number].email.as_str());
            let own = Value::from(own);
            user.insert("email".into(), own);
            user.insert("contact_email".into(), mail);
            Ok(user)
        });
        Some(userlist.collect::<Result<_, _>>().map(|userlist| Members {
            errcode: 0,
            errmsg: "ok",
            userlist,
        }))
    }
}

/// A user has no key `email`.
pub(super) struct NoEmail;

/// The ids of the departments of a user, in their order.
pub(super) fn departments(user: &Map<String, Value>) -> impl Iterator<Item = u64> {
    let ids = user.get("department").and_then(Value::as_array);
    ids.into_iter().flatten().filter_map(Value::as_u64)
}

/// The text under `key`.
pub(super) fn text<'u>(user: &'u Map<String, Value>, key: &str) -> &'u str {
    user.get(key).and_then(Value::as_str).unwrap_or_default()
}
