//! The samples of the documents, replayed to the models: `fixtures/api`. A model answers them key for key and value for value.

use std::time::{Duration, SystemTime};

use serde_json::Value;

use super::{Identity, Server};
use crate::transport::{Body, Effect, Method, Request, Text};

/// What is in `fixtures/api/{system}.json`.
pub(super) fn fixture(system: &str) -> Value {
    let path = format!("{}/fixtures/api/{system}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// Who lets in requests that bear `token`.
pub(super) fn identity(organization: &str, token: &str) -> Identity {
    Identity {
        organization: organization.into(),
        token: token.into(),
        client_id: "k-1".into(),
        public_key: String::new(),
    }
}

/// A fixed point in time.
pub(super) fn now() -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_millis(1_600_000_000_000)
}

/// The request that a fixture describes: `method`, `path`, and `query`, `headers`, `body` or `form`.
pub(super) fn request(described: &Value) -> Request {
    let method = match described["method"].as_str().unwrap() {
        "GET" => Method::Get,
        "POST" => Method::Post,
        "PUT" => Method::Put,
        _ => Method::Delete,
    };
    let pairs = |name: &str| {
        let object = described.get(name)?.as_object()?.iter();
        let text = |value: &Value| Text::from(value.as_str().unwrap());
        Some(
            object
                .map(|(key, value)| (key.clone(), text(value)))
                .collect::<Vec<_>>(),
        )
    };
    let mut request = Request::new(method, described["path"].as_str().unwrap(), Effect::Reads);
    request.query = pairs("query").unwrap_or_default();
    request.headers = pairs("headers").unwrap_or_default();
    request.body = match (described.get("body"), pairs("form")) {
        (Some(body), _) => Body::Json(body.to_string().into_bytes()),
        (None, Some(form)) => Body::Form(form),
        (None, None) => Body::None,
    };
    request
}

/// What `server` answers to `request`: the status and the JSON.
pub(super) fn answer(server: &mut dyn Server, request: &Request) -> (u16, Value) {
    let reply = server.handle(request, now());
    let body = serde_json::from_slice(&reply.body).unwrap_or_default();
    (reply.status, body)
}

/// Whether `actual` is what `sample` shows. Samples show some rows of lists only, and count no others.
pub(super) fn shows(actual: &Value, sample: &Value) -> bool {
    match (actual, sample) {
        (Value::Array(actual), Value::Array(sample)) => {
            let shown = |row: &Value| actual.iter().any(|actual| shows(actual, row));
            sample.iter().all(shown) && (actual.is_empty() == sample.is_empty())
        }
        (Value::Object(actual), Value::Object(sample)) => {
            let same = |(key, value): (&String, &Value)| {
                key == "total_count" || actual.get(key).is_some_and(|actual| shows(actual, value))
            };
            actual.len() == sample.len() && sample.iter().all(same)
        }
        _ => actual == sample,
    }
}
