//! Places in the user's own coordinates: file, sheet, row and column, or the pointer into a JSON document.

use std::borrow::Cow;
use std::path::PathBuf;

/// A sheet of a workbook, a text file, or one list of a JSON document: where rows come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file as the user named it (`-` for standard input).
    pub file: String,
    /// The file to open for a second look, where it is another than the one named (spooled standard input).
    pub path: PathBuf,
    /// The sheet, for workbooks.
    pub sheet: Option<String>,
    /// How its rows are addressed.
    pub addressing: Addressing,
}

/// How rows of a source are addressed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Addressing {
    /// By row and column, as a spreadsheet shows them.
    Cells,
    /// By JSON pointer: row `n` (from 1) is `base/n-1`, or `base` itself where the source is one object.
    Pointer {
        /// The pointer of the list, e.g. `/userlist`; empty where the document itself is the list.
        base: String,
        /// Whether the source is one object and no list.
        single: bool,
    },
    /// By line and, inside it, JSON pointer: one document a line.
    Lines,
}

/// The number of a source among those read, in input order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// Every source read, in input order.
#[derive(Clone, Debug, Default)]
pub struct Sources(Vec<Source>);

impl Sources {
    /// Adds a source and returns its number.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = SourceId(u32::try_from(self.0.len()).expect("fewer than 2^32 sheets are read"));
        self.0.push(source);
        id
    }

    /// The source numbered `id`.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.0[id.0 as usize]
    }

    /// All sources with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0..).map(SourceId).zip(&self.0)
    }
}

/// Where something is. Ordered as a person reads: source, row, column.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The sheet, text file or list.
    pub source: SourceId,
    /// The row a person sees, from 1; 0 for the source as a whole. In JSON the element's number, from 1.
    pub row: u32,
    /// The column, from 1; 0 for the row as a whole and in JSON.
    pub column: u16,
    /// The key inside a JSON element.
    pub key: Option<Cow<'static, str>>,
    /// The canonical field, e.g. `member.mobile`.
    pub field: Option<&'static str>,
}

impl Place {
    /// The source as a whole.
    #[must_use]
    pub fn whole(source: SourceId) -> Self {
        Self::row(source, 0)
    }

    /// A row as a whole.
    #[must_use]
    pub fn row(source: SourceId, row: u32) -> Self {
        Self {
            source,
            row,
            column: 0,
            key: None,
            field: None,
        }
    }

    /// A cell; row and column count from 1.
    #[must_use]
    pub fn cell(source: SourceId, row: u32, column: u16) -> Self {
        Self {
            column,
            ..Self::row(source, row)
        }
    }

    /// A value of a JSON element.
    #[must_use]
    pub fn key(source: SourceId, row: u32, key: impl Into<Cow<'static, str>>) -> Self {
        Self {
            key: Some(key.into()),
            ..Self::row(source, row)
        }
    }

    /// The same place, naming its canonical field.
    #[must_use]
    pub fn of_field(self, field: &'static str) -> Self {
        Self {
            field: Some(field),
            ..self
        }
    }

    /// The cell's address, e.g. `C17`; `None` where the place is no cell.
    #[must_use]
    pub fn address(&self) -> Option<String> {
        (self.row > 0 && self.column > 0)
            .then(|| format!("{}{}", column_letters(self.column), self.row))
    }

    /// The JSON pointer (RFC 6901) of this place in `source`; `None` for sheets and text files.
    #[must_use]
    pub fn pointer(&self, source: &Source) -> Option<String> {
        let mut pointer = match &source.addressing {
            Addressing::Cells => return None,
            Addressing::Pointer { base, single } if *single || self.row == 0 => base.clone(),
            Addressing::Pointer { base, .. } => format!("{base}/{}", self.row - 1),
            Addressing::Lines => String::new(),
        };
        if let Some(key) = &self.key {
            pointer.push('/');
            pointer.push_str(&key.replace('~', "~0").replace('/', "~1"));
        }
        Some(pointer)
    }

    /// The place in the user's words, e.g. `花名册.xlsx ▸ 在职!C17`, `成员.csv:12` or `dump.json#/userlist/3/mobile`.
    #[must_use]
    pub fn display(&self, source: &Source) -> String {
        let mut text = source.file.clone();
        if let Some(sheet) = &source.sheet {
            text.push_str(" ▸ ");
            text.push_str(sheet);
        }
        let lines = matches!(source.addressing, Addressing::Lines);
        match (self.address(), self.pointer(source)) {
            (Some(address), _) => {
                text.push('!');
                text.push_str(&address);
            }
            (None, pointer) => {
                if self.row > 0 && (lines || pointer.is_none()) {
                    text.push_str(&format!(":{}", self.row));
                }
                if let Some(pointer) = pointer.filter(|pointer| !pointer.is_empty()) {
                    text.push('#');
                    text.push_str(&pointer);
                }
            }
        }
        text
    }
}

/// The letters of a column counted from 1, as a spreadsheet shows them: 1 is `A`, 27 is `AA`.
#[must_use]
fn column_letters(column: u16) -> String {
    let mut letters = Vec::new();
    let mut rest = u32::from(column);
    while rest > 0 {
        rest -= 1;
        letters.push(char::from(b'A' + (rest % 26) as u8));
        rest /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(sheet: Option<&str>, addressing: Addressing) -> Source {
        Source {
            file: "组织".into(),
            path: PathBuf::new(),
            sheet: sheet.map(Into::into),
            addressing,
        }
    }

    #[test]
    fn columns_are_lettered_as_excel_does() {
        for (column, letters) in [
            (1, "A"),
            (26, "Z"),
            (27, "AA"),
            (702, "ZZ"),
            (703, "AAA"),
            (16384, "XFD"),
        ] {
            assert_eq!(column_letters(column), letters);
        }
    }

    #[test]
    fn a_place_reads_as_the_user_would_say_it() {
        let id = SourceId(0);
        let sheet = source(Some("部门"), Addressing::Cells);
        let list = source(
            None,
            Addressing::Pointer {
                base: "/userlist".into(),
                single: false,
            },
        );
        let lines = source(None, Addressing::Lines);
        for (place, source, text) in [
            (Place::cell(id, 12, 3), &sheet, "组织 ▸ 部门!C12"),
            (Place::row(id, 12), &sheet, "组织 ▸ 部门:12"),
            (Place::whole(id), &sheet, "组织 ▸ 部门"),
            (Place::key(id, 4, "a/b"), &list, "组织#/userlist/3/a~1b"),
            (Place::whole(id), &list, "组织#/userlist"),
            (Place::key(id, 4, "name"), &lines, "组织:4#/name"),
        ] {
            assert_eq!(place.display(source), text);
        }
    }
}
