//! Every endpoint of SeaTable's "Org admin work weixin".

use crate::system::endpoint::{Endpoint, Form, Kind, Parameter};
use crate::transport::{Effect, Method};

/// Every endpoint, in the order of the document. The trailing slash is part of every path.
pub(super) static ENDPOINTS: &[Endpoint] = &[
    Endpoint {
        operation: "settings.update",
        method: Method::Put,
        path: "/api/v2.1/org/admin/settings/",
        parameters: &[
            Parameter::body("workwx_corpid", Kind::Text),
            Parameter::body("workwx_secret", Kind::Text).secret(),
        ],
        form: Form::Fields,
        effect: Effect::Writes,
        section: "Org admin work weixin: Update Organization Social Settings",
    },
    Endpoint {
        operation: "departments.list",
        method: Method::Get,
        path: "/api/v2.1/org/{org_id}/admin/work-weixin/departments/",
        parameters: &[Parameter::query("department_id", Kind::Integer)],
        form: Form::None,
        effect: Effect::Reads,
        section: "Org admin work weixin: List Bound Work Weixin Departments",
    },
    Endpoint {
        operation: "department.members",
        method: Method::Get,
        path: "/api/v2.1/org/{org_id}/admin/work-weixin/departments/{department_id}/members/",
        parameters: &[
            Parameter::path("department_id", Kind::Integer),
            Parameter::query("fetch_child", Kind::Boolean),
        ],
        form: Form::None,
        effect: Effect::Reads,
        section: "Org admin work weixin: List Members of a Bound Work Weixin Department",
    },
    // The text calls the parameter user_list, the sample and the server userlist.
    Endpoint {
        operation: "users.import",
        method: Method::Post,
        path: "/api/v2.1/org/{org_id}/admin/work-weixin/users/batch/",
        parameters: &[Parameter::body("userlist", Kind::Json).required()],
        form: Form::Json,
        effect: Effect::Writes,
        section: "Org admin work weixin: Import Users from Work Weixin",
    },
    Endpoint {
        operation: "department.import",
        method: Method::Post,
        path: "/api/v2.1/org/{org_id}/admin/work-weixin/departments/import/",
        parameters: &[Parameter::body("work_weixin_department_id", Kind::Integer).required()],
        form: Form::Fields,
        effect: Effect::Writes,
        section: "Org admin work weixin: Import a Work Weixin Department",
    },
];
