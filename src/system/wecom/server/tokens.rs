//! The tokens a model gives, and whom it gives them to. They are never saved.

use std::time::{Duration, SystemTime};

use crate::system::server::Identity;
use crate::transport::Request;

use super::Refused;

/// For how long a token is good, in seconds.
pub(super) const LIFETIME: u64 = 7200;

/// The tokens of one application.
pub(super) struct Tokens {
    corp_id: String,
    secret: String,
    /// Every token with the time it was given.
    given: Vec<(String, SystemTime)>,
}

impl Tokens {
    /// None yet, for whoever knows the secret of `identity`.
    pub(super) fn new(identity: &Identity) -> Self {
        Self {
            corp_id: identity.organization.clone(),
            secret: identity.token.clone(),
            given: Vec::new(),
        }
    }

    /// Gives a token; the same one as long as it is good.
    pub(super) fn give(&mut self, request: &Request, now: SystemTime) -> Result<&str, Refused> {
        let corp_id = request.query("corpid").filter(|text| !text.is_empty());
        let secret = request.query("corpsecret").filter(|text| !text.is_empty());
        match (corp_id, secret) {
            (None, _) => return Err(Refused(41002, "corpid missing")),
            (_, None) => return Err(Refused(41004, "corpsecret missing")),
            (Some(corp_id), _) if corp_id != self.corp_id => {
                return Err(Refused(40013, "invalid corpid"));
            }
            (_, Some(secret)) if secret != self.secret => {
                return Err(Refused(40001, "invalid credential"));
            }
            _ => {}
        }
        let is_good = |(_, given): &(String, SystemTime)| !is_old(*given, now);
        if !self.given.last().is_some_and(is_good) {
            let number = self.given.len();
            let token = format!("{}\n{}\n{number}", self.corp_id, self.secret);
            let token = blake3::hash(token.as_bytes()).to_hex().to_string();
            self.given.push((token, now));
        }
        let last = self.given.last();
        Ok(last.map_or("", |(token, _)| token))
    }

    /// Whether the token of `request` is good.
    pub(super) fn check(&self, request: &Request, now: SystemTime) -> Result<(), Refused> {
        let token = request
            .query("access_token")
            .filter(|token| !token.is_empty());
        let token = token.ok_or(Refused(41001, "access_token missing"))?;
        let mut given = self.given.iter();
        match given.find(|(known, _)| known == token) {
            None => Err(Refused(40014, "invalid access_token")),
            Some((_, given)) if is_old(*given, now) => Err(Refused(42001, "access_token expired")),
            Some(_) => Ok(()),
        }
    }
}

fn is_old(given: SystemTime, now: SystemTime) -> bool {
    let age = now.duration_since(given).unwrap_or_default();
    age >= Duration::from_secs(LIFETIME)
}
