//! Keys and values of JSON that are carried along as they were read: the text of [`super::Field::RAW_JSON`].

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
