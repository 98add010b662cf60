//! People who have left.

use super::*;

const STAFF: Cells<'static> = &[
    &["姓名", "手机", "部门", "员工状态", "激活状态"],
    &["张三", "13800130001", "研发部", "正式", "已激活"],
    &["李四", "1.38E+10", "研发部", "离职", "已禁用"],
    &["王五", "13800130003", "研发部", "试用", "退出企业"],
    &["赵六", "13800130004", "研发部", "待离职", ""],
    &["孙七", "13800130005", "研发部", "", ""],
];

#[test]
fn who_has_left_is_left_out_with_whatever_is_wrong_with_them_and_told_once() {
    let (found, records) = read(STAFF);
    let names: Vec<_> = records
        .iter()
        .filter_map(|record| record.split("name=").nth(1)?.split(' ').next())
        .collect();
    assert_eq!(names, ["张三", "赵六", "孙七"]);
    assert_eq!(findings(&found), ["H007 3 leavers"]);
    let tally = found.rows;
    assert_eq!((tally.emitted, tally.ignored, tally.leavers), (3, 3, 2));
}

#[test]
fn who_has_left_is_taken_where_the_user_says_so() {
    let pins = Pins {
        include_leavers: Some(true),
        ..Pins::default()
    };
    let (found, records) = read_sheet(STAFF, None, &pins);
    assert_eq!((records.len(), found.rows.leavers), (5, 0));
    assert_eq!(findings(&found), ["C002 B3 scientific"]);
}

#[test]
fn the_name_of_a_sheet_may_say_that_all_have_left() {
    let rows: Cells<'_> = &[
        &["姓名", "部门", "离职日期"],
        &["张三", "研发部", "2024-03-01"],
    ];
    for (sheet, leavers) in [
        ("离职", 1),
        ("离职人员2024", 1),
        ("在职、离职汇总", 0),
        ("在职", 0),
    ] {
        let (found, _) = read_sheet(rows, Some(sheet), &Pins::default());
        assert_eq!(found.rows.leavers, leavers, "{sheet}");
    }
    let told: Cells<'_> = &[&["姓名", "部门", "状态"], &["张三", "研发部", "在职"]];
    let (found, _) = read_sheet(told, Some("离职"), &Pins::default());
    assert_eq!(found.rows.leavers, 0);
}

#[test]
fn the_department_beside_somebody_who_has_left_stays() {
    let (_, records) = read(&[
        &["姓名", "部门编号", "部门名称", "状态"],
        &["张三", "2", "研发部", "离职"],
        &["李四", "2", "研发部", "在职"],
    ]);
    assert_eq!(
        records,
        [
            "2A code=2 path=研发部",
            "3M department=研发部 department_code=2 name=李四 status=在职"
        ]
    );
}

#[test]
fn the_status_of_a_department_is_no_status_of_people() {
    let (found, records) = read(&[
        &["部门编号", "部门名称", "上级部门编号", "状态"],
        &["2", "研发部", "1", "注销"],
    ]);
    assert_eq!((records.len(), found.rows.leavers), (1, 0));
}

#[test]
fn a_column_may_ask_whether_somebody_is_still_there() {
    for (header, there, gone) in [("是否在职", "是", "否"), ("是否离职", "N", "Y")] {
        let rows: Cells<'_> = &[
            &["姓名", "部门", header],
            &["张三", "研发部", there],
            &["李四", "研发部", gone],
            &["王五", "研发部", ""],
        ];
        let (found, records) = read(rows);
        assert_eq!((records.len(), found.rows.leavers), (2, 1), "{header}");
    }
}
