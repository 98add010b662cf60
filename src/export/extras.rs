//! The columns of the user's own among some records, and the keys of dumps that no field is for: one output column a
//! header, columns in source order, then keys as they are met.

use std::borrow::Cow;
use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::locale::{Arguments, Locale};
use crate::record::field::{EXTRA_COLUMNS, FIELDS};
use crate::record::{Field, Form, Record, key_and_value};

/// A value of the user's own.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extra<'r> {
    /// The number of the source.
    source: u32,
    field: Field,
    /// The key of a dump as it stands between its quotes; `None` for a column.
    key: Option<&'r str>,
    /// Whether the value is JSON.
    pub(super) is_json: bool,
    /// Text of a cell, or JSON.
    pub(super) value: &'r str,
}

impl<'r> Extra<'r> {
    /// What `record` says in the column of the user's own `field`, or as JSON carried along; `None` for other fields.
    pub(super) fn of(record: &Record<'r>, field: Field, value: &'r str) -> Option<Self> {
        let extra = Self {
            source: record.source().0,
            field,
            key: None,
            is_json: record.shape().form == Form::Json,
            value,
        };
        if field.is_extra() {
            return Some(extra);
        }
        let (key, value) = key_and_value(value).filter(|_| field == Field::RAW_JSON)?;
        Some(Self {
            key: Some(key),
            is_json: true,
            value,
            ..extra
        })
    }

    /// The value as a person expects it in a cell: JSON strings without their quotes, JSON that says nothing as
    /// nothing.
    pub(super) fn text(&self) -> Cow<'r, str> {
        match self.value {
            r#""""# | "null" | "[]" | "{}" if self.is_json => "".into(),
            value if self.is_json && value.starts_with('"') => unquoted(value),
            value => value.into(),
        }
    }

    /// The header of the column, or the key.
    pub(super) fn header(&self, record: &Record<'r>) -> Option<Cow<'r, str>> {
        match self.key {
            Some(key) if key.contains('\\') => {
                Some(unquoted(&format!("\"{key}\"")).into_owned().into())
            }
            Some(key) => Some(key.into()),
            None => {
                let column = record.shape().column(self.field)?;
                Some(column.header.clone())
            }
        }
    }
}

/// The text of a JSON string; `json` itself where it is none.
fn unquoted(json: &str) -> Cow<'_, str> {
    serde_json::from_str::<String>(json).map_or_else(|_| json.into(), Into::into)
}

/// Which value stands in which output column.
#[derive(Debug, Default)]
pub(super) struct Extras {
    headers: Vec<String>,
    columns: FxHashMap<(u32, Field), usize>,
    keys: FxHashMap<String, usize>,
}

impl Extras {
    /// The output headers.
    pub(super) fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The output column, from 0, of `extra`.
    pub(super) fn slot(&self, extra: &Extra<'_>) -> Option<usize> {
        match extra.key {
            Some(key) => self.keys.get(key).copied(),
            None => self.columns.get(&(extra.source, extra.field)).copied(),
        }
    }

    /// The output column called `header`, a new one where there is none.
    fn place(&mut self, header: &str, locale: &Locale) -> usize {
        let header = if is_known(header) {
            marked(header, locale)
        } else {
            header.to_owned()
        };
        let known = self.headers.iter().position(|known| *known == header);
        known.unwrap_or_else(|| {
            self.headers.push(header);
            self.headers.len() - 1
        })
    }
}

/// Collects the values of the user's own that any of the records noted fills.
#[derive(Debug, Default)]
pub(super) struct ExtrasNoted {
    columns: BTreeSet<(u32, Field)>,
    headers: FxHashMap<(u32, Field), String>,
    keys: Vec<(String, String)>,
    known_keys: FxHashSet<String>,
}

impl ExtrasNoted {
    /// Notes what `record` says. Beyond as many keys as a source may have columns, keys are left out.
    pub(super) fn note(&mut self, record: &Record<'_>, extra: &Extra<'_>) {
        let place = (extra.source, extra.field);
        let is_noted = match extra.key {
            Some(key) => {
                self.known_keys.contains(key) || self.keys.len() == usize::from(EXTRA_COLUMNS)
            }
            None => self.headers.contains_key(&place),
        };
        if is_noted || extra.text().is_empty() {
            return;
        }
        let Some(header) = extra.header(record) else {
            return;
        };
        match extra.key {
            Some(key) => {
                self.known_keys.insert(key.to_owned());
                self.keys.push((key.to_owned(), header.into_owned()));
            }
            None => {
                self.columns.insert(place);
                self.headers.insert(place, header.into_owned());
            }
        }
    }

    /// The columns noted; a header that would be taken for a field of the table on reading back is marked, e.g.
    /// `附加_english_name`.
    pub(super) fn finish(self, locale: &Locale) -> Extras {
        let mut extras = Extras::default();
        for place in self.columns {
            let slot = extras.place(&self.headers[&place], locale);
            extras.columns.insert(place, slot);
        }
        for (key, header) in self.keys {
            let slot = extras.place(&header, locale);
            extras.keys.insert(key, slot);
        }
        extras
    }
}

/// `header`, marked as one of the user's own columns.
pub(super) fn marked(header: &str, locale: &Locale) -> String {
    let arguments = Arguments::default().with("header", header);
    locale.format("export-own-column", &arguments)
}

/// Whether `header` is a spelling of a field of the table.
fn is_known(header: &str) -> bool {
    let folded = fold(header);
    FIELDS.iter().any(|field| {
        [field.chinese, field.english, field.generic]
            .into_iter()
            .flatten()
            .any(|spelling| fold(spelling) == folded)
    })
}

/// A header as the reader compares it, roughly: without case, spaces and joining marks.
fn fold(header: &str) -> String {
    header
        .chars()
        .filter(|c| !c.is_whitespace() && !['_', '-', '.', '*', '＊'].contains(c))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Language;

    #[test]
    fn json_becomes_the_text_a_person_expects() {
        let text = |is_json, value| {
            let extra = Extra {
                source: 0,
                field: Field::RAW_JSON,
                key: None,
                is_json,
                value,
            };
            extra.text().into_owned()
        };
        for (is_json, value, expected) in [
            (true, r#""甲\n\"乙\"""#, "甲\n\"乙\""),
            (true, r#""""#, ""),
            (true, "null", ""),
            (true, "[]", ""),
            (true, "12", "12"),
            (true, r#"{"attrs":[1]}"#, r#"{"attrs":[1]}"#),
            (false, r#""甲""#, r#""甲""#),
            (false, "null", "null"),
        ] {
            assert_eq!(text(is_json, value), expected, "{value}");
        }
    }

    #[test]
    fn json_carried_along_is_parted_at_the_end_of_its_key() {
        for (text, parts) in [
            (r#""a":1"#, Some(("a", "1"))),
            (r#""a\"b\\":{"c":2}"#, Some((r#"a\"b\\"#, r#"{"c":2}"#))),
            (r#""a"#, None),
            ("", None),
        ] {
            assert_eq!(key_and_value(text), parts, "{text}");
        }
    }

    #[test]
    fn an_own_column_that_reads_like_a_known_one_is_marked() {
        for (header, known) in [
            ("英文名", true),
            ("English_Name", true),
            ("工位号", false),
            ("附加_英文名", false),
        ] {
            assert_eq!(is_known(header), known, "{header}");
        }
        for language in Language::ALL {
            let header = marked("英文名", &Locale::new(language));
            assert!(header.ends_with("英文名") && !is_known(&header), "{header}");
        }
    }
}
