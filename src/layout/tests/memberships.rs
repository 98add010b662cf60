//! Members and the departments they are in, a row each.

use super::*;

#[test]
fn a_flat_join_gives_every_department_once_before_its_first_member() {
    check(&[
        Case {
            name: "with parent codes",
            rows: &[
                &[
                    "fullname", "email", "username", "mobile", "dept", "did", "fid",
                ],
                &["张三", "", "zs", "13800130001", "研发部", "2", "1"],
                &["李四", "", "ls", "13800130002", "研发部", "2", "1"],
                &["", "", "", "", "仓库", "3", "1"],
            ],
            kind: SheetKind::Both,
            layout: Layout::FlatJoin,
            records: &[
                "2A code=2 name=研发部 parent_code=1",
                "2M department_code=2 mobile=13800130001 name=张三 userid=zs",
                "3M department_code=2 mobile=13800130002 name=李四 userid=ls",
                "4D code=3 name=仓库 parent_code=1",
            ],
            findings: &[],
        },
        Case {
            name: "with code and name",
            rows: &[
                &["姓名", "部门编号", "部门名称"],
                &["张三", "2", "研发部"],
                &["李四", "2;3", "研发部;市场部"],
            ],
            kind: SheetKind::Both,
            layout: Layout::FlatJoin,
            records: &[
                "2A code=2 path=研发部",
                "2M department=研发部 department_code=2 name=张三",
                "3M department=研发部;市场部 department_code=2;3 name=李四",
            ],
            findings: &[],
        },
        Case {
            name: "with the parent's name",
            rows: &[
                &["姓名", "部门", "上级部门"],
                &["张三", "平台组", "研发部"],
                &["李四", "研发部", ""],
            ],
            kind: SheetKind::Both,
            layout: Layout::FlatJoin,
            records: &[
                "2A name=平台组 parent=研发部",
                "2M department=研发部▸平台组 name=张三",
                "3A name=研发部",
                "3M department=研发部 name=李四",
            ],
            findings: &[],
        },
    ]);
}
