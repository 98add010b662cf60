//! Work Weixin's lists as input and output.

use serde_json::{Value, json};

use super::*;
use crate::record::Field;
use crate::system::tests::{bodies, dump, found, plain_bodies, sheets};

const DUMP: &str = r#"{"errcode":0,"errmsg":"ok","department":[
    {"id":2,"name":"dev","name_en":"Dev","department_leader":["a","b"],"parentid":1,"order":100000000},
    {"id":4,"name":"vue","parentid":2,"order":5,"x":null},
    {"id":3,"name":"front","parentid":2,"order":5}
],"userlist":[
    {"userid":"a","name":"张三","department":[4,2],"order":[1,0],"is_leader_in_dept":[0,1],"direct_leader":["b"],"status":1,"main_department":2,"extattr":{"attrs":[]}},
    {"userid":"b","name":"李四","department":[3],"direct_leader":[],"biz_mail":"b@example.com"}
]}"#;

#[test]
fn a_dump_comes_out_as_it_went_in() {
    let dumped: Value = serde_json::from_str(DUMP).unwrap();
    let directory = dump(DUMP);
    assert_eq!(
        plain_bodies(&Wecom, &directory),
        [
            json!({"errcode": 0, "errmsg": "ok", "department": dumped["department"]}),
            json!({"errcode": 0, "errmsg": "ok", "userlist": dumped["userlist"]}),
        ]
    );
    let options = PayloadOptions::default();
    let payload = Wecom.payload(&directory, &options);
    assert_eq!(payload.bodies.loss(), crate::system::Loss::default());
    assert_eq!(payload.findings.list(), []);
}

#[test]
fn every_reply_about_contacts_is_read() {
    for (reply, departments, members) in [
        (
            r#"{"department":{"id":2,"name":"广州研发中心","parentid":1,"order":10}}"#,
            1,
            0,
        ),
        (
            r#"{"department_id":[{"id":2,"parentid":1,"order":10},{"id":3,"parentid":2,"order":40}]}"#,
            2,
            0,
        ),
        (
            r#"{"userlist":[{"userid":"a","name":"张三","department":[1,2],"open_userid":"o"}]}"#,
            2,
            1,
        ),
        (
            r#"{"errcode":0,"errmsg":"ok","userid":"a","name":"张三","department":[1],"order":[1],"extattr":{"attrs":[]}}"#,
            1,
            1,
        ),
        (
            r#"{"errcode":0,"next_cursor":"","dept_user":[{"userid":"a","department":1},{"userid":"b","department":2},{"userid":"a","department":2}]}"#,
            2,
            2,
        ),
        (r#"[{"userid":"a","name":"张三","department":["1"]}]"#, 1, 1),
    ] {
        let directory = dump(reply);
        let found = (directory.departments().len(), directory.member_count());
        assert_eq!(found, (departments, members), "{reply}");
    }
}

#[test]
fn text_and_numbers_stand_for_each_other() {
    let directory = dump(
        r#"{"department":[{"id":"1","name":2024,"parentid":"0","order":"3"}],
            "userlist":[{"userid":12345678901234567890,"name":"张三","department":"1","mobile":13800130001}]}"#,
    );
    let bodies = plain_bodies(&Wecom, &directory);
    assert_eq!(
        bodies[0]["department"],
        json!([{"id": 1, "name": "2024", "parentid": 0, "order": 3}])
    );
    assert_eq!(
        bodies[1]["userlist"],
        json!([{"userid": "12345678901234567890", "name": "张三", "department": [1], "mobile": "13800130001"}])
    );
}

#[test]
fn departments_of_a_sheet_are_counted_down_because_the_larger_order_comes_first() {
    let directory = sheets(&[
        (
            &[
                Field::DEPARTMENT_NAME,
                Field::DEPARTMENT_CODE,
                Field::PARENT_CODE,
                Field::DEPARTMENT_ORDER,
            ],
            &[
                &["星河", "1", "", ""],
                &["乙", "2", "1", "20"],
                &["甲", "3", "1", "10"],
            ],
        ),
        (
            &[
                Field::MEMBER_NAME,
                Field::EMPLOYEE_NO,
                Field::MEMBER_DEPARTMENT_CODE,
                Field::MEMBER_ORDER,
            ],
            &[&["张三", "E1", "3", "7"]],
        ),
    ]);
    let options = PayloadOptions {
        userid_from: Some(Field::EMPLOYEE_NO),
        ..PayloadOptions::default()
    };
    let bodies = bodies(&Wecom.payload(&directory, &options));
    assert_eq!(
        bodies[0]["department"],
        json!([
            {"id": 1, "name": "星河", "parentid": 0, "order": 100_000_000},
            {"id": 3, "name": "甲", "parentid": 1, "order": 100_000_000},
            {"id": 2, "name": "乙", "parentid": 1, "order": 99_999_999},
        ])
    );
    assert_eq!(
        bodies[1]["userlist"],
        json!([{"userid": "E1", "name": "张三", "department": [3], "order": [99_999_993], "main_department": 3}])
    );
    let again = dump(&bodies[0].to_string());
    let names: Vec<_> = again
        .tree()
        .preorder()
        .iter()
        .map(|id| again.department(*id).name.as_str())
        .collect();
    assert_eq!(names, ["星河", "甲", "乙"]);
}

#[test]
fn managers_that_a_sheet_names_become_userids_and_others_are_counted_as_lost() {
    let directory = sheets(&[(
        &[
            Field::USERID,
            Field::MEMBER_NAME,
            Field::EMPLOYEE_NO,
            Field::MANAGER,
        ],
        &[
            &["li", "李雷", "1001", "无"],
            &["han", "韩梅梅", "1002", "李雷"],
            &["wu", "吴明", "1003", "韩梅梅；1001"],
            &["he", "何欢", "1004", "孙总"],
        ],
    )]);
    let options = PayloadOptions::default();
    let payload = Wecom.payload(&directory, &options);
    let bodies = bodies(&payload);
    let users = bodies[1]["userlist"].as_array().unwrap();
    let leaders: Vec<_> = users.iter().map(|user| &user["direct_leader"]).collect();
    let none = Value::Null;
    assert_eq!(
        leaders,
        [&none, &json!(["li"]), &json!(["han", "li"]), &none]
    );
    let manager = crate::system::LostField::Known(Field::MANAGER);
    assert_eq!(payload.bodies.loss().fields.get(&manager), Some(&1));
}

#[test]
fn one_code_that_is_no_id_renumbers_every_department() {
    let directory = sheets(&[(
        &[
            Field::DEPARTMENT_NAME,
            Field::DEPARTMENT_CODE,
            Field::PARENT_CODE,
        ],
        &[&["研发", "7", "YF"], &["星河", "YF", ""]],
    )]);
    let options = PayloadOptions::default();
    assert_eq!(
        found(&Wecom, &directory, &options),
        [("Q015", 3, Some("department.code"))]
    );
    let departments = &plain_bodies(&Wecom, &directory)[0]["department"];
    let ids: Vec<_> = departments
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["id"].clone(), one["parentid"].clone()))
        .collect();
    assert_eq!(ids, [(json!(1), json!(0)), (json!(2), json!(1))]);
    let loss = Wecom.payload(&directory, &options).bodies.loss();
    assert_eq!(loss.fields.into_values().collect::<Vec<_>>(), [2]);
}

#[test]
fn each_limit_of_departments_is_found_at_its_cell() {
    let options = PayloadOptions::default();
    let name = Some("department.name");
    let (long, too_long) = ("部".repeat(33), "部".repeat(65));
    let rows: &[&[&str]] = &[
        &["星河", "1"],
        &[&long, "2"],
        &[&too_long, "3"],
        &["a|b", "4"],
        &["部：门", "5"],
    ];
    let directory = sheets(&[(&[Field::DEPARTMENT_NAME, Field::DEPARTMENT_CODE], rows)]);
    assert_eq!(
        found(&Wecom, &directory, &options),
        [("Q001", 3, name), ("Q002", 4, name), ("Q003", 5, name)]
    );
    let deep: Vec<String> = (1..=17).map(|level| level.to_string()).collect();
    let directory = sheets(&[(&[Field::DEPARTMENT_PATH], &[&[&deep.join("/")]])]);
    let codes: Vec<_> = found(&Wecom, &directory, &options)
        .iter()
        .map(|one| one.0)
        .collect();
    assert_eq!(codes, ["Q004"]);

    let rows: Vec<[String; 3]> = (1..=30_002)
        .map(|id| {
            [
                id.to_string(),
                format!("n{id}"),
                if id == 1 { String::new() } else { "1".into() },
            ]
        })
        .collect();
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let directory = sheets(&[(
        &[
            Field::DEPARTMENT_CODE,
            Field::DEPARTMENT_NAME,
            Field::PARENT_CODE,
        ],
        &rows,
    )]);
    assert_eq!(
        found(&Wecom, &directory, &options),
        [("Q006", 2, name), ("Q005", 30_002, name)]
    );
}

#[test]
fn each_limit_of_members_is_found_at_its_cell() {
    let options = PayloadOptions::default();
    let fields: &[Field] = &[
        Field::USERID,
        Field::MEMBER_NAME,
        Field::MOBILE,
        Field::TITLE,
        Field::TELEPHONE,
        Field::EMAIL,
    ];
    let mobile = "13800130001";
    let title = "职".repeat(129);
    let mail = format!("{}@example.com", "a".repeat(60));
    for (rows, expected) in [
        (
            &[&["张三", "张三", mobile][..]][..],
            ("Q007", 2, "member.userid"),
        ),
        (
            &[&["a", "张三", mobile], &["A", "李四", mobile]],
            ("Q008", 3, "member.userid"),
        ),
        (&[&["a", "张三"]], ("Q009", 2, "member.mobile")),
        (
            &[&["a", "张三", mobile, &title]],
            ("Q011", 2, "member.title"),
        ),
        (
            &[&["a", "张三", mobile, "", "", &mail]],
            ("Q011", 2, "member.email"),
        ),
        (
            &[&["a", "张三", mobile, "", "010 8888"]],
            ("Q012", 2, "member.telephone"),
        ),
        (&[&["", "张三", mobile]], ("Q014", 2, "member.userid")),
    ] {
        let directory = sheets(&[(fields, rows)]);
        let (code, row, field) = expected;
        assert_eq!(
            found(&Wecom, &directory, &options),
            [(code, row, Some(field))]
        );
    }
    let many: Vec<String> = (1..=101).map(|id| id.to_string()).collect();
    let reply = format!(
        r#"{{"userlist":[{{"userid":"a","name":"张三","department":[{}],"direct_leader":["b","c","d","e","f","g"]}}]}}"#,
        many.join(",")
    );
    let codes: Vec<_> = found(&Wecom, &dump(&reply), &options)
        .iter()
        .map(|one| one.0)
        .collect();
    assert_eq!(codes, ["Q010", "Q013"]);
}
