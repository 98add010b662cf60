//! What is read of a model is the directory in it, by whichever endpoints it has.

use std::collections::{BTreeMap, BTreeSet};
use std::time::SystemTime;

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::server::tests::{PRIVATE_KEY, identity, signature, signer};
use super::*;
use crate::directory::Directory;
use crate::record::Field;
use crate::system::tests::{dump, dumps, plain_bodies, remote, replies};
use crate::system::{Modelled, PayloadOptions, System};
use crate::transport::{Failure, Request, Text, Transport};

/// Bears a signature made before.
struct Presigned(Vec<(String, Text)>);

impl Session for Presigned {
    fn authorise(
        &self,
        request: &mut Request,
        _: &dyn Transport,
    ) -> std::result::Result<(), CallFault> {
        request.headers.clone_from(&self.0);
        Ok(())
    }
}

/// A server that lacks some endpoints.
struct Lacking<'m> {
    model: &'m Modelled,
    paths: &'static [&'static str],
}

impl Transport for Lacking<'_> {
    fn send(&self, request: &Request) -> std::result::Result<crate::transport::Reply, Failure> {
        if self.paths.iter().any(|path| request.path.ends_with(path)) {
            return Ok(crate::transport::Reply {
                status: 404,
                headers: Vec::new(),
                body: b"<html>Not Found</html>".to_vec(),
            });
        }
        self.model.send(request)
    }
}

fn model() -> Modelled {
    Modelled::new(Aisuda.server(&identity()), SystemTime::now)
}

fn client<'c>(transport: &'c dyn Transport, headers: Vec<(String, Text)>) -> Client<'c> {
    let settings = Aisuda.settings(&remote("aisuda", "xinghe")).unwrap();
    Client::new(&Aisuda, settings, Box::new(Presigned(headers)), transport)
}

/// The directory that is read through `transport`.
fn read(transport: &dyn Transport, headers: Vec<(String, Text)>) -> Directory {
    let client = client(transport, headers);
    let replies = replies(&Aisuda, &client, &remote("aisuda", "xinghe")).unwrap();
    let replies: Vec<&str> = replies.iter().map(String::as_str).collect();
    dumps(&replies)
}

/// What aisuda shows of a directory: paths, and by mail address names and departments with the leader's mark.
type Shown = (
    BTreeSet<String>,
    BTreeMap<String, (String, BTreeSet<(String, bool)>)>,
);

fn shown(directory: &Directory) -> Shown {
    let path = |id| directory.path(id).join("/");
    let departments = directory.departments().map(|(id, _)| path(id));
    let members = directory.members().map(|member| {
        let text = |field| member.get(field).or_empty().to_owned();
        let memberships = member.memberships().iter().map(|membership| {
            let leads = membership.is_leader() == Some(true);
            (path(membership.department()), leads)
        });
        let shown = (text(Field::MEMBER_NAME), memberships.collect());
        (text(Field::EMAIL), shown)
    });
    (departments.collect(), members.collect())
}

/// A company of `departments`, each in one of those before it, and users in one to three of them.
fn body(departments: &[usize], users: &[Vec<(usize, bool)>]) -> Value {
    let mut depths = vec![1];
    let mut rows = vec![json!({"code": "0", "name": "星河", "parentCode": ""})];
    for (number, choice) in (1..).zip(departments) {
        let mut parent = choice % number;
        while depths[parent] == 10 {
            parent = 0;
        }
        depths.push(depths[parent] + 1);
        let code = number.to_string();
        let name = format!("部门\"{number}/");
        rows.push(json!({"code": code, "name": name, "parentCode": parent.to_string()}));
    }
    let mut members = Vec::new();
    for (number, places) in users.iter().enumerate() {
        let mut seen = BTreeSet::new();
        for (department, leads) in places {
            let department = department % rows.len();
            if seen.insert(department) {
                members.push(json!({
                    "name": format!("成员{number}"), "email": format!("u{number}@example.com"),
                    "phone": format!("13800130{number:03}"), "nickName": "",
                    "departmentCode": department.to_string(),
                    "isManager": if *leads { "1" } else { "0" }, "authType": "", "authId": "",
                }));
            }
        }
    }
    json!({"departments": rows, "users": members})
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_directory_comes_back_from_an_empty_model_as_it_was_sent(
        departments in proptest::collection::vec(any::<usize>(), 0..40),
        users in proptest::collection::vec(
            proptest::collection::vec((any::<usize>(), any::<bool>()), 1..4), 1..30),
        is_current in any::<bool>(),
        lacks in any::<bool>(),
    ) {
        static HEADERS: std::sync::OnceLock<Vec<(String, Text)>> = std::sync::OnceLock::new();
        let headers = HEADERS.get_or_init(signature).clone();
        let directory = dump(&body(&departments, &users).to_string());
        let options = PayloadOptions {
            dialect: is_current.then(|| "current".into()),
            ..PayloadOptions::default()
        };
        let payload = Aisuda.payload(&directory, &options);
        let mut body = Vec::new();
        payload.bodies.write(0, crate::system::Style::Compact, &mut body).unwrap();
        let model = model();
        Organisation::of(&client(&model, headers.clone())).import(body).unwrap();
        prop_assert_eq!(model.writes(), 1);
        let lacking = Lacking {
            model: &model,
            paths: if lacks { &["/department/all", "/department/users"] } else { &[] },
        };
        let again = read(&lacking, headers);
        prop_assert_eq!(shown(&again), shown(&directory));
        prop_assert_eq!(model.writes(), 1, "reading writes nothing");
    }
}

#[test]
fn a_department_of_many_users_is_read_page_by_page() {
    let users: Vec<_> = (0..250).map(|_| vec![(0, false)]).collect();
    let directory = dump(&body(&[], &users).to_string());
    let model = model();
    model.look(|server| server.seed(&directory));
    assert_eq!(shown(&read(&model, signature())), shown(&directory));
}

#[test]
fn what_the_whole_tree_was_refused_for_is_said_where_nothing_else_helps() {
    let model = model();
    let client = client(&model, Vec::new());
    let fault = replies(&Aisuda, &client, &remote("aisuda", "xinghe")).unwrap_err();
    let ReadFault::Call(CallFault::Refused {
        status, refusal, ..
    }) = fault
    else {
        panic!("{fault:?}");
    };
    assert_eq!((status, refusal.code), (401, 401));
    assert_eq!(refusal.message, "缺少 Authorization");
}

/// A server that never stops listing the same user.
struct Endless;

impl Transport for Endless {
    fn send(&self, request: &Request) -> std::result::Result<crate::transport::Reply, Failure> {
        let page = json!({"status": 0, "msg": "", "data": {"count": 1_000_000, "items": [
            {"id": "m", "userId": "u", "departmentId": "d", "name": "张三", "email": "a@example.com", "username": null}]}});
        let tree = json!({"id": "d", "parentId": null, "name": "星河", "children": null});
        let is_tree = request.path.ends_with("/all");
        Ok(crate::transport::Reply::json(
            200,
            if is_tree { &tree } else { &page },
        ))
    }
}

#[test]
fn a_server_that_does_not_turn_the_page_is_not_asked_for_ever() {
    let directory = read(&Endless, Vec::new());
    assert_eq!(directory.member_count(), 1);
}

#[test]
fn each_function_of_the_client_does_what_it_is_called() {
    let model = model();
    let headers = signature();
    let client = client(&model, headers.clone());
    let organisation = Organisation::of(&client);
    let sent = plain_bodies(&Aisuda, &dump(&body(&[0], &[vec![(0, false)]]).to_string()));
    organisation
        .import(sent[0].to_string().into_bytes())
        .unwrap();
    let roots = organisation.roots(None).unwrap();
    let (root, child) = (&roots[0].value, &roots[0].children[0].value);
    assert_eq!(organisation.roots(Some(root)).unwrap()[0].value, *child);
    organisation.create_department("三级", child).unwrap();
    let roots = organisation.roots(None).unwrap();
    let address = roots[0].children[0].defer_api.as_deref().unwrap();
    let third = organisation.deferred(address).unwrap().remove(0);
    assert_eq!(third.label, "三级");
    organisation.add_user(child, "u0@example.com").unwrap();
    let users = |department: &str| {
        let page = organisation.users(UsersEndpoint::Legacy, department, 1, 10);
        page.unwrap().items
    };
    let user = users(child).remove(0);
    organisation
        .toggle_leader(child, &user.user_id, true)
        .unwrap();
    organisation
        .toggle_disabled(child, &user.user_id, true)
        .unwrap();
    assert!(users(child)[0].is_leader);
    organisation
        .change_user(child, &user.user_id, &third.value)
        .unwrap();
    let moved = users(&third.value).remove(0);
    organisation.remove_user(&third.value, &moved.id).unwrap();
    organisation
        .remove_user_by_email(root, "u0@example.com")
        .unwrap();
    assert!(users(root).is_empty());
    organisation.delete_department(&third.value).unwrap();
    assert_eq!(organisation.departments().unwrap()[0].children.len(), 1);
    let app = crate::system::aisuda::NewApp {
        owner: "u0@example.com".into(),
        name: "应用".into(),
        ..Default::default()
    };
    organisation.create_app(&app).unwrap();
    assert_eq!(organisation.apps().unwrap()[0].name, "应用");
    let refused = organisation
        .add_user(root, "nobody@example.com")
        .unwrap_err();
    assert!(
        matches!(refused, CallFault::Refused { refusal, .. } if refusal.message == "用户不存在")
    );
}

#[test]
fn every_request_is_signed_anew_and_shows_nothing_of_it() {
    let signer = signer(PRIVATE_KEY);
    let model = model();
    let mut request = Request::new(
        crate::transport::Method::Get,
        "/openapi/company/xinghe/app",
        crate::transport::Effect::Reads,
    );
    signer.authorise(&mut request, &model).unwrap();
    assert_eq!(model.send(&request).unwrap().status, 200);
    let token = request.header("authorization").unwrap();
    let shown = format!("{request:?} {}", request.address());
    assert!(token.len() > 300 && !shown.contains(&token[10..]));
}

#[test]
fn an_import_may_take_longer_than_other_requests() {
    let model = model();
    let client = client(&model, Vec::new());
    let timeout = |operation, arguments| {
        let endpoint = crate::system::endpoint::named(ENDPOINTS, operation);
        client.request(endpoint, arguments).unwrap().timeout
    };
    let body = crate::system::Arguments::of_body(b"{}".to_vec());
    let import = timeout("departments.import", body).unwrap();
    assert!(import.as_secs() >= 600);
    assert_eq!(timeout("apps.list", Default::default()), None);
}
