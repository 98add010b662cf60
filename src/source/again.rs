//! Sheets and text files read once more, row by row, as they stand there.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use super::{ColumnWidth, Document, Input, Merge, Meter, Row, RowSink, Workbook, open};
use crate::config::{Limits, Reading};
use crate::diagnostic::{Addressing, Findings, Source, SourceId, Sources};

/// How inputs were read, so that they are read in the same way again.
#[derive(Clone, Copy, Debug)]
pub struct Again<'a> {
    /// What the user pinned.
    pub reading: &'a Reading,
    /// How much is taken in.
    pub limits: &'a Limits,
}

/// The tables among the sources of a run.
pub struct Tables<'a> {
    sources: &'a Sources,
    again: Again<'a>,
    /// The file opened last: sheets of one workbook follow each other.
    opened: Option<(PathBuf, Box<dyn Workbook + Send>)>,
}

impl<'a> Tables<'a> {
    /// The tables among `sources`.
    #[must_use]
    pub fn new(sources: &'a Sources, again: Again<'a>) -> Self {
        Self {
            sources,
            again,
            opened: None,
        }
    }

    /// Reads `source` once more, until `take` breaks, and returns what it looks like. A source that is no table, or is
    /// gone, has no rows.
    pub fn read(
        &mut self,
        source: SourceId,
        take: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Drawing {
        let known = self.sources.get(source);
        let Some(workbook) = self.open(known) else {
            return Drawing::default();
        };
        let sheets = workbook.sheets();
        let index = sheets
            .iter()
            .position(|sheet| sheet.name.as_deref() == known.sheet.as_deref());
        let Some(index) = index else {
            return Drawing::default();
        };
        let mut sink = Taking {
            take,
            drawing: Drawing::default(),
            findings: Findings::default(),
        };
        workbook.read(index, source, &mut sink);
        sink.drawing
    }

    fn open(&mut self, known: &Source) -> Option<&mut (dyn Workbook + Send + 'static)> {
        if known.addressing != Addressing::Cells {
            return None;
        }
        if self
            .opened
            .as_ref()
            .is_none_or(|(path, _)| *path != known.path)
        {
            self.opened = None;
            let input = Input::file(known.file.as_str(), known.path.as_path());
            let meter = Arc::new(Meter::default());
            let Ok(Document::Workbook { workbook, .. }) =
                open(&input, self.again.reading, self.again.limits, &meter)
            else {
                return None;
            };
            self.opened = Some((known.path.clone(), workbook));
        }
        self.opened.as_mut().map(|(_, workbook)| &mut **workbook)
    }
}

/// How many widths of one table are kept: a sheet has no more columns.
const MOST_WIDTHS: usize = 1 << 14;

/// What a table looks like beside its rows, as far as its format tells.
#[derive(Clone, Debug, Default)]
pub struct Drawing {
    /// Its merged cells.
    pub merges: Vec<Merge>,
    /// How wide the user made its columns.
    pub widths: Vec<ColumnWidth>,
}

/// Hands rows on; what is wrong with the file was found the first time.
struct Taking<'t> {
    take: &'t mut dyn FnMut(&Row) -> ControlFlow<()>,
    drawing: Drawing,
    findings: Findings,
}

impl RowSink for Taking<'_> {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        (self.take)(row)
    }

    fn merged(&mut self, merge: Merge) {
        self.drawing.merges.push(merge);
    }

    fn width(&mut self, width: ColumnWidth) {
        if self.drawing.widths.len() < MOST_WIDTHS {
            self.drawing.widths.push(width);
        }
    }

    fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }
}
