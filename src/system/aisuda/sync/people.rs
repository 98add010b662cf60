//! Who of the source is who on the server: by mail; who has none here and there, by a name that is theirs alone.

use std::collections::{HashMap, HashSet};

use crate::directory::{DepartmentId, Directory, Member, MemberId};
use crate::plan::Diff;
use crate::record::Field;

use super::super::dump::{IS_BUILTIN, MEMBERSHIP_ID, USER_ID};

/// A person of the server in one department.
pub(super) struct Place {
    /// The department.
    pub(super) node: DepartmentId,
    /// Whether they lead it.
    pub(super) leads: bool,
    /// The id of the membership.
    pub(super) id: Option<String>,
    /// The id of the user.
    pub(super) user: Option<String>,
}

/// What the source says of a person of the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It has them.
    Wanted,
    /// It does not have them.
    Gone,
    /// It does not have them, and they came with the system.
    Builtin,
    /// It has somebody of the same name, and one of the two has no mail.
    Doubtful,
}

/// A person of the server.
pub(super) struct Person {
    /// What stands for them in sentences; of people who are gone no two have the same unless they have no mail.
    pub(super) label: String,
    /// Their name.
    pub(super) name: String,
    /// Their mail.
    pub(super) mail: Option<String>,
    /// The departments they are in.
    pub(super) places: Vec<Place>,
    /// What the source says of them.
    pub(super) standing: Standing,
}

impl Person {
    /// The id of the user.
    pub(super) fn user(&self) -> Option<&str> {
        self.places.iter().find_map(|place| place.user.as_deref())
    }
}

/// What the server knows of a member of the source.
pub(super) enum Known<'p> {
    /// This person.
    As(&'p Person),
    /// Nothing.
    Not,
    /// There are several whom they may be.
    Doubtful,
}

/// Everybody on the server.
pub(super) struct People {
    pub(super) persons: Vec<Person>,
    /// The person by the number of the member of the source.
    known: Vec<Option<usize>>,
    /// Members of the source who may be one of several.
    doubtful: HashSet<MemberId>,
}

/// The mail that aisuda knows `member` by.
pub(super) fn mail<'d>(member: Member<'d>) -> Option<&'d str> {
    [Field::EMAIL, Field::BIZ_EMAIL]
        .into_iter()
        .find_map(|field| member.get(field).filled())
}

fn name<'d>(member: Member<'d>) -> &'d str {
    member.get(Field::MEMBER_NAME).or_empty()
}

impl People {
    /// Finds who is who.
    pub(super) fn of(diff: &Diff<'_>) -> Self {
        let (server, source) = (diff.before, diff.after);
        let (persons, by_member) = persons(server);
        let mut people = Self {
            persons,
            known: vec![None; source.member_count()],
            doubtful: HashSet::new(),
        };
        let with_mail = source.members().filter(|member| mail(*member).is_some());
        for member in with_mail {
            let person = diff.member_before(member.id());
            people.known[member.id().0 as usize] = person.map(|id| by_member[id.0 as usize]);
        }
        people.know_by_name(source);
        people.judge(source);
        people
    }

    /// What the server knows of `member` of the source.
    pub(super) fn known(&self, member: MemberId) -> Known<'_> {
        match self.known[member.0 as usize] {
            Some(person) => Known::As(&self.persons[person]),
            None if self.doubtful.contains(&member) => Known::Doubtful,
            None => Known::Not,
        }
    }

    /// Knows who has no mail, here and there, by a name that is theirs alone.
    fn know_by_name(&mut self, source: &Directory) {
        let known: HashSet<usize> = self.known.iter().copied().flatten().collect();
        let mut there: HashMap<&str, Vec<usize>> = HashMap::new();
        for (index, person) in self.persons.iter().enumerate() {
            if !known.contains(&index) {
                there.entry(&person.name).or_default().push(index);
            }
        }
        let mut here: HashMap<&str, Vec<MemberId>> = HashMap::new();
        let without_mail = source.members().filter(|member| mail(*member).is_none());
        for member in without_mail {
            here.entry(name(member)).or_default().push(member.id());
        }
        for (name, members) in here {
            match (&members[..], there.get(name).map(Vec::as_slice)) {
                (_, None) => {}
                ([member], Some([person])) if self.persons[*person].mail.is_none() => {
                    self.known[member.0 as usize] = Some(*person);
                }
                (members, Some(_)) => self.doubtful.extend(members),
            }
        }
    }

    /// Says of everybody what the source says of them, and tells those who are gone apart by name.
    fn judge(&mut self, source: &Directory) {
        for index in self.known.iter().flatten() {
            self.persons[*index].standing = Standing::Wanted;
        }
        let names: HashSet<&str> = source.members().map(name).collect();
        let without_mail = source.members().filter(|member| mail(*member).is_none());
        let names_without_mail: HashSet<&str> = without_mail.map(name).collect();
        for person in &mut self.persons {
            let may_be_wanted = match person.mail {
                None => names.contains(&*person.name),
                Some(_) => names_without_mail.contains(&*person.name),
            };
            if person.standing == Standing::Gone && may_be_wanted {
                person.standing = Standing::Doubtful;
            }
        }
        let mut count: HashMap<String, usize> = HashMap::new();
        for person in &self.persons {
            *count.entry(person.label.clone()).or_default() += 1;
        }
        for person in &mut self.persons {
            if let (Some(mail), true) = (&person.mail, count[&person.label] > 1) {
                person.label = format!("{} <{mail}>", person.label);
            }
        }
    }
}

/// Everybody on `server`, and who is behind which of its members: users without a mail are one member a department.
fn persons(server: &Directory) -> (Vec<Person>, Vec<usize>) {
    let mut persons: Vec<Person> = Vec::new();
    let mut by_user: HashMap<String, usize> = HashMap::new();
    let mut by_member = Vec::with_capacity(server.member_count());
    for member in server.members() {
        let places = places(server, member);
        let mail = mail(member);
        let user = places.iter().find_map(|place| place.user.clone());
        let user = user.filter(|_| mail.is_none());
        let known = user.as_ref().and_then(|user| by_user.get(user).copied());
        if let Some(known) = known {
            persons[known].places.extend(places);
            by_member.push(known);
            continue;
        }
        if let Some(user) = user {
            by_user.insert(user, persons.len());
        }
        by_member.push(persons.len());
        let mut records = member.records();
        let is_builtin = records.any(|record| {
            let said = IS_BUILTIN.iter().find_map(|key| record.carried(key));
            said == Some("true")
        });
        persons.push(Person {
            label: member.label().to_owned(),
            name: name(member).to_owned(),
            mail: mail.map(str::to_owned),
            places,
            standing: match is_builtin {
                true => Standing::Builtin,
                false => Standing::Gone,
            },
        });
    }
    (persons, by_member)
}

fn places(server: &Directory, member: Member<'_>) -> Vec<Place> {
    let memberships = member.memberships().iter();
    memberships
        .map(|membership| {
            let record = server.record(membership.record());
            Place {
                node: membership.department(),
                leads: membership.is_leader() == Some(true),
                id: record.carried_text(MEMBERSHIP_ID),
                user: record.carried_text(USER_ID),
            }
        })
        .collect()
}
