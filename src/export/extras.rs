//! The columns of the user's own among some records: one output column a header, in source and column order.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::diagnostic::SourceId;
use crate::locale::{Arguments, Locale};
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
        self.headers.insert(key, column.header.to_string());
    }

    /// The columns noted; a header that would be taken for a field of the table on reading back is marked, e.g.
    /// `附加_english_name`.
    pub(super) fn finish(self, locale: &Locale) -> Extras {
        let mut extras = Extras::default();
        for (source, field) in self.found {
            let key = (SourceId(source), field);
            let mut header = self.headers[&key].clone();
            if is_known(&header) {
                header = marked(&header, locale);
            }
            let known = extras.headers.iter().position(|known| *known == header);
            let slot = known.unwrap_or_else(|| {
                extras.headers.push(header);
                extras.headers.len() - 1
            });
            extras.slots.insert(key, slot);
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
