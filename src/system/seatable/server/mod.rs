//! A model of SeaTable: one organisation bound to a company of Work Weixin, its accounts and groups. The document does not say
//! what is refused; the published server code of the sibling for system administrators does, and the texts are its own.

mod book;
mod groups;
mod import;
mod seed;
mod state;

use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use serde_json::Value;

use crate::directory::Directory;
use crate::system::{Identity, Mutation, Server};
use crate::transport::{Body, Method, Reply, Request};

use state::State;

const NO_DEPARTMENTS: &str = "获取企业微信组织架构失败";
const NO_MEMBERS: &str = "获取企业微信组织架构成员失败";

/// How many users a page has unless the caller says otherwise.
const PER_PAGE: usize = 100;

/// The server of one organisation.
pub(super) struct SeatableServer {
    identity: Identity,
    state: State,
    mutations: Vec<Mutation>,
}

/// What is said of a request that is refused.
enum Refusal {
    /// By the application.
    Application(u16, String),
    /// By the framework below it.
    Framework(u16, &'static str),
    /// The server fell over.
    Fault,
}

#[derive(Serialize)]
struct ApplicationError<'t> {
    error_msg: &'t str,
}

#[derive(Serialize)]
struct FrameworkError<'t> {
    detail: &'t str,
}

/// The settings as "Update Org Settings" shows them.
#[derive(Serialize)]
struct Settings {
    enable_force_2fa: bool,
}

impl Refusal {
    fn said(status: u16, text: &str) -> Self {
        Self::Application(status, text.to_owned())
    }

    fn reply(self) -> Reply {
        match self {
            Self::Application(status, error_msg) => Reply::json(
                status,
                &ApplicationError {
                    error_msg: &error_msg,
                },
            ),
            Self::Framework(status, detail) => Reply::json(status, &FrameworkError { detail }),
            Self::Fault => Reply {
                status: 500,
                headers: vec![("content-type".into(), "text/html".into())],
                body: b"<h1>Server Error (500)</h1>".to_vec(),
            },
        }
    }
}

impl SeatableServer {
    pub(super) fn new(identity: &Identity) -> Self {
        Self {
            identity: identity.clone(),
            state: State::new(&identity.organization),
            mutations: Vec::new(),
        }
    }

    fn did(&mut self, operation: &'static str, subject: String) {
        self.mutations.push(Mutation { operation, subject });
    }

    /// The token stands behind its scheme; later versions take `Bearer` too.
    fn admit(&self, request: &Request) -> Result<(), Refusal> {
        if self.identity.is_open() {
            return Ok(());
        }
        let header = request.header("authorization").ok_or(Refusal::Framework(
            401,
            "Authentication credentials were not provided.",
        ))?;
        let words: Vec<&str> = header.split_whitespace().collect();
        let is_known = match words[..] {
            [scheme, token] => {
                let scheme = scheme.to_ascii_lowercase();
                matches!(&*scheme, "token" | "bearer") && token == self.identity.token
            }
            _ => false,
        };
        match is_known {
            true => Ok(()),
            false => Err(Refusal::Framework(401, "Invalid token")),
        }
    }

    fn answer(&mut self, request: &Request, now: u64) -> Result<Reply, Refusal> {
        let segments = request.segments();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let ["api", "v2.1", "org", rest @ .., ""] = &segments[..] else {
            return Ok(not_found());
        };
        self.admit(request)?;
        if let (Method::Put, ["admin", "settings"]) = (request.method, rest) {
            return Ok(self.update_settings(request));
        }
        let [organization, "admin", rest @ ..] = rest else {
            return Ok(not_found());
        };
        if *organization != self.state.organization {
            let text = "You do not have permission to perform this action.";
            return Err(Refusal::Framework(403, text));
        }
        match (request.method, rest) {
            (Method::Get, ["work-weixin", "departments"]) => self.departments(request),
            (Method::Get, ["work-weixin", "departments", id, "members"]) => match id.parse() {
                Ok(id) => self.members(id, request),
                Err(_) => Ok(not_found()),
            },
            (Method::Post, ["work-weixin", "users", "batch"]) => self.import_users(request, now),
            (Method::Post, ["work-weixin", "departments", "import"]) => {
                self.import_department(request, now)
            }
            (Method::Get, ["users"]) => self.users(request),
            (Method::Get, ["address-book", "groups"]) => {
                Ok(Reply::json(200, &self.state.top_groups()))
            }
            (Method::Get, ["address-book", "groups", id]) => self.group(id, request),
            _ => Ok(not_found()),
        }
    }

    fn update_settings(&mut self, request: &Request) -> Reply {
        if let Some(corp_id) = request.form("workwx_corpid") {
            self.state.corp_id = corp_id.to_owned();
            self.state.enter_all();
        }
        self.did("settings.update", self.state.corp_id.clone());
        Reply::json(
            200,
            &Settings {
                enable_force_2fa: false,
            },
        )
    }

    fn departments(&self, request: &Request) -> Result<Reply, Refusal> {
        let failed = || Refusal::said(404, NO_DEPARTMENTS);
        let id = match request.query("department_id") {
            None | Some("") => None,
            Some(id) => Some(id.parse().map_err(|_| failed())?),
        };
        let list = self.state.department_list(id).ok_or_else(failed)?;
        Ok(Reply::json(200, &list))
    }

    fn members(&self, id: u64, request: &Request) -> Result<Reply, Refusal> {
        let fetch_child = match request.query("fetch_child") {
            None | Some("false") => false,
            Some("true") => true,
            Some(_) => return Err(Refusal::said(400, "fetch_child invalid.")),
        };
        let list = self.state.member_list(id, fetch_child);
        let list = list.ok_or_else(|| Refusal::said(404, NO_MEMBERS))?;
        Ok(Reply::json(200, &list.map_err(|_| Refusal::Fault)?))
    }

    fn import_users(&mut self, request: &Request, now: u64) -> Result<Reply, Refusal> {
        let body: Option<Value> = request.json();
        let users = body.as_ref().and_then(|body| body.get("userlist"));
        let users = users
            .and_then(Value::as_array)
            .filter(|users| !users.is_empty());
        let users = users.ok_or_else(|| Refusal::said(400, "userlist invalid."))?;
        let before = self.state.accounts.len();
        let report = self.state.import_users(users, now);
        for number in before..self.state.accounts.len() {
            let account = &self.state.accounts[number];
            let subject = account.uid.clone().unwrap_or_else(|| account.email.clone());
            self.did("users.import", subject);
        }
        Ok(Reply::json(200, &report.map_err(|_| Refusal::Fault)?))
    }

    /// The id may come in a form or as JSON, as a number or as digits.
    fn import_department(&mut self, request: &Request, now: u64) -> Result<Reply, Refusal> {
        const NAME: &str = "work_weixin_department_id";
        let given = match &request.body {
            Body::Form(_) => request.form(NAME).and_then(|text| text.trim().parse().ok()),
            Body::Json(_) => {
                let body: Option<Value> = request.json();
                let id = body.as_ref().and_then(|body| body.get(NAME));
                id.and_then(|id| id.as_u64().or_else(|| id.as_str()?.trim().parse().ok()))
            }
            Body::None => None,
        };
        let wrong = || Refusal::said(400, "work_weixin_department_ids invalid.");
        let id: u64 = given.ok_or_else(wrong)?;
        let report = self.state.import_department(id, now);
        let report = report.ok_or_else(|| Refusal::said(404, NO_DEPARTMENTS))?;
        for made in &report.success {
            let subject = match made {
                import::Made::Department {
                    department_name, ..
                } => department_name.clone(),
                import::Made::User {
                    email, group_id, ..
                } => format!("{email} {group_id}"),
            };
            self.mutations.push(Mutation {
                operation: "department.import",
                subject,
            });
        }
        Ok(Reply::json(200, &report))
    }

    fn users(&self, request: &Request) -> Result<Reply, Refusal> {
        let number = |name, default: usize| {
            let given = request.query(name).and_then(|text| text.parse().ok());
            given.filter(|number| *number > 0).unwrap_or(default)
        };
        let page = self
            .state
            .users_on(number("page", 1), number("per_page", PER_PAGE));
        Ok(Reply::json(200, &page))
    }

    fn group(&self, id: &str, request: &Request) -> Result<Reply, Refusal> {
        let Ok(id) = id.parse() else {
            return Ok(not_found());
        };
        let with_ancestors = request.query("return_ancestors") == Some("true");
        let group = self.state.whole_group(id, with_ancestors);
        let group = group.ok_or_else(|| Refusal::said(404, &format!("Group {id} not found.")))?;
        Ok(Reply::json(200, &group))
    }
}

fn not_found() -> Reply {
    Reply {
        status: 404,
        headers: Vec::new(),
        body: Vec::new(),
    }
}

impl Server for SeatableServer {
    fn handle(&mut self, request: &Request, now: SystemTime) -> Reply {
        let now = now.duration_since(UNIX_EPOCH);
        let now = now.map_or(0, |time| time.as_millis() as u64);
        let answer = self.answer(request, now);
        answer.unwrap_or_else(Refusal::reply)
    }

    fn seed(&mut self, directory: &Directory) {
        seed::fill(&mut self.state, directory);
    }

    fn state(&self) -> String {
        serde_json::to_string(&self.state).expect("the state has keys that are strings")
    }

    fn restore(&mut self, state: &str) -> serde_json::Result<()> {
        self.state = State::read(state)?;
        Ok(())
    }

    fn mutations(&self) -> &[Mutation] {
        &self.mutations
    }
}
