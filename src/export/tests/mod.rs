//! What each format holds.

mod any_company;
mod round_trip;
mod sample;

use super::*;
use crate::directory::Directory;
use crate::locale::{Language, Locale};
use crate::record::Field;

pub(super) use sample::{Sample, link};

use sample::link_separated;

fn exported(directory: &Directory, part: csv::Part) -> Vec<u8> {
    let mut out = Vec::new();
    csv::write(directory, part, &Locale::new(Language::Chinese), &mut out).unwrap();
    out
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap()
        .trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
}

pub(super) fn company() -> Directory {
    link(&[
        Sample::departments(
            &[
                "部门编号",
                "部门名称",
                "上级部门编号",
                "部门排序",
                "部门类型",
                "部门电话",
                "成本中心",
            ],
            &[
                &["01", "星河科技", "", "", "公司", "010-1", ""],
                &["02", "研发/测试", "01", "2", "部门", "", "C1"],
                &["03", "市场部", "01", "1", "", "", "C2"],
            ],
        ),
        Sample::members(
            &[
                "账号",
                "姓名",
                "手机",
                "职务",
                "所属部门编号",
                "主部门",
                "是否经理",
                "成员排序",
                "工位号",
            ],
            &[
                &[
                    "zhang",
                    "张三",
                    "13800130001",
                    "工程师",
                    "02;03",
                    "03",
                    "是;否",
                    ";7",
                    "A-1",
                ],
                &["li", "李四", "", "", "", "", "", "", ""],
                &["wang", "王五", "", "经理", "01", "", "是", "", ""],
                &["wang", "王五", "", "顾问", "03", "", "", "", "B-2"],
            ],
        ),
    ])
}

#[test]
fn names_that_hold_every_separator_are_told_apart_by_codes() {
    for (names, is_coded) in [
        (["研发/测试", "市场"], false),
        (["研发/测试>甲", "市场\\乙→丙"], true),
        (["研发;测试", "市场"], true),
        ([" 研发", "市场"], true),
    ] {
        let named = Sample::departments(
            &["部门名称", "上级部门"],
            &[&["总部", ""], &[names[0], "总部"], &[names[1], "总部"]],
        );
        let directory = link_separated(&[named], '|');
        let references = references::References::of(&directory);
        assert_eq!(references.has_codes(), is_coded, "{names:?}");
    }
}

#[test]
fn work_weixin_orders_become_places_among_siblings() {
    let rows: &[&[&str]] = &[
        &["1", "星河", "0", "100"],
        &["2", "研发", "1", "5"],
        &["3", "市场", "1", "9"],
    ];
    let headers = ["部门编号", "部门名称", "上级部门编号", "部门排序"];
    let directory = link(&[Sample::departments(&headers, rows).dumped()]);
    assert_eq!(
        text(exported(&directory, csv::Part::Departments)),
        "部门编号,部门名称,上级部门编号,部门排序\n1,星河,,1\n3,市场,1,1\n2,研发,1,2\n"
    );
}

#[test]
fn departments_known_by_code_only_are_not_written_as_named_ones() {
    let headers = ["账号", "姓名", "所属部门编号"];
    let directory = link(&[Sample::members(&headers, &[&["a", "甲", "7;9"]]).dumped()]);
    let departments = text(exported(&directory, csv::Part::Departments));
    assert_eq!(departments.lines().count(), 1, "{departments}");
    let members = text(exported(&directory, csv::Part::Members));
    assert!(members.contains("7;9"), "{members}");
}

#[test]
fn a_manager_is_named_by_userid_where_everybody_named_has_one() {
    let headers = ["账号", "姓名", "直属上级"];
    let rows: &[&[&str]] = &[
        &["a", "甲", "乙"],
        &["b", "乙", "甲、丁"],
        &["c", "丙", "甲，乙"],
        &["", "丁", "丁"],
    ];
    let directory = link(&[Sample::members(&headers, rows)]);
    assert_eq!(
        text(exported(&directory, csv::Part::Members)),
        "账号,姓名,直属上级,部门\na,甲,b,\nb,乙,甲、丁,\nc,丙,a;b,\n,丁,丁,\n"
    );
}

#[test]
fn the_gender_of_a_dump_is_written_in_words() {
    let headers = ["userid", "name", "gender"];
    let rows: &[&[&str]] = &[&["a", "甲", "1"], &["b", "乙", "2"], &["c", "丙", "0"]];
    let directory = link(&[Sample::members(&headers, rows).dumped()]);
    assert_eq!(
        text(exported(&directory, csv::Part::Members)),
        "账号,姓名,性别,部门\na,甲,男,\nb,乙,女,\nc,丙,0,\n"
    );
}

#[test]
fn flat_rows_hold_every_membership_and_every_department() {
    let mut out = Vec::new();
    flat::write(&company(), &Locale::new(Language::Chinese), &mut out).unwrap();
    let text = text(out);
    let rows: Vec<&str> = text.lines().collect();
    assert_eq!(rows.len(), 6, "{text}");
    assert!(
        rows[1].starts_with("02,研发/测试,01,2,部门,,C1,zhang,张三,"),
        "{text}"
    );
    assert!(
        rows[2].contains(",zhang,张三,13800130001,工程师,03,否,7,A-1"),
        "{text}"
    );
    assert!(rows[5].contains(",wang,王五,,顾问,"), "{text}");
}

#[test]
fn a_department_without_people_is_a_flat_row_with_empty_person_cells() {
    let directory = link(&[
        Sample::departments(
            &["部门编号", "部门名称", "上级部门编号"],
            &[&["1", "星河", ""], &["2", "研发", "1"]],
        ),
        Sample::members(
            &["账号", "姓名", "所属部门编号"],
            &[&["a", "甲", "1"], &["b", "乙", ""]],
        ),
    ]);
    let mut out = Vec::new();
    flat::write(&directory, &Locale::new(Language::English), &mut out).unwrap();
    assert_eq!(
        text(out),
        "department_code,department_name,parent_code,userid,name\n\
         1,星河,,a,甲\n,,,b,乙\n2,研发,1,,\n"
    );
}

#[test]
fn siblings_in_scattered_rows_keep_their_order() {
    let departments = Sample::departments(
        &["部门编号", "部门名称", "上级部门编号", "部门排序"],
        &[
            &["1", "星河", "", "5"],
            &["2", "研发", "1", "7"],
            &["3", "市场", "1", ""],
            &["4", "财务", "1", ""],
        ],
    );
    let mut out = Vec::new();
    flat::write(
        &link(&[departments]),
        &Locale::new(Language::Chinese),
        &mut out,
    )
    .unwrap();
    assert_eq!(
        text(out),
        "部门编号,部门名称,上级部门编号,部门排序,姓名\n\
         1,星河,,1,\n2,研发,1,1,\n3,市场,1,2,\n4,财务,1,3,\n"
    );
}

#[test]
fn work_weixin_gets_numeric_departments_and_aligned_lists() {
    let part = |part| {
        let mut out = Vec::new();
        wecom_csv::write(&company(), part, &mut out).unwrap();
        text(out)
    };
    assert_eq!(
        part(wecom_csv::Part::Party),
        "部门名称,部门ID,父部门ID,排序\n星河科技,1,0,1\n市场部,2,1,2\n研发/测试,3,1,1\n"
    );
    let users = part(wecom_csv::Part::User);
    let rows: Vec<&str> = users.lines().collect();
    assert_eq!(rows[1], "张三,zhang,13800130001,,3;2,工程师,,1;0,0;7,,,,,");
    assert_eq!(rows[3], "王五,wang,,,1;2,经理,,1;0,,,,,,");
}

#[test]
fn an_account_that_is_off_is_told_to_work_weixin() {
    for (header, status, written) in [
        ("禁用", "是", "1"),
        ("禁用", "0", "0"),
        ("禁用状态", "未禁用", "0"),
        ("禁用状态", "已禁用", "1"),
        ("员工状态", "1", "0"),
        ("员工状态", "2", "1"),
        ("员工状态", "在职", "0"),
        ("员工状态", "", ""),
    ] {
        let rows: &[&[&str]] = &[&["a", "甲", status]];
        let directory = link(&[Sample::members(&["账号", "姓名", header], rows)]);
        let mut out = Vec::new();
        wecom_csv::write(&directory, wecom_csv::Part::User, &mut out).unwrap();
        let text = text(out);
        let row = text.lines().nth(1).unwrap();
        assert_eq!(row.split(',').nth(12), Some(written), "{header} {status}");
    }
}

#[test]
fn the_tree_counts_a_person_once_in_a_branch() {
    let draw = |language| {
        let mut out = Vec::new();
        tree::write(&company(), &Locale::new(language), &mut out).unwrap();
        text(out)
    };
    assert_eq!(
        draw(Language::Chinese),
        "星河科技（1 人，含下级共 2 人）\n\
         ├── 市场部（2 人）\n\
         └── 研发/测试（1 人）\n\
         共 3 个部门、3 人\n\
         未分到部门：1 人\n"
    );
    assert!(draw(Language::English).contains("3 departments, 3 members"));
}

#[test]
fn a_graph_has_every_department_and_the_edges_to_its_children() {
    let mut out = Vec::new();
    dot::write(&company(), &Locale::new(Language::Chinese), &mut out).unwrap();
    let text = text(out);
    assert!(
        text.contains("d2 [label=\"研发/测试（1 人）\", tooltip=\"02\"];"),
        "{text}"
    );
    assert!(text.contains("d1 -> d2;"), "{text}");
    assert_eq!(text.matches("->").count(), 2);
}

#[test]
fn no_two_columns_of_ours_share_a_header() {
    for language in Language::ALL {
        // A flat file has the department's own columns instead of those that refer to it.
        let references = [Field::MEMBER_DEPARTMENT_CODE, Field::MEMBER_DEPARTMENT_PATH];
        let fields = departments::DEPARTMENT_FIELDS
            .into_iter()
            .chain(members::MEMBER_FIELDS)
            .filter(|field| !references.contains(field));
        let mut headers: Vec<_> = fields
            .map(|field| columns::header(field, language))
            .collect();
        let count = headers.len();
        headers.sort_unstable();
        headers.dedup();
        assert_eq!(headers.len(), count, "{headers:?}");
    }
}
