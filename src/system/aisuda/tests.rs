//! aisuda's body for the sample of its documents, for dumps and for sheets.

use serde_json::{Value, json};

use super::*;
use crate::record::Field;
use crate::system::tests::{bodies, dump, found, plain_bodies, read, sheets};

const SAMPLE: &str = r#"{
  "departments": [
    {"部门编号": "0", "部门名称": "测试专用组织根部门", "上级部门编号": ""},
    {"部门编号": "1", "部门名称": "测试专用组织子部门", "上级部门编号": "0"}
  ],
  "users": [
    {
      "用户名": "张三",
      "邮箱": "zhangsan@example.com",
      "手机": "12345678901",
      "昵称": "张三",
      "所属部门编号": "0",
      "是否经理": "1",
      "第三方登录方式": "xxx",
      "第三方用户ID": "123456"
    }
  ]
}"#;

#[test]
fn the_sample_of_the_documents_comes_out_as_it_went_in() {
    let expected: Value = serde_json::from_str(SAMPLE).unwrap();
    assert_eq!(plain_bodies(&Aisuda, &dump(SAMPLE)), [expected]);
}

#[test]
fn the_current_dialect_says_the_same_in_other_keys_and_is_read_back() {
    let directory = dump(SAMPLE);
    let options = PayloadOptions {
        dialect: Some("current".into()),
        ..PayloadOptions::default()
    };
    let body = bodies(&Aisuda.payload(&directory, &options)).remove(0);
    assert_eq!(
        body,
        json!({
            "departments": [
                {"code": "0", "name": "测试专用组织根部门", "parentCode": ""},
                {"code": "1", "name": "测试专用组织子部门", "parentCode": "0"},
            ],
            "users": [{
                "name": "张三", "email": "zhangsan@example.com", "phone": "12345678901",
                "nickName": "张三", "departmentCode": "0", "isManager": "1",
                "authType": "xxx", "authId": "123456",
            }],
        })
    );
    let expected: Value = serde_json::from_str(SAMPLE).unwrap();
    assert_eq!(plain_bodies(&Aisuda, &dump(&body.to_string())), [expected]);
}

/// `department/all`, one element inside the other.
const TREE: &str = r#"{"id":"k1Jw8ME8Gq","parentId":"","createdAt":"2021-06-11T03:29:45.000Z","name":"根部门","children":[
    {"id":"3mrZq9ZjNR","parentId":"k1Jw8ME8Gq","name":"部门 1"},
    {"id":"DyVZYOwav6","parentId":"k1Jw8ME8Gq","name":"部门 2","children":[
        {"id":"Nq4omrw1g7","parentId":"DyVZYOwav6","name":"部门 3"}]}]}"#;

#[test]
fn the_tree_of_a_reply_is_read_with_or_without_an_envelope() {
    for reply in [
        TREE.to_owned(),
        format!(r#"{{"status":0,"msg":"","data":{TREE}}}"#),
        format!("[{TREE}]"),
    ] {
        let directory = dump(&reply);
        let order = directory.tree().preorder().iter();
        let paths: Vec<String> = order.map(|id| directory.path(*id).join("/")).collect();
        assert_eq!(
            paths,
            [
                "根部门",
                "根部门/部门 1",
                "根部门/部门 2",
                "根部门/部门 2/部门 3"
            ]
        );
    }
}

#[test]
fn a_tree_with_a_flaw_or_without_an_end_is_rejected_whole() {
    let twice = TREE.replace(r#""name":"部门 3""#, r#""name":"部门 3","name":"x""#);
    let twice = format!("[{twice}]");
    let deep = (0..100).fold(String::from("[]"), |inner, id| {
        format!(r#"[{{"id":"{id}","parentId":"","name":"n","children":{inner}}}]"#)
    });
    for (reply, code) in [(twice, "F009"), (deep, "F007")] {
        let (directory, findings) = read(&reply);
        assert_eq!(directory.departments().len(), 0);
        assert_eq!(findings.counts().keys().collect::<Vec<_>>(), [&code]);
    }
}

#[test]
fn a_page_of_users_is_read() {
    let directory = dump(
        r#"{"status":0,"msg":"操作成功","data":{"creatable":false,"items":[
            {"editable":false,"username":"aisuda","name":"张三","email":"a@example.com","isLeader":true,"id":"4Q","userId":"k1","departmentId":"Nq","departmentName":"部门","isBultin":false}
        ],"count":2,"options":[{"label":"aisuda","value":"4Q"}]}}"#,
    );
    let member = directory.members().next().unwrap();
    assert_eq!(member.get(Field::EMAIL).or_empty(), "a@example.com");
    assert_eq!(member.memberships()[0].is_leader(), Some(true));
    assert_eq!(
        directory
            .department(member.memberships()[0].department())
            .code
            .as_deref(),
        Some("Nq")
    );
}

/// `department`, a look at the top of the tree.
const ROOTS: &str = r#"{"status": 0, "msg": "", "data": {"options": [{
    "label": "根部门", "value": "k1Jw8ME8Gq", "creatable": true, "editable": true, "removable": false,
    "children": [
      {"label": "部门 1", "value": "DyVZYOwav6", "creatable": true, "editable": true, "removable": true,
       "loaded": false, "defer": true, "deferApi": "/api/company/aisuda/department?parent=DyVZYOwav6"},
      {"label": "部门 2", "value": "pezEbloLAB", "creatable": true, "editable": true, "removable": true,
       "loaded": true}
    ],
    "placeholder": "暂无更多子部门"}]}}"#;

#[test]
fn a_look_at_the_top_of_the_tree_is_read_and_says_what_is_left_out() {
    let data: Value = serde_json::from_str(ROOTS).unwrap();
    for reply in [ROOTS.to_owned(), data["data"].to_string()] {
        let (directory, findings) = read(&reply);
        let order = directory.tree().preorder().iter();
        let paths: Vec<String> = order.map(|id| directory.path(*id).join("/")).collect();
        assert_eq!(paths, ["根部门", "根部门/部门 1", "根部门/部门 2"]);
        let [finding] = findings.list() else {
            panic!("{findings:?}");
        };
        assert_eq!((finding.code.id, finding.place.row), ("F010", 1));
    }
    let users = r#"{"items":[],"options":[{"label":"aisuda","value":"4Q"}]}"#;
    let users = serde_json::from_str::<Value>(users).unwrap();
    let is_known = |value: &Value| {
        let mut lists = Aisuda.lists().iter();
        lists.any(|list| list.recognises(Some("options"), &value.to_string()))
    };
    assert!(!is_known(&users["options"][0]), "users are no departments");
    assert!(is_known(&data["data"]["options"][0]));
}

#[test]
fn a_mobile_of_a_sheet_is_written_as_its_digits() {
    let directory = sheets(&[(
        &[
            Field::MEMBER_NAME,
            Field::MEMBER_DEPARTMENT_PATH,
            Field::MOBILE,
        ],
        &[
            &["张三", "星河", "+86-13800130001"],
            &["李四", "星河", "+852 6123 4567"],
        ],
    )]);
    let body = plain_bodies(&Aisuda, &directory).remove(0);
    let mobile = |user: usize| body["users"][user]["手机"].clone();
    assert_eq!([mobile(0), mobile(1)], ["13800130001", "+85261234567"]);
}

#[test]
fn parents_come_first_and_departments_without_a_code_get_a_free_number() {
    let directory = sheets(&[(
        &[
            Field::MEMBER_NAME,
            Field::MEMBER_DEPARTMENT_PATH,
            Field::BIZ_EMAIL,
        ],
        &[
            &["张三", "星河/研发;星河/销售", "zhangsan@example.com"],
            &["李四", "星河/研发", ""],
        ],
    )]);
    let body = plain_bodies(&Aisuda, &directory).remove(0);
    let rows = |key: &str, columns: [&str; 3]| -> Vec<[String; 3]> {
        let rows = body[key].as_array().unwrap().iter();
        let cell = |row: &Value, column: &str| row[column].as_str().unwrap().to_owned();
        rows.map(|row| columns.map(|column| cell(row, column)))
            .collect()
    };
    assert_eq!(
        rows("departments", ["部门编号", "部门名称", "上级部门编号"]),
        [["1", "星河", ""], ["2", "研发", "1"], ["3", "销售", "1"]]
    );
    assert_eq!(
        rows("users", ["用户名", "邮箱", "所属部门编号"]),
        [
            ["张三", "zhangsan@example.com", "2"],
            ["张三", "zhangsan@example.com", "3"],
            ["李四", "", "2"],
        ]
    );
}

#[test]
fn the_login_is_the_source_s_else_the_configured_kind_with_the_userid() {
    let directory = dump(
        r#"{"department":[{"id":1,"name":"星河","parentid":0,"order":1}],
            "userlist":[{"userid":"zhangsan","name":"张三","department":[1]}]}"#,
    );
    let options = PayloadOptions {
        auth_type: Some("weixin".into()),
        ..PayloadOptions::default()
    };
    let payload = Aisuda.payload(&directory, &options);
    let user = &bodies(&payload)[0]["users"][0];
    assert_eq!(user["第三方登录方式"], "weixin");
    assert_eq!(user["第三方用户ID"], "zhangsan");
    assert_eq!(
        payload.bodies.loss().fields.len(),
        1,
        "only the order: {:?}",
        payload.bodies.loss()
    );
    let user = &plain_bodies(&Aisuda, &directory)[0]["users"][0];
    assert_eq!(
        (&user["第三方登录方式"], &user["第三方用户ID"]),
        (&json!(""), &json!(""))
    );

    let directory = dump(SAMPLE);
    let user = &bodies(&Aisuda.payload(&directory, &options))[0]["users"][0];
    assert_eq!(
        (&user["第三方登录方式"], &user["第三方用户ID"]),
        (&json!("xxx"), &json!("123456"))
    );
}

#[test]
fn each_limit_is_found_at_its_cell() {
    let options = PayloadOptions::default();
    let departments: &[Field] = &[Field::DEPARTMENT_PATH];
    let name = Some("department.name");
    for (rows, expected) in [
        (
            &[&["1/2/3/4/5/6/7/8/9/10/11/12"][..]][..],
            vec![("A001", 2, Some("department.path"))],
        ),
        (
            &[&["甲"], &["乙"], &["丙"]],
            vec![("A003", 3, Some("department.path"))],
        ),
    ] {
        let directory = sheets(&[(departments, rows)]);
        let found: Vec<_> = found(&Aisuda, &directory, &options);
        assert_eq!(
            found.iter().map(|one| one.0).collect::<Vec<_>>(),
            expected.iter().map(|one| one.0).collect::<Vec<_>>()
        );
        assert_eq!(found[0].1, expected[0].1);
    }
    let same = sheets(&[(
        &[
            Field::DEPARTMENT_NAME,
            Field::DEPARTMENT_CODE,
            Field::PARENT_CODE,
        ],
        &[&["星河", "1", ""], &["东区", "2", "1"], &["东区", "3", "1"]],
    )]);
    assert_eq!(found(&Aisuda, &same, &options), [("A005", 4, name)]);
    let members = dump(r#"{"userlist":[{"userid":"a","name":"张三","department":[7,8]}]}"#);
    let found = found(&Aisuda, &members, &options);
    let codes: Vec<_> = found.iter().map(|one| one.0).collect();
    assert_eq!(codes, ["A002", "A004", "A004"]);
}

#[test]
fn the_body_put_together_is_the_body_serialised() {
    let awkward = "\\\"引号\\\" \\\\ \\n \\u0001 \\u007f \\u2028 😀 </script>";
    for (departments, users) in [(0, 0), (1, 0), (2, 3), (3, 40_000)] {
        let list = |count: u32, element: &dyn Fn(u32) -> String| {
            (0..count).map(element).collect::<Vec<_>>().join(",")
        };
        let parent = |id: u32| {
            if id == 0 {
                String::new()
            } else {
                "d0".to_owned()
            }
        };
        let departments = list(departments, &|id| {
            format!(
                r#"{{"code":"d{id}","name":"{awkward}{id}","parentCode":"{}"}}"#,
                parent(id)
            )
        });
        let users = list(users, &|id| {
            format!(
                r#"{{"name":"{awkward}","email":"u{id}@example.com","departmentCode":"d{}","isManager":"1"}}"#,
                id % 2
            )
        });
        let directory = dump(&format!(
            r#"{{"departments":[{departments}],"users":[{users}]}}"#
        ));
        let options = PayloadOptions::default();
        let import = super::payload::Import::new(&directory, &options);
        let mut text = Vec::new();
        import.write_compact(&mut text).unwrap();
        assert!(
            text == serde_json::to_vec(&import).unwrap(),
            "{}",
            String::from_utf8_lossy(&text[..400.min(text.len())])
        );
    }
}
