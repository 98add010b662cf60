//! What is missing, elsewhere or too much, as single operations: departments are made from the top down, then users
//! come into them, then those who are too many leave.

use std::collections::{BTreeMap, HashMap};

use crate::directory::{DepartmentId, Member, MemberId};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::{
    Action, Diff, Expectation, Key, Mode, Note, Object, Operation, State, Subject, SubjectKind,
};
use crate::system::{Draft, Wanted};

use super::super::payload::build;
use super::newcomers;
use super::people::{Known, People, Person, Standing, mail};
use super::removal;

/// What makes a server what is wanted, while it is put together.
pub(super) struct Changes<'w> {
    pub(super) wanted: Wanted<'w>,
    pub(super) current: &'w State<'w>,
    pub(super) diff: Diff<'w>,
    /// The department of the source by the number of that of the server.
    pub(super) sources: Vec<Option<DepartmentId>>,
    /// The operation that makes a department of the source, by its number.
    pub(super) made_by: Vec<Option<Key>>,
    pub(super) notes: Vec<Note>,
    /// Users who come into departments.
    pub(super) coming: Vec<Operation>,
    /// Who leads what.
    pub(super) leading: Vec<Operation>,
    /// Users who leave departments.
    pub(super) leaving: Vec<Operation>,
}

impl<'w> Changes<'w> {
    /// Finds out what is what.
    ///
    /// # Errors
    /// When a top of the source is no top of the server: there is no call that makes one.
    pub(super) fn find(wanted: Wanted<'w>, current: &'w State<'w>) -> Result<Self> {
        let server = current.directory();
        let diff = Diff::between(server, wanted.directory);
        let node = |id| diff.department_before(id);
        let tree = wanted.directory.tree();
        let is_top = |id: DepartmentId| {
            let node = node(id);
            node.is_some_and(|node| server.tree().parent(node).is_none())
        };
        if let Some(other) = tree.roots().iter().find(|id| !is_top(**id)) {
            let root = server.tree().roots().first();
            let root = root.map(|root| server.department(*root).name.as_str());
            return Err(Error::new(ErrorKind::Refused, "plan-other-top")
                .with("top", wanted.directory.department(*other).name.as_str())
                .with("root", root.unwrap_or_default()));
        }
        let mut sources = vec![None; server.departments().len()];
        for &id in tree.preorder() {
            if let Some(node) = node(id) {
                sources[node.0 as usize] = Some(id);
            }
        }
        Ok(Self {
            made_by: vec![None; wanted.directory.departments().len()],
            wanted,
            current,
            diff,
            sources,
            notes: Vec::new(),
            coming: Vec::new(),
            leading: Vec::new(),
            leaving: Vec::new(),
        })
    }

    /// The operations in order, and what cannot be done.
    pub(super) fn draft(mut self) -> Draft {
        let people = People::of(&self.diff);
        let mut waves = self.create();
        self.note_departments();
        let mut newcomers = Vec::new();
        for member in self.wanted.directory.members() {
            if member.memberships().is_empty() {
                continue;
            }
            match people.known(member.id()) {
                Known::As(person) => self.member(member, person),
                Known::Not => newcomers.push(member.id()),
                Known::Doubtful => self.note("plan-note-aisuda-doubtful", member.label()),
            }
        }
        self.note_other_mails(&people, &newcomers);
        self.coming.extend(self.newcomers(&newcomers));
        let removals = match self.wanted.mode {
            Mode::Mirror => removal::plan(&mut self, &people),
            _ => Vec::new(),
        };
        waves.extend([self.coming, self.leading, self.leaving]);
        waves.extend(removals);
        waves.retain(|wave| !wave.is_empty());
        Draft {
            waves,
            notes: self.notes,
            loss: build(self.wanted.directory, self.wanted.options)
                .bodies
                .loss(),
        }
    }

    /// Tells of newcomers who may be somebody known whose mail changed: aisuda knows people by nothing else.
    fn note_other_mails(&mut self, people: &People, newcomers: &[MemberId]) {
        let gone = people.persons.iter();
        let gone = gone.filter(|person| person.standing == Standing::Gone);
        let gone: HashMap<&str, &Person> =
            gone.map(|person| (person.name.as_str(), person)).collect();
        for id in newcomers {
            let member = self.wanted.directory.member(*id);
            let known = gone
                .get(member.label())
                .and_then(|person| person.mail.as_deref());
            if let (Some(old), Some(new)) = (known, mail(member)) {
                let subject = format!("{} <{old}> → <{new}>", member.label());
                self.note("plan-note-aisuda-mail", &subject);
            }
        }
    }

    pub(super) fn note(&mut self, message: &str, subject: &str) {
        self.notes.push(Note {
            message: message.to_owned(),
            subject: subject.to_owned(),
        });
    }

    /// The department of the server that `id` of the source is.
    pub(super) fn node(&self, id: DepartmentId) -> Option<DepartmentId> {
        self.diff.department_before(id)
    }

    /// The id that the server gave to `node`.
    pub(super) fn id(&self, node: DepartmentId) -> String {
        let department = self.current.directory().department(node);
        department.code.as_deref().unwrap_or_default().to_owned()
    }

    /// The names from the top of the server down to `node`.
    pub(super) fn path(&self, node: DepartmentId) -> String {
        self.current.directory().path(node).join("/")
    }

    /// The names from the top of the source down to `id`.
    pub(super) fn source_path(&self, id: DepartmentId) -> String {
        self.wanted.directory.path(id).join("/")
    }

    /// What stands for the department `id` in arguments, and the operation that makes it where the server lacks it.
    pub(super) fn reference(&self, id: DepartmentId) -> Option<(String, Option<Key>)> {
        match self.node(id) {
            Some(node) => Some((self.id(node), None)),
            None => {
                let key = self.made_by[id.0 as usize].clone()?;
                Some((key.reference(), Some(key)))
            }
        }
    }

    /// A member of the source, in the user's words.
    pub(super) fn subject(&self, member: Member<'_>) -> Subject {
        let place = member.record().row_place();
        let source = self.wanted.sources.get(place.source);
        Subject {
            kind: SubjectKind::Member,
            name: member.label().to_owned(),
            place: Some(place.display(source)),
            departments: 0,
            members: 1,
        }
    }

    /// That `person` is in the department as it was seen, where they can be told by mail.
    pub(super) fn expected(&self, person: &Person, node: Option<DepartmentId>) -> Vec<Expectation> {
        let known = node.zip(person.mail.clone());
        let object = known.map(|(node, member)| Object::Membership {
            department: self.id(node),
            member,
        });
        let expected = object.map(|object| self.current.expectation(object));
        expected.into_iter().collect()
    }

    /// One import of all users whom the server does not know.
    fn newcomers(&self, members: &[MemberId]) -> Option<Operation> {
        let first = self.wanted.directory.member(*members.first()?);
        let import = newcomers::Newcomers::of(self, members);
        let subject = Subject {
            kind: SubjectKind::Several,
            departments: 0,
            members: import.count(),
            ..self.subject(first)
        };
        Some(super::import::operation(subject, import.body()?))
    }
}

/// The operation that calls `call` with `arguments`.
pub(super) fn operation(
    action: Action,
    subject: Subject,
    call: &str,
    arguments: &[(&str, &str)],
) -> Operation {
    let arguments = arguments.iter().copied();
    let arguments: BTreeMap<_, _> = arguments
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    Operation::new(action, subject, call, arguments, None)
}
