//! The bulk import of the model. What the documents leave open is chosen so that nothing gets lost: departments are
//! found again by the path of their names, users by mail address (else by the account of another system, else by
//! mobile number), nothing is ever removed, and a body with a flaw changes nothing.

use std::borrow::Cow;
use std::collections::HashMap;

use serde::Deserialize;

use super::state::{Membership, State, User};
use super::{DEPTH, Refused, refuse};

/// A department of the body, in either dialect.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct DepartmentRow<'b> {
    #[serde(borrow, alias = "部门编号")]
    code: Cow<'b, str>,
    #[serde(borrow, alias = "部门名称")]
    name: Cow<'b, str>,
    #[serde(borrow, rename = "parentCode", alias = "上级部门编号")]
    parent: Cow<'b, str>,
}

/// A user of the body in one department, in either dialect.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct UserRow<'b> {
    #[serde(borrow, alias = "用户名")]
    name: Cow<'b, str>,
    #[serde(borrow, alias = "邮箱")]
    email: Cow<'b, str>,
    #[serde(borrow, alias = "手机")]
    phone: Cow<'b, str>,
    #[serde(borrow, rename = "nickName", alias = "昵称")]
    nickname: Cow<'b, str>,
    #[serde(borrow, rename = "departmentCode", alias = "所属部门编号")]
    department: Cow<'b, str>,
    #[serde(borrow, rename = "isManager", alias = "是否经理")]
    is_manager: Cow<'b, str>,
    #[serde(borrow, rename = "authType", alias = "第三方登录方式")]
    auth_type: Cow<'b, str>,
    #[serde(borrow, rename = "authId", alias = "第三方用户ID")]
    auth_id: Cow<'b, str>,
}

/// The whole body.
#[derive(Debug, Deserialize)]
pub(super) struct Body<'b> {
    #[serde(borrow, default)]
    departments: Vec<DepartmentRow<'b>>,
    #[serde(borrow, default)]
    users: Vec<UserRow<'b>>,
}

impl<'b> Body<'b> {
    /// Reads a body.
    pub(super) fn read(body: &'b [u8]) -> Result<Self, Refused> {
        serde_json::from_slice(body).map_err(|error| refuse(400, &format!("参数错误：{error}")))
    }

    /// The departments, parents before children: for each the position of its parent among the rows.
    fn order(&self) -> Result<Vec<(usize, Option<usize>)>, Refused> {
        let mut positions = HashMap::new();
        for (position, row) in self.departments.iter().enumerate() {
            if row.code.is_empty() || row.name.is_empty() {
                return Err(refuse(400, "部门编号和部门名称不能为空"));
            }
            if positions.insert(&*row.code, position).is_some() {
                return Err(refuse(400, &format!("部门编号 {} 重复", row.code)));
            }
        }
        let mut children: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
        for (position, row) in self.departments.iter().enumerate() {
            let parent = match &*row.parent {
                "" => None,
                code => Some(*positions.get(code).ok_or_else(|| {
                    refuse(400, &format!("部门 {} 的上级部门 {code} 不存在", row.code))
                })?),
            };
            children.entry(parent).or_default().push(position);
        }
        for row in &self.users {
            if !positions.contains_key(&*row.department) {
                let code = &row.department;
                return Err(refuse(
                    400,
                    &format!("用户 {} 的部门 {code} 不存在", row.name),
                ));
            }
        }
        let mut order = Vec::with_capacity(self.departments.len());
        let mut level: Vec<_> = children.remove(&None).unwrap_or_default();
        let mut level: Vec<_> = level.drain(..).map(|position| (position, None)).collect();
        for depth in 1.. {
            if level.is_empty() {
                break;
            }
            if depth > DEPTH {
                return Err(refuse(400, &format!("部门层级不能超过 {DEPTH} 级")));
            }
            let mut next = Vec::new();
            for (position, _) in &level {
                let inside = children.remove(&Some(*position)).unwrap_or_default();
                next.extend(inside.into_iter().map(|inner| (inner, Some(*position))));
            }
            order.append(&mut level);
            level = next;
        }
        match order.len() == self.departments.len() {
            true => Ok(order),
            false => Err(refuse(400, "部门之间互为上下级")),
        }
    }

    /// Puts the body into `state` and tells `done` of everything that was created or changed.
    pub(super) fn apply(
        self,
        state: &mut State,
        now: &str,
        mut done: impl FnMut(String),
    ) -> Result<(), Refused> {
        let order = self.order()?;
        let mut numbers = vec![0; self.departments.len()];
        let mut by_code = HashMap::new();
        let tops = order.iter().filter(|(_, parent)| parent.is_none()).count();
        for (position, parent) in order {
            let row = &self.departments[position];
            let parent = parent.map(|parent: usize| numbers[parent]);
            let known = state.child(parent, &row.name);
            // The only department at the top is the organisation itself, as long as nothing was done to that.
            let organisation = || match state.children(None) {
                [own] if tops == 1 && parent.is_none() && state.is_untouched => Some(*own),
                _ => None,
            };
            let number = match (known, organisation()) {
                (Some(number), _) => number,
                (None, Some(number)) => {
                    state.rename_department(number, &row.name, now);
                    done(state.path(number));
                    number
                }
                (None, None) => {
                    let number = state.add_department(parent, &row.name, now);
                    done(state.path(number));
                    number
                }
            };
            numbers[position] = number;
            by_code.insert(&*row.code, number);
        }
        for row in &self.users {
            let department = by_code[&*row.department];
            let user = row.user();
            let label = label(&user).to_owned();
            let number = match state.known_user(&user) {
                Some(number) => {
                    let known = state.user(number);
                    let changed = known.map(|known| updated(known, &user));
                    if let Some(changed) = changed.filter(|changed| Some(changed) != known) {
                        state.change_user(number, changed);
                        done(label.clone());
                    }
                    number
                }
                None => {
                    done(label.clone());
                    state.add_user(user)
                }
            };
            let is_leader = is_yes(&row.is_manager);
            match state.membership_of(department, number) {
                Some(membership) => state.set_leader(membership, is_leader),
                None => {
                    state.add_membership(Membership {
                        department,
                        user: number,
                        is_leader,
                    });
                    done(format!("{}/{label}", state.path(department)));
                }
            }
        }
        Ok(())
    }
}

impl UserRow<'_> {
    fn user(&self) -> User {
        User {
            name: self.name.to_string(),
            email: self.email.to_string(),
            mobile: self.phone.to_string(),
            nickname: self.nickname.to_string(),
            auth_type: self.auth_type.to_string(),
            auth_id: self.auth_id.to_string(),
            is_disabled: false,
        }
    }
}

/// What stands for `user` in sentences.
pub(super) fn label(user: &User) -> &str {
    let mut known = [&user.email, &user.auth_id, &user.mobile].into_iter();
    let found = known.find(|text| !text.is_empty());
    found.unwrap_or(&user.name)
}

/// `known` with everything that `row` says; what it leaves empty stays.
fn updated(known: &User, row: &User) -> User {
    let or = |new: &String, old: &String| if new.is_empty() { old } else { new }.clone();
    User {
        name: or(&row.name, &known.name),
        email: or(&row.email, &known.email),
        mobile: or(&row.mobile, &known.mobile),
        nickname: or(&row.nickname, &known.nickname),
        auth_type: or(&row.auth_type, &known.auth_type),
        auth_id: or(&row.auth_id, &known.auth_id),
        is_disabled: known.is_disabled,
    }
}

/// Whether a manager flag means yes. Only `"1"` is documented.
fn is_yes(text: &str) -> bool {
    text == "1" || text.eq_ignore_ascii_case("true") || text == "是"
}
