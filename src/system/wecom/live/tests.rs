//! What is read of a model is the directory in it, whatever an application may call.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::server::tests::identity;
use super::*;
use crate::config::{Rate, Secret};
use crate::directory::Directory;
use crate::system::Modelled;
use crate::system::tests::{dump, dumps, plain_bodies, remote, replies};
use crate::transport::{Clock, Effect, Failure, Method, Paced, Request, Transport};

/// Counts what is sent to a model.
struct Counted<'m> {
    model: &'m Modelled,
    tokens: AtomicUsize,
    all: AtomicUsize,
}

impl<'m> Counted<'m> {
    fn new(model: &'m Modelled) -> Self {
        Self {
            model,
            tokens: AtomicUsize::new(0),
            all: AtomicUsize::new(0),
        }
    }

    fn tokens(&self) -> usize {
        self.tokens.load(Ordering::Relaxed)
    }
}

impl Transport for Counted<'_> {
    fn send(&self, request: &Request) -> std::result::Result<Reply, Failure> {
        let is_token = request.path.ends_with("/gettoken");
        self.tokens
            .fetch_add(usize::from(is_token), Ordering::Relaxed);
        self.all.fetch_add(1, Ordering::Relaxed);
        self.model.send(request)
    }
}

fn session(secret: &str) -> Box<dyn Session> {
    let secrets = Secrets::from([("secret", Secret::from(secret))]);
    Wecom.session(&remote("wecom", "ww1"), secrets).unwrap()
}

fn client<'c>(transport: &'c dyn Transport) -> Client<'c> {
    Client::new(&Wecom, Vec::new(), session("canary/secret"), transport)
}

/// A model of `directory` in which the application may not call some operations.
fn model(directory: &Directory, forbidden: &[&str]) -> Modelled {
    let model = Modelled::new(Wecom.server(&identity()), SystemTime::now);
    model.look(|server| {
        server.seed(directory);
        let mut state: Value = serde_json::from_str(&server.state()).unwrap();
        state["forbidden"] = forbidden.into();
        server.restore(&state.to_string()).unwrap();
    });
    model
}

/// The directory that is read through `transport`.
fn read(transport: &dyn Transport) -> Directory {
    let replies = replies(&Wecom, &client(transport), &remote("wecom", "ww1")).unwrap();
    let replies: Vec<&str> = replies.iter().map(String::as_str).collect();
    dumps(&replies)
}

/// Departments by id and users by userid, with the keys `kept` where only those are known.
fn shown(directory: &Directory, kept: Option<&[&str]>) -> [BTreeMap<String, Value>; 2] {
    let bodies = plain_bodies(&Wecom, directory);
    let by = |list: &Value, key: &str, kept: Option<&[&str]>| {
        let elements = list.as_array().unwrap().iter().cloned();
        let element = |mut element: Value| {
            let object = element.as_object_mut().unwrap();
            object.retain(|key, _| kept.is_none_or(|kept| kept.contains(&&**key)));
            (element[key].to_string(), element)
        };
        elements.map(element).collect()
    };
    [
        by(&bodies[0]["department"], "id", None),
        by(&bodies[1]["userlist"], "userid", kept),
    ]
}

/// A company of `departments`, each in one of those before it, and users in one or several of them.
fn company(departments: &[usize], users: &[Vec<usize>]) -> Directory {
    let mut rows = vec![json!({"id": 1, "name": "星河", "parentid": 0, "order": 1})];
    for (number, choice) in (1..).zip(departments) {
        let parent = choice % number + 1;
        rows.push(json!({
            "id": number + 1, "name": format!("部门\"{number}"), "name_en": "Dept",
            "department_leader": ["u0"], "parentid": parent, "order": number,
        }));
    }
    let users = users.iter().enumerate().map(|(number, places)| {
        let places: BTreeSet<usize> = places.iter().map(|place| place % rows.len() + 1).collect();
        let places: Vec<usize> = places.into_iter().collect();
        json!({
            "userid": format!("u{number}"), "name": format!("成员{number}"), "department": places,
            "order": vec![number; places.len()], "position": "工程师", "mobile": format!("13800130{number:03}"),
            "is_leader_in_dept": vec![number % 2; places.len()], "direct_leader": ["u0"],
            "main_department": places[0], "extattr": {"attrs": []}, "status": 1,
        })
    });
    let users: Vec<Value> = users.collect();
    dump(&json!({"department": rows, "userlist": users}).to_string())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_directory_comes_back_whatever_the_application_may_call(
        departments in proptest::collection::vec(any::<usize>(), 0..30),
        users in proptest::collection::vec(proptest::collection::vec(any::<usize>(), 1..4), 1..30),
        may_list_departments in any::<bool>(),
        way in 0usize..4,
    ) {
        let directory = company(&departments, &users);
        let mut forbidden = Vec::new();
        if !may_list_departments {
            forbidden.push("departments.list");
        }
        forbidden.extend(&["users.list", "users.simple"][..way.min(2)]);
        if way == 3 {
            forbidden.push("user.get");
        }
        let model = model(&directory, &forbidden);
        let transport = Counted::new(&model);
        let kept: Option<&[&str]> = match way {
            3 => Some(&["userid", "department"]),
            _ => None,
        };
        let again = read(&transport);
        prop_assert_eq!(transport.tokens(), 1);
        prop_assert_eq!(model.writes(), 0);
        let [departments, users] = shown(&directory, kept);
        let [departments_again, mut users_again] = shown(&again, kept);
        prop_assert_eq!(departments_again, departments);
        for user in users_again.values_mut() {
            // Rows of a user come in the order of the pages.
            let mut places: Vec<u64> = serde_json::from_value(user["department"].clone()).unwrap();
            places.sort_unstable();
            user["department"] = places.into();
        }
        prop_assert_eq!(users_again, users);
    }
}

#[test]
fn short_lists_have_to_do_where_nothing_else_may_be_called() {
    let directory = company(&[0, 1], &[vec![0, 1], vec![2]]);
    let model = model(&directory, &["users.list", "user.get"]);
    let kept: Option<&[&str]> = Some(&["userid", "name", "department"]);
    assert_eq!(shown(&read(&model), kept), shown(&directory, kept));
}

#[test]
fn what_may_not_be_called_at_all_is_an_error_and_no_empty_directory() {
    let directory = company(&[], &[vec![0]]);
    let all = ["users.list", "users.simple", "users.ids"];
    for forbidden in [&all[..], &["departments.list", "department.get"]] {
        let model = model(&directory, forbidden);
        let fault = replies(&Wecom, &client(&model), &remote("wecom", "ww1")).unwrap_err();
        let ReadFault::Call(CallFault::Refused { refusal, .. }) = fault else {
            panic!("{fault:?}");
        };
        assert_eq!(refusal.code, 48002);
        assert!(refusal.meaning.is_some());
    }
}

/// Seconds since a fixed moment.
static CLOCK: AtomicU64 = AtomicU64::new(0);

fn clock() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(CLOCK.load(Ordering::Relaxed))
}

#[test]
fn a_token_is_fetched_once_and_again_when_it_has_expired() {
    let model = Modelled::new(Wecom.server(&identity()), clock);
    let transport = Counted::new(&model);
    let client = client(&transport);
    let contacts = Contacts::of(&client);
    for (time, tokens) in [(0, 1), (7000, 1), (7200, 2), (7300, 2), (20_000, 3)] {
        CLOCK.store(time, Ordering::Relaxed);
        assert_eq!(contacts.departments(None).unwrap()[0].id, 1);
        assert_eq!(transport.tokens(), tokens, "{time}");
    }
    assert_eq!(transport.all.load(Ordering::Relaxed), 5 + 3 + 2);
}

/// Refuses every token it gives.
struct Stubborn;

impl Transport for Stubborn {
    fn send(&self, request: &Request) -> std::result::Result<Reply, Failure> {
        let reply = match request.query("access_token") {
            None => json!({"errcode": 0, "access_token": "canary-token"}),
            Some(token) => {
                json!({"errcode": 40014, "errmsg": format!("invalid {token}, hint: [x]")})
            }
        };
        Ok(Reply::json(200, &reply))
    }
}

#[test]
fn a_token_that_is_refused_again_is_an_error_that_does_not_show_it() {
    let client = client(&Stubborn);
    let fault = Contacts::of(&client).user("u0").unwrap_err();
    let error = fault.into_error("wx").to_string();
    assert!(
        error.contains("40014") && !error.contains("canary"),
        "{error}"
    );
}

#[test]
fn a_wrong_secret_is_named_by_its_code_and_does_not_show() {
    let model = model(&company(&[], &[]), &[]);
    let client = Client::new(&Wecom, Vec::new(), session("canary-wrong"), &model);
    for fault in [
        Contacts::of(&client).token().err().unwrap(),
        Contacts::of(&client).departments(None).unwrap_err(),
    ] {
        let error = fault.into_error("wx");
        let shown = format!("{error} {error:?}");
        assert!(
            shown.contains("40001") && !shown.contains("canary"),
            "{shown}"
        );
    }
}

#[test]
fn each_function_of_the_client_does_what_it_is_called() {
    let directory = company(&[0], &[vec![0], vec![1]]);
    let model = model(&directory, &[]);
    let client = client(&model);
    let contacts = Contacts::of(&client);
    assert!(!contacts.token().unwrap().expose().is_empty());
    assert_eq!(
        contacts.departments(Some(2)).unwrap()[0].other["name_en"],
        "Dept"
    );
    assert_eq!(contacts.department_ids(None).unwrap().len(), 2);
    assert_eq!(contacts.department(2).unwrap().parentid, 1);
    let ids = |users: Vec<crate::system::wecom::User>| -> Vec<String> {
        users.into_iter().map(|user| user.userid).collect()
    };
    assert_eq!(ids(contacts.users(1, false).unwrap()), ["u0"]);
    assert_eq!(ids(contacts.users(1, true).unwrap()), ["u0", "u1"]);
    let short = contacts.users_in_short(2, false).unwrap();
    assert_eq!((&*short[0].name, short[0].other.len()), ("成员1", 0));
    let page = contacts.user_ids("", 1).unwrap();
    let next = contacts.user_ids(&page.next_cursor, 1).unwrap();
    assert_eq!((&*next.dept_user[0].userid, &*next.next_cursor), ("u1", ""));
    assert_eq!(contacts.user("U1").unwrap().other["position"], "工程师");
}

/// Says that it gets too many requests, in Work Weixin's own way: HTTP 200 and a code.
struct Complaining;

impl Transport for Complaining {
    fn send(&self, _: &Request) -> std::result::Result<Reply, Failure> {
        Ok(Reply::json(200, &json!({"errcode": 45009})))
    }
}

/// A clock that remembers its waits instead of waiting.
#[derive(Default)]
struct Noting(std::sync::Mutex<Vec<Duration>>);

impl Clock for Noting {
    fn now(&self) -> Duration {
        self.0.lock().unwrap().iter().sum()
    }

    fn sleep(&self, time: Duration) {
        self.0.lock().unwrap().push(time);
    }

    fn chance(&self) -> f64 {
        0.5
    }
}

#[test]
fn a_code_that_says_too_many_halves_the_rate_like_429() {
    let clock = Noting::default();
    let paced = Paced::new(Complaining, Rate::parse("10/s"), &clock);
    for _ in 0..4 {
        let request = Request::new(Method::Get, "/", Effect::Reads);
        // Nobody is asked for a token.
        let client = Client::new(&Wecom, Vec::new(), Box::new(Open), &paced);
        assert!(client.send(request).is_err());
    }
    let waits = clock.0.lock().unwrap();
    let waits: Vec<_> = waits.iter().map(Duration::as_millis).collect();
    assert_eq!(waits, [200, 400, 800]);
}

struct Open;

impl Session for Open {
    fn authorise(&self, _: &mut Request, _: &dyn Transport) -> std::result::Result<(), CallFault> {
        Ok(())
    }
}
