//! Saved replies of SeaTable → records: members of Work Weixin's departments, in which `email` is SeaTable's own id and
//! `contact_email` the mail address, reports of imports, and groups of the address book. Departments come as Work Weixin
//! writes them.

use std::borrow::Cow;

use serde::Deserialize;

use crate::diagnostic::{Findings, SourceId};
use crate::record::Field;
use crate::record::{BlockWriter, Order, RecordKind, Shape};
use crate::system::List;
use crate::system::element::{Elements, Use};
use crate::system::keys::Keys;
use crate::system::order::KeyOrder;
use crate::system::wecom::{CONTACT_EMAIL, user_keys};

/// The keys of a user that was made; its `email` is SeaTable's own id.
const MADE_USER_KEYS: &[(&str, Use)] = &[
    ("userid", Use::Field(Field::USERID)),
    ("name", Use::Field(Field::MEMBER_NAME)),
    ("email", Use::Carried),
];

/// The keys of a department that was made a group.
const MADE_GROUP_KEYS: &[(&str, Use)] = &[
    ("type", Use::Ignored),
    ("department_id", Use::Field(Field::DEPARTMENT_CODE)),
    ("department_name", Use::Field(Field::DEPARTMENT_NAME)),
    ("group_id", Use::Ignored),
];

/// The keys of a membership that was made. Of the user only SeaTable's own id is known.
const MADE_MEMBERSHIP_KEYS: &[(&str, Use)] = &[
    ("type", Use::Ignored),
    ("email", Use::Field(Field::USERID)),
    ("api_user_name", Use::Field(Field::MEMBER_NAME)),
    ("department_id", Use::Field(Field::MEMBER_DEPARTMENT_CODE)),
    ("group_id", Use::Ignored),
];

/// The keys of a group of the address book.
const GROUP_KEYS: &[(&str, Use)] = &[
    ("id", Use::Field(Field::DEPARTMENT_CODE)),
    ("name", Use::Field(Field::DEPARTMENT_NAME)),
    ("owner", Use::Ignored),
    ("created_at", Use::Ignored),
    ("parent_group_id", Use::Field(Field::PARENT_CODE)),
    ("quota", Use::Ignored),
];

/// The keys of a member of a group. Of the user only SeaTable's own id is known.
const GROUP_MEMBER_KEYS: &[(&str, Use)] = &[
    ("group_id", Use::Field(Field::MEMBER_DEPARTMENT_CODE)),
    ("group_name", Use::Ignored),
    ("email", Use::Field(Field::USERID)),
    ("name", Use::Field(Field::MEMBER_NAME)),
    ("contact_email", Use::Field(Field::EMAIL)),
    ("avatar_url", Use::Ignored),
    ("is_admin", Use::Ignored),
    ("role", Use::Ignored),
];

static MADE_GROUPS: Elements = Elements {
    name: "seatable departments/import",
    stands: &[],
    required: &[],
    excluded: &[],
    kind: RecordKind::Department,
    order: Order::SmallerFirst,
    keys: Keys::of(MADE_GROUP_KEYS),
};

static MADE_MEMBERSHIPS: Elements = Elements {
    name: "seatable departments/import",
    stands: &[],
    required: &[],
    excluded: &[],
    kind: RecordKind::Member,
    order: Order::SmallerFirst,
    keys: Keys::of(MADE_MEMBERSHIP_KEYS),
};

/// What an import of a department made: groups and memberships in one list, told apart by their `type`.
#[derive(Debug)]
struct MadeList;

/// What an element of [`MadeList`] says it is.
#[derive(Deserialize)]
struct Typed<'e> {
    #[serde(borrow, rename = "type")]
    kind: Cow<'e, str>,
    #[serde(rename = "department_id")]
    _department_id: serde::de::IgnoredAny,
}

impl List for MadeList {
    fn name(&self) -> &'static str {
        MADE_GROUPS.name
    }

    fn recognises(&self, key: Option<&str>, first: &str) -> bool {
        key == Some("success") && serde_json::from_str::<Typed<'_>>(first).is_ok()
    }

    fn shape(&self, source: SourceId) -> Shape {
        let mut shape = MADE_GROUPS.shape(source);
        shape.columns.extend(MADE_MEMBERSHIPS.shape(source).columns);
        shape
    }

    fn carried(&self) -> Vec<&'static str> {
        Vec::new()
    }

    fn read(
        &self,
        element: &str,
        row: u32,
        records: &mut BlockWriter,
        order: &mut KeyOrder,
        findings: &mut Findings,
    ) -> bool {
        let typed = serde_json::from_str::<Typed<'_>>(element);
        let elements = match typed {
            Ok(typed) if typed.kind == "user" => &MADE_MEMBERSHIPS,
            _ => &MADE_GROUPS,
        };
        elements.read(element, row, records, order, findings)
    }
}

/// The lists SeaTable writes.
pub(super) static LISTS: &[&dyn List] = &[
    &Elements {
        name: "seatable members",
        stands: &[Some("userlist"), None],
        required: &[&["userid"], &["contact_email"]],
        excluded: &[],
        kind: RecordKind::Member,
        order: Order::LargerFirst,
        keys: Keys::of(user_keys!([CONTACT_EMAIL][])),
    },
    &Elements {
        name: "seatable users/batch",
        stands: &[Some("success")],
        required: &[&["userid"], &["email"]],
        excluded: &["type"],
        kind: RecordKind::Member,
        order: Order::LargerFirst,
        keys: Keys::of(MADE_USER_KEYS),
    },
    &MadeList,
    &Elements {
        name: "seatable groups",
        stands: &[Some("data"), Some("groups"), Some("ancestor_groups"), None],
        required: &[&["id"], &["name"], &["parent_group_id"]],
        excluded: &[],
        kind: RecordKind::Department,
        order: Order::SmallerFirst,
        keys: Keys::of(GROUP_KEYS),
    },
    &Elements {
        name: "seatable group members",
        stands: &[Some("members")],
        required: &[&["group_id"], &["email"], &["contact_email"]],
        excluded: &[],
        kind: RecordKind::Member,
        order: Order::SmallerFirst,
        keys: Keys::of(GROUP_MEMBER_KEYS),
    },
];
