//! What the server, read again, says of an operation that was sent or may have been.

use crate::directory::{DepartmentId, Membership};
use crate::plan::{Key, Operation, State};
use crate::system::{Ids, Seen};

use super::super::dump::{MEMBERSHIP_ID, USER_ID};
use super::import;

/// What `current` says of `operation`; `ids` are those brought so far.
pub(super) fn look(operation: &Operation, ids: &Ids, current: &State<'_>) -> Seen {
    if operation.call == "departments.import" {
        return import::look(operation, current);
    }
    let sight = Sight {
        operation,
        ids,
        current,
    };
    sight.seen().unwrap_or(Seen::Open)
}

struct Sight<'s> {
    operation: &'s Operation,
    ids: &'s Ids,
    current: &'s State<'s>,
}

impl Sight<'_> {
    /// `None` where something it names is not there.
    fn seen(&self) -> Option<Seen> {
        let argument = |name| self.operation.arguments.get(name).map(String::as_str);
        let done = |is_done| match is_done {
            true => Seen::Done(None),
            false => Seen::Open,
        };
        Some(match self.operation.call.as_str() {
            "department.create" => {
                let parent = self.node("parentId")?;
                let made = self.current.child(Some(parent), argument("name")?)?;
                let code = &self.current.directory().department(made).code;
                Seen::Done(code.as_deref().map(str::to_owned))
            }
            "department.add-user" => {
                let (node, mail) = (self.node("department")?, argument("email")?);
                let member = self.current.member(mail)?;
                done(self.current.membership(node, member).is_some())
            }
            "department.change-user" => {
                let user = argument("userId")?;
                let is_in = |node| self.is_in(node?, user).map(|_| ());
                match (
                    is_in(self.node("departmentId")),
                    is_in(self.node("newDepartmentId")),
                ) {
                    (None, Some(())) => Seen::Done(None),
                    // Somebody else put them there: the call would be refused, and they would stay in both.
                    (Some(()), Some(())) => Seen::Blocked,
                    _ => Seen::Open,
                }
            }
            "department.toggle-leader" => {
                let membership = self.is_in(self.node("departmentId")?, argument("userId")?)?;
                let wanted = argument("isLeader")? == "true";
                done(membership.is_leader().unwrap_or_default() == wanted)
            }
            "department.remove-user" => {
                let id = argument("id")?;
                let node = self.node("department");
                done(node.is_none_or(|node| self.with(MEMBERSHIP_ID, id, node).is_none()))
            }
            "department.delete" => match self.node("department") {
                None => Seen::Done(None),
                Some(node) if self.is_in_use(node) => Seen::Blocked,
                Some(_) => Seen::Open,
            },
            _ => Seen::Open,
        })
    }

    /// The department that the argument called `name` means, itself or by reference.
    fn node(&self, name: &str) -> Option<DepartmentId> {
        let value = self.operation.arguments.get(name)?;
        match Key::referred(value) {
            Some(key) => self.current.department(self.ids.get(&key)?),
            None => self.current.department(value),
        }
    }

    /// How the user is in the department.
    fn is_in(&self, node: DepartmentId, user: &str) -> Option<Membership> {
        self.with(USER_ID, user, node)
    }

    /// The membership in the department whose record carries `text` under `key`.
    fn with(&self, key: &'static str, text: &str, node: DepartmentId) -> Option<Membership> {
        let members = self.current.carrying(key, text);
        let directory = self.current.directory();
        members.into_iter().find_map(|member| {
            let membership = self.current.membership(node, member)?;
            let record = directory.record(membership.record());
            (record.carried_text(key).as_deref() == Some(text)).then_some(membership)
        })
    }

    fn is_in_use(&self, node: DepartmentId) -> bool {
        let children = self.current.directory().tree().children(node);
        !children.is_empty() || self.current.headcount(node) > 0
    }
}
