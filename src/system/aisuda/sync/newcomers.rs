//! The import of users whom the server does not know, with every department from the top down to theirs. It finds
//! departments by their names, so that those of the server are called as they are called there.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use serde::Serialize;

use crate::directory::{DepartmentId, MemberId};
use crate::system::PayloadOptions;

use super::super::payload::{Entry, Import};
use super::change::Changes;

/// A department that users are imported into.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Spot {
    /// One of the server.
    There(DepartmentId),
    /// One of the source that the server lacks.
    New(DepartmentId),
}

/// An import that is put together.
pub(super) struct Newcomers<'c, 'w> {
    changes: &'c Changes<'w>,
    import: Import<'w>,
    codes: HashMap<Spot, String>,
    taken: HashSet<String>,
    departments: Vec<[String; 3]>,
    users: Vec<[String; 8]>,
}

#[derive(Serialize)]
struct Body<'b> {
    departments: Vec<Entry<'b, 3>>,
    users: Vec<Entry<'b, 8>>,
}

impl<'c, 'w> Newcomers<'c, 'w> {
    /// Puts the import of `members` of the source together.
    pub(super) fn of(changes: &'c Changes<'w>, members: &[MemberId]) -> Self {
        let directory = changes.wanted.directory;
        let options: &PayloadOptions = changes.wanted.options;
        let mut newcomers = Self {
            changes,
            import: Import::new(directory, options),
            codes: HashMap::new(),
            taken: HashSet::new(),
            departments: Vec::new(),
            users: Vec::new(),
        };
        let mut lookup = newcomers.import.lookup();
        for id in members {
            let member = directory.member(*id);
            let user = newcomers.import.user(member, &mut lookup);
            for membership in member.memberships() {
                let spot = newcomers.spot(membership.department());
                let code = newcomers.enter(spot);
                let row = user.row(membership, &code);
                newcomers.users.push(row.map(str::to_owned));
            }
        }
        newcomers
    }

    /// How many users come into how many departments, one by one.
    pub(super) fn count(&self) -> usize {
        self.users.len()
    }

    /// The body.
    pub(super) fn body(&self) -> Option<String> {
        let keys = self.import.keys;
        let departments = self.departments.iter();
        let users = self.users.iter();
        let body = Body {
            departments: departments
                .map(|row| Entry(keys.department, row.each_ref().map(Cow::from)))
                .collect(),
            users: users
                .map(|row| Entry(keys.user, row.each_ref().map(Cow::from)))
                .collect(),
        };
        serde_json::to_string(&body).ok()
    }

    fn spot(&self, id: DepartmentId) -> Spot {
        let node = self.changes.node(id);
        node.map_or(Spot::New(id), Spot::There)
    }

    fn above(&self, spot: Spot) -> Option<Spot> {
        match spot {
            Spot::There(node) => {
                let parent = self.changes.current.directory().tree().parent(node);
                parent.map(Spot::There)
            }
            Spot::New(id) => {
                let parent = self.changes.wanted.directory.tree().parent(id);
                parent.map(|parent| self.spot(parent))
            }
        }
    }

    /// Writes the rows of a department and all above it, where they are not written yet; the code it has here.
    fn enter(&mut self, spot: Spot) -> String {
        let mut line: Vec<Spot> = std::iter::successors(Some(spot), |spot| self.above(*spot))
            .take_while(|spot| !self.codes.contains_key(spot))
            .collect();
        while let Some(next) = line.pop() {
            let above = self.above(next).and_then(|above| self.codes.get(&above));
            let above = above.cloned().unwrap_or_default();
            let (code, name) = self.code_and_name(next);
            self.departments.push([code.clone(), name, above]);
            self.codes.insert(next, code);
        }
        self.codes.get(&spot).cloned().unwrap_or_default()
    }

    /// A code of its own: that of the source, else the id of the server.
    fn code_and_name(&mut self, spot: Spot) -> (String, String) {
        let source = |id| self.import.numbering.code(id).to_owned();
        let name = |directory: &crate::directory::Directory, id: DepartmentId| {
            directory.department(id).name.to_string()
        };
        let (mut code, name) = match spot {
            Spot::New(id) => (source(id), name(self.changes.wanted.directory, id)),
            Spot::There(node) => {
                let known = self.changes.sources[node.0 as usize];
                let code = known.map_or_else(|| self.changes.id(node), source);
                (code, name(self.changes.current.directory(), node))
            }
        };
        while !self.taken.insert(code.clone()) {
            code.push('+');
        }
        (code, name)
    }
}
