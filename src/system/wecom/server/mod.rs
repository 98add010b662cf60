//! A model of Work Weixin's server: the contacts of one company in memory, as one application sees them. Every answer is
//! HTTP 200 and says in `errcode` whether it is one.

mod book;
mod tokens;

use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::directory::Directory;
use crate::system::route::Route;
use crate::system::server::{Identity, Mutation, Server};
use crate::transport::{Reply, Request};

use super::endpoints::ENDPOINTS;
use super::reply::{Department, DepartmentPlace, DeptUser, User};
use book::{Book, State, VERSION};
use tokens::{LIFETIME, Tokens};

/// The most rows a page of `user/list_id` may have, which is also what it has where the request does not say.
const ROWS_A_PAGE: usize = 10_000;

/// A refusal: the code, and what it says.
struct Refused(i64, &'static str);

/// What a request is answered with, besides `errcode` and `errmsg`.
type Answer = Result<Map<String, Value>, Refused>;

/// A model of the server with the contacts of one company.
pub(super) struct Model {
    book: Book,
    tokens: Tokens,
}

impl Model {
    /// A company with nothing but its top department, called by the company's id.
    pub(super) fn new(identity: &Identity) -> Self {
        Self {
            book: Book::of(State::new(&identity.organization)),
            tokens: Tokens::new(identity),
        }
    }

    fn answer(&mut self, request: &Request, now: SystemTime) -> Option<Answer> {
        let operation = Route::find(ENDPOINTS, request)?.endpoint.operation;
        if operation == "token" {
            return Some(self.tokens.give(request, now).map(|token| {
                Map::from_iter([
                    shown("access_token", &token),
                    shown("expires_in", &LIFETIME),
                ])
            }));
        }
        Some(self.tokens.check(request, now).and_then(|()| {
            if self.book.state().forbidden.contains(operation) {
                return Err(Refused(48002, "api forbidden for this application"));
            }
            match operation {
                "departments.list" => {
                    let departments = self.departments(request)?;
                    Ok(Map::from_iter([shown("department", &departments)]))
                }
                "departments.ids" => {
                    let departments = self.departments(request)?.into_iter();
                    let places = departments.map(|department| DepartmentPlace {
                        id: department.id,
                        parentid: department.parentid,
                        order: department.order,
                    });
                    let places: Vec<_> = places.collect();
                    Ok(Map::from_iter([shown("department_id", &places)]))
                }
                "department.get" => {
                    let id = number(request, "id")?.ok_or(Refused(40058, "id is missing"))?;
                    Ok(Map::from_iter([shown(
                        "department",
                        self.book.department(id)?,
                    )]))
                }
                "users.list" => {
                    let users = self.members(request)?;
                    Ok(Map::from_iter([shown("userlist", &users)]))
                }
                "users.simple" => {
                    let users = self.members(request)?.into_iter().map(short);
                    let users: Vec<_> = users.collect();
                    Ok(Map::from_iter([shown("userlist", &users)]))
                }
                "users.ids" => self.user_ids(request),
                "user.get" => {
                    let userid = request.query("userid").filter(|id| !id.is_empty());
                    let userid = userid.ok_or(Refused(41009, "missing userid"))?;
                    match serde_json::to_value(self.book.user(userid)?) {
                        Ok(Value::Object(user)) => Ok(user),
                        _ => Err(Refused(-1, "system busy")),
                    }
                }
                _ => Err(Refused(-1, "system busy")),
            }
        }))
    }

    /// The department that the request names with all that are in it; all where it names none.
    fn departments(&self, request: &Request) -> Result<Vec<&Department>, Refused> {
        self.book.departments(number(request, "id")?)
    }

    /// The users of the department that the request names, and with `fetch_child` of those in it.
    fn members(&self, request: &Request) -> Result<Vec<&User>, Refused> {
        let id = number(request, "department_id")?;
        let id = id.ok_or(Refused(40058, "department_id is missing"))?;
        let fetch_child = request.query("fetch_child") == Some("1");
        self.book.members(id, fetch_child)
    }

    /// A page of users in departments; the cursor is the number of the row it begins with.
    fn user_ids(&self, request: &Request) -> Answer {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct Page {
            cursor: String,
            limit: Option<usize>,
        }
        let page: Page = request.json().ok_or(Refused(40035, "invalid parameter"))?;
        let start = match &*page.cursor {
            "" => Some(0),
            cursor => usize::from_str_radix(cursor, 16).ok(),
        };
        let limit = page.limit.unwrap_or(ROWS_A_PAGE);
        let (Some(start), 1..=ROWS_A_PAGE) = (start, limit) else {
            return Err(Refused(40035, "invalid parameter"));
        };
        let mut rows = self.book.rows().skip(start);
        let dept_user: Vec<DeptUser> = rows.by_ref().take(limit).collect();
        let next_cursor = match rows.next() {
            Some(_) => format!("{:x}", start + limit),
            None => String::new(),
        };
        Ok(Map::from_iter([
            shown("next_cursor", &next_cursor),
            shown("dept_user", &dept_user),
        ]))
    }
}

impl Server for Model {
    fn handle(&mut self, request: &Request, now: SystemTime) -> Reply {
        let (code, message, mut answer) = match self.answer(request, now) {
            Some(Ok(answer)) => (0, "ok", answer),
            Some(Err(Refused(code, message))) => (code, message, Map::new()),
            None => {
                return Reply {
                    status: 404,
                    headers: Vec::new(),
                    body: Vec::new(),
                };
            }
        };
        answer.insert("errcode".into(), code.into());
        answer.insert("errmsg".into(), message.into());
        Reply::json(200, &answer)
    }

    /// Puts in what `convert` writes of `directory`; who has no userid cannot be put in.
    fn seed(&mut self, directory: &Directory) {
        let mut state = State::described(directory);
        state.forbidden.clone_from(&self.book.state().forbidden);
        self.book = Book::of(state);
    }

    fn state(&self) -> String {
        serde_json::to_string(self.book.state()).expect("the state has keys that are texts")
    }

    fn restore(&mut self, state: &str) -> serde_json::Result<()> {
        let state: State = serde_json::from_str(state)?;
        if state.version != VERSION {
            let message = format!("version {} is not {VERSION}", state.version);
            return Err(serde::de::Error::custom(message));
        }
        self.book = Book::of(state);
        Ok(())
    }

    /// Nothing: all its endpoints read.
    fn mutations(&self) -> &[Mutation] {
        &[]
    }
}

/// What a short list says of a user.
fn short(user: &User) -> User {
    let open_userid = user.other.get_key_value("open_userid");
    User {
        userid: user.userid.clone(),
        name: user.name.clone(),
        department: user.department.clone(),
        other: open_userid
            .map(|(key, value)| (key.clone(), value.clone()))
            .into_iter()
            .collect(),
    }
}

/// The number that the request says for `name`, where it says one.
fn number(request: &Request, name: &str) -> Result<Option<u32>, Refused> {
    let text = request.query(name).filter(|text| !text.is_empty());
    let number = text.map(|text| {
        text.parse()
            .map_err(|_| Refused(60123, "invalid department id"))
    });
    number.transpose()
}

/// One value of an answer.
fn shown(key: &str, value: &impl Serialize) -> (String, Value) {
    let value = serde_json::to_value(value);
    (key.to_owned(), value.unwrap_or_default())
}

#[cfg(test)]
pub(in crate::system::wecom) mod tests;
