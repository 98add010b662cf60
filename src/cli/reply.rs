//! A reply for people: its JSON laid out, its numbers as they came, its secrets masked.

use std::fmt::Write;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

/// The keys that hold secrets in the replies of any system.
const SECRET_KEYS: [&str; 9] = [
    "access_token",
    "refresh_token",
    "token",
    "client_secret",
    "app_secret",
    "corpsecret",
    "workwx_secret",
    "secret",
    "password",
];

/// What stands in for a secret.
const MASK: &str = "\"***\"";

/// Deeper JSON is shown as it came.
const DEEPEST: usize = 64;

/// How a reply is shown.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// Whether secrets show.
    pub(super) shows_secrets: bool,
}

/// The entries of an object in their own order.
struct Entries<'j>(Vec<(String, &'j RawValue)>);

impl<'de> Deserialize<'de> for Entries<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Entries<'de>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Entries(entries))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

impl Layout {
    /// The JSON text `json` with two spaces a level, and a line break at its end.
    ///
    /// # Errors
    /// When it is no JSON.
    pub(super) fn text(self, json: &[u8]) -> serde_json::Result<String> {
        let value: &RawValue = serde_json::from_slice(json)?;
        let mut text = String::with_capacity(json.len() * 2);
        self.value(value, 0, &mut text)?;
        text.push('\n');
        Ok(text)
    }

    fn value(self, value: &RawValue, depth: usize, text: &mut String) -> serde_json::Result<()> {
        let raw = value.get();
        if depth >= DEEPEST && !self.shows_secrets && raw.starts_with(['{', '[']) {
            text.push_str(MASK);
        } else if raw.starts_with('{') && depth < DEEPEST {
            let Entries(entries) = serde_json::from_str(raw)?;
            let entries = entries
                .iter()
                .map(|(key, value)| (Some(key.as_str()), *value));
            self.list(entries, ['{', '}'], depth, text)?;
        } else if raw.starts_with('[') && depth < DEEPEST {
            let items: Vec<&RawValue> = serde_json::from_str(raw)?;
            self.list(
                items.into_iter().map(|item| (None, item)),
                ['[', ']'],
                depth,
                text,
            )?;
        } else {
            text.push_str(raw);
        }
        Ok(())
    }

    fn list<'j>(
        self,
        entries: impl Iterator<Item = (Option<&'j str>, &'j RawValue)>,
        [open, close]: [char; 2],
        depth: usize,
        text: &mut String,
    ) -> serde_json::Result<()> {
        text.push(open);
        let mut is_empty = true;
        for (key, value) in entries {
            text.push_str(if is_empty { "\n" } else { ",\n" });
            is_empty = false;
            indent(depth + 1, text);
            if let Some(key) = key {
                // Writing into a string cannot fail.
                let _ = write!(text, "{}: ", serde_json::Value::from(key));
            }
            match key.is_some_and(|key| self.masks(key, value.get())) {
                true => text.push_str(MASK),
                false => self.value(value, depth + 1, text)?,
            }
        }
        if !is_empty {
            text.push('\n');
            indent(depth, text);
        }
        text.push(close);
        Ok(())
    }

    fn masks(self, key: &str, value: &str) -> bool {
        let is_secret = || {
            SECRET_KEYS
                .iter()
                .any(|known| key.eq_ignore_ascii_case(known))
        };
        !self.shows_secrets && !matches!(value, "null" | "\"\"") && is_secret()
    }
}

fn indent(depth: usize, text: &mut String) {
    for _ in 0..depth {
        text.push_str("  ");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPLY: &str =
        r#"{"status":0,"result":{"access_token":"canary","n":1.10,"b":[],"l":[{"z":1,"a":{}}]}}"#;

    #[test]
    fn order_and_numbers_stay_and_tokens_do_not_show() {
        let text = Layout {
            shows_secrets: false,
        }
        .text(REPLY.as_bytes());
        let expected = "{\n  \"status\": 0,\n  \"result\": {\n    \"access_token\": \"***\",\n    \"n\": 1.10,\n    \"b\": [],\n    \"l\": [\n      {\n        \"z\": 1,\n        \"a\": {}\n      }\n    ]\n  }\n}\n";
        assert_eq!(text.unwrap(), expected);
    }

    #[test]
    fn tokens_show_when_asked_for() {
        let layout = Layout {
            shows_secrets: true,
        };
        assert!(layout.text(REPLY.as_bytes()).unwrap().contains("canary"));
    }

    #[test]
    fn a_reply_of_any_depth_is_laid_out_without_a_secret() {
        let deep = format!(
            "{}{{\"token\":\"canary\"}}{}",
            "[".repeat(100),
            "]".repeat(100)
        );
        let layout = Layout {
            shows_secrets: false,
        };
        assert!(!layout.text(deep.as_bytes()).unwrap().contains("canary"));
        assert!(layout.text(b"<html>").is_err());
    }
}
