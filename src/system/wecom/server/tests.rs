//! The model answers what the documents show, in whatever code they say so.

use std::time::Duration;

use serde_json::json;

use super::*;
use crate::system::endpoint::{Arguments, named};
use crate::system::tests::dump;
use crate::transport::Text;

/// Contacts as the documents of SeaTable and Work Weixin show them.
const SAMPLE: &str = r#"{"errcode":0,"errmsg":"ok","department":[
    {"id":2,"name":"dev","parentid":1,"order":100000000},
    {"id":3,"name":"front","parentid":2,"order":100000000},
    {"id":4,"name":"vue","parentid":3,"order":100000000}
],"userlist":[
    {"userid":"LiuLiWei","name":"LiuLiWei","department":[4,2],"position":"","mobile":"13212345678","gender":"1","email":"",
     "status":1,"enable":1,"isleader":0,"extattr":{"attrs":[]},"hide_mobile":0,"telephone":"","order":[0,0],
     "external_profile":{"external_attr":[],"external_corp_name":""},"main_department":2,"alias":"",
     "is_leader_in_dept":[0,0],"address":"","open_userid":"o1"},
    {"userid":"zhangsan","name":"张三","department":[3]}
]}"#;

pub(in crate::system::wecom) fn identity() -> Identity {
    Identity {
        organization: "ww1".into(),
        token: "canary/secret".into(),
        client_id: String::new(),
        public_key: String::new(),
    }
}

fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(1_600_000_000)
}

fn sample() -> Model {
    let mut model = Model::new(&identity());
    model.seed(&dump(SAMPLE));
    model
}

fn ask(model: &mut Model, operation: &str, arguments: Arguments, more: &[(&str, &str)]) -> Value {
    ask_at(model, operation, arguments, more, now())
}

fn ask_at(
    model: &mut Model,
    operation: &str,
    arguments: Arguments,
    more: &[(&str, &str)],
    now: SystemTime,
) -> Value {
    let endpoint = named(ENDPOINTS, operation);
    let mut request = endpoint.request(&[], arguments).unwrap();
    let more = more.iter();
    let more = more.map(|(name, value)| ((*name).to_owned(), Text::from(*value)));
    request.query.extend(more);
    let reply = model.handle(&request, now);
    assert_eq!(reply.status, 200);
    serde_json::from_slice(&reply.body).unwrap()
}

fn token(model: &mut Model, now: SystemTime) -> String {
    let who = [("corpid", "ww1"), ("corpsecret", "canary/secret")];
    let reply = ask_at(model, "token", Arguments::default(), &who, now);
    assert_eq!(reply["expires_in"], 7200);
    reply["access_token"].as_str().unwrap().to_owned()
}

/// `object` with the two keys of every answer.
fn ok(mut object: Value) -> Value {
    object["errcode"] = 0.into();
    object["errmsg"] = "ok".into();
    object
}

#[test]
fn replies_are_those_of_the_documents() {
    let mut model = sample();
    let token = token(&mut model, now());
    let sample: Value = serde_json::from_str(SAMPLE).unwrap();
    let (departments, users) = (&sample["department"], &sample["userlist"]);
    let short = json!([
        {"userid": "LiuLiWei", "name": "LiuLiWei", "department": [4, 2], "open_userid": "o1"},
        {"userid": "zhangsan", "name": "张三", "department": [3]},
    ]);
    let place = |id: u32| json!({"id": id, "parentid": id - 1, "order": 100_000_000});
    let with = |name: &str, value: Value| Arguments::default().with(name, value);
    let of = |department: u32| with("department_id", department.into());
    for (operation, arguments, expected) in [
        (
            "departments.list",
            Arguments::default(),
            json!({"department": departments}),
        ),
        (
            "departments.list",
            with("id", 4.into()),
            json!({"department": [departments[2]]}),
        ),
        (
            "departments.ids",
            Arguments::default(),
            json!({"department_id": [place(2), place(3), place(4)]}),
        ),
        (
            "departments.ids",
            with("id", 3.into()),
            json!({"department_id": [place(3), place(4)]}),
        ),
        (
            "department.get",
            with("id", 3.into()),
            json!({"department": departments[1]}),
        ),
        ("users.list", of(2), json!({"userlist": [users[0]]})),
        (
            "users.list",
            of(3).with("fetch_child", 1),
            json!({"userlist": users}),
        ),
        (
            "users.list",
            of(3).with("fetch_child", 0),
            json!({"userlist": [users[1]]}),
        ),
        (
            "users.simple",
            of(2).with("fetch_child", 1),
            json!({"userlist": short}),
        ),
        (
            "user.get",
            with("userid", "liuliwei".into()),
            users[0].clone(),
        ),
        (
            "users.ids",
            with("limit", 2.into()),
            json!({"next_cursor": "2", "dept_user": [
                {"userid": "LiuLiWei", "department": 4}, {"userid": "LiuLiWei", "department": 2}]}),
        ),
        (
            "users.ids",
            with("limit", 2.into()).with("cursor", "2"),
            json!({"next_cursor": "", "dept_user": [{"userid": "zhangsan", "department": 3}]}),
        ),
    ] {
        let said = format!("{operation} {arguments:?}");
        let reply = ask(
            &mut model,
            operation,
            arguments,
            &[("access_token", &token)],
        );
        assert_eq!(reply, ok(expected), "{said}");
    }
}

#[test]
fn what_is_not_there_or_not_allowed_has_its_code() {
    let mut model = sample();
    let token = token(&mut model, now());
    let endpoint = |operation| named(ENDPOINTS, operation);
    for (operation, query, code) in [
        ("departments.list", "id=9", 60003),
        ("departments.list", "id=x", 60123),
        ("department.get", "", 40058),
        ("department.get", "id=9", 60003),
        ("users.list", "", 40058),
        ("users.list", "department_id=9", 60003),
        ("users.simple", "department_id=1", 60003),
        ("user.get", "", 41009),
        ("user.get", "userid=nobody", 60111),
        ("users.ids", "", 40035),
    ] {
        let mut request = Request::new(
            endpoint(operation).method,
            endpoint(operation).path,
            endpoint(operation).effect,
        );
        request.query = vec![("access_token".into(), Text::from(&*token))];
        if let Some((name, value)) = query.split_once('=') {
            request.query.push((name.into(), value.into()));
        }
        let reply = model.handle(&request, now());
        let reply: Value = serde_json::from_slice(&reply.body).unwrap();
        assert_eq!(reply["errcode"], code, "{operation}?{query}");
    }
    let bad = Arguments::default().with("limit", 10_001);
    let reply = ask(&mut model, "users.ids", bad, &[("access_token", &token)]);
    assert_eq!(reply["errcode"], 40035);
    let elsewhere = Request::new(
        crate::transport::Method::Get,
        "/cgi-bin/user/delete",
        crate::transport::Effect::Writes,
    );
    assert_eq!(model.handle(&elsewhere, now()).status, 404);
}

#[test]
fn a_token_is_given_to_who_knows_the_secret_and_is_good_for_two_hours() {
    let mut model = sample();
    for (who, code) in [
        (&[][..], 41002),
        (&[("corpid", "ww1")], 41004),
        (&[("corpid", "ww2"), ("corpsecret", "canary/secret")], 40013),
        (&[("corpid", "ww1"), ("corpsecret", "other")], 40001),
    ] {
        let reply = ask(&mut model, "token", Arguments::default(), who);
        assert_eq!(reply["errcode"], code, "{who:?}");
    }
    let first = token(&mut model, now());
    let later = now() + Duration::from_secs(7199);
    assert_eq!(token(&mut model, later), first);
    let list = |model: &mut Model, token: &str, now| {
        let token = [("access_token", token)];
        ask_at(model, "departments.list", Arguments::default(), &token, now)["errcode"].clone()
    };
    assert_eq!(list(&mut model, "", later), 41001);
    assert_eq!(list(&mut model, "x", later), 40014);
    assert_eq!(list(&mut model, &first, later), 0);
    let too_late = now() + Duration::from_secs(7200);
    assert_eq!(list(&mut model, &first, too_late), 42001);
    let second = token(&mut model, too_late);
    assert_ne!(first, second);
    assert_eq!(list(&mut model, &second, too_late), 0);
}

#[test]
fn the_state_is_saved_without_secrets_and_taken_up() {
    let mut model = sample();
    let token = token(&mut model, now());
    let state = model.state();
    assert!(!state.contains("canary") && !state.contains(&token));
    let mut again = Model::new(&identity());
    assert_eq!(again.book.departments(None).ok().unwrap().len(), 1);
    again.restore(&state).unwrap();
    assert_eq!(again.state(), state);
    let newer = state.replace(r#""version":1"#, r#""version":2"#);
    assert!(again.restore(&newer).is_err());
}
