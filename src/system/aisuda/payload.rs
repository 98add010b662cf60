//! Directory → the one body of aisuda's bulk import.

use std::borrow::Cow;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::diagnostic::Findings;
use crate::directory::{DepartmentId, Directory, Member, Membership, Numbering};
use crate::record::{Field, Lookup, Mobile, Value};
use crate::system::loss::{Carries, DEPARTMENT_PLACE, MEMBERSHIP_PLACE};
use crate::system::payload::Each;
use crate::system::{Bodies, Loss, Payload, PayloadOptions, Style};

use super::wire::{CURRENT, Keys, LEGACY};

/// Builds the body.
pub(super) fn build<'d>(directory: &'d Directory, options: &'d PayloadOptions) -> Payload<'d> {
    let import = Import::new(directory, options);
    Payload {
        bodies: Box::new(import),
        findings: Findings::default(),
    }
}

/// The whole body.
pub(super) struct Import<'d> {
    pub(super) directory: &'d Directory,
    pub(super) numbering: Numbering,
    /// The login kind of users whose source names none.
    pub(super) auth_type: Option<&'d str>,
    pub(super) keys: &'static Keys,
}

impl Bodies for Import<'_> {
    fn count(&self) -> usize {
        1
    }

    fn loss(&self) -> Loss {
        Loss::of(self.directory, self)
    }

    fn is_single(&self) -> bool {
        true
    }

    fn write(&self, _: usize, style: Style, out: &mut dyn Write) -> io::Result<()> {
        match style {
            Style::Compact => self.write_compact(out),
            Style::Pretty => style.write(self, out),
        }
    }
}

impl Serialize for Import<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let departments = || {
            let order = self.directory.tree().preorder().iter();
            order.map(|id| {
                Entry(
                    self.keys.department,
                    self.department(*id).map(Cow::Borrowed),
                )
            })
        };
        let users = || {
            self.directory
                .members()
                .flat_map(|member| self.users(member))
                .map(|values| Entry(self.keys.user, values))
        };
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("departments", &Each(departments))?;
        map.serialize_entry("users", &Each(users))?;
        map.end()
    }
}

/// What is known of a user, whichever of their departments a row is about.
const USER: [Field; 7] = [
    Field::MEMBER_NAME,
    Field::EMAIL,
    Field::BIZ_EMAIL,
    Field::MOBILE,
    Field::ALIAS,
    Field::AUTH_TYPE,
    Field::AUTH_ID,
];

/// Looks that up.
pub(super) type UserLookup<'d> = Lookup<'d, { USER.len() }>;

impl<'d> Import<'d> {
    pub(super) fn new(directory: &'d Directory, options: &'d PayloadOptions) -> Self {
        Self {
            directory,
            numbering: Numbering::of(directory),
            auth_type: options.auth_type.as_deref().filter(|kind| !kind.is_empty()),
            keys: match options.dialect.as_deref() {
                Some("current") => &CURRENT,
                _ => &LEGACY,
            },
        }
    }

    pub(super) fn department(&self, id: DepartmentId) -> [&str; 3] {
        let parent = self.directory.tree().parent(id);
        let parent = parent.map_or("", |parent| self.numbering.code(parent));
        let name = &self.directory.department(id).name;
        [self.numbering.code(id), name, parent]
    }

    /// What is to be looked up of members for [`Import::user`].
    pub(super) fn lookup(&self) -> UserLookup<'d> {
        Lookup::new(&USER)
    }

    /// What all rows of `member` say.
    pub(super) fn user(&self, member: Member<'d>, lookup: &mut UserLookup<'d>) -> User<'d> {
        let [name, email, biz_email, mobile, alias, auth_type, auth_id] =
            member.get_each(lookup).map(Value::or_empty);
        let or = |first: &'d str, second| if first.is_empty() { second } else { first };
        let (auth_type, auth_id) = match self.auth_type {
            Some(kind) if auth_type.is_empty() => {
                (kind, or(auth_id, member.get(Field::USERID).or_empty()))
            }
            _ => (auth_type, auth_id),
        };
        User {
            name,
            email: or(email, biz_email),
            mobile: Mobile::plain(mobile),
            alias: or(alias, name),
            auth_type,
            auth_id,
        }
    }

    /// One row a membership.
    fn users(&self, member: Member<'d>) -> impl Iterator<Item = [Cow<'_, str>; 8]> {
        let user = self.user(member, &mut self.lookup());
        let rows = member.memberships().iter();
        rows.map(move |membership| {
            let row = user.row(membership, self.numbering.code(membership.department()));
            row.map(|value| Cow::Owned(value.to_owned()))
        })
    }
}

/// A user without department.
pub(super) struct User<'d> {
    name: &'d str,
    email: &'d str,
    mobile: Cow<'d, str>,
    alias: &'d str,
    auth_type: &'d str,
    auth_id: &'d str,
}

impl User<'_> {
    /// All that is known.
    pub(super) fn texts(&self) -> [&str; 6] {
        [
            self.name,
            self.email,
            &self.mobile,
            self.alias,
            self.auth_type,
            self.auth_id,
        ]
    }

    /// The row of one membership, in the department with this code.
    pub(super) fn row<'u>(&'u self, membership: &Membership, code: &'u str) -> [&'u str; 8] {
        [
            self.name,
            self.email,
            &self.mobile,
            self.alias,
            code,
            LEADS[usize::from(leads(membership))],
            self.auth_type,
            self.auth_id,
        ]
    }
}

/// What says whether a member leads their department.
pub(super) const LEADS: [&str; 2] = ["0", "1"];

/// Whether the member leads the department.
pub(super) fn leads(membership: &Membership) -> bool {
    membership.is_leader() == Some(true)
}

/// An object of strings.
pub(super) struct Entry<'p, const N: usize>(
    pub(super) [&'static str; N],
    pub(super) [Cow<'p, str>; N],
);

impl<const N: usize> Serialize for Entry<'_, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(N))?;
        for (key, value) in self.0.iter().zip(&self.1) {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}

impl Carries for Import<'_> {
    fn departments(&self) -> bool {
        true
    }

    fn department_field(&self, _: DepartmentId, field: Field) -> bool {
        DEPARTMENT_PLACE.contains(&field)
    }

    /// A row is a membership; who has none cannot be carried.
    fn member(&self, member: Member<'_>) -> bool {
        !member.memberships().is_empty()
    }

    fn memberships(&self) -> bool {
        true
    }

    fn always(&self, field: Field) -> Option<bool> {
        match field {
            Field::MEMBER_NAME
            | Field::EMAIL
            | Field::MOBILE
            | Field::ALIAS
            | Field::AUTH_TYPE
            | Field::AUTH_ID
            | Field::IS_LEADER => Some(true),
            Field::BIZ_EMAIL => None,
            Field::USERID if self.auth_type.is_some() => None,
            _ => Some(MEMBERSHIP_PLACE.contains(&field)),
        }
    }

    fn member_field(&self, member: Member<'_>, field: Field, value: &str) -> bool {
        let is_filled = |field| member.get(field).filled().is_some();
        match field {
            Field::BIZ_EMAIL => {
                let email = member.get(Field::EMAIL).or_empty();
                email.is_empty() || email == value
            }
            Field::USERID => {
                self.auth_type.is_some()
                    && !is_filled(Field::AUTH_TYPE)
                    && !is_filled(Field::AUTH_ID)
            }
            _ => self.always(field) == Some(true),
        }
    }
}
