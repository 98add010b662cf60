//! Who is asking atwork: a token in the query, given or fetched with the application's key. An application has only one
//! live token, fetching another ends it: so one thread of one process fetches at a time, and all share the file it is
//! kept in. WorkPlus open documents, `getStart`.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;

use crate::config::{Remote, Secret};
use crate::error::Result;
use crate::system::client::decode;
use crate::system::live::lacking;
use crate::system::{CallFault, Refusal, Secrets, Session, judge};
use crate::transport::{Body, Effect, Method, Redaction, Request, Text, Transport};

use super::Atwork;
use super::reply::{Envelope, Token};
use super::token_file::{KeptToken, TokenFile};

/// The codes by which atwork refuses a token: not found, expired, not found.
const REFUSES_TOKEN: [i64; 3] = [10011, 10015, 10016];

/// How long before its end a token is no longer used, in milliseconds.
const MARGIN: u64 = 60_000;

/// The session of `remote`.
///
/// # Errors
/// When there is neither a token nor all that one is fetched with.
pub(super) fn session(remote: &Remote, mut secrets: Secrets) -> Result<Box<dyn Session>> {
    if let Some(token) = secrets.remove("token") {
        return Ok(Box::new(Given(token)));
    }
    if !secrets.contains_key("app_key") {
        return Err(lacking("token"));
    }
    let mut secret = |field| secrets.remove(field).ok_or_else(|| lacking(field));
    let application = Application {
        key: secret("app_key")?,
        secret: secret("app_secret")?,
        domain: secret("domain_id")?,
        organization: remote.organization.clone(),
    };
    let url = remote.url.as_deref().unwrap_or_default();
    let file = default_folder().map(|folder| folder.join(application.file_name(url)));
    Ok(Box::new(Fetched::new(application, file.map(TokenFile::at))))
}

/// Where token files are kept.
fn default_folder() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let places = etcetera::choose_base_strategy().ok()?;
    let folder = places.state_dir().unwrap_or_else(|| places.data_dir());
    Some(folder.join("orgferry").join("tokens"))
}

/// A token that the configuration gives.
struct Given(Secret);

impl Session for Given {
    fn authorise(
        &self,
        request: &mut Request,
        _: &dyn Transport,
    ) -> std::result::Result<(), CallFault> {
        sign(request, self.0.clone());
        Ok(())
    }
}

/// Adds `token` to `request`.
fn sign(request: &mut Request, token: Secret) {
    let token = ("access_token".to_owned(), Text::Secret(token));
    request.query.push(token);
    if request.body == Body::None {
        let json = Text::from("application/json");
        request.headers.push(("Content-Type".to_owned(), json));
    }
}

/// What a token is fetched with.
pub(super) struct Application {
    pub(super) key: Secret,
    pub(super) secret: Secret,
    pub(super) domain: Secret,
    pub(super) organization: Option<String>,
}

impl Application {
    /// The file of this application's token at `url`. It says neither key nor domain.
    fn file_name(&self, url: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in [url, self.domain.expose(), self.key.expose()] {
            hasher.update(part.as_bytes()).update(&[0]);
        }
        format!("atwork-{}.json", &hasher.finalize().to_hex()[..16])
    }

    /// Fetches a token, which ends the one before.
    fn fetch(&self, transport: &dyn Transport) -> std::result::Result<KeptToken, CallFault> {
        let domain = self.domain.expose();
        let body = TokenRequest {
            grant_type: "client_credentials",
            scope: "app",
            domain_id: domain,
            owner_id: self.organization.is_none().then_some(domain),
            org_id: self.organization.as_deref(),
            client_id: self.key.expose(),
            client_secret: self.secret.expose(),
        };
        // Sending it twice leaves the later token, which is as good.
        let mut request = Request::new(Method::Post, "/v1/token", Effect::Reads);
        let body = serde_json::to_vec(&body).expect("bodies have keys that are strings");
        request.body = Body::Json(body);
        let asked = || judge(&Atwork, transport.send(&request)?);
        let secrets = [&self.key, &self.secret, &self.domain];
        let reply = asked().map_err(|fault| fault.masked(&Redaction::of(secrets)))?;
        // What is of another shape may hold a token all the same, so that nothing of it is shown.
        let reply: Envelope<Token> = decode(&reply).map_err(|_| CallFault::Unreadable {
            status: reply.status,
            beginning: String::new(),
        })?;
        Ok(KeptToken {
            token: Secret::from(reply.result.access_token.as_str()),
            expires: reply.result.expire_time,
        })
    }
}

/// The body of `POST /v1/token`.
#[derive(Serialize)]
struct TokenRequest<'a> {
    grant_type: &'a str,
    scope: &'a str,
    domain_id: &'a str,
    /// Applications of an organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    org_id: Option<&'a str>,
    /// Applications of a whole domain.
    #[serde(skip_serializing_if = "Option::is_none")]
    owner_id: Option<&'a str>,
    client_id: &'a str,
    client_secret: &'a str,
}

/// A token that is fetched when there is none.
pub(super) struct Fetched {
    application: Application,
    /// Where it is kept; `None` where there is no place for it.
    file: Option<TokenFile>,
    held: Mutex<Held>,
}

/// What is known of the token.
#[derive(Default)]
struct Held {
    token: Option<KeptToken>,
    /// The one that was refused last.
    refused: Option<Secret>,
}

impl Held {
    fn admits(&self, kept: &KeptToken) -> bool {
        let now = SystemTime::now().duration_since(UNIX_EPOCH);
        let now = now.map_or(0, |time| time.as_millis() as u64);
        let is_over = kept.expires.is_some_and(|end| end < now + MARGIN);
        !is_over && self.refused.as_ref() != Some(&kept.token)
    }
}

impl Fetched {
    pub(super) fn new(application: Application, file: Option<TokenFile>) -> Self {
        Self {
            application,
            file,
            held: Mutex::default(),
        }
    }

    /// The live token: as held, as kept in the file, else a new one.
    fn token(&self, transport: &dyn Transport) -> std::result::Result<Secret, CallFault> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(kept) = held.token.as_ref().filter(|kept| held.admits(kept)) {
            return Ok(kept.token.clone());
        }
        let kept = match &self.file {
            None => self.application.fetch(transport)?,
            Some(file) => {
                let mut opened = file.lock()?;
                match opened.read()?.filter(|kept| held.admits(kept)) {
                    Some(kept) => kept,
                    None => {
                        let kept = self.application.fetch(transport)?;
                        opened.write(&kept)?;
                        kept
                    }
                }
            }
        };
        let token = kept.token.clone();
        held.token = Some(kept);
        Ok(token)
    }
}

impl Session for Fetched {
    fn authorise(
        &self,
        request: &mut Request,
        transport: &dyn Transport,
    ) -> std::result::Result<(), CallFault> {
        sign(request, self.token(transport)?);
        Ok(())
    }

    fn renew(&self, signed: &Request, refusal: &Refusal) -> bool {
        if !REFUSES_TOKEN.contains(&refusal.code) {
            return false;
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        let used = signed.query("access_token").map(Secret::from);
        // Another thread may hold a newer one already.
        if held.token.as_ref().map(|kept| &kept.token) == used.as_ref() {
            held.token = None;
            held.refused = used;
        }
        true
    }
}
