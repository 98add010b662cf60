//! Users whom the server knows, one by one: into departments, from one to another, out of them, at their head or not.

use crate::directory::{Member, Membership};
use crate::plan::{Action, Key, Mode, Subject};
use crate::record::Field;

use super::change::{Changes, operation};
use super::people::{Person, Place, mail};

/// A membership that a member has in the source.
type Wish<'w> = &'w Membership;

impl<'w> Changes<'w> {
    /// Brings `member`, whom the server knows as `person`, into the departments they lack and out of others.
    pub(super) fn member(&mut self, member: Member<'w>, person: &Person) {
        let alias = member.get(Field::ALIAS).or_empty();
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
}
