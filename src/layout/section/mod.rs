//! Headings between the rows of people: a department alone in its row, for everybody below it. Looked for only where no
//! column names departments, and decided once for the whole table.

mod name;

use crate::record::{Column, Field};
use crate::source::{Cell, Content, Row, RowView};

use super::cell::{Cells, Slot};
use super::header::is_blank;
use super::ignored;
use super::kind::SheetKind;
use super::making::Making;
use super::plan::Headings;
use name::{Style, is_headcount, is_surely_a_department};

/// The headings of one table.
#[derive(Debug)]
pub(super) struct Sections {
    /// The column they stand in.
    column: u16,
    style: Style,
    /// The department of the rows that follow.
    now: String,
    /// The rows of the headings met so far.
    pub(super) rows: Vec<u32>,
}

/// A row that may be a heading.
struct Candidate<'r> {
    column: u16,
    text: &'r str,
}

impl Sections {
    /// The department of the rows that follow; empty before the first heading.
    pub(super) fn now(&self) -> &str {
        &self.now
    }

    /// Takes the next row, where it is a heading.
    pub(super) fn takes(&mut self, row: &RowView<'_>, cells: &mut Cells) -> bool {
        let Some(candidate) = candidate(row.cells()).filter(|found| found.column == self.column)
        else {
            return false;
        };
        let Some(name) = self.style.name(candidate.text) else {
            return false;
        };
        cells.is_plain = row.is_plain();
        let slot = Slot::of(Field::MEMBER_DEPARTMENT_PATH);
        let name = cells.read(slot, Content::Text(name), row.number(), self.column);
        self.now.clear();
        self.now.push_str(name.unwrap_or_default());
        self.rows.push(row.number());
        true
    }

    /// Finds out whether the rows below the header at `header` among `rows` have headings between them.
    fn detect(
        rows: &[Row],
        header: usize,
        headings: &Headings,
        first_column: u16,
        name_column: Option<u16>,
    ) -> Option<Self> {
        let mut found: Vec<Candidate<'_>> = Vec::new();
        let (mut people, mut begins_with_person) = (0, false);
        for (index, row) in rows[header + 1..].iter().enumerate() {
            if ignored::judge(&row.view(), headings, index).is_some() {
                continue;
            }
            match candidate(row.cells()) {
                Some(candidate) => found.push(candidate),
                None => {
                    begins_with_person |= found.is_empty();
                    people += 1;
                }
            }
        }
        // Every section may have its own header; then that of the first stands above the first header.
        let above = header.checked_sub(1).and_then(|above| rows.get(above));
        let above = above
            .and_then(|row| candidate(row.cells()))
            .filter(|above| {
                begins_with_person && found.iter().all(|next| next.column == above.column)
            });
        let first = found.first()?;
        let column = first.column;
        if people == 0 || (begins_with_person && above.is_none()) {
            return None;
        }
        let in_names = name_column == Some(column);
        let may_be_any = found.len() > 1 && column == first_column && !in_names;
        let is_it = |style: Style| {
            let all = || found.iter().chain(&above);
            let count = all().count();
            let mut alike = all().filter(|one| one.column == column);
            let names = alike.by_ref().filter_map(|one| style.name(one.text));
            let names: Vec<&str> = names.collect();
            let begins = style.name(first.text).is_some();
            match (names.len(), style) {
                (0, _) => false,
                (alike, Style::Any) => may_be_any && alike == count,
                // Somebody may be called 张科, and have nothing but a name.
                (1, Style::Named) if in_names => count == 1 && is_surely_a_department(names[0]),
                (1, _) => count == 1,
                // Others may be people who have nothing but a name.
                (alike, _) => begins && alike * 2 > count,
            }
        };
        let style = [Style::Labelled, Style::Named, Style::Any]
            .into_iter()
            .find(|style| is_it(*style))?;
        let now = above.and_then(|above| style.name(above.text));
        Some(Self {
            column,
            style,
            now: now.unwrap_or_default().to_owned(),
            rows: Vec::new(),
        })
    }
}

/// The only filled cell of a row with these `cells`, where it is text; how many people there are may stand beside it.
fn candidate<'r>(cells: impl Iterator<Item = Cell<'r>>) -> Option<Candidate<'r>> {
    let mut filled = cells.filter(|cell| !is_blank(cell.content));
    let first = filled.next()?;
    match first.content {
        Content::Text(text) if filled.all(|cell| is_headcount(cell.content.text())) => {
            Some(Candidate {
                column: first.column,
                text: text.trim(),
            })
        }
        _ => None,
    }
}

impl Making<'_> {
    /// The headings between the rows of people, where they name the departments because nothing else does.
    pub(super) fn sections(&mut self, headings: &Headings) -> Option<Sections> {
        let named = [
            Field::MEMBER_DEPARTMENT_PATH,
            Field::MEMBER_DEPARTMENT_CODE,
            Field::SECOND_DEPARTMENT_PATH,
            Field::MAIN_DEPARTMENT,
        ];
        let is_named = self.has(&named) || !self.levels().is_empty();
        if self.kind != SheetKind::Members || is_named {
            return None;
        }
        let first = self.header.cells.first()?;
        let sections = Sections::detect(
            self.table.rows,
            self.header.index,
            headings,
            first.column,
            self.holder(Field::MEMBER_NAME),
        )?;
        let column = Column {
            field: Field::MEMBER_DEPARTMENT_PATH,
            // It stands in none of the cells of the member's row.
            number: 0,
            header: "".into(),
        };
        self.columns.push(column);
        Some(sections)
    }
}
