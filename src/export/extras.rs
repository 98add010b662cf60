//! The columns of the user's own among some records: one output column a header, in source and column order.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::diagnostic::SourceId;
use crate::record::field::FIELDS;
use crate::record::{Field, Record};

use super::cells::extra_text;

/// Which extra field of which source stands in which output column.
#[derive(Debug, Default)]
pub(super) struct Extras {
    headers: Vec<String>,
    slots: FxHashMap<(SourceId, Field), usize>,
}

impl Extras {
    /// The output headers.
    pub(super) fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The output column, from 0, of the extra `field` of `record`.
    pub(super) fn slot(&self, record: &Record<'_>, field: Field) -> Option<usize> {
        self.slots.get(&(record.source(), field)).copied()
    }
}

/// Collects the extra columns that any of the records noted fills.
#[derive(Debug, Default)]
pub(super) struct ExtrasNoted {
    found: BTreeSet<(u32, Field)>,
    headers: FxHashMap<(SourceId, Field), String>,
}

impl ExtrasNoted {
    /// Notes the extra `field` that says `value` in `record`.
    pub(super) fn note(&mut self, record: &Record<'_>, field: Field, value: &str) {
        let key = (record.source(), field);
        if self.headers.contains_key(&key) || extra_text(record.shape().form, value).is_empty() {
            return;
        }
        let Some(column) = record.shape().column(field) else {
            return;
        };
        self.found.insert((record.source().0, field));
        self.headers.insert(key, own_header(&column.header));
    }

    /// The columns noted.
    pub(super) fn finish(self) -> Extras {
        let mut extras = Extras::default();
        for (source, field) in self.found {
            let key = (SourceId(source), field);
            let header = &self.headers[&key];
            let known = extras.headers.iter().position(|known| known == header);
            let slot = known.unwrap_or_else(|| {
                extras.headers.push(header.clone());
                extras.headers.len() - 1
            });
            extras.slots.insert(key, slot);
        }
        extras
    }
}

/// `header`, marked where it would be taken for a field of the table on reading back, e.g. `附加_english_name`.
fn own_header(header: &str) -> String {
    let folded = fold(header);
    let is_known = FIELDS.iter().any(|field| {
        [field.chinese, field.english, field.generic]
            .into_iter()
            .flatten()
            .any(|spelling| fold(spelling) == folded)
    });
    if is_known {
        format!("附加_{header}")
    } else {
        header.to_owned()
    }
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

    #[test]
    fn an_own_column_is_never_taken_for_a_known_one() {
        for (header, written) in [
            ("英文名", "附加_英文名"),
            ("English_Name", "附加_English_Name"),
            ("工位号", "工位号"),
            ("附加_英文名", "附加_英文名"),
        ] {
            assert_eq!(own_header(header), written);
        }
    }
}
