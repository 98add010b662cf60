//! A model of atwork: one organisation, its nodes, and what "组织(admin)" says of them, with the traps that nobody
//! documents: parents must be there first, and importing a path once more makes a second node of that name.

mod fixed;
mod import;
mod seed;
mod state;
mod view;

use std::time::{SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::directory::Directory;
use crate::system::{Identity, Mutation, Server};
use crate::transport::{Method, Reply, Request};

use fixed::{Settings, schemas};
use state::{Dialect, Refused, State, digest};
use view::{Envelope, NodeView, OrganizationView, Page};

/// How long a token lives, in milliseconds.
const LIFE: u64 = 30 * 24 * 60 * 60 * 1000;

/// The server of one organisation.
pub(super) struct AtworkServer {
    identity: Identity,
    state: State,
    mutations: Vec<Mutation>,
}

/// A refusal by a code of the documents: code and message.
#[derive(Clone, Copy)]
struct Code(i64, &'static str);

const TOKEN_NOT_FOUND: Code = Code(10011, "token not found.");
const TICKET_EXPIRED: Code = Code(10015, "ticket expired.");
const NO_NODE: Code = Code(202_002, "没有对应的组织机构");
const NO_APPLICATION: Code = Code(202_102, "没有对应的应用");
const WRONG_SECRET: Code = Code(202_104, "应用认证失败");
const NO_ORGANIZATION: Code = Code(208_502, "没有对应的组织");
const NOT_EMPTY: Code = Code(208_507, "组织下已存在雇员");
/// The documents name no code for what follows; HTTP's stands in.
const SERIAL_TAKEN: Code = Code(400, "serialNo已存在");
const MALFORMED: Code = Code(400, "参数错误");

#[derive(Serialize)]
struct Refusal {
    status: i64,
    message: &'static str,
}

impl Code {
    fn reply(self) -> Reply {
        let Self(status, message) = self;
        let http = if status == 400 { 400 } else { 200 };
        Reply::json(http, &Refusal { status, message })
    }
}

impl From<Refused> for Code {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NoNode => NO_NODE,
            Refused::NotEmpty => NOT_EMPTY,
            Refused::SerialTaken => SERIAL_TAKEN,
            Refused::Malformed => MALFORMED,
        }
    }
}

/// The empty object that creating, changing and dissolving answer.
#[derive(Serialize)]
struct Nothing {}

/// A body of `POST /v1/token`.
#[derive(Deserialize)]
struct TokenRequest {
    client_id: String,
    client_secret: String,
}

/// A new token.
#[derive(Serialize)]
struct Token<'t> {
    access_token: &'t str,
    refresh_token: &'t str,
    issued_time: u64,
    expire_time: u64,
    client_id: &'t str,
}

impl AtworkServer {
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

    /// The token that was issued last; its issue ended the one before.
    fn issued(&self) -> Option<String> {
        let (count, _) = self.state.tokens;
        let token = || digest(&["token", &self.state.code, &count.to_string()])[..32].to_owned();
        (count > 0).then(token)
    }

    fn admit(&self, request: &Request, now: u64) -> Result<(), Code> {
        if self.identity.is_open() {
            return Ok(());
        }
        let token = request.query("access_token").ok_or(TOKEN_NOT_FOUND)?;
        if token == self.identity.token {
            return Ok(());
        }
        let is_issued = self.issued().is_some_and(|issued| issued == token);
        let (_, end) = self.state.tokens;
        match is_issued {
            true if now < end => Ok(()),
            true => Err(TICKET_EXPIRED),
            false => Err(TOKEN_NOT_FOUND),
        }
    }

    /// Issues a token to the application whose key is the identity's client and whose secret is its token.
    fn token(&mut self, request: &Request, now: u64) -> Result<Reply, Code> {
        let asked: TokenRequest = request.json().ok_or(MALFORMED)?;
        if asked.client_id != self.identity.client_id {
            return Err(NO_APPLICATION);
        }
        if asked.client_secret != self.identity.token {
            return Err(WRONG_SECRET);
        }
        let expire_time = now + LIFE;
        self.state.tokens = (self.state.tokens.0 + 1, expire_time);
        let token = self.issued().unwrap_or_default();
        let reply = Token {
            access_token: &token,
            refresh_token: &token,
            issued_time: now,
            expire_time,
            client_id: &asked.client_id,
        };
        Ok(Reply::json(200, &Envelope::of(reply)))
    }

    fn answer(&mut self, request: &Request, now: u64) -> Result<Reply, Code> {
        let segments = request.segments();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let rest = match &segments[..] {
            ["v1", "token"] if request.method == Method::Post => return self.token(request, now),
            // Section 11 has "admins" in its signature and "admin" in its example.
            ["v1", "admin" | "admins", "organizations", rest @ ..] => rest,
            _ => return Ok(not_found()),
        };
        self.admit(request, now)?;
        if rest.first().is_some_and(|code| *code != self.state.code) {
            return Err(NO_ORGANIZATION);
        }
        match (request.method, rest) {
            (Method::Get, _) => self.read(request, rest),
            (Method::Post, [_, "import-orgs"]) => self.import(request, now),
            (Method::Post, [_]) => self.create(request, now),
            (Method::Post, [_, id]) => self.update(parse_id(id)?, request, now),
            (Method::Delete, [_, id]) => self.dissolve(parse_id(id)?),
            _ => Ok(not_found()),
        }
    }

    /// Answers what changes nothing.
    fn read(&self, request: &Request, rest: &[&str]) -> Result<Reply, Code> {
        let state = &self.state;
        let one = |id: u64| -> Result<Reply, Code> {
            let node = NodeView::of(state, id, state.node(id)?);
            Ok(Reply::json(200, &Envelope::of(node)))
        };
        match rest {
            [] => {
                let all = [OrganizationView::of(state, state.node(state.root)?)];
                Ok(Reply::json(200, &Envelope::of(all)))
            }
            [_] => {
                let one = OrganizationView::of(state, state.node(state.root)?);
                Ok(Reply::json(200, &Envelope::of(one)))
            }
            [_, "list-all"] => {
                let nodes = state.nodes.iter();
                let nodes: Vec<_> = nodes
                    .map(|(id, node)| NodeView::of(state, *id, node))
                    .collect();
                Ok(Reply::json(200, &Envelope::of(nodes)))
            }
            [_, "page-orgs"] => self.page(request),
            [_, "settings"] => Ok(Reply::json(200, &Envelope::of(Settings::of(state)))),
            [_, "dataschemas", "list"] => {
                let visible = request.query("visible") != Some("false");
                Ok(Reply::json(200, &Envelope::of(schemas(state, visible))))
            }
            [_, "serial", serial] => one(state.by_serial(serial)?),
            [_, id] => one(parse_id(id)?),
            _ => Ok(not_found()),
        }
    }

    /// Section 11; version 4 can search by name.
    fn page(&self, request: &Request) -> Result<Reply, Code> {
        let number = |name, default: i64| match request.query(name) {
            None | Some("") => Ok(default),
            Some(text) => text.parse::<i64>().map_err(|_| MALFORMED),
        };
        let since = number("refresh_time", -1)?;
        let skip = usize::try_from(number("skip", 0)?).map_err(|_| MALFORMED)?;
        let limit = usize::try_from(number("limit", 10)?).map_err(|_| MALFORMED)?;
        let word = request.query("kw").unwrap_or_default();
        let nodes = self.state.nodes.iter().filter(|(_, node)| {
            let changed = i64::try_from(node.last_modified).unwrap_or(i64::MAX);
            (since < 0 || changed > since) && node.name.contains(word)
        });
        let total_count = nodes.clone().count();
        let nodes = nodes.skip(skip).take(limit);
        let nodes: Vec<_> = nodes
            .map(|(id, node)| NodeView::of(&self.state, *id, node))
            .collect();
        let (orgs, records) = match self.state.dialect {
            Dialect::V3 => (Some(nodes), None),
            Dialect::V4 => (None, Some(nodes)),
        };
        let page = Page {
            total_count,
            orgs,
            records,
        };
        Ok(Reply::json(200, &Envelope::of(page)))
    }

    fn dissolve(&mut self, id: u64) -> Result<Reply, Code> {
        let names = self.state.names(id);
        self.state.remove(id)?;
        self.did("org.delete", names);
        Ok(nothing())
    }
}

/// Ids are numbers here; any other text is no node's.
fn parse_id(text: &str) -> Result<u64, Code> {
    text.parse().map_err(|_| NO_NODE)
}

fn nothing() -> Reply {
    Reply::json(200, &Envelope::of(Nothing {}))
}

fn not_found() -> Reply {
    Reply {
        status: 404,
        headers: Vec::new(),
        body: Vec::new(),
    }
}

impl Server for AtworkServer {
    fn handle(&mut self, request: &Request, now: SystemTime) -> Reply {
        let now = now.duration_since(UNIX_EPOCH);
        let now = now.map_or(0, |time| time.as_millis() as u64);
        let answer = self.answer(request, now);
        answer.unwrap_or_else(Code::reply)
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
