//! Which cells findings are about, in the order in which rows come by.

use crate::diagnostic::{Diagnostic, Place, Related, Severity, SourceId};

/// A finding at a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    source: SourceId,
    row: u32,
    column: u16,
    finding: u32,
    /// Which of the finding's related places this is; `None` for its own.
    related: Option<u32>,
}

/// What one finding says of a cell.
#[derive(Clone, Copy)]
pub(super) struct Remark<'r> {
    /// The finding.
    pub(super) finding: &'r Diagnostic,
    /// The related place, where the cell is not the offending one.
    pub(super) related: Option<&'r Related>,
}

/// A cell with what is said of it.
pub(super) struct MarkedCell<'r> {
    /// The column from 1; what is said of a row as a whole stands at its first cell.
    pub(super) column: u16,
    /// What is said, in the order of the findings.
    pub(super) remarks: Vec<Remark<'r>>,
}

impl MarkedCell<'_> {
    /// The worst that is said; `None` where the cell only takes part.
    pub(super) fn severity(&self) -> Option<Severity> {
        let own = self
            .remarks
            .iter()
            .filter(|remark| remark.related.is_none());
        own.map(|remark| remark.finding.severity).min()
    }
}

/// The marks of a run.
pub(super) struct Marks<'r> {
    findings: Vec<&'r Diagnostic>,
    marks: Vec<Mark>,
}

impl<'r> Marks<'r> {
    /// The cells that `findings` are about.
    pub(super) fn of(findings: Vec<&'r Diagnostic>) -> Self {
        let mut marks = Vec::with_capacity(findings.len());
        for (number, finding) in (0..).zip(&findings) {
            marks.push(mark(&finding.place, number, None));
            for (related, place) in (0..).zip(&finding.related) {
                marks.push(mark(&place.place, number, Some(related)));
            }
        }
        marks.retain(|mark| mark.row > 0);
        marks.sort_unstable();
        Self { findings, marks }
    }

    /// The findings, in order.
    pub(super) fn findings(&self) -> &[&'r Diagnostic] {
        &self.findings
    }

    /// The rows of `source` with a marked cell, in order.
    pub(super) fn rows(&self, source: SourceId) -> impl Iterator<Item = u32> {
        let start = self.marks.partition_point(|mark| mark.source < source);
        let end = self.marks.partition_point(|mark| mark.source <= source);
        let rows = self.marks[start..end].chunk_by(|a, b| a.row == b.row);
        rows.map(|marks| marks[0].row)
    }

    /// The marked cells of a row, in column order.
    pub(super) fn cells(&self, source: SourceId, row: u32) -> impl Iterator<Item = MarkedCell<'r>> {
        let key = |mark: &Mark| (mark.source, mark.row);
        let start = self.marks.partition_point(|mark| key(mark) < (source, row));
        let rest = &self.marks[start..];
        let end = rest.partition_point(|mark| key(mark) <= (source, row));
        rest[..end]
            .chunk_by(|a, b| a.column == b.column)
            .map(|marks| MarkedCell {
                column: marks[0].column,
                remarks: marks.iter().map(|mark| self.remark(mark)).collect(),
            })
    }

    fn remark(&self, mark: &Mark) -> Remark<'r> {
        let finding = self.findings[mark.finding as usize];
        Remark {
            finding,
            related: mark
                .related
                .map(|related| &finding.related[related as usize]),
        }
    }
}

fn mark(place: &Place, finding: u32, related: Option<u32>) -> Mark {
    Mark {
        source: place.source,
        row: place.row,
        column: place.column.max(1),
        finding,
        related,
    }
}
