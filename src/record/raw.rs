//! Keys and values of JSON that are carried along as they were read: the text of [`super::Field::RAW_JSON`].

use super::{Field, Record};

/// Key and value of `"key":value`; the key as it stands between its quotes.
#[must_use]
pub fn key_and_value(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix('"')?;
    let mut is_escaped = false;
    let end = rest.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    })?;
    Some((&rest[..end], rest[end + 1..].strip_prefix(':')?))
}

impl<'b> Record<'b> {
    /// The raw JSON that is carried along under `key`, which has no escapes.
    #[must_use]
    pub fn carried(&self, key: &str) -> Option<&'b str> {
        let mut carried = self.values().filter_map(|(field, value)| match field {
            Field::RAW_JSON => key_and_value(value.filled()?),
            _ => None,
        });
        let (_, value) = carried.find(|(found, _)| *found == key)?;
        Some(value)
    }

    /// The text that is carried along under `key`.
    #[must_use]
    pub fn carried_text(&self, key: &str) -> Option<String> {
        serde_json::from_str(self.carried(key)?).ok()
    }
}
