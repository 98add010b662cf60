//! Fetches a token once a run and adds it to requests: <https://developer.work.weixin.qq.com/document/path/91039>.

use std::sync::{Mutex, PoisonError};

use serde::Deserialize;

use crate::config::{Remote, Secret};
use crate::error::Result;
use crate::system::Refusal;
use crate::system::client::{CallFault, Session, judge};
use crate::system::live::{Secrets, lacking};
use crate::transport::{Effect, Method, Redaction, Request, Text, Transport};

use super::Wecom;
use super::endpoints::TOKEN_PATH;

/// The codes that say that a token is of no use any more: it is none, or it has expired.
const STALE: [i64; 2] = [40014, 42001];

/// One application of a company.
pub(super) struct Application {
    corp_id: String,
    secret: Secret,
    /// The token, once it was fetched.
    token: Mutex<Option<Secret>>,
}

/// The reply to `gettoken`.
#[derive(Deserialize)]
struct Token {
    access_token: String,
}

impl Application {
    /// The application of `remote`.
    ///
    /// # Errors
    /// When the configuration lacks the company's id or the secret.
    pub(super) fn new(remote: &Remote, secrets: &Secrets) -> Result<Self> {
        let corp_id = remote.corp_id.clone();
        let secret = secrets.get("secret").cloned();
        Ok(Self {
            corp_id: corp_id.ok_or_else(|| lacking("corp_id"))?,
            secret: secret.ok_or_else(|| lacking("secret"))?,
            token: Mutex::default(),
        })
    }

    /// Adds what a request for a token needs.
    fn introduce(&self, request: &mut Request) {
        let corp_id = Text::Plain(self.corp_id.clone());
        let secret = Text::Secret(self.secret.clone());
        request.query.push(("corpid".into(), corp_id));
        request.query.push(("corpsecret".into(), secret));
    }

    fn fetch(&self, transport: &dyn Transport) -> std::result::Result<Secret, CallFault> {
        let mut request = Request::new(Method::Get, TOKEN_PATH, Effect::Reads);
        self.introduce(&mut request);
        let redaction = Redaction::of(request.secrets());
        let asked = match transport.send(&request) {
            Ok(reply) => judge(&Wecom, reply),
            Err(failure) => Err(failure.into()),
        };
        let reply = asked.map_err(|fault| fault.masked(&redaction))?;
        // Whatever else it is, there may be a token in it.
        let unreadable = || CallFault::Unreadable {
            status: reply.status,
            beginning: String::new(),
        };
        let token: Option<Token> = serde_json::from_slice(&reply.body).ok();
        let token = token.ok_or_else(unreadable)?;
        Ok(Secret::from(token.access_token.as_str()))
    }
}

impl Session for Application {
    fn authorise(
        &self,
        request: &mut Request,
        transport: &dyn Transport,
    ) -> std::result::Result<(), CallFault> {
        if request.path == TOKEN_PATH {
            self.introduce(request);
            return Ok(());
        }
        // Who else wants a token waits for this one.
        let mut held = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        let token = match held.take() {
            Some(token) => token,
            None => self.fetch(transport)?,
        };
        *held = Some(token.clone());
        let token = ("access_token".to_owned(), Text::Secret(token));
        request.query.insert(0, token);
        Ok(())
    }

    fn renew(&self, signed: &Request, refusal: &Refusal) -> bool {
        let used = signed.query("access_token");
        if used.is_none() || !STALE.contains(&refusal.code) {
            return false;
        }
        let mut held = self.token.lock().unwrap_or_else(PoisonError::into_inner);
        // Another request may have fetched a new one already.
        held.take_if(|token| Some(token.expose()) == used);
        true
    }
}
