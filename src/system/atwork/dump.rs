//! Saved replies (`list-all`, `page-orgs`, one node) and import bodies → records. Shapes: atwork, 组织(admin), sections 1, 2,
//! 4 and 11. Employees are no part of these.

use crate::record::{Field, Order, RecordKind};
use crate::system::List;
use crate::system::element::{Elements, Page, Use};
use crate::system::keys::Keys;

/// The keys of a node. What only the server keeps of it is no part of the directory.
const NODE_KEYS: &[(&str, Use)] = &[
    ("domain_id", Use::Ignored),
    ("org_code", Use::Ignored),
    ("operator", Use::Ignored),
    ("id", Use::Field(Field::DEPARTMENT_CODE)),
    ("name", Use::Field(Field::DEPARTMENT_NAME)),
    ("en_name", Use::Field(Field::DEPARTMENT_NAME_EN)),
    ("tw_name", Use::Carried),
    ("pinyin", Use::Ignored),
    ("initial", Use::Ignored),
    ("sn", Use::Field(Field::DEPARTMENT_NUMBER)),
    ("tel", Use::Field(Field::DEPARTMENT_TEL)),
    ("logo", Use::Ignored),
    ("serial_no", Use::Carried),
    ("path", Use::Ignored),
    ("full_name_path", Use::Ignored),
    ("type", Use::Field(Field::DEPARTMENT_KIND)),
    ("root", Use::Ignored),
    ("owner", Use::Ignored),
    ("owner_id", Use::Ignored),
    ("owner_name", Use::Ignored),
    ("sort_order", Use::Field(Field::DEPARTMENT_ORDER)),
    ("level", Use::Ignored),
    ("uuid", Use::Ignored),
    ("created", Use::Ignored),
    ("last_modified", Use::Ignored),
    ("expired", Use::Ignored),
    ("disabled", Use::Ignored),
    ("directly_corp", Use::Ignored),
    ("parent_org_id", Use::Field(Field::PARENT_CODE)),
    ("parent_org_name", Use::Ignored),
    ("root_com_id", Use::Ignored),
    ("root_com_name", Use::Ignored),
    ("employee_count", Use::Ignored),
    ("all_employee_count", Use::Ignored),
    ("children", Use::Ignored),
    ("employees", Use::Ignored),
    ("counting", Use::Ignored),
    ("moreInfo", Use::Spread),
];

/// The keys of a department to import, of both versions.
const IMPORT_KEYS: &[(&str, Use)] = &[
    ("parent_path", Use::ParentPath),
    ("type", Use::Field(Field::DEPARTMENT_KIND)),
    ("name", Use::Field(Field::DEPARTMENT_NAME)),
    ("serialNo", Use::Rarely(Field::DEPARTMENT_CODE)),
    ("serial_no", Use::Rarely(Field::DEPARTMENT_CODE)),
    ("sn", Use::Field(Field::DEPARTMENT_NUMBER)),
    ("tel", Use::Field(Field::DEPARTMENT_TEL)),
    ("sort_order", Use::Field(Field::DEPARTMENT_ORDER)),
    ("parent_id", Use::Field(Field::PARENT_CODE)),
    ("moreInfo", Use::Spread),
];

/// The nodes of a reply.
static NODES: Elements = Elements {
    name: "atwork organisations",
    stands: &[Some("result"), None],
    required: &[
        &["id"],
        &["name"],
        &["org_code", "parent_org_id", "root_com_id"],
    ],
    excluded: &[],
    kind: RecordKind::Department,
    order: Order::SmallerFirst,
    keys: Keys::of(NODE_KEYS),
};

/// The lists atwork writes and takes.
pub(super) static LISTS: &[&dyn List] = &[
    &NODES,
    &Page {
        stands: "result",
        lists: &["orgs", "records"],
        elements: &NODES,
    },
    &Elements {
        name: "atwork import-orgs",
        stands: &[None],
        required: &[&["name"], &["type"], &["parent_path", "parent_id"]],
        excluded: &["id", "org_code"],
        kind: RecordKind::Department,
        order: Order::SmallerFirst,
        keys: Keys::of(IMPORT_KEYS),
    },
];
