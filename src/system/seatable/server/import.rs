//! Making accounts and groups in the model: "Import Users from Work Weixin" and "Import a Work Weixin Department".

use std::collections::HashMap;

use foldhash::fast::FixedState;
use serde::Serialize;
use serde_json::{Map, Value};

use super::book::{departments, text};
use super::state::{Department, Rules, State};

/// Rows of users.
#[derive(Default, Serialize)]
pub(super) struct UserReport {
    success: Vec<ImportedUser>,
    failed: Vec<FailedUser>,
}

#[derive(Serialize)]
struct ImportedUser {
    userid: String,
    name: Value,
    email: String,
}

#[derive(Serialize)]
struct FailedUser {
    userid: Option<String>,
    name: Option<Value>,
    error_msg: &'static str,
}

/// Rows of departments and then of users.
#[derive(Default, Serialize)]
pub(super) struct DepartmentReport {
    pub(super) success: Vec<Made>,
    failed: Vec<NotMade>,
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub(super) enum Made {
    Department {
        department_id: u64,
        department_name: String,
        group_id: u64,
    },
    User {
        email: String,
        api_user_name: String,
        department_id: u64,
        group_id: u64,
    },
}

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum NotMade {
    Department {
        department_id: u64,
        department_name: String,
        msg: &'static str,
    },
    User {
        email: String,
        api_user_name: String,
        department_id: u64,
        msg: &'static str,
    },
}

/// Python falls over: a user is no object, or a userid no text.
pub(super) struct TypeFault;

impl State {
    /// Makes accounts of `users`; of each only `userid`, `name` and `contact_email` are looked at. What stands before a
    /// fault stays made, though no reply tells of it.
    pub(super) fn import_users(
        &mut self,
        users: &[Value],
        now: u64,
    ) -> Result<UserReport, TypeFault> {
        let mut report = UserReport::default();
        for user in users {
            let user = user.as_object().ok_or(TypeFault)?;
            let userid = match user.get("userid") {
                None => "",
                Some(Value::String(userid)) => userid,
                Some(_) => return Err(TypeFault),
            };
            // Later code asks for the userid only once the corp id stands before it.
            if userid.is_empty() && self.rules == Rules::Documented {
                report.failed.push(FailedUser {
                    userid: None,
                    name: None,
                    error_msg: "userid invalid.",
                });
                continue;
            }
            let name = user.get("name").cloned().unwrap_or_default();
            let made = match self.account(userid) {
                Some(_) => Err("用户已存在"),
                None => {
                    let mail = text(user, "contact_email");
                    let made = self.make_account(userid, text(user, "name"), mail, now);
                    made.ok_or("导入失败")
                }
            };
            match made {
                Ok(number) => report.success.push(ImportedUser {
                    userid: userid.to_owned(),
                    name,
                    email: self.accounts[number].email.clone(),
                }),
                Err(error_msg) => report.failed.push(FailedUser {
                    userid: Some(userid.to_owned()),
                    name: Some(name),
                    error_msg,
                }),
            }
        }
        Ok(report)
    }

    /// Makes groups of the department `root` and all below it, and puts their members in. `None` where there is no such
    /// department.
    pub(super) fn import_department(&mut self, root: u64, now: u64) -> Option<DepartmentReport> {
        let below = self.below(Some(root))?;
        let mut below: Vec<Department> = below.into_iter().cloned().collect();
        if self.rules == Rules::Newer {
            below.sort_by_key(|department| department.id);
        }
        let users = self.users_of(&below.iter().map(|department| department.id).collect());
        let mut report = DepartmentReport::default();
        let groups = self.import_groups(&below, now, &mut report);
        for number in users {
            let user = self.users[number].clone();
            self.import_memberships(&user, root, &groups, now, &mut report);
        }
        Some(report)
    }

    /// Makes a group for every one of `departments`, the first of which is the top; the groups by department.
    fn import_groups(
        &mut self,
        departments: &[Department],
        now: u64,
        report: &mut DepartmentReport,
    ) -> HashMap<u64, u64, FixedState> {
        let mut by_name: HashMap<String, u64, FixedState> = HashMap::default();
        let mut by_department: HashMap<u64, u64, FixedState> = HashMap::default();
        for group in self.groups.iter().rev() {
            by_name.insert(group.name.clone(), group.id);
            by_department.insert(group.department, group.id);
        }
        let mut groups = HashMap::default();
        for (index, department) in departments.iter().enumerate() {
            let mut fail = |msg| {
                report.failed.push(NotMade::Department {
                    department_id: department.id,
                    department_name: department.name.clone(),
                    msg,
                });
            };
            if !self.is_group_name(&department.name) {
                fail("部门参数错误");
                continue;
            }
            let parent = groups.get(&department.parentid).copied();
            if index > 0 && parent.is_none() {
                fail("父级部门不存在");
                continue;
            }
            let known = match self.rules {
                Rules::Documented => by_name.get(&department.name),
                Rules::Newer => by_department.get(&department.id),
            };
            // It is refused, and its children and members go into the one that is there.
            if let Some(known) = known {
                fail("部门已存在");
                groups.insert(department.id, *known);
                continue;
            }
            let parent = parent.filter(|_| index > 0);
            let id = self.make_group(department, parent, now);
            by_name.insert(department.name.clone(), id);
            groups.insert(department.id, id);
            report.success.push(Made::Department {
                department_id: department.id,
                department_name: department.name.clone(),
                group_id: id,
            });
        }
        groups
    }

    /// Puts `user` into the groups of its departments, in the order it names them: whoever is below a group already
    /// counts as in it.
    fn import_memberships(
        &mut self,
        user: &Map<String, Value>,
        root: u64,
        groups: &HashMap<u64, u64, FixedState>,
        now: u64,
        report: &mut DepartmentReport,
    ) {
        let (userid, name) = (text(user, "userid"), text(user, "name"));
        let made = self
            .account(userid)
            .or_else(|| self.make_account(userid, name, text(user, "email"), now));
        let Some(number) = made else {
            report.failed.push(NotMade::User {
                email: String::new(),
                api_user_name: name.to_owned(),
                department_id: root,
                msg: "导入用户失败",
            });
            return;
        };
        for department_id in departments(user) {
            let Some(group_id) = groups.get(&department_id).copied() else {
                continue;
            };
            let email = self.accounts[number].email.clone();
            let api_user_name = name.to_owned();
            if self.is_in(number, group_id) {
                report.failed.push(NotMade::User {
                    email,
                    api_user_name,
                    department_id,
                    msg: "部门成员已存在",
                });
                continue;
            }
            self.accounts[number].groups.push(group_id);
            report.success.push(Made::User {
                email,
                api_user_name,
                department_id,
                group_id,
            });
        }
    }
}
