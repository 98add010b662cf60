//! Puts the ids that operations brought into the bodies and arguments that wait for them.

use std::borrow::Cow;

use crate::plan::{Key, Operation};
use crate::system::{Arguments, Ids};

/// What a reference begins and ends with. It cannot stand inside a JSON string, where a quote has a backslash.
const BEGINNING: &str = r#"{"result_of":""#;
const END: &str = r#""}"#;

/// The arguments of `operation` with every reference filled from `ids`.
///
/// # Errors
/// When an id is not there yet: the key of the operation that is to bring it.
pub(crate) fn arguments(operation: &Operation, ids: &Ids) -> Result<Arguments, Key> {
    let mut arguments = Arguments::default();
    for (name, value) in &operation.arguments {
        let value = filled(value, ids, |id| id.to_owned())?;
        arguments = arguments.with(name, value.into_owned());
    }
    if operation.body.is_some() {
        let body = filled(operation.body_text(), ids, as_json)?;
        arguments.body = Some(body.into_owned().into_bytes());
    }
    Ok(arguments)
}

/// `text` with every reference in it replaced by what `write` makes of its id.
fn filled<'t>(
    text: &'t str,
    ids: &Ids,
    write: impl Fn(&str) -> String,
) -> Result<Cow<'t, str>, Key> {
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(BEGINNING) {
        let Some((key, after)) = after.split_once(END) else {
            break;
        };
        let key = Key::from(key.to_owned());
        let id = ids.get(&key).ok_or_else(|| key.clone())?;
        filled.push_str(before);
        filled.push_str(&write(id));
        rest = after;
    }
    if filled.is_empty() && rest.len() == text.len() {
        return Ok(Cow::Borrowed(text));
    }
    filled.push_str(rest);
    Ok(Cow::Owned(filled))
}

/// An id as it stands in a body: a number where it is one.
fn as_json(id: &str) -> String {
    let is_number = id
        .parse::<u64>()
        .is_ok_and(|number| number.to_string() == id);
    match is_number {
        true => id.to_owned(),
        false => serde_json::Value::from(id).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_become_ids_and_names_that_look_like_references_stay() {
        let key = Key::from("00ff".to_owned());
        let name = serde_json::Value::from(key.reference()).to_string();
        let body = format!(r#"{{"parent_id":{},"name":{name}}}"#, key.reference());
        let ids = |id: &str| Ids::from([(key.clone(), id.to_owned())]);
        for (id, written) in [("2692", "2692"), ("zcQ7", r#""zcQ7""#), ("007", r#""007""#)] {
            assert_eq!(
                filled(&body, &ids(id), as_json).unwrap(),
                format!(r#"{{"parent_id":{written},"name":{name}}}"#)
            );
        }
        assert_eq!(filled(&body, &Ids::new(), as_json), Err(key));
        assert_eq!(filled("{}", &Ids::new(), as_json).unwrap(), "{}");
    }
}
