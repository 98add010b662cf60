//! A model of aisuda's server: one organisation in memory. Replies are those of the documents; where they show none, and
//! for every refusal, it is `{status, msg, data}` with a status other than 0.

mod guard;
mod ids;
mod import;
mod state;
mod view;

use std::time::{Duration, SystemTime};

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::directory::Directory;
use crate::record::Field;
use crate::system::route::Route;
use crate::system::server::{Identity, Mutation, Server};
use crate::transport::{Body, Reply, Request};

use super::endpoints::ENDPOINTS;
use super::wire::{self, App, NewApp};
use guard::Guard;
use ids::{decode, encode};
use state::{Membership, State, User, VERSION};

/// How many levels an organisation has unless its settings say otherwise.
const DEPTH: usize = 10;

/// When what was there from the start was created: the sample of the documents, 2021-06-11.
const START: Duration = Duration::from_secs(1_623_382_185);

/// A refusal: the status in the body, and what it says.
pub(super) struct Refused(i64, String);

fn refuse(status: i64, message: &str) -> Refused {
    Refused(status, message.to_owned())
}

/// A model of the server with one organisation.
pub(super) struct Model {
    company: String,
    guard: Guard,
    state: State,
    mutations: Vec<Mutation>,
}

impl Model {
    /// An organisation with the one department that each has from the start, called by its short name.
    pub(super) fn new(identity: &Identity) -> Self {
        Self {
            company: identity.organization.clone(),
            guard: Guard::new(identity),
            state: State::new(&identity.organization, &time(start())),
            mutations: Vec::new(),
        }
    }

    fn answer(&mut self, request: &Request, now: SystemTime) -> Result<Reply, Refused> {
        let Some(route) = Route::find(ENDPOINTS, request) else {
            return Err(refuse(404, "接口不存在"));
        };
        self.guard.check(request, route.part("company"), now)?;
        let now = time(now);
        let operation = route.endpoint.operation;
        let address = format!("/api/company/{}/department", self.company);
        match operation {
            "apps.list" => Ok(done(&self.state.apps)),
            "app.create" => {
                let app = self.create_app(object(request)?)?;
                self.note(operation, &app.name);
                Ok(done(&app))
            }
            "departments.import" => {
                let Body::Json(body) = &request.body else {
                    return Err(refuse(400, "参数错误"));
                };
                let mutations = &mut self.mutations;
                let note = |subject| mutations.push(Mutation { operation, subject });
                import::Body::read(body)?.apply(&mut self.state, &now, note)?;
                Ok(done(&()))
            }
            "departments.roots" => match request.query("parent").filter(|id| !id.is_empty()) {
                None => Ok(done(&self.state.roots(&address))),
                Some(parent) => {
                    let parent = self.department(parent)?;
                    Ok(done(&self.state.inside(parent, &address)))
                }
            },
            "departments.all" => Ok(Reply::json(200, &self.state.all())),
            "department.create" => {
                let NewDepartment { name, parent_id } = object(request)?;
                let number = self.create_department(&name, &parent_id, &now)?;
                self.note(operation, &self.state.path(number));
                Ok(done(&Created { id: encode(number) }))
            }
            "department.delete" => {
                let number = self.department(route.part("department"))?;
                let path = self.state.path(number);
                self.delete_department(number)?;
                self.note(operation, &path);
                Ok(done(&()))
            }
            "department.users" | "department.users-current" => {
                let department = self.department(request.query("departmentId").unwrap_or(""))?;
                let number = |name| request.query(name).and_then(|text| text.parse().ok());
                let page = number("page").unwrap_or(1);
                let users = self.state.users(department, page, number("perPage"));
                Ok(Reply::json(
                    200,
                    &wire::Reply {
                        status: 0,
                        msg: "操作成功".into(),
                        data: users,
                    },
                ))
            }
            "department.add-user" => {
                let NewMember { department, email } = object(request)?;
                let department = self.department(&department)?;
                let user = self.state.user_by_email(&email);
                let user = user.ok_or_else(|| refuse(400, "用户不存在"))?;
                self.join(department, user, false)?;
                self.note(operation, &self.membership_path(department, user));
                Ok(done(&()))
            }
            "department.remove-user" | "department.remove-user-by-email" => {
                let department = self.department(route.part("department"))?;
                let user = match operation {
                    "department.remove-user" => {
                        let membership = decode(route.part("id"))
                            .and_then(|number| self.state.membership(number));
                        let membership = membership.filter(|one| one.department == department);
                        membership.map(|membership| membership.user)
                    }
                    _ => self.state.user_by_email(route.part("email")),
                };
                let user = user.ok_or_else(|| refuse(400, "用户不存在"))?;
                let membership = self.member(department, user)?;
                self.note(operation, &self.membership_path(department, user));
                self.state.remove_membership(membership);
                Ok(done(&()))
            }
            "department.toggle-leader" => {
                let Leader { of, is_leader } = object(request)?;
                let (department, user) = self.place(&of)?;
                let membership = self.member(department, user)?;
                self.state.set_leader(membership, is_leader);
                self.note(operation, &self.membership_path(department, user));
                Ok(done(&()))
            }
            "department.toggle-disabled" => {
                let Disabled { of, disabled } = object(request)?;
                let (department, user) = self.place(&of)?;
                self.member(department, user)?;
                if let Some(known) = self.state.user(user).cloned() {
                    let changed = User {
                        is_disabled: disabled,
                        ..known
                    };
                    self.state.change_user(user, changed);
                }
                self.note(operation, &self.membership_path(department, user));
                Ok(done(&()))
            }
            "department.change-user" => {
                let Move {
                    of,
                    new_department_id,
                } = object(request)?;
                let (department, user) = self.place(&of)?;
                let to = self.department(&new_department_id)?;
                let membership = self.member(department, user)?;
                let is_leader = self.state.membership(membership);
                let is_leader = is_leader.is_some_and(|membership| membership.is_leader);
                self.join(to, user, is_leader)?;
                self.state.remove_membership(membership);
                self.note(operation, &self.membership_path(to, user));
                Ok(done(&()))
            }
            _ => Err(refuse(404, "接口不存在")),
        }
    }

    fn note(&mut self, operation: &'static str, subject: &str) {
        let subject = subject.to_owned();
        self.mutations.push(Mutation { operation, subject });
    }

    fn department(&self, id: &str) -> Result<u64, Refused> {
        let number = decode(id).filter(|number| self.state.department(*number).is_some());
        number.ok_or_else(|| refuse(400, "部门不存在"))
    }

    fn place(&self, of: &InDepartment) -> Result<(u64, u64), Refused> {
        let department = self.department(&of.department_id)?;
        let user = decode(&of.user_id).filter(|number| self.state.user(*number).is_some());
        let user = user.ok_or_else(|| refuse(400, "用户不存在"))?;
        Ok((department, user))
    }

    fn member(&self, department: u64, user: u64) -> Result<u64, Refused> {
        let membership = self.state.membership_of(department, user);
        membership.ok_or_else(|| refuse(400, "用户不在部门中"))
    }

    fn membership_path(&self, department: u64, user: u64) -> String {
        let user = self.state.user(user);
        let label = user.map_or("", import::label);
        format!("{}/{label}", self.state.path(department))
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

    fn create_app(&mut self, app: NewApp) -> Result<App, Refused> {
        if app.name.is_empty() || app.owner.is_empty() {
            return Err(refuse(400, "owner 和 name 不能为空"));
        }
        if self.state.user_by_email(&app.owner).is_none() {
            return Err(refuse(400, "用户不存在"));
        }
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
        self.state.apps.push(app.clone());
        Ok(app)
    }

    fn create_department(&mut self, name: &str, parent: &str, now: &str) -> Result<u64, Refused> {
        let parent = self.department(parent)?;
        if name.is_empty() {
            return Err(refuse(400, "部门名称不能为空"));
        }
        if self.state.child(Some(parent), name).is_some() {
            return Err(refuse(400, "部门已存在"));
        }
        if self.state.depth(parent) >= DEPTH {
            return Err(refuse(400, &format!("部门层级不能超过 {DEPTH} 级")));
        }
        Ok(self.state.add_department(Some(parent), name, now))
    }

    /// Deletes a department. The documents show only that the top one cannot be deleted (`removable`); that one with
    /// departments or users in it cannot either is the careful choice.
    fn delete_department(&mut self, number: u64) -> Result<(), Refused> {
        let is_top = self.state.children(None).contains(&number);
        if is_top {
            return Err(refuse(400, "根部门不能删除"));
        }
        if !self.state.children(Some(number)).is_empty() {
            return Err(refuse(400, "部门下还有子部门，不能删除"));
        }
        if !self.state.memberships(number).is_empty() {
            return Err(refuse(400, "部门下还有成员，不能删除"));
        }
        self.state.remove_department(number);
        Ok(())
    }
}

impl Server for Model {
    fn handle(&mut self, request: &Request, now: SystemTime) -> Reply {
        self.answer(request, now).unwrap_or_else(|refused| {
            let Refused(status, msg) = refused;
            let http = match status {
                401 => 401,
                404 => 404,
                _ => 200,
            };
            let data = ();
            Reply::json(http, &wire::Reply { status, msg, data })
        })
    }

    fn seed(&mut self, directory: &Directory) {
        let now = time(start());
        let mut state = State::new(&self.company, &now);
        let tree = directory.tree();
        let own = state.children(None).first().copied();
        let mut numbers = vec![0; directory.departments().len()];
        for id in tree.preorder() {
            let name = &directory.department(*id).name;
            let parent = tree.parent(*id).map(|parent| numbers[parent.0 as usize]);
            numbers[id.0 as usize] = match (own, tree.roots()) {
                (Some(own), [root]) if root == id => {
                    state.rename_department(own, name, &now);
                    own
                }
                _ => state.add_department(parent, name, &now),
            };
        }
        for member in directory.members() {
            let text = |field| member.get(field).or_empty().to_owned();
            let or = |first: String, second: String| if first.is_empty() { second } else { first };
            let user = state.add_user(User {
                name: text(Field::MEMBER_NAME),
                email: or(text(Field::EMAIL), text(Field::BIZ_EMAIL)),
                mobile: text(Field::MOBILE),
                nickname: or(text(Field::ALIAS), text(Field::MEMBER_NAME)),
                auth_type: text(Field::AUTH_TYPE),
                auth_id: text(Field::AUTH_ID),
                is_disabled: false,
            });
            for membership in member.memberships() {
                state.add_membership(Membership {
                    department: numbers[membership.department().0 as usize],
                    user,
                    is_leader: membership.is_leader() == Some(true),
                });
            }
        }
        self.state = state;
    }

    fn state(&self) -> String {
        serde_json::to_string(&self.state).expect("the state has keys that are numbers or texts")
    }

    fn restore(&mut self, state: &str) -> serde_json::Result<()> {
        let mut state: State = serde_json::from_str(state)?;
        if state.version != VERSION {
            let message = format!("version {} is not {VERSION}", state.version);
            return Err(serde::de::Error::custom(message));
        }
        state.find_all();
        self.state = state;
        Ok(())
    }

    fn mutations(&self) -> &[Mutation] {
        &self.mutations
    }
}

/// The body of `department.create`.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewDepartment {
    name: String,
    parent_id: String,
}

/// The body of `department.add-user`.
#[derive(serde::Deserialize)]
struct NewMember {
    department: String,
    email: String,
}

/// A user in a department, by their ids.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct InDepartment {
    department_id: String,
    user_id: String,
}

/// The body of `department.toggle-leader`.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Leader {
    #[serde(flatten)]
    of: InDepartment,
    is_leader: bool,
}

/// The body of `department.toggle-disabled`.
#[derive(serde::Deserialize)]
struct Disabled {
    #[serde(flatten)]
    of: InDepartment,
    disabled: bool,
}

/// The body of `department.change-user`.
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Move {
    #[serde(flatten)]
    of: InDepartment,
    new_department_id: String,
}

/// What is told of something created.
#[derive(Serialize)]
struct Created {
    id: String,
}

/// The reply that wraps `data`.
fn done(data: &impl Serialize) -> Reply {
    let msg = String::new();
    Reply::json(
        200,
        &wire::Reply {
            status: 0,
            msg,
            data,
        },
    )
}

/// The object that a request carries.
fn object<T: DeserializeOwned>(request: &Request) -> Result<T, Refused> {
    request.json().ok_or_else(|| refuse(400, "参数错误"))
}

fn start() -> SystemTime {
    SystemTime::UNIX_EPOCH + START
}

/// A time as aisuda writes it, e.g. `2021-06-11T03:29:45.000Z`.
fn time(at: SystemTime) -> String {
    let at = jiff::Timestamp::try_from(at).unwrap_or_default();
    format!("{at:.3}")
}

#[cfg(test)]
pub(in crate::system::aisuda) mod tests;
