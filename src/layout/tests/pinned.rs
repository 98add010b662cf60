//! What the user says of a table.

use super::*;

#[test]
fn pins_go_before_what_the_cells_say() {
    let rows: Cells<'_> = &[
        &["姓名", "手机", "部门"],
        &["称呼", "号码", "部门"],
        &["张三", "13800130001", "研发部"],
    ];
    let map = |id: &str, header: &str| (id.to_owned(), header.to_owned());
    let pins = Pins {
        header_row: Some(2),
        columns: vec![
            map("member.name", "称呼"),
            map("member.mobile", "号码"),
            map("member.email", "信箱"),
        ],
        ..Pins::default()
    };
    let (found, records) = read_sheet(rows, None, &pins);
    assert_eq!(
        records,
        ["3M department=研发部 mobile=13800130001 name=张三"]
    );
    assert_eq!(findings(&found), ["H007 1 note", "H002 2 mapped"]);
    let beyond = Pins {
        header_row: Some(9),
        ..Pins::default()
    };
    assert_eq!(read_sheet(rows, None, &beyond).0.kind, SheetKind::Nothing);
}
