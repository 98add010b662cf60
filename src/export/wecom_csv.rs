//! batch_party.csv and batch_user.csv: the files of Work Weixin's batch import (`batch/replaceparty`, `batch/syncuser`;
//! templates of 通讯录批量更新). Department numbers are whole numbers from 1; 1 is the company itself.

use std::io::{self, Write};

use crate::directory::{DepartmentId, Directory, Member};
use crate::record::{Field, Gender, Mobile, Order, parse_flag};

use super::cells::Cells;
use super::csv::Table;
use super::orders::Orders;

const PARTY_HEADERS: [&str; 4] = ["部门名称", "部门ID", "父部门ID", "排序"];

/// The last header is only a remark; Work Weixin's own template has it.
const USER_HEADERS: [&str; 14] = [
    "姓名",
    "帐号",
    "手机号",
    "邮箱",
    "所在部门",
    "职位",
    "性别",
    "是否部门内领导",
    "排序",
    "别名",
    "地址",
    "座机",
    "禁用",
    "禁用项说明：(0-启用;1-禁用)",
];

/// The columns of a user that their records say as they are.
const USER_FIELDS: [(usize, Field); 8] = [
    (0, Field::MEMBER_NAME),
    (1, Field::USERID),
    (2, Field::MOBILE),
    (3, Field::EMAIL),
    (5, Field::TITLE),
    (9, Field::ALIAS),
    (10, Field::ADDRESS),
    (11, Field::TELEPHONE),
];

const DEPARTMENTS: usize = 4;
const GENDER: usize = 6;
const LEADER: usize = 7;
const ORDER: usize = 8;
const DISABLED: usize = 12;

/// The number of the company itself.
const COMPANY: u32 = 1;

/// One of the two files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The departments.
    Party,
    /// The members.
    User,
}

impl Part {
    /// Both, departments first.
    pub const ALL: [Self; 2] = [Self::Party, Self::User];

    /// The file name.
    #[must_use]
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Party => "batch_party.csv",
            Self::User => "batch_user.csv",
        }
    }
}

/// Writes one of the two files of `directory`.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(directory: &Directory, part: Part, out: &mut dyn Write) -> io::Result<()> {
    let ids = Ids::of(directory);
    match part {
        Part::Party => write_party(directory, &ids, out),
        Part::User => write_user(directory, &ids, out),
    }
}

fn write_party(directory: &Directory, ids: &Ids, out: &mut dyn Write) -> io::Result<()> {
    let orders = Orders::of(directory, Order::LargerFirst);
    let mut table = Table::new(out);
    table.row(PARTY_HEADERS.into_iter())?;
    let mut cells = Cells::default();
    for id in directory.tree().preorder() {
        cells.begin(PARTY_HEADERS.len());
        cells.fill(0, &directory.department(*id).name);
        cells.fill(1, &ids.id(*id).to_string());
        let parent = match directory.tree().parent(*id) {
            Some(parent) => ids.id(parent),
            None if ids.id(*id) == COMPANY => 0,
            None => COMPANY,
        };
        cells.fill(2, &parent.to_string());
        orders.write(directory, *id, cells.cell(3));
        table.row(cells.iter())?;
    }
    table.finish()
}

fn write_user(directory: &Directory, ids: &Ids, out: &mut dyn Write) -> io::Result<()> {
    let mut table = Table::new(out);
    table.row(USER_HEADERS.into_iter())?;
    let mut cells = Cells::default();
    for member in directory.members() {
        cells.begin(USER_HEADERS.len());
        for (column, field) in USER_FIELDS {
            let text = member.get(field).or_empty();
            match field {
                Field::MOBILE => cells.fill(column, &Mobile::plain(text)),
                _ => cells.fill(column, text),
            }
        }
        cells.fill(GENDER, gender(member.get(Field::GENDER).or_empty()));
        cells.fill(DISABLED, disabled(&member));
        fill_departments(&member, ids, &mut cells);
        table.row(cells.iter())?;
    }
    table.finish()
}

/// Writes the departments, and beside them who leads and in which place, aligned by `;`.
fn fill_departments(member: &Member<'_>, ids: &Ids, cells: &mut Cells) {
    let memberships = member.memberships();
    let join = |items: &mut dyn Iterator<Item = String>| items.collect::<Vec<_>>().join(";");
    let departments = memberships
        .iter()
        .map(|membership| ids.id(membership.department()).to_string());
    cells.fill(DEPARTMENTS, &join(&mut departments.into_iter()));
    if memberships.iter().any(|one| one.is_leader().is_some()) {
        let leaders = memberships
            .iter()
            .map(|one| u8::from(one.is_leader() == Some(true)).to_string());
        cells.fill(LEADER, &join(&mut leaders.into_iter()));
    }
    if memberships.iter().any(|one| one.order().is_some()) {
        let orders = memberships
            .iter()
            .map(|one| one.order().unwrap_or_default().to_string());
        cells.fill(ORDER, &join(&mut orders.into_iter()));
    }
}

/// Work Weixin's number of a gender; as it stands where we do not know it.
fn gender(text: &str) -> &str {
    match Gender::parse(text) {
        Some(Gender::Male) => "1",
        Some(Gender::Female) => "2",
        Some(Gender::Unknown) => "0",
        None => text,
    }
}

/// `1` for a member whose account is off, `0` for another status, nothing where the source says nothing.
fn disabled(member: &Member<'_>) -> &'static str {
    let Some(status) = member.get(Field::STATUS).filled() else {
        return "";
    };
    let record = member
        .records()
        .find(|record| record.get(Field::STATUS).filled().is_some());
    let column = record.and_then(|record| record.shape().column(Field::STATUS));
    let is_off = matches!(status, "2" | "禁用" | "已禁用" | "停用" | "disabled");
    // Under 禁用 a yes says it, under any other header the number of Work Weixin or a word.
    let asks = column.is_some_and(|column| column.header.contains("禁用"));
    let is_disabled = is_off || (asks && parse_flag(status) == Some(true));
    if is_disabled { "1" } else { "0" }
}

/// A number for every department.
struct Ids(Vec<u32>);

impl Ids {
    /// The codes where all are numbers Work Weixin takes, else numbers in pre-order; a single top is the company.
    fn of(directory: &Directory) -> Self {
        let own: Option<Vec<u32>> = directory
            .departments()
            .map(|(_, department)| department.code.as_deref().and_then(parse_id))
            .collect();
        if let Some(own) = own {
            return Self(own);
        }
        let tree = directory.tree();
        let first = if tree.roots().len() == 1 {
            COMPANY
        } else {
            COMPANY + 1
        };
        let mut ids = vec![0; directory.departments().len()];
        for (number, id) in (first..).zip(tree.preorder()) {
            ids[id.0 as usize] = number;
        }
        Self(ids)
    }

    fn id(&self, department: DepartmentId) -> u32 {
        self.0[department.0 as usize]
    }
}

/// A department number as Work Weixin writes it: 1 to 2³¹ − 1, without leading zeros.
fn parse_id(code: &str) -> Option<u32> {
    let id = code.parse().ok()?;
    let is_plain = !code.starts_with(['0', '+']);
    (is_plain && (1..=i32::MAX as u32).contains(&id)).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_positive_numbers_are_department_numbers() {
        for (code, id) in [
            ("1", Some(1)),
            ("2147483647", Some(2_147_483_647)),
            ("2147483648", None),
            ("0", None),
            ("007", None),
            ("+7", None),
            ("A1", None),
            ("", None),
        ] {
            assert_eq!(parse_id(code), id, "{code}");
        }
    }
}
