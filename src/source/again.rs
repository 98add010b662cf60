//! Sheets and text files read once more, row by row, as they stand there.

use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use super::{Document, Input, Merge, Meter, Row, RowSink, Workbook, open};
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

    /// Reads `source` once more, until `take` breaks, and returns its merged cells. A source that is no table, or is
    /// gone, has no rows.
    pub fn read(
        &mut self,
        source: SourceId,
        take: &mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Vec<Merge> {
        let known = self.sources.get(source);
        let Some(workbook) = self.open(known) else {
            return Vec::new();
        };
        let sheets = workbook.sheets();
        let index = sheets
            .iter()
            .position(|sheet| sheet.name.as_deref() == known.sheet.as_deref());
        let Some(index) = index else {
            return Vec::new();
        };
        let mut sink = Taking {
            take,
            merges: Vec::new(),
            findings: Findings::default(),
        };
        workbook.read(index, source, &mut sink);
        sink.merges
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

/// Hands rows on; what is wrong with the file was found the first time.
struct Taking<'t> {
    take: &'t mut dyn FnMut(&Row) -> ControlFlow<()>,
    merges: Vec<Merge>,
    findings: Findings,
}

impl RowSink for Taking<'_> {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        (self.take)(row)
    }

    fn merged(&mut self, merge: Merge) {
        self.merges.push(merge);
    }

    fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }
}
