//! Long tables, hostile ones and any at all.

use proptest::prelude::*;

use super::*;

#[test]
fn long_tables_come_in_blocks_with_nothing_lost() {
    let mut rows = vec![row(1, &["姓名", "手机"])];
    let cells: Vec<_> = (0..40_000)
        .map(|n| (format!("张{n}"), format!("{}", 13_800_130_000_u64 + n)))
        .collect();
    rows.extend(
        (2..)
            .zip(&cells)
            .map(|(number, (name, mobile))| row(number, &[name, mobile])),
    );
    let (found, records) = read_rows(&rows, None, &Pins::default());
    assert_eq!(records.len(), 40_000);
    assert_eq!(records[39_999], "40001M mobile=13800169999 name=张39999");
    assert_eq!(found.rows.emitted, 40_000);
}

#[test]
fn a_hostile_table_is_read_all_the_same() {
    let wide: Vec<&str> = vec!["姓名"; 16_384];
    let rows: Vec<Row> = (1..60).map(|number| row(number, &wide)).collect();
    let (found, records) = read_rows(&rows, None, &Pins::default());
    assert_eq!((found.rows.read, records.len()), (59, 0));
    let digits = "1".repeat(1 << 20);
    let mut codes = vec!["编码".to_owned(), "01".to_owned()];
    codes.extend((1..60).map(|code| format!("01{code:02}")));
    codes.push(digits);
    let rows: Vec<[&str; 2]> = codes.iter().map(|code| [code.as_str(), "名称"]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(<[&str; 2]>::as_slice).collect();
    let (found, _) = read(&rows);
    assert_eq!(found.layout, Some(Layout::PrefixCodes));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_columns_makes_no_difference(order in Just((0..9).collect::<Vec<usize>>()).prop_shuffle()) {
        let rows: [[&str; 9]; 3] = [
            ["姓名", "账号", "手机", "邮箱", "一级部门", "二级部门", "是否主管", "备注", "上级"],
            ["张三", "zs", "13800130001", "zs@example.com", "研发中心", "平台部", "是", "甲", "李四"],
            ["李四", "ls", "", "", "研发中心", "", "", "", ""],
        ];
        let shuffled: Vec<Vec<&str>> = rows.iter().map(|row| order.iter().map(|at| row[*at]).collect()).collect();
        let shuffled: Vec<&[&str]> = shuffled.iter().map(Vec::as_slice).collect();
        let straight: Vec<&[&str]> = rows.iter().map(<[&str; 9]>::as_slice).collect();
        prop_assert_eq!(read(&shuffled).1, read(&straight).1);
    }

    #[test]
    fn no_table_is_too_strange(rows in prop::collection::vec(prop::collection::vec("(姓名|部门|编号|合计|一级部门|部门2|[a-z]|\\PC{0,3}|)", 0..6), 0..70)) {
        let rows: Vec<Vec<&str>> = rows.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let (found, records) = read(&rows);
        let members = records.iter().filter(|record| !record.split(' ').next().unwrap_or_default().ends_with('A'));
        prop_assert_eq!(members.count() as u64, found.rows.emitted);
    }
}
