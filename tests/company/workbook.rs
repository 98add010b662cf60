//! The company as workbooks.

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::table::{CONTACTS, DEPARTMENTS, MEMBERS, contact, department, hired, member, yes};
use super::{Company, Member};

/// Writes sheets 部门 and 成员.
pub(crate) fn write_two_sheets<W: Write + Send>(
    company: &Company,
    out: W,
) -> Result<(), XlsxError> {
    let mut workbook = undated()?;
    let sheet = workbook
        .add_worksheet_with_constant_memory()?
        .set_name("部门")?;
    row(sheet, 0, &DEPARTMENTS)?;
    for (number, one) in (1..).zip(company.departments()) {
        row(sheet, number, &department(one))?;
    }
    let sheet = workbook
        .add_worksheet_with_constant_memory()?
        .set_name("成员")?;
    row(sheet, 0, &MEMBERS)?;
    for (number, one) in (1..).zip(company.members()) {
        row(sheet, number, &member(&one))?;
    }
    workbook.save_to_writer(out)
}

/// Writes the one sheet of the members with shared strings, as Excel itself does.
pub(crate) fn write_members<W: Write + Send>(company: &Company, out: W) -> Result<(), XlsxError> {
    let mut workbook = undated()?;
    let sheet = workbook.add_worksheet_with_low_memory()?.set_name("成员")?;
    row(sheet, 0, &ROSTER)?;
    for (number, one) in (1..).zip(company.members()) {
        row(sheet, number, &roster(company, &one))?;
    }
    workbook.save_to_writer(out)
}

/// Writes userid, name, number, mobile and mail, to be joined with a dump that has none of them.
pub(crate) fn write_contacts<W: Write + Send>(company: &Company, out: W) -> Result<(), XlsxError> {
    let mut workbook = undated()?;
    let sheet = workbook.add_worksheet().set_name("通讯录")?;
    row(sheet, 0, &CONTACTS)?;
    for (number, one) in (1..).zip(company.members()) {
        row(sheet, number, &contact(&one))?;
    }
    workbook.save_to_writer(out)
}

/// The header of the roster.
const ROSTER: [&str; 8] = [
    "姓名*",
    "工号",
    "部门",
    "职务",
    "手机号码",
    "邮箱",
    "入职日期",
    "是否部门负责人",
];

/// The row of the roster; departments are whole paths with `/`, several are joined by `；`.
fn roster(company: &Company, member: &Member) -> [String; 8] {
    let paths = member
        .places
        .iter()
        .map(|place| company.department(place.department).path.join("/"));
    let leads = member.places.iter().map(|place| yes(place.is_leader));
    [
        member.name.clone(),
        member.employee_no.clone(),
        paths.collect::<Vec<_>>().join("；"),
        member.title.into(),
        member.mobile.clone(),
        member.email.clone(),
        hired(member),
        leads.collect::<Vec<_>>().join("；"),
    ]
}

/// Writes a roster as HR keeps it: a title and a note above the header, real dates, totals below.
pub(crate) fn write_roster<W: Write + Send>(company: &Company, out: W) -> Result<(), XlsxError> {
    let mut workbook = undated()?;
    let title = Format::new().set_bold().set_font_size(16);
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let sheet = workbook.add_worksheet().set_name("花名册")?;
    sheet.merge_range(0, 0, 0, 7, "星河科技员工花名册", &title)?;
    sheet.write_string(
        1,
        0,
        "填写说明：部门从公司写起，各级用 / 隔开；在几个部门的，用 ； 隔开。",
    )?;
    row(sheet, 2, &ROSTER)?;
    let mut last = 2;
    for (number, one) in (3..).zip(company.members()) {
        let mut cells = roster(company, &one);
        cells[6].clear();
        row(sheet, number, &cells)?;
        let (year, month, day) = one.hired;
        let hired = ExcelDateTime::from_ymd(year, month, day)?;
        sheet.write_datetime_with_format(number, 6, &hired, &date)?;
        last = number;
    }
    sheet.write_string(last + 2, 0, "合计")?;
    sheet.write_string(last + 2, 1, format!("{} 人", last - 2))?;
    workbook.save_to_writer(out)
}

/// A workbook whose bytes do not depend on the day it is made.
fn undated() -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let created = ExcelDateTime::from_ymd(2024, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&created));
    Ok(workbook)
}

fn row(sheet: &mut Worksheet, number: u32, cells: &[impl AsRef<str>]) -> Result<(), XlsxError> {
    for (column, cell) in (0..).zip(cells) {
        let cell = cell.as_ref();
        if !cell.is_empty() {
            sheet.write_string(number, column, cell)?;
        }
    }
    Ok(())
}
