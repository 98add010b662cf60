//! What a plan saw of a server, object by object, so that it can tell later whether it still is so.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::directory::{DepartmentId, Directory, MemberId, Membership};
use crate::record::Field;

/// How many bytes of the hash are kept.
const BYTES: usize = 16;

/// Something on a server.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Object {
    /// The department with this id.
    Department(String),
    /// The department of this name below the one with this id; below nothing at the top.
    Child {
        /// The id of the department above.
        parent: String,
        /// The name.
        name: String,
    },
    /// The member with this userid, else mail.
    Member(String),
    /// A member in a department: what is known of that is whether they lead it.
    Membership {
        /// The id of the department.
        department: String,
        /// The userid, else the mail, of the member.
        member: String,
    },
}

/// An object as a plan saw it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Expectation {
    /// What was looked at.
    pub object: Object,
    /// A hash of how it was; absent where it was not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
}

/// A server's directory, by what its objects are called.
pub struct State<'d> {
    directory: &'d Directory,
    departments: HashMap<&'d str, DepartmentId>,
    children: HashMap<(Option<DepartmentId>, &'d str), DepartmentId>,
    members: HashMap<String, MemberId>,
    /// How many direct members every department has.
    headcounts: OnceCell<Vec<usize>>,
    /// Departments by the marks that a system gives them, by what it calls these.
    marked: RefCell<HashMap<&'static str, HashMap<String, DepartmentId>>>,
    /// Members by the texts that their records carry under a key.
    carrying: RefCell<HashMap<&'static str, HashMap<String, Vec<MemberId>>>>,
}

impl<'d> State<'d> {
    /// Indexes `directory`, which was read from a server: the codes of its departments are the server's ids.
    #[must_use]
    pub fn of(directory: &'d Directory) -> Self {
        let mut departments = HashMap::new();
        let mut children = HashMap::new();
        for &id in directory.tree().preorder() {
            let department = directory.department(id);
            if let Some(code) = &department.code {
                departments.entry(code.as_str()).or_insert(id);
            }
            let place = (directory.tree().parent(id), department.name.as_str());
            children.entry(place).or_insert(id);
        }
        let mut members = HashMap::new();
        for member in directory.members() {
            for field in [Field::USERID, Field::EMAIL] {
                if let Some(text) = member.get(field).filled() {
                    members.entry(text.to_lowercase()).or_insert(member.id());
                }
            }
        }
        Self {
            directory,
            departments,
            children,
            members,
            headcounts: OnceCell::new(),
            marked: RefCell::default(),
            carrying: RefCell::default(),
        }
    }

    /// The directory.
    #[must_use]
    pub fn directory(&self) -> &'d Directory {
        self.directory
    }

    /// The department with the id `id`.
    #[must_use]
    pub fn department(&self, id: &str) -> Option<DepartmentId> {
        self.departments.get(id).copied()
    }

    /// The first department whose `mark` is `text`; `mark_of` gives those of all of them, `None` where one has none.
    #[must_use]
    pub fn marked(
        &self,
        mark: &'static str,
        mark_of: fn(&Directory, DepartmentId) -> Option<&str>,
        text: &str,
    ) -> Option<DepartmentId> {
        let mut marked = self.marked.borrow_mut();
        let departments = marked.entry(mark).or_insert_with(|| {
            let mut found = HashMap::new();
            for (id, _) in self.directory.departments() {
                if let Some(text) = mark_of(self.directory, id) {
                    found.entry(text.to_owned()).or_insert(id);
                }
            }
            found
        });
        departments.get(text).copied()
    }

    /// The department called `name` below `parent`.
    #[must_use]
    pub fn child(&self, parent: Option<DepartmentId>, name: &str) -> Option<DepartmentId> {
        self.children.get(&(parent, name)).copied()
    }

    /// The department at the end of `path`, names from the top.
    #[must_use]
    pub fn at(&self, path: &[&str]) -> Option<DepartmentId> {
        path.iter()
            .try_fold(None, |parent, name| self.child(parent, name).map(Some))
            .flatten()
    }

    /// The member with this userid or mail, in any case.
    #[must_use]
    pub fn member(&self, identity: &str) -> Option<MemberId> {
        self.members.get(&identity.to_lowercase()).copied()
    }

    /// How many members are in the department `id` itself.
    #[must_use]
    pub fn headcount(&self, id: DepartmentId) -> usize {
        let counts = self.headcounts.get_or_init(|| {
            let mut counts = vec![0; self.directory.departments().len()];
            let members = self.directory.members();
            for membership in members.flat_map(|member| member.memberships()) {
                counts[membership.department().0 as usize] += 1;
            }
            counts
        });
        counts[id.0 as usize]
    }

    /// The members whose records carry `text` under `key`.
    #[must_use]
    pub fn carrying(&self, key: &'static str, text: &str) -> Vec<MemberId> {
        let mut carrying = self.carrying.borrow_mut();
        let members = carrying.entry(key).or_insert_with(|| {
            let mut found: HashMap<String, Vec<MemberId>> = HashMap::new();
            for member in self.directory.members() {
                let texts = member
                    .records()
                    .filter_map(|record| record.carried_text(key));
                for text in texts {
                    let members = found.entry(text).or_default();
                    if members.last() != Some(&member.id()) {
                        members.push(member.id());
                    }
                }
            }
            found
        });
        members.get(text).cloned().unwrap_or_default()
    }

    /// How the member is in the department.
    #[must_use]
    pub fn membership(&self, department: DepartmentId, member: MemberId) -> Option<Membership> {
        let memberships = self.directory.member(member).memberships().iter();
        memberships
            .copied()
            .find(|membership| membership.department() == department)
    }

    /// What `object` is like now.
    #[must_use]
    pub fn expectation(&self, object: Object) -> Expectation {
        let seen = self.look(&object);
        Expectation { object, seen }
    }

    /// Whether what was expected is so.
    #[must_use]
    pub fn meets(&self, expectation: &Expectation) -> bool {
        self.look(&expectation.object) == expectation.seen
    }

    fn look(&self, object: &Object) -> Option<String> {
        match object {
            Object::Department(id) => Some(self.department_hash(self.department(id)?)),
            Object::Child { parent, name } => {
                let parent = match parent.as_str() {
                    "" => None,
                    parent => Some(self.department(parent)?),
                };
                Some(self.department_hash(self.child(parent, name)?))
            }
            Object::Member(identity) => Some(self.member_hash(self.member(identity)?)),
            Object::Membership { department, member } => {
                let (department, member) = (self.department(department)?, self.member(member)?);
                let membership = self.membership(department, member)?;
                let leads = membership.is_leader().unwrap_or_default();
                Some(if leads { "leads" } else { "is_in" }.to_owned())
            }
        }
    }

    fn department_hash(&self, id: DepartmentId) -> String {
        let department = self.directory.department(id);
        let parent = self.directory.tree().parent(id);
        let parent = parent.and_then(|id| self.directory.department(id).code.as_deref());
        let mut texts = vec![
            department.code.as_deref().unwrap_or_default().to_owned(),
            department.name.to_string(),
            parent.unwrap_or_default().to_owned(),
        ];
        if let Some(record) = department.record {
            let values = self.directory.record(record).values();
            texts.extend(
                values.flat_map(|(field, value)| {
                    [field.id().to_owned(), value.or_empty().to_owned()]
                }),
            );
        }
        hash(&texts)
    }

    fn member_hash(&self, id: MemberId) -> String {
        let member = self.directory.member(id);
        let identity = [
            Field::USERID,
            Field::EMAIL,
            Field::MEMBER_NAME,
            Field::MOBILE,
        ];
        let mut texts: Vec<String> = identity
            .into_iter()
            .map(|field| member.get(field).or_empty().to_owned())
            .collect();
        let mut departments: Vec<String> = member
            .memberships()
            .iter()
            .map(|membership| {
                let department = self.directory.department(membership.department());
                let leads = membership.is_leader().unwrap_or_default();
                format!("{}:{leads}", department.code.as_deref().unwrap_or_default())
            })
            .collect();
        departments.sort();
        texts.append(&mut departments);
        hash(&texts)
    }
}

fn hash(texts: &[String]) -> String {
    let mut hasher = blake3::Hasher::new();
    for text in texts {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    let hash = hasher.finalize();
    let bytes = hash.as_bytes()[..BYTES].iter();
    bytes.map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use crate::directory::example::{departments, link, members};

    use super::*;

    fn server(name: &str, code: &str) -> Directory {
        link(&[
            departments(
                "code name parent_code",
                &[["1", "星河", ""], ["2", name, "1"], ["3", "市场部", "1"]],
            ),
            members(
                "userid name email department_code",
                &[["zhang", "张三", "Zhang@example.com", code]],
            ),
        ])
    }

    #[test]
    fn a_change_to_an_object_is_seen_and_one_beside_it_is_not() {
        let before = server("研发部", "2");
        let state = State::of(&before);
        let department = state.expectation(Object::Department("2".into()));
        let child = state.expectation(Object::Child {
            parent: "1".into(),
            name: "客服部".into(),
        });
        let member = state.expectation(Object::Member("zhang@example.com".into()));
        let membership = |department: &str| Object::Membership {
            department: department.into(),
            member: "zhang".into(),
        };
        let is_in = state.expectation(membership("2"));
        let is_elsewhere = state.expectation(membership("3"));
        assert!(is_in.seen.is_some() && is_elsewhere.seen.is_none());
        assert_eq!(state.headcount(DepartmentId(1)), 1);
        assert!(department.seen.is_some() && child.seen.is_none() && member.seen.is_some());

        let renamed = server("研发中心", "2");
        let state = State::of(&renamed);
        assert!(!state.meets(&department));
        assert!(state.meets(&child) && state.meets(&member));

        let created = server("客服部", "3");
        let state = State::of(&created);
        assert!(!state.meets(&child) && !state.meets(&member));
        assert!(!state.meets(&is_in) && !state.meets(&is_elsewhere));
        assert_eq!(state.at(&["星河", "客服部"]), state.department("2"));
        assert_eq!(state.at(&["星河", "没有"]), None);
    }
}
