//! The user object of `user/list` as it is written; SeaTable takes the same one. Shape:
//! <https://developer.work.weixin.qq.com/document/path/90201>.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::directory::{Directory, Manager, Managers, Member, Membership};
use crate::record::{Field, Form, ITEM_SEPARATOR, Lookup, Mobile, Order, Value};
use crate::system::loss::carried;
use crate::system::payload::{Each, write_carried};

/// How the value of a key is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Userid,
    Email,
    Departments,
    Orders,
    Leaders,
    Main,
    Gender,
    Status,
    Userids,
}

/// Every key that comes from a field, in the order it is written.
const USER: [(Field, &str, Kind); 16] = [
    (Field::USERID, "userid", Kind::Userid),
    (Field::MEMBER_NAME, "name", Kind::Text),
    (
        Field::MEMBER_DEPARTMENT_CODE,
        "department",
        Kind::Departments,
    ),
    (Field::MEMBER_ORDER, "order", Kind::Orders),
    (Field::TITLE, "position", Kind::Text),
    (Field::MOBILE, "mobile", Kind::Text),
    (Field::GENDER, "gender", Kind::Gender),
    (Field::EMAIL, "email", Kind::Email),
    (Field::BIZ_EMAIL, "biz_mail", Kind::Text),
    (Field::IS_LEADER, "is_leader_in_dept", Kind::Leaders),
    (Field::MANAGER, "direct_leader", Kind::Userids),
    (Field::TELEPHONE, "telephone", Kind::Text),
    (Field::ALIAS, "alias", Kind::Text),
    (Field::STATUS, "status", Kind::Status),
    (Field::ADDRESS, "address", Kind::Text),
    (Field::MAIN_DEPARTMENT, "main_department", Kind::Main),
];

const FIELDS: [Field; USER.len()] = {
    let mut fields = [Field::USERID; USER.len()];
    let mut index = 0;
    while index < USER.len() {
        fields[index] = USER[index].0;
        index += 1;
    }
    fields
};

/// What people write for Work Weixin's numbers of the sexes.
const GENDERS: &[(&str, &str)] = &[
    ("男", "1"),
    ("女", "2"),
    ("男性", "1"),
    ("女性", "2"),
    ("m", "1"),
    ("f", "2"),
    ("male", "1"),
    ("female", "2"),
    ("0", "0"),
    ("1", "1"),
    ("2", "2"),
    ("未知", "0"),
];

/// What `status` may be: activated, disabled, not activated, left.
const STATUSES: &[&str] = &["1", "2", "4", "5"];

/// What Work Weixin gives a department nobody sorted; counted down from where the source puts the smaller first.
pub(super) const MIDDLE_ORDER: u32 = 100_000_000;

/// The users of a directory, ready to be written.
pub(in crate::system) struct Users<'d> {
    /// The directory.
    pub(in crate::system) directory: &'d Directory,
    /// The ids of its departments, where it has any.
    pub(in crate::system) ids: Option<Vec<u32>>,
    /// What stands in for a missing userid.
    pub(in crate::system) userid_from: Option<Field>,
    /// Whether `contact_email` is written (SeaTable).
    pub(in crate::system) contact_email: bool,
    /// Who the managers are, where sheets may name them and the target knows any.
    pub(in crate::system) managers: Managers<'d>,
}

impl<'d> Users<'d> {
    /// The userid of `member`, or what stands in for it.
    pub(in crate::system) fn userid<'m>(&self, member: Member<'m>) -> Option<&'m str> {
        let own = member.get(Field::USERID).filled();
        own.or_else(|| member.get(self.userid_from?).filled())
    }

    /// Whether everybody that `text` names as manager has a userid.
    fn knows_managers(&self, text: &str) -> bool {
        let mut named = self.managers.named(text);
        named.all(|(_, manager)| match manager {
            Manager::Member(id) => self.userid(self.directory.member(id)).is_some(),
            _ => false,
        })
    }

    /// The userids of the managers of `member`, as far as they are known.
    fn managers<'m>(&'m self, member: Member<'m>) -> impl Iterator<Item = &'m str> {
        let known = self.managers.known(member, Field::MANAGER);
        known.filter_map(|id| self.userid(self.directory.member(id)))
    }

    /// The user object of `member`.
    pub(in crate::system) fn user(&self, member: Member<'d>) -> User<'_, 'd> {
        User {
            users: self,
            member,
        }
    }

    /// Whether `field` of `member`, filled with `value`, is written.
    pub(in crate::system) fn carries(&self, member: Member<'_>, field: Field, value: &str) -> bool {
        let Some((_, _, kind)) = USER.iter().find(|(known, ..)| *known == field) else {
            return match field {
                Field::RAW_JSON | Field::MEMBER_DEPARTMENT_PATH | Field::SECOND_DEPARTMENT_PATH => {
                    true
                }
                _ => {
                    self.userid_from == Some(field) && member.get(Field::USERID).filled().is_none()
                }
            };
        };
        match kind {
            Kind::Text | Kind::Userid | Kind::Email | Kind::Departments => true,
            Kind::Orders | Kind::Leaders | Kind::Main => self.ids.is_some(),
            Kind::Gender => is_user_object(member) || gender(value).is_some(),
            Kind::Status => is_user_object(member) || STATUSES.contains(&value),
            Kind::Userids => says_userids(member) || self.knows_managers(value),
        }
    }
}

/// Whether `member` was read from a user object, so that what it leaves out is to be left out again.
fn is_user_object(member: Member<'_>) -> bool {
    let shape = member.record().shape();
    shape.form == Form::Json
        && shape
            .column(Field::MEMBER_DEPARTMENT_CODE)
            .is_some_and(|column| column.header == "department")
}

/// Whether the managers of `member` are userids, as user objects have them.
fn says_userids(member: Member<'_>) -> bool {
    let record = member
        .records()
        .find(|record| record.get(Field::MANAGER).filled().is_some());
    record.is_none_or(|record| {
        let shape = record.shape();
        let column = shape.column(Field::MANAGER);
        shape.form == Form::Json && column.is_some_and(|column| column.header == "direct_leader")
    })
}

/// The number of the sex that `text` writes.
fn gender(text: &str) -> Option<&'static str> {
    let found = GENDERS
        .iter()
        .find(|(word, _)| text.eq_ignore_ascii_case(word));
    found.map(|(_, number)| *number)
}

/// The mail that SeaTable keeps of `member`, in lower case; never one of SeaTable's own ids.
pub(in crate::system) fn contact_email(member: Member<'_>) -> Cow<'_, str> {
    mail_of(member.get(Field::EMAIL), member.get(Field::BIZ_EMAIL))
}

fn mail_of<'d>(email: Value<'d>, biz_email: Value<'d>) -> Cow<'d, str> {
    let is_mail = |mail: &&str| !mail.to_ascii_lowercase().ends_with("@auth.local");
    let mail = email.filled().filter(is_mail);
    let mail = mail.or_else(|| biz_email.filled()).unwrap_or_default();
    if mail.chars().any(char::is_uppercase) {
        Cow::Owned(mail.to_lowercase())
    } else {
        Cow::Borrowed(mail)
    }
}

/// One user object.
pub(in crate::system) struct User<'p, 'd> {
    users: &'p Users<'d>,
    member: Member<'d>,
}

impl Serialize for User<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let member = self.member;
        let values = member.get_each(&mut Lookup::new(&FIELDS));
        let is_object = is_user_object(member);
        let has_raw_email = carried(member.values()).any(|(key, _)| key == "email");
        let mut map = serializer.serialize_map(None)?;
        for ((field, key, kind), value) in USER.into_iter().zip(values) {
            if is_object && value == Value::Null {
                map.serialize_entry(key, &())?;
                continue;
            }
            if is_object && value.is_absent() && field != Field::USERID {
                let is_membership = matches!(kind, Kind::Departments);
                if !is_membership || member.memberships().is_empty() {
                    continue;
                }
            }
            match (kind, value) {
                (Kind::Email, _) if has_raw_email || is_contact_email(member) => {}
                (Kind::Userid, _) => {
                    map.serialize_entry(key, self.users.userid(member).unwrap_or_default())?;
                }
                (Kind::Departments | Kind::Orders | Kind::Leaders | Kind::Main, _) => {
                    self.write_memberships(&mut map, key, kind, is_object)?;
                }
                (Kind::Text, Value::Text(text)) if field == Field::MOBILE && !is_object => {
                    map.serialize_entry(key, &Mobile::plain(text))?;
                }
                (Kind::Text | Kind::Email, Value::Text(text)) => map.serialize_entry(key, text)?,
                (Kind::Gender, Value::Text(text)) if is_object => map.serialize_entry(key, text)?,
                (Kind::Gender, Value::Text(text)) => {
                    if let Some(gender) = gender(text) {
                        map.serialize_entry(key, gender)?;
                    }
                }
                (Kind::Status, Value::Text(text)) => match text.parse::<i64>() {
                    Ok(status) if is_object || STATUSES.contains(&text) => {
                        map.serialize_entry(key, &status)?;
                    }
                    _ if is_object => map.serialize_entry(key, text)?,
                    _ => {}
                },
                (Kind::Userids, Value::Text(text)) if says_userids(member) => {
                    map.serialize_entry(key, &items(text))?;
                }
                (Kind::Userids, Value::Text(_)) => {
                    let managers = || self.users.managers(member);
                    if managers().next().is_some() {
                        map.serialize_entry(key, &Each(managers))?;
                    }
                }
                _ => {}
            }
        }
        if self.users.contact_email {
            let email = mail_of(values[EMAIL], values[BIZ_EMAIL]);
            map.serialize_entry("contact_email", &email)?;
        }
        for (key, raw) in carried(member.values()) {
            let is_known = USER.iter().any(|(_, known, _)| *known == key) && key != "email";
            if !is_known && key != "contact_email" {
                write_carried(&mut map, key, raw)?;
            }
        }
        map.end()
    }
}

/// Where [`USER`] has the mail addresses.
const EMAIL: usize = 7;
const BIZ_EMAIL: usize = 8;
const _: () = assert!(matches!(USER[EMAIL].2, Kind::Email));

/// Whether the mail of `member` was read from SeaTable's `contact_email`, so that it is no `email`.
fn is_contact_email(member: Member<'_>) -> bool {
    let shape = member.record().shape();
    let column = shape.column(Field::EMAIL);
    shape.form == Form::Json && column.is_some_and(|column| column.header == "contact_email")
}

/// The items of a list; an empty text is an empty list.
pub(super) fn items<'t>(text: &'t str) -> Each<impl Fn() -> std::str::Split<'t, char>> {
    Each(move || {
        let mut items = text.split(ITEM_SEPARATOR);
        if text.is_empty() {
            items.next();
        }
        items
    })
}

impl User<'_, '_> {
    fn write_memberships<M: SerializeMap>(
        &self,
        map: &mut M,
        key: &str,
        kind: Kind,
        is_object: bool,
    ) -> Result<(), M::Error> {
        let Some(ids) = &self.users.ids else {
            return Ok(());
        };
        let memberships = self.member.memberships();
        let of = |membership: &Membership| ids[membership.department().0 as usize];
        if memberships.is_empty() && !is_object {
            return Ok(());
        }
        match kind {
            Kind::Departments => map.serialize_entry(key, &Each(|| memberships.iter().map(of))),
            Kind::Orders if is_object || memberships.iter().any(|one| one.order().is_some()) => {
                let order = |one: &Membership| self.order(one);
                map.serialize_entry(key, &Each(|| memberships.iter().map(order)))
            }
            Kind::Leaders
                if is_object || memberships.iter().any(|one| one.is_leader().is_some()) =>
            {
                let leads = |one: &Membership| u8::from(one.is_leader() == Some(true));
                map.serialize_entry(key, &Each(|| memberships.iter().map(leads)))
            }
            Kind::Main => match memberships.iter().find(|one| one.is_main()) {
                Some(main) => map.serialize_entry(key, &of(main)),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// The order of a membership in Work Weixin's sense, the larger first.
    fn order(&self, membership: &Membership) -> u32 {
        let order = membership.order().unwrap_or_default();
        match self
            .users
            .directory
            .record(membership.record())
            .shape()
            .order
        {
            Order::LargerFirst => order,
            Order::SmallerFirst => MIDDLE_ORDER.saturating_sub(order),
        }
    }
}
