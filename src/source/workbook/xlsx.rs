//! Office Open XML workbooks, streamed cell by cell.

use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

use calamine::{Xlsx, XlsxError};

use super::Bytes;
use super::calamine::{Format, Step, fenced, stream};
use super::marks::{Marks, MarksOfAll};
use super::rows::Rows;
use super::value::Writer;
use crate::config::Limits;
use crate::diagnostic::{Findings, SourceId};
use crate::source::xlsx::XlsxFile;
use crate::source::{Merge, Row, RowSink, Workbook};

impl Format for Xlsx<Bytes> {
    fn is_encrypted(error: &XlsxError) -> bool {
        matches!(error, XlsxError::Password)
    }

    fn since_1904(&self) -> bool {
        self.has_1904_epoch()
    }

    fn tells_merged(&self) -> bool {
        true
    }

    fn cells(
        &mut self,
        name: &str,
        marks: &Marks,
        rows: &mut Rows<'_>,
        writer: &mut Writer,
    ) -> Result<(), String> {
        let mut cells = fenced(|| self.worksheet_cells_reader(name))?;
        let next = || match cells.next_cell_with_formula_metadata() {
            Ok(Some(cell)) => Step::Cell(cell.pos, cell.value, cell.formula.is_some()),
            Ok(None) => Step::End,
            Err(error) if is_lasting(&error) => Step::Stop(error.to_string()),
            Err(error) => Step::Skip(error.to_string()),
        };
        stream(next, marks, rows, writer)
    }
}

/// Whether the reader cannot go on after `error`. After any other it stands inside the bad cell and finds the next one.
fn is_lasting(error: &XlsxError) -> bool {
    matches!(
        error,
        XlsxError::Io(_)
            | XlsxError::Zip(_)
            | XlsxError::Xml(_)
            | XlsxError::XmlEof(_)
            | XlsxError::Encoding(_)
    )
}

/// What the sheets of the workbook at `path` say beside their cells, as our own reader finds it.
pub(super) fn marks(path: &Path, limits: &Limits) -> Vec<Marks> {
    let Ok(mut workbook) = XlsxFile::open(path, &Arc::default(), limits) else {
        return Vec::new();
    };
    let mut marking = Marking::default();
    for index in 0..workbook.sheets().len() {
        marking.marks.begin();
        workbook.read(index, SourceId(0), &mut marking);
    }
    marking.marks.finish()
}

/// Takes nothing but the marks.
#[derive(Default)]
struct Marking {
    marks: MarksOfAll,
    findings: Findings,
}

impl RowSink for Marking {
    fn row(&mut self, row: &Row) -> ControlFlow<()> {
        if row.is_hidden() {
            self.marks.hide(row.number() - 1);
        }
        ControlFlow::Continue(())
    }

    fn merged(&mut self, merge: Merge) {
        let first = (merge.top - 1, u32::from(merge.left) - 1);
        self.marks
            .merge(first, (merge.bottom - 1, u32::from(merge.right) - 1));
    }

    fn findings(&mut self) -> &mut Findings {
        &mut self.findings
    }
}
