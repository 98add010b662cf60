//! What is written is read back as the same directory.

use proptest::prelude::*;

use super::sample::{Sample, link, link_separated, link_unlisted};
use super::{company, exported, text};
use crate::directory::{DepartmentId, Directory, Member};
use crate::export::csv;
use crate::record::field::FIELDS;
use crate::record::{Field, Form, RecordKind, Subject};

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

/// A company of up to eight departments and six members; every number chooses something.
fn any_company() -> impl Strategy<Value = Directory> {
    let name = prop::sample::select(vec![
        "研发",
        "市场/销售",
        "测试>一组",
        "a-b",
        "平台→架构",
        "甲\\乙",
        "财务，法务",
        "综合;办",
        "总部",
    ]);
    let department = (name, any::<u8>(), any::<u8>(), prop::option::of(0u8..4));
    let departments = prop::collection::vec(department, 1..8);
    let member = (
        prop::sample::select(vec!["", "工程师", "=1", "a,b", "行一\n行二"]),
        prop::collection::vec((any::<u8>(), prop::option::of(any::<bool>())), 0..4),
        any::<u8>(),
    );
    let members = prop::collection::vec(member, 0..6);
    (departments, members, any::<bool>()).prop_map(|(departments, members, coded)| {
        let mut rows: Vec<Vec<String>> = Vec::new();
        for (index, (name, parent, tel, order)) in departments.iter().enumerate() {
            // Names are made unique: siblings of one name are an error of their own.
            let name = format!("{name}{index}");
            let code = format!("0{index}");
            let parent = index
                .checked_sub(1)
                .map(|last| usize::from(*parent) % (last + 1));
            let parent = parent.map(|parent| rows[parent][usize::from(!coded)].clone());
            let order = order.map(|order| order.to_string()).unwrap_or_default();
            let row = [
                code,
                name,
                parent.unwrap_or_default(),
                tel.to_string(),
                order,
            ];
            rows.push(row.to_vec());
        }
        let names: Vec<String> = rows
            .iter()
            .map(|row| row[usize::from(!coded)].clone())
            .collect();
        if !coded {
            for row in &mut rows {
                row.remove(0);
            }
        }
        let headers: &[&str] = if coded {
            &[
                "部门编号",
                "部门名称",
                "上级部门编号",
                "部门电话",
                "部门排序",
            ]
        } else {
            &["部门名称", "上级部门", "部门电话", "部门排序"]
        };
        let departments = Sample {
            kind: RecordKind::Department,
            form: Form::Cells,
            headers: headers.iter().map(|header| (*header).into()).collect(),
            rows,
        };
        let rows = members
            .iter()
            .enumerate()
            .map(|(index, (title, places, main))| {
                let mut chosen: Vec<(&String, Option<bool>)> = Vec::new();
                for (place, leader) in places {
                    let name = &names[usize::from(*place) % names.len()];
                    if !chosen.iter().any(|(known, _)| *known == name) {
                        chosen.push((name, *leader));
                    }
                }
                let list = |items: Vec<&str>| items.join("\u{1e}");
                let leaders = chosen.iter().map(|(_, leader)| match leader {
                    Some(true) => "是",
                    Some(false) => "否",
                    None => "",
                });
                let leader = list(leaders.collect());
                let main = chosen
                    .get(usize::from(*main) % 4)
                    .map(|(name, _)| (*name).clone());
                vec![
                    format!("u{index}"),
                    format!("姓名{index}"),
                    (*title).to_owned(),
                    list(chosen.iter().map(|(name, _)| name.as_str()).collect()),
                    main.unwrap_or_default(),
                    leader,
                    format!("附注{title}"),
                ]
            });
        let field = if coded {
            "所属部门编号"
        } else {
            "部门"
        };
        let headers = ["账号", "姓名", "职务", field, "主部门", "是否经理", "备注"];
        let members = Sample {
            kind: RecordKind::Member,
            form: Form::Cells,
            headers: headers.map(Into::into).to_vec(),
            rows: rows.collect(),
        };
        // No name holds this separator, nor the list separator of readers.
        link_unlisted(&[departments, members])
    })
}

fn level_of(directory: &Directory) -> char {
    let name_has = |mark: char| {
        directory
            .departments()
            .any(|(_, department)| department.name.contains(mark))
    };
    ['/', '>', '\\', '→']
        .into_iter()
        .find(|mark| !name_has(*mark))
        .unwrap_or('/')
}

proptest! {
    #[test]
    fn every_company_is_read_back_as_it_was(directory in any_company()) {
        let back = read_back(&directory, level_of(&directory));
        prop_assert_eq!(back.faults(), &[]);
        // Names that hold every separator get codes; then only those differ.
        let is_coded = directory.department(DepartmentId(0)).code.is_some();
        prop_assert_eq!(said_with(&back, is_coded), said_with(&directory, is_coded));
    }
}
