//! The company as Work Weixin replies: `department/list` and `user/list`.

use std::io::{self, Write};

use super::{Company, Member};

/// Writes the reply of `department/list`; the larger `order` comes first.
pub(crate) fn write_departments(company: &Company, out: &mut impl Write) -> io::Result<()> {
    out.write_all(br#"{"errcode":0,"errmsg":"ok","department":["#)?;
    for (index, department) in company.departments().iter().enumerate() {
        let comma = if index > 0 { "," } else { "" };
        write!(
            out,
            r#"{comma}{{"id":{},"name":"{}","name_en":"","department_leader":[],"parentid":{},"order":{}}}"#,
            department.id,
            department.name,
            department.parent.unwrap_or(0),
            100_000_000 - department.order * 1000,
        )?;
    }
    out.write_all(b"]}\n")
}

/// What an application may see of a user.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sight {
    /// Everything.
    Whole,
    /// What applications made since June 2022 see: no mobile, mail, gender or address.
    Reduced,
}

/// Writes the reply of `user/list`, about 700 bytes a user where everything is seen.
pub(crate) fn write_users(company: &Company, sight: Sight, out: &mut impl Write) -> io::Result<()> {
    out.write_all(br#"{"errcode":0,"errmsg":"ok","userlist":["#)?;
    for (index, member) in company.members().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        write_user(&member, sight, out)?;
    }
    out.write_all(b"]}\n")
}

fn write_user(member: &Member, sight: Sight, out: &mut impl Write) -> io::Result<()> {
    let places = &member.places;
    let departments = numbers(places.iter().map(|place| place.department));
    let leads = numbers(places.iter().map(|place| u32::from(place.is_leader)));
    let orders = numbers(places.iter().map(|_| 0));
    let Member {
        userid,
        name,
        title,
        mobile,
        email,
        employee_no,
        ..
    } = member;
    write!(
        out,
        r#"{{"userid":"{userid}","name":"{name}","department":[{departments}],"order":[{orders}],"position":"{title}","#
    )?;
    if sight == Sight::Whole {
        let gender = if member.is_woman { 2 } else { 1 };
        write!(
            out,
            concat!(
                r#""mobile":"{}","gender":"{}","email":"{}","biz_mail":"","#,
                r#""avatar":"https://wework.example.com/wwhead/{}{}/0","thumb_avatar":"https://wework.example.com/wwhead/{}{}/100","#,
                r#""address":"","qr_code":"https://open.work.example.com/wwopen/userQRCode?vcode=vc{}","#
            ),
            mobile, gender, email, userid, employee_no, userid, employee_no, mobile,
        )?;
    }
    write!(
        out,
        concat!(
            r#""is_leader_in_dept":[{}],"direct_leader":[],"telephone":"","alias":"","status":1,"english_name":"","#,
            r#""open_userid":"woAJ2GCAAA{}TqWg{}","main_department":{},"#,
            r#""extattr":{{"attrs":[{{"type":0,"name":"工号","text":{{"value":"{}"}}}}]}},"external_position":"","#,
            r#""external_profile":{{"external_corp_name":"","external_attr":[]}}}}"#
        ),
        leads, employee_no, userid, places[0].department, employee_no,
    )
}

fn numbers(items: impl Iterator<Item = u32>) -> String {
    items
        .map(|item| item.to_string())
        .collect::<Vec<_>>()
        .join(",")
}
