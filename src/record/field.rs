//! The field table: every canonical field with its spellings. Import, export, templates and docs follow from it.
//!
//! Spellings were collected from the templates of Work Weixin, DingTalk, Feishu, aisuda, WorkPlus, Kingdee, Yonyou,
//! iTalent-style HR systems and look-alike importers. They are listed as users write them; comparison folds case,
//! width, spaces, `_`, `-`, `.` and 帐/账, 登陆/登录. The first spelling of a language is the one our own files carry.

/// What a field says something about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Subject {
    /// A department.
    Department,
    /// A member.
    Member,
    /// A member in one of their departments.
    Membership,
}

/// How the values of a field are to be read and written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Any text.
    Text,
    /// An identifier that may look like a number; its digits count, leading zeros too.
    Code,
    /// A telephone number; its digits count.
    Phone,
    /// A mail address.
    Email,
    /// Yes or no.
    Flag,
    /// A whole number.
    Number,
    /// Department names from the top, or one department name.
    Path,
    /// A day.
    Date,
}

/// One line of the field table.
#[derive(Debug)]
pub struct FieldInfo {
    /// The canonical name, e.g. `member.mobile`; also in JSON output, mapping files and `--map`.
    pub id: &'static str,
    /// What the field says something about.
    pub subject: Subject,
    /// How its values are read and written.
    pub kind: FieldKind,
    /// Chinese headers; the first is the one our own files carry.
    pub chinese: &'static [&'static str],
    /// English headers and keys; the first is the one our own files carry.
    pub english: &'static [&'static str],
    /// Headers that mean this field only once the kind of sheet is decided (编号, ID, 名称, 状态, 类型 …).
    pub generic: &'static [&'static str],
}

/// A canonical field, or a column of the user's own that is carried along.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Field(u16);

/// The first number of extra columns.
const FIRST_EXTRA: u16 = 64;

/// How many extra columns of a source are kept.
pub const EXTRA_COLUMNS: u16 = 1024 - FIRST_EXTRA;

macro_rules! fields {
    ($($name:ident $id:literal $subject:ident $kind:ident
        [$($chinese:literal)*] [$($english:literal)*] [$($generic:literal)*];)+) => {
        impl Field {
            fields!(@constants 0u16; $($name $id,)+);
        }

        /// Every canonical field, by its number.
        pub static FIELDS: &[FieldInfo] = &[$(FieldInfo {
            id: $id,
            subject: Subject::$subject,
            kind: FieldKind::$kind,
            chinese: &[$($chinese),*],
            english: &[$($english),*],
            generic: &[$($generic),*],
        }),+];
    };
    (@constants $number:expr; $name:ident $id:literal, $($rest:tt)*) => {
        #[doc = concat!("`", $id, "`")]
        pub const $name: Self = Self($number);
        fields!(@constants $number + 1; $($rest)*);
    };
    (@constants $number:expr;) => {};
}

fields! {
    DEPARTMENT_CODE "department.code" Department Code
        ["部门编号" "部门编码" "部门ID" "部门代码" "组织编码" "组织编号" "组织代码" "机构编号" "机构编码" "行政部门编码" "组织ID" "机构ID" "单位编码" "部门号"]
        ["department_code" "departmentCode" "dept_code" "dept_no" "department_id" "did" "serialNo" "serial_no" "dpt.number" "dept_id" "org_code" "org_id" "department_no"]
        ["编号" "编码" "代码" "ID" "code" "no" "number"];
    DEPARTMENT_NAME "department.name" Department Text
        ["部门名称" "部门名" "组织名称" "机构名称" "单位名称" "组织名"]
        ["department_name" "dept_name" "org_name"]
        ["部门" "名称" "组织" "机构" "科室" "组织机构" "单位" "name" "department" "dept"];
    PARENT_CODE "department.parent_code" Department Code
        ["上级部门编号" "上级部门编码" "上级编号" "上级编码" "父部门ID" "父部门编号" "父部门编码" "上级部门ID" "上级组织编码" "上级组织编号" "父级部门编号" "父级部门编码" "上级部门代码" "上级ID" "父ID" "父级ID" "父级编码" "父编码" "父组织编码" "父组织ID" "上级组织ID" "上级机构编码" "上级机构编号" "上级单位编码" "父节点编码"]
        ["parent_code" "parentCode" "parentid" "parent_id" "parent_no" "fid" "pid" "parent_org_id" "parent_dept_code" "parent_dept_id" "parent_department_id" "parent_department_code" "parent_org_code"]
        [];
    PARENT_PATH "department.parent" Department Path
        ["上级部门" "上级部门名称" "上级部门路径" "父部门" "父部门名称" "父级部门" "上级组织" "上级组织名称" "上级机构" "父节点目录" "隶属部门" "上级单位" "父组织" "父级组织" "父级部门名称" "父部门路径" "上级组织路径" "直接上级部门"]
        ["parent" "parent_path" "parent_name" "parent_department" "parent_org_name"]
        ["上级" "所属部门" "所属组织" "归属部门"];
    DEPARTMENT_PATH "department.path" Department Path
        ["部门路径" "部门全路径" "组织路径" "组织全路径" "组织长名称" "部门长名称" "部门全称"]
        ["department_path" "dept_path" "org_path" "full_path" "full_name_path"]
        ["路径" "path"];
    DEPARTMENT_ORDER "department.order" Department Number
        ["部门排序" "部门排序号"]
        ["department_order" "dept_order"]
        ["排序" "排序号" "显示顺序" "序" "order" "sort_order" "sort"];
    DEPARTMENT_KIND "department.type" Department Text
        ["部门类型" "组织形态" "机构类型" "组织类型"]
        ["department_type" "dept_type" "org_type"]
        ["类型" "type"];
    DEPARTMENT_TEL "department.tel" Department Phone
        ["部门电话" "机构电话"]
        ["department_tel" "dept_tel"]
        ["电话" "联系电话" "tel" "telephone"];
    DEPARTMENT_NUMBER "department.number" Department Code
        ["部门序号" "机构序号"]
        ["department_number" "sn"]
        [];
    DEPARTMENT_NAME_EN "department.name_en" Department Text
        ["部门英文名" "英文名称" "部门英文名称"]
        ["department_name_en" "dept_name_en"]
        ["英文名" "name_en" "en_name" "english_name"];
    DEPARTMENT_LEADERS "department.leaders" Department Text
        ["部门负责人" "部门主管" "部门经理" "部门领导" "部门负责人姓名" "部门主管姓名" "部门负责人工号" "部门主管工号" "负责人工号" "部门负责人账号"]
        ["department_leader" "dept_leader" "adminId"]
        ["负责人" "主管" "leader"];
    MEMBER_NAME "member.name" Member Text
        ["姓名" "员工姓名" "名字" "人员姓名" "职工姓名" "员工名称" "人员名称" "雇员姓名" "雇员名" "中文名" "中文姓名" "成员名称" "成员姓名" "真实姓名" "姓名(中文)" "职员姓名" "用户姓名" "人员名"]
        ["name" "full_name" "fullname" "employee_name" "emp_name" "staff_name" "cname" "chinese_name" "display_name" "user_name_cn" "member_name"]
        ["用户名" "员工" "人员" "成员"];
    USERID "member.userid" Member Code
        ["账号" "帐号" "员工UserID" "用户ID" "员工账号" "登录账号" "登录名" "域账号" "成员账号" "企业微信账号" "英文ID" "用户账号" "成员ID" "企微账号" "企业微信ID" "系统账号" "登录名称" "用户编号"]
        ["userid" "user_id" "username" "account" "login" "login_id" "login_name" "uid" "member_userid"]
        ["用户名" "ID"];
    EMPLOYEE_NO "member.employee_no" Member Code
        ["工号" "员工编号" "员工号" "职工编号" "职工号" "人员编号" "人员编码" "人事编号" "雇员工号" "员工工号" "员工编码" "职员代码" "员工UID" "职工工号" "员工ID" "职员编号" "职员工号" "人员工号" "工牌号"]
        ["employee_no" "employee_id" "emp_id" "empid" "emp_no" "employee_number" "staff_id" "staff_no" "personnel_no" "job_number" "jobnumber"]
        ["编号" "sn" "no"];
    ALIAS "member.alias" Member Text
        ["昵称" "别名" "花名" "显示名" "英文名" "英文姓名"]
        ["alias" "nickname" "nick_name" "en_name" "english_name" "ename"]
        [];
    MOBILE "member.mobile" Member Phone
        ["手机" "手机号" "手机号码" "移动电话" "联系方式" "联系电话" "电话" "电话号码" "联系手机" "手机电话" "移动电话号码" "联系手机号" "联系人电话" "移动号码"]
        ["mobile" "phone" "phone_number" "mobile_phone" "mobile_number" "cell" "cellphone"]
        ["tel"];
    EMAIL "member.email" Member Email
        ["邮箱" "邮件" "邮箱地址" "电子邮件" "电子邮箱" "个人邮箱" "邮件地址" "Email地址" "联系邮箱" "电邮" "电邮地址" "电子邮箱地址" "电子邮件地址"]
        ["email" "e-mail" "mail" "contact_email" "email_address" "mail_address"]
        [];
    BIZ_EMAIL "member.biz_email" Member Email
        ["企业邮箱" "工作邮箱" "公司邮箱" "办公邮箱"]
        ["biz_email" "biz_mail" "work_email" "enterprise_email" "business_email" "company_email"]
        [];
    TITLE "member.title" Member Text
        ["职务" "职位" "岗位" "职称" "岗位名称" "职位名称" "职务名称" "任职岗位" "头衔"]
        ["title" "position" "job_title" "role" "job"]
        [];
    GENDER "member.gender" Member Text
        ["性别"]
        ["gender" "sex"]
        [];
    TELEPHONE "member.telephone" Member Phone
        ["座机" "固定电话" "分机号" "办公电话" "座机号" "座机号码" "工作电话" "分机"]
        ["telephone" "tel" "workPhone" "work_phone" "ext" "extension" "office_phone"]
        [];
    ADDRESS "member.address" Member Text
        ["地址" "办公地点" "工作地点" "工位" "办公地址"]
        ["address" "work_place" "location" "office" "workplace"]
        ["城市" "city"];
    MANAGER "member.manager" Member Text
        ["直属上级" "直接上级" "直线经理" "上级领导" "汇报对象" "直属主管" "直属领导" "上级工号" "直接上级工号" "报告对象" "直接主管" "直接领导" "汇报上级" "直属经理" "上级主管" "直属上级账号" "汇报人" "直线主管" "直属上级姓名" "直接上级姓名" "直线经理姓名" "上级姓名" "汇报对象姓名" "直属上级工号" "直线经理工号" "汇报对象工号" "汇报人工号" "直属主管工号" "直属领导工号" "直接上级账号" "直接上级编号" "直属上级编号"]
        ["manager" "direct_leader" "direct_manager" "reports_to" "supervisor" "line_manager" "manager_name" "report_to"]
        ["上级" "leader"];
    DOTTED_MANAGER "member.dotted_manager" Member Text
        ["虚线上级" "虚线经理"]
        ["dotted_manager" "dotted_line_manager"]
        [];
    STATUS "member.status" Member Text
        ["员工状态" "在职状态" "在职离职状态" "在离职状态" "用工状态" "激活状态" "禁用状态" "禁用" "人员状态" "成员状态" "账号状态" "任职状态" "在岗状态" "人事状态" "雇佣状态" "员工在职状态" "离职状态"]
        ["status" "emp_status" "employee_status" "member_status"]
        ["状态" "enable"];
    HIRE_DATE "member.hire_date" Member Date
        ["入职日期" "入职时间" "入职日" "到岗日期" "入司时间" "入司日期" "到职日"]
        ["hire_date" "entry_date" "start_date" "onboard_date" "join_date" "hireDay"]
        [];
    WORKFORCE_TYPE "member.workforce_type" Member Text
        ["人员类型" "员工类型" "用工形式" "人员类别" "雇佣类型" "用工类型"]
        ["workforce_type" "employee_type" "hireType" "employment_type"]
        ["类型" "type"];
    AUTH_TYPE "member.auth_type" Member Text
        ["第三方登录方式"]
        ["auth_type" "authType"]
        [];
    AUTH_ID "member.auth_id" Member Code
        ["第三方用户ID"]
        ["auth_id" "authId"]
        [];
    MEMBER_DEPARTMENT_CODE "membership.department_code" Membership Code
        ["所属部门编号" "所属部门编码" "部门编号" "部门编码" "部门ID" "部门代码" "所属部门ID" "所在部门ID" "所属行政组织编码" "行政部门编码" "组织编码" "所属组织编码"]
        ["department_code" "departmentCode" "dept_code" "dept_no" "department_id" "dept_id" "did" "org_code"]
        [];
    MEMBER_DEPARTMENT_PATH "membership.department" Membership Path
        ["部门" "所属部门" "所在部门" "部门名称" "归属部门" "直属部门" "所属组织" "组织" "组织架构" "所属行政组织" "部门全路径" "部门路径" "组织长名称" "所属长名称" "所属单位" "科室" "车间" "所属部门路径" "组织机构" "所属机构" "所属科室" "所在组织" "任职部门"]
        ["department" "dept" "org" "org_name" "org_unit_name" "unit" "team" "division" "dept_path" "department_path" "org_path" "department_name" "departments"]
        ["机构"];
    SECOND_DEPARTMENT_PATH "membership.second_department" Membership Path
        ["兼职部门" "兼任部门" "兼岗部门" "其他部门" "次要部门" "第二部门" "其它部门" "副部门" "次部门" "兼职部门名称" "兼任部门名称" "兼管部门" "附属部门"]
        ["second_department" "other_departments" "part_time_department"]
        [];
    MAIN_DEPARTMENT "membership.main_department" Membership Code
        ["主部门" "主要部门"]
        ["main_department" "primary_department"]
        [];
    IS_LEADER "membership.is_leader" Membership Flag
        ["是否经理" "是否此部门主管(是/否)" "是否此部门主管" "是否部门主管" "是否部门负责人" "是否部门内领导" "是否负责人" "是否主管" "是否领导"]
        ["is_leader" "isManager" "is_leader_in_dept" "is_manager" "chief" "isLeader"]
        ["部门负责人" "负责人" "部门主管"];
    MEMBER_ORDER "membership.order" Membership Number
        ["成员排序" "人员排序"]
        ["member_order"]
        ["排序" "排序号" "显示顺序" "order" "sort_order" "sort"];
    RAW_JSON "raw" Member Text [] [] [];
}

impl Field {
    /// Every canonical field, in table order.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..FIELDS.len() as u16).map(Self)
    }

    /// The field of the table with the canonical name `id`.
    #[must_use]
    pub fn by_id(id: &str) -> Option<Self> {
        Self::all().find(|field| field.id() == id)
    }

    /// The extra column numbered `index` from 0; `None` from [`EXTRA_COLUMNS`] on.
    #[must_use]
    pub fn extra(index: u16) -> Option<Self> {
        (index < EXTRA_COLUMNS).then(|| Self(FIRST_EXTRA + index))
    }

    /// Whether this is a column of the user's own.
    #[must_use]
    pub fn is_extra(self) -> bool {
        self.0 >= FIRST_EXTRA
    }

    /// The field's line of the table; `None` for extra columns.
    #[must_use]
    pub fn info(self) -> Option<&'static FieldInfo> {
        FIELDS.get(usize::from(self.0))
    }

    /// The canonical name; `extra` for extra columns.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.info().map_or("extra", |info| info.id)
    }

    /// What the field says something about; extra columns belong to whatever the row is about.
    #[must_use]
    pub fn subject(self) -> Option<Subject> {
        self.info().map(|info| info.subject)
    }

    /// How many numbers of fields there are.
    pub(super) const COUNT: usize = (FIRST_EXTRA + EXTRA_COLUMNS) as usize;

    #[inline]
    pub(crate) fn number(self) -> u16 {
        self.0
    }

    pub(super) fn from_number(number: u16) -> Self {
        Self(number)
    }
}

impl std::fmt::Debug for Field {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.info() {
            Some(info) => f.write_str(info.id),
            None => write!(f, "extra {}", self.0 - FIRST_EXTRA),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn canonical_names_are_unique_and_leave_room_for_extra_columns() {
        let ids: BTreeSet<_> = FIELDS.iter().map(|info| info.id).collect();
        assert_eq!(ids.len(), FIELDS.len());
        assert!(FIELDS.len() < usize::from(FIRST_EXTRA));
    }

    #[test]
    fn a_field_is_found_by_its_name() {
        assert_eq!(Field::by_id("member.mobile"), Some(Field::MOBILE));
        assert_eq!(
            Field::MOBILE.info().map(|info| info.kind),
            Some(FieldKind::Phone)
        );
    }
}
