//! Every endpoint of aisuda's documents about an organisation, as a table: aisuda-docs, OpenAPI/组织.

use crate::system::endpoint::{Endpoint, Form, Kind, Parameter};
use crate::transport::{Effect, Method};

/// A part of the path, a value of the query or of the body; `!` where it must be given.
macro_rules! parameter {
    (path $name:literal) => {
        Parameter::path($name, Kind::Text)
    };
    ($place:ident $name:literal $kind:ident) => {
        Parameter::$place($name, Kind::$kind)
    };
    ($place:ident $name:literal $kind:ident !) => {
        Parameter::$place($name, Kind::$kind).required()
    };
}

/// Rows of the table. Paths go on from the company.
macro_rules! endpoints {
    ($($operation:literal $method:ident $path:literal $form:ident $effect:ident $section:literal [$(($($parameter:tt)+))*])+) => {
        &[$(Endpoint {
            operation: $operation,
            method: Method::$method,
            path: concat!("/openapi/company/{company}", $path),
            parameters: &[$(parameter!($($parameter)+)),*],
            form: Form::$form,
            effect: Effect::$effect,
            section: concat!("OpenAPI/组织, ", $section),
        }),+]
    };
}

/// The endpoints: those of 2022 first, then what the current documents add.
pub(super) static ENDPOINTS: &[Endpoint] = endpoints! {
    "apps.list" Get "/app" None Reads "获取应用列表" []
    "app.create" Post "/app" Json Writes "创建应用" [
        (body "owner" Text !) (body "name" Text !) (body "key" Text) (body "description" Text) (body "logo" Text)
    ]
    "departments.import" Post "/department/import" Json Writes "批量导入组织架构" [
        (body "departments" Json !) (body "users" Json !)
    ]
    "departments.roots" Get "/department" None Reads "获取根部门列表" [(query "parent" Text)]
    "departments.all" Get "/department/all" None Reads "获取根部门列表" []
    "department.create" Post "/department" Json Writes "新增部门" [
        (body "name" Text !) (body "parentId" Text !)
    ]
    "department.delete" Delete "/department/{department}" None Writes "删除部门" [(path "department")]
    "department.add-user" Post "/department/addUser" Json Writes "向部门里添加成员" [
        (body "department" Text !) (body "email" Text !)
    ]
    "department.users" Get "/department/user" None Reads "获取部门里的用户" [
        (query "departmentId" Text !) (query "page" Integer) (query "perPage" Integer)
    ]
    "department.remove-user" Delete "/department/{department}/delUser/{id}" None Writes "删除部门里的用户" [
        (path "department") (path "id")
    ]
    "department.toggle-leader" Post "/department/toggleLeader" Json Writes "设置用户是否为部门经理" [
        (body "departmentId" Text !) (body "userId" Text !) (body "isLeader" Boolean !)
    ]
    "department.change-user" Post "/department/changeUser" Json Writes "调整用户所属部门" [
        (body "departmentId" Text !) (body "userId" Text !) (body "newDepartmentId" Text !)
    ]
    "department.users-current" Get "/department/users" None Reads "获取部门里的用户 (2023)" [
        (query "departmentId" Text !) (query "page" Integer) (query "perPage" Integer)
    ]
    "department.remove-user-by-email" Delete "/department/{department}/delUserByEmail/{email}" None Writes "删除部门里的用户 (2023)" [
        (path "department") (path "email")
    ]
    "department.toggle-disabled" Post "/department/toggleDisabled" Json Writes "禁用用户 (2023)" [
        (body "departmentId" Text !) (body "userId" Text !) (body "disabled" Boolean !)
    ]
};
