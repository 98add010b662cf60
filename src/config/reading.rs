//! What the user pinned of what would otherwise be found by looking at the cells (`[layout]` and the reading flags).

/// How inputs are to be read. Everything that is not set is found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Only these sheets, by name; empty for all.
    pub sheets: Vec<String>,
    /// The row of the header, from 1.
    pub header_row: Option<u32>,
    /// Canonical field name and the header that holds it.
    pub map: Vec<(String, String)>,
    /// What stands between the levels of a path.
    pub path_separator: Option<char>,
    /// What stands between several departments of one person.
    pub list_separator: Option<String>,
    /// The encoding of text files, by its WHATWG label.
    pub encoding: Option<String>,
    /// Who reads Office Open XML workbooks.
    pub reader: XlsxReader,
    /// The name of a company put on top of the departments.
    pub root: Option<String>,
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
