//! Signs requests: an RS256 token for each, aisuda-docs, OpenAPI/介绍.

use std::time::{SystemTime, UNIX_EPOCH};

use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde::{Deserialize, Serialize};

use crate::config::{Remote, Secret};
use crate::error::{Error, ErrorKind, Result};
use crate::system::client::{CallFault, Session};
use crate::system::live::{Secrets, lacking};
use crate::transport::{Request, Text, Transport};

/// The header that names the key.
pub(super) const CLIENT_ID: &str = "x-client-id";

/// What a token says.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Claims {
    /// The organisation's short name.
    pub(super) company_key: String,
    /// When the token was made, in seconds since 1970; it is good for a minute.
    pub(super) iat: u64,
}

/// The key of an organisation.
pub(super) struct Signer {
    company: String,
    client_id: String,
    key: EncodingKey,
}

impl Signer {
    /// The key of `remote`.
    ///
    /// # Errors
    /// When the configuration lacks the company, the key or its id, or when the key is no RSA key in PEM.
    pub(super) fn new(remote: &Remote, secrets: &Secrets) -> Result<Self> {
        let company = remote.company.clone();
        let client_id = remote.client_id.clone();
        let private_key = secrets.get("private_key");
        let private_key = private_key.ok_or_else(|| lacking("private_key"))?;
        let key = EncodingKey::from_rsa_pem(private_key.expose().trim().as_bytes());
        let signer = Self {
            company: company.ok_or_else(|| lacking("company"))?,
            client_id: client_id.ok_or_else(|| lacking("client_id"))?,
            key: key.map_err(|_| no_key())?,
        };
        // Whether the key is of use shows only when something is signed with it.
        signer.token(UNIX_EPOCH).map_err(|_| no_key())?;
        Ok(signer)
    }

    /// A token made at `now`.
    fn token(&self, now: SystemTime) -> std::result::Result<String, jsonwebtoken::errors::Error> {
        let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        let claims = Claims {
            company_key: self.company.clone(),
            iat: since.as_secs(),
        };
        encode(&Header::new(Algorithm::RS256), &claims, &self.key)
    }
}

/// The error of a private key that nothing can be signed with.
fn no_key() -> Error {
    Error::new(ErrorKind::Usage, "aisuda-private-key")
}

impl Session for Signer {
    fn authorise(
        &self,
        request: &mut Request,
        _: &dyn Transport,
    ) -> std::result::Result<(), CallFault> {
        let token = self.token(SystemTime::now());
        let token = token.map_err(|_| CallFault::Session(Box::new(no_key())))?;
        let bearer = Secret::from(format!("Bearer {token}").as_str());
        request
            .headers
            .push(("Authorization".into(), Text::Secret(bearer)));
        let client_id = Text::Plain(self.client_id.clone());
        request.headers.push((CLIENT_ID.into(), client_id));
        Ok(())
    }
}
