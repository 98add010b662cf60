//! A request as data: what is sent where, with secrets that never show.

use std::borrow::Cow;
use std::fmt::{self, Debug, Display, Formatter};
use std::time::Duration;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use serde::de::DeserializeOwned;

use crate::config::Secret;

use super::redaction::MASK;

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// The methods the systems use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates, changes, and in some systems reads.
    Post,
    /// Changes.
    Put,
    /// Removes.
    Delete,
}

impl Method {
    /// The method as HTTP writes it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Delete => "DELETE",
        }
    }
}

/// What a request does to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing: it may be sent again.
    Reads,
    /// It changes something: it must not be sent twice without looking.
    Writes,
}

/// A value of a query, a header or a form.
#[derive(Clone, PartialEq, Eq)]
pub enum Text {
    /// Anyone may see it.
    Plain(String),
    /// Nobody may.
    Secret(Secret),
}

impl Text {
    /// The value itself, to be sent and for nothing else.
    #[must_use]
    pub fn expose(&self) -> &str {
        match self {
            Self::Plain(text) => text,
            Self::Secret(secret) => secret.expose(),
        }
    }
}

impl Display for Text {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(text) => f.write_str(text),
            Self::Secret(_) => f.write_str(MASK),
        }
    }
}

impl Debug for Text {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        Debug::fmt(&self.to_string(), f)
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::Plain(text.to_owned())
    }
}

/// What a request carries. It may hold personal data and secrets: only its size shows.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum Body {
    /// Nothing.
    #[default]
    None,
    /// `application/json`.
    Json(Vec<u8>),
    /// The fields of a form.
    Form(Vec<(String, Text)>),
}

impl Debug for Body {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("None"),
            Self::Json(bytes) => write!(f, "Json({} bytes)", bytes.len()),
            Self::Form(fields) => write!(f, "Form({} fields)", fields.len()),
        }
    }
}

/// One request to a server whose address the transport knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: Method,
    /// The path, percent-encoded, beginning with `/`.
    pub path: String,
    /// The query in order, not encoded.
    pub query: Vec<(String, Text)>,
    /// Headers besides those of the body.
    pub headers: Vec<(String, Text)>,
    /// What it carries.
    pub body: Body,
    /// What it does to the server.
    pub effect: Effect,
    /// How long it may take, where that is not what the remote allows every request.
    pub timeout: Option<Duration>,
}

impl Request {
    /// A request without query, headers and body.
    pub fn new(method: Method, path: impl Into<String>, effect: Effect) -> Self {
        Self {
            method,
            path: path.into(),
            query: Vec::new(),
            headers: Vec::new(),
            body: Body::None,
            effect,
            timeout: None,
        }
    }

    /// Method, path and query for people: secrets are masked.
    #[must_use]
    pub fn address(&self) -> String {
        let mut address = format!("{} {}", self.method.as_str(), self.path);
        for (index, (name, value)) in self.query.iter().enumerate() {
            address.push(if index == 0 { '?' } else { '&' });
            address.push_str(name);
            address.push('=');
            match value {
                Text::Plain(text) => address.push_str(&encode(text)),
                Text::Secret(_) => address.push_str(MASK),
            }
        }
        address
    }

    /// The secrets in it.
    pub fn secrets(&self) -> impl Iterator<Item = &Secret> {
        let fields = match &self.body {
            Body::Form(fields) => fields.as_slice(),
            Body::None | Body::Json(_) => &[],
        };
        let values = self.query.iter().chain(&self.headers).chain(fields);
        values.filter_map(|(_, value)| match value {
            Text::Secret(secret) => Some(secret),
            Text::Plain(_) => None,
        })
    }

    /// The parts of the path, decoded.
    #[must_use]
    pub fn segments(&self) -> Vec<String> {
        let parts = self.path.split('/').skip(1);
        parts
            .map(|part| percent_decode_str(part).decode_utf8_lossy().into_owned())
            .collect()
    }

    /// The value of `name` in the query.
    #[must_use]
    pub fn query(&self, name: &str) -> Option<&str> {
        value(&self.query, |key| key == name)
    }

    /// The value of the header `name`, in any case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        value(&self.headers, |key| key.eq_ignore_ascii_case(name))
    }

    /// The body, where it is JSON of that shape.
    #[must_use]
    pub fn json<T: DeserializeOwned>(&self) -> Option<T> {
        match &self.body {
            Body::Json(bytes) => serde_json::from_slice(bytes).ok(),
            Body::None | Body::Form(_) => None,
        }
    }

    /// The value of the field `name`, where the body is a form.
    #[must_use]
    pub fn form(&self, name: &str) -> Option<&str> {
        match &self.body {
            Body::Form(fields) => value(fields, |key| key == name),
            Body::None | Body::Json(_) => None,
        }
    }
}

/// `text` as it may stand in one part of a path or of a query.
#[must_use]
pub fn encode(text: &str) -> Cow<'_, str> {
    utf8_percent_encode(text, RESERVED).into()
}

fn value(pairs: &[(String, Text)], wanted: impl Fn(&str) -> bool) -> Option<&str> {
    let found = pairs.iter().find(|(key, _)| wanted(key));
    found.map(|(_, value)| value.expose())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_see_of_a_request_has_no_secret_in_it() {
        let mut request = Request::new(Method::Post, "/v1/import-orgs", Effect::Writes);
        let token = Secret::from("tok en/1");
        request.query = vec![
            ("access_token".into(), Text::Secret(token.clone())),
            ("name".into(), "研发 部".into()),
        ];
        request.headers = vec![("Authorization".into(), Text::Secret(token))];
        request.body = Body::Form(vec![("secret".into(), "tok en/1".into())]);
        assert_eq!(
            request.address(),
            "POST /v1/import-orgs?access_token=***&name=%E7%A0%94%E5%8F%91%20%E9%83%A8"
        );
        assert!(!format!("{request:?}").contains("tok en"));
        assert_eq!(request.query("access_token"), Some("tok en/1"));
        assert_eq!(request.header("authorization"), Some("tok en/1"));
        assert_eq!(request.form("secret"), Some("tok en/1"));
    }

    #[test]
    fn the_parts_of_a_path_come_back_decoded() {
        let path = format!("/serial/{}", encode("a/b 甲"));
        let request = Request::new(Method::Get, path, Effect::Reads);
        assert_eq!(request.segments(), ["serial", "a/b 甲"]);
    }
}
