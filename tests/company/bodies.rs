//! The company as bodies of aisuda's `department/import`.

use std::io::{self, Write};

use super::{Company, Member};

/// The keys of a dialect.
pub(crate) struct Keys {
    department: [&'static str; 3],
    user: [&'static str; 8],
}

/// The keys of 2022.
pub(crate) const LEGACY: Keys = Keys {
    department: ["部门编号", "部门名称", "上级部门编号"],
    user: [
        "用户名",
        "邮箱",
        "手机",
        "昵称",
        "所属部门编号",
        "是否经理",
        "第三方登录方式",
        "第三方用户ID",
    ],
};

/// The keys since 2023.
pub(crate) const CURRENT: Keys = Keys {
    department: ["code", "name", "parentCode"],
    user: [
        "name",
        "email",
        "phone",
        "nickName",
        "departmentCode",
        "isManager",
        "authType",
        "authId",
    ],
};

/// Writes the body: every value a string, one user row for every member in every department.
pub(crate) fn write(company: &Company, keys: &Keys, out: &mut impl Write) -> io::Result<()> {
    out.write_all(br#"{"departments":["#)?;
    for (index, department) in company.departments().iter().enumerate() {
        let parent = department
            .parent
            .map(|parent| parent.to_string())
            .unwrap_or_default();
        let id = department.id.to_string();
        object(
            index,
            &keys.department,
            &[&id, &department.name, &parent],
            out,
        )?;
    }
    out.write_all(br#"],"users":["#)?;
    let mut index = 0;
    for member in company.members() {
        let Member {
            name,
            email,
            mobile,
            ..
        } = &member;
        for place in &member.places {
            let department = place.department.to_string();
            let leads = if place.is_leader { "1" } else { "0" };
            let values = [name, email, mobile, name, &department, leads, "", ""];
            object(index, &keys.user, &values, out)?;
            index += 1;
        }
    }
    out.write_all(b"]}\n")
}

/// Writes an object after `index` others; no value of an invented company needs escapes.
fn object(index: usize, keys: &[&str], values: &[&str], out: &mut impl Write) -> io::Result<()> {
    for (field, (key, value)) in keys.iter().zip(values).enumerate() {
        let before = match (field, index) {
            (0, 0) => "{",
            (0, _) => ",{",
            _ => ",",
        };
        write!(out, r#"{before}"{key}":"{value}""#)?;
    }
    out.write_all(b"}")
}
