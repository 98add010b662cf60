//! The company as rows of texts, and as CSV.

use std::io::{self, Write};

use super::{Company, Department, Member, Place};

/// The header of the department list.
pub(crate) const DEPARTMENTS: [&str; 5] = [
    "部门编号",
    "部门名称",
    "上级部门编号",
    "部门排序",
    "部门类型",
];

/// The header of the member list.
pub(crate) const MEMBERS: [&str; 10] = [
    "账号",
    "姓名",
    "工号",
    "手机",
    "邮箱",
    "职务",
    "性别",
    "入职日期",
    "所属部门编号",
    "是否部门负责人",
];

/// The header of the list that an HR system keeps beside a dump.
pub(crate) const CONTACTS: [&str; 5] = ["账号", "姓名", "工号", "手机", "邮箱"];

/// The header of the list with a row for every member in every department.
pub(crate) const FLAT: [&str; 9] = [
    "部门ID",
    "部门名称",
    "父部门ID",
    "账号",
    "姓名",
    "手机",
    "邮箱",
    "职务",
    "是否部门负责人",
];

/// The row of a department.
pub(crate) fn department(department: &Department) -> [String; 5] {
    let parent = department.parent.map(|parent| parent.to_string());
    let kind = if department.parent.is_none() {
        "公司"
    } else {
        "部门"
    };
    [
        department.id.to_string(),
        department.name.clone(),
        parent.unwrap_or_default(),
        department.order.to_string(),
        kind.into(),
    ]
}

/// The row of a member; several departments are joined by `;`.
pub(crate) fn member(member: &Member) -> [String; 10] {
    let join = |text: fn(&Place) -> String| {
        let items: Vec<String> = member.places.iter().map(text).collect();
        items.join(";")
    };
    [
        member.userid.clone(),
        member.name.clone(),
        member.employee_no.clone(),
        member.mobile.clone(),
        member.email.clone(),
        member.title.into(),
        if member.is_woman { "女" } else { "男" }.into(),
        hired(member),
        join(|place| place.department.to_string()),
        join(|place| yes(place.is_leader).into()),
    ]
}

/// The row of a member in the list beside a dump.
pub(crate) fn contact(member: &Member) -> [String; 5] {
    [
        member.userid.clone(),
        member.name.clone(),
        member.employee_no.clone(),
        member.mobile.clone(),
        member.email.clone(),
    ]
}

/// Writes the department list.
pub(crate) fn write_departments(company: &Company, out: &mut impl Write) -> io::Result<()> {
    row(out, &DEPARTMENTS)?;
    company
        .departments()
        .iter()
        .try_for_each(|one| row(out, &department(one)))
}

/// Writes the member list.
pub(crate) fn write_members(company: &Company, out: &mut impl Write) -> io::Result<()> {
    row(out, &MEMBERS)?;
    company
        .members()
        .try_for_each(|one| row(out, &member(&one)))
}

/// Writes a row for every member in every department, then the departments without people.
pub(crate) fn write_flat(company: &Company, out: &mut impl Write) -> io::Result<()> {
    row(out, &FLAT)?;
    let mut is_peopled = vec![false; company.departments().len()];
    let of_department = |id: u32| {
        let [code, name, parent, ..] = department(company.department(id));
        [code, name, parent]
    };
    for member in company.members() {
        for place in &member.places {
            is_peopled[place.department as usize - 1] = true;
            let [code, name, parent] = of_department(place.department);
            let leads = yes(place.is_leader);
            let Member {
                userid,
                name: person,
                mobile,
                email,
                title,
                ..
            } = &member;
            row(
                out,
                &[
                    code.as_str(),
                    &name,
                    &parent,
                    userid,
                    person,
                    mobile,
                    email,
                    title,
                    leads,
                ],
            )?;
        }
    }
    for one in company.departments() {
        if !is_peopled[one.id as usize - 1] {
            let [code, name, parent] = of_department(one.id);
            row(
                out,
                &[code.as_str(), &name, &parent, "", "", "", "", "", ""],
            )?;
        }
    }
    Ok(())
}

/// The day a member came, e.g. `2019-03-01`.
pub(crate) fn hired(member: &Member) -> String {
    let (year, month, day) = member.hired;
    format!("{year}-{month:02}-{day:02}")
}

/// 是 or 否.
pub(crate) fn yes(flag: bool) -> &'static str {
    if flag { "是" } else { "否" }
}

/// Writes a row as Excel does; no value of an invented company needs quotes.
fn row(out: &mut impl Write, cells: &[impl AsRef<str>]) -> io::Result<()> {
    for (column, cell) in cells.iter().enumerate() {
        if column > 0 {
            out.write_all(b",")?;
        }
        out.write_all(cell.as_ref().as_bytes())?;
    }
    out.write_all(b"\r\n")
}
