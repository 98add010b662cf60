//! Two small companies, and what is said of their differences.

use crate::directory::Directory;
use crate::directory::example::{departments, link, members};
use crate::record::Field;

use super::{Diff, Recognised, Tally};

/// What a diff says, one line a change: what it is about, and what became of it.
fn said(before: &Directory, after: &Directory) -> Vec<String> {
    let diff = Diff::between(before, after);
    let path = |directory: &Directory, id| directory.path(id).join("/");
    let mut lines = Vec::new();
    for change in &diff.departments {
        let old = change.before.map(|id| path(before, id)).unwrap_or_default();
        let new = change.after.map(|id| path(after, id)).unwrap_or_default();
        let mut line = format!("{old} → {new}");
        for (is_so, word) in [
            (change.is_renamed, " renamed"),
            (change.is_moved, " moved"),
            (!change.fields.is_empty(), " changed"),
            (change.recognised == Recognised::Inferred, " inferred"),
        ] {
            line.push_str(if is_so { word } else { "" });
        }
        lines.push(line);
    }
    for change in &diff.members {
        let old = change.before.map(|id| before.member(id).label());
        let new = change.after.map(|id| after.member(id).label());
        let fields: Vec<_> = change.fields.iter().map(|field| field.field.id()).collect();
        let joined: Vec<_> = change.joined.iter().map(|id| path(after, *id)).collect();
        let left: Vec<_> = change.left.iter().map(|id| path(before, *id)).collect();
        let leads: Vec<_> = change.leads.iter().map(|(_, leads)| leads).collect();
        lines.push(format!(
            "{} → {} {fields:?} +{joined:?} -{left:?} {leads:?}",
            old.unwrap_or_default(),
            new.unwrap_or_default(),
        ));
    }
    lines
}

fn company(rows: &[[&str; 3]], people: &[[&str; 4]]) -> Directory {
    link(&[
        departments("code name parent_code", rows),
        members("userid name mobile department_code", people),
    ])
}

const ROWS: [[&str; 3]; 4] = [
    ["1", "星河", ""],
    ["2", "研发部", "1"],
    ["3", "后端组", "2"],
    ["4", "市场部", "1"],
];
const PEOPLE: [[&str; 4]; 3] = [
    ["zhang", "张三", "13800130001", "3"],
    ["li", "李四", "13800130002", "3"],
    ["wang", "王五", "13800130003", "4"],
];

#[test]
fn a_directory_is_no_different_from_itself() {
    let directory = company(&ROWS, &PEOPLE);
    let diff = Diff::between(&directory, &directory);
    assert!(diff.is_empty());
    assert_eq!(diff.tally(), Tally::default());
    assert!(diff.basis.by_code);
    let fields = [Field::MEMBER_NAME, Field::USERID, Field::MOBILE];
    assert_eq!(diff.basis.member_fields, fields);
}

#[test]
fn by_code_a_department_is_renamed_and_moved() {
    let rows = [
        ["1", "星河", ""],
        ["2", "研发中心", "1"],
        ["3", "后端组", "4"],
        ["4", "市场部", "1"],
        ["5", "客服部", "1"],
    ];
    let people = [
        ["zhang", "张三", "+86 138-0013-0001", "3"],
        ["li", "李四", "13800130009", "5"],
        ["zhao", "赵六", "13800130004", "4"],
    ];
    assert_eq!(
        said(&company(&ROWS, &PEOPLE), &company(&rows, &people)),
        [
            "星河/研发部 → 星河/研发中心 renamed",
            "星河/研发部/后端组 → 星河/市场部/后端组 moved",
            " → 星河/客服部",
            r#"李四 → 李四 ["member.mobile"] +["星河/客服部"] -["星河/研发部/后端组"] []"#,
            r#" → 赵六 [] +["星河/市场部"] -[] []"#,
            r#"王五 →  [] +[] -["星河/市场部"] []"#,
        ]
    );
}

#[test]
fn without_codes_a_renamed_department_is_known_by_its_members_and_its_children_by_path() {
    let sheet = |rows: &[[&str; 3]]| link(&[members("userid name department", rows)]);
    let before = sheet(&[
        ["zhang", "张三", "星河/研发部"],
        ["li", "李四", "星河/研发部"],
        ["wang", "王五", "星河/研发部/后端组"],
        ["zhao", "赵六", "星河/市场部"],
    ]);
    let after = sheet(&[
        ["zhang", "张三", "星河/技术中心"],
        ["li", "李四", "星河/技术中心"],
        ["wang", "王五", "星河/技术中心/后端组"],
        ["zhao", "赵六", "星河/销售部"],
        ["qian", "钱七", "星河/销售部"],
    ]);
    assert_eq!(
        said(&before, &after),
        [
            "星河/研发部 → 星河/技术中心 renamed inferred",
            " → 星河/销售部",
            "星河/市场部 → ",
            r#"赵六 → 赵六 [] +["星河/销售部"] -["星河/市场部"] []"#,
            r#" → 钱七 [] +["星河/销售部"] -[] []"#,
        ]
    );
}

#[test]
fn codes_that_name_other_departments_are_not_believed() {
    let rows = [
        ["4", "星河", ""],
        ["3", "研发部", "4"],
        ["2", "后端组", "3"],
        ["1", "市场部", "4"],
    ];
    let people = PEOPLE
        .map(|[id, name, mobile, code]| [id, name, mobile, if code == "3" { "2" } else { "1" }]);
    let (before, after) = (company(&ROWS, &PEOPLE), company(&rows, &people));
    let diff = Diff::between(&before, &after);
    assert!(diff.is_empty(), "{:?}", said(&before, &after));
    assert!(!diff.basis.by_code);
}

#[test]
fn a_column_that_one_side_lacks_is_no_difference_and_an_empty_cell_is_one() {
    let before = link(&[members(
        "userid name email mobile department is_leader",
        &[
            [
                "zhang",
                "张三",
                "Zhang@example.com",
                "13800130001",
                "星河",
                "是",
            ],
            ["li", "李四", "li@example.com", "", "星河", "否"],
        ],
    )]);
    let after = link(&[members(
        "userid name email department is_leader",
        &[
            ["zhang", "张三", "zhang@example.com", "星河", "否"],
            ["li", "李四", "", "星河", "否"],
        ],
    )]);
    assert_eq!(
        said(&before, &after),
        [
            "张三 → 张三 [] +[] -[] [false]",
            r#"李四 → 李四 ["member.email"] +[] -[] []"#,
        ]
    );
}
