//! Mapping files: how tables are read, decided once and pinned from then on. TOML of version 1:
//!
//! ```toml
//! version = 1
//!
//! [[sheet]]                        # the first that fits counts
//! file = "组织架构.xlsx"            # left out: any file
//! sheet = "成员"                    # left out: any sheet, and text files
//! kind = "members"
//! header_row = 3
//! list_separator = ["；", ";"]
//!
//! [sheet.columns]
//! "member.mobile" = "联系方式"
//! ```
//!
//! The keys of a sheet may also stand at the top, for every sheet that does not say otherwise.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::error::{Error, ErrorKind, Result};

use super::PinnedColumn;
use super::document::{Document, Section};
use super::reading::TablePins;

/// The version of the format.
const VERSION: u32 = 1;

/// No mapping is larger, in bytes.
const LARGEST: u64 = 1 << 20;

/// How tables are to be read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mapping {
    /// The file it was read from.
    pub file: Option<PathBuf>,
    /// What holds for every table that does not say otherwise.
    pub everywhere: MappedTable,
    /// What holds for single tables.
    pub tables: Vec<MappedTable>,
}

/// What a mapping says of some tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MappedTable {
    /// Which tables, and what is pinned of them but for the columns.
    pub table: TablePins,
    /// Which column holds which field.
    pub columns: Vec<PinnedColumn>,
}

impl Mapping {
    /// Reads the mapping at `file`.
    ///
    /// # Errors
    /// When it cannot be read, is of a newer version, or says something it may not; the error names file, line and key.
    pub fn load(file: &Path) -> Result<Self> {
        let unreadable = |error: std::io::Error| {
            Error::new(ErrorKind::Usage, "config-unreadable")
                .with("file", file.display().to_string())
                .because(error)
        };
        if fs::metadata(file).map_err(unreadable)?.len() > LARGEST {
            return Err(Error::new(ErrorKind::Usage, "config-too-large")
                .with("file", file.display().to_string()));
        }
        Self::parse(file, &fs::read_to_string(file).map_err(unreadable)?)
    }

    /// Reads `text`, the content of `file`.
    ///
    /// # Errors
    /// As [`Mapping::load`].
    pub fn parse(file: &Path, text: &str) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let mut top = Document { file, text }.parse()?;
        let version = top.take("version").ok_or_else(|| top.missing("version"))?;
        let newer = version.error("mapping-newer");
        if version.number()? != u64::from(VERSION) {
            return Err(newer.with("version", VERSION));
        }
        let sheets = top.take("sheet");
        let sheets = sheets.map(|entry| entry.sections()).transpose()?;
        let everywhere = MappedTable::read(&mut top)?;
        top.finish()?;
        let tables = sheets.unwrap_or_default().into_iter().map(|mut section| {
            let file = section.text("file")?;
            let sheet = section.text("sheet")?;
            let mut table = MappedTable::read(&mut section)?;
            section.finish()?;
            table.table.file = file;
            table.table.sheet = sheet;
            Ok(table)
        });
        Ok(Self {
            file: Some(file.to_path_buf()),
            everywhere,
            tables: tables.collect::<Result<_>>()?,
        })
    }

    /// The text of a mapping file that says the same of single tables.
    ///
    /// # Errors
    /// When something has no place in TOML.
    pub fn to_text(&self) -> Result<String> {
        let written = Written {
            version: VERSION,
            sheet: self.tables.iter().map(WrittenTable::of).collect(),
        };
        toml::to_string(&written)
            .map_err(|cause| Error::new(ErrorKind::File, "mapping-not-written").because(cause))
    }
}

impl MappedTable {
    fn read(section: &mut Section<'_>) -> Result<Self> {
        let mut table = TablePins {
            pins: super::Pins::read(section)?,
            ..TablePins::default()
        };
        table.pins.read_layout(section)?;
        let mut columns = Vec::new();
        for (field, entry) in section.section("columns")?.take_all() {
            let line = entry.line;
            columns.extend(entry.texts()?.into_iter().map(|header| PinnedColumn {
                field: field.clone(),
                header,
                line,
            }));
        }
        Ok(Self { table, columns })
    }
}

/// A mapping file as it is written.
#[derive(Serialize)]
struct Written<'m> {
    version: u32,
    sheet: Vec<WrittenTable<'m>>,
}

#[derive(Serialize)]
struct WrittenTable<'m> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    header_row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    encoding: Option<&'m str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    path_separator: Option<char>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    list_separator: &'m [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    include_leavers: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    skip_hidden: Option<bool>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    levels: &'m [String],
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    columns: BTreeMap<&'m str, Headers<'m>>,
}

/// The header of a field, or those that hold it together.
#[derive(Serialize)]
#[serde(untagged)]
enum Headers<'m> {
    One(&'m str),
    Several(Vec<&'m str>),
}

impl<'m> WrittenTable<'m> {
    fn of(mapped: &'m MappedTable) -> Self {
        let mut headers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for column in &mapped.columns {
            headers
                .entry(&column.field)
                .or_default()
                .push(&column.header);
        }
        let columns = headers
            .into_iter()
            .map(|(field, headers)| match headers[..] {
                [one] => (field, Headers::One(one)),
                _ => (field, Headers::Several(headers)),
            });
        let TablePins { file, sheet, pins } = &mapped.table;
        Self {
            file: file.as_deref(),
            sheet: sheet.as_deref(),
            kind: pins.kind.map(super::TableKind::name),
            header_row: pins.header_row,
            encoding: pins.encoding.as_deref(),
            path_separator: pins.path_separator,
            list_separator: &pins.list_separators,
            include_leavers: pins.include_leavers,
            skip_hidden: pins.skip_hidden,
            levels: &pins.levels,
            columns: columns.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Pins, TableKind};
    use super::*;
    use crate::locale::{Language, Locale};

    fn parse(text: &str) -> Result<Mapping> {
        Mapping::parse(Path::new("m.toml"), text)
    }

    #[test]
    fn a_mapping_comes_back_as_it_was_written() {
        let column = |field: &str, header: &str, line| PinnedColumn {
            field: field.into(),
            header: header.into(),
            line,
        };
        let table = TablePins {
            file: Some("花名册.xlsx".into()),
            sheet: Some("在职 \"一\"".into()),
            pins: Pins {
                kind: Some(TableKind::Memberships),
                header_row: Some(3),
                levels: vec!["一级".into(), "二级".into()],
                path_separator: Some('\\'),
                list_separators: vec!["\n".into(), "；".into()],
                encoding: Some("gb18030".into()),
                ..Pins::default()
            },
        };
        let columns = vec![
            column("member.mobile", "联系\n方式", 0),
            column("membership.second_department", "兼职1", 0),
            column("membership.second_department", "兼职2", 0),
        ];
        let mapping = Mapping {
            tables: vec![MappedTable { table, columns }],
            ..Mapping::default()
        };
        let text = mapping.to_text().unwrap();
        let mut read = parse(&text).unwrap();
        read.file = None;
        for column in &mut read.tables[0].columns {
            column.line = 0;
        }
        assert_eq!(read, mapping, "{text}");
    }

    #[test]
    fn what_a_mapping_may_not_say_is_named_by_file_line_and_key() {
        let locale = Locale::new(Language::English);
        for (text, parts) in [
            ("header_row = 1", &["m.toml", "version"][..]),
            ("\nversion = 2", &["m.toml", "line 2", "version"]),
            ("version = 1\ncolour = 1", &["line 2", "colour"]),
            ("version = 1\n[[sheet]]\nnam = ''", &["line 3", "sheet.nam"]),
            ("version = 1\n[sheet]\nsheet = ''", &["line 2", "sheet"]),
            ("version = 1\n[[sheet]]\nkind = 'x'", &["line 3", "members"]),
            ("version = 1\n[[sheet]]\nheader_row = 0", &["line 3", "row"]),
            ("version = 1\n[columns]\na = 1", &["line 3", "columns.a"]),
            ("version", &["line 1"]),
        ] {
            let message = parse(text).expect_err(text).message(&locale);
            for part in parts {
                assert!(message.contains(part), "{part} in {message}");
            }
        }
    }

    #[test]
    fn the_first_sheet_that_fits_counts() {
        let reading = super::super::Reading {
            tables: [("a.xlsx", Some("甲"), 1), ("a.xlsx", None, 2)]
                .map(|(file, sheet, row)| TablePins {
                    file: Some(file.into()),
                    sheet: sheet.map(Into::into),
                    pins: Pins {
                        header_row: Some(row),
                        ..Pins::default()
                    },
                })
                .into(),
            ..super::super::Reading::default()
        };
        for (file, sheet, row) in [
            ("a.xlsx", Some("甲"), Some(1)),
            ("x/a.xlsx", Some("乙"), Some(2)),
            ("a.xlsx", None, Some(2)),
            ("b.xlsx", Some("甲"), None),
        ] {
            assert_eq!(reading.of(file, sheet).header_row, row, "{file} {sheet:?}");
        }
    }
}
