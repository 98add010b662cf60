//! Lists of members.

use super::*;
use crate::record::Field;

#[test]
fn members_are_read_in_every_layout() {
    check(&[
        Case {
            name: "Work Weixin's contact template",
            rows: &[
                &["填写须知：\n1、不能增加、删除或修改表头；2、部门用“/”隔开"],
                &[
                    "姓名",
                    "账号",
                    "别名",
                    "职务",
                    "部门",
                    "性别",
                    "手机",
                    "座机",
                    "邮箱",
                    "地址",
                    "企业邮箱",
                    "视频号",
                ],
                &[
                    "张三",
                    "zhangsan",
                    "",
                    "工程师",
                    "星河科技/研发部；星河科技/市场部",
                    "男",
                    "13800130001",
                    "",
                    "zhangsan@example.com",
                    "",
                    "",
                    "",
                ],
            ],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &[
                "3M department=星河科技/研发部；星河科技/市场部 email=zhangsan@example.com gender=男 mobile=13800130001 name=张三 title=工程师 userid=zhangsan",
            ],
            findings: &["H007 1 note"],
        },
        Case {
            name: "DingTalk's template",
            rows: &[
                &[
                    "员工UserID",
                    "部门",
                    "职位",
                    "姓名",
                    "工号",
                    "是否此部门主管(是/否)",
                    "手机号",
                    "邮箱",
                    "分机号",
                    "办公地点",
                    "备注",
                ],
                &[
                    "u1",
                    "研发部-平台组,市场部",
                    "工程师",
                    "张三",
                    "007",
                    "是,否",
                    "13800130001",
                    "",
                    "",
                    "",
                    "新",
                ],
            ],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &[
                "2M +备注=新 department=研发部-平台组,市场部 employee_no=007 is_leader=是|否 mobile=13800130001 name=张三 title=工程师 userid=u1",
            ],
            findings: &["H004 K1 unknown"],
        },
        Case {
            name: "aisuda's template, where 用户名 is the name",
            rows: &[
                &[
                    "用户名",
                    "邮箱",
                    "手机",
                    "昵称",
                    "所属部门编号",
                    "是否经理",
                    "第三方登录方式",
                    "第三方用户ID",
                ],
                &[
                    "张三",
                    "zhangsan@example.com",
                    "13800130001",
                    "小张",
                    "02",
                    "1",
                    "",
                    "zs",
                ],
            ],
            kind: SheetKind::Members,
            layout: Layout::MemberCode,
            records: &[
                "2M alias=小张 auth_id=zs department_code=02 email=zhangsan@example.com is_leader=1 mobile=13800130001 name=张三",
            ],
            findings: &[],
        },
        Case {
            name: "用户名 beside 姓名 is the account",
            rows: &[&["用户名", "姓名", "部门"], &["zs", "张三", "研发部"]],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &["2M department=研发部 name=张三 userid=zs"],
            findings: &[],
        },
        Case {
            name: "levels",
            rows: &[
                &["序号", "姓名", "一级部门", "二级部门", "三级部门"],
                &["1", "张三", "研发中心", "平台部", ""],
                &["2", "李四", "研发中心", "", "后端组"],
                &["3", "王五", "", "", ""],
                &["4", "赵六", "", "数据部", ""],
                &["5", "孙七", "/", "总裁办", ""],
            ],
            kind: SheetKind::Members,
            layout: Layout::Levels,
            records: &[
                "2M department=研发中心▸平台部 name=张三",
                "3M department=研发中心▸▸后端组 name=李四",
                "4M name=王五",
                "5M department=研发中心▸数据部 name=赵六",
                "6M department=总裁办 name=孙七",
            ],
            findings: &[],
        },
        Case {
            name: "levels below 部门 in a header of two rows",
            rows: &[
                &["姓名", "手机", "所属组织", ""],
                &["", "", "一级部门", "二级部门"],
                &["张三", "13800130001", "研发中心", "平台部"],
            ],
            kind: SheetKind::Members,
            layout: Layout::Levels,
            records: &["3M department=研发中心▸平台部 mobile=13800130001 name=张三"],
            findings: &["H007 1 header"],
        },
        Case {
            name: "several department columns",
            rows: &[
                &["姓名", "部门1", "部门2", "兼职部门"],
                &["张三", "研发部", "市场部", "财务部"],
                &["李四", "研发部", "", ""],
            ],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &[
                "2M department=研发部 name=张三 second_department=市场部|财务部",
                "3M department=研发部 name=李四",
            ],
            findings: &[],
        },
        Case {
            name: "a main department and further ones",
            rows: &[
                &["姓名", "主部门", "兼任部门1", "兼任部门2"],
                &["张三", "研发部", "市场部", "财务部"],
                &["李四", "研发部", "", ""],
            ],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &[
                "2M department=研发部 name=张三 second_department=市场部|财务部",
                "3M department=研发部 name=李四",
            ],
            findings: &[],
        },
        Case {
            name: "further departments counted in words and by code",
            rows: &[
                &["姓名", "部门编号", "兼职部门编号", "兼职部门编号2"],
                &["张三", "01", "02", "03"],
            ],
            kind: SheetKind::Members,
            layout: Layout::MemberCode,
            records: &["2M department_code=01|02|03 name=张三"],
            findings: &[],
        },
        Case {
            name: "部门一, 部门二 and 部门（3）",
            rows: &[
                &["姓名", "部门一", "部门二", "部门（3）"],
                &["张三", "研发部", "市场部", "财务部"],
            ],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &["2M department=研发部 name=张三 second_department=市场部|财务部"],
            findings: &[],
        },
        Case {
            name: "a column for codes that nobody filled in",
            rows: &[
                &["姓名", "部门", "部门ID"],
                &["张三", "星河/研发部;星河/市场部", ""],
            ],
            kind: SheetKind::Members,
            layout: Layout::MemberCode,
            records: &["2M department=星河/研发部;星河/市场部 name=张三"],
            findings: &[],
        },
        Case {
            name: "a manager by name and by number",
            rows: &[
                &["姓名", "部门", "汇报对象", "汇报对象工号"],
                &["张三", "研发部", "李四", "0002"],
            ],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &["2M +汇报对象=李四 department=研发部 manager=0002 name=张三"],
            findings: &[],
        },
        Case {
            name: "Work Weixin's two states of an account",
            rows: &[
                &["姓名", "账号", "部门", "激活状态", "禁用状态"],
                &["张三", "zs", "研发部", "已激活", "未禁用"],
            ],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &["2M +禁用状态=未禁用 department=研发部 name=张三 status=已激活 userid=zs"],
            findings: &[],
        },
        Case {
            name: "several code columns",
            rows: &[&["姓名", "部门编号", "部门编号2"], &["张三", "01", "02"]],
            kind: SheetKind::Members,
            layout: Layout::MemberCode,
            records: &["2M department_code=01|02 name=张三"],
            findings: &[],
        },
        Case {
            name: "the rows are numbered",
            rows: &[
                &["No.", "姓名", "部门"],
                &["1", "张三", "研发部"],
                &["2", "李四", "研发部"],
            ],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &[
                "2M department=研发部 name=张三",
                "3M department=研发部 name=李四",
            ],
            findings: &[],
        },
        Case {
            name: "a leader flag under the name of a person",
            rows: &[
                &["姓名", "部门", "部门负责人"],
                &["张三", "研发部", "是"],
                &["李四", "研发部", ""],
            ],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &[
                "2M department=研发部 is_leader=是 name=张三",
                "3M department=研发部 name=李四",
            ],
            findings: &[],
        },
        Case {
            name: "a leader's name is no flag",
            rows: &[&["姓名", "部门", "部门负责人"], &["张三", "研发部", "李四"]],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &["2M +部门负责人=李四 department=研发部 name=张三"],
            findings: &["H004 C1 unknown"],
        },
        Case {
            name: "the whole path goes before the name of the department",
            rows: &[
                &["姓名", "部门", "部门全路径"],
                &["张三", "平台组", "研发部/平台组"],
            ],
            kind: SheetKind::Members,
            layout: Layout::Path,
            records: &["2M +部门=平台组 department=研发部/平台组 name=张三"],
            findings: &["H004 B1 second"],
        },
        Case {
            name: "columns that mean the same: the usual name is read, the other carried along",
            rows: &[&["姓名", "岗位", "职务"], &["张三", "后端", "工程师"]],
            kind: SheetKind::Members,
            layout: Layout::List,
            records: &["2M +岗位=后端 name=张三 title=工程师"],
            findings: &["H004 B1 second"],
        },
    ]);
}

#[test]
fn places_are_the_users_own() {
    let (found, _) = read(&[
        &["通讯录"],
        &["", "姓名", "一级部门", "二级部门", "城区"],
        &["", "张三", "研发中心", "平台部", "东"],
    ]);
    let shape = found.shape.expect("the table is read");
    let address = |field| shape.place(3, field).address();
    assert_eq!(address(Field::MEMBER_NAME).as_deref(), Some("B3"));
    assert_eq!(
        address(Field::MEMBER_DEPARTMENT_PATH).as_deref(),
        Some("C3")
    );
    let extra = Field::extra(0).expect("there is room for one");
    assert_eq!(address(extra).as_deref(), Some("E3"));
    assert_eq!(found.header_row, Some(2));
}
