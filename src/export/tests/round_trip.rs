//! What is written is read back as the same directory.

use proptest::prelude::*;

use super::any_company::any_company;
use super::sample::{Sample, link, link_separated};
use super::{company, exported, text};
use crate::directory::{DepartmentId, Directory, Member};
use crate::export::csv;
use crate::record::field::FIELDS;
use crate::record::{Field, RecordKind, Subject};

/// What a directory says, as far as files can say it: one line a department and a member.
fn said(directory: &Directory) -> Vec<String> {
    said_with(directory, true)
}

fn said_with(directory: &Directory, codes: bool) -> Vec<String> {
    let departments = directory.tree().preorder().iter().map(|id| {
        let department = directory.department(*id);
        let code = department.code.as_deref().filter(|_| codes);
        let values = department.record.into_iter().flat_map(|record| {
            let record = directory.record(record);
            let shape = record.shape();
            record
                .values()
                .filter(move |(field, _)| field.is_extra() || *field == Field::DEPARTMENT_TEL)
                .map(move |(field, value)| {
                    format!(
                        "{}={}",
                        shape.column(field).unwrap().header,
                        value.or_empty()
                    )
                })
        });
        let values: Vec<String> = values.collect();
        format!(
            "{:?} {:?} {code:?} {values:?}",
            directory.path(*id),
            department.kind
        )
    });
    departments
        .chain(
            directory
                .members()
                .map(|member| said_of(directory, &member)),
        )
        .collect()
}

fn said_of(directory: &Directory, member: &Member<'_>) -> String {
    let mut values: Vec<String> = FIELDS
        .iter()
        .filter(|info| info.subject == Subject::Member)
        .filter_map(|info| {
            let field = Field::by_id(info.id)?;
            Some(format!("{}={}", info.id, member.get(field).filled()?))
        })
        .collect();
    for record in member.records() {
        for (field, value) in record.values().filter(|(field, _)| field.is_extra()) {
            let header = &record.shape().column(field).unwrap().header;
            let value = format!("{header}={}", value.or_empty());
            if !values.contains(&value) {
                values.push(value);
            }
        }
    }
    let memberships: Vec<_> = member
        .memberships()
        .iter()
        .map(|membership| {
            (
                directory.path(membership.department()),
                membership.is_leader(),
                membership.order(),
                membership.is_main(),
            )
        })
        .collect();
    format!("{values:?} {memberships:?}")
}

/// The directory as two CSV and back.
fn read_back(directory: &Directory, level: char) -> Directory {
    let departments = exported(directory, csv::Part::Departments);
    let members = exported(directory, csv::Part::Members);
    link_separated(
        &[
            Sample::read(RecordKind::Department, &departments),
            Sample::read(RecordKind::Member, &members),
        ],
        level,
    )
}

#[test]
fn a_directory_with_codes_is_read_back_by_its_codes() {
    let directory = company();
    let back = read_back(&directory, '/');
    assert_eq!(back.faults(), []);
    assert_eq!(said(&back), said(&directory));
    assert_eq!(
        text(exported(&directory, csv::Part::Members)),
        "账号,姓名,手机,职务,所属部门编号,部门,主部门,是否经理,成员排序,工位号\n\
         zhang,张三,13800130001,工程师,02;03,星河科技>研发/测试;星河科技>市场部,03,是;否,;7,A-1\n\
         li,李四,,,,,,,,\n\
         wang,王五,,经理,01,星河科技,,是,,B-2\n\
         wang,王五,,顾问,03,星河科技>市场部,,,,B-2\n"
    );
}

#[test]
fn a_directory_without_codes_is_written_by_paths_and_gets_no_code() {
    let directory = link(&[
        Sample::departments(
            &["部门路径", "部门电话"],
            &[&["星河/研发", "1"], &["星河", "2"], &["星河/市场", ""]],
        ),
        Sample::members(
            &["姓名", "手机", "部门"],
            &[&["张三", "13800130001", "星河/研发;星河"]],
        ),
    ]);
    let back = read_back(&directory, '/');
    assert_eq!(back.faults(), []);
    assert_eq!(said(&back), said(&directory));
    assert_eq!(
        text(exported(&directory, csv::Part::Departments)),
        "部门名称,部门路径,部门电话\n星河,星河,2\n研发,星河/研发,1\n市场,星河/市场,\n"
    );
}

proptest! {
    #[test]
    fn every_company_is_read_back_as_it_was(directory in any_company()) {
        let level = ['/', '>', '\\', '→'].into_iter().find(|mark| {
            let mut departments = directory.departments();
            !departments.any(|(_, department)| department.name.contains(*mark))
        });
        let back = read_back(&directory, level.unwrap_or('/'));
        prop_assert_eq!(back.faults(), &[]);
        // Names that cannot be told apart by paths get codes; then only those differ.
        let is_coded = directory.department(DepartmentId(0)).code.is_some();
        prop_assert_eq!(said_with(&back, is_coded), said_with(&directory, is_coded));
    }
}
