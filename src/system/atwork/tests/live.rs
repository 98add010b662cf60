//! atwork over the network, against its model: the samples of the documents, refusals, and reading back what was imported.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::config::{Remote, Secret};
use crate::directory::DepartmentId;
use crate::system::exchanges::{answer, fixture, identity, now, request, shows};
use crate::system::tests::{dump, dumps, plain_bodies, replies, sheets};
use crate::system::{CallFault, Client, Modelled, ReadFault, Secrets, Server};
use crate::transport::{Cause, Failure, Reply, Request, Transport};

const CODE: &str = "85939199-6424-4f28-84d4-fce2aedf0e64";

fn server() -> Box<dyn Server> {
    Atwork.live().unwrap().server(&identity(CODE, "t-1"))
}

/// A model with the organisation and the departments of `directory` in it.
fn seeded(directory: &Directory) -> Modelled {
    let mut server = server();
    server.seed(directory);
    Modelled::new(server, now)
}

pub(super) fn remote() -> Remote {
    crate::system::tests::remote("atwork", CODE)
}

fn client<'c>(transport: &'c dyn Transport, token: &str) -> Client<'c> {
    let live = Atwork.live().unwrap();
    let secrets = Secrets::from([("token", Secret::from(token))]);
    let session = live.session(&remote(), secrets).unwrap();
    Client::new(
        &Atwork,
        live.settings(&remote()).unwrap(),
        session,
        transport,
    )
}

/// What is read of the whole directory, reply by reply.
fn read_directory(transport: &dyn Transport) -> Result<Vec<String>, ReadFault> {
    replies(Atwork.live().unwrap(), &client(transport, "t-1"), &remote())
}

fn directory_of(transport: &dyn Transport) -> Directory {
    let replies = read_directory(transport).unwrap();
    dumps(&replies.iter().map(String::as_str).collect::<Vec<_>>())
}

fn code_of(fault: CallFault) -> i64 {
    match fault {
        CallFault::Refused { refusal, .. } => refusal.code,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_samples_of_the_documents_are_answered_as_they_show() {
    let fixture = fixture("atwork");
    for exchange in fixture["exchanges"].as_array().unwrap() {
        let described = &exchange["request"];
        let token = described["query"]["access_token"].as_str().unwrap();
        let code = exchange["organization"].as_str().unwrap();
        let mut states = fixture["states"].as_array().unwrap().iter();
        let state = states.find(|state| state["code"] == code).unwrap();
        let live = Atwork.live().unwrap();
        let mut server = live.server(&identity(code, token));
        server.restore(&state.to_string()).unwrap();
        let (status, reply) = answer(&mut *server, &request(described));
        assert_eq!(status, 200);
        assert!(
            shows(&reply, &exchange["reply"]),
            "{}: {reply:#}",
            exchange["section"]
        );
        let mut refused = request(described);
        refused.query[0].1 = "another".into();
        assert_eq!(
            answer(&mut *server, &refused).1,
            json!({"status": 10011, "message": "token not found."})
        );
    }
}

#[test]
fn every_endpoint_of_the_document_has_a_sample_and_a_request() {
    let fixture = fixture("atwork");
    let sections: Vec<&str> = fixture["exchanges"]
        .as_array()
        .unwrap()
        .iter()
        .map(|exchange| exchange["section"].as_str().unwrap())
        .collect();
    let endpoints = Atwork.live().unwrap().endpoints();
    let documented: Vec<_> = endpoints
        .iter()
        .map(|endpoint| endpoint.section.trim_start_matches("组织(admin) "))
        .collect();
    assert_eq!(sections, documented);
    let operations: Vec<_> = endpoints
        .iter()
        .map(|endpoint| endpoint.operation)
        .collect();
    assert_eq!(
        operations,
        [
            "orgs.all",
            "org.import",
            "organizations.list",
            "org.get",
            "org.by-serial",
            "organization.get",
            "settings.get",
            "org.create",
            "org.update",
            "org.delete",
            "orgs.page",
            "dataschemas.list",
        ]
    );
}

#[test]
fn every_endpoint_is_called_and_its_reply_is_read() {
    let top = sheets(&[(&[Field::DEPARTMENT_NAME], &[&["星河"]])]);
    let modelled = seeded(&top);
    let client = client(&modelled, "t-1");
    let api = Api::new(&client);
    let root = api.organization().unwrap();
    assert_eq!((root.name.as_str(), root.kind.as_str()), ("星河", "ORG"));
    assert_eq!(api.organizations().unwrap(), std::slice::from_ref(&root));
    let details = Details {
        serial_no: Some("a/甲 1"),
        ..Details::default()
    };
    let node = |name, parent| NewNode {
        kind: "DEPT",
        name,
        parent,
        details: Details::default(),
    };
    let sales = NewNode {
        details,
        ..node("销售", Parent::Path("星河"))
    };
    let Imported::Id(id) = api.import(&sales).unwrap() else {
        panic!("version 3 answers an id");
    };
    api.create(&node("华南", Parent::Id(&id))).unwrap();
    let found = api.node_by_serial("a/甲 1").unwrap();
    assert_eq!(
        (&found.id, found.parent_org_id),
        (&id, Some(root.id.clone()))
    );
    let change = Change {
        kind: "CORP",
        name: Some("销售公司"),
        details: Details::default(),
    };
    api.update(&id, &change).unwrap();
    let changed = api.node(&id).unwrap();
    assert_eq!(
        (changed.name.as_str(), changed.kind.as_str()),
        ("销售公司", "CORP")
    );
    assert_eq!(changed.serial_no.as_deref(), Some("a/甲 1"));

    let nodes = api.nodes().unwrap();
    let names: Vec<_> = nodes.iter().map(|node| node.name.as_str()).collect();
    assert_eq!(names, ["星河", "销售公司", "华南"]);
    let page = api.page(1, 1).unwrap();
    assert_eq!((page.total_count, &page.orgs[..]), (3, &nodes[1..2]));
    assert_eq!(code_of(api.delete(&id).unwrap_err()), 208_507);
    api.delete(&nodes[2].id).unwrap();
    assert_eq!(code_of(api.node(&nodes[2].id).unwrap_err()), 202_002);
    assert_eq!(code_of(api.node_by_serial("b").unwrap_err()), 202_002);
    assert_eq!(api.settings().unwrap().dept_alias.as_deref(), Some("部门"));
    assert_eq!(api.data_schemas(false).unwrap().len(), 9);
    assert_eq!(api.data_schemas(true).unwrap(), []);

    let done = modelled.look(|server| server.mutations().to_vec());
    let done: Vec<_> = done
        .iter()
        .map(|one| (one.operation, one.subject.as_str()))
        .collect();
    assert_eq!(
        done,
        [
            ("org.import", "星河/销售"),
            ("org.create", "星河/销售/华南"),
            ("org.update", "星河/销售公司"),
            ("org.delete", "星河/销售公司/华南"),
        ]
    );
    assert_eq!(modelled.writes(), 5);
}

#[test]
fn a_wrong_token_and_another_organisation_are_refused_with_their_meaning() {
    let modelled = Modelled::new(server(), now);
    let wrong = client(&modelled, "t-2");
    assert_eq!(code_of(Api::new(&wrong).nodes().unwrap_err()), 10011);
    let live = Atwork.live().unwrap();
    let secrets = Secrets::from([("token", Secret::from("t-1"))]);
    let session = live.session(&remote(), secrets).unwrap();
    let elsewhere = Client::new(&Atwork, vec![("code", "x".into())], session, &modelled);
    let fault = Api::new(&elsewhere).nodes().unwrap_err();
    assert!(matches!(&fault, CallFault::Refused { refusal, .. } if refusal.meaning.is_some()));
    assert_eq!(code_of(fault), 208_502);
}

/// Imports `body` and returns the reply.
fn import(modelled: &Modelled, body: &Value) -> Result<Imported, i64> {
    let client = client(modelled, "t-1");
    let body = body.to_string().into_bytes();
    Api::new(&client).import_body(body).map_err(code_of)
}

#[test]
fn what_an_import_lacks_is_refused() {
    let modelled = seeded(&sheets(&[(&[Field::DEPARTMENT_NAME], &[&["星河"]])]));
    let root = directory_of(&modelled)
        .department(DepartmentId(0))
        .code
        .clone();
    let root: u64 = root.unwrap().parse().unwrap();
    for (body, expected) in [
        (
            json!({"type": "DEPT", "name": "甲", "parent_path": "星河/乙"}),
            Err(202_002),
        ),
        (
            json!({"type": "DEPT", "name": "甲", "parent_path": "银河"}),
            Err(202_002),
        ),
        (
            json!({"type": "DEPT", "name": "甲", "parent_id": 77}),
            Err(202_002),
        ),
        (json!({"type": "DEPT", "name": "甲"}), Err(400)),
        (
            json!({"type": "ORG", "name": "甲", "parent_id": root}),
            Err(400),
        ),
        (json!({"type": "DEPT", "parent_id": root}), Err(400)),
        (json!("甲"), Err(400)),
        (
            json!({"type": "DEPT", "name": "甲", "serialNo": "7", "parent_path": "/星河/"}),
            Ok(Imported::Id(NodeId::Number(2))),
        ),
        (
            json!({"type": "DEPT", "name": "乙", "serial_no": "7", "parent_id": root.to_string()}),
            Err(400),
        ),
        // Nobody looks whether a path is there already.
        (
            json!({"type": "DEPT", "name": "甲", "parent_path": "星河"}),
            Ok(Imported::Id(NodeId::Number(3))),
        ),
    ] {
        assert_eq!(import(&modelled, &body), expected, "{body}");
    }
}

#[test]
fn version_4_answers_what_became_of_every_path() {
    let modelled = seeded(&sheets(&[(&[Field::DEPARTMENT_NAME], &[&["星河"]])]));
    let body = json!([
        {"type": "CORP", "name": "甲", "parent_path": "星河", "serial_no": "1"},
        {"type": "DEPT", "name": "乙", "parent_path": "星河/甲", "sort_order": 3},
        {"type": "DEPT", "name": "丁", "parent_path": "星河/丙"},
        {"type": "DEPT", "name": "戊", "parent_id": 2, "serial_no": "1"},
    ]);
    let Ok(Imported::Paths {
        successes,
        failures,
    }) = import(&modelled, &body)
    else {
        panic!("version 4 answers paths");
    };
    let successes: Vec<_> = successes
        .iter()
        .map(|(path, id)| (path.as_str(), id.to_string()))
        .collect();
    assert_eq!(
        successes,
        [("星河/甲", "2".to_owned()), ("星河/甲/乙", "3".to_owned())]
    );
    let failures: Vec<_> = failures.iter().collect();
    assert_eq!(
        failures,
        [
            (&"星河/丙/丁".to_owned(), &json!("没有对应的组织机构")),
            (&"星河/甲/戊".to_owned(), &json!("serialNo已存在")),
        ]
    );
}

#[test]
fn a_state_comes_back_and_what_is_no_tree_does_not() {
    let directory = sheets(&[(&[Field::DEPARTMENT_PATH], &[&["星河/研发/平台"]])]);
    let modelled = seeded(&directory);
    let state = modelled.look(|server| server.state());
    let mut again = server();
    again.restore(&state).unwrap();
    assert_eq!(again.state(), state);
    let state: Value = serde_json::from_str(&state).unwrap();
    let mut cycle = state.clone();
    cycle["nodes"]["2"]["parent"] = json!(3);
    cycle["nodes"]["3"]["parent"] = json!(2);
    let mut newer = state.clone();
    newer["version"] = json!(2);
    let mut orphan = state;
    orphan["nodes"]["3"]["parent"] = json!(9);
    for wrong in [cycle, newer, orphan] {
        assert!(again.restore(&wrong.to_string()).is_err(), "{wrong}");
    }
}

/// A transport that cannot bring `list-all`.
struct Small<'t>(&'t Modelled);

impl Transport for Small<'_> {
    fn send(&self, request: &Request) -> Result<Reply, Failure> {
        if request.path.ends_with("/list-all") {
            return Err(Failure::new(Cause::TooLarge { limit: 1 }, "too large"));
        }
        self.0.send(request)
    }
}

#[test]
fn a_large_organisation_is_read_page_by_page_and_nothing_is_written() {
    let rows: Vec<[String; 1]> = (0..1201).map(|n| [format!("星河/{}/{n}", n % 7)]).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| vec![row[0].as_str()]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let directory = sheets(&[(&[Field::DEPARTMENT_PATH], &rows)]);
    for dialect in ["v3", "v4"] {
        let modelled = seeded(&directory);
        modelled.look(|server| {
            let mut state: Value = serde_json::from_str(&server.state()).unwrap();
            state["dialect"] = json!(dialect);
            server.restore(&state.to_string()).unwrap();
        });
        let pages = read_directory(&Small(&modelled)).unwrap();
        assert_eq!(pages.len(), 3);
        assert_eq!(
            paths(&directory_of(&Small(&modelled))),
            paths(&directory_of(&modelled))
        );
        assert_eq!(modelled.writes(), 0);
    }
}

/// A transport whose pages repeat the first node.
struct Moving<'t>(&'t Modelled);

impl Transport for Moving<'_> {
    fn send(&self, request: &Request) -> Result<Reply, Failure> {
        let mut request = request.clone();
        for (name, value) in &mut request.query {
            if name == "skip" && value.expose() != "0" {
                *value = "499".into();
            }
        }
        Small(self.0).send(&request)
    }
}

#[test]
fn half_a_directory_is_none() {
    let rows: Vec<[String; 1]> = (0..600).map(|n| [format!("星河/{n}")]).collect();
    let rows: Vec<Vec<&str>> = rows.iter().map(|row| vec![row[0].as_str()]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
    let modelled = seeded(&sheets(&[(&[Field::DEPARTMENT_PATH], &rows)]));
    let fault = read_directory(&Moving(&modelled)).unwrap_err();
    assert!(
        matches!(
            fault,
            ReadFault::Incomplete {
                read: 601,
                total: 601
            }
        ),
        "{fault:?}"
    );
    let error = fault.into_error("集团");
    assert_eq!(error.kind(), crate::error::ErrorKind::Remote);
}

/// The paths of all departments, sorted.
fn paths(directory: &Directory) -> Vec<String> {
    let ids = directory.tree().preorder().iter();
    let mut paths: Vec<_> = ids.map(|id| directory.path(*id).join("/")).collect();
    paths.sort();
    paths
}

#[test]
fn the_organisation_is_added_where_a_list_lacks_it() {
    struct Rootless<'t>(&'t Modelled);
    impl Transport for Rootless<'_> {
        fn send(&self, request: &Request) -> Result<Reply, Failure> {
            let mut reply = self.0.send(request)?;
            if request.path.ends_with("/list-all") {
                let mut list: Value = serde_json::from_slice(&reply.body).unwrap();
                list["result"].as_array_mut().unwrap().remove(0);
                reply.body = list.to_string().into_bytes();
            }
            Ok(reply)
        }
    }
    // Some write 0 above the organisation instead of nothing.
    struct Zero<'t>(&'t Modelled);
    impl Transport for Zero<'_> {
        fn send(&self, request: &Request) -> Result<Reply, Failure> {
            assert!(request.path.ends_with("/list-all"), "{request:?}");
            let mut reply = self.0.send(request)?;
            let mut list: Value = serde_json::from_slice(&reply.body).unwrap();
            list["result"][0]["parent_org_id"] = json!(0);
            reply.body = list.to_string().into_bytes();
            Ok(reply)
        }
    }
    let modelled = seeded(&sheets(&[(&[Field::DEPARTMENT_PATH], &[&["星河/研发"]])]));
    assert_eq!(
        paths(&directory_of(&Zero(&modelled))),
        ["星河", "星河/研发"]
    );
    for (rows, expected) in [
        (&[&["星河/研发"][..]][..], vec!["星河", "星河/研发"]),
        (&[&["星河"]], vec!["星河"]),
    ] {
        let modelled = seeded(&sheets(&[(&[Field::DEPARTMENT_PATH], rows)]));
        assert_eq!(paths(&directory_of(&Rootless(&modelled))), expected);
    }
}

/// A node of a dump: which one above it is its parent, and what it has.
type Drawn = (
    prop::sample::Index,
    bool,
    Option<String>,
    Option<String>,
    bool,
    bool,
);

fn node() -> impl Strategy<Value = Drawn> {
    let text = || prop::option::of("[a-z0-9甲乙\" ]{1,6}");
    (
        any::<prop::sample::Index>(),
        any::<bool>(),
        text(),
        text(),
        any::<bool>(),
        any::<bool>(),
    )
}

/// A saved reply to `list-all`; names are unique.
fn list_all(nodes: &[Drawn]) -> String {
    let mut rows = vec![json!({"org_code": CODE, "id": 100, "name": "星河", "type": "ORG"})];
    for (number, (parent, is_company, sn, tel, has_serial, has_more)) in (101..).zip(nodes) {
        let parent = &rows[parent.index(rows.len())]["id"];
        let mut row = json!({
            "org_code": CODE, "id": number, "name": format!("部 {number}"), "parent_org_id": parent,
            "type": if *is_company { "CORP" } else { "DEPT" },
        });
        let texts = [("sn", sn), ("tel", tel)];
        for (key, text) in texts {
            if let Some(text) = text {
                row[key] = json!(text);
            }
        }
        if *has_serial {
            row["serial_no"] = json!(format!("s\\{number}"));
        }
        if *has_more {
            row["moreInfo"] = json!({"k\"": [number, {"z": null}]});
        }
        rows.push(row);
    }
    // A reply to list-all says of every row what its parent is.
    rows[0]["parent_org_id"] = Value::Null;
    json!({"status": 0, "message": "ok", "result": rows}).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_dump_imported_by_its_own_payload_reads_back_the_same(
        nodes in prop::collection::vec(node(), 0..12),
    ) {
        let directory = dump(&list_all(&nodes));
        let empty = sheets(&[(&[Field::DEPARTMENT_NAME], &[&["星河"]])]);
        let modelled = seeded(&empty);
        for body in plain_bodies(&Atwork, &directory) {
            prop_assert!(matches!(import(&modelled, &body), Ok(Imported::Id(_))), "{body}");
        }
        let again = directory_of(&modelled);
        prop_assert_eq!(paths(&again), paths(&directory));
        let sorted = |directory| {
            let mut bodies = plain_bodies(&Atwork, directory);
            bodies.sort_by_key(|body| body["name"].to_string());
            bodies
        };
        // The bodies say everything of a department that is no loss.
        prop_assert_eq!(sorted(&again), sorted(&directory));

        let seeded = seeded(&directory);
        let again = directory_of(&seeded);
        prop_assert_eq!(sorted(&again), sorted(&directory));
        for (_, department) in directory.departments() {
            let mut found = again.departments();
            prop_assert!(found.any(|(_, other)| other.code == department.code));
        }
    }
}
