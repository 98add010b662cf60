//! What is missing, elsewhere or too much, as single operations: departments are made from the top down, then users
//! come into them, then those who are too many leave.

use std::collections::{BTreeMap, HashMap};

use crate::directory::{DepartmentId, Member, MemberId, Membership};
use crate::error::{Error, ErrorKind, Result};
use crate::plan::{
    Action, Diff, Expectation, Key, Mode, Note, Object, Operation, State, Subject, SubjectKind,
};
use crate::system::{Draft, Wanted, names};

use super::super::payload::build;
use super::newcomers;
use super::people::{Known, People, Person, Place, Standing, mail};
use super::removal;

/// A membership that a member has in the source.
type Wish<'w> = &'w Membership;

/// What makes a server what is wanted, while it is put together.
pub(super) struct Changes<'w> {
    pub(super) wanted: Wanted<'w>,
    pub(super) current: &'w State<'w>,
    pub(super) diff: Diff<'w>,
    /// The department of the source by the number of that of the server.
    pub(super) sources: Vec<Option<DepartmentId>>,
    /// The operation that makes a department of the source, by its number.
    made_by: Vec<Option<Key>>,
    pub(super) notes: Vec<Note>,
    /// Users who come into departments.
    coming: Vec<Operation>,
    /// Who leads what.
    leading: Vec<Operation>,
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
        let node = |id| diff.department_before(id).map(|(node, _)| node);
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
            loss: build(self.wanted.directory, self.wanted.options).loss,
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
        self.diff.department_before(id).map(|(node, _)| node)
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
    fn source_path(&self, id: DepartmentId) -> String {
        self.wanted.directory.path(id).join("/")
    }

    /// What stands for the department `id` in arguments, and the operation that makes it where the server lacks it.
    fn reference(&self, id: DepartmentId) -> Option<(String, Option<Key>)> {
        match self.node(id) {
            Some(node) => Some((self.id(node), None)),
            None => {
                let key = self.made_by[id.0 as usize].clone()?;
                Some((key.reference(), Some(key)))
            }
        }
    }

    /// One wave a level, so that a parent is there before its children.
    fn create(&mut self) -> Vec<Vec<Operation>> {
        let directory = self.wanted.directory;
        let mut waves: Vec<Vec<Operation>> = Vec::new();
        for &id in directory.tree().preorder() {
            let parent = directory.tree().parent(id);
            let reference = parent.and_then(|parent| self.reference(parent));
            let (Some(parent), Some((reference, needs)), None) = (parent, reference, self.node(id))
            else {
                continue;
            };
            let name = directory.department(id).name.as_str();
            let place = names::place(directory, id);
            let source = self.wanted.sources.get(place.source);
            let subject = Subject {
                kind: SubjectKind::Department,
                name: self.source_path(id),
                place: Some(place.display(source)),
                departments: 1,
                members: 0,
            };
            let arguments = [("name", name), ("parentId", &reference)];
            let mut operation = operation(Action::Create, subject, "department.create", &arguments);
            operation.needs = needs;
            if let Some(node) = self.node(parent) {
                let parent = self.id(node);
                let child = Object::Child {
                    parent: parent.clone(),
                    name: name.to_owned(),
                };
                let objects = [Object::Department(parent), child];
                operation.expects = objects
                    .map(|object| self.current.expectation(object))
                    .into();
            }
            self.made_by[id.0 as usize] = Some(operation.key.clone());
            let level = directory.tree().depth(id) as usize;
            if waves.len() <= level {
                waves.resize_with(level + 1, Vec::new);
            }
            waves[level].push(operation);
        }
        waves
    }

    /// Tells which departments keep a name or a place that the source no longer has.
    fn note_departments(&mut self) {
        let mut notes = Vec::new();
        for change in &self.diff.departments {
            let (Some(before), Some(after)) = (change.before, change.after) else {
                continue;
            };
            let subject = format!("{} → {}", self.path(before), self.source_path(after));
            if change.is_renamed {
                notes.push(("plan-note-aisuda-rename", subject.clone()));
            }
            if change.is_moved {
                notes.push(("plan-note-aisuda-move", subject));
            }
        }
        for (message, subject) in notes {
            self.note(message, &subject);
        }
    }

    /// Brings `member`, whom the server knows as `person`, into the departments they lack and out of others.
    fn member(&mut self, member: Member<'w>, person: &Person) {
        let alias = member.get(crate::record::Field::ALIAS).or_empty();
        if person.mail.is_some() && ![member.label(), alias].contains(&&*person.name) {
            let subject = format!("{} → {}", person.name, member.label());
            self.note("plan-note-aisuda-name", &subject);
        }
        let mut joined: Vec<Wish<'w>> = Vec::new();
        let mut stays = vec![false; person.places.len()];
        for membership in member.memberships() {
            let node = self.node(membership.department());
            let place = person
                .places
                .iter()
                .position(|place| Some(place.node) == node);
            match place {
                Some(place) => {
                    stays[place] = true;
                    let place = &person.places[place];
                    if membership
                        .is_leader()
                        .is_some_and(|leads| leads != place.leads)
                    {
                        self.lead(member, membership, person, None);
                    }
                }
                None => joined.push(membership),
            }
        }
        let places = person.places.iter().zip(stays);
        let left = places.filter_map(|(place, stays)| (!stays).then_some(place));
        let mut left: Vec<&Place> = left.collect();
        if self.wanted.mode == Mode::Mirror {
            let moves = joined.len().min(left.len());
            for (membership, place) in joined.drain(..moves).zip(left.drain(..moves)) {
                self.change(member, person, place, membership);
            }
            for place in left {
                self.leave(Action::Leave, self.subject(member), person, place);
            }
        } else {
            for place in left {
                let subject = format!("{} — {}", member.label(), self.path(place.node));
                self.note("plan-note-aisuda-stays", &subject);
            }
        }
        for membership in joined {
            self.join(member, person, membership);
        }
    }

    /// A member of the source, in the user's words.
    fn subject(&self, member: Member<'_>) -> Subject {
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

    fn join(&mut self, member: Member<'w>, person: &Person, membership: Wish<'w>) {
        let department = membership.department();
        let Some((reference, needs)) = self.reference(department) else {
            return;
        };
        let Some(mail) = person.mail.as_deref().or(mail(member)) else {
            let subject = format!("{} — {}", member.label(), self.source_path(department));
            self.note("plan-note-aisuda-no-mail", &subject);
            return;
        };
        let arguments = [("department", &*reference), ("email", mail)];
        let subject = self.subject(member);
        let mut operation = operation(Action::Join, subject, "department.add-user", &arguments);
        operation.needs = needs;
        operation.expects = self.expected(person, self.node(department));
        if membership.is_leader() == Some(true) {
            self.lead(member, membership, person, Some(operation.key.clone()));
        }
        self.coming.push(operation);
    }

    /// Moves them from `place`. Whether they lead the new department is said once more: the documents do not tell
    /// whether that moves too.
    fn change(&mut self, member: Member<'w>, person: &Person, place: &Place, membership: Wish<'w>) {
        let Some((reference, needs)) = self.reference(membership.department()) else {
            return;
        };
        let Some(user) = place.user.as_deref() else {
            self.note("plan-note-aisuda-no-id", member.label());
            return;
        };
        let arguments = [
            ("departmentId", &*self.id(place.node)),
            ("userId", user),
            ("newDepartmentId", &reference),
        ];
        let subject = self.subject(member);
        let mut operation = operation(Action::Move, subject, "department.change-user", &arguments);
        operation.needs = needs;
        operation.expects = self.expected(person, Some(place.node));
        match membership.is_leader() {
            Some(leads) if leads || place.leads => {
                self.lead(member, membership, person, Some(operation.key.clone()));
            }
            _ => {}
        }
        self.coming.push(operation);
    }

    /// Makes them lead the department or not, once the operation `needs` brought them into it.
    fn lead(
        &mut self,
        member: Member<'w>,
        membership: Wish<'w>,
        person: &Person,
        needs: Option<Key>,
    ) {
        let department = membership.department();
        let Some((reference, _)) = self.reference(department) else {
            return;
        };
        let Some(user) = person.user() else {
            self.note("plan-note-aisuda-no-id", member.label());
            return;
        };
        let leads = membership.is_leader().unwrap_or_default();
        let arguments = [
            ("departmentId", &*reference),
            ("userId", user),
            ("isLeader", if leads { "true" } else { "false" }),
        ];
        let subject = self.subject(member);
        let mut operation = operation(
            Action::Lead,
            subject,
            "department.toggle-leader",
            &arguments,
        );
        if needs.is_none() {
            operation.expects = self.expected(person, self.node(department));
        }
        operation.needs = needs;
        self.leading.push(operation);
    }

    /// Takes them out of `place`. Returns whether there is a way to.
    pub(super) fn leave(
        &mut self,
        action: Action,
        subject: Subject,
        person: &Person,
        place: &Place,
    ) -> bool {
        let Some(id) = place.id.as_deref() else {
            self.note("plan-note-aisuda-no-id", &person.label);
            return false;
        };
        let department = self.id(place.node);
        let arguments = [("department", &*department), ("id", id)];
        let mut operation = operation(action, subject, "department.remove-user", &arguments);
        operation.expects = self.expected(person, Some(place.node));
        self.leaving.push(operation);
        true
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
