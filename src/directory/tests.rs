//! Linking, seen from records in and a directory out.

use super::example::{self, Sheet, link_below};
use super::*;
use crate::diagnostic::SourceId;
use crate::record::Value;

fn departments(fields: &[Field], rows: &[&[&str]]) -> Sheet {
    example::departments(&header(fields), rows)
}

fn members(fields: &[Field], rows: &[&[&str]]) -> Sheet {
    example::members(&header(fields), rows)
}

/// The second halves of the names of `fields`.
fn header(fields: &[Field]) -> String {
    let names = fields
        .iter()
        .filter_map(|field| Some(field.id().split_once('.')?.1));
    names.collect::<Vec<_>>().join(" ")
}

fn link(sheets: &[Sheet]) -> Directory {
    let directory = example::link(sheets);
    let counts = directory.counts();
    assert!(counts.rows.is_conserved(), "{counts:?}");
    directory
}

/// The departments in pre-order, as paths.
fn paths(directory: &Directory) -> Vec<String> {
    directory
        .tree()
        .preorder()
        .iter()
        .map(|id| directory.path(*id).join("/"))
        .collect()
}

/// The departments of each member, as paths; the main one is starred.
fn memberships(directory: &Directory) -> Vec<String> {
    let of_member = |member: Member<'_>| {
        let paths = member.memberships().iter().map(|membership| {
            let star = if membership.is_main() { "*" } else { "" };
            format!(
                "{star}{}",
                directory.path(membership.department()).join("/")
            )
        });
        format!(
            "{}: {}",
            member.label(),
            paths.collect::<Vec<_>>().join(" ")
        )
    };
    directory.members().map(of_member).collect()
}

const CODED: [Field; 3] = [
    Field::DEPARTMENT_CODE,
    Field::DEPARTMENT_NAME,
    Field::PARENT_CODE,
];
const PLACED: [Field; 3] = [
    Field::USERID,
    Field::MEMBER_NAME,
    Field::MEMBER_DEPARTMENT_PATH,
];

#[test]
fn departments_are_linked_by_code_and_stand_parents_first_in_sibling_order() {
    let fields = [CODED[0], CODED[1], CODED[2], Field::DEPARTMENT_ORDER];
    let rows: &[&[&str]] = &[
        &["3", "平台", "2", ""],
        &["2", "研发", "1", "9"],
        &["1", "星河", "", ""],
        &["4", "市场", "1", "2"],
    ];
    let directory = link(&[departments(&fields, rows)]);
    assert_eq!(
        paths(&directory),
        ["星河", "星河/市场", "星河/研发", "星河/研发/平台"]
    );
    assert_eq!(directory.faults(), []);
    let directory = link(&[departments(&fields, rows).dumped()]);
    assert_eq!(
        paths(&directory),
        ["星河", "星河/研发", "星河/研发/平台", "星河/市场"],
        "Work Weixin: larger first"
    );
}

#[test]
fn a_cycle_is_cut_above_its_first_department_and_told_in_order() {
    let directory = link(&[departments(
        &CODED,
        &[
            &["1", "甲", "3"],
            &["2", "乙", "1"],
            &["3", "丙", "2"],
            &["4", "丁", "2"],
        ],
    )]);
    let cycles: Vec<Vec<u32>> = directory
        .tree()
        .cycles()
        .iter()
        .map(|ring| ring.iter().map(|id| id.0).collect())
        .collect();
    assert_eq!(cycles, [[0, 2, 1]], "along the parents");
    assert_eq!(paths(&directory), ["甲", "甲/乙", "甲/乙/丙", "甲/乙/丁"]);
}

#[test]
fn a_chain_ten_thousand_deep_and_a_hundred_thousand_siblings_are_linked() {
    let codes: Vec<String> = (1..=110_000).map(|code: u32| code.to_string()).collect();
    let parent = |code: usize| {
        if code < 10_000 {
            codes.get(code.wrapping_sub(1))
        } else {
            codes.first()
        }
    };
    let rows: Vec<[&str; 3]> = codes
        .iter()
        .enumerate()
        .map(|(index, code)| {
            [
                code.as_str(),
                code.as_str(),
                parent(index).map_or("", String::as_str),
            ]
        })
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 3]>::as_slice).collect();
    let directory = link(&[departments(&CODED, &rows)]);
    assert_eq!(directory.tree().depth(DepartmentId(9_999)), 10_000);
    assert_eq!(directory.tree().children(DepartmentId(0)).len(), 100_001);
    assert_eq!(directory.tree().preorder().len(), 110_000);
}

#[test]
fn what_is_wrong_with_parents_is_kept_as_a_fault() {
    let directory = link(&[departments(
        &CODED,
        &[
            &["1", "甲", "1"],
            &["2", "乙", "9"],
            &["3", "丙", "0"],
            &["2", "乙", "9"],
            &["3", "丁", ""],
            &["", "戊", "1"],
        ],
    )]);
    let department = DepartmentId;
    let record = |index| RecordId { block: 0, index };
    assert_eq!(
        directory.faults(),
        [
            Fault::DuplicateDepartment {
                record: record(3),
                first: department(1)
            },
            Fault::DuplicateDepartment {
                record: record(4),
                first: department(2)
            },
            Fault::MissingCode { record: record(5) },
            Fault::SelfParent {
                department: department(0)
            },
            Fault::Orphan {
                department: department(1)
            },
        ]
    );
    assert_eq!(directory.counts().rows.rejected, 2);
}

#[test]
fn a_parent_is_found_by_name_or_path_or_told_apart() {
    let fields = [Field::DEPARTMENT_NAME, Field::PARENT_PATH];
    let directory = link(&[departments(
        &fields,
        &[
            &["平台", "星河/研发"],
            &["研发", "星河"],
            &["星河", ""],
            &["组", "星河/研发/平台"],
            &["市场", "星何"],
        ],
    )]);
    assert_eq!(
        paths(&directory),
        [
            "星河",
            "星河/研发",
            "星河/研发/平台",
            "星河/研发/平台/组",
            "市场"
        ]
    );
    assert_eq!(
        directory.faults(),
        [Fault::UnresolvedParent {
            department: DepartmentId(4)
        }]
    );

    let directory = link(&[departments(
        &fields,
        &[
            &["甲", ""],
            &["乙", ""],
            &["行政", "甲"],
            &["行政", "乙"],
            &["前台", "行政"],
        ],
    )]);
    let candidates = vec![DepartmentId(2), DepartmentId(3)];
    assert_eq!(
        directory.faults(),
        [Fault::AmbiguousParent {
            department: DepartmentId(4),
            candidates
        }]
    );
}

#[test]
fn missing_ancestors_are_made_only_where_paths_are_all_there_is() {
    let people: &[&[&str]] = &[
        &["li", "李", "星河/研发/平台;星河/市场"],
        &["wu", "吴", "星河/研发"],
        &["he", "何", "星河//市场"],
    ];
    let directory = link(&[members(&PLACED, people)]);
    assert_eq!(
        paths(&directory),
        ["星河", "星河/研发", "星河/研发/平台", "星河/市场"]
    );
    assert_eq!(
        memberships(&directory),
        [
            "李: *星河/研发/平台 星河/市场",
            "吴: *星河/研发",
            "何: *星河/市场"
        ]
    );
    assert_eq!(directory.counts().departments_made, 4);
    assert_eq!(
        directory.faults(),
        [Fault::PathGap {
            record: RecordId { block: 0, index: 2 },
            field: Field::MEMBER_DEPARTMENT_PATH
        }]
    );

    let list = departments(&CODED, &[&["1", "星河", ""], &["2", "研发", "1"]]);
    let directory = link(&[list, members(&PLACED, people)]);
    assert_eq!(paths(&directory), ["星河", "星河/研发"]);
    assert_eq!(memberships(&directory), ["李: ", "吴: *星河/研发", "何: "]);
    assert_eq!(
        directory
            .faults()
            .iter()
            .filter(|fault| matches!(fault, Fault::UnresolvedDepartment { .. }))
            .count(),
        3
    );
}

#[test]
fn a_department_is_found_without_the_company_above_it_and_by_a_name_of_its_own() {
    let list = || {
        departments(
            &CODED,
            &[
                &["1", "星河", ""],
                &["2", "研发", "1"],
                &["3", "组", "2"],
                &["4", "市场", "1"],
                &["5", "组", "4"],
            ],
        )
    };
    let directory = link(&[
        list(),
        members(&PLACED, &[&["li", "李", "研发/组"], &["wu", "吴", "市场"]]),
    ]);
    assert_eq!(
        memberships(&directory),
        ["李: *星河/研发/组", "吴: *星河/市场"]
    );
    let directory = link(&[
        list(),
        members(&PLACED, &[&["li", "李", "组"], &["wu", "吴", "4"]]),
    ]);
    assert_eq!(
        memberships(&directory),
        ["李: ", "吴: *星河/市场"],
        "a code in the department column is a code"
    );
    assert!(
        matches!(&directory.faults()[0], Fault::AmbiguousDepartment { candidates, .. } if candidates.len() == 2)
    );
}

#[test]
fn a_company_is_put_on_top_unless_it_is_there_already() {
    let rows: &[&[&str]] = &[&["li", "李", "研发/平台"], &["wu", "吴", "星河/市场"]];
    let directory = link_below(Some("星河"), &[members(&PLACED, rows)]);
    assert_eq!(
        paths(&directory),
        ["星河", "星河/研发", "星河/研发/平台", "星河/市场"]
    );
    let list = departments(&CODED, &[&["7", "星河", ""], &["2", "研发", ""]]);
    assert_eq!(
        paths(&link_below(Some("星河"), &[list])),
        ["星河", "星河/研发"]
    );
}

#[test]
fn rows_of_one_person_become_one_member_where_they_agree() {
    let list = departments(&CODED, &[&["1", "甲", ""], &["2", "乙", "1"]]);
    let fields = [
        Field::USERID,
        Field::MEMBER_NAME,
        Field::MEMBER_DEPARTMENT_CODE,
        Field::IS_LEADER,
    ];
    let directory = link(&[
        list,
        members(
            &fields,
            &[
                &["li", "李", "1", "0"],
                &["wu", "吴", "1", ""],
                &["li", "李", "2", "是"],
                &["li", "黎", "2", ""],
            ],
        ),
    ]);
    assert_eq!(memberships(&directory), ["李: *甲 甲/乙", "吴: *甲"]);
    let leads: Vec<_> = directory
        .member(MemberId(0))
        .memberships()
        .iter()
        .map(Membership::is_leader)
        .collect();
    assert_eq!(leads, [Some(false), Some(true)]);
    assert!(matches!(
        directory.faults(),
        [Fault::Disagreement {
            field: Field::MEMBER_NAME,
            ..
        }]
    ));
    let rows = directory.counts().rows;
    assert_eq!(
        (rows.read, rows.used, rows.merged, rows.rejected),
        (6, 4, 1, 1)
    );
}

#[test]
fn a_sheet_fills_what_a_dump_lacks_and_the_earlier_input_wins() {
    let list = departments(&CODED, &[&["1", "甲", "0"]]).dumped();
    let people = members(
        &[
            Field::USERID,
            Field::MEMBER_NAME,
            Field::MEMBER_DEPARTMENT_CODE,
        ],
        &[&["li", "李雷", "1"]],
    )
    .dumped();
    let sheet = members(
        &[Field::USERID, Field::MEMBER_NAME, Field::MOBILE],
        &[&["li", "李 雷", "13800130001"]],
    );
    let directory = link(&[list, people, sheet]);
    let member = directory.member(MemberId(0));
    assert_eq!(directory.member_count(), 1);
    assert_eq!(member.get(Field::MEMBER_NAME), Value::Text("李雷"));
    assert_eq!(member.get(Field::MOBILE), Value::Text("13800130001"));
    assert_eq!(member.place(Field::MOBILE).source, SourceId(2));
    assert_eq!(directory.counts().values_overridden, 1);
}

#[test]
fn a_weaker_identity_joins_only_a_member_without_the_stronger_one() {
    let fields = [Field::USERID, Field::EMPLOYEE_NO, Field::MOBILE];
    let directory = link(&[members(
        &fields,
        &[
            &["li", "7", ""],
            &["", "7", "+86 138-0013-0001"],
            &["wu", "7", ""],
            &["", "", "13800130001"],
            &["", "", ""],
        ],
    )]);
    assert_eq!(
        directory.member_count(),
        3,
        "li with 7, wu with 7, and one without any identity"
    );
    assert_eq!(directory.member(MemberId(0)).records().count(), 3);
}

#[test]
fn a_dump_without_a_department_list_keeps_its_departments_by_number() {
    let fields = [
        Field::USERID,
        Field::MEMBER_DEPARTMENT_CODE,
        Field::MAIN_DEPARTMENT,
    ];
    let directory =
        link(&[members(&fields, &[&["li", "4\u{1e}2", "2"], &["wu", "4", "9"]]).dumped()]);
    assert_eq!(memberships(&directory), ["li: 4 *2", "wu: *4"]);
    assert!(
        directory
            .departments()
            .all(|(_, department)| department.placeholder)
    );
    assert_eq!(
        directory.faults(),
        [
            Fault::NoDepartmentList {
                record: RecordId { block: 0, index: 0 },
                field: Field::MEMBER_DEPARTMENT_CODE,
                departments: 2
            },
            Fault::MainDepartmentMismatch {
                record: RecordId { block: 0, index: 1 }
            },
        ]
    );
}

#[test]
fn lists_beside_departments_must_be_as_long_as_they() {
    let fields = [
        Field::USERID,
        Field::MEMBER_DEPARTMENT_PATH,
        Field::IS_LEADER,
        Field::MEMBER_ORDER,
    ];
    let directory = link(&[members(
        &fields,
        &[
            &["a", "甲;乙", "1;0", "5;6"],
            &["b", "甲;乙", "否", "5"],
            &["c", "甲;乙", "是", "1;2;3"],
        ],
    )]);
    let said: Vec<Vec<_>> = directory
        .members()
        .map(|member| {
            member
                .memberships()
                .iter()
                .map(|one| (one.is_leader(), one.order()))
                .collect()
        })
        .collect();
    assert_eq!(said[0], [(Some(true), Some(5)), (Some(false), Some(6))]);
    assert_eq!(
        said[1],
        [(Some(false), Some(5)); 2],
        "one value that can stand for both"
    );
    assert_eq!(said[2], [(None, None); 2]);
    assert_eq!(directory.faults().len(), 2);
}

#[test]
fn departments_without_codes_are_numbered_around_the_codes_that_exist() {
    let directory = link(&[departments(
        &CODED,
        &[&["", "甲", ""], &["2", "乙", ""], &["", "丙", "2"]],
    )]);
    let numbering = Numbering::of(&directory);
    let codes: Vec<&str> = directory
        .tree()
        .preorder()
        .iter()
        .map(|id| numbering.code(*id))
        .collect();
    assert_eq!(codes, ["1", "2", "3"]);
}

#[test]
fn one_person_in_a_hundred_thousand_rows_costs_no_more_than_its_rows() {
    let rows: Vec<[String; 2]> = (0..100_000)
        .map(|row| ["li".to_owned(), format!("甲/{}", row % 50_000)])
        .collect();
    let rows: Vec<[&str; 2]> = rows.iter().map(|[a, b]| [a.as_str(), b.as_str()]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 2]>::as_slice).collect();
    let directory = link(&[members(
        &[Field::USERID, Field::MEMBER_DEPARTMENT_PATH],
        &rows,
    )]);
    assert_eq!(directory.member(MemberId(0)).memberships().len(), 50_000);
}

#[test]
fn a_department_list_goes_before_what_stands_beside_members() {
    let aside = departments(&CODED[..2], &[&["11", "平台部"]]).aside();
    let list = departments(&CODED, &[&["1", "星河", ""], &["11", "平台部", "1"]]);
    let directory = link(&[aside, list]);
    assert_eq!(paths(&directory), ["星河", "星河/平台部"]);
    assert_eq!(directory.faults(), []);
    assert_eq!(directory.counts().rows.used, 2);
}
