//! M: members and what is said about them.

use super::*;
use crate::directory::example::departments;

const PLACED: &str = "userid name department";

#[test]
fn a_member_needs_something_to_be_told_apart_by() {
    let rows = [["", "李雷", "", ""], ["", "韩梅梅", "13800130001", ""]];
    assert_eq!(
        found("M001", &[members("userid name mobile email", &rows)]),
        ["M001 1!A2 name=李雷"]
    );
    assert_eq!(
        found("M001", &[members("name mobile", &[["李雷", ""]])]),
        ["M001 1!B2 name=李雷"]
    );
}

#[test]
fn a_member_needs_a_name() {
    let rows = [["li", "", "星河"], ["han", "韩梅梅", "星河"]];
    assert_eq!(
        found("M002", &[members(PLACED, &rows)]),
        ["M002 1!B2 member=li"]
    );
}

#[test]
fn rows_that_contradict_each_other_name_both_cells_and_the_column() {
    let rows = [["li", "李雷", "星河"], ["li", "李磊", "星河"]];
    assert_eq!(
        found("M003", &[members(PLACED, &rows)]),
        ["M003 1!B3 member=李雷 field=name first=李雷 value=李磊 < 1!B2 first=李雷"]
    );
}

#[test]
fn a_mobile_or_mail_of_two_members_is_reported_at_the_later_ones() {
    let rows = [
        ["li", "李雷", "138 0013 0001", "Li@example.com"],
        ["han", "韩梅梅", "+8613800130001", "han@example.com"],
        ["wu", "吴明", "13800130002", "LI@EXAMPLE.COM"],
        ["he", "何欢", "13800130001", "li@example.com"],
        ["ma", "马超", "无", "无"],
        ["xu", "徐静", "无", "无"],
    ];
    let sheet = || members("userid name mobile email", &rows);
    assert_eq!(
        found("M004", &[sheet()]),
        [
            "M004 1!C3 member=韩梅梅 first=李雷 value=+8613800130001 < 1!C2 first=李雷",
            "M004 1!C5 member=何欢 first=李雷 value=13800130001 < 1!C2 first=李雷",
        ]
    );
    assert_eq!(
        found("M005", &[sheet()]),
        [
            "M005 1!D4 member=吴明 first=李雷 value=LI@EXAMPLE.COM < 1!D2 first=李雷",
            "M005 1!D5 member=何欢 first=李雷 value=li@example.com < 1!D2 first=李雷",
        ]
    );
}

#[test]
fn one_member_in_two_rows_is_no_duplicate_of_themselves() {
    let rows = [
        ["li", "李雷", "13800130001", "星河/研发部"],
        ["li", "李雷", "13800130001", "星河/市场部"],
    ];
    let sheets = [members("userid name mobile department", &rows)];
    assert_eq!(found("M004", &sheets), [""; 0]);
    assert_eq!(found("M003", &sheets), [""; 0]);
}

#[test]
fn a_million_members_with_one_mobile_are_counted_in_order() {
    let rows = vec![["13800130001"]; 3];
    let sheet = members("mobile", &rows);
    assert_eq!(found("M004", &[sheet]), [""; 0], "they are one member");
    let rows: Vec<[String; 2]> = (0..200_000)
        .map(|row| [format!("u{row}"), "a@example.com".to_owned()])
        .collect();
    let rule = RULES.iter().find(|rule| rule.code.id == "M005").unwrap();
    let findings = check(&[rule], &link(&[members("userid email", &rows)]));
    assert_eq!(findings.counts()["M005"], 199_999);
    assert_eq!(at(&findings.list()[0].place), "1!B3");
}

#[test]
fn a_mobile_that_is_none_says_why() {
    let rows = [
        ["a", "1380013000"],
        ["b", "12800130001"],
        ["c", "138O0130001"],
        ["d", "１３８ ００１３ ０００１"],
        ["e", ""],
        ["f", "+12345"],
    ];
    assert_eq!(
        found("M006", &[members("userid mobile", &rows)]),
        [
            "M006 1!B2 member=a value=1380013000 case=digits count=10",
            "M006 1!B3 member=b value=12800130001 case=prefix",
            "M006 1!B4 member=c value=138O0130001 case=characters",
            "M006 1!B7 member=f value=+12345 case=international count=5",
        ]
    );
}

#[test]
fn a_mail_address_that_is_none_is_found_in_both_mail_columns() {
    let rows = [["a", "a@example", "a@example.com"], ["b", "", "无"]];
    assert_eq!(
        found("M007", &[members("userid email biz_email", &rows)]),
        [
            "M007 1!B2 member=a value=a@example",
            "M007 1!C3 member=b value=无"
        ]
    );
}

#[test]
fn a_member_without_department_is_an_error_where_the_sheet_has_the_column() {
    let list = [["1", "星河", ""], ["2", "研发部", "1"]];
    let people = [
        ["li", "李雷", "星河/研发部"],
        ["han", "韩梅梅", ""],
        ["wu", "吴明", "不知道"],
    ];
    let sheets = [
        departments("code name parent_code", &list),
        members(PLACED, &people),
    ];
    assert_eq!(
        found("M008", &sheets),
        ["M008 2!C3 member=韩梅梅"],
        "of the unknown department P003 tells"
    );
}

#[test]
fn members_of_a_sheet_without_department_column_are_one_finding_of_the_sheet() {
    let plain = [["li", "李雷"], ["han", "韩梅梅"], ["wu", "吴明"]];
    let placed = [["han", "韩梅梅", "星河"], ["he", "何欢", ""]];
    assert_eq!(
        found(
            "M008",
            &[members("userid name", &plain), members(PLACED, &placed)]
        ),
        ["H002 1!0 column=部门", "M008 2!C3 member=何欢"]
    );
}

#[test]
fn a_main_department_must_be_one_of_the_departments() {
    let people = [["li", "李雷", "星河/研发部;星河/市场部", "财务部"]];
    assert_eq!(
        found(
            "M009",
            &[members("userid name department main_department", &people)]
        ),
        ["M009 1!D2 member=李雷 value=财务部"]
    );
}

#[test]
fn lists_beside_the_departments_must_be_as_long() {
    let people = [["li", "李雷", "星河/研发部;星河/市场部", "1;0;1"]];
    assert_eq!(
        found(
            "M010",
            &[members("userid name department is_leader", &people)]
        ),
        ["M010 1!D2 member=李雷 field=is_leader values=3 departments=2 value=1;0;1"]
    );
}

#[test]
fn a_manager_is_one_of_the_members_and_one_only() {
    let rows = [
        ["li", "1001", "李雷", ""],
        ["wang1", "1002", "王伟", "李雷"],
        ["wang2", "1003", "王伟", "1001；孙总"],
        ["han", "1004", "韩梅梅", "王伟"],
        ["wu", "1005", "吴明", "王伟（1003）"],
    ];
    let sheet = || members("userid employee_no name manager", &rows);
    assert_eq!(
        found("M011", &[sheet()]),
        [
            "M011 1!D4 value=孙总 member=王伟 field=manager case=unknown",
            "M011 1!D5 value=王伟 member=韩梅梅 field=manager case=several \
             < 1!B3 who=王伟 1002 < 1!B4 who=王伟 1003",
        ]
    );
    assert_eq!(found("M011", &[sheet().dumped()]), [""; 0]);
}

#[test]
fn a_manager_outside_of_the_branch_that_is_looked_at_is_nothing_to_report() {
    let rows = [
        ["li", "李雷", "星河/总部", ""],
        ["han", "韩梅梅", "星河/研发", "李雷"],
        ["wu", "吴明", "星河/研发", "孙总"],
    ];
    let directory = link(&[members("userid name department manager", &rows)]);
    let top = directory.named("研发")[0];
    let (branch, _) = directory.branch(top);
    let rules: Vec<_> = RULES.iter().collect();
    let found = check(&rules, &branch);
    let values = found.list().iter().filter(|one| one.code.id == "M011");
    let values: Vec<_> = values.map(|one| one.value.as_deref()).collect();
    assert_eq!(values, [Some("孙总")]);
}
