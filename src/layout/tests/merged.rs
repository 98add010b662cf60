//! Cells that are merged over several rows.

use super::*;

/// Reads `rows` with cells of one column merged: the column, the first row and the last.
fn read_with(rows: Cells<'_>, merges: &[(u16, u32, u32)]) -> Vec<String> {
    let rows: Vec<Row> = (1..)
        .zip(rows)
        .map(|(number, cells)| row(number, cells))
        .collect();
    let merges: Vec<Merge> = merges
        .iter()
        .map(|(column, top, bottom)| Merge {
            top: *top,
            bottom: *bottom,
            left: *column,
            right: *column,
        })
        .collect();
    read_merged(&rows, &merges, None, &Pins::default()).1
}

#[test]
fn a_merged_department_holds_for_all_its_rows_and_a_blank_one_for_none() {
    let rows: Cells<'_> = &[
        &["部门", "姓名", "员工状态"],
        &["研发部", "张三", "离职"],
        &["", "李四", ""],
        &["", "王五", ""],
        &["", "赵六", ""],
        &["市场部", "孙七", ""],
        &["", "周八", ""],
    ];
    assert_eq!(
        read_with(rows, &[(1, 2, 4), (2, 6, 7), (1, 1, 1)]),
        [
            "3M department=研发部 name=李四",
            "4M department=研发部 name=王五",
            "5M name=赵六",
            "6M department=市场部 name=孙七",
            "7M name=周八",
        ]
    );
}

#[test]
fn a_merged_department_is_tidied_whatever_stands_beside_it() {
    let rows: Cells<'_> = &[
        &["姓名", "部门"],
        &["张三", "研发部"],
        &["李四", "　市场部 "],
        &["王五", ""],
        &["赵 六", ""],
        &["孙七", "#N/A"],
        &["周八", ""],
    ];
    assert_eq!(
        read_with(rows, &[(2, 3, 5), (2, 6, 7)]),
        [
            "2M department=研发部 name=张三",
            "3M department=市场部 name=李四",
            "4M department=市场部 name=王五",
            "5M department=市场部 name=赵 六",
            "6M department=#N/A name=孙七",
            "7M department=#N/A name=周八",
        ]
    );
}

#[test]
fn codes_parents_and_departments_beside_members_may_be_merged() {
    let members: Cells<'_> = &[&["所属部门编号", "姓名"], &["007", "张三"], &["", "李四"]];
    assert_eq!(
        read_with(members, &[(1, 2, 3)]),
        [
            "2M department_code=007 name=张三",
            "3M department_code=007 name=李四"
        ]
    );
    let departments: Cells<'_> = &[
        &["上级部门", "部门名称"],
        &["星河", "研发部"],
        &["", "市场部"],
        &["", "星河"],
    ];
    assert_eq!(
        read_with(departments, &[(1, 2, 3)]),
        [
            "2D name=研发部 parent=星河",
            "3D name=市场部 parent=星河",
            "4D name=星河"
        ]
    );
    let both: Cells<'_> = &[
        &["部门编号", "部门名称", "姓名"],
        &["2", "研发部", "张三"],
        &["", "", "李四"],
    ];
    assert_eq!(
        read_with(both, &[(1, 2, 3), (2, 2, 3)]),
        [
            "2A code=2 path=研发部",
            "2M department=研发部 department_code=2 name=张三",
            "3M department=研发部 department_code=2 name=李四",
        ]
    );
}

#[test]
fn merged_levels_hold_for_all_their_rows() {
    let rows: Cells<'_> = &[
        &["一级部门", "二级部门", "三级部门", "姓名"],
        &["研发中心", "平台部", "", "张三"],
        &["", "", "", "李四"],
        &["", "", "存储组", "王五"],
        &["", "算法部", "", "赵六"],
        &["", "", "", "孙七"],
        &["市场中心", "", "", "周八"],
        &["", "", "", "吴九"],
        &["", "", "", "郑十"],
    ];
    assert_eq!(
        read_with(rows, &[(1, 2, 6), (2, 2, 4), (2, 5, 6), (1, 7, 8)]),
        [
            "2M department=研发中心▸平台部 name=张三",
            "3M department=研发中心▸平台部 name=李四",
            "4M department=研发中心▸平台部▸存储组 name=王五",
            "5M department=研发中心▸算法部 name=赵六",
            "6M department=研发中心▸算法部 name=孙七",
            "7M department=市场中心 name=周八",
            "8M department=市场中心 name=吴九",
            "9M name=郑十",
        ]
    );
}

#[test]
fn long_tables_with_merged_cells_lose_nothing() {
    let mut rows = vec![row(1, &["部门", "姓名"])];
    let names: Vec<String> = (0..40_000).map(|number| format!("张{number}")).collect();
    rows.extend((2..).zip(&names).map(|(number, name)| {
        let department = if number % 100 == 2 { "研发部" } else { "" };
        row(number, &[department, name])
    }));
    let merges: Vec<Merge> = (0..400)
        .map(|number| Merge {
            top: number * 100 + 2,
            bottom: number * 100 + 101,
            left: 1,
            right: 1,
        })
        .collect();
    let (_, records) = read_merged(&rows, &merges, None, &Pins::default());
    assert_eq!(records.len(), 40_000);
    assert!(
        records
            .iter()
            .all(|record| record.contains("department=研发部"))
    );
    assert!(records[39_999].starts_with("40001M"));
}
