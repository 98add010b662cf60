//! What is planned for one directory on the server and another that is wanted, as tables.

use std::collections::BTreeMap;
use std::time::SystemTime;

use super::*;
use crate::directory::Directory;
use crate::directory::example::{departments, link, members, sources};
use crate::plan::{Action, SubjectKind};
use crate::system::aisuda::Aisuda;
use crate::system::tests::{dumps_with_ids, remote, replies};
use crate::system::{CallFault, Client, Identity, Live, Modelled, PayloadOptions, Session, Wanted};
use crate::transport::{Request, Transport};

struct OpenDoor;

impl Session for OpenDoor {
    fn authorise(&self, _: &mut Request, _: &dyn Transport) -> std::result::Result<(), CallFault> {
        Ok(())
    }
}

/// A department by its path, and its people: `*` behind a name for who leads it, `-` for who has no mail.
type Line<'l> = (&'l str, &'l str);

fn company(lines: &[Line<'_>]) -> Directory {
    let paths: Vec<[&str; 1]> = lines.iter().map(|(path, _)| [*path]).collect();
    let mut rows = Vec::new();
    for (path, people) in lines {
        for person in people.split_whitespace() {
            let name = person.trim_end_matches(['*', '-']);
            let mail = match person.contains('-') {
                true => String::new(),
                false => format!("{name}@example.com"),
            };
            let leads = if person.contains('*') { "1" } else { "0" };
            // Rows without a mail are one person by their userid.
            let userid = person.replace('*', "");
            let row = [userid, name.into(), mail, (*path).into(), leads.into()];
            rows.push(row);
        }
    }
    link(&[
        departments("path", &paths),
        members("userid name email department is_leader", &rows),
    ])
}

fn on_server(seed: &Directory) -> Directory {
    let server = Modelled::new(Aisuda.server(&Identity::open("星河")), SystemTime::now);
    server.look(|server| server.seed(seed));
    read(&server)
}

fn read(server: &Modelled) -> Directory {
    let remote = remote("aisuda", "星河");
    let settings = Aisuda.settings(&remote).unwrap();
    let client = Client::new(&Aisuda, settings, Box::new(OpenDoor), server);
    let replies = replies(&Aisuda, &client, &remote).unwrap();
    let replies: Vec<&str> = replies.iter().map(String::as_str).collect();
    dumps_with_ids(&replies)
}

fn draft(server: &Directory, wanted: &Directory, mode: Mode) -> Result<Draft> {
    let wanted = Wanted {
        directory: wanted,
        sources: &sources(),
        mode,
        options: &PayloadOptions::default(),
    };
    AisudaPlanner.draft(wanted, &State::of(server))
}

/// The operations of each wave in a line each, ids as the names of departments.
fn told(draft: &Draft, server: &Directory) -> Vec<String> {
    let state = State::of(server);
    let mut made = BTreeMap::new();
    let mut lines = Vec::new();
    for (number, wave) in (1..).zip(&draft.waves) {
        for operation in wave {
            let subject = &operation.subject;
            if operation.action == Action::Create {
                made.insert(operation.key.reference(), subject.name.clone());
            }
            let places = ["department", "departmentId", "parentId", "newDepartmentId"];
            let places = places.into_iter().filter_map(|name| {
                let value = operation.arguments.get(name)?;
                let known = state.department(value);
                let path = known.map(|id| server.path(id).join("/"));
                Some(path.unwrap_or_else(|| format!("({})", made[value])))
            });
            let places: Vec<_> = places.collect();
            let leads = operation.arguments.get("isLeader").cloned();
            let action = format!("{:?}", operation.action).to_lowercase();
            let kind = match subject.kind {
                SubjectKind::Several => format!(" {}+{}", subject.departments, subject.members),
                _ => String::new(),
            };
            let words = [format!("{number} {action}{kind} {}", subject.name)];
            let words = words.into_iter().chain(places).chain(leads);
            lines.push(words.collect::<Vec<_>>().join(" "));
        }
    }
    lines
}

fn notes(draft: &Draft) -> Vec<String> {
    let notes = draft.notes.iter();
    notes
        .map(|note| {
            let message = note.message.trim_start_matches("plan-note-aisuda-");
            format!("{message}: {}", note.subject)
        })
        .collect()
}

#[test]
fn what_differs_becomes_operations_in_the_order_in_which_they_can_be_done() {
    const BEFORE: &[Line<'_>] = &[
        ("星河", "boss*"),
        ("星河/研发部", "zhang* li"),
        ("星河/研发部/后端组", "wang"),
        ("星河/市场部", "zhao"),
    ];
    for (name, wanted, add, mirror) in [
        ("nothing", BEFORE, &[][..], &[][..]),
        (
            "departments from the top down",
            &[
                ("星河", "boss*"),
                ("星河/研发部", "zhang* li"),
                ("星河/研发部/后端组", "wang"),
                ("星河/研发部/前端组", ""),
                ("星河/研发部/前端组/小程序组", ""),
                ("星河/市场部", "zhao"),
            ],
            &[
                "1 create 星河/研发部/前端组 星河/研发部",
                "2 create 星河/研发部/前端组/小程序组 (星河/研发部/前端组)",
            ],
            &[
                "1 create 星河/研发部/前端组 星河/研发部",
                "2 create 星河/研发部/前端组/小程序组 (星河/研发部/前端组)",
            ],
        ),
        (
            "a newcomer in an import, somebody known beside it",
            &[
                ("星河", "boss*"),
                ("星河/研发部", "zhang* li"),
                ("星河/研发部/后端组", "wang qian"),
                ("星河/客服部", "qian* li*"),
                ("星河/市场部", "zhao"),
            ],
            &[
                "1 create 星河/客服部 星河",
                "2 join li (星河/客服部)",
                "2 import 0+2 qian",
                "3 lead li (星河/客服部) true",
            ],
            &[
                "1 create 星河/客服部 星河",
                "2 join li (星河/客服部)",
                "2 import 0+2 qian",
                "3 lead li (星河/客服部) true",
            ],
        ),
        (
            "who leads",
            &[
                ("星河", "boss*"),
                ("星河/研发部", "zhang li*"),
                ("星河/研发部/后端组", "wang"),
                ("星河/市场部", "zhao"),
            ],
            &[
                "1 lead zhang 星河/研发部 false",
                "1 lead li 星河/研发部 true",
            ],
            &[
                "1 lead zhang 星河/研发部 false",
                "1 lead li 星河/研发部 true",
            ],
        ),
        (
            "a move, and one out of two departments",
            &[
                ("星河", "boss"),
                ("星河/研发部", "li"),
                ("星河/研发部/后端组", "wang"),
                ("星河/市场部", "zhao zhang*"),
            ],
            &[
                "1 join zhang 星河/市场部",
                "2 lead boss 星河 false",
                "2 lead zhang 星河/市场部 true",
            ],
            &[
                "1 move zhang 星河/研发部 星河/市场部",
                "2 lead boss 星河 false",
                "2 lead zhang 星河/市场部 true",
            ],
        ),
        (
            "whoever is gone leaves before the department goes",
            &[("星河", "boss*"), ("星河/市场部", "zhao li")],
            &["1 join li 星河/市场部"],
            &[
                "1 move li 星河/研发部 星河/市场部",
                "2 remove zhang 星河/研发部",
                "2 remove wang 星河/研发部/后端组",
                "3 remove 星河/研发部/后端组 星河/研发部/后端组",
                "4 remove 星河/研发部 星河/研发部",
            ],
        ),
        (
            "a department renamed with its people is the same one",
            &[
                ("星河", "boss*"),
                ("星河/技术部", "zhang* li"),
                ("星河/技术部/后端组", "wang sun"),
                ("星河/市场部", "zhao"),
            ],
            &["1 import 0+1 sun"],
            &["1 import 0+1 sun"],
        ),
    ] {
        let server = on_server(&company(BEFORE));
        let wanted = company(wanted);
        for (mode, expected) in [(Mode::Add, add), (Mode::Mirror, mirror)] {
            let draft = draft(&server, &wanted, mode).unwrap();
            assert_eq!(told(&draft, &server), expected, "{name}, {mode:?}");
        }
    }
}

#[test]
fn a_newcomer_is_imported_into_departments_as_the_server_calls_them() {
    let server = on_server(&company(&[("星河", ""), ("星河/研发部", "zhang li")]));
    let wanted = company(&[("星河", ""), ("星河/技术部", "zhang li sun-")]);
    let draft = draft(&server, &wanted, Mode::Add).unwrap();
    assert_eq!(notes(&draft), ["rename: 星河/研发部 → 星河/技术部"]);
    let body: serde_json::Value = serde_json::from_str(draft.waves[0][0].body_text()).unwrap();
    let rows = body["departments"].as_array().unwrap().iter();
    let names: Vec<_> = rows
        .map(|row| (&row["部门名称"], &row["上级部门编号"]))
        .collect();
    assert_eq!(names.len(), 2);
    assert_eq!((names[0].0, names[0].1), (&"星河".into(), &"".into()));
    assert_eq!(names[1].0, "研发部");
    assert_eq!(body["departments"][0]["部门编号"], *names[1].1);
    assert_eq!(
        body["users"][0]["所属部门编号"],
        body["departments"][1]["部门编号"]
    );
    assert_eq!(body["users"].as_array().unwrap().len(), 1);
}

#[test]
fn what_has_no_call_is_said_and_nobody_is_taken_for_another() {
    let before = &[
        ("星河", "boss*"),
        ("星河/研发部", "zhang ghost- twin- wu"),
        ("星河/研发部/后端组", "wang"),
        ("星河/旧部", "ghost-"),
        ("星河/旧部/老人组", "wu-"),
    ];
    let wanted = &[
        ("星河", "boss* zhang"),
        ("星河/研发部", "twin- wu"),
        ("星河/后端组", "wang"),
    ];
    let server = on_server(&company(before));
    let wanted = company(wanted);
    let add = draft(&server, &wanted, Mode::Add).unwrap();
    assert_eq!(told(&add, &server), ["1 join zhang 星河"]);
    assert_eq!(
        notes(&add),
        [
            "move: 星河/研发部/后端组 → 星河/后端组",
            "stays: zhang — 星河/研发部",
        ]
    );
    let mirror = draft(&server, &wanted, Mode::Mirror).unwrap();
    assert_eq!(
        told(&mirror, &server),
        [
            "1 move zhang 星河/研发部 星河",
            "2 leave ghost 星河/研发部",
            "2 remove ghost 星河/旧部",
        ]
    );
    // One wu has a mail and one has none.
    assert_eq!(
        notes(&mirror),
        [
            "move: 星河/研发部/后端组 → 星河/后端组",
            "doubtful-there: wu",
            "department-kept: 星河/旧部/老人组",
        ]
    );
}

#[test]
fn who_lost_the_mail_is_left_alone_and_who_got_another_is_told() {
    let server = on_server(&company(&[
        ("星河", "boss zhang li qian-"),
        ("星河/研发部", "qian-"),
    ]));
    let wanted = link(&[
        departments("path", &[["星河"], ["星河/研发部"]]),
        members(
            "name email department",
            &[
                ["boss", "boss@example.com", "星河"],
                ["zhang", "", "星河/研发部"],
                ["li", "li.li@example.com", "星河"],
                ["qian", "", "星河"],
            ],
        ),
    ]);
    let mirror = draft(&server, &wanted, Mode::Mirror).unwrap();
    assert_eq!(
        told(&mirror, &server),
        [
            "1 import 0+1 li",
            "2 leave qian 星河/研发部",
            "2 remove li 星河"
        ]
    );
    assert_eq!(
        notes(&mirror),
        [
            "doubtful: zhang",
            "mail: li <li@example.com> → <li.li@example.com>",
            "doubtful-there: zhang",
        ]
    );
}

#[test]
fn who_came_with_the_system_is_never_removed_and_keeps_the_department() {
    let tree = r#"{"id":"r","parentId":"","name":"星河","children":[
        {"id":"a","parentId":"r","name":"旧部"},{"id":"b","parentId":"r","name":"空部"}]}"#;
    let user = |id: &str, is_builtin: bool| {
        format!(
            r#"{{"username":"{id}","name":"{id}","email":"{id}@example.com","isLeader":false,"id":"m-{id}",
                "userId":"u-{id}","departmentId":"a","departmentName":"旧部","isBultin":{is_builtin}}}"#
        )
    };
    let (admin, li) = (user("admin", true), user("li", false));
    let page = format!(r#"{{"status":0,"msg":"","data":{{"items":[{admin},{li}],"count":2}}}}"#);
    let server = dumps_with_ids(&[tree, &page]);
    let mirror = draft(&server, &company(&[("星河", "")]), Mode::Mirror).unwrap();
    assert_eq!(
        told(&mirror, &server),
        ["1 remove li 星河/旧部", "2 remove 星河/空部 星河/空部"]
    );
    assert_eq!(
        notes(&mirror),
        ["builtin: admin", "department-kept: 星河/旧部"]
    );
}

#[test]
fn a_top_that_the_server_does_not_have_is_refused() {
    let server = on_server(&company(&[("星河", "boss"), ("星河/研发部", "li")]));
    for wanted in [
        &[("月亮", "nobody")][..],
        &[("星河", "boss"), ("月亮", "nobody")],
        // Known by its people, but no top over there.
        &[("研发中心", "li")],
    ] {
        let wanted = company(wanted);
        let refused = draft(&server, &wanted, Mode::Mirror).unwrap_err();
        assert!(refused.to_string().contains("星河"), "{refused}");
    }
}
