//! What the user pinned of what would otherwise be found by looking at the cells: `[layout]`, a mapping file, and the
//! reading flags.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use crate::error::Result;

use super::document::{Entry, Section};

/// How inputs are to be read. Everything that is not set is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Only these sheets, by name; empty for all.
    pub sheets: Vec<String>,
    /// Who reads Office Open XML workbooks.
    pub reader: XlsxReader,
    /// The program that reads in a process of its own what could take this one along, called with
    /// [`ARGUMENT`](crate::source::child::ARGUMENT); `None` to read everything here.
    pub guard: Option<PathBuf>,
    /// The name of a company put on top of the departments.
    pub root: Option<String>,
    /// What holds for every table that has nothing of its own.
    pub pins: Pins,
    /// What holds for single tables instead of `pins`; the first that fits counts.
    pub tables: Vec<TablePins>,
}

/// What holds for some tables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TablePins {
    /// The file by its name, or as the user named it with its folders; `None` for any.
    pub file: Option<String>,
    /// The sheet; `None` for any, and for text files.
    pub sheet: Option<String>,
    /// What is pinned.
    pub pins: Pins,
}

/// What is pinned of how a table is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pins {
    /// What the table lists.
    pub kind: Option<TableKind>,
    /// The row of the header, from 1; of a header of two rows the lower.
    pub header_row: Option<u32>,
    /// Canonical field name and the header that holds it. A field with several headers is a list.
    pub columns: Vec<(String, String)>,
    /// The headers of the level columns, the top first.
    pub levels: Vec<String>,
    /// What stands between the levels of a path.
    pub path_separator: Option<char>,
    /// What stands between several departments of one person; empty where it is to be found out.
    pub list_separators: Vec<String>,
    /// The encoding of text files, by its WHATWG label.
    pub encoding: Option<String>,
    /// Whether people who have left are read like all others.
    pub include_leavers: Option<bool>,
    /// Whether rows and sheets that the user cannot see are passed over.
    pub skip_hidden: Option<bool>,
}

/// What a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// A department a row.
    Departments,
    /// A member a row.
    Members,
    /// A member and the department they are in, a row.
    Memberships,
}

impl TableKind {
    /// Every kind.
    const ALL: [Self; 3] = [Self::Departments, Self::Members, Self::Memberships];

    /// What it is called in mapping files.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Departments => "departments",
            Self::Members => "members",
            Self::Memberships => "memberships",
        }
    }
}

impl Reading {
    /// What is pinned for the table `sheet` of `file`, which is named as the user named it.
    #[must_use]
    pub fn of(&self, file: &str, sheet: Option<&str>) -> &Pins {
        let found = self.tables.iter().find(|table| table.fits(file, sheet));
        found.map_or(&self.pins, |table| &table.pins)
    }
}

impl TablePins {
    /// Whether tables of `file`, which is named as the user named it, are meant.
    #[must_use]
    pub fn fits_file(&self, file: &str) -> bool {
        self.file.as_ref().is_none_or(|wanted| {
            let name = Path::new(file).file_name();
            wanted == file || name.is_some_and(|name| name == wanted.as_str())
        })
    }

    /// Whether the table `sheet` of `file` is meant.
    #[must_use]
    pub fn fits(&self, file: &str, sheet: Option<&str>) -> bool {
        let is_sheet = self.sheet.is_none() || self.sheet.as_deref() == sheet;
        is_sheet && self.fits_file(file)
    }
}

impl Pins {
    /// The same, and where nothing is pinned what `weaker` pins.
    #[must_use]
    pub fn or(mut self, weaker: &Self) -> Self {
        let columns = weaker.columns.iter().filter(|(field, header)| {
            let mut ours = self.columns.iter();
            !ours.any(|(known, same)| known == field || same == header)
        });
        let columns: Vec<_> = columns.cloned().collect();
        self.columns.extend(columns);
        if self.levels.is_empty() {
            self.levels.clone_from(&weaker.levels);
        }
        if self.list_separators.is_empty() {
            self.list_separators.clone_from(&weaker.list_separators);
        }
        Self {
            kind: self.kind.or(weaker.kind),
            header_row: self.header_row.or(weaker.header_row),
            path_separator: self.path_separator.or(weaker.path_separator),
            encoding: self.encoding.or_else(|| weaker.encoding.clone()),
            include_leavers: self.include_leavers.or(weaker.include_leavers),
            skip_hidden: self.skip_hidden.or(weaker.skip_hidden),
            ..self
        }
    }

    /// Takes what a section pins, without the columns.
    ///
    /// # Errors
    /// When a value is none of those that may stand there.
    pub(super) fn read(section: &mut Section<'_>) -> Result<Self> {
        let encoding = section.take("encoding").map(encoding).transpose()?;
        let include_leavers = section
            .take("include_leavers")
            .map(Entry::flag)
            .transpose()?;
        let skip_hidden = section.take("skip_hidden").map(Entry::flag).transpose()?;
        let header_row = section.take("header_row").map(header_row).transpose()?;
        let path_separator = section.take("path_separator").map(character).transpose()?;
        let list_separators = section
            .take("list_separator")
            .map(Entry::texts)
            .transpose()?;
        Ok(Self {
            header_row,
            path_separator,
            list_separators: list_separators.unwrap_or_default(),
            encoding,
            include_leavers,
            skip_hidden,
            ..Self::default()
        })
    }

    /// Takes what only a mapping file pins.
    ///
    /// # Errors
    /// When a value is none of those that may stand there.
    pub(super) fn read_layout(&mut self, section: &mut Section<'_>) -> Result<()> {
        self.kind = section.take("kind").map(kind).transpose()?;
        let levels = section.take("levels").map(Entry::texts).transpose()?;
        self.levels = levels.unwrap_or_default();
        Ok(())
    }
}

fn header_row(entry: Entry<'_>) -> Result<u32> {
    let wrong = entry.unexpected("从 1 开始的行号", "a row number from 1");
    let row = u32::try_from(entry.number()?).ok();
    row.filter(|row| *row > 0).ok_or(wrong)
}

fn character(entry: Entry<'_>) -> Result<char> {
    let wrong = entry.unexpected("一个字符", "one character");
    let text = entry.text()?;
    let mut characters = text.chars();
    let first = characters.next();
    first.filter(|_| characters.next().is_none()).ok_or(wrong)
}

fn encoding(entry: Entry<'_>) -> Result<String> {
    let wrong = entry.unexpected(
        "utf-8、gb18030、utf-16le 这样的编码名",
        "the name of an encoding, such as utf-8, gb18030 or utf-16le",
    );
    let label = entry.text()?;
    let known = Encoding::for_label(label.as_bytes()).is_some();
    known.then_some(label).ok_or(wrong)
}

fn kind(entry: Entry<'_>) -> Result<TableKind> {
    let wrong = entry.unexpected(
        "departments、members 或 memberships",
        "departments, members or memberships",
    );
    let name = entry.text()?;
    let kinds = TableKind::ALL;
    let found = kinds.into_iter().find(|kind| kind.name() == name);
    found.ok_or(wrong)
}

/// A reader of Office Open XML workbooks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum XlsxReader {
    /// Our own, which streams.
    #[default]
    Own,
    /// calamine, for a second opinion.
    Calamine,
}

impl XlsxReader {
    /// Every reader by the name that a user gives it.
    pub const NAMES: [(&str, Self); 2] = [("own", Self::Own), ("calamine", Self::Calamine)];

    /// The reader called `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let mut readers = Self::NAMES.into_iter();
        readers.find_map(|(known, reader)| (known == name).then_some(reader))
    }
}
