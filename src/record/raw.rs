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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::diagnostic::SourceId;
    use crate::record::{BlockWriter, Form, Order, RecordKind, Shape, Value};

    use super::*;

    #[test]
    fn what_is_carried_along_is_found_by_its_key() {
        let mut writer = BlockWriter::new(Arc::new(Shape {
            source: SourceId(0),
            form: Form::Json,
            order: Order::SmallerFirst,
            columns: Vec::new(),
        }));
        writer.begin(RecordKind::Member, 1);
        for text in [r#""id":"a\u0062""#, r#""leads":true"#, r#""no":7"#] {
            writer.push(Field::RAW_JSON, Value::Text(text));
        }
        let block = writer.take();
        let record = block.records().next().expect("one was begun");
        assert_eq!(record.carried("leads"), Some("true"));
        assert_eq!(record.carried("lead"), None);
        assert_eq!(record.carried_text("id").as_deref(), Some("ab"));
        assert_eq!(record.carried_text("no"), None);
    }
}
