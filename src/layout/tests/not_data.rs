//! Rows and tables that hold no directory, and rows that nobody sees.

use super::*;

#[test]
fn rows_that_are_no_data_are_left_out_and_told() {
    check(&[
        Case {
            name: "notes above, below and under the table",
            rows: &[
                &["星河科技有限公司员工花名册"],
                &["填表说明：请逐行填写"],
                &[],
                &["姓名*", "手机", "部门"],
                &[
                    "必填，2-20字",
                    "必填",
                    "上下级部门间用‘/’隔开，且从最上级部门开始",
                ],
                &["示例：李雷", "13800130000", "研发部"],
                &["张三", "13800130001", "研发部"],
                &["姓名*", "手机", "部门"],
                &["李四", "13800130002", "市场部"],
                &[" ", "\u{3000}", ""],
                &["", "", "", "见附件"],
                &["合计", "2人", ""],
                &["共2人"],
                &["制表人：王五", "审核：赵六"],
                &["注：以上数据截至三月"],
            ],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &[
                "7M department=研发部 mobile=13800130001 name=张三",
                "9M department=市场部 mobile=13800130002 name=李四",
            ],
            findings: &[
                "H007 1 note",
                "H007 2 note",
                "H007 5 note",
                "H007 6 sample",
                "H007 8 repeated-header",
                "H007 11 empty",
                "H004 D11 no-header",
                "H007 12 total",
                "H007 13 total",
                "H007 14 note",
                "H007 15 note",
            ],
        },
        Case {
            name: "a header of two rows that comes again, and who signed it",
            rows: &[
                &["序号", "姓名", "部门信息", "", "联系方式", "", "岗位"],
                &["", "", "一级部门", "二级部门", "手机", "邮箱", "职务"],
                &["1", "张三", "研发中心", "平台部", "13800130001", "", ""],
                &["序号", "姓名", "部门信息", "", "联系方式", "", "岗位"],
                &["", "", "一级部门", "二级部门", "手机", "邮箱", "职务"],
                &["2", "李四", "", "数据部", "13800130002", "", ""],
                &["编制：赵六", "", "审核：钱七", "", "", "", "2024年5月"],
                &["以下空白"],
            ],
            kind: SheetKind::Members,
            layout: Layout::Levels,
            records: &[
                "3M department=研发中心▸平台部 mobile=13800130001 name=张三",
                "6M department=研发中心▸数据部 mobile=13800130002 name=李四",
            ],
            findings: &[
                "H007 1 header",
                "H007 4 repeated-header",
                "H007 5 repeated-header",
                "H007 7 note",
                "H007 8 note",
            ],
        },
        Case {
            name: "keys below labels",
            rows: &[
                &["姓名", "手机", "邮箱", "部门"],
                &["name", "mobile", "email", "department"],
                &["张三", "13800130001", "", "研发部"],
            ],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &["3M department=研发部 mobile=13800130001 name=张三"],
            findings: &["H007 2 repeated-header"],
        },
        Case {
            name: "names that only look like totals are data",
            rows: &[
                &["部门名称", "上级部门"],
                &["总计部", ""],
                &["审核部", "总计部"],
                &["注册会计师组", "审核部"],
                &["小计", "审核部"],
            ],
            kind: SheetKind::Departments,
            layout: Layout::ParentName,
            records: &[
                "2D name=总计部",
                "3D name=审核部 parent=总计部",
                "4D name=注册会计师组 parent=审核部",
                "5D name=小计 parent=审核部",
            ],
            findings: &[],
        },
        Case {
            name: "no data at all",
            rows: &[&["姓名", "手机"]],
            kind: SheetKind::Members,
            layout: Layout::List,
            records: &[],
            findings: &["H005 1"],
        },
        Case {
            name: "a column twice",
            rows: &[
                &["姓名", "手机", "手机"],
                &["张三", "13800130001", "13800130002"],
            ],
            kind: SheetKind::Members,
            layout: Layout::List,
            records: &["2M +手机=13800130002 mobile=13800130001 name=张三"],
            findings: &["H003 C1 header"],
        },
        Case {
            name: "two columns that tell who somebody is",
            rows: &[
                &["姓名", "手机号码", "手机"],
                &["张三", "13800130001", "13800130001"],
            ],
            kind: SheetKind::Members,
            layout: Layout::List,
            records: &["2M +手机号码=13800130001 mobile=13800130001 name=张三"],
            findings: &["H003 B1 meaning"],
        },
        Case {
            name: "members without anything to tell them by",
            rows: &[&["性别", "职务", "部门"], &["男", "工程师", "研发部"]],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &[],
            findings: &["H002 1 needed"],
        },
    ]);
}

#[test]
fn a_sheet_without_a_header_is_nothing() {
    for rows in [
        &[&["张三", "13800130001"][..], &["李四", "13800130002"]][..],
        &[&["项目", "金额"], &["房租", "100"]],
        &[],
    ] {
        let (found, records) = read(rows);
        assert_eq!(found.kind, SheetKind::Nothing);
        assert_eq!(found.rows.ignored, rows.len() as u64);
        assert!(found.shape.is_none() && records.is_empty());
        assert!(findings(&found).is_empty());
    }
    let options: Cells<'_> = &[&["性别", "员工状态", "部门"], &["男", "在职", "研发部"]];
    let (found, _) = read_sheet(options, Some("数据字典"), &Pins::default());
    assert_eq!(found.kind, SheetKind::Nothing);
}

#[test]
fn hidden_rows_are_read_and_told_once() {
    let mut rows = vec![row(1, &["姓名", "手机"])];
    for number in 2..6 {
        let mut next = row(number, &["张三", "13800130001"]);
        if number > 3 {
            next.hide();
        }
        rows.push(next);
    }
    let (found, records) = read_rows(&rows, None, &Pins::default());
    assert_eq!(records.len(), 4);
    assert_eq!(findings(&found), ["H006 4 read"]);
    let pins = Pins {
        skip_hidden: Some(true),
        ..Pins::default()
    };
    let (found, records) = read_rows(&rows, None, &pins);
    assert_eq!((records.len(), found.rows.ignored), (2, 3));
    assert_eq!(findings(&found), ["H006 4 skipped"]);
}
