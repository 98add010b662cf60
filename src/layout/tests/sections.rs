//! Departments in rows of their own above their people.

use super::*;

fn ignored(reading: &TableReading) -> Vec<String> {
    let mut found = findings(reading);
    found.retain(|found| found.starts_with("H007"));
    found
}

#[test]
fn a_department_alone_in_its_row_holds_for_the_people_below() {
    let (reading, records) = read(&[
        &["星河科技通讯录"],
        &["序号", "姓名", "手机"],
        &["销售部（2人）"],
        &["1", "张三", "13800130001"],
        &["2", "李四", "13800130002"],
        &["小计", "2"],
        &["", "", ""],
        &["二、研发中心/平台组"],
        &["3", "王五", "13800130003"],
        &["总经办", "", "共1人"],
        &["4", "赵六", ""],
        &["制表：钱七"],
    ]);
    assert_eq!(
        records,
        [
            "4M department=销售部 mobile=13800130001 name=张三",
            "5M department=销售部 mobile=13800130002 name=李四",
            "9M department=研发中心/平台组 mobile=13800130003 name=王五",
            "11M department=总经办 name=赵六",
        ]
    );
    assert_eq!(reading.layout, Some(Layout::Sections));
    assert_eq!(reading.sections, [3, 8, 10]);
    assert_eq!(
        ignored(&reading),
        [
            "H007 1 note",
            "H007 3 section",
            "H007 6 total",
            "H007 8 section",
            "H007 10 section",
            "H007 12 note",
        ]
    );
}

#[test]
fn headings_are_told_from_people_by_their_column_or_by_how_they_end() {
    for (rows, expected) in [
        // Short words in a column without names are headings where there are several.
        (
            &[
                &["编号", "姓名", "手机"][..],
                &["销售"],
                &["1", "张三", "13800130001"],
                &["财务"],
                &["2", "李四", "13800130002"],
            ][..],
            &["销售", "财务"][..],
        ),
        // In the column of names every one of them is called like a department.
        (
            &[
                &["姓名", "手机"],
                &["销售部"],
                &["张三", "13800130001"],
                &["部门：财务"],
                &["李四", "13800130002"],
            ],
            &["销售部", "财务"],
        ),
        // Each section with a header of its own.
        (
            &[
                &["销售部"],
                &["姓名", "手机"],
                &["张三", "13800130001"],
                &["财务部"],
                &["姓名", "手机"],
                &["李四", "13800130002"],
            ],
            &["销售部", "财务部"],
        ),
        // People who have nothing but a name.
        (
            &[
                &["姓名", "手机"],
                &["销售部"],
                &["张三", "13800130001"],
                &["孙八"],
                &["财务科"],
                &["李四", "13800130002"],
            ],
            &["销售部", "销售部", "财务科"],
        ),
        (
            &[&["姓名", "手机"], &["张科"], &["李四", "13800130002"]],
            &[],
        ),
        (
            &[
                &["姓名", "手机"],
                &["张三", "13800130001"],
                &["李四部"],
                &["王五", "13800130002"],
            ],
            &[],
        ),
        (
            &[
                &["姓名", "手机"],
                &["司马"],
                &["张三", "13800130001"],
                &["财务部"],
                &["李四", "13800130002"],
            ],
            &[],
        ),
        // One remark makes no department.
        (
            &[
                &["序号", "姓名", "手机"],
                &["以下为正式员工"],
                &["1", "张三", "13800130001"],
            ],
            &[],
        ),
        // A column for departments goes before everything.
        (
            &[
                &["姓名", "手机", "部门"],
                &["销售部"],
                &["张三", "13800130001", ""],
                &["财务部"],
                &["李四", "13800130002", "财务部"],
            ],
            &["财务部"],
        ),
    ] {
        let (_, records) = read(rows);
        let departments: Vec<&str> = records
            .iter()
            .filter_map(|record| {
                let (_, rest) = record.split_once("department=")?;
                rest.split(' ').next()
            })
            .collect();
        assert_eq!(departments, expected, "{rows:?}");
    }
}

#[test]
fn a_long_list_keeps_its_headings_after_the_first_rows() {
    let names: Vec<String> = (0..300).map(|number| format!("张{number}")).collect();
    let sections: Vec<String> = (0..3).map(|number| format!("第{number}车间")).collect();
    let mut rows = vec![row(1, &["姓名", "手机"])];
    for (index, name) in names.iter().enumerate() {
        if index % 100 == 0 {
            rows.push(row(rows.len() as u32 + 1, &[&sections[index / 100]]));
        }
        rows.push(row(rows.len() as u32 + 1, &[name, "13800130001"]));
    }
    let (reading, records) = read_rows(&rows, None, &Pins::default());
    assert_eq!(reading.sections, [2, 103, 204]);
    assert!(
        records[299].contains("department=第2车间"),
        "{}",
        records[299]
    );
    assert!(records[0].contains("department=第0车间"), "{}", records[0]);
}
