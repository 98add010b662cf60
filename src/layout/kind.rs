//! What a table lists: departments, members, or both in one row.

use crate::config::TableKind;
use crate::record::{Field, Subject};

use super::header::HeaderCell;
use super::spelling::{Candidate, Meaning};

/// What a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetKind {
    /// A department a row.
    Departments,
    /// A member a row, or a member in one of their departments.
    Members,
    /// A member and the department they are in, with its parent or code and name, a row.
    Both,
    /// Nothing of a directory.
    Nothing,
}

/// Words in the name of a sheet that tell what it lists.
const SHEET_NAMES: &[(SheetKind, &[&str])] = &[
    (
        SheetKind::Members,
        &[
            "成员",
            "人员",
            "员工",
            "通讯录",
            "花名册",
            "职员",
            "用户",
            "名单",
            "member",
            "user",
            "staff",
            "employee",
            "people",
        ],
    ),
    (
        SheetKind::Departments,
        &["部门", "组织", "机构", "架构", "department", "dept", "org"],
    ),
];

/// Words in the name of a sheet that only explains or feeds others.
const ASIDE_NAMES: &[&str] = &[
    "说明",
    "须知",
    "字典",
    "数据源",
    "选项",
    "枚举",
    "下拉",
    "修正",
    "correction",
    "readme",
    "instruction",
    "option",
];

/// The sheet of an exported workbook that says where it came from, in Chinese and English.
const PROVENANCE_NAMES: [&str; 2] = ["导出说明", "Export readme"];

/// How much the name of the sheet counts against one column.
const NAME_WEIGHT: i32 = 3;

/// Fields that say who somebody is.
const IDENTITY: &[Field] = &[
    Field::MEMBER_NAME,
    Field::USERID,
    Field::EMPLOYEE_NO,
    Field::MOBILE,
];

/// What the name of a sheet hints at.
pub(super) fn hint(sheet: Option<&str>) -> Option<SheetKind> {
    let name = sheet?.to_lowercase();
    SHEET_NAMES
        .iter()
        .find(|(_, words)| words.iter().any(|word| name.contains(word)))
        .map(|(kind, _)| *kind)
}

/// Whether the name of a sheet says that it is no list.
pub(super) fn is_explanation(sheet: Option<&str>) -> bool {
    sheet.is_some_and(|name| {
        let name = name.to_lowercase();
        ASIDE_NAMES.iter().any(|word| name.contains(word))
    })
}

/// Whether a sheet of this name tells where an exported workbook came from.
#[must_use]
pub fn is_provenance(sheet: Option<&str>) -> bool {
    sheet.is_some_and(|name| PROVENANCE_NAMES.contains(&name))
}

/// What the headers of a table say together.
#[derive(Debug, Default)]
struct Evidence {
    /// A column that says who somebody is.
    has_identity: bool,
    /// A column that could say who somebody is.
    may_be_identity: bool,
    /// A column about people and nothing else.
    has_person: bool,
    /// A column with a department's parent.
    has_parent: bool,
    /// A column that may be a department's code.
    has_code: bool,
    /// A column that may be a department's name or path.
    has_name: bool,
    /// How much more the columns sound like members than departments.
    balance: i32,
}

/// Decides what a table with `header` lists; `sheet` is its name.
pub(super) fn decide(header: &[HeaderCell], sheet: Option<&str>) -> SheetKind {
    let mut evidence = Evidence::default();
    for cell in header {
        evidence.add(&cell.meaning);
    }
    evidence.balance += match hint(sheet) {
        Some(SheetKind::Members) => NAME_WEIGHT,
        Some(SheetKind::Departments) => -NAME_WEIGHT,
        _ => 0,
    };
    let Evidence {
        has_identity,
        may_be_identity,
        has_person,
        has_parent,
        has_code,
        has_name,
        balance,
    } = evidence;
    // A name beside a department's own can only be a person's.
    let names_both = has_name && may_be_identity;
    if has_identity || (has_person && (!has_parent || names_both)) {
        if (has_parent && (has_code || has_name)) || (has_code && has_name) {
            return SheetKind::Both;
        }
        return SheetKind::Members;
    }
    if has_parent || balance <= 0 || !may_be_identity {
        SheetKind::Departments
    } else {
        SheetKind::Members
    }
}

/// Whether a header may mean the code or the parent of departments.
pub(super) fn is_of_departments(meaning: &Meaning) -> bool {
    let fields = [
        Field::DEPARTMENT_CODE,
        Field::PARENT_CODE,
        Field::PARENT_PATH,
    ];
    match meaning {
        Meaning::Fields(candidates) => candidates.iter().any(|c| fields.contains(&c.field)),
        _ => false,
    }
}

impl From<TableKind> for SheetKind {
    fn from(kind: TableKind) -> Self {
        match kind {
            TableKind::Departments => Self::Departments,
            TableKind::Members => Self::Members,
            TableKind::Memberships => Self::Both,
        }
    }
}

impl Evidence {
    fn add(&mut self, meaning: &Meaning) {
        let pinned;
        let candidates: &[Candidate] = match meaning {
            Meaning::Fields(candidates) => candidates,
            Meaning::Pinned(field) | Meaning::PinnedItem(field) => {
                pinned = [Candidate {
                    field: *field,
                    rank: 0,
                }];
                &pinned
            }
            Meaning::Numbered(..) => {
                self.balance += 1;
                return;
            }
            Meaning::Level(_) | Meaning::RunningNumber | Meaning::Unknown => return,
        };
        let best = |is_department: bool| {
            candidates
                .iter()
                .filter(|c| (c.field.subject() == Some(Subject::Department)) == is_department)
                .map(|c| if c.is_generic() { 1 } else { 2 })
                .max()
                .unwrap_or(0)
        };
        let (department, person) = (best(true), best(false));
        self.balance += person - department;
        let may_be = |field| candidates.iter().any(|c| c.field == field);
        let names_somebody = IDENTITY.iter().any(|field| may_be(*field));
        // Departments have telephones too.
        self.may_be_identity |= names_somebody && !may_be(Field::MOBILE);
        self.has_identity |= names_somebody && department == 0;
        self.has_person |= department == 0
            && candidates
                .iter()
                .any(|c| c.field.subject() == Some(Subject::Member) && !c.is_generic());
        self.has_parent |= [Field::PARENT_CODE, Field::PARENT_PATH]
            .iter()
            .any(|parent| {
                candidates
                    .iter()
                    .any(|c| c.field == *parent && !c.is_generic())
            });
        self.has_code |= department == 2 && may_be(Field::DEPARTMENT_CODE);
        self.has_name |= department > 0
            && (may_be(Field::DEPARTMENT_NAME) || may_be(Field::DEPARTMENT_PATH))
            && !may_be(Field::MEMBER_NAME);
    }
}
