//! SeaTable's bodies for the sample of its documents, for dumps and for sheets.

mod live;
mod sync;

use serde_json::{Value, json};

use super::*;
use crate::record::Field;
use crate::system::tests::{bodies, dump, found, plain_bodies, sheets};

/// The reply to "List Members of a Bound Work Weixin Department".
const SAMPLE: &str = r#"{
    "errcode": 0,
    "errmsg": "ok",
    "userlist": [
        {
            "userid": "LiuLiWei",
            "name": "LiuLiWei",
            "department": [4, 2],
            "position": "",
            "mobile": "13800130001",
            "gender": "1",
            "email": "",
            "avatar": "http://example.com/avatar/0",
            "status": 1,
            "enable": 1,
            "isleader": 0,
            "extattr": {"attrs": []},
            "hide_mobile": 0,
            "telephone": "",
            "order": [0, 0],
            "external_profile": {"external_attr": [], "external_corp_name": ""},
            "main_department": 2,
            "qr_code": "https://example.com/code?vcode=v",
            "alias": "",
            "is_leader_in_dept": [0, 0],
            "address": "",
            "thumb_avatar": "http://example.com/avatar/100",
            "contact_email": ""
        }
    ]
}"#;

fn userlist(document: &str) -> Value {
    let document: Value = serde_json::from_str(document).unwrap();
    json!({"userlist": document["userlist"]})
}

#[test]
fn the_sample_of_the_documents_is_sent_as_it_was_received() {
    let directory = dump(SAMPLE);
    assert_eq!(plain_bodies(&Seatable, &directory), [userlist(SAMPLE)]);
    let options = PayloadOptions::default();
    let loss = Seatable.payload(&directory, &options).bodies.loss();
    assert!(loss.fields.is_empty(), "{loss:?}");
}

#[test]
fn the_mail_of_a_work_weixin_dump_becomes_the_contact_mail_in_lower_case() {
    let sample = SAMPLE
        .replace(r#""email": """#, r#""email": "Liu.LiWei@Example.com""#)
        .replace(",\n            \"contact_email\": \"\"", "");
    let mut expected = userlist(&sample);
    expected["userlist"][0]["contact_email"] = json!("liu.liwei@example.com");
    assert_eq!(plain_bodies(&Seatable, &dump(&sample)), [expected]);
}

#[test]
fn an_id_of_seatable_is_never_taken_for_a_mail_address() {
    let id = "2132b57ceb5b4382bfd7b14e8c75818a@auth.local";
    let sample = SAMPLE.replace(r#""email": """#, &format!(r#""email": "{id}""#));
    assert_eq!(plain_bodies(&Seatable, &dump(&sample)), [userlist(&sample)]);
    let without = sample.replace(",\n            \"contact_email\": \"\"", "");
    let body = plain_bodies(&Seatable, &dump(&without)).remove(0);
    assert_eq!(body["userlist"][0]["email"], id);
    assert_eq!(body["userlist"][0]["contact_email"], "");
    let known = SAMPLE.replace(
        r#""contact_email": """#,
        r#""contact_email": "a@example.com""#,
    );
    let directory = dump(&known);
    let member = directory.members().next().unwrap();
    assert_eq!(member.get(Field::EMAIL).or_empty(), "a@example.com");
    assert_eq!(plain_bodies(&Seatable, &directory), [userlist(&known)]);
}

#[test]
fn absent_stays_absent_and_null_stays_null() {
    let sample = r#"{"userlist":[
        {"userid":"a","name":"张三","department":[1],"mobile":null,"order":null,"x\"y":[1,{"z":null}],"alias":"三\u0041"},
        {"userid":"b","name":"李四","department":[],"biz_mail":null}
    ]}"#;
    let mut expected = userlist(sample);
    for user in expected["userlist"].as_array_mut().unwrap() {
        user["contact_email"] = json!("");
    }
    assert_eq!(plain_bodies(&Seatable, &dump(sample)), [expected]);
}

#[test]
fn a_body_holds_at_most_a_batch_of_users() {
    let rows: Vec<[String; 2]> = (0..205)
        .map(|n| [format!("u{n}"), format!("员工{n}")])
        .collect();
    let rows: Vec<Vec<&str>> = rows
        .iter()
        .map(|row| row.iter().map(String::as_str).collect())
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let directory = sheets(&[(&[Field::USERID, Field::MEMBER_NAME], &rows)]);
    for (batch, sizes) in [
        (None, vec![100, 100, 5]),
        (Some(200), vec![200, 5]),
        (Some(0), vec![1; 205]),
    ] {
        let options = PayloadOptions {
            batch,
            ..PayloadOptions::default()
        };
        let bodies = bodies(&Seatable.payload(&directory, &options));
        let users = |body: &Value| body["userlist"].as_array().unwrap().len();
        assert_eq!(bodies.iter().map(users).collect::<Vec<_>>(), sizes);
    }
}

#[test]
fn a_sheet_says_its_departments_only_by_ids_of_work_weixin() {
    let fields: &[Field] = &[
        Field::USERID,
        Field::MEMBER_NAME,
        Field::MEMBER_DEPARTMENT_CODE,
        Field::IS_LEADER,
        Field::GENDER,
        Field::STATUS,
        Field::EMAIL,
    ];
    let departments: &[Field] = &[Field::DEPARTMENT_NAME, Field::DEPARTMENT_CODE];
    let row: &[&str] = &[
        "zhangsan",
        "张三",
        "4;2",
        "否;是",
        "女",
        "在职",
        "ZS@example.com",
    ];
    let ids = sheets(&[
        (departments, &[&["研发", "2"], &["平台", "4"]]),
        (fields, &[row]),
    ]);
    assert_eq!(
        plain_bodies(&Seatable, &ids),
        [json!({"userlist": [{
            "userid": "zhangsan", "name": "张三", "department": [4, 2], "gender": "2",
            "email": "ZS@example.com", "is_leader_in_dept": [0, 1], "main_department": 4,
            "contact_email": "zs@example.com",
        }]})]
    );
    let options = PayloadOptions::default();
    assert_eq!(
        Seatable.payload(&ids, &options).bodies.loss().memberships,
        0
    );

    let codes = sheets(&[
        (departments, &[&["研发", "2"], &["平台", "04"]]),
        (fields, &[&["zhangsan", "张三", "2"]]),
    ]);
    let payload = Seatable.payload(&codes, &options);
    assert_eq!(
        bodies(&payload),
        [json!({"userlist": [{"userid": "zhangsan", "name": "张三", "contact_email": ""}]})]
    );
    assert_eq!(
        (
            payload.bodies.loss().departments,
            payload.bodies.loss().memberships
        ),
        (2, 1)
    );
    assert_eq!(found(&Seatable, &codes, &options)[0].0, "S008");
}

#[test]
fn a_missing_userid_is_an_error_unless_something_stands_in() {
    let directory = sheets(&[(
        &[Field::MEMBER_NAME, Field::EMPLOYEE_NO, Field::EMAIL],
        &[
            &["张三", "E1", "a@example.com"],
            &["李四", "", "b@example.com"],
        ],
    )]);
    let options = PayloadOptions::default();
    let found_with = |options| found(&Seatable, &directory, options);
    let s001 = |row| ("S001", row, Some("member.userid"));
    assert_eq!(found_with(&options), [s001(2), s001(3)]);
    let options = PayloadOptions {
        userid_from: Some(Field::EMPLOYEE_NO),
        ..PayloadOptions::default()
    };
    assert_eq!(
        found_with(&options),
        [("S001", 3, Some("member.employee_no"))]
    );
    let users = bodies(&Seatable.payload(&directory, &options)).remove(0);
    assert_eq!(users["userlist"].as_array().unwrap().len(), 1);
    assert_eq!(users["userlist"][0]["userid"], "E1");
}

#[test]
fn each_limit_is_found_at_its_cell() {
    let options = PayloadOptions::default();
    let fields: &[Field] = &[
        Field::USERID,
        Field::MEMBER_NAME,
        Field::EMAIL,
        Field::BIZ_EMAIL,
    ];
    let long_name = "张".repeat(65);
    let long_mail = format!("{}@example.com", "a".repeat(220));
    for (rows, expected) in [
        (
            &[&["张三", "张三", "a@example.com", ""][..]][..],
            ("S002", 2, "member.userid"),
        ),
        (
            &[
                &["a", "张三", "a@example.com", ""],
                &["A", "李四", "b@example.com", ""],
            ],
            ("S003", 3, "member.userid"),
        ),
        (
            &[&["a", &long_name, "a@example.com", ""]],
            ("S004", 2, "member.name"),
        ),
        (
            &[&["a", "张三", &long_mail, ""]],
            ("S005", 2, "member.email"),
        ),
        (
            &[
                &["a", "张三", "A@example.com", ""],
                &["b", "李四", "", "a@example.com"],
            ],
            ("S006", 3, "member.biz_email"),
        ),
        (
            &[&["a", "张三", "", ""], &["b", "李四", "", ""]],
            ("S007", 2, "member.email"),
        ),
    ] {
        let directory = sheets(&[(fields, rows)]);
        let (code, row, field) = expected;
        assert_eq!(
            found(&Seatable, &directory, &options),
            [(code, row, Some(field))]
        );
    }
    let long = "部".repeat(256);
    let names = ["A & B", "研发（一）", &long, "R-D_1 'x'. y"];
    let rows: Vec<[&str; 2]> = names
        .iter()
        .zip(["1", "2", "3", "4"])
        .map(|(name, code)| [*name, code])
        .collect();
    let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
    let directory = sheets(&[(&[Field::DEPARTMENT_NAME, Field::DEPARTMENT_CODE], &rows)]);
    let s009 = |row| ("S009", row, Some("department.name"));
    assert_eq!(
        found(&Seatable, &directory, &options),
        [s009(2), s009(3), s009(4)]
    );
}
