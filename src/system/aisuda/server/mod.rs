//! A model of aisuda's server: one organisation in memory. Replies are those of the documents; where they show none, and
//! for every refusal, it is `{status, msg, data}` with a status other than 0.

mod change;
mod guard;
mod ids;
mod import;
mod seed;
mod state;
mod view;

use std::time::{Duration, SystemTime};

use serde::Serialize;

use crate::directory::Directory;
use crate::system::route::Route;
use crate::system::server::{Identity, Mutation, Server};
use crate::transport::{Reply, Request};

use super::endpoints::ENDPOINTS;
use super::wire;
use guard::Guard;
use ids::decode;
use state::{State, VERSION};

/// How many levels an organisation has unless its settings say otherwise.
const DEPTH: usize = 10;

/// When what was there from the start was created: the sample of the documents, 2021-06-11.
const START: Duration = Duration::from_secs(1_623_382_185);

/// A refusal: the status in the body, and what it says.
pub(super) struct Refused(i64, String);

fn refuse(status: i64, message: &str) -> Refused {
    Refused(status, message.to_owned())
}

/// A request that was let in.
struct Call<'r> {
    request: &'r Request,
    route: Route,
    /// When it arrived, as aisuda writes it.
    now: &'r str,
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
        let now = &*time(now);
        let call = Call {
            request,
            route,
            now,
        };
        match call.route.endpoint.operation {
            "apps.list" => Ok(done(&self.state.apps)),
            "app.create" => self.create_app(&call),
            "departments.import" => self.import(&call),
            "departments.roots" => self.roots(&call),
            "departments.all" => Ok(Reply::json(200, &self.state.all())),
            "department.create" => self.create_department(&call),
            "department.delete" => self.delete_department(&call),
            "department.users" | "department.users-current" => self.users(&call),
            "department.add-user" => self.add_user(&call),
            "department.remove-user" => self.remove_user(&call),
            "department.remove-user-by-email" => self.remove_user_by_email(&call),
            "department.toggle-leader" => self.toggle_leader(&call),
            "department.toggle-disabled" => self.toggle_disabled(&call),
            "department.change-user" => self.change_user(&call),
            _ => Err(refuse(404, "接口不存在")),
        }
    }

    /// The top of the tree, or what is in the department asked for.
    fn roots(&self, call: &Call<'_>) -> Result<Reply, Refused> {
        let address = format!("/api/company/{}/department", self.company);
        let parent = call.request.query("parent").filter(|id| !id.is_empty());
        let choices = match parent {
            None => self.state.roots(&address),
            Some(parent) => self.state.inside(self.department(parent)?, &address),
        };
        Ok(done(&choices))
    }

    /// A page of the users of a department.
    fn users(&self, call: &Call<'_>) -> Result<Reply, Refused> {
        let query = |name| call.request.query(name);
        let number = |name| query(name).and_then(|text| text.parse().ok());
        let department = self.department(query("departmentId").unwrap_or_default())?;
        let page = number("page").unwrap_or(1);
        let users = self.state.users(department, page, number("perPage"));
        Ok(wrapped("操作成功", &users))
    }

    /// The number of the department with that id.
    fn department(&self, id: &str) -> Result<u64, Refused> {
        let number = decode(id).filter(|number| self.state.department(*number).is_some());
        number.ok_or_else(|| refuse(400, "部门不存在"))
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
        self.state = seed::state(&self.company, directory, &time(start()));
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

/// The reply that wraps `data`.
fn done(data: &impl Serialize) -> Reply {
    wrapped("", data)
}

fn wrapped(message: &str, data: &impl Serialize) -> Reply {
    let msg = message.to_owned();
    let status = 0;
    Reply::json(200, &wire::Reply { status, msg, data })
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
