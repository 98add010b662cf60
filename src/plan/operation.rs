//! One thing to do on a server, as data: what it is called, what it carries, what it rests on.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::state::Expectation;

/// How many bytes of the hash a key keeps.
const KEY_BYTES: usize = 16;

/// What an operation is called in plans and journals: a hash of what it does, so that it tells nothing about people.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(transparent)]
pub struct Key(String);

impl Key {
    /// The key of what `call` does with `arguments` and `body`, before references in them are filled.
    #[must_use]
    pub fn of(call: &str, arguments: &BTreeMap<String, String>, body: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        let texts = arguments.iter().flat_map(|(name, value)| [name, value]);
        for text in texts.map(String::as_str).chain([call, body]) {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        let hash = hasher.finalize();
        let hex = hash.as_bytes()[..KEY_BYTES].iter();
        Self(hex.map(|byte| format!("{byte:02x}")).collect())
    }

    /// The key as it stands in plans and journals.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands in a body or an argument for the id that the operation with this key will bring.
    #[must_use]
    pub fn reference(&self) -> String {
        format!(r#"{{"result_of":"{}"}}"#, self.0)
    }

    /// The key that `text` refers to, where it is a reference.
    #[must_use]
    pub fn referred(text: &str) -> Option<Self> {
        let key = text
            .strip_prefix(r#"{"result_of":""#)?
            .strip_suffix(r#""}"#)?;
        Some(Self(key.to_owned()))
    }
}

impl From<String> for Key {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl Display for Key {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What an operation does to its subject.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// Makes it.
    Create,
    /// Makes many at once.
    Import,
    /// Changes what is known of it.
    Update,
    /// Puts it elsewhere.
    Move,
    /// Puts a member into one more department.
    Join,
    /// Makes a member lead a department, or not.
    Lead,
    /// Takes a member out of a department.
    Leave,
    /// Removes it.
    Remove,
}

/// What kind of thing an operation is about.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// A department.
    Department,
    /// A member.
    Member,
    /// Several departments, members, or both.
    Several,
}

/// What an operation is about, in the user's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Subject {
    /// What kind of thing.
    pub kind: SubjectKind,
    /// The path of a department, the name of a member.
    pub name: String,
    /// Where it stands in the source, e.g. `花名册.xlsx ▸ 在职!C17`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// How many departments it makes or changes.
    #[serde(default)]
    pub departments: usize,
    /// How many members it makes or changes.
    #[serde(default)]
    pub members: usize,
}

/// One thing to do on a server.
#[derive(Clone, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Operation {
    /// What it is called.
    pub key: Key,
    /// What it does.
    pub action: Action,
    /// To whom.
    pub subject: Subject,
    /// The endpoint, e.g. `org.import`.
    pub call: String,
    /// What goes into the path, the query and bodies that are put together from single values.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, String>,
    /// The JSON body, where there is one. `{"result_of": KEY}` stands for an id that another operation brings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<serde_json::Value>")]
    pub body: Option<Box<RawValue>>,
    /// Where each of several things stands in the source, by what replies call it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub places: BTreeMap<String, String>,
    /// The operation without which this one makes no sense.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needs: Option<Key>,
    /// What must still be as it was seen.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expects: Vec<Expectation>,
}

impl Operation {
    /// An operation that rests on nothing yet.
    ///
    /// # Panics
    /// When `body` is no JSON.
    #[must_use]
    pub fn new(
        action: Action,
        subject: Subject,
        call: &str,
        arguments: BTreeMap<String, String>,
        body: Option<String>,
    ) -> Self {
        let key = Key::of(call, &arguments, body.as_deref().unwrap_or_default());
        let body = body.map(|body| RawValue::from_string(body).expect("bodies are JSON"));
        Self {
            key,
            action,
            subject,
            call: call.to_owned(),
            arguments,
            body,
            places: BTreeMap::new(),
            needs: None,
            expects: Vec::new(),
        }
    }

    /// Where in the source that stands which replies call `identity`.
    #[must_use]
    pub fn place_of(&self, identity: &str) -> Option<&str> {
        let known = self.places.get(identity).or(self.subject.place.as_ref());
        known.map(String::as_str)
    }

    /// The body as it stands in the plan; empty where there is none.
    #[must_use]
    pub fn body_text(&self) -> &str {
        self.body.as_deref().map_or("", RawValue::get)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_what_an_operation_does_and_nothing_else() {
        let arguments = |id: &str| BTreeMap::from([("orgId".to_owned(), id.to_owned())]);
        let key = Key::of("org.update", &arguments("1"), "{}");
        assert_eq!(key, Key::of("org.update", &arguments("1"), "{}"));
        assert_eq!(key.as_str().len(), 2 * KEY_BYTES);
        assert_eq!(Key::referred(&key.reference()), Some(key.clone()));
        assert_eq!(Key::referred(key.as_str()), None);
        for other in [
            Key::of("org.delete", &arguments("1"), "{}"),
            Key::of("org.update", &arguments("2"), "{}"),
            Key::of("org.update", &arguments("1"), r#"{"a":1}"#),
            Key::of("org.update", &arguments("1{"), "}"),
        ] {
            assert_ne!(key, other);
        }
    }
}
