//! HTTP as it arrives ↔ requests and replies as data.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body as HttpBody, Bytes, to_bytes};
use axum::extract::{FromRequest, Multipart};
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use http_body::{Body as Frames, Frame};
use percent_encoding::percent_decode_str;

use crate::transport::{Body, Effect, Method, Reply, Request, Text, is_loopback};

use super::limit;

/// A request that is turned away before any system sees it.
pub(super) struct TurnedAway(pub(super) StatusCode, pub(super) &'static str);

/// Whether the request in `parts` names this machine, and is not too much.
pub(super) fn check(parts: &Parts, allows_remote: bool) -> Result<(), TurnedAway> {
    let size: usize = parts
        .headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len())
        .sum();
    if size > limit::HEADERS {
        let status = StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE;
        return Err(TurnedAway(status, "too many headers"));
    }
    let address = parts.uri.path_and_query();
    if address.is_some_and(|address| address.as_str().len() > limit::ADDRESS) {
        return Err(TurnedAway(
            StatusCode::URI_TOO_LONG,
            "the address is too long",
        ));
    }
    let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok());
    match host.map(without_port) {
        // A page of some other site may have had its name point here.
        Some(host) if allows_remote || is_loopback(host) => Ok(()),
        Some(_) => Err(TurnedAway(
            StatusCode::FORBIDDEN,
            "the host is not this machine",
        )),
        None => Err(TurnedAway(StatusCode::BAD_REQUEST, "there is no host")),
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// The request in `parts` and `body` to a system that begins behind `base` in the path.
pub(super) async fn request(
    parts: Parts,
    body: HttpBody,
    base: &str,
) -> Result<Request, TurnedAway> {
    let (method, effect) = match parts.method.as_str() {
        "GET" => (Method::Get, Effect::Reads),
        "POST" => (Method::Post, Effect::Writes),
        "PUT" => (Method::Put, Effect::Writes),
        "DELETE" => (Method::Delete, Effect::Writes),
        _ => {
            let status = StatusCode::METHOD_NOT_ALLOWED;
            return Err(TurnedAway(status, "the method is not known"));
        }
    };
    let path = parts.uri.path().strip_prefix(base).unwrap_or_default();
    let mut request = Request::new(method, path, effect);
    request.query = pairs(parts.uri.query().unwrap_or_default());
    request.headers = parts
        .headers
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), Text::Plain(value))
        })
        .collect();
    let too_large = |_| TurnedAway(StatusCode::PAYLOAD_TOO_LARGE, "the body is too large");
    let bytes = to_bytes(body, limit::BODY).await.map_err(too_large)?;
    let kind = parts.headers.get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok());
    let kind = kind.unwrap_or_default().to_ascii_lowercase();
    request.body = if bytes.is_empty() {
        Body::None
    } else if kind.starts_with("multipart/form-data") {
        Body::Form(multipart(parts, bytes).await?)
    } else if kind.starts_with("application/x-www-form-urlencoded") {
        Body::Form(pairs(&String::from_utf8_lossy(&bytes)))
    } else {
        Body::Json(bytes.into())
    };
    Ok(request)
}

/// Takes `a=1&b=2` apart.
fn pairs(text: &str) -> Vec<(String, Text)> {
    let decode = |text: &str| {
        let text = text.replace('+', " ");
        percent_decode_str(&text).decode_utf8_lossy().into_owned()
    };
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), Text::Plain(decode(value)))
        })
        .collect()
}

async fn multipart(parts: Parts, bytes: Bytes) -> Result<Vec<(String, Text)>, TurnedAway> {
    let malformed = || TurnedAway(StatusCode::BAD_REQUEST, "the form cannot be read");
    let request = axum::http::Request::from_parts(parts, HttpBody::from(bytes));
    let form = Multipart::from_request(request, &()).await;
    let mut form = form.map_err(|_| malformed())?;
    let mut fields = Vec::new();
    while let Some(field) = form.next_field().await.map_err(|_| malformed())? {
        let name = field.name().unwrap_or_default().to_owned();
        let text = field.text().await.map_err(|_| malformed())?;
        fields.push((name, Text::Plain(text)));
    }
    Ok(fields)
}

/// `reply` as it leaves.
pub(super) fn response(reply: Reply) -> Response<HttpBody> {
    let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = Response::new(HttpBody::from(reply.body));
    *response.status_mut() = status;
    for (name, value) in reply.headers {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(&value)) {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

/// A plain sentence.
pub(super) fn sentence(TurnedAway(status, text): TurnedAway) -> Response<HttpBody> {
    let mut response = Response::new(HttpBody::from(text));
    *response.status_mut() = status;
    response
}

/// What is no reply: the connection is cut in the middle of one.
pub(super) fn cut() -> Response<HttpBody> {
    Response::new(HttpBody::new(Severed))
}

/// A body that breaks off before its first byte.
struct Severed;

impl Frames for Severed {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(host: Option<&str>, address: &str) -> Parts {
        let mut request = axum::http::Request::get(address);
        if let Some(host) = host {
            request = request.header(HOST, host);
        }
        request.body(()).unwrap().into_parts().0
    }

    #[test]
    fn only_names_of_this_machine_are_answered_unless_others_are_allowed() {
        for (host, is_ours) in [
            (Some("localhost:8080"), true),
            (Some("127.0.0.1"), true),
            (Some("[::1]:8080"), true),
            (Some("evil.example.com"), false),
            (Some("localhost.example.com:80"), false),
            (Some("192.168.0.1"), false),
        ] {
            let parts = parts(host, "/");
            assert_eq!(check(&parts, false).is_ok(), is_ours, "{host:?}");
            assert!(check(&parts, true).is_ok(), "{host:?}");
        }
        assert!(check(&parts(None, "/"), true).is_err());
    }

    #[test]
    fn too_long_an_address_is_turned_away() {
        let long = format!("/?{}", "x".repeat(limit::ADDRESS));
        let found = check(&parts(Some("localhost"), &long), false);
        assert_eq!(found.unwrap_err().0, StatusCode::URI_TOO_LONG);
    }

    #[test]
    fn queries_are_decoded() {
        let found = pairs("a=%E7%94%B2+1&b&c=x=y&");
        let plain = |name: &str, value: &str| (name.to_owned(), Text::from(value));
        assert_eq!(
            found,
            [plain("a", "甲 1"), plain("b", ""), plain("c", "x=y")]
        );
    }
}
