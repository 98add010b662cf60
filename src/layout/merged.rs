//! Cells of one column that are merged over several rows: what stands in the first holds for all of them. Cells that are
//! merely blank stay blank. Where a sheet is merged is known only at its end, so records wait from the first blank cell on.

use std::collections::HashMap;
use std::sync::Arc;

use crate::record::{Block, BlockWriter, Field, RecordKind, Value};
use crate::source::{Merge, RowView};

use super::cell::{Cells, Slot};
use super::header::is_blank;
use super::plan::Plan;

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
    /// The records from the first blank cell on.
    waiting: Vec<Block>,
}

/// A column that may have merged cells.
#[derive(Debug)]
struct MergedColumn {
    kind: RecordKind,
    field: Field,
    number: u16,
    /// The row of the last filled cell, and what it holds.
    above: Option<(u32, String)>,
    /// Filled cells with blank ones below.
    values: Vec<(u32, String)>,
    /// Rows with a blank cell, and the number of the value above.
    blanks: Vec<(u32, usize)>,
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
                above: None,
                values: Vec::new(),
                blanks: Vec::new(),
            })
        });
        Self {
            columns: columns.collect(),
            waiting: Vec::new(),
        }
    }

    /// Looks at the next row.
    pub(super) fn look(&mut self, row: &RowView<'_>, cells: &mut Cells) {
        for column in &mut self.columns {
            column.look(row, cells);
        }
    }

    /// Whether records must wait for the end of the table.
    fn waits(&self) -> bool {
        self.columns.iter().any(|column| !column.blanks.is_empty())
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
    pub(super) fn finish(self, merges: &[Merge]) -> Vec<Block> {
        let filled: Vec<_> = self
            .columns
            .iter()
            .map(|column| (column, column.filled(merges)))
            .filter(|(_, rows)| !rows.is_empty())
            .collect();
        if filled.is_empty() {
            return self.waiting;
        }
        let fill = |block: Block| {
            let mut writer = BlockWriter::new(Arc::clone(block.shape()));
            for record in block.records() {
                writer.begin(record.kind(), record.row());
                for (field, value) in record.values() {
                    writer.push(field, value);
                }
                for (column, rows) in &filled {
                    if record.kind() == column.kind
                        && let Some(value) = rows.get(&record.row())
                    {
                        writer.push(column.field, Value::Text(value));
                    }
                }
            }
            writer.take()
        };
        self.waiting.into_iter().map(fill).collect()
    }
}

impl MergedColumn {
    fn look(&mut self, row: &RowView<'_>, cells: &mut Cells) {
        let content = row.get(self.number);
        let Some(content) = content.filter(|content| !is_blank(*content)) else {
            if let Some((top, value)) = &self.above {
                if self.values.last().is_none_or(|(known, _)| known != top) {
                    self.values.push((*top, value.clone()));
                }
                self.blanks.push((row.number(), self.values.len() - 1));
            }
            return;
        };
        cells.notes.is_quiet = true;
        let value = cells.read(Slot::of(self.field), content, row.number(), self.number);
        match (&mut self.above, value) {
            (above, None) => *above = None,
            (Some((top, known)), Some(value)) => {
                *top = row.number();
                known.clear();
                known.push_str(value);
            }
            (above, Some(value)) => *above = Some((row.number(), value.to_owned())),
        }
        cells.notes.is_quiet = false;
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
