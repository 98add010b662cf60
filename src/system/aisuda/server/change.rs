//! What changes the model: each endpoint that writes.

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::system::server::Mutation;
use crate::transport::{Body, Reply};

use super::super::wire::{App, NewApp};
use super::ids::{decode, encode};
use super::import::{self, label};
use super::state::{Membership, User};
use super::{Call, DEPTH, Model, Refused, done, refuse};

/// The body of `department.create`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewDepartment {
    name: String,
    parent_id: String,
}

/// What is told of something created.
#[derive(serde::Serialize)]
struct Created {
    id: String,
}

/// The body of `department.add-user`.
#[derive(Deserialize)]
struct NewMember {
    department: String,
    email: String,
}

/// A user in a department, by their ids.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct InDepartment {
    department_id: String,
    user_id: String,
}

/// The body of `department.toggle-leader`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Leader {
    #[serde(flatten)]
    of: InDepartment,
    is_leader: bool,
}

/// The body of `department.toggle-disabled`.
#[derive(Deserialize)]
struct Disabled {
    #[serde(flatten)]
    of: InDepartment,
    disabled: bool,
}

/// The body of `department.change-user`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Move {
    #[serde(flatten)]
    of: InDepartment,
    new_department_id: String,
}

impl Call<'_> {
    /// The object that the request carries.
    fn object<T: DeserializeOwned>(&self) -> Result<T, Refused> {
        let object = self.request.json();
        object.ok_or_else(|| refuse(400, "参数错误"))
    }
}

impl Model {
    pub(super) fn import(&mut self, call: &Call<'_>) -> Result<Reply, Refused> {
        let Body::Json(body) = &call.request.body else {
            return Err(refuse(400, "参数错误"));
        };
        let operation = call.route.endpoint.operation;
        let mutations = &mut self.mutations;
        let note = |subject| mutations.push(Mutation { operation, subject });
        import::Body::read(body)?.apply(&mut self.state, call.now, note)?;
        Ok(done(&()))
    }

    pub(super) fn create_app(&mut self, call: &Call<'_>) -> Result<Reply, Refused> {
        let app: NewApp = call.object()?;
        if app.name.is_empty() || app.owner.is_empty() {
            return Err(refuse(400, "owner 和 name 不能为空"));
        }
        self.user_by_email(&app.owner)?;
        let id = encode(self.state.next_number());
        let key = match app.key.is_empty() {
            true => id[id.len() - 5..].to_lowercase(),
            false => app.key,
        };
        if self.state.apps.iter().any(|known| known.key == key) {
            return Err(refuse(400, "应用短名字已存在"));
        }
        let app = App {
            id,
            key,
            logo: app.logo,
            name: app.name,
            description: app.description,
            is_draft: true,
        };
        let reply = done(&app);
        self.note(call, app.name.clone());
        self.state.apps.push(app);
        Ok(reply)
    }

    pub(super) fn create_department(&mut self, call: &Call<'_>) -> Result<Reply, Refused> {
        let NewDepartment { name, parent_id } = call.object()?;
        let parent = self.department(&parent_id)?;
        if name.is_empty() {
            return Err(refuse(400, "部门名称不能为空"));
        }
        if self.state.child(Some(parent), &name).is_some() {
            return Err(refuse(400, "部门已存在"));
        }
        if self.state.depth(parent) >= DEPTH {
            return Err(refuse(400, &format!("部门层级不能超过 {DEPTH} 级")));
        }
        let number = self.state.add_department(Some(parent), &name, call.now);
        self.note(call, self.state.path(number));
        let id = encode(number);
        Ok(done(&Created { id }))
    }

    /// Deletes a department. The documents show only that the top one cannot be deleted (`removable`); that one with
    /// departments or users in it cannot either is the careful choice.
    pub(super) fn delete_department(&mut self, call: &Call<'_>) -> Result<Reply, Refused> {
        let number = self.department(call.route.part("department"))?;
        if self.state.children(None).contains(&number) {
            return Err(refuse(400, "根部门不能删除"));
        }
        if !self.state.children(Some(number)).is_empty() {
            return Err(refuse(400, "部门下还有子部门，不能删除"));
        }
        if !self.state.memberships(number).is_empty() {
            return Err(refuse(400, "部门下还有成员，不能删除"));
        }
        self.note(call, self.state.path(number));
        self.state.remove_department(number);
        Ok(done(&()))
    }

    pub(super) fn add_user(&mut self, call: &Call<'_>) -> Result<Reply, Refused> {
        let NewMember { department, email } = call.object()?;
        let department = self.department(&department)?;
        let user = self.user_by_email(&email)?;
        self.join(department, user, false)?;
        self.changed(call, department, user)
    }

    pub(super) fn remove_user(&mut self, call: &Call<'_>) -> Result<Reply, Refused> {
        let department = self.department(call.route.part("department"))?;
        let number = decode(call.route.part("id"));
        let membership = number.and_then(|number| self.state.membership(number));
        let membership = membership.filter(|membership| membership.department == department);
        let user = membership.map(|membership| membership.user);
        self.leave(
            call,
            department,
            user.ok_or_else(|| refuse(400, "用户不存在"))?,
        )
    }

    pub(super) fn remove_user_by_email(&mut self, call: &Call<'_>) -> Result<Reply, Refused> {
        let department = self.department(call.route.part("department"))?;
        let user = self.user_by_email(call.route.part("email"))?;
        self.leave(call, department, user)
    }

    pub(super) fn toggle_leader(&mut self, call: &Call<'_>) -> Result<Reply, Refused> {
        let Leader { of, is_leader } = call.object()?;
        let (department, user, membership) = self.place(&of)?;
        self.state.set_leader(membership, is_leader);
        self.changed(call, department, user)
    }

    pub(super) fn toggle_disabled(&mut self, call: &Call<'_>) -> Result<Reply, Refused> {
        let Disabled { of, disabled } = call.object()?;
        let (department, user, _) = self.place(&of)?;
        if let Some(known) = self.state.user(user).cloned() {
            let changed = User {
                is_disabled: disabled,
                ..known
            };
            self.state.change_user(user, changed);
        }
        self.changed(call, department, user)
    }

    pub(super) fn change_user(&mut self, call: &Call<'_>) -> Result<Reply, Refused> {
        let Move {
            of,
            new_department_id,
        } = call.object()?;
        let (_, user, membership) = self.place(&of)?;
        let to = self.department(&new_department_id)?;
        let known = self.state.membership(membership);
        let is_leader = known.is_some_and(|membership| membership.is_leader);
        self.join(to, user, is_leader)?;
        self.state.remove_membership(membership);
        self.changed(call, to, user)
    }

    fn user_by_email(&self, email: &str) -> Result<u64, Refused> {
        let user = self.state.user_by_email(email);
        user.ok_or_else(|| refuse(400, "用户不存在"))
    }

    /// The department, the user and the membership.
    fn place(&self, of: &InDepartment) -> Result<(u64, u64, u64), Refused> {
        let department = self.department(&of.department_id)?;
        let user = decode(&of.user_id).filter(|number| self.state.user(*number).is_some());
        let user = user.ok_or_else(|| refuse(400, "用户不存在"))?;
        Ok((department, user, self.member(department, user)?))
    }

    fn member(&self, department: u64, user: u64) -> Result<u64, Refused> {
        let membership = self.state.membership_of(department, user);
        membership.ok_or_else(|| refuse(400, "用户不在部门中"))
    }

    fn join(&mut self, department: u64, user: u64, is_leader: bool) -> Result<(), Refused> {
        if self.state.membership_of(department, user).is_some() {
            return Err(refuse(400, "部门成员已存在"));
        }
        self.state.add_membership(Membership {
            department,
            user,
            is_leader,
        });
        Ok(())
    }

    fn leave(&mut self, call: &Call<'_>, department: u64, user: u64) -> Result<Reply, Refused> {
        let membership = self.member(department, user)?;
        self.state.remove_membership(membership);
        self.changed(call, department, user)
    }

    fn note(&mut self, call: &Call<'_>, subject: String) {
        let operation = call.route.endpoint.operation;
        self.mutations.push(Mutation { operation, subject });
    }

    /// Notes a change of a user in a department.
    fn changed(&mut self, call: &Call<'_>, department: u64, user: u64) -> Result<Reply, Refused> {
        let user = self.state.user(user).map_or("", label);
        self.note(call, format!("{}/{user}", self.state.path(department)));
        Ok(done(&()))
    }
}
