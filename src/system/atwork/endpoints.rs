//! Every endpoint of "组织(admin)": atwork, `APP_AdminOrgResource`.

use crate::system::endpoint::{Endpoint, Form, Kind, Parameter};
use crate::transport::{Effect, Method};

/// What a node may be when it is written; `ORG` is only read.
const KIND: Kind = Kind::OneOf(&["CORP", "DEPT"]);

const ORG_ID: Parameter = Parameter::path("orgId", Kind::Text);
const SN: Parameter = Parameter::body("sn", Kind::Text);
const TEL: Parameter = Parameter::body("tel", Kind::Text);
const SERIAL_NO: Parameter = Parameter::body("serialNo", Kind::Text);
const MORE_INFO: Parameter = Parameter::body("moreInfo", Kind::Json);

/// What describes a node that is to be made. One of `parent_path` and `parent_id` must be given.
const NEW_NODE: &[Parameter] = &[
    Parameter::body("type", KIND).required(),
    Parameter::body("name", Kind::Text).required(),
    SN,
    TEL,
    SERIAL_NO,
    Parameter::body("parent_path", Kind::Text),
    Parameter::body("parent_id", Kind::Text),
    MORE_INFO,
];

/// An endpoint that reads.
const fn read(
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

/// An endpoint that changes something and takes a JSON object.
const fn write(
    operation: &'static str,
    path: &'static str,
    parameters: &'static [Parameter],
    section: &'static str,
) -> Endpoint {
    Endpoint {
        operation,
        method: Method::Post,
        path,
        parameters,
        form: Form::Json,
        effect: Effect::Writes,
        section,
    }
}

/// Every endpoint, in the order of the document. The token goes into the query of each.
pub(super) static ENDPOINTS: &[Endpoint] = &[
    read(
        "orgs.all",
        "/v1/admin/organizations/{code}/list-all",
        &[],
        "组织(admin) 1. 获取组织下所有机构",
    ),
    write(
        "org.import",
        "/v1/admin/organizations/{code}/import-orgs",
        NEW_NODE,
        "组织(admin) 2. 导入机构",
    ),
    read(
        "organizations.list",
        "/v1/admin/organizations",
        &[],
        "组织(admin) 3. 组织架构列表",
    ),
    read(
        "org.get",
        "/v1/admin/organizations/{code}/{orgId}",
        &[ORG_ID],
        "组织(admin) 4. 获取指定机构信息",
    ),
    read(
        "org.by-serial",
        "/v1/admin/organizations/{code}/serial/{serialNo}",
        &[Parameter::path("serialNo", Kind::Text)],
        "组织(admin) 5. 根据serialNo获取机构信息",
    ),
    read(
        "organization.get",
        "/v1/admin/organizations/{code}",
        &[],
        "组织(admin) 6. 获取组织信息",
    ),
    read(
        "settings.get",
        "/v1/admin/organizations/{code}/settings",
        &[],
        "组织(admin) 7. 获取组织配置",
    ),
    // The example of the document leaves out the code, its signature does not.
    write(
        "org.create",
        "/v1/admin/organizations/{code}",
        NEW_NODE,
        "组织(admin) 8. 创建机构",
    ),
    write(
        "org.update",
        "/v1/admin/organizations/{code}/{orgId}",
        &[
            ORG_ID,
            Parameter::body("ops", Kind::OneOf(&["REMOVE"])),
            Parameter::body("type", KIND).required(),
            Parameter::body("name", Kind::Text),
            SN,
            TEL,
            SERIAL_NO,
            MORE_INFO,
        ],
        "组织(admin) 9. 更新机构",
    ),
    Endpoint {
        operation: "org.delete",
        method: Method::Delete,
        path: "/v1/admin/organizations/{code}/{orgId}",
        parameters: &[ORG_ID],
        form: Form::None,
        effect: Effect::Writes,
        section: "组织(admin) 10. 解散公司/部门",
    },
    // Its signature says /v1/admins/, its example and version 4 say /v1/admin/.
    read(
        "orgs.page",
        "/v1/admin/organizations/{code}/page-orgs",
        &[
            Parameter::query("skip", Kind::Integer),
            Parameter::query("limit", Kind::Integer),
            Parameter::query("refresh_time", Kind::Integer),
        ],
        "组织(admin) 11. 分页查询",
    ),
    read(
        "dataschemas.list",
        "/v1/admin/organizations/{code}/dataschemas/list",
        &[Parameter::query("visible", Kind::Boolean)],
        "组织(admin) 19. 获取dataschemas",
    ),
];
