//! Saved Work Weixin replies → records: `department/list`, `simplelist` and `get`, `user/list`, `simplelist`, `get` and
//! `list_id`. Shapes: <https://developer.work.weixin.qq.com/document/path/90208> and following.

use crate::record::{Field, Order, RecordKind};
use crate::system::List;
use crate::system::element::{Elements, Use};
use crate::system::keys::Keys;

/// The keys of a department.
const DEPARTMENT_KEYS: &[(&str, Use)] = &[
    ("id", Use::Field(Field::DEPARTMENT_CODE)),
    ("name", Use::Field(Field::DEPARTMENT_NAME)),
    ("name_en", Use::Field(Field::DEPARTMENT_NAME_EN)),
    ("department_leader", Use::Field(Field::DEPARTMENT_LEADERS)),
    ("parentid", Use::Field(Field::PARENT_CODE)),
    ("order", Use::Field(Field::DEPARTMENT_ORDER)),
];

/// The keys of a user, with more before and after them. Whose status is 5 has left the company (退出企业).
macro_rules! user_keys {
    ([$($before:expr),*] [$($after:expr),*]) => {
        &[
            $($before,)*
            ("errcode", Use::Ignored),
            ("errmsg", Use::Ignored),
            ("userid", Use::Field(Field::USERID)),
            ("name", Use::Field(Field::MEMBER_NAME)),
            ("department", Use::Field(Field::MEMBER_DEPARTMENT_CODE)),
            ("order", Use::Field(Field::MEMBER_ORDER)),
            ("position", Use::Field(Field::TITLE)),
            ("mobile", Use::Field(Field::MOBILE)),
            ("gender", Use::Field(Field::GENDER)),
            ("email", Use::Fallback(Field::EMAIL)),
            ("biz_mail", Use::Field(Field::BIZ_EMAIL)),
            ("is_leader_in_dept", Use::Field(Field::IS_LEADER)),
            ("direct_leader", Use::Field(Field::MANAGER)),
            ("avatar", Use::Carried),
            ("thumb_avatar", Use::Carried),
            ("telephone", Use::Field(Field::TELEPHONE)),
            ("alias", Use::Field(Field::ALIAS)),
            ("status", Use::Status(&["5"])),
            ("enable", Use::Carried),
            ("isleader", Use::Carried),
            ("extattr", Use::Carried),
            ("hide_mobile", Use::Carried),
            ("external_profile", Use::Carried),
            ("external_position", Use::Carried),
            ("main_department", Use::Field(Field::MAIN_DEPARTMENT)),
            ("qr_code", Use::Carried),
            ("address", Use::Field(Field::ADDRESS)),
            ("english_name", Use::Carried),
            ("open_userid", Use::Carried),
            $($after,)*
        ]
    };
}
pub(in crate::system) use user_keys;

/// SeaTable's mark for the mail address: in its replies `email` is an id of its own.
pub(in crate::system) const CONTACT_EMAIL: (&str, Use) =
    ("contact_email", Use::Field(Field::EMAIL));

/// The keys of a user; a single element of another list may have SeaTable's key.
const USER_KEYS: &[(&str, Use)] = user_keys!([][CONTACT_EMAIL]);

/// The keys of a `dept_user` row.
const DEPT_USER_KEYS: &[(&str, Use)] = &[
    ("userid", Use::Field(Field::USERID)),
    ("department", Use::Field(Field::MEMBER_DEPARTMENT_CODE)),
    ("open_userid", Use::Carried),
];

/// The lists Work Weixin writes.
pub(super) static LISTS: &[&dyn List] = &[
    &Elements {
        name: "wecom department/list",
        stands: &[Some("department"), None],
        required: &[&["id"], &["parentid"], &["name", "order"]],
        excluded: &["userid", "parent_org_id"],
        kind: RecordKind::Department,
        order: Order::LargerFirst,
        keys: Keys::of(DEPARTMENT_KEYS),
    },
    &Elements {
        name: "wecom department/simplelist",
        stands: &[Some("department_id")],
        required: &[&["id"]],
        excluded: &["userid"],
        kind: RecordKind::Department,
        order: Order::LargerFirst,
        keys: Keys::of(DEPARTMENT_KEYS),
    },
    &Elements {
        name: "wecom user/list",
        stands: &[Some("userlist"), None],
        required: &[&["userid"], &["name", "department", "mobile"]],
        excluded: &["contact_email"],
        kind: RecordKind::Member,
        order: Order::LargerFirst,
        keys: Keys::of(USER_KEYS),
    },
    &Elements {
        name: "wecom user/list_id",
        stands: &[Some("dept_user")],
        required: &[&["userid", "open_userid"], &["department"]],
        excluded: &[],
        kind: RecordKind::Member,
        order: Order::LargerFirst,
        keys: Keys::of(DEPT_USER_KEYS),
    },
];
