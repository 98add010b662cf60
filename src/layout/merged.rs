//! Cells of one column that are merged over several rows: what stands in the first holds for all of them. Cells that are
//! merely blank stay blank. Where a sheet is merged is known only at its end, so records wait from the first blank cell on.

use std::collections::HashMap;
use std::sync::Arc;

use crate::record::{Block, BlockWriter, Field, LEVEL_SEPARATOR, RecordKind, Value};
use crate::source::{Content, Merge, Row, RowView};

use super::cell::{Cells, Slot, is_placeholder};
use super::header::is_blank;
use super::plan::Plan;
use super::recipe::Gathering;

/// What may be merged, and the records that have it: the departments of members, the parents of departments.
const MERGED: [(RecordKind, Field); 4] = [
    (RecordKind::Member, Field::MEMBER_DEPARTMENT_PATH),
    (RecordKind::Member, Field::MEMBER_DEPARTMENT_CODE),
    (RecordKind::Department, Field::PARENT_PATH),
    (RecordKind::Department, Field::PARENT_CODE),
];

/// Waits for the merged cells of one table.
#[derive(Debug, Default)]
pub(super) struct Merged {
    columns: Vec<MergedColumn>,
    levels: Option<MergedLevels>,
    /// The records from the first blank cell on.
    waiting: Vec<Block>,
}

/// A column that may have merged cells.
#[derive(Debug)]
struct MergedColumn {
    kind: RecordKind,
    field: Field,
    number: u16,
    /// The last filled cell in its row, unless the row looked at last has it; nothing where it cannot be used.
    above: Row,
    /// Filled cells with blank ones below: the row, and the value.
    values: Vec<(u32, String)>,
    /// Rows with a blank cell, and the number of the value above.
    blanks: Vec<(u32, usize)>,
}

/// The levels of the departments of members, which may be merged each by itself.
#[derive(Debug)]
struct MergedLevels {
    columns: Vec<u16>,
    /// By level the row of the last filled cell, and what it holds.
    above: Vec<(u32, String)>,
    /// Filled cells with blank ones below, by level: the row, and what it holds.
    values: Vec<Vec<(u32, String)>>,
    /// The rows without any level.
    blanks: Vec<u32>,
    /// How many values of each level were known in each of these rows.
    known: Vec<u32>,
}

impl Merged {
    /// Watches the columns of `plan`.
    pub(super) fn of(plan: &Plan) -> Self {
        let columns = MERGED.iter().filter_map(|(kind, field)| {
            let column = plan.shape.column(*field)?;
            let recipe = match kind {
                RecordKind::Member => &plan.member,
                _ => &plan.department,
            };
            let is_read = recipe.at(column.number)?.slot.field == *field;
            is_read.then(|| MergedColumn {
                kind: *kind,
                field: *field,
                number: column.number,
                above: Row::default(),
                values: Vec::new(),
                blanks: Vec::new(),
            })
        });
        let mut gathered = plan.member.gathered.iter();
        let levels = gathered.find(|gathered| {
            gathered.field == Field::MEMBER_DEPARTMENT_PATH
                && matches!(gathered.gathering, Gathering::Levels { fills: true, .. })
        });
        Self {
            columns: columns.collect(),
            levels: levels.map(|gathered| MergedLevels::new(&gathered.columns)),
            waiting: Vec::new(),
        }
    }

    /// Looks at the next row; `above` is the one looked at before, where that is still at hand.
    pub(super) fn look(
        &mut self,
        row: &RowView<'_>,
        above: Option<&RowView<'_>>,
        cells: &mut Cells,
    ) {
        for column in &mut self.columns {
            // In plain text there is no white space.
            let is_filled = row.is_plain() && row.has(column.number);
            if !is_filled && filled(row, column.number).is_none() {
                column.keep(above);
                column.blank(row.number(), cells);
            }
        }
        if let Some(levels) = &mut self.levels {
            levels.look(row);
        }
    }

    /// Keeps what may be needed of the row looked at last, before that is no longer at hand.
    pub(super) fn keep(&mut self, row: Option<&RowView<'_>>) {
        for column in &mut self.columns {
            column.keep(row);
        }
    }

    /// Whether records must wait for the end of the table.
    fn waits(&self) -> bool {
        let of_levels = self.levels.iter().map(|levels| levels.blanks.is_empty());
        let of_columns = self.columns.iter().map(|column| column.blanks.is_empty());
        of_columns.chain(of_levels).any(|is_empty| !is_empty)
    }

    /// Takes the next records; returns them where they need not wait.
    pub(super) fn pass(&mut self, block: Block) -> Option<Block> {
        if !self.waits() {
            return Some(block);
        }
        self.waiting.push(block);
        None
    }

    /// The records that waited, with what `merges` give them.
    pub(super) fn finish(self, merges: &[Merge], cells: &mut Cells) -> Vec<Block> {
        let paths = self.levels.as_ref();
        let paths = paths.map(|levels| levels.filled(merges, cells));
        let paths = paths.unwrap_or_default();
        let filled: Vec<_> = self
            .columns
            .iter()
            .map(|column| (column, column.filled(merges)))
            .filter(|(_, rows)| !rows.is_empty())
            .collect();
        if filled.is_empty() && paths.is_empty() {
            return self.waiting;
        }
        let fill = |block: Block| {
            let mut writer = BlockWriter::new(Arc::clone(block.shape()));
            for record in block.records() {
                let mut filling = writer.open(record.kind(), record.row());
                for (field, value) in record.values() {
                    match field {
                        Field::MEMBER_DEPARTMENT_PATH if record.awaits_departments() => {
                            filling.await_departments();
                        }
                        _ => filling.push(field, value),
                    }
                }
                let mut echo = record.echo();
                for (column, rows) in &filled {
                    if record.kind() == column.kind
                        && let Some(value) = rows.get(&record.row())
                    {
                        filling.push(column.field, Value::Text(value));
                        echo = None;
                    }
                }
                let field = Field::MEMBER_DEPARTMENT_PATH;
                if record.kind() == RecordKind::Member
                    && record.get(field).is_absent()
                    && let Some(path) = paths.get(&record.row())
                {
                    filling.push(field, Value::Text(path));
                    echo = None;
                }
                if let Some(echo) = echo {
                    writer.echo(echo);
                }
            }
            writer.take()
        };
        self.waiting.into_iter().map(fill).collect()
    }
}

impl MergedColumn {
    /// Keeps the cell of `row`, where it is filled.
    fn keep(&mut self, row: Option<&RowView<'_>>) {
        if let Some(row) = row
            && let Some(content) = filled(row, self.number)
        {
            self.above.begin(row.number());
            self.above.push(self.number, content);
        }
    }

    /// Takes the blank cell of `row`.
    fn blank(&mut self, row: u32, cells: &mut Cells) {
        let Some(content) = self.above.get(self.number) else {
            return;
        };
        let top = self.above.number();
        if self.values.last().is_none_or(|(known, _)| *known != top) {
            let is_plain = std::mem::replace(&mut cells.is_plain, false);
            cells.notes.is_quiet = true;
            let value = cells.read(Slot::of(self.field), content, top, self.number);
            let value = value.map(str::to_owned);
            cells.notes.is_quiet = false;
            cells.is_plain = is_plain;
            let Some(value) = value else {
                return self.above.begin(top);
            };
            self.values.push((top, value));
        }
        self.blanks.push((row, self.values.len() - 1));
    }

    /// The values of blank cells that are merged with a filled one above, by row.
    fn filled(&self, merges: &[Merge]) -> HashMap<u32, &str> {
        let own = merges.iter().filter(|merge| merge.left == self.number);
        let bottoms: HashMap<u32, u32> = own.map(|merge| (merge.top, merge.bottom)).collect();
        let blanks = self.blanks.iter().filter_map(|(row, value)| {
            let (top, value) = self.values.get(*value)?;
            let is_merged = bottoms.get(top).is_some_and(|bottom| row <= bottom);
            is_merged.then_some((*row, value.as_str()))
        });
        blanks.collect()
    }
}

/// The cell of `row` in `column`, unless it is blank.
fn filled<'r>(row: &RowView<'r>, column: u16) -> Option<Content<'r>> {
    row.get(column).filter(|content| !is_blank(*content))
}

impl MergedLevels {
    fn new(columns: &[u16]) -> Self {
        Self {
            columns: columns.to_vec(),
            above: vec![(0, String::new()); columns.len()],
            values: vec![Vec::new(); columns.len()],
            blanks: Vec::new(),
            known: Vec::new(),
        }
    }

    fn look(&mut self, row: &RowView<'_>) {
        let mut is_told = false;
        for (column, (top, known)) in self.columns.iter().zip(&mut self.above) {
            if let Some(content) = filled(row, *column) {
                is_told = true;
                *top = row.number();
                known.clear();
                known.push_str(content.text());
            }
        }
        if is_told {
            return;
        }
        for ((top, known), values) in self.above.iter().zip(&mut self.values) {
            if *top > 0 && values.last().is_none_or(|(last, _)| last != top) {
                values.push((*top, known.clone()));
            }
        }
        let known = self.values.iter().map(|values| values.len() as u32);
        self.known.extend(known);
        self.blanks.push(row.number());
    }

    /// The paths of the rows without any level, by the levels that are merged with filled ones above.
    fn filled(&self, merges: &[Merge], cells: &mut Cells) -> HashMap<u32, String> {
        let bottoms: HashMap<(u16, u32), u32> = merges
            .iter()
            .map(|merge| ((merge.left, merge.top), merge.bottom))
            .collect();
        let slot = Slot::part_of(Field::MEMBER_DEPARTMENT_PATH);
        let mut paths = HashMap::new();
        cells.notes.is_quiet = true;
        let known = self.known.chunks(self.columns.len().max(1));
        for (row, known) in self.blanks.iter().zip(known) {
            let mut path = String::new();
            for ((column, values), count) in self.columns.iter().zip(&self.values).zip(known) {
                let last = (*count as usize).checked_sub(1).map(|last| &values[last]);
                let Some((top, text)) = last else { continue };
                let is_merged = bottoms
                    .get(&(*column, *top))
                    .is_some_and(|bottom| row <= bottom);
                if !is_merged {
                    continue;
                }
                cells.is_plain = false;
                let name = cells.read(slot, Content::Text(text), *top, *column);
                if let Some(name) = name.filter(|name| !is_placeholder(name)) {
                    if !path.is_empty() {
                        path.push(LEVEL_SEPARATOR);
                    }
                    path.push_str(name);
                }
            }
            if !path.is_empty() {
                paths.insert(*row, path);
            }
        }
        cells.notes.is_quiet = false;
        paths
    }
}
