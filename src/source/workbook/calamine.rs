//! What the readers of calamine have in common: opening in a fence, sheets by name, cells into rows.

use std::fmt::Display;

use calamine::{DataRef, Reader, SheetType, SheetVisible};

use super::guard::guarded;
use super::marks::Marks;
use super::rows::Rows;
use super::value::{Value, Writer};
use super::{Bytes, name_of, unread};
use crate::config::Limits;
use crate::diagnostic::{SourceId, code};
use crate::source::{Content, Fault, RowSink, Sheet, Workbook};

/// The cause where a reader panicked.
const BROKE: &str = "the content contradicts itself";

/// A reader of one format.
pub(super) trait Format: Reader<Bytes, Error: Display> + Send {
    /// Whether an error says that the file is encrypted.
    fn is_encrypted(error: &Self::Error) -> bool;

    /// Whether days are counted from 1904.
    fn since_1904(&self) -> bool;

    /// Whether merged cells are told of.
    fn tells_merged(&self) -> bool {
        false
    }

    /// Streams the cells of the sheet `name`; the cause where it cannot be read at all.
    fn cells(
        &mut self,
        name: &str,
        marks: &Marks,
        rows: &mut Rows<'_>,
        writer: &mut Writer,
    ) -> Result<(), String>;
}

/// An open workbook.
pub(super) struct CalamineWorkbook<F> {
    workbook: F,
    sheets: Vec<Sheet>,
    /// What the sheets say beside their cells.
    marks: Vec<Marks>,
    limits: Limits,
}

impl<F: Format> CalamineWorkbook<F> {
    /// Opens a workbook inside a fence, then has a look at the `marks` of its sheets.
    pub(super) fn open(
        open: impl FnOnce() -> Result<F, F::Error>,
        marks: impl FnOnce() -> Vec<Marks>,
        limits: &Limits,
    ) -> Result<Self, Fault> {
        let workbook = match guarded(open) {
            Some(Ok(workbook)) => workbook,
            Some(Err(error)) if F::is_encrypted(&error) => {
                return Err(Fault::new(&code::F003, "workbook"));
            }
            Some(Err(error)) => return Err(Fault::damaged(error.to_string())),
            None => return Err(Fault::damaged(BROKE)),
        };
        Ok(Self {
            sheets: sheets_of(workbook.sheets_metadata()),
            workbook,
            marks: marks(),
            limits: limits.clone(),
        })
    }
}

impl<F: Format> Workbook for CalamineWorkbook<F> {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets.clone()
    }

    fn tells_merged(&self) -> bool {
        self.workbook.tells_merged()
    }

    fn read(&mut self, index: usize, source: SourceId, sink: &mut dyn RowSink) {
        let mut rows = Rows::new(source, sink, &self.limits);
        let mut writer = Writer::new(self.workbook.since_1904());
        let nothing = Marks::default();
        let marks = self.marks.get(index).unwrap_or(&nothing);
        match name_of(&self.sheets, index) {
            Ok(name) => {
                for (first, last) in &marks.merges {
                    rows.merged(*first, *last);
                }
                if let Err(cause) = self.workbook.cells(name, marks, &mut rows, &mut writer) {
                    rows.fail(unread(cause));
                }
            }
            Err(fault) => rows.fail(fault),
        }
        rows.end();
    }
}

/// The sheets that have cells, in order.
fn sheets_of(found: &[calamine::Sheet]) -> Vec<Sheet> {
    found
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| Sheet {
            name: Some(sheet.name.clone()),
            hidden: sheet.visible != SheetVisible::Visible,
        })
        .collect()
}

/// Runs what opens a sheet inside a fence.
pub(super) fn fenced<T, E: Display>(open: impl FnOnce() -> Result<T, E>) -> Result<T, String> {
    match guarded(open) {
        Some(result) => result.map_err(|error| error.to_string()),
        None => Err(BROKE.to_owned()),
    }
}

/// What a reader says when asked for the next cell.
pub(super) enum Step<'a> {
    /// A cell at a row and a column from 0, and whether a formula stands behind it.
    Cell((u32, u32), DataRef<'a>, bool),
    End,
    /// One cell cannot be read.
    Skip(String),
    /// Nothing further can be read.
    Stop(String),
}

/// Streams cells from `next` into `rows` until there are no more or nobody wants them.
pub(super) fn stream<'a>(
    mut next: impl FnMut() -> Step<'a>,
    marks: &Marks,
    rows: &mut Rows<'_>,
    writer: &mut Writer,
) -> Result<(), String> {
    loop {
        match guarded(&mut next).unwrap_or_else(|| Step::Stop(BROKE.to_owned())) {
            Step::Cell((row, column), data, has_formula) => {
                let content = match Value::of_reference(&data) {
                    Some(value) => writer.content(value),
                    None if has_formula => Content::FormulaWithoutValue,
                    None => continue,
                };
                if rows
                    .put(row, column, marks.is_hidden(row), content)
                    .is_break()
                {
                    return Ok(());
                }
            }
            Step::End => return Ok(()),
            Step::Skip(cause) => rows.skip(cause),
            Step::Stop(cause) => return Err(cause),
        }
    }
}
