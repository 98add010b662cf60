//! What was decided about every table, as a mapping that pins it.

use std::path::Path;

use crate::config::{MappedTable, Mapping, PinnedColumn, Pins, TableKind, TablePins};
use crate::diagnostic::Source;
use crate::layout::{Heading, Role, SheetKind};

use super::{Intake, SourceContent, TableContent};

impl Intake {
    /// The mapping by which the same inputs give the same directory. Tables that list nothing are not in it, and
    /// columns between which nothing decides are not decided by it.
    #[must_use]
    pub fn mapping(&self) -> Mapping {
        let tables = self.readings.iter().filter_map(|reading| {
            let SourceContent::Table(table) = &reading.content else {
                return None;
            };
            let kind = match table.kind {
                SheetKind::Departments => TableKind::Departments,
                SheetKind::Members => TableKind::Members,
                SheetKind::Both => TableKind::Memberships,
                SheetKind::Nothing => return None,
            };
            let source = self.sources.get(reading.source);
            Some(mapped(self.file_name(source), source, kind, table))
        });
        Mapping {
            tables: tables.collect(),
            ..Mapping::default()
        }
    }

    /// The name of the file of `source`; with its folders where another input has the same name.
    fn file_name(&self, source: &Source) -> String {
        let name_of = |file: &str| {
            let name = Path::new(file).file_name();
            name.map(|name| name.to_string_lossy().into_owned())
        };
        let name = name_of(&source.file);
        let is_shared = self
            .sources
            .iter()
            .any(|(_, other)| other.file != source.file && name_of(&other.file) == name);
        name.filter(|_| !is_shared)
            .unwrap_or_else(|| source.file.clone())
    }
}

fn mapped(file: String, source: &Source, kind: TableKind, table: &TableContent) -> MappedTable {
    let separators = &table.separators;
    MappedTable {
        table: TablePins {
            file: Some(file),
            sheet: source.sheet.clone(),
            pins: Pins {
                kind: Some(kind),
                header_row: table.header_row,
                columns: Vec::new(),
                levels: levels(&table.columns),
                path_separator: separators.level,
                list_separators: separators.list.iter().map(ToString::to_string).collect(),
                encoding: table
                    .dialect
                    .as_ref()
                    .map(|dialect| dialect.encoding.name().to_owned()),
                include_leavers: table.takes_leavers.then_some(true),
                skip_hidden: table.skips_hidden.then_some(true),
            },
        },
        columns: columns(&table.columns),
    }
}

/// The headers of the level columns, the top first.
fn levels(headings: &[Heading]) -> Vec<String> {
    let mut levels: Vec<(u8, &str)> = headings
        .iter()
        .filter_map(|heading| match heading.role {
            Role::Level(level) => Some((level, heading.header.as_str())),
            _ => None,
        })
        .collect();
    levels.sort_by_key(|(level, _)| *level);
    let headers = levels.into_iter().map(|(_, header)| header.to_owned());
    headers.collect()
}

/// The columns that hold a field, without those that another column contests.
fn columns(headings: &[Heading]) -> Vec<PinnedColumn> {
    let is_contested = |header: &str| {
        headings
            .iter()
            .any(|other| matches!(&other.role, Role::DuplicateOf(first) if first == header))
    };
    let columns = headings.iter().filter_map(|heading| match heading.role {
        Role::Field(field) if !is_contested(&heading.header) => Some(PinnedColumn {
            field: field.id().to_owned(),
            header: heading.header.clone(),
            line: 0,
        }),
        _ => None,
    });
    columns.collect()
}
