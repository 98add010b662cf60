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
    /// The name of a company put on top of the departments.
    pub root: Option<String>,
}
