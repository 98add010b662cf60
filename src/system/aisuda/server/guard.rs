//! Whom the model lets in: aisuda-docs, OpenAPI/介绍.

use std::time::{SystemTime, UNIX_EPOCH};

use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};

use crate::system::server::Identity;
use crate::transport::Request;

use super::super::session::{CLIENT_ID, Claims};
use super::{Refused, refuse};

/// For how long a token is good, in seconds; as much may clocks differ the other way.
const LIFETIME: u64 = 60;

/// Checks the token of requests.
pub(super) struct Guard {
    company: String,
    client_id: String,
    /// Whether nobody has to sign.
    is_open: bool,
    key: Option<DecodingKey>,
}

impl Guard {
    /// Lets in who signs with the key of `identity`; nobody where that is no key.
    pub(super) fn new(identity: &Identity) -> Self {
        let key = DecodingKey::from_rsa_pem(identity.public_key.trim().as_bytes());
        Self {
            company: identity.organization.clone(),
            client_id: identity.client_id.clone(),
            is_open: identity.is_open(),
            key: key.ok(),
        }
    }

    /// Whether `request`, which arrived at `now` and names the organisation `company`, is let in.
    pub(super) fn check(
        &self,
        request: &Request,
        company: &str,
        now: SystemTime,
    ) -> Result<(), Refused> {
        if company != self.company {
            return Err(refuse(404, "组织不存在"));
        }
        if self.is_open {
            return Ok(());
        }
        let token = request.header("authorization").unwrap_or_default();
        let Some(token) = token.strip_prefix("Bearer ") else {
            return Err(refuse(401, "缺少 Authorization"));
        };
        if request.header(CLIENT_ID) != Some(&self.client_id) {
            return Err(refuse(401, "x-client-id 不存在"));
        }
        let mut validation = Validation::new(Algorithm::RS256);
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        let key = self.key.as_ref();
        let claims = key.and_then(|key| decode::<Claims>(token, key, &validation).ok());
        let Some(claims) = claims else {
            return Err(refuse(401, "签名验证失败"));
        };
        if claims.claims.company_key != company {
            return Err(refuse(401, "签名中的组织与地址不一致"));
        }
        let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
        if claims.claims.iat.abs_diff(since.as_secs()) > LIFETIME {
            return Err(refuse(401, "签名已过期"));
        }
        Ok(())
    }
}
