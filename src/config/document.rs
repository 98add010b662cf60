//! A TOML document that is taken apart key by key. Whatever is wrong is named by file, line and key; values are never
//! repeated, as one of them may be a secret.

use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Error, ErrorKind, Result};
use crate::locale::Argument;

/// The file a document came from, and its text.
#[derive(Clone, Copy)]
pub(super) struct Document<'t> {
    pub(super) file: &'t Path,
    pub(super) text: &'t str,
}

/// A table of a document. Keys that nobody asked for are an error in the end.
pub(super) struct Section<'t> {
    document: Document<'t>,
    name: String,
    line: usize,
    entries: DeTable<'t>,
    asked: Vec<&'static str>,
}

/// A value and where it stands.
pub(super) struct Entry<'t> {
    document: Document<'t>,
    /// The key with the names of its tables, e.g. `remote.prod.url`.
    pub(super) key: String,
    /// The line of the value, from 1.
    pub(super) line: usize,
    value: DeValue<'t>,
}

impl<'t> Document<'t> {
    /// Parses the document.
    ///
    /// # Errors
    /// When it is no TOML.
    pub(super) fn parse(self) -> Result<Section<'t>> {
        let entries = DeTable::parse(self.text).map_err(|error| {
            let line = self.line(error.span().map_or(0, |span| span.start));
            self.error("config-syntax", line)
                .with("cause", error.message())
        })?;
        Ok(Section {
            document: self,
            name: String::new(),
            line: 1,
            entries: entries.into_inner(),
            asked: Vec::new(),
        })
    }

    fn line(self, offset: usize) -> usize {
        let before = self.text.as_bytes().iter().take(offset);
        1 + before.filter(|byte| **byte == b'\n').count()
    }

    fn error(self, id: &'static str, line: usize) -> Error {
        Error::new(ErrorKind::Usage, id)
            .with("file", self.file.display().to_string())
            .with("line", line)
    }
}

impl<'t> Section<'t> {
    /// Takes the value of `key`.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Entry<'t>> {
        self.asked.push(key);
        let value = self.entries.remove(key)?;
        Some(self.entry(key, value))
    }

    /// Takes every entry, for tables whose keys are the user's own.
    pub(super) fn take_all(&mut self) -> Vec<(String, Entry<'t>)> {
        let entries = std::mem::take(&mut self.entries);
        entries
            .into_iter()
            .map(|(key, value)| {
                let key = key.into_inner().into_owned();
                let entry = self.entry(&key, value);
                (key, entry)
            })
            .collect()
    }

    /// Takes the table under `key`, empty where there is none.
    ///
    /// # Errors
    /// When it is no table.
    pub(super) fn section(&mut self, key: &'static str) -> Result<Section<'t>> {
        match self.take(key) {
            Some(entry) => entry.section(),
            None => Ok(Section {
                document: self.document,
                name: key.to_owned(),
                line: self.line,
                entries: DeTable::default(),
                asked: Vec::new(),
            }),
        }
    }

    /// The text under `key`.
    ///
    /// # Errors
    /// When it is no text.
    pub(super) fn text(&mut self, key: &'static str) -> Result<Option<String>> {
        self.take(key).map(Entry::text).transpose()
    }

    /// An error about a key that has to be there and is not.
    pub(super) fn missing(&self, key: &str) -> Error {
        let name = match self.name.is_empty() {
            true => key.to_owned(),
            false => format!("{}.{key}", self.name),
        };
        self.document
            .error("config-missing-key", self.line)
            .with("key", name)
    }

    /// Ends the reading of this table.
    ///
    /// # Errors
    /// When it has a key that nobody asked for.
    pub(super) fn finish(self) -> Result<()> {
        let Some((key, _)) = self.entries.iter().next() else {
            return Ok(());
        };
        let line = self.document.line(key.span().start);
        let name = match self.name.is_empty() {
            true => key.get_ref().to_string(),
            false => format!("{}.{}", self.name, key.get_ref()),
        };
        Err(self
            .document
            .error("config-unknown-key", line)
            .with("key", name)
            .with("choices", self.asked.join(" ")))
    }

    fn entry(&self, key: &str, value: Spanned<DeValue<'t>>) -> Entry<'t> {
        Entry {
            document: self.document,
            key: match self.name.is_empty() {
                true => key.to_owned(),
                false => format!("{}.{key}", self.name),
            },
            line: self.document.line(value.span().start),
            value: value.into_inner(),
        }
    }
}

impl<'t> Entry<'t> {
    /// The value as a table.
    ///
    /// # Errors
    /// When it is none.
    pub(super) fn section(self) -> Result<Section<'t>> {
        match self.value {
            DeValue::Table(entries) => Ok(Section {
                document: self.document,
                name: self.key,
                line: self.line,
                entries,
                asked: Vec::new(),
            }),
            _ => Err(self.unexpected("表", "a table")),
        }
    }

    /// The value as a list of tables (`[[key]]`).
    ///
    /// # Errors
    /// When it is none.
    pub(super) fn sections(self) -> Result<Vec<Section<'t>>> {
        let wrong = self.unexpected("表的列表（[[名称]]）", "a list of tables ([[name]])");
        let Self {
            document,
            key,
            value: DeValue::Array(items),
            ..
        } = self
        else {
            return Err(wrong);
        };
        let sections = items.into_iter().map(|item| {
            let line = document.line(item.span().start);
            match item.into_inner() {
                DeValue::Table(entries) => Some(Section {
                    document,
                    name: key.clone(),
                    line,
                    entries,
                    asked: Vec::new(),
                }),
                _ => None,
            }
        });
        sections.collect::<Option<Vec<_>>>().ok_or(wrong)
    }

    /// The value as text.
    ///
    /// # Errors
    /// When it is none.
    pub(super) fn text(self) -> Result<String> {
        match self.value {
            DeValue::String(text) => Ok(text.into_owned()),
            _ => Err(self.unexpected("文字（要加引号）", "text in quotes")),
        }
    }

    /// The value as one text or a list of texts.
    ///
    /// # Errors
    /// When it is neither.
    pub(super) fn texts(self) -> Result<Vec<String>> {
        let wrong = self.unexpected("文字或文字列表", "text or a list of texts");
        match self.value {
            DeValue::String(text) => Ok(vec![text.into_owned()]),
            DeValue::Array(items) => items
                .into_iter()
                .map(|item| match item.into_inner() {
                    DeValue::String(text) => Some(text.into_owned()),
                    _ => None,
                })
                .collect::<Option<Vec<_>>>()
                .ok_or(wrong),
            _ => Err(wrong),
        }
    }

    /// The value as text, also where it is written as a whole number.
    ///
    /// # Errors
    /// When it is neither.
    pub(super) fn text_or_number(self) -> Result<String> {
        match self.value {
            DeValue::Integer(_) => Ok(self.number()?.to_string()),
            _ => self.text(),
        }
    }

    /// The value as a whole number from 0.
    ///
    /// # Errors
    /// When it is none.
    pub(super) fn number(self) -> Result<u64> {
        let number = match &self.value {
            DeValue::Integer(digits) => u64::from_str_radix(digits.as_str(), digits.radix()).ok(),
            _ => None,
        };
        number.ok_or_else(|| self.unexpected("不小于 0 的整数", "a whole number from 0"))
    }

    /// The value as a list of whole numbers from 0, else as text.
    ///
    /// # Errors
    /// When it is neither.
    pub(super) fn numbers_or_text(self) -> Result<std::result::Result<Vec<u64>, String>> {
        let Self {
            value: DeValue::Array(items),
            document,
            key,
            line,
        } = self
        else {
            return self.text().map(Err);
        };
        let numbers = items.into_iter().map(|item| {
            let entry = Self {
                document,
                key: key.clone(),
                line,
                value: item.into_inner(),
            };
            entry.number()
        });
        numbers.collect::<Result<_>>().map(Ok)
    }

    /// The value as `true` or `false`.
    ///
    /// # Errors
    /// When it is neither.
    pub(super) fn flag(self) -> Result<bool> {
        match self.value {
            DeValue::Boolean(flag) => Ok(flag),
            _ => Err(self.unexpected("true 或 false", "true or false")),
        }
    }

    /// The value as a size: bytes, or text such as `512MiB`.
    ///
    /// # Errors
    /// When it is neither.
    pub(super) fn size(self) -> Result<u64> {
        match &self.value {
            DeValue::String(text) => parse_size(text).ok_or_else(|| {
                self.unexpected("数字或 512MiB 这样的大小", "a number or a size like 512MiB")
            }),
            _ => self.number(),
        }
    }

    /// An error that says what the value should have been.
    pub(super) fn unexpected(&self, chinese: &'static str, english: &'static str) -> Error {
        self.error("config-wrong-value")
            .with("expected", Argument::Words { chinese, english })
    }

    /// The error `id` about this key.
    pub(super) fn error(&self, id: &'static str) -> Error {
        self.document
            .error(id, self.line)
            .with("key", self.key.as_str())
    }
}

/// Reads `1024`, `64KiB`, `512 MB`, `2GiB`; decimal and binary units both mean powers of 1024, as Excel users expect.
fn parse_size(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = text.split_at(digits);
    let shift = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 0,
        "k" | "kb" | "kib" => 10,
        "m" | "mb" | "mib" => 20,
        "g" | "gb" | "gib" => 30,
        _ => return None,
    };
    number.parse::<u64>().ok()?.checked_mul(1 << shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_with_and_without_a_unit() {
        for (text, size) in [
            ("1024", Some(1024)),
            ("64 KiB", Some(65_536)),
            ("2GB", Some(2 << 30)),
            ("GB", None),
            ("2 parsecs", None),
            ("99999999999999999999", None),
            ("18446744073709551615G", None),
        ] {
            assert_eq!(parse_size(text), size, "{text}");
        }
    }
}
