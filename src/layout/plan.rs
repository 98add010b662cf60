//! How a table is read, decided once from its header and first rows.

use std::sync::Arc;

use crate::config::Pins;
use crate::diagnostic::{Findings, SourceId};
use crate::record::{Shape, parse_flag};
use crate::source::Row;

use super::Layout;
use super::columns::{self, Values};
use super::header::{Header, HeaderCell};
use super::heading::Heading;
use super::ignored;
use super::kind::{self, SheetKind};
use super::leavers::Leavers;
use super::making::Making;
use super::prefix::PrefixCodes;
use super::recipe::Recipe;
use super::section::Sections;
use super::template::Template;

/// A column of the user's own.
#[derive(Debug)]
pub(super) struct OwnColumn {
    /// The column from 1.
    pub(super) number: u16,
    /// Its header.
    pub(super) header: String,
    /// The header of the column that means the same.
    pub(super) second_to: Option<String>,
    /// Whether it is reported already, or nothing to report.
    pub(super) is_settled: bool,
    /// Whether it is carried along.
    pub(super) is_kept: bool,
}

/// What a column is to the rows of the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Standing {
    /// It has no header.
    #[default]
    Stray,
    /// It is not read.
    Skipped,
    /// It is one of the user's own.
    Own,
    /// It holds a field of a department.
    Known,
    /// It holds a field of a person.
    Person,
}

impl Standing {
    /// Whether it holds a field.
    pub(super) fn is_read(self) -> bool {
        matches!(self, Self::Known | Self::Person)
    }
}

/// The headers of a table as the user wrote them.
#[derive(Debug, Default)]
pub(super) struct Headings {
    by_column: Vec<Box<str>>,
    /// How many there are.
    pub(super) count: usize,
    /// Those of the upper row, where there are two; by column.
    upper: Vec<(u16, Box<str>)>,
}

impl Headings {
    /// Adds the header of `column`; columns come in ascending order.
    pub(super) fn add(&mut self, column: u16, header: &str) {
        self.by_column
            .resize(usize::from(column) + 1, Box::default());
        self.by_column[usize::from(column)] = header.into();
        self.count += 1;
    }

    /// Adds the upper row of a header of two.
    pub(super) fn add_upper(&mut self, row: &Row) {
        let cells = row
            .cells()
            .map(|cell| (cell.column, cell.content.text().trim()));
        let filled = cells.filter(|(_, text)| !text.is_empty());
        self.upper = filled.map(|(column, text)| (column, text.into())).collect();
    }

    /// Whether `text` is what the header of `column` says, or its upper row.
    pub(super) fn says(&self, column: u16, text: &str) -> bool {
        let header = self.by_column.get(usize::from(column));
        let is_it = |header: &str| header == text && !text.is_empty();
        let is_upper = || {
            let mut upper = self.upper.iter();
            upper.any(|(known, header)| *known == column && is_it(header))
        };
        header.is_some_and(|header| is_it(header)) || (!self.upper.is_empty() && is_upper())
    }
}

/// How the rows of a table are read.
#[derive(Debug)]
pub(super) struct Plan {
    /// What the table lists.
    pub(super) kind: SheetKind,
    /// How departments are given.
    pub(super) layout: Layout,
    /// The columns as they are read.
    pub(super) columns: Vec<Heading>,
    /// The row of the header.
    pub(super) header_row: u32,
    /// The template that the header is that of.
    pub(super) template: Option<Template>,
    /// Whether a column is missing without which nothing can be read.
    pub(super) is_unreadable: bool,
    /// What the records have in common.
    pub(super) shape: Arc<Shape>,
    /// The headers by column.
    pub(super) headings: Headings,
    /// What every column is, by column.
    pub(super) standing: Vec<Standing>,
    /// The user's own columns.
    pub(super) own: Vec<OwnColumn>,
    /// The record of a department row.
    pub(super) department: Recipe,
    /// The record of a member row.
    pub(super) member: Recipe,
    /// The record of the department beside a member.
    pub(super) aside: Recipe,
    /// The column by which alone a member's departments are named, if there is one.
    pub(super) reference: Option<u16>,
    /// The columns that tell one department from another beside a member: code, name or path, parent.
    pub(super) aside_key: Vec<u16>,
    /// How codes tell parents, and the column of the code.
    pub(super) prefix: Option<(PrefixCodes, u16)>,
    /// The headings that name the departments of the members below them.
    pub(super) sections: Option<Sections>,
    /// Which rows are about people who have left; `None` where these are read like all others.
    pub(super) leavers: Option<Leavers>,
}

/// What a plan is made from.
pub(super) struct Table<'t> {
    /// The source the rows come from.
    pub(super) source: SourceId,
    /// The sheet's name.
    pub(super) sheet: Option<&'t str>,
    /// What the user pinned.
    pub(super) pins: &'t Pins,
    /// The first rows, with the header among them.
    pub(super) rows: &'t [Row],
}

impl Table<'_> {
    fn below(&self, header: &Header) -> &[Row] {
        self.rows.get(header.index + 1..).unwrap_or_default()
    }

    /// The cells of `header` that tell what the table lists: a column for the code or parent of departments tells
    /// nothing where nobody filled it in and there are rows.
    fn telling(&self, header: &Header) -> Vec<HeaderCell> {
        let has_rows = !self.below(header).is_empty();
        let tells = |cell: &&HeaderCell| {
            !has_rows
                || !kind::is_of_departments(&cell.meaning)
                || !self.texts(header, cell.column).is_empty()
        };
        header.cells.iter().filter(tells).cloned().collect()
    }

    /// The filled values of `column` below `header`, among the first rows.
    pub(super) fn texts(&self, header: &Header, column: u16) -> Vec<String> {
        self.below(header)
            .iter()
            .filter(|row| !ignored::is_foot(&row.view()))
            .filter_map(|row| row.get(column))
            .map(|content| content.text().trim().to_owned())
            .filter(|text| !text.is_empty())
            .collect()
    }
}

/// The first values below a header.
struct Below<'t> {
    table: &'t Table<'t>,
    header: &'t Header,
}

impl Below<'_> {
    fn texts(&self, index: usize) -> Vec<String> {
        let column = self.header.cells[index].column;
        self.table.texts(self.header, column)
    }
}

impl Values for Below<'_> {
    fn are_flags(&self, index: usize) -> bool {
        let is_flag = |text: &String| {
            let mut items = text.split([',', '，', ';', '；']);
            items.all(|item| item.trim().is_empty() || parse_flag(item.trim()).is_some())
        };
        let texts = self.texts(index);
        !texts.is_empty() && texts.iter().all(is_flag)
    }

    fn count_rows(&self, index: usize) -> bool {
        let column = self.header.cells[index].column;
        // A cell alone in its row is a heading.
        let rows = self.table.below(self.header).iter();
        let rows = rows.filter(|row| row.cells().nth(1).is_some());
        let texts = rows.filter(|row| !ignored::is_foot(&row.view()));
        let texts = texts.filter_map(|row| row.get(column).map(|content| content.text().trim()));
        let texts: Vec<&str> = texts.filter(|text| !text.is_empty()).collect();
        let mut counted = texts.iter().zip(1..);
        !texts.is_empty() && counted.all(|(text, number): (&&str, u32)| text.parse() == Ok(number))
    }
}

impl Plan {
    /// Decides how `table` with `header` is read. What is wrong with the header goes to `findings`. `None` where the
    /// table is no list but explains one.
    pub(super) fn make(
        table: &Table<'_>,
        header: &Header,
        findings: &mut Findings,
    ) -> Option<Self> {
        let pinned = table.pins.kind.map(SheetKind::from);
        let kind = pinned.unwrap_or_else(|| kind::decide(&table.telling(header), table.sheet));
        let uses = columns::assign(&header.cells, kind, &Below { table, header });
        let making = Making::new(table, header, kind, uses);
        let is_unreadable = making.is_unreadable();
        if is_unreadable && kind::is_explanation(table.sheet) {
            return None;
        }
        making.report(findings, is_unreadable);
        Some(making.finish(is_unreadable))
    }
}
