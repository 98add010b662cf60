//! A branch keeps what is in it, and nothing else.

use super::super::example::{departments, link, members};
use super::*;
use crate::record::Field;

fn company() -> Directory {
    link(&[
        departments(
            "code name parent_code",
            &[
                ["1", "星河", ""],
                ["2", "研发", "1"],
                ["3", "平台", "2"],
                ["4", "市场", "1"],
                ["5", "平台", "4"],
                ["6", "孤儿", "99"],
                ["5", "平台", "2"],
            ],
        ),
        members(
            "userid name department",
            &[
                ["zs", "张三", "星河/研发/平台"],
                ["ls", "李四", "星河/市场;星河/研发"],
                ["ww", "王五", "星河/市场"],
                ["zl", "赵六", "星河"],
                ["sq", "孙七", "星河/研发;星河/没有"],
                ["zb", "周八", "没有"],
            ],
        ),
    ])
}

fn named(directory: &Directory, name: &str) -> Vec<String> {
    let found = directory.named(name).into_iter();
    found.map(|id| directory.path(id).join("/")).collect()
}

#[test]
fn a_department_is_named_by_its_path_by_the_end_of_it_or_by_its_code() {
    let directory = company();
    for (name, found) in [
        ("星河/研发", &["星河/研发"][..]),
        ("/ 星河 ／ 研发 /", &["星河/研发"]),
        ("星河＞研发>平台", &["星河/研发/平台"]),
        ("研发", &["星河/研发"]),
        ("平台", &["星河/研发/平台", "星河/市场/平台"]),
        ("市场/平台", &["星河/市场/平台"]),
        ("4", &["星河/市场"]),
        ("发", &[]),
        ("没有", &[]),
        ("/", &[]),
        ("", &[]),
    ] {
        assert_eq!(named(&directory, name), found, "{name}");
    }
}

#[test]
fn a_branch_has_its_departments_those_above_it_and_its_members() {
    let directory = company();
    let top = directory.named("星河/研发")[0];
    let (branch, outside) = directory.branch(top);
    let paths: Vec<String> = branch
        .tree()
        .preorder()
        .iter()
        .map(|id| branch.path(*id).join("/"))
        .collect();
    assert_eq!(paths, ["星河", "星河/研发", "星河/研发/平台"]);
    let memberships: Vec<String> = branch
        .members()
        .map(|member| {
            let of = member.memberships().iter().map(|membership| {
                let star = if membership.is_main() { "*" } else { "" };
                format!("{star}{}", branch.path(membership.department()).join("/"))
            });
            format!("{} {}", member.label(), of.collect::<Vec<_>>().join(" "))
        })
        .collect();
    assert_eq!(
        memberships,
        ["张三 *星河/研发/平台", "李四 *星河/研发", "孙七 *星河/研发"]
    );
    let unresolved = |fault: &Fault| matches!(fault, Fault::UnresolvedDepartment { .. });
    assert!(
        branch.faults().iter().all(unresolved),
        "{:?}",
        branch.faults()
    );
    assert_eq!(branch.faults().len(), 1, "the one of 孙七");
    let rows = branch.counts().rows;
    assert!(rows.is_conserved());
    assert_eq!((rows.read, rows.used, rows.ignored), (13, 6, 7));
    let place = |source, row| Place::row(SourceId(source), row);
    for (source, row, is_outside) in [
        (0, 1, false),
        (0, 2, false),
        (0, 5, true),
        (1, 4, true),
        (1, 3, false),
    ] {
        assert_eq!(
            outside.cover(&place(source, row)),
            is_outside,
            "{source} {row}"
        );
    }
}

#[test]
fn a_branch_stays_one_when_rows_are_left_out_of_it() {
    let directory = company();
    let top = directory.named("星河/市场")[0];
    let (branch, _) = directory.branch(top);
    let is_wang = |record: crate::record::Record<'_>| record.get(Field::USERID).or_empty() == "ww";
    let rest = branch.without(&is_wang);
    let labels: Vec<&str> = rest.members().map(|member| member.label()).collect();
    assert_eq!((labels, rest.departments().len()), (vec!["李四"], 3));
    let is_top =
        |record: crate::record::Record<'_>| record.get(Field::DEPARTMENT_NAME).or_empty() == "市场";
    assert_eq!(rest.without(&is_top).departments().len(), 0);
}

#[test]
fn fewer_fields_leave_everybody_where_they_are() {
    let directory = company();
    let narrowed = directory.with_fields(&|field| field == Field::MOBILE);
    assert_eq!(narrowed.members().len(), directory.members().len());
    for (member, whole) in narrowed.members().zip(directory.members()) {
        assert_eq!(
            member.get(Field::MEMBER_NAME),
            whole.get(Field::MEMBER_NAME)
        );
        assert_eq!(member.memberships(), whole.memberships());
        assert!(member.get(Field::USERID).is_absent());
    }
}
