//! Import bodies, in both dialects, and saved replies (`department/all`, `department`, a page of `department/user`) →
//! records. Shapes: aisuda-docs, OpenAPI/组织.

use crate::record::{Field, Order, RecordKind};
use crate::system::List;
use crate::system::element::{Elements, Page, Use};
use crate::system::keys::Keys;

use super::wire::{self, CURRENT, LEGACY};

/// The key of a membership's id in a page of users.
pub(super) const MEMBERSHIP_ID: &str = "id";

/// The key of a user's id in a page of users.
pub(super) const USER_ID: &str = "userId";

/// The keys, as the document spells it and as it means it, that say whether a user came with the system.
pub(super) const IS_BUILTIN: [&str; 2] = ["isBultin", "isBuiltin"];

const fn department_keys(keys: &wire::Keys) -> [(&'static str, Use); 3] {
    let [code, name, parent] = keys.department;
    [
        (code, Use::Field(Field::DEPARTMENT_CODE)),
        (name, Use::Field(Field::DEPARTMENT_NAME)),
        (parent, Use::Field(Field::PARENT_CODE)),
    ]
}

const fn user_keys(keys: &wire::Keys) -> [(&'static str, Use); 8] {
    let [
        name,
        email,
        mobile,
        alias,
        department,
        leader,
        auth_type,
        auth_id,
    ] = keys.user;
    [
        (name, Use::Field(Field::MEMBER_NAME)),
        (email, Use::Field(Field::EMAIL)),
        (mobile, Use::Field(Field::MOBILE)),
        (alias, Use::Field(Field::ALIAS)),
        (department, Use::Field(Field::MEMBER_DEPARTMENT_CODE)),
        (leader, Use::Field(Field::IS_LEADER)),
        (auth_type, Use::Field(Field::AUTH_TYPE)),
        (auth_id, Use::Field(Field::AUTH_ID)),
    ]
}

const fn departments(
    name: &'static str,
    required: &'static [&'static [&'static str]],
    keys: &'static [(&'static str, Use)],
) -> Elements {
    Elements {
        name,
        stands: &[Some("departments"), None],
        required,
        excluded: &["id", "userid"],
        kind: RecordKind::Department,
        order: Order::SmallerFirst,
        keys: Keys::of(keys),
    }
}

const fn users(
    name: &'static str,
    required: &'static [&'static [&'static str]],
    keys: &'static [(&'static str, Use)],
) -> Elements {
    Elements {
        name,
        stands: &[Some("users"), None],
        required,
        excluded: &["id", "userid"],
        kind: RecordKind::Member,
        order: Order::SmallerFirst,
        keys: Keys::of(keys),
    }
}

/// The users of a page.
static USERS: Elements = Elements {
    name: "aisuda department/user",
    stands: &[None],
    required: &[&["userId"], &["departmentId"]],
    excluded: &[],
    kind: RecordKind::Member,
    order: Order::SmallerFirst,
    keys: Keys::of(&[
        ("editable", Use::Ignored),
        ("deletable", Use::Ignored),
        ("username", Use::Ignored),
        ("name", Use::Field(Field::MEMBER_NAME)),
        ("email", Use::Field(Field::EMAIL)),
        ("isLeader", Use::Field(Field::IS_LEADER)),
        (MEMBERSHIP_ID, Use::ServerId),
        (USER_ID, Use::ServerId),
        ("departmentId", Use::Field(Field::MEMBER_DEPARTMENT_CODE)),
        ("departmentName", Use::Ignored),
        (IS_BUILTIN[0], Use::ServerId),
        (IS_BUILTIN[1], Use::ServerId),
    ]),
};

/// Departments as one look at the tree shows them.
static CHOICES: Elements = Elements {
    name: "aisuda department",
    stands: &[Some("options")],
    required: &[
        &["label"],
        &["value"],
        &["removable", "children", "loaded", "defer"],
    ],
    excluded: &[],
    kind: RecordKind::Department,
    order: Order::SmallerFirst,
    keys: Keys::of(&[
        ("label", Use::Field(Field::DEPARTMENT_NAME)),
        ("value", Use::Field(Field::DEPARTMENT_CODE)),
        ("creatable", Use::Ignored),
        ("editable", Use::Ignored),
        ("removable", Use::Ignored),
        ("children", Use::Children),
        ("placeholder", Use::Ignored),
        ("loaded", Use::Ignored),
        ("defer", Use::Deferred),
        ("deferApi", Use::Ignored),
    ]),
};

/// The lists of import bodies and replies.
pub(super) static LISTS: &[&dyn List] = &[
    &Elements {
        name: "aisuda department/all",
        // The children of the top department are a list of the reply itself.
        stands: &[None, Some("data"), Some("children")],
        required: &[&["id"], &["parentId"], &["name"]],
        excluded: &[],
        kind: RecordKind::Department,
        order: Order::SmallerFirst,
        keys: Keys::of(&[
            ("id", Use::Field(Field::DEPARTMENT_CODE)),
            ("parentId", Use::Field(Field::PARENT_CODE)),
            ("createdAt", Use::Ignored),
            ("updatedAt", Use::Ignored),
            ("name", Use::Field(Field::DEPARTMENT_NAME)),
            ("children", Use::Elements),
        ]),
    },
    &USERS,
    &Page {
        stands: "data",
        lists: &["items"],
        elements: &USERS,
    },
    &CHOICES,
    &Page {
        stands: "data",
        lists: &["options"],
        elements: &CHOICES,
    },
    &departments(
        "aisuda import, departments",
        &[&["部门编号"], &["部门名称", "上级部门编号"]],
        &department_keys(&LEGACY),
    ),
    &departments(
        "aisuda import, departments (current)",
        &[&["code"], &["parentCode"]],
        &department_keys(&CURRENT),
    ),
    &users(
        "aisuda import, users",
        &[&["用户名", "邮箱"], &["所属部门编号"]],
        &user_keys(&LEGACY),
    ),
    &users(
        "aisuda import, users (current)",
        &[&["name", "email"], &["departmentCode"]],
        &user_keys(&CURRENT),
    ),
];
