//! The body of `POST /openapi/company/{组织短名字}/department/import`: aisuda-docs, OpenAPI/组织, "批量导入组织架构". Every value
//! is a string.

/// The keys of one dialect.
#[derive(Debug)]
pub(super) struct Keys {
    /// Keys of a department: code, name, parent's code.
    pub(super) department: [&'static str; 3],
    /// Keys of a user: name, mail, mobile, display name, department's code, manager flag, login kind, login id.
    pub(super) user: [&'static str; 8],
}

/// The dialect of the documents of 2022.
pub(super) const LEGACY: Keys = Keys {
    department: ["部门编号", "部门名称", "上级部门编号"],
    user: [
        "用户名",
        "邮箱",
        "手机",
        "昵称",
        "所属部门编号",
        "是否经理",
        "第三方登录方式",
        "第三方用户ID",
    ],
};

/// The dialect of the documents since 2023.
pub(super) const CURRENT: Keys = Keys {
    department: ["code", "name", "parentCode"],
    user: [
        "name",
        "email",
        "phone",
        "nickName",
        "departmentCode",
        "isManager",
        "authType",
        "authId",
    ],
};
