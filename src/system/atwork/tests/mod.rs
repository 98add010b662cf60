//! atwork's bodies for the sample of its documents, for dumps and for sheets.

mod live;
mod session;

use serde_json::{Value, json};

use super::*;
use crate::record::Field;
use crate::system::tests::{bodies, dump, found, plain_bodies, sheets};

fn paths(paths: &[&str]) -> Directory {
    let rows: Vec<[&str; 1]> = paths.iter().map(|path| [*path]).collect();
    let rows: Vec<&[&str]> = rows.iter().map(|row| &row[..]).collect();
    sheets(&[(&[Field::DEPARTMENT_PATH], &rows)])
}

#[test]
fn the_sample_of_the_documents_comes_last_after_its_parents() {
    let bodies = plain_bodies(&Atwork, &paths(&["研发部/财经管理部/测试导入"]));
    assert_eq!(
        bodies,
        [
            json!({"parent_path": "研发部", "type": "DEPT", "name": "财经管理部"}),
            json!({"parent_path": "研发部/财经管理部", "type": "DEPT", "name": "测试导入"}),
        ]
    );
}

#[test]
fn what_a_sheet_knows_is_written_and_the_rest_is_left_out() {
    let own = Field::extra(0).unwrap();
    let directory = sheets(&[(
        &[
            Field::DEPARTMENT_CODE,
            Field::DEPARTMENT_NAME,
            Field::PARENT_CODE,
            Field::DEPARTMENT_KIND,
            Field::DEPARTMENT_TEL,
            Field::DEPARTMENT_NUMBER,
            own,
        ],
        &[
            &["1", "星河", "", "", "", "", ""],
            &["2", "星河软件", "1", "公司", "0755-1", "S2", "上海"],
        ],
    )]);
    assert_eq!(
        plain_bodies(&Atwork, &directory),
        [json!({
            "parent_path": "星河", "type": "CORP", "name": "星河软件", "serialNo": "2",
            "sn": "S2", "tel": "0755-1", "moreInfo": {"列7": "上海"},
        })]
    );
}

#[test]
fn several_tops_need_a_node_to_hang_below() {
    let directory = paths(&["研发/平台", "销售"]);
    let options = PayloadOptions::default();
    assert_eq!(
        found(&Atwork, &directory, &options),
        [("W003", 3, Some("department.path"))]
    );
    assert_eq!(plain_bodies(&Atwork, &directory), Vec::<Value>::new());
    let options = PayloadOptions {
        attach_to: Some("/星河集团/华南/".into()),
        ..options
    };
    assert_eq!(found(&Atwork, &directory, &options), []);
    let bodies = bodies(&Atwork.payload(&directory, &options));
    let parents: Vec<_> = bodies
        .iter()
        .map(|body| body["parent_path"].as_str().unwrap())
        .collect();
    assert_eq!(
        parents,
        ["星河集团/华南", "星河集团/华南/研发", "星河集团/华南"]
    );
}

#[test]
fn version_4_takes_lists_of_one_depth_and_a_bounded_length() {
    let directory = paths(&["星河/甲/丁", "星河/乙", "星河/丙/戊"]);
    let options = PayloadOptions {
        dialect: Some("v4".into()),
        batch: Some(2),
        ..PayloadOptions::default()
    };
    let bodies = bodies(&Atwork.payload(&directory, &options));
    let names: Vec<Vec<_>> = bodies
        .iter()
        .map(|body| {
            body.as_array()
                .unwrap()
                .iter()
                .map(|one| one["name"].as_str().unwrap())
                .collect()
        })
        .collect();
    assert_eq!(names, [vec!["甲", "乙"], vec!["丙"], vec!["丁", "戊"]]);
    assert_eq!(
        bodies[2][0],
        json!({"parent_path": "星河/甲", "type": "DEPT", "name": "丁"})
    );
}

#[test]
fn version_4_writes_orders_with_the_smaller_first() {
    let directory = dump(
        r#"{"department":[
            {"id":1,"name":"星河","parentid":0,"order":1},
            {"id":2,"name":"甲","parentid":1,"order":5},
            {"id":3,"name":"乙","parentid":1,"order":9}
        ]}"#,
    );
    let options = PayloadOptions {
        dialect: Some("v4".into()),
        ..PayloadOptions::default()
    };
    let bodies = bodies(&Atwork.payload(&directory, &options));
    assert_eq!(
        bodies,
        [json!([
            {"parent_path": "星河", "type": "DEPT", "name": "乙", "serial_no": "3", "sort_order": 1},
            {"parent_path": "星河", "type": "DEPT", "name": "甲", "serial_no": "2", "sort_order": 2},
        ])]
    );
}

#[test]
fn a_reply_is_read_and_only_what_is_data_is_written_again() {
    let node = |id: u32, name: &str, parent: &str, more: &str| {
        format!(
            r#"{{"domain_id":"atwork","org_code":"c","id":{id},"name":"{name}","type":"DEPT","path":"/1/",
                "sort_order":999,"root":false,"directly_corp":{{"id":1}},"children":[ ],"employees":[ ]{parent}{more}}}"#
        )
    };
    let nodes = format!(
        "[{}, {}]",
        node(144, "研发部", "", ""),
        node(
            412,
            "817aa",
            r#","parent_org_id":144"#,
            r#","tel":"131118","serial_no":"a-7","moreInfo":{"k":[1]}"#
        ),
    );
    for reply in [
        format!(r#"{{"status":0,"message":"ok","result":{nodes}}}"#),
        format!(r#"{{"status":0,"result":{{"total_count":2,"orgs":{nodes}}}}}"#),
        format!(r#"{{"status":0,"result":{{"total_count":2,"records":{nodes}}}}}"#),
    ] {
        assert_eq!(
            plain_bodies(&Atwork, &dump(&reply)),
            [json!({
                "parent_path": "研发部", "type": "DEPT", "name": "817aa", "serialNo": "a-7",
                "tel": "131118", "moreInfo": {"k": [1]},
            })],
            "{reply}"
        );
    }
    let single = format!(r#"{{"status":0,"result":{}}}"#, node(144, "研发部", "", ""));
    assert_eq!(dump(&single).departments().len(), 1);
}

#[test]
fn bodies_can_be_read_back() {
    let directory = sheets(&[(
        &[
            Field::DEPARTMENT_CODE,
            Field::DEPARTMENT_NAME,
            Field::PARENT_CODE,
        ],
        &[&["1", "星河", ""], &["2", "研发", "1"], &["3", "平台", "2"]],
    )]);
    for dialect in ["v3", "v4"] {
        let options = PayloadOptions {
            dialect: Some(dialect.into()),
            attach_to: Some("集团".into()),
            ..PayloadOptions::default()
        };
        let bodies = bodies(&Atwork.payload(&directory, &options));
        let lists: Vec<Value> = match dialect {
            "v4" => bodies
                .iter()
                .flat_map(|body| body.as_array().unwrap().clone())
                .collect(),
            _ => bodies.clone(),
        };
        let again = dump(&Value::from(lists).to_string());
        let paths: Vec<String> = again
            .tree()
            .preorder()
            .iter()
            .map(|id| again.path(*id).join("/"))
            .collect();
        assert_eq!(
            paths,
            ["集团", "集团/星河", "集团/星河/研发", "集团/星河/研发/平台"]
        );
    }
}

#[test]
fn each_limit_is_found_at_its_cell() {
    let options = PayloadOptions::default();
    let directory = sheets(&[(
        &[
            Field::DEPARTMENT_NAME,
            Field::DEPARTMENT_CODE,
            Field::PARENT_CODE,
        ],
        &[
            &["星河", "1", ""],
            &["售前/售后", "2", "1"],
            &["东区", "3", "1"],
            &["东区", "4", "1"],
        ],
    )]);
    let name = Some("department.name");
    assert_eq!(
        found(&Atwork, &directory, &options),
        [("W002", 2, name), ("W001", 3, name), ("W004", 5, name)]
    );
    let deep = vec!["级"; 300].join("/");
    let codes: Vec<_> = found(&Atwork, &paths(&[&deep]), &options)
        .iter()
        .map(|one| one.0)
        .collect();
    assert_eq!(codes, ["W002", "W006"]);
    assert_eq!(plain_bodies(&Atwork, &paths(&[&deep])).len(), 255);
    let members = dump(r#"{"userlist":[{"userid":"a","name":"张三","department":[7]}]}"#);
    let codes: Vec<_> = found(&Atwork, &members, &options)
        .iter()
        .map(|one| one.0)
        .collect();
    assert_eq!(codes, ["W002", "W005"]);
}
