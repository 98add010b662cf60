//! The endpoints of Work Weixin that read contacts, as a table: <https://developer.work.weixin.qq.com/document/path/90193>
//! and following.

use crate::system::endpoint::{Endpoint, Form, Kind, Parameter};
use crate::transport::{Effect, Method};

/// The path of the endpoint that gives tokens.
pub(super) const TOKEN_PATH: &str = "/cgi-bin/gettoken";

const DEPARTMENT: Parameter = Parameter::query("department_id", Kind::Integer).required();
const ID: Parameter = Parameter::query("id", Kind::Integer);
const FETCH_CHILD: Parameter = Parameter::query("fetch_child", Kind::Integer);

/// An endpoint that takes nothing but a query.
const fn get(
    operation: &'static str,
    path: &'static str,
    parameters: &'static [Parameter],
    section: &'static str,
) -> Endpoint {
    Endpoint {
        operation,
        method: Method::Get,
        path,
        parameters,
        form: Form::None,
        effect: Effect::Reads,
        section,
    }
}

/// Every endpoint that reads contacts. The session adds who is asking.
pub(super) static ENDPOINTS: &[Endpoint] = &[
    get("token", TOKEN_PATH, &[], "获取 access_token, path/91039"),
    get(
        "departments.list",
        "/cgi-bin/department/list",
        &[ID],
        "获取部门列表, path/90208",
    ),
    get(
        "departments.ids",
        "/cgi-bin/department/simplelist",
        &[ID],
        "获取子部门 ID 列表, path/95350",
    ),
    get(
        "department.get",
        "/cgi-bin/department/get",
        &[ID.required()],
        "获取单个部门详情, path/95351",
    ),
    get(
        "users.list",
        "/cgi-bin/user/list",
        &[DEPARTMENT, FETCH_CHILD],
        "获取部门成员详情, path/90201",
    ),
    Endpoint {
        operation: "users.ids",
        method: Method::Post,
        path: "/cgi-bin/user/list_id",
        parameters: &[
            Parameter::body("cursor", Kind::Text),
            Parameter::body("limit", Kind::Integer),
        ],
        form: Form::Json,
        effect: Effect::Reads,
        section: "获取成员 ID 列表, path/96067",
    },
    get(
        "users.simple",
        "/cgi-bin/user/simplelist",
        &[DEPARTMENT, FETCH_CHILD],
        "获取部门成员, path/90200",
    ),
    get(
        "user.get",
        "/cgi-bin/user/get",
        &[Parameter::query("userid", Kind::Text).required()],
        "读取成员, path/90196",
    ),
];
