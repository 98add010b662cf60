//! SeaTable over the network, against its model: the samples of the document, refusals, the traps of its imports, and reading
//! back.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;
use crate::config::Secret;
use crate::system::exchanges::{answer, fixture, identity, now, request};
use crate::system::tests::{dump, dumps, plain_bodies, remote, replies};
use crate::system::{CallFault, Client, Modelled, Secrets, Server};
use crate::transport::Transport;

const TOKEN: &str = "95ca2c5f0bf469742f21023b191520f5a5c63eb6";

fn server() -> Box<dyn Server> {
    Seatable.live().unwrap().server(&identity("23", TOKEN))
}

fn modelled(state: &Value) -> Modelled {
    let mut server = server();
    server.restore(&state.to_string()).unwrap();
    Modelled::new(server, now)
}

/// A company of Work Weixin with these departments and users, and nothing imported yet.
fn company(departments: Value, users: Value) -> Value {
    json!({
        "version": 1, "organization": "23", "corp_id": "ww1", "departments": departments,
        "users": users, "next_group": 1,
    })
}

fn client<'c>(transport: &'c dyn Transport, organization: &str, token: &str) -> Client<'c> {
    let live = Seatable.live().unwrap();
    let remote = remote("seatable", organization);
    let secrets = Secrets::from([("token", Secret::from(token))]);
    let session = live.session(&remote, secrets).unwrap();
    Client::new(
        &Seatable,
        live.settings(&remote).unwrap(),
        session,
        transport,
    )
}

/// The directory that is read over the network.
fn directory_of(modelled: &Modelled) -> Directory {
    let client = client(modelled, "23", TOKEN);
    let live = Seatable.live().unwrap();
    let read = replies(live, &client, &remote("seatable", "23")).unwrap();
    dumps(&read.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What the model answers, whatever it is.
fn ask(modelled: &Modelled, mut described: Value) -> (u16, Value) {
    described["headers"] = json!({"Authorization": format!("Token {TOKEN}")});
    let path = described["path"].as_str().unwrap();
    described["path"] = json!(format!("/api/v2.1/org/23/admin/{path}/"));
    modelled.look(|server| answer(server, &request(&described)))
}

fn users(modelled: &Modelled, users: Value) -> (u16, Value) {
    let body = json!({"userlist": users});
    ask(
        modelled,
        json!({"method": "POST", "path": "work-weixin/users/batch", "body": body}),
    )
}

fn import(modelled: &Modelled, id: u64) -> Value {
    let body = json!({"work_weixin_department_id": id});
    let path = "work-weixin/departments/import";
    ask(
        modelled,
        json!({"method": "POST", "path": path, "body": body}),
    )
    .1
}

#[test]
fn the_samples_of_the_document_are_answered_as_they_show() {
    let fixture = fixture("seatable");
    let exchanges = fixture["exchanges"].as_array().unwrap();
    for exchange in exchanges {
        let modelled = modelled(&exchange["state"]);
        let sent = request(&exchange["request"]);
        let (status, mut reply) = modelled.look(|server| answer(server, &sent));
        assert_eq!(status, 200);
        // The one id that the model makes itself.
        if let Some(email) = reply.pointer_mut("/success/0/email") {
            assert!(email.as_str().unwrap().ends_with("@auth.local"));
            assert_eq!(email.as_str().unwrap().len(), 32 + "@auth.local".len());
            *email = exchange["reply"]["success"][0]["email"].clone();
        }
        assert_eq!(reply, exchange["reply"], "{}", exchange["section"]);
    }
    let endpoints = Seatable.live().unwrap().endpoints();
    let sections: Vec<&str> = endpoints[1..]
        .iter()
        .map(|endpoint| {
            endpoint
                .section
                .trim_start_matches("Org admin work weixin: ")
        })
        .collect();
    let sampled: Vec<_> = exchanges
        .iter()
        .map(|exchange| exchange["section"].as_str().unwrap())
        .collect();
    assert_eq!(sections, sampled);
    let operations: Vec<_> = endpoints
        .iter()
        .map(|endpoint| endpoint.operation)
        .collect();
    assert_eq!(
        operations,
        [
            "settings.update",
            "departments.list",
            "department.members",
            "users.import",
            "department.import",
        ]
    );
}

#[test]
fn every_endpoint_is_called_and_its_reply_is_read() {
    let state = company(
        json!([{"id": 1, "name": "星河", "parentid": 0, "order": 1}, {"id": 2, "name": "研发", "parentid": 1, "order": 1}]),
        json!([{"userid": "a", "name": "张三", "department": [2], "email": "A@example.com"}]),
    );
    let modelled = modelled(&state);
    let client = client(&modelled, "23", TOKEN);
    let api = Api::new(&client);
    let ids = |list: DepartmentList| list.department.iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(api.departments(None).unwrap()), [1, 2]);
    assert_eq!(ids(api.departments(Some(2)).unwrap()), [2]);
    assert_eq!(api.members(1, false).unwrap().userlist.len(), 0);
    let members = api.members(1, true).unwrap().userlist;
    assert_eq!(members[0]["email"], "");
    assert_eq!(members[0]["contact_email"], "A@example.com");
    let report = api.import_users(members).unwrap();
    let [made] = &report.success[..] else {
        panic!("{report:?}");
    };
    let known = api.members(2, false).unwrap().userlist;
    assert_eq!(known[0]["email"], made.email.as_str());
    let report = api.import_department(2).unwrap();
    assert_eq!(
        report.success,
        [
            Imported::Department {
                department_id: 2,
                department_name: "研发".into(),
                group_id: 1
            },
            Imported::User {
                email: made.email.clone(),
                api_user_name: "张三".into(),
                department_id: 2,
                group_id: 1,
            },
        ]
    );
    api.bind("ww2", Secret::from("s-1")).unwrap();
    assert!(!modelled.look(|server| server.state()).contains("s-1"));
    // Users are known by the company they come from.
    assert_eq!(api.members(2, false).unwrap().userlist[0]["email"], "");
    api.bind("", Secret::from("s-1")).unwrap();
    let fault = api.departments(None).unwrap_err();
    assert!(
        matches!(&fault, CallFault::Refused { status: 404, refusal, .. } if refusal.message == "获取企业微信组织架构失败"),
        "{fault:?}"
    );
    let done = modelled.look(|server| server.mutations().len());
    assert_eq!((done, modelled.writes()), (5, 4));
}

#[test]
fn who_may_not_is_refused() {
    let modelled = Modelled::new(server(), now);
    for (organization, token, expected) in [
        ("23", "another", (401, "Invalid token")),
        (
            "24",
            TOKEN,
            (403, "You do not have permission to perform this action."),
        ),
    ] {
        let client = client(&modelled, organization, token);
        match Api::new(&client).departments(None).unwrap_err() {
            CallFault::Refused {
                status, refusal, ..
            } => {
                assert_eq!((status, refusal.message.as_str()), expected);
                assert!(refusal.meaning.is_some());
            }
            other => panic!("{other:?}"),
        }
    }
    for (header, status) in [
        (Some(format!("token {TOKEN}")), 200),
        (Some(format!("Bearer {TOKEN}")), 200),
        (Some(TOKEN.to_owned()), 401),
        (Some(format!("Token {TOKEN} x")), 401),
        (None, 401),
    ] {
        let mut described =
            json!({"method": "GET", "path": "/api/v2.1/org/23/admin/work-weixin/departments/"});
        if let Some(header) = &header {
            described["headers"] = json!({"Authorization": header});
        }
        let answered = modelled.look(|server| answer(server, &request(&described)));
        assert_eq!(answered.0, status, "{header:?}");
    }
    let live = Seatable.live().unwrap();
    assert!(
        live.session(&remote("seatable", "23"), Secrets::new())
            .is_err()
    );
}

#[test]
fn requests_that_are_wrong_are_refused_in_the_words_of_the_server() {
    let modelled = Modelled::new(server(), now);
    let list = "userlist invalid.";
    let id = "work_weixin_department_ids invalid.";
    let import = "work-weixin/departments/import";
    for (described, status, message) in [
        (
            json!({"method": "POST", "path": "work-weixin/users/batch", "body": {"user_list": [{"userid": "a"}]}}),
            400,
            list,
        ),
        (
            json!({"method": "POST", "path": "work-weixin/users/batch", "body": {"userlist": []}}),
            400,
            list,
        ),
        (
            json!({"method": "POST", "path": "work-weixin/users/batch", "form": {"userlist": "[]"}}),
            400,
            list,
        ),
        (
            json!({"method": "POST", "path": "work-weixin/users/batch"}),
            400,
            list,
        ),
        (
            json!({"method": "POST", "path": import, "form": {"work_weixin_department_id": "x"}}),
            400,
            id,
        ),
        (
            json!({"method": "POST", "path": import, "body": {}}),
            400,
            id,
        ),
        (
            json!({"method": "POST", "path": import, "body": {"work_weixin_department_id": "7"}}),
            404,
            "获取企业微信组织架构失败",
        ),
        (
            json!({"method": "GET", "path": "work-weixin/departments/1/members", "query": {"fetch_child": "1"}}),
            400,
            "fetch_child invalid.",
        ),
        (
            json!({"method": "GET", "path": "work-weixin/departments/7/members"}),
            404,
            "获取企业微信组织架构成员失败",
        ),
        (
            json!({"method": "GET", "path": "work-weixin/departments", "query": {"department_id": "7"}}),
            404,
            "获取企业微信组织架构失败",
        ),
        (
            json!({"method": "GET", "path": "address-book/groups/7"}),
            404,
            "Group 7 not found.",
        ),
    ] {
        let answered = ask(&modelled, described.clone());
        assert_eq!(
            answered,
            (status, json!({"error_msg": message})),
            "{described}"
        );
    }
}

#[test]
fn users_are_made_once_and_mails_are_unique() {
    let modelled = Modelled::new(server(), now);
    let (status, report) = users(
        &modelled,
        json!([
            {"userid": "a", "name": "张三", "contact_email": "A@example.com", "email": "ignored@example.com"},
            {"userid": "a", "name": "张三", "contact_email": "b@example.com"},
            {"userid": "b", "name": "李四", "contact_email": "a@EXAMPLE.com"},
            {"userid": "c", "name": "王五", "contact_email": ""},
            {"userid": "d", "name": "张".repeat(65)},
            {"userid": "", "name": "赵六"},
            {"name": "赵六"},
        ]),
    );
    assert_eq!(status, 200);
    let rows = |key: &str| {
        let rows = report[key].as_array().unwrap().iter();
        rows.map(|row| {
            (
                row["userid"].as_str().unwrap_or("-").to_owned(),
                row["error_msg"].clone(),
            )
        })
        .collect::<Vec<_>>()
    };
    let made: Vec<_> = rows("success")
        .into_iter()
        .map(|(userid, _)| userid)
        .collect();
    assert_eq!(made, ["a", "c"]);
    let failed = [
        ("a", "用户已存在"),
        ("b", "导入失败"),
        ("d", "导入失败"),
        ("-", "userid invalid."),
        ("-", "userid invalid."),
    ];
    assert_eq!(
        rows("failed"),
        failed.map(|(userid, text)| (userid.to_owned(), json!(text)))
    );
    // What failed half way leaves an account that nobody finds, and trying again leaves another.
    users(
        &modelled,
        json!([{"userid": "b", "contact_email": "a@example.com"}]),
    );
    let (_, page) = ask(
        &modelled,
        json!({"method": "GET", "path": "users", "query": {"per_page": "4"}}),
    );
    let mails: Vec<_> = page["user_list"]
        .as_array()
        .unwrap()
        .iter()
        .map(|user| &user["contact_email"])
        .collect();
    assert_eq!(mails, ["a@example.com", "", "", ""]);
    assert_eq!(page["page_next"], true);
    for userid in [json!(7), json!(null)] {
        let (status, reply) = users(&modelled, json!([{"userid": "e"}, {"userid": userid}]));
        assert_eq!((status, reply), (500, Value::Null));
    }
    assert_eq!(
        users(&modelled, json!([{"userid": "e"}])).1["failed"][0]["error_msg"],
        "用户已存在"
    );
}

/// Rows of a report of departments as `type`, id, and group or message.
fn rows(report: &Value, key: &str) -> Vec<String> {
    let rows = report[key].as_array().unwrap().iter();
    let last = if key == "success" { "group_id" } else { "msg" };
    rows.map(|row| {
        let name = row["department_name"]
            .as_str()
            .or(row["api_user_name"].as_str())
            .unwrap();
        format!("{name} {} {}", row["department_id"], row[last]).replace('"', "")
    })
    .collect()
}

#[test]
fn departments_of_one_name_become_one_group_in_the_documented_server() {
    let departments = json!([
        {"id": 1, "name": "星河", "parentid": 0}, {"id": 5, "name": "东区", "parentid": 1},
        {"id": 3, "name": "销售", "parentid": 5}, {"id": 6, "name": "西区（新）", "parentid": 1},
        {"id": 7, "name": "销售", "parentid": 1}, {"id": 8, "name": "售前", "parentid": 7},
        {"id": 9, "name": "客服", "parentid": 6},
    ]);
    let people = json!([
        {"userid": "a", "name": "张三", "department": [7, 1, 99], "email": ""},
        {"userid": "b", "name": "李四", "department": [1, 3], "email": ""},
    ]);
    let mut state = company(departments, people);
    let model = modelled(&state);
    let report = import(&model, 1);
    assert_eq!(
        rows(&report, "success"),
        [
            "星河 1 1",
            "东区 5 2",
            "销售 3 3",
            "售前 8 4",
            "张三 7 3",
            "李四 1 1",
            "李四 3 3"
        ]
    );
    assert_eq!(
        rows(&report, "failed"),
        [
            "西区（新） 6 部门参数错误",
            "销售 7 部门已存在",
            "客服 9 父级部门不存在",
            // 销售 is below 星河, so that 张三 is in 星河 already.
            "张三 1 部门成员已存在",
        ]
    );
    // Once more: everything is there already.
    let again = import(&model, 1);
    assert_eq!(rows(&again, "success"), Vec::<String>::new());
    state["rules"] = json!("newer");
    let report = import(&modelled(&state), 1);
    // By id: 销售 comes before 东区, its parent.
    assert_eq!(
        rows(&report, "success")[..6],
        [
            "星河 1 1",
            "东区 5 2",
            "西区（新） 6 3",
            "销售 7 4",
            "售前 8 5",
            "客服 9 6"
        ]
    );
    assert_eq!(rows(&report, "failed")[0], "销售 3 父级部门不存在");
}

#[test]
fn the_documented_server_falls_over_a_user_without_email() {
    let departments = json!([{"id": 1, "name": "星河", "parentid": 0}]);
    let people = json!([{"userid": "a", "name": "张三", "department": [1]}]);
    let mut state = company(departments, people);
    let members = json!({"method": "GET", "path": "work-weixin/departments/1/members"});
    assert_eq!(ask(&modelled(&state), members.clone()).0, 500);
    state["rules"] = json!("newer");
    assert_eq!(ask(&modelled(&state), members).0, 200);
}

#[test]
fn a_state_comes_back_and_endless_groups_do_not() {
    let modelled = modelled(&fixture("seatable")["exchanges"][3]["state"]);
    import(&modelled, 2);
    let state = modelled.look(|server| server.state());
    let mut again = server();
    again.restore(&state).unwrap();
    assert_eq!(again.state(), state);
    let state: Value = serde_json::from_str(&state).unwrap();
    let mut cycle = state.clone();
    cycle["groups"][0]["parent"] = json!(123);
    let mut taken = state.clone();
    taken["next_group"] = json!(121);
    let mut newer = state;
    newer["version"] = json!(2);
    for wrong in [cycle, taken, newer] {
        assert!(again.restore(&wrong.to_string()).is_err());
    }
}

#[test]
fn reports_and_groups_are_read_as_files_too() {
    let exchange = &fixture("seatable")["exchanges"][3];
    let modelled = modelled(&exchange["state"]);
    let mut report = import(&modelled, 2);
    // What was refused is no part of a directory.
    report.as_object_mut().unwrap().remove("failed");
    let report = dump(&report.to_string());
    let names: Vec<_> = report
        .departments()
        .map(|(_, one)| one.name.to_string())
        .collect();
    assert_eq!(names, ["dev", "front", "vue"]);
    let members: Vec<_> = report
        .members()
        .map(|member| (member.label(), member.memberships().len()))
        .collect();
    assert_eq!(members, [("LiuLiWei", 1), ("ChengXiongChao", 1)]);

    let group = |path: &str| {
        let (status, reply) = ask(
            &modelled,
            json!({"method": "GET", "path": path, "query": {"return_ancestors": "true"}}),
        );
        assert_eq!(status, 200);
        reply.to_string()
    };
    let paths = [
        "address-book/groups",
        "address-book/groups/121",
        "address-book/groups/122",
        "address-book/groups/123",
    ];
    let groups = paths.map(group);
    let directory = dumps(&groups.each_ref().map(String::as_str));
    let tree = directory.tree().preorder().iter();
    let paths: Vec<_> = tree.map(|id| directory.path(*id).join("/")).collect();
    assert_eq!(paths, ["dev", "dev/front", "dev/front/vue"]);
    assert_eq!(directory.faults(), []);
    let departments: Vec<_> = directory
        .members()
        .map(|member| {
            directory
                .department(member.memberships()[0].department())
                .name
                .to_string()
        })
        .collect();
    assert_eq!(departments, ["front", "vue"]);

    let made = users(&modelled, json!([{"userid": "x", "name": "张三"}])).1;
    assert_eq!(
        dump(&made.to_string()).members().next().unwrap().label(),
        "张三"
    );
}

#[test]
fn two_parts_of_a_company_are_read_below_each_of_their_tops() {
    let state = company(
        json!([{"id": 4, "name": "甲", "parentid": 1}, {"id": 5, "name": "乙", "parentid": 4}, {"id": 6, "name": "丙", "parentid": 1}]),
        json!([
            {"userid": "a", "name": "张三", "department": [5], "email": ""},
            {"userid": "b", "name": "李四", "department": [6, 5], "email": ""},
        ]),
    );
    let modelled = modelled(&state);
    let directory = directory_of(&modelled);
    assert_eq!(directory.departments().len(), 3);
    let memberships: Vec<_> = directory
        .members()
        .map(|member| member.memberships().len())
        .collect();
    assert_eq!(memberships, [1, 2]);
    assert_eq!(modelled.writes(), 0);
}

/// A user: name, mail, and the departments by index.
type Drawn = (String, bool, Vec<prop::sample::Index>);

/// Saved replies of Work Weixin.
fn replies_of(parents: &[prop::sample::Index], drawn: &[Drawn]) -> String {
    let mut departments = vec![json!({"id": 1, "name": "星河", "parentid": 0, "order": 9})];
    for (id, parent) in (2u32..).zip(parents) {
        let parent = &departments[parent.index(departments.len())]["id"];
        let department =
            json!({"id": id, "name": format!("部 {id}"), "parentid": parent, "order": 100 - id});
        departments.push(department);
    }
    let users = drawn.iter().enumerate().map(|(number, (name, has_mail, places))| {
        let mut ids: Vec<_> = places.iter().map(|place| place.index(departments.len()) + 1).collect();
        ids.sort_unstable();
        ids.dedup();
        let mail = if *has_mail { format!("u{number}@example.com") } else { String::new() };
        json!({
            "userid": format!("u{number}"), "name": name, "department": ids, "email": mail,
            "position": "工程师", "order": vec![0; ids.len()], "is_leader_in_dept": vec![1; ids.len()],
            "main_department": ids[0], "extattr": {"attrs": []},
        })
    });
    let users: Vec<_> = users.collect();
    json!({"errcode": 0, "department": departments, "userlist": users}).to_string()
}

/// The users a payload would carry, without what SeaTable adds to them.
fn carried(directory: &Directory) -> Vec<Map<String, Value>> {
    let bodies = plain_bodies(&Seatable, directory).into_iter();
    let users = bodies.flat_map(|body| body["userlist"].as_array().unwrap().clone());
    users
        .map(|user| {
            let mut user = user.as_object().unwrap().clone();
            user.remove("email");
            user
        })
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_dump_imported_by_its_own_payload_reads_back_the_same(
        parents in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        drawn in prop::collection::vec(
            ("[a-z张李\"]{1,5}", any::<bool>(), prop::collection::vec(any::<prop::sample::Index>(), 1..4)),
            1..8,
        ),
    ) {
        let directory = dump(&replies_of(&parents, &drawn));
        let mut server = server();
        server.seed(&directory);
        let modelled = Modelled::new(server, now);
        let client = client(&modelled, "23", TOKEN);
        for body in plain_bodies(&Seatable, &directory) {
            let report = Api::new(&client).import_body(body.to_string().into_bytes()).unwrap();
            prop_assert_eq!(report.failed, []);
            prop_assert_eq!(report.success.len(), drawn.len());
        }
        let again = directory_of(&modelled);
        prop_assert_eq!(carried(&again), carried(&directory));
        let shape = |directory: &Directory| {
            let tree = directory.tree().preorder().iter();
            let paths: Vec<_> = tree.map(|id| (directory.path(*id).join("/"), directory.department(*id).code.clone())).collect();
            paths
        };
        prop_assert_eq!(shape(&again), shape(&directory));
        // Everybody has an account now, and keeps it where the model starts from what was read.
        let mut server = server_of(&again);
        for body in plain_bodies(&Seatable, &again) {
            let described = json!({
                "method": "POST", "path": "/api/v2.1/org/23/admin/work-weixin/users/batch/",
                "headers": {"Authorization": format!("Token {TOKEN}")}, "body": body,
            });
            let (_, report) = answer(&mut *server, &request(&described));
            prop_assert_eq!(&report["success"], &json!([]));
        }
    }
}

fn server_of(directory: &Directory) -> Box<dyn Server> {
    let mut server = server();
    server.seed(directory);
    server
}
