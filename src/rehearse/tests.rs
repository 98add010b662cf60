//! What is told of rehearsals with the models.

use crate::diagnostic::SourceId;
use crate::directory::Directory;
use crate::directory::example::{departments, link, members};
use crate::system::{PayloadOptions, by_name};

use super::{Rehearsed, rehearse};

/// What is found, one line a finding: code, row, value, and what else it says.
fn found(system: &str, wanted: &Directory, current: Option<&Directory>) -> Vec<String> {
    let findings = rehearse(&Rehearsed {
        system: by_name(system).unwrap(),
        wanted,
        options: &PayloadOptions::default(),
        current,
    })
    .unwrap();
    let lines = findings.list().iter().map(|finding| {
        let place = &finding.place;
        assert!(place.source >= SourceId(0));
        let value = finding.value.as_deref().unwrap_or_default();
        format!("{}:{} {value}", finding.code.id, place.row)
    });
    lines.collect()
}

fn company(rows: &[[&str; 3]], people: &[[&str; 4]]) -> Directory {
    link(&[
        departments("code name parent_code", rows),
        members("userid name biz_email department_code", people),
    ])
}

const ROWS: [[&str; 3]; 3] = [
    ["1", "星河", ""],
    ["2", "研发部", "1"],
    ["3", "市场部", "1"],
];

#[test]
fn what_a_server_takes_as_it_is_brings_no_finding() {
    let people = [
        ["zhang", "张三", "zhang@example.com", "2"],
        ["li", "李四", "li@example.com", "3"],
    ];
    let wanted = company(&ROWS, &people);
    for system in ["aisuda", "atwork", "seatable", "wecom"] {
        assert_eq!(found(system, &wanted, None), [""; 0], "{system}");
    }
}

#[test]
fn seatable_refuses_a_mail_that_is_taken_and_leaves_who_is_there() {
    let people = [
        ["zhang", "张三", "sales@example.com", "2"],
        ["li", "李四", "Sales@example.com", "3"],
    ];
    let wanted = company(&ROWS, &people);
    assert_eq!(found("seatable", &wanted, None), ["S010:3 李四"]);
    let imported = link(&[
        departments("code name parent_code", &ROWS),
        members(
            "userid name email department_code",
            &[["zhang", "张三", "0123@auth.local", "2"]],
        ),
    ]);
    let wanted = company(&ROWS, &people[..1]);
    assert_eq!(found("seatable", &wanted, Some(&imported)), ["S011:2 张三"]);
}

#[test]
fn aisuda_makes_one_of_two_people_with_one_mail() {
    let people = [
        ["zhang", "张三", "sales@example.com", "2"],
        ["li", "李四", "sales@example.com", "3"],
    ];
    let wanted = company(&ROWS, &people);
    assert_eq!(found("aisuda", &wanted, None), ["A008:3 李四"]);
}

#[test]
fn aisuda_refuses_a_tree_that_is_too_deep_as_a_whole() {
    let rows: Vec<[String; 3]> = (1..=11)
        .map(|level: u32| {
            let parent = match level {
                1 => String::new(),
                level => (level - 1).to_string(),
            };
            [level.to_string(), format!("第{level}级"), parent]
        })
        .collect();
    let wanted = link(&[departments("code name parent_code", &rows)]);
    assert_eq!(found("aisuda", &wanted, None), ["A006:0 "]);
}

#[test]
fn aisuda_keeps_who_moved_in_the_former_department() {
    let before = [["zhang", "张三", "zhang@example.com", "2"]];
    let after = [["zhang", "张三", "zhang@example.com", "3"]];
    let (current, wanted) = (company(&ROWS, &before), company(&ROWS, &after));
    assert_eq!(found("aisuda", &wanted, Some(&current)), ["A007:2 张三"]);
}

#[test]
fn atwork_makes_a_second_department_and_refuses_a_serial_that_is_taken() {
    let current = link(&[departments(
        "name parent",
        &[["星河", ""], ["研发部", "星河"]],
    )]);
    let paths = link(&[departments(
        "name parent",
        &[["星河", ""], ["研发部", "星河"], ["客服部", "星河"]],
    )]);
    assert_eq!(found("atwork", &paths, Some(&current)), ["W008:3 研发部"]);
    let current = company(&ROWS, &[]);
    let rows = [["1", "星河", ""], ["2", "客服部", "1"]];
    let wanted = company(&rows, &[]);
    assert_eq!(found("atwork", &wanted, Some(&current)), ["W007:3 客服部"]);
}
