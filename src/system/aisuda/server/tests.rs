//! The model answers what the documents show, and does what is known of the server.

use std::time::{Duration, SystemTime};

use serde_json::{Value, json};

use super::ids::encode;
use super::*;
use crate::config::Secret;
use crate::system::aisuda::session::Signer;
use crate::system::client::Session;
use crate::system::endpoint::{Arguments, named};
use crate::system::live::Secrets;
use crate::system::tests::{dump, remote};
use crate::transport::{Failure, Text, Transport};

pub(in crate::system::aisuda) const PRIVATE_KEY: &str =
    include_str!("../../../../fixtures/keys/company-xinghe.key");
const PKCS8_KEY: &str = include_str!("../../../../fixtures/keys/company-xinghe.pkcs8.key");
const PUBLIC_KEY: &str = include_str!("../../../../fixtures/keys/company-xinghe.pub");

/// Brings nothing anywhere.
struct Nowhere;

impl Transport for Nowhere {
    fn send(&self, _: &Request) -> Result<Reply, Failure> {
        panic!("signing needs no network")
    }
}

pub(in crate::system::aisuda) fn identity() -> Identity {
    Identity {
        organization: "xinghe".into(),
        token: String::new(),
        client_id: "k-1".into(),
        public_key: PUBLIC_KEY.into(),
    }
}

pub(in crate::system::aisuda) fn signer(key: &str) -> Signer {
    let secrets = Secrets::from([("private_key", Secret::from(key))]);
    Signer::new(&remote("aisuda", "xinghe"), &secrets).unwrap()
}

/// The headers of a signed request. Signing takes long without optimisation.
pub(in crate::system::aisuda) fn signature() -> Vec<(String, Text)> {
    let mut request = Request::new(
        crate::transport::Method::Get,
        "/",
        crate::transport::Effect::Reads,
    );
    signer(PRIVATE_KEY)
        .authorise(&mut request, &Nowhere)
        .unwrap();
    request.headers
}

/// A model, and who signs requests to it.
struct Signed {
    model: Model,
    headers: Vec<(String, Text)>,
}

impl Signed {
    fn new() -> Self {
        Self {
            model: Model::new(&identity()),
            headers: signature(),
        }
    }

    fn request(&self, operation: &str, arguments: Arguments) -> Request {
        let endpoint = named(ENDPOINTS, operation);
        let settings = [("company", "xinghe".to_owned())];
        let mut request = endpoint.request(&settings, arguments).unwrap();
        request.headers.clone_from(&self.headers);
        request
    }

    fn ask(&mut self, operation: &str, arguments: Arguments) -> Value {
        let request = self.request(operation, arguments);
        let reply = self.model.handle(&request, SystemTime::now());
        serde_json::from_slice(&reply.body).unwrap()
    }

    /// Calls an endpoint with the members of `body`.
    fn call(&mut self, operation: &str, body: Value) -> Value {
        let mut arguments = Arguments::default();
        for (name, value) in body.as_object().unwrap() {
            arguments = arguments.with(name, value.clone());
        }
        self.ask(operation, arguments)
    }

    /// What it says to an import of these departments (code, name, parent) and users (mail, department).
    fn import(&mut self, departments: &[[&str; 3]], users: &[[&str; 2]]) -> String {
        let departments: Vec<Value> = departments
            .iter()
            .map(|[code, name, parent]| json!({"code": code, "name": name, "parentCode": parent}))
            .collect();
        let users: Vec<Value> = users
            .iter()
            .map(|[email, department]| {
                json!({"name": email, "email": email, "departmentCode": department})
            })
            .collect();
        let body = json!({"departments": departments, "users": users});
        let reply = self.call("departments.import", body);
        match reply["status"].as_i64() {
            Some(0) => String::new(),
            _ => reply["msg"].as_str().unwrap().to_owned(),
        }
    }

    /// The paths of all departments, each with the mail addresses of its users.
    fn tree(&mut self) -> Vec<String> {
        let state = &self.model.state;
        let mut lines = Vec::new();
        let mut open: Vec<u64> = state.children(None).iter().rev().copied().collect();
        while let Some(number) = open.pop() {
            let users = state.memberships(number).iter().map(|membership| {
                let user = state.membership(*membership).unwrap().user;
                state.user(user).unwrap().email.clone()
            });
            let users: Vec<String> = users.collect();
            lines.push(format!("{} [{}]", state.path(number), users.join(" ")));
            open.extend(state.children(Some(number)).iter().rev());
        }
        lines
    }

    fn id(&self, path: &str) -> String {
        let mut number = None;
        for name in path.split('/') {
            number = self.model.state.child(number, name);
            assert!(number.is_some(), "{path}");
        }
        encode(number.unwrap())
    }
}

/// `value` with every id replaced by its number in order of appearance, so that samples compare.
fn numbered(value: &Value) -> String {
    fn ids(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| ids(item, found)),
            Value::Object(members) => {
                for (key, value) in members {
                    let is_id = ["id", "value", "parentId", "userId", "departmentId"]
                        .contains(&key.as_str());
                    match value.as_str() {
                        Some(id) if is_id && !id.is_empty() => {
                            if !found.iter().any(|known| known == id) {
                                found.push(id.to_owned());
                            }
                        }
                        _ => ids(value, found),
                    }
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    ids(value, &mut found);
    let mut text = value.to_string();
    for (number, id) in found.iter().enumerate() {
        text = text.replace(id, &format!("<{number}>"));
    }
    text
}

fn assert_like(reply: &Value, sample: &str) {
    let sample: Value = serde_json::from_str(sample).unwrap();
    assert_eq!(numbered(reply), numbered(&sample));
}

const IMPORT: &str = r#"{
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
fn the_sample_of_the_import_makes_the_organisation_it_describes() {
    let mut server = Signed::new();
    let arguments = Arguments::of_body(IMPORT.into());
    assert_eq!(server.ask("departments.import", arguments)["status"], 0);
    assert_eq!(
        server.tree(),
        [
            "测试专用组织根部门 [zhangsan@example.com]",
            "测试专用组织根部门/测试专用组织子部门 []"
        ]
    );
    let root = server.id("测试专用组织根部门");
    let users = server.call("department.users", json!({"departmentId": root}));
    assert_eq!(users["data"]["items"][0]["isLeader"], true);
    let done: Vec<_> = server.model.mutations.iter().collect();
    assert!(done.iter().all(|one| one.operation == "departments.import"));
    let subjects: Vec<_> = done.iter().map(|one| one.subject.as_str()).collect();
    assert_eq!(
        subjects,
        [
            "测试专用组织根部门",
            "测试专用组织根部门/测试专用组织子部门",
            "zhangsan@example.com",
            "测试专用组织根部门/zhangsan@example.com",
        ]
    );
}

#[test]
fn replies_are_those_of_the_documents() {
    let mut server = Signed::new();
    let reply = server.import(
        &[
            ["0", "根部门", ""],
            ["1", "部门 1", "0"],
            ["2", "部门 2", "0"],
            ["3", "部门 3", "1"],
        ],
        &[["aisuda@example.com", "3"], ["b@example.com", "3"]],
    );
    assert_eq!(reply, "");
    let sample = r#"{"status": 0, "msg": "", "data": {"options": [{
        "label": "根部门", "value": "k1Jw8ME8Gq", "creatable": true, "editable": true, "removable": false,
        "children": [
          {"label": "部门 1", "value": "DyVZYOwav6", "creatable": true, "editable": true, "removable": true,
           "loaded": false, "defer": true, "deferApi": "/api/company/xinghe/department?parent=DyVZYOwav6"},
          {"label": "部门 2", "value": "pezEbloLAB", "creatable": true, "editable": true, "removable": true,
           "loaded": true}
        ],
        "placeholder": "暂无更多子部门"}]}}"#;
    assert_like(&server.call("departments.roots", json!({})), sample);

    let mut state: Value = serde_json::from_str(&server.model.state()).unwrap();
    for (_, department) in state["departments"].as_object_mut().unwrap() {
        department["created_at"] = "2022-07-15T02:37:18.000Z".into();
        department["updated_at"] = "2022-07-15T02:37:18.000Z".into();
    }
    server.model.restore(&state.to_string()).unwrap();
    let sample = r#"{"id": "k1Jw8ME8Gq", "parentId": "", "createdAt": "2022-07-15T02:37:18.000Z",
        "updatedAt": "2022-07-15T02:37:18.000Z", "name": "根部门", "children": [
          {"id": "DyVZYOwav6", "parentId": "k1Jw8ME8Gq", "createdAt": "2022-07-15T02:37:18.000Z",
           "updatedAt": "2022-07-15T02:37:18.000Z", "name": "部门 1", "children": [
             {"id": "Nq4omrw1g7", "parentId": "DyVZYOwav6", "createdAt": "2022-07-15T02:37:18.000Z",
              "updatedAt": "2022-07-15T02:37:18.000Z", "name": "部门 3"}]},
          {"id": "3mrZq9ZjNR", "parentId": "k1Jw8ME8Gq", "createdAt": "2022-07-15T02:37:18.000Z",
           "updatedAt": "2022-07-15T02:37:18.000Z", "name": "部门 2"}]}"#;
    assert_like(&server.call("departments.all", json!({})), sample);

    let sample = r#"{"status": 0, "msg": "操作成功", "data": {"creatable": false, "isAdmin": false, "items": [
        {"editable": false, "deletable": false, "username": "aisuda@example.com", "name": "aisuda@example.com",
         "email": "aisuda@example.com", "isLeader": false, "id": "4Qyw7pEgGd", "userId": "k1Jw8ME8Gq",
         "departmentId": "Nq4omrw1g7", "departmentName": "部门 3", "isBultin": false}],
        "count": 2, "options": [{"label": "aisuda@example.com", "value": "4Qyw7pEgGd"}]}}"#;
    let department = server.id("根部门/部门 1/部门 3");
    let page = json!({"departmentId": department, "page": 1, "perPage": 1});
    assert_like(&server.call("department.users", page.clone()), sample);
    assert_like(&server.call("department.users-current", page), sample);

    let app = json!({"owner": "aisuda@example.com", "name": "名称", "key": "92a54", "description": "描述", "logo": ""});
    let created = server.call("app.create", app.clone());
    assert_eq!(created["data"]["isDraft"], true);
    server.model.state.apps[0].is_draft = false;
    let sample = r#"{"status": 0, "msg": "", "data": [{"id": "grOwVRwNXG", "key": "92a54", "logo": "",
        "name": "名称", "description": "描述", "isDraft": false}]}"#;
    assert_like(&server.call("apps.list", json!({})), sample);
    assert_eq!(server.call("app.create", app)["msg"], "应用短名字已存在");
}

#[test]
fn departments_and_users_change_one_by_one() {
    let mut server = Signed::new();
    server.import(
        &[["0", "星河", ""], ["1", "研发", "0"], ["2", "销售", "0"]],
        &[["a@example.com", "1"], ["b@example.com", "2"]],
    );
    let [root, development, sales] = ["星河", "星河/研发", "星河/销售"].map(|path| server.id(path));
    let users = server.call("department.users", json!({"departmentId": development}));
    let item = &users["data"]["items"][0];
    let (membership, user) = (item["id"].clone(), item["userId"].clone());
    assert_ne!(membership, user);
    let message = |reply: Value| reply["msg"].as_str().unwrap().to_owned();
    let of = |more: Value| {
        let mut body = json!({"departmentId": development, "userId": user});
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        body
    };
    let steps: Vec<(&str, Value, &str)> = vec![
        (
            "department.create",
            json!({"name": "测试", "parentId": development}),
            "",
        ),
        (
            "department.create",
            json!({"name": "测试", "parentId": development}),
            "部门已存在",
        ),
        (
            "department.create",
            json!({"name": "测试", "parentId": "x"}),
            "部门不存在",
        ),
        (
            "department.delete",
            json!({"department": root}),
            "根部门不能删除",
        ),
        (
            "department.delete",
            json!({"department": development}),
            "部门下还有子部门，不能删除",
        ),
        (
            "department.delete",
            json!({"department": sales}),
            "部门下还有成员，不能删除",
        ),
        (
            "department.add-user",
            json!({"department": root, "email": "A@example.com"}),
            "",
        ),
        (
            "department.add-user",
            json!({"department": root, "email": "a@example.com"}),
            "部门成员已存在",
        ),
        (
            "department.add-user",
            json!({"department": root, "email": "c@example.com"}),
            "用户不存在",
        ),
        (
            "department.toggle-leader",
            of(json!({"isLeader": true})),
            "",
        ),
        (
            "department.toggle-disabled",
            of(json!({"disabled": true})),
            "",
        ),
        (
            "department.change-user",
            of(json!({"newDepartmentId": sales})),
            "",
        ),
        (
            "department.change-user",
            of(json!({"newDepartmentId": sales})),
            "用户不在部门中",
        ),
        (
            "department.remove-user",
            json!({"department": root, "id": membership}),
            "用户不存在",
        ),
        (
            "department.remove-user-by-email",
            json!({"department": root, "email": "a@example.com"}),
            "",
        ),
    ];
    for (operation, body, expected) in steps {
        let said = message(server.call(operation, body.clone()));
        assert_eq!(said, expected, "{operation} {body}");
    }
    assert_eq!(
        server.tree(),
        [
            "星河 []",
            "星河/研发 []",
            "星河/研发/测试 []",
            "星河/销售 [b@example.com a@example.com]"
        ]
    );
    let users = server.call("department.users", json!({"departmentId": sales}));
    let moved = &users["data"]["items"][1];
    assert_eq!(moved["isLeader"], true);
    let body = json!({"department": sales, "id": moved["id"]});
    assert_eq!(message(server.call("department.remove-user", body)), "");
    let body = json!({"department": server.id("星河/研发/测试")});
    assert_eq!(message(server.call("department.delete", body)), "");
    assert_eq!(
        server.tree(),
        ["星河 []", "星河/研发 []", "星河/销售 [b@example.com]"]
    );
}

#[test]
fn an_import_with_a_flaw_changes_nothing() {
    let mut server = Signed::new();
    server.import(&[["0", "星河", ""]], &[]);
    let before = server.model.state();
    let deep: Vec<[String; 3]> = (0..11)
        .map(|level: u32| {
            let parent = level.checked_sub(1);
            let parent = parent.map_or_else(String::new, |parent| parent.to_string());
            [level.to_string(), format!("级{level}"), parent]
        })
        .collect();
    let deep: Vec<[&str; 3]> = deep
        .iter()
        .map(|row| row.each_ref().map(|text| &**text))
        .collect();
    for (departments, users, expected) in [
        (
            &[["1", "研发", "0"]][..],
            &[][..],
            "部门 1 的上级部门 0 不存在",
        ),
        (
            &[["0", "星河", ""]],
            &[["a@example.com", "1"]],
            "用户 a@example.com 的部门 1 不存在",
        ),
        (
            &[["0", "星河", ""], ["0", "研发", ""]],
            &[],
            "部门编号 0 重复",
        ),
        (
            &[["0", "星河", "1"], ["1", "研发", "0"]],
            &[],
            "部门之间互为上下级",
        ),
        (&[["0", "", ""]], &[], "部门编号和部门名称不能为空"),
        (&deep, &[], "部门层级不能超过 10 级"),
    ] {
        assert_eq!(server.import(departments, users), expected);
        assert_eq!(server.model.state(), before, "{expected}");
    }
    assert_eq!(server.import(&deep[..10], &[]), "");
    let number =
        json!({"departments": [{"code": 0, "name": "星河", "parentCode": ""}], "users": []});
    let said = server.call("departments.import", number);
    assert!(
        said["msg"].as_str().unwrap().starts_with("参数错误"),
        "{said}"
    );
}

#[test]
fn a_second_import_finds_departments_by_path_and_users_by_mail_and_takes_nothing_away() {
    let mut server = Signed::new();
    server.import(
        &[["0", "星河", ""], ["1", "研发", "0"], ["2", "销售", "0"]],
        &[["a@example.com", "1"]],
    );
    server.import(
        &[["x", "星河", ""], ["y", "销售", "x"], ["z", "研发", "y"]],
        &[["A@example.com", "y"]],
    );
    assert_eq!(
        server.tree(),
        [
            "星河 []",
            "星河/研发 [A@example.com]",
            "星河/销售 [A@example.com]",
            "星河/销售/研发 []"
        ]
    );
    server.import(&[["x", "银河", ""]], &[]);
    assert_eq!(
        server.tree().len(),
        5,
        "another top stands beside the first one"
    );
    let all = server.call("departments.all", json!({}));
    assert_eq!(all.as_array().map(Vec::len), Some(2));
}

#[test]
fn of_several_tops_none_is_the_organisation_itself() {
    let mut server = Signed::new();
    server.import(&[["1", "甲", ""], ["2", "乙", ""], ["3", "甲", ""]], &[]);
    assert_eq!(
        server.tree(),
        ["xinghe []", "甲 []", "乙 []"],
        "departments of one name and parent become one"
    );
}

#[test]
fn only_who_signs_as_the_documents_say_is_let_in() {
    let mut server = Signed::new();
    let now = SystemTime::now();
    let request = server.request("departments.all", Arguments::default());
    let without = |name: &str| {
        let mut request = request.clone();
        request.headers.retain(|(header, _)| header != name);
        request
    };
    let elsewhere = Request {
        path: "/openapi/company/other/department/all".into(),
        ..request.clone()
    };
    let mut forged = without("Authorization");
    let own = request.header("authorization").unwrap();
    let (signed, signature) = own.rsplit_once('.').unwrap();
    let signature: String = signature.chars().rev().collect();
    let token = format!("{signed}.{signature}");
    forged
        .headers
        .push(("Authorization".into(), Text::Plain(token)));
    let second = Duration::from_secs(1);
    for (request, now, expected) in [
        (&request, now, 200),
        (&request, now + 58 * second, 200),
        (&request, now + 63 * second, 401),
        (&request, now - 63 * second, 401),
        (&without("Authorization"), now, 401),
        (&without("x-client-id"), now, 401),
        (&forged, now, 401),
        (&elsewhere, now, 404),
    ] {
        let reply = server.model.handle(request, now);
        assert_eq!(reply.status, expected, "{request:?}");
        assert_eq!(
            serde_json::from_slice::<Value>(&reply.body).unwrap()["status"].is_null(),
            expected == 200
        );
    }
    let mut other = identity();
    other.organization = "other".into();
    let mut other = Model::new(&other);
    assert_eq!(other.handle(&elsewhere, now).status, 401);
}

#[test]
fn either_form_of_a_private_key_signs_and_others_are_refused() {
    let mut request = Signed::new().request("departments.all", Arguments::default());
    request.headers.clear();
    signer(PKCS8_KEY).authorise(&mut request, &Nowhere).unwrap();
    let mut model = Model::new(&identity());
    assert_eq!(model.handle(&request, SystemTime::now()).status, 200);
    for key in ["", "secret", PUBLIC_KEY, &PRIVATE_KEY[..400]] {
        let secrets = Secrets::from([("private_key", Secret::from(key))]);
        let refused = Signer::new(&remote("aisuda", "xinghe"), &secrets)
            .err()
            .unwrap();
        assert!(!format!("{refused:?} {refused}").contains("MII"));
    }
}

#[test]
fn the_state_is_saved_and_taken_up() {
    let mut server = Signed::new();
    let directory = dump(IMPORT);
    server.model.seed(&directory);
    let tree = server.tree();
    assert_eq!(tree.len(), 2);
    let state = server.model.state();
    let mut again = Signed::new();
    again.model.restore(&state).unwrap();
    assert_eq!(again.tree(), tree);
    assert_eq!(again.import(&[["0", "测试专用组织根部门", ""]], &[]), "");
    assert_eq!(again.tree(), tree);
    let newer = state.replace(r#""version":1"#, r#""version":2"#);
    assert!(again.model.restore(&newer).is_err());
}

#[test]
fn every_endpoint_is_answered() {
    let mut server = Signed::new();
    for endpoint in ENDPOINTS {
        let mut arguments = Arguments::default();
        for parameter in endpoint.parameters.iter().filter(|one| one.is_required) {
            let value = match parameter.kind {
                crate::system::endpoint::Kind::Boolean => json!(true),
                crate::system::endpoint::Kind::Json => json!([]),
                _ => json!("x"),
            };
            arguments = arguments.with(parameter.name, value);
        }
        let reply = server.ask(endpoint.operation, arguments);
        assert_ne!(reply["msg"], "接口不存在", "{}", endpoint.operation);
    }
}
