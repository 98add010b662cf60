//! What is planned for SeaTable, and what its replies say of it.

use std::collections::BTreeMap;

use super::*;
use crate::config::DepartmentImports;
use crate::diagnostic::{Addressing, Source, Sources};
use crate::plan::{Mode, State, SubjectKind};
use crate::system::tests::dumps;
use crate::system::{RowState, Seen, Wanted};
use crate::transport::Reply;

/// What SeaTable shows of the Work Weixin it is bound to; 张三 was imported before.
const SERVER: [&str; 2] = [
    r#"{"errcode":0,"errmsg":"ok","department":[{"id":1,"name":"星河","parentid":0,"order":1},
        {"id":2,"name":"研发部","parentid":1,"order":1},{"id":3,"name":"后端组","parentid":2,"order":1}]}"#,
    r#"{"errcode":0,"errmsg":"ok","userlist":[
        {"userid":"zhang","name":"张三","department":[3],"email":"1@auth.local","contact_email":""},
        {"userid":"li","name":"李四","department":[2],"email":"","contact_email":""}]}"#,
];

#[test]
fn departments_are_imported_by_their_ids_on_request_behind_the_users() {
    let server = dumps(&SERVER);
    let wanted = dumps(&[SERVER[0], &SERVER[1].replace("\"li\"", "\"wang\"")]);
    for (imports, expected) in [
        (None, &[][..]),
        (Some(DepartmentImports::Tops), &[("1", "星河", 3)]),
        (
            Some(DepartmentImports::These(vec![2, 9])),
            &[("2", "星河/研发部", 2)],
        ),
    ] {
        let options = PayloadOptions {
            department_imports: imports.clone(),
            ..PayloadOptions::default()
        };
        let mut sources = Sources::default();
        for number in ["1", "2"] {
            sources.add(Source {
                file: number.into(),
                path: number.into(),
                sheet: None,
                addressing: Addressing::Lines,
            });
        }
        let wanted = Wanted {
            directory: &wanted,
            sources: &sources,
            mode: Mode::Mirror,
            options: &options,
        };
        let planner = Seatable.planner().unwrap();
        let draft = planner.draft(wanted, &State::of(&server)).unwrap();
        assert_eq!(draft.waves[0][0].call, "users.import");
        let later = draft.waves[1..].iter().flatten();
        let later: Vec<_> = later
            .map(|operation| {
                assert_eq!(operation.call, "department.import");
                let id = operation.arguments["work_weixin_department_id"].as_str();
                let look = planner.look(operation, &BTreeMap::new(), &State::of(&server));
                assert_eq!(look, Seen::Unclear);
                (
                    id,
                    operation.subject.name.as_str(),
                    operation.subject.departments,
                )
            })
            .collect();
        assert_eq!(later, expected, "{imports:?}");
        let is_missing = |note: &&crate::plan::Note| note.message.ends_with("no-department");
        let missing = draft
            .notes
            .iter()
            .filter(is_missing)
            .map(|note| &*note.subject);
        let named = imports == Some(DepartmentImports::These(vec![2, 9]));
        assert_eq!(
            missing.collect::<Vec<_>>(),
            if named { vec!["9"] } else { vec![] }
        );
    }
}

#[test]
fn every_row_of_a_reply_tells_of_whom_and_what_is_there_already_is_no_failure() {
    use SubjectKind::{Department, Member};
    let reply = |body: &str| Reply {
        status: 200,
        headers: Vec::new(),
        body: body.as_bytes().to_vec(),
    };
    for (body, expected) in [
        (
            r#"{"success":[{"userid":"li","name":"李四","email":"2@auth.local"}],
                "failed":[{"userid":"zhang","name":"张三","error_msg":"用户已存在"},
                          {"userid":null,"name":null,"error_msg":"userid invalid."}]}"#,
            &[
                (Member, "li", RowState::Done, "2@auth.local"),
                (Member, "zhang", RowState::AlreadyThere, "用户已存在"),
                (Member, "", RowState::Failed, "userid invalid."),
            ][..],
        ),
        (
            r#"{"success":[{"type":"department","department_id":2,"department_name":"dev","group_id":121},
                 {"type":"user","email":"2@auth.local","api_user_name":"LiuLiWei","department_id":4,"group_id":123}],
                "failed":[{"type":"department","department_id":3,"department_name":"a/b","msg":"部门参数错误"},
                 {"type":"user","email":"2@auth.local","api_user_name":"LiuLiWei","department_id":2,"msg":"部门成员已存在"}]}"#,
            &[
                (Department, "dev — 2", RowState::Done, "121"),
                (Member, "LiuLiWei — 4", RowState::Done, "123"),
                (Department, "a/b — 3", RowState::Failed, "部门参数错误"),
                (
                    Member,
                    "LiuLiWei — 2",
                    RowState::AlreadyThere,
                    "部门成员已存在",
                ),
            ],
        ),
    ] {
        let answer = Seatable.planner().unwrap().answer(&reply(body));
        let rows = answer.rows.iter();
        let rows: Vec<_> = rows
            .map(|row| {
                (
                    row.kind,
                    row.identity.as_str(),
                    row.state,
                    row.detail.as_str(),
                )
            })
            .collect();
        assert_eq!(rows, expected);
    }
}
