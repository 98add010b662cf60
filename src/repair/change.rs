//! The cells that a mended copy writes otherwise, in the order of their sources.

use std::collections::HashSet;
use std::ops::ControlFlow;

use crate::diagnostic::{Code, Findings, Place, SourceId, Sources, code};
use crate::directory::Directory;
use crate::layout::{Heading, Role};
use crate::record::Field;
use crate::source::{Again, Content, Row, Tables};

use super::fix::{Cell, FIXES};

/// How many changes are made. A table with more is not mended by hand afterwards either; the rest stays as it is.
const MOST_CHANGES: usize = 200_000;

/// A table whose columns are known.
#[derive(Clone, Debug)]
pub struct Columns {
    source: SourceId,
    header_row: u32,
    /// By column from 0, what is read from it.
    fields: Vec<Option<Field>>,
}

/// A cell that is written otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The cell.
    pub place: Place,
    /// What stands there now.
    pub old: Box<str>,
    /// What is to stand there, as text; it may be the same where a number becomes text.
    pub new: Box<str>,
    /// What is no longer found there.
    pub codes: Vec<&'static Code>,
}

/// What a mended copy writes otherwise.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    list: Vec<Change>,
    left_out: usize,
}

impl Columns {
    /// The columns of `source`, whose header is in `header_row`, as they were read.
    #[must_use]
    pub fn new(source: SourceId, header_row: u32, headings: &[Heading]) -> Self {
        let mut fields = Vec::new();
        for heading in headings {
            let index = usize::from(heading.column);
            if fields.len() <= index {
                fields.resize(index + 1, None);
            }
            fields[index] = match &heading.role {
                Role::Field(field) => Some(*field),
                Role::Level(_) => Some(Field::DEPARTMENT_PATH),
                Role::RunningNumber => None,
                Role::Own | Role::SecondTo(_) | Role::Beside(_) | Role::DuplicateOf(_) => {
                    Field::extra(0)
                }
            };
        }
        Self {
            source,
            header_row,
            fields,
        }
    }
}

impl Changes {
    /// Finds what can be mended safely in `tables`, which are read once more. `findings` is what was found in them and
    /// in their `directory`.
    #[must_use]
    pub fn find(
        tables: &[Columns],
        sources: &Sources,
        again: Again<'_>,
        directory: &Directory,
        findings: &Findings,
    ) -> Self {
        let codes: HashSet<&str> = directory
            .departments()
            .filter_map(|(_, department)| department.code.as_deref())
            .collect();
        let is_code = |code: &str| codes.contains(code);
        let unresolved = findings
            .list()
            .iter()
            .filter(|finding| [code::D007.id, code::P003.id].contains(&finding.code.id))
            .map(|finding| {
                (
                    finding.place.source,
                    finding.place.row,
                    finding.place.column,
                )
            })
            .collect();
        let mender = Mender {
            unresolved,
            is_code: &is_code,
        };
        let mut changes = Self::default();
        let mut reader = Tables::new(sources, again);
        for table in tables {
            reader.read(table.source, &mut |row| {
                if row.number() > table.header_row {
                    mender.row(table, row, &mut changes);
                }
                ControlFlow::Continue(())
            });
        }
        changes
    }

    /// The changes, by place.
    #[must_use]
    pub fn list(&self) -> &[Change] {
        &self.list
    }

    /// How many further cells could be mended and stay as they are.
    #[must_use]
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// The changes in a row, by column.
    #[must_use]
    pub fn of_row(&self, source: SourceId, row: u32) -> &[Change] {
        let key = |change: &Change| (change.place.source, change.place.row);
        let start = self
            .list
            .partition_point(|change| key(change) < (source, row));
        let rest = &self.list[start..];
        &rest[..rest.partition_point(|change| key(change) <= (source, row))]
    }

    /// Takes back the changes that `is_kept` does not want.
    pub fn retain(&mut self, is_kept: impl FnMut(&Change) -> bool) {
        self.list.retain(is_kept);
    }
}

/// Mends cells.
struct Mender<'m> {
    /// The cells that name a department that is not there.
    unresolved: HashSet<(SourceId, u32, u16)>,
    is_code: &'m dyn Fn(&str) -> bool,
}

impl Mender<'_> {
    fn row(&self, table: &Columns, row: &Row, changes: &mut Changes) {
        for cell in row.cells() {
            let field = table.fields.get(usize::from(cell.column));
            let Some(field) = field.copied().flatten() else {
                continue;
            };
            let place = Place::cell(table.source, row.number(), cell.column).of_field(field.id());
            let Some(change) = self.cell(field, place, cell.content) else {
                continue;
            };
            match changes.list.len() < MOST_CHANGES {
                true => changes.list.push(change),
                false => changes.left_out += 1,
            }
        }
    }

    fn cell(&self, field: Field, place: Place, content: Content<'_>) -> Option<Change> {
        let (old, is_number) = match content {
            Content::Text(text) => (text, false),
            Content::Number {
                digits,
                rounded: false,
            } => (digits, true),
            _ => return None,
        };
        let kind = field
            .info()
            .map_or(crate::record::FieldKind::Text, |info| info.kind);
        let cell = Cell {
            field,
            is_number,
            is_unresolved: self
                .unresolved
                .contains(&(place.source, place.row, place.column)),
            is_code: self.is_code,
        };
        let mut new: Option<String> = None;
        let mut codes = Vec::new();
        for fix in FIXES.iter().filter(|fix| fix.kinds.contains(&kind)) {
            let text = new.as_deref().unwrap_or(old);
            if let Some(mended) = (fix.mend)(&cell, text) {
                new = Some(mended);
                codes.push(fix.code);
            }
        }
        new.map(|new| Change {
            place,
            old: old.into(),
            new: new.into(),
            codes,
        })
    }
}
