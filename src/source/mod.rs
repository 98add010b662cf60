//! Bytes → rows. Finds out what a file is by its content and streams its rows or JSON elements; knows nothing of
//! what they mean.

mod again;
mod batch;
pub mod child;
pub mod csv;
mod excerpt;
mod excess;
mod fault;
mod format;
pub mod json;
mod location;
mod meter;
mod open;
mod plain;
mod preflight;
mod row;
mod text;
mod workbook;
mod xlsx;

use std::ops::ControlFlow;

use crate::diagnostic::{Findings, SourceId};

pub use again::{Again, Drawing, Tables};
pub use batch::RowBatch;
pub use excerpt::{Excerpt, excerpt};
pub use fault::Fault;
pub use format::Format;
pub use location::{Input, Located, Location, locate, unopened};
pub use meter::{Meter, Metered};
pub use open::{Document, open};
pub use row::{Cell, Content, Row, RowView};
pub use xlsx::{Amending, Amendment, cell_markup};

/// One sheet of a workbook; a text file is one nameless sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The sheet's name, where it has one.
    pub name: Option<String>,
    /// Whether the user cannot see it.
    pub hidden: bool,
}

/// Cells of a sheet that are merged into one; only the one at the top left holds anything. Rows and columns from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Merge {
    /// The first row.
    pub top: u32,
    /// The last row.
    pub bottom: u32,
    /// The first column.
    pub left: u16,
    /// The last column.
    pub right: u16,
}

/// How wide the user made columns of a sheet. They count from 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ColumnWidth {
    /// The first column.
    pub first: u16,
    /// The last column.
    pub last: u16,
    /// How many digits of the standard font have room in it.
    pub digits: f64,
}

/// Takes the rows of a sheet.
pub trait RowSink {
    /// Takes the next row that has a filled cell; `Break` ends the reading of this sheet.
    fn row(&mut self, row: &Row) -> ControlFlow<()>;

    /// Takes the next rows and leaves the batch empty; `Break` ends the reading of this sheet.
    fn batch(&mut self, batch: &mut RowBatch) -> ControlFlow<()> {
        let mut copy = Row::default();
        let flow = batch.rows().try_for_each(|row| {
            copy.copy(&row);
            self.row(&copy)
        });
        batch.clear();
        flow
    }

    /// Takes cells that are merged into one. They may come before, between or after the rows.
    fn merged(&mut self, _: Merge) {}

    /// Takes how wide some columns are. It comes before the rows.
    fn width(&mut self, _: ColumnWidth) {}

    /// Where the reader reports what it meets between rows: cut rows, limits, undecodable bytes.
    fn findings(&mut self) -> &mut Findings;
}

/// Something with rows: a workbook, or a text file.
pub trait Workbook {
    /// The sheets in the order the user sees them, hidden ones too.
    fn sheets(&self) -> Vec<Sheet>;

    /// Whether its sheets may have merged cells that are told of.
    fn tells_merged(&self) -> bool {
        false
    }

    /// Streams the rows of the sheet at `index` to `sink`, in order. What is wrong with the file is reported there,
    /// with places in `source`; reading goes on after it where it can.
    fn read(&mut self, index: usize, source: SourceId, sink: &mut dyn RowSink);
}
