//! Whole tables, written as rows of text, and the records they become.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::config::Pins;
use crate::diagnostic::SourceId;
use crate::locale::{Arguments, Language, Locale};
use crate::record::field::FIELDS;
use crate::record::{Block, Field, FieldKind, Order, RecordKind, Subject, Value};
use crate::source::{Content, Row, RowSink};

type Cells<'t> = &'t [&'t [&'t str]];

/// A row of text; an empty string is no cell.
fn row(number: u32, cells: &[&str]) -> Row {
    let mut row = Row::default();
    row.begin(number);
    for (column, text) in (1..).zip(cells) {
        row.push(column, Content::Text(text));
    }
    row
}

/// Reads `rows` as a sheet called `sheet`. Every record comes as its row, kind and values by field, sorted.
fn read_sheet(rows: Cells<'_>, sheet: Option<&str>, pins: &Pins) -> (TableReading, Vec<String>) {
    let rows: Vec<Row> = (1..)
        .zip(rows)
        .map(|(number, cells)| row(number, cells))
        .filter(|row| !row.is_empty())
        .collect();
    read_rows(&rows, sheet, pins)
}

fn read_rows(rows: &[Row], sheet: Option<&str>, pins: &Pins) -> (TableReading, Vec<String>) {
    let mut records = Vec::new();
    let mut emit = |block: Block| {
        for record in block.records() {
            let mut values: Vec<String> = record
                .values()
                .map(|(field, value)| {
                    let header = record.shape().column(field).map(|c| c.header.to_string());
                    let name = if field.is_extra() {
                        format!("+{}", header.unwrap_or_default())
                    } else {
                        field.id().rsplit('.').next().unwrap_or_default().to_owned()
                    };
                    let Value::Text(text) = value else {
                        panic!("a cell is text")
                    };
                    let text = text
                        .replace('\u{1f}', "▸")
                        .replace('\u{1e}', "|")
                        .replace('\n', "⏎");
                    format!("{name}={text}")
                })
                .collect();
            values.sort();
            let kind = match record.kind() {
                RecordKind::Department => "D",
                RecordKind::Member => "M",
                RecordKind::Aside => "A",
            };
            records.push(format!("{}{kind} {}", record.row(), values.join(" ")));
        }
    };
    let mut reader = TableReader::new(SourceId(0), sheet, pins, &mut emit);
    for row in rows {
        let _ = reader.row(row);
    }
    let found = reader.finish();
    let tally = found.rows;
    assert_eq!(tally.read, tally.emitted + tally.rejected + tally.ignored);
    (found, records)
}

fn read(rows: Cells<'_>) -> (TableReading, Vec<String>) {
    read_sheet(rows, None, &Pins::default())
}

/// The findings as code, address or row, case and value.
fn findings(reading: &TableReading) -> Vec<String> {
    let mut findings = reading.findings.clone();
    findings.settle(&crate::diagnostic::Severities::default());
    findings
        .list()
        .iter()
        .map(|d| {
            let at = d.place.address().unwrap_or_else(|| d.place.row.to_string());
            let case = d.arguments.iter().find(|(name, _)| *name == "case");
            let case = case.map(|(_, case)| match case {
                crate::locale::Argument::Text(text) => format!(" {text}"),
                other => format!(" {other:?}"),
            });
            format!("{} {at}{}", d.code.id, case.unwrap_or_default())
        })
        .collect()
}

/// One table, and how it is to be read.
struct Case {
    name: &'static str,
    rows: Cells<'static>,
    kind: SheetKind,
    layout: Layout,
    records: &'static [&'static str],
    findings: &'static [&'static str],
}

fn check(cases: &[Case]) {
    for case in cases {
        let (found, records) = read(case.rows);
        assert_eq!(records, case.records, "{}", case.name);
        assert_eq!(
            (found.kind, found.layout),
            (case.kind, Some(case.layout)),
            "{}",
            case.name
        );
        assert_eq!(findings(&found), case.findings, "{}", case.name);
    }
}

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
    assert_eq!(findings(&found), ["H006 4"]);
}

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
fn every_case_of_a_finding_has_a_sentence_of_its_own() {
    let cases: &[(&str, &[&str])] = &[
        ("H001", &["", "no-such-sheet"]),
        ("H002", &["needed", "mapped"]),
        ("H003", &["header", "meaning"]),
        ("H004", &["unknown", "second", "too-many", "no-header"]),
        (
            "H007",
            &[
                "note",
                "header",
                "total",
                "repeated-header",
                "sample",
                "empty",
                "sheet",
            ],
        ),
        ("C002", &["rounded", "scientific"]),
        ("C004", &["hidden", "fullwidth"]),
    ];
    for language in Language::ALL {
        let locale = Locale::new(language);
        for (id, cases) in cases {
            let mut sentences = BTreeSet::new();
            for case in *cases {
                let mut arguments = Arguments::default().with("case", *case);
                for name in ["value", "other", "column", "sheet"] {
                    arguments.set(name, "甲");
                }
                arguments.set("count", 2_u32);
                let sentence = locale.format(id, &arguments);
                assert!(!sentence.contains(['{', '$']), "{id} {case}: {sentence}");
                assert!(
                    sentences.insert(sentence),
                    "{id} {case} says what another case says"
                );
            }
            for part in ["title", "help", "explain"] {
                assert!(
                    locale.attribute(id, part, &Arguments::default()).is_some(),
                    "{id}.{part}"
                );
            }
        }
    }
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

/// A value that a field of `kind` takes.
fn sample(kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Flag => "是",
        FieldKind::Number => "5",
        FieldKind::Email => "zhangsan@example.com",
        FieldKind::Phone => "13800130001",
        _ => "甲",
    }
}

#[test]
fn every_spelling_of_the_field_table_is_recognised_on_a_sheet_of_its_kind() {
    for info in FIELDS {
        let field = Field::by_id(info.id).expect("it is in the table");
        let is_department = info.subject == Subject::Department;
        let (sheet, base) = if is_department {
            ("部门", ["部门名称", "上级部门编号", "部门编号"])
        } else {
            ("成员", ["姓名", "工号", "性别"])
        };
        let spellings = info.chinese.iter().chain(info.english).chain(info.generic);
        for spelling in spellings {
            // What else the spelling may mean is already there under its own name.
            let others = FIELDS.iter().filter(|other| {
                other.id != info.id
                    && (other.subject == Subject::Department) == is_department
                    && other
                        .chinese
                        .iter()
                        .chain(other.english)
                        .chain(other.generic)
                        .any(|known| known == spelling)
            });
            let mut headers: Vec<&str> = others.map(|other| other.chinese[0]).collect();
            for own in base {
                let is_other = FIELDS
                    .iter()
                    .any(|other| other.chinese.first() == Some(&own) && other.id != info.id);
                if is_other && !headers.contains(&own) {
                    headers.push(own);
                }
            }
            headers.push(spelling);
            let values: Vec<&str> = headers.iter().map(|_| sample(info.kind)).collect();
            let (found, _) = read_sheet(&[&headers, &values], Some(sheet), &Pins::default());
            let shape = found.shape.expect("the table is read");
            let header = shape.column(field).map(|column| &*column.header);
            assert_eq!(header, Some(*spelling), "{} in {headers:?}", info.id);
        }
    }
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
