//! Endpoints as rows of a table: what they are called, what they take, where that is written. Requests, the arguments
//! of `api` and its documentation follow from them.

use serde_json::Value;

use crate::config::Secret;
use crate::transport::{Body, Effect, Method, Request, Text, encode};

/// One endpoint of a system's API.
#[derive(Debug)]
pub struct Endpoint {
    /// What `api` calls it, e.g. `org.import`.
    pub operation: &'static str,
    /// The method.
    pub method: Method,
    /// The path; `{name}` is a parameter of that name, or a setting of the remote.
    pub path: &'static str,
    /// What it takes.
    pub parameters: &'static [Parameter],
    /// How the parameters of the body travel.
    pub form: Form,
    /// What it does to the server.
    pub effect: Effect,
    /// Document and section.
    pub section: &'static str,
}

/// How the parameters of a body travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// There is no body.
    None,
    /// As a JSON object.
    Json,
    /// As fields of a form.
    Fields,
}

/// One parameter of an endpoint.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name, as the document spells it.
    pub name: &'static str,
    /// Where it goes.
    pub place: Place,
    /// What it may be.
    pub kind: Kind,
    /// Whether it must be given.
    pub is_required: bool,
    /// Whether its value must not show.
    pub is_secret: bool,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Into the path.
    Path,
    /// Into the query.
    Query,
    /// Into the body.
    Body,
}

/// What a parameter may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text; `007` stays text.
    Text,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// A list or an object, as JSON.
    Json,
}

impl Parameter {
    const fn of(name: &'static str, place: Place, kind: Kind) -> Self {
        Self {
            name,
            place,
            kind,
            is_required: false,
            is_secret: false,
        }
    }

    /// A part of the path; it must be given.
    #[must_use]
    pub const fn path(name: &'static str, kind: Kind) -> Self {
        Self::of(name, Place::Path, kind).required()
    }

    /// A value of the query.
    #[must_use]
    pub const fn query(name: &'static str, kind: Kind) -> Self {
        Self::of(name, Place::Query, kind)
    }

    /// A value of the body.
    #[must_use]
    pub const fn body(name: &'static str, kind: Kind) -> Self {
        Self::of(name, Place::Body, kind)
    }

    /// The same, which must be given.
    #[must_use]
    pub const fn required(self) -> Self {
        Self {
            is_required: true,
            ..self
        }
    }

    /// The same, whose value must not show.
    #[must_use]
    pub const fn secret(self) -> Self {
        Self {
            is_secret: true,
            ..self
        }
    }
}

/// A value given for a parameter.
#[derive(Clone, Debug)]
pub enum Given {
    /// As JSON.
    Value(Value),
    /// A text that must not show.
    Secret(Secret),
}

impl<T: Into<Value>> From<T> for Given {
    fn from(value: T) -> Self {
        Self::Value(value.into())
    }
}

impl Given {
    /// The value as it stands in a path, a query or a form.
    fn text(&self) -> Text {
        match self {
            Self::Value(Value::String(text)) => Text::Plain(text.clone()),
            Self::Value(value) => Text::Plain(value.to_string()),
            Self::Secret(secret) => Text::Secret(secret.clone()),
        }
    }

    fn into_value(self) -> Value {
        match self {
            Self::Value(value) => value,
            Self::Secret(secret) => Value::from(secret.expose()),
        }
    }
}

/// What an endpoint is called with.
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// Values by parameter, in the order given.
    pub named: Vec<(String, Given)>,
    /// A whole body instead of the parameters that go into it.
    pub body: Option<Vec<u8>>,
}

impl Arguments {
    /// The same with `value` for the parameter `name`.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Given>) -> Self {
        self.named.push((name.to_owned(), value.into()));
        self
    }

    /// A whole body.
    #[must_use]
    pub fn of_body(body: Vec<u8>) -> Self {
        Self {
            named: Vec::new(),
            body: Some(body),
        }
    }
}

/// Why an endpoint cannot be called with what was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Misuse {
    /// A parameter that must be given is missing.
    Missing(&'static str),
    /// There is no such parameter.
    Unknown(String),
    /// A parameter was given twice.
    Twice(String),
    /// The value is of another kind.
    Wrong(&'static str),
    /// There is a whole body, and a parameter that goes into it.
    BodyTwice(&'static str),
    /// There is a body, and the endpoint takes none.
    NoBody,
}

/// The endpoint of `table` that `api` calls `operation`, which is in it.
pub(super) fn named(table: &'static [Endpoint], operation: &str) -> &'static Endpoint {
    let mut endpoints = table.iter();
    let found = endpoints.find(|endpoint| endpoint.operation == operation);
    found.expect("typed functions name operations of their own table")
}

impl Endpoint {
    /// The parameter called `name`.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&'static Parameter> {
        self.parameters
            .iter()
            .find(|parameter| parameter.name == name)
    }

    /// The request that calls it with `arguments`; what else the path names is taken from `settings`.
    ///
    /// # Errors
    /// When the arguments do not fit the parameters.
    pub fn request(
        &self,
        settings: &[(&'static str, String)],
        arguments: Arguments,
    ) -> Result<Request, Misuse> {
        self.check(&arguments)?;
        let Arguments { named, body } = arguments;
        let mut path = self.path.to_owned();
        for (name, value) in settings {
            path = path.replace(&format!("{{{name}}}"), &encode(value));
        }
        let mut request = Request::new(self.method, "", self.effect);
        let mut object = serde_json::Map::new();
        let mut fields = Vec::new();
        for (name, given) in named {
            match self.parameter(&name).map(|parameter| parameter.place) {
                Some(Place::Path) => {
                    path = path.replace(&format!("{{{name}}}"), &encode(given.text().expose()));
                }
                Some(Place::Query) => request.query.push((name, given.text())),
                Some(Place::Body) if self.form == Form::Fields => fields.push((name, given.text())),
                _ => {
                    object.insert(name, given.into_value());
                }
            }
        }
        request.path = path;
        request.body = match (self.form, body) {
            (Form::None, _) => Body::None,
            (_, Some(body)) => Body::Json(body),
            (Form::Fields, None) => Body::Form(fields),
            (Form::Json, None) => Body::Json(Value::Object(object).to_string().into_bytes()),
        };
        Ok(request)
    }

    fn check(&self, arguments: &Arguments) -> Result<(), Misuse> {
        let has_body = arguments.body.is_some();
        if has_body && self.form == Form::None {
            return Err(Misuse::NoBody);
        }
        for (index, (name, given)) in arguments.named.iter().enumerate() {
            let unknown = || Misuse::Unknown(name.clone());
            let parameter = self.parameter(name).ok_or_else(unknown)?;
            if arguments.named[..index]
                .iter()
                .any(|(other, _)| other == name)
            {
                return Err(Misuse::Twice(name.clone()));
            }
            if has_body && parameter.place == Place::Body {
                return Err(Misuse::BodyTwice(parameter.name));
            }
            let leads_astray =
                parameter.place == Place::Path && matches!(given.text().expose(), "" | "." | "..");
            if leads_astray || !parameter.kind.admits(given) {
                return Err(Misuse::Wrong(parameter.name));
            }
        }
        let is_given = |name| arguments.named.iter().any(|(given, _)| given == name);
        let missing = self.parameters.iter().find(|parameter| {
            let is_covered = has_body && parameter.place == Place::Body;
            parameter.is_required && !is_covered && !is_given(parameter.name)
        });
        match missing {
            Some(parameter) => Err(Misuse::Missing(parameter.name)),
            None => Ok(()),
        }
    }
}

impl Kind {
    /// The value that `text` writes; text where it writes none of this kind.
    #[must_use]
    pub fn value(self, text: &str) -> Value {
        let value = match self {
            Self::Text | Self::OneOf(_) => None,
            Self::Integer | Self::Boolean | Self::Json => serde_json::from_str(text).ok(),
        };
        value.unwrap_or_else(|| Value::from(text))
    }

    fn admits(self, given: &Given) -> bool {
        let value = match given {
            Given::Secret(_) => return self == Self::Text,
            Given::Value(value) => value,
        };
        match self {
            Self::Text => value.is_string() || value.is_number(),
            Self::Integer => value.is_i64() || value.is_u64(),
            Self::Boolean => value.is_boolean(),
            Self::OneOf(choices) => value.as_str().is_some_and(|text| choices.contains(&text)),
            Self::Json => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    static UPDATE: Endpoint = Endpoint {
        operation: "org.update",
        method: Method::Post,
        path: "/v1/{code}/{orgId}",
        parameters: &[
            Parameter::path("orgId", Kind::Text),
            Parameter::query("visible", Kind::Boolean),
            Parameter::body("name", Kind::Text).required(),
            Parameter::body("secret", Kind::Text).secret(),
        ],
        form: Form::Json,
        effect: Effect::Writes,
        section: "",
    };

    #[test]
    fn arguments_go_where_the_table_says() {
        let arguments = Arguments::default()
            .with("name", "研发部")
            .with("orgId", "a/1")
            .with("visible", true);
        let settings = [("code", "星 河".to_owned())];
        let request = UPDATE.request(&settings, arguments).unwrap();
        assert_eq!(
            request.address(),
            "POST /v1/%E6%98%9F%20%E6%B2%B3/a%2F1?visible=true"
        );
        assert_eq!(request.json::<Value>(), Some(json!({"name": "研发部"})));
    }

    #[test]
    fn a_text_becomes_the_value_that_the_parameter_is_to_have() {
        for (kind, text, value) in [
            (Kind::Text, "007", json!("007")),
            (Kind::Text, "true", json!("true")),
            (Kind::Boolean, "true", json!(true)),
            (Kind::Integer, "12", json!(12)),
            (Kind::Integer, "zcQ7", json!("zcQ7")),
            (Kind::Json, "[1]", json!([1])),
        ] {
            assert_eq!(kind.value(text), value, "{kind:?}");
        }
    }

    #[test]
    fn arguments_that_do_not_fit_are_named() {
        let given = || Arguments::default().with("orgId", "1");
        let named = || given().with("name", "甲");
        for (arguments, misuse) in [
            (given(), Misuse::Missing("name")),
            (
                Arguments::default().with("name", "甲"),
                Misuse::Missing("orgId"),
            ),
            (named().with("nmae", 1), Misuse::Unknown("nmae".into())),
            (named().with("name", "乙"), Misuse::Twice("name".into())),
            (named().with("visible", "yes"), Misuse::Wrong("visible")),
            (
                Arguments::default().with("name", "甲").with("orgId", ".."),
                Misuse::Wrong("orgId"),
            ),
            (
                Arguments {
                    body: Some(b"{}".to_vec()),
                    ..named()
                },
                Misuse::BodyTwice("name"),
            ),
        ] {
            assert_eq!(UPDATE.request(&[], arguments).unwrap_err(), misuse);
        }
        let body = Arguments {
            body: Some(b"{}".to_vec()),
            ..given()
        };
        assert!(UPDATE.request(&[], body).is_ok());
    }
}
