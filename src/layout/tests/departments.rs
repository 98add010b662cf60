//! Lists of departments.

use super::*;
use crate::record::Order;

#[test]
fn departments_are_read_in_every_layout() {
    check(&[
        Case {
            name: "code and parent code",
            rows: &[
                &["部门编号", "部门名称", "上级部门编号", "排序"],
                &["01", "星河科技", "", "1"],
                &["02", "研发部", "01", "2"],
            ],
            kind: SheetKind::Departments,
            layout: Layout::ParentCode,
            records: &[
                "2D code=01 name=星河科技 order=1",
                "3D code=02 name=研发部 order=2 parent_code=01",
            ],
            findings: &[],
        },
        Case {
            name: "parent by name",
            rows: &[
                &["部门", "上级部门"],
                &["星河科技", ""],
                &["研发部", "星河科技"],
            ],
            kind: SheetKind::Departments,
            layout: Layout::ParentName,
            records: &["2D name=星河科技", "3D name=研发部 parent=星河科技"],
            findings: &[],
        },
        Case {
            name: "path",
            rows: &[&["部门路径", "部门负责人"], &["星河科技/研发部", "张三"]],
            kind: SheetKind::Departments,
            layout: Layout::Path,
            records: &["2D leaders=张三 path=星河科技/研发部"],
            findings: &[],
        },
        Case {
            name: "levels, blank where the same as above",
            rows: &[
                &["一级部门", "二级部门", "三级部门"],
                &["研发中心", "平台部", "前端组"],
                &["", "", "后端组"],
                &["", "数据部", ""],
                &["市场中心", "/", "-"],
                &["市场中心", "", "活动组"],
            ],
            kind: SheetKind::Departments,
            layout: Layout::Levels,
            records: &[
                "2D path=研发中心▸平台部▸前端组",
                "3D path=研发中心▸平台部▸后端组",
                "4D path=研发中心▸数据部",
                "5D path=市场中心",
                "6D path=市场中心▸▸活动组",
            ],
            findings: &[],
        },
        Case {
            name: "levels with the department's own name",
            rows: &[
                &["一级部门", "二级部门", "部门名称", "部门编号"],
                &["研发中心", "平台部", "平台部", "11"],
                &["研发中心", "平台部", "前端组", "12"],
            ],
            kind: SheetKind::Departments,
            layout: Layout::Levels,
            records: &[
                "2D code=11 name=平台部 path=研发中心▸平台部",
                "3D code=12 name=前端组 path=研发中心▸平台部▸前端组",
            ],
            findings: &[],
        },
        Case {
            name: "codes by level",
            rows: &[
                &["编码", "名称"],
                &["01", "星河科技"],
                &["0101", "研发部"],
                &["010101", "平台组"],
                &["0102", "市场部"],
            ],
            kind: SheetKind::Departments,
            layout: Layout::PrefixCodes,
            records: &[
                "2D code=01 name=星河科技",
                "3D code=0101 name=研发部 parent_code=01",
                "4D code=010101 name=平台组 parent_code=0101",
                "5D code=0102 name=市场部 parent_code=01",
            ],
            findings: &[],
        },
        Case {
            name: "codes with letters, beside a parent column that nobody filled in",
            rows: &[
                &["部门编码", "部门名称", "上级部门", "负责人"],
                &["A", "星河科技", "", "张三"],
                &["A01", "研发部", "", ""],
                &["A0101", "平台组", "", ""],
            ],
            kind: SheetKind::Departments,
            layout: Layout::PrefixCodes,
            records: &[
                "2D code=A leaders=张三 name=星河科技",
                "3D code=A01 name=研发部 parent_code=A",
                "4D code=A0101 name=平台组 parent_code=A01",
            ],
            findings: &[],
        },
        Case {
            name: "codes of one digit a level",
            rows: &[
                &["部门代码", "部门名称"],
                &["1", "星河科技"],
                &["11", "研发部"],
                &["111", "平台组"],
                &["12", "市场部"],
                &["合计", "4"],
            ],
            kind: SheetKind::Departments,
            layout: Layout::PrefixCodes,
            records: &[
                "2D code=1 name=星河科技",
                "3D code=11 name=研发部 parent_code=1",
                "4D code=111 name=平台组 parent_code=11",
                "5D code=12 name=市场部 parent_code=1",
            ],
            findings: &["H007 6 total"],
        },
        Case {
            name: "with telephones",
            rows: &[
                &["部门", "负责人", "电话"],
                &["研发部", "张三", "010-88880001"],
            ],
            kind: SheetKind::Departments,
            layout: Layout::List,
            records: &["2D leaders=张三 name=研发部 tel=010-88880001"],
            findings: &[],
        },
        Case {
            name: "names only",
            rows: &[&["部门名称"], &["研发部"], &["市场部"]],
            kind: SheetKind::Departments,
            layout: Layout::List,
            records: &["2D name=研发部", "3D name=市场部"],
            findings: &[],
        },
        Case {
            name: "Jiandaoyun's keys",
            rows: &[&["dept_no", "name", "parent_no"], &["2", "研发部", "1"]],
            kind: SheetKind::Departments,
            layout: Layout::ParentCode,
            records: &["2D code=2 name=研发部 parent_code=1"],
            findings: &[],
        },
        Case {
            name: "所属部门 in a list of departments is the parent",
            rows: &[&["部门名称", "所属部门"], &["平台组", "研发部"]],
            kind: SheetKind::Departments,
            layout: Layout::ParentName,
            records: &["2D name=平台组 parent=研发部"],
            findings: &[],
        },
        Case {
            name: "Kingdee's labels with keys",
            rows: &[
                &["*编码 # dpt.number", "*名称 # name", "上级 # parent"],
                &["BM01", "研发部", "总部"],
            ],
            kind: SheetKind::Departments,
            layout: Layout::ParentName,
            records: &["2D code=BM01 name=研发部 parent=总部"],
            findings: &[],
        },
    ]);
}

#[test]
fn the_name_of_the_sheet_decides_where_headers_do_not() {
    let rows: Cells<'_> = &[&["编号", "名称", "状态"], &["1", "星河", "正常"]];
    let (found, records) = read_sheet(rows, Some("组织"), &Pins::default());
    assert_eq!(found.kind, SheetKind::Departments);
    assert_eq!(records, ["2D +状态=正常 code=1 name=星河"]);
    let rows: Cells<'_> = &[&["ID", "name"], &["1", "张三"]];
    let (_, records) = read_sheet(rows, Some("成员"), &Pins::default());
    assert_eq!(records, ["2M name=张三 userid=1"]);
    let (_, records) = read_sheet(rows, Some("部门"), &Pins::default());
    assert_eq!(records, ["2D code=1 name=张三"]);
}

#[test]
fn work_weixin_files_put_the_larger_order_first() {
    let (found, _) = read(&[
        &["id", "name", "parentid", "order"],
        &["1", "星河", "0", "5"],
    ]);
    let order = found.shape.map(|shape| shape.order);
    assert_eq!(order, Some(Order::LargerFirst));
    for (rows, order) in [
        (
            &[
                &["部门名称", "部门ID", "父部门ID", "排序"][..],
                &["星河", "1", "0", "5"],
            ],
            Order::LargerFirst,
        ),
        (
            &[
                &["部门名称", "部门编号", "上级部门编号", "排序"],
                &["星河", "1", "0", "5"],
            ],
            Order::SmallerFirst,
        ),
    ] {
        let (found, records) = read(rows);
        assert_eq!(found.shape.map(|shape| shape.order), Some(order));
        assert_eq!(records, ["2D code=1 name=星河 order=5 parent_code=0"]);
    }
}
