//! Rows packed into records, by the recipes of a plan. Nothing is allocated a cell.

use std::collections::HashSet;

use foldhash::fast::RandomState;

use crate::record::{BlockWriter, Echo, Field, RecordKind, Value, Words, holds};
use crate::source::{Content, RowView};

use super::cell::{Cells, Slot, is_placeholder};
use super::header::is_blank;
use super::packed::Packed;
use super::plan::{Plan, Standing};
use super::recipe::{Gathered, Gathering, Recipe};

/// What tells that a cell names several departments.
const LISTS: &[char] = &[';', '；', ',', '，', '\n', '|'];

/// What tells it of a name, which may have a comma in it.
const CLEAR_LISTS: &[char] = &[';', '；', '\n'];

/// Packs the rows of one table.
#[derive(Debug)]
pub(super) struct Packer {
    /// The records so far.
    pub(super) writer: BlockWriter,
    value: String,
    levels: Levels,
    /// The departments met beside members.
    asides: HashSet<Box<str>, RandomState>,
    key: String,
    /// The shared strings that are the departments of a record.
    packed: Packed,
}

/// The levels of the department path in this row and, where blank cells mean the same as above, the row before.
#[derive(Debug, Default)]
struct Levels {
    now: Vec<String>,
    above: Vec<String>,
}

impl Packer {
    /// Starts without records.
    pub(super) fn new(writer: BlockWriter) -> Self {
        Self {
            writer,
            value: String::new(),
            levels: Levels::default(),
            asides: HashSet::default(),
            key: String::new(),
            packed: Packed::default(),
        }
    }

    /// Packs a department row.
    pub(super) fn department(&mut self, row: &RowView<'_>, plan: &mut Plan, cells: &mut Cells) {
        self.record(RecordKind::Department, row, &plan.department, None, cells);
        let Some((codes, column)) = &mut plan.prefix else {
            return;
        };
        let Some(content) = row.get(*column) else {
            return;
        };
        cells.notes.is_quiet = true;
        let slot = Slot::of(Field::DEPARTMENT_CODE);
        if let Some(code) = cells.read(slot, content, row.number(), *column) {
            let parent = codes.parent(code);
            if !parent.is_empty() {
                self.writer.push(Field::PARENT_CODE, Value::Text(parent));
            }
        }
        cells.notes.is_quiet = false;
    }

    /// Packs a member row.
    pub(super) fn member(&mut self, row: &RowView<'_>, plan: &Plan, cells: &mut Cells) {
        let reference = plan.reference.and_then(|column| {
            let number = row.shared(column)?;
            Some((column, number))
        });
        let known = reference.filter(|(_, number)| self.packed.has(*number));
        let known = known.map(|(column, _)| column);
        self.record(RecordKind::Member, row, &plan.member, known, cells);
        if let Some(sections) = &plan.sections
            && !sections.now().is_empty()
        {
            let department = Value::Text(sections.now());
            self.writer.push(Field::MEMBER_DEPARTMENT_PATH, department);
        }
        if let Some((column, number)) = reference {
            self.writer.echo(Echo(number));
            if known.is_none() && self.is_packed(row, plan, column) {
                self.packed.add(number);
            }
        }
    }

    /// Whether the text in `column` surely is, as it stands, the path of departments of the record begun last, and one
    /// that others need not repeat.
    fn is_packed(&self, row: &RowView<'_>, plan: &Plan, column: u16) -> bool {
        let field = Field::MEMBER_DEPARTMENT_PATH;
        let slot = plan.member.at(column).map(|ingredient| ingredient.slot);
        let slot = slot.filter(|slot| slot.field == field && self.writer.has_slot(field));
        let Some((slot, Content::Text(text))) = slot.zip(row.get(column)) else {
            return false;
        };
        let is_value = row.is_plain() && slot.takes(text.as_bytes()) && holds(text.as_bytes());
        is_value && Words::shorten(text)
    }

    /// Packs a row of a flat join: the department where it is new, then the member; a row without a person is a
    /// department that has none.
    pub(super) fn both(&mut self, row: &RowView<'_>, plan: &mut Plan, cells: &mut Cells) {
        let has_person = row.cells().any(|cell| {
            plan.standing.get(usize::from(cell.column)) == Some(&Standing::Person)
                && !is_blank(cell.content)
        });
        if has_person {
            self.aside(row, plan, cells);
            self.member(row, plan, cells);
        } else {
            self.is_new_department(row, plan);
            self.department(row, plan, cells);
        }
    }

    /// Packs the department of a row of a flat join where it is new.
    pub(super) fn aside(&mut self, row: &RowView<'_>, plan: &Plan, cells: &mut Cells) {
        if self.is_new_department(row, plan) {
            self.record(RecordKind::Aside, row, &plan.aside, None, cells);
        }
    }

    /// Whether no row before named the department of `row`. Cells that name several departments tell nothing of one.
    fn is_new_department(&mut self, row: &RowView<'_>, plan: &Plan) -> bool {
        self.key.clear();
        let mut is_named = false;
        for (index, column) in plan.aside_key.iter().enumerate() {
            let text = row.get(*column).map_or("", |content| content.text().trim());
            let lists = if index == 0 { LISTS } else { CLEAR_LISTS };
            if text.contains(lists) {
                return false;
            }
            is_named |= !text.is_empty();
            self.key.push_str(text);
            self.key.push('\u{1f}');
        }
        if !is_named || self.asides.contains(self.key.as_str()) {
            return false;
        }
        self.asides.insert(self.key.as_str().into());
        true
    }

    /// Packs a record. The departments in the column `known` are those of an earlier one.
    fn record(
        &mut self,
        kind: RecordKind,
        row: &RowView<'_>,
        recipe: &Recipe,
        known: Option<u16>,
        cells: &mut Cells,
    ) {
        let mut record = self.writer.open(kind, row.number());
        let straight = recipe.straight.as_ref();
        let taken = straight.map_or(0, |straight| straight.take(row, &mut record));
        for (index, column) in row.columns().enumerate().skip(taken) {
            let Some(ingredient) = recipe.at(column) else {
                continue;
            };
            if known == Some(column) {
                record.await_departments();
                continue;
            }
            let text = match row.content(index) {
                Content::Text(text)
                    if index < row.plain_cells() && ingredient.slot.takes(text.as_bytes()) =>
                {
                    Some(text)
                }
                content => {
                    cells.notes.is_quiet = ingredient.is_quiet;
                    cells.read(ingredient.slot, content, row.number(), column)
                }
            };
            if let Some(text) = text {
                record.push(ingredient.slot.field, Value::Text(text));
            }
        }
        cells.notes.is_quiet = false;
        for gathered in &recipe.gathered {
            self.value.clear();
            match gathered.gathering {
                Gathering::Items => self.items(row, gathered, cells),
                Gathering::Levels { fills, last } => {
                    cells.notes.is_quiet = kind == RecordKind::Aside;
                    self.path(row, gathered, fills, last, cells);
                    cells.notes.is_quiet = false;
                }
            }
            if !self.value.is_empty() {
                self.writer
                    .push(gathered.field, Value::Text(self.value.as_str()));
            }
        }
    }

    fn items(&mut self, row: &RowView<'_>, gathered: &Gathered, cells: &mut Cells) {
        let slot = Slot::of(gathered.field);
        for column in &gathered.columns {
            let content = row.get(*column);
            let item = content.and_then(|content| cells.read(slot, content, row.number(), *column));
            if let Some(item) = item {
                if !self.value.is_empty() {
                    self.value.push(gathered.separator());
                }
                self.value.push_str(item);
            }
        }
    }

    fn path(
        &mut self,
        row: &RowView<'_>,
        gathered: &Gathered,
        fills: bool,
        last: Option<u16>,
        cells: &mut Cells,
    ) {
        let slot = Slot::part_of(gathered.field);
        let levels = &mut self.levels;
        levels.now.resize_with(gathered.columns.len(), String::new);
        let (mut blank, mut is_told) = (0, false);
        for (level, column) in levels.now.iter_mut().zip(&gathered.columns) {
            level.clear();
            let content = row.get(*column);
            let name = content.and_then(|content| cells.read(slot, content, row.number(), *column));
            match name {
                Some(name) if is_placeholder(name) => is_told = true,
                Some(name) => {
                    level.push_str(name);
                    is_told = true;
                }
                None if !is_told => blank += 1,
                None => {}
            }
        }
        let own = last.and_then(|column| {
            cells.read(
                Slot::of(gathered.field),
                row.get(column)?,
                row.number(),
                column,
            )
        });
        if fills {
            levels.fill(blank);
        }
        levels.join(gathered.separator(), &mut self.value);
        let Some(own) = own.filter(|own| !is_placeholder(own)) else {
            return;
        };
        let deepest = self.value.rsplit(gathered.separator()).next();
        match deepest {
            Some("") | None => self.value.push_str(own),
            // The own name is the deepest level, or the whole path written out.
            Some(deepest) if own.ends_with(deepest) => {}
            Some(_) => {
                self.value.push(gathered.separator());
                self.value.push_str(own);
            }
        }
    }
}

impl Levels {
    /// Takes the `blank` levels at the left from the row above, if deeper ones are filled.
    fn fill(&mut self, blank: usize) {
        if self.now.iter().all(String::is_empty) {
            return;
        }
        for (level, above) in self.now.iter_mut().zip(&self.above).take(blank) {
            level.push_str(above);
        }
        self.above.resize_with(self.now.len(), String::new);
        for (above, level) in self.above.iter_mut().zip(&self.now) {
            above.clone_from(level);
        }
    }

    /// Joins the levels from the first to the last filled one.
    fn join(&self, separator: char, path: &mut String) {
        let first = self.now.iter().position(|level| !level.is_empty());
        let last = self.now.iter().rposition(|level| !level.is_empty());
        if let (Some(first), Some(last)) = (first, last) {
            for (index, level) in self.now[first..=last].iter().enumerate() {
                if index > 0 {
                    path.push(separator);
                }
                path.push_str(level);
            }
        }
    }
}
