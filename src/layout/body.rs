//! A table below its header.

use crate::diagnostic::{Findings, Place, SourceId, code};
use crate::locale::Argument;
use crate::source::{Content, RowView};

use super::guess;
use super::header;
use super::merged::Merged;
use super::packer::Packer;
use super::plan::{Plan, Standing};
use super::spelling;

/// How headers of an exported workbook begin whose columns are none of ours, in Chinese and English.
const OWN_MARKS: [&str; 2] = ["附加_", "extra_"];

/// A table below its header.
#[derive(Debug)]
pub(super) struct Body {
    /// How it is read.
    pub(super) plan: Plan,
    /// What it is packed by.
    pub(super) packer: Packer,
    /// The merged cells.
    pub(super) merged: Merged,
    /// How many rows below the header came by.
    pub(super) index: usize,
    /// Whether every column with a header is read.
    reads_all: bool,
    /// By column, whether data was seen there.
    has_data: Vec<bool>,
    /// The first cell of every column with data and no header.
    strays: Vec<(u16, u32)>,
}

impl Body {
    /// Starts below the header.
    pub(super) fn new(plan: Plan, packer: Packer) -> Self {
        Self {
            reads_all: (plan.standing.iter().skip(1)).all(|standing| standing.is_read()),
            has_data: vec![false; plan.standing.len()],
            plan,
            packer,
            merged: Merged::default(),
            index: 0,
            strays: Vec::new(),
        }
    }

    /// Reports the columns that hold data and no field of ours (H004).
    pub(super) fn report_unused(&mut self, source: SourceId, findings: &mut Findings) {
        for own in &self.plan.own {
            let has_data = self.has_data.get(usize::from(own.number));
            let is_marked = OWN_MARKS.iter().any(|mark| own.header.starts_with(mark));
            if own.is_settled || has_data != Some(&true) || (is_marked && own.is_kept) {
                continue;
            }
            let case = match (&own.second_to, own.is_kept) {
                (_, false) => "too-many",
                (Some(_), true) => "second",
                (None, true) => "unknown",
            };
            let place = Place::cell(source, self.plan.header_row, own.number);
            let finding = findings.report(&code::H004, place);
            finding
                .value(&own.header)
                .with("case", case)
                .with("other", own.second_to.as_deref().unwrap_or_default());
            let guess = guess::nearest_field(&own.header);
            if let Some((field, _)) = guess
                && case == "unknown"
                && self.plan.shape.column(field).is_none()
            {
                let (chinese, english) = spelling::own_name(field);
                finding
                    .with("case", "guess")
                    .with("other", Argument::Words { chinese, english })
                    .with("field", field.id());
            }
        }
        self.strays.sort_unstable();
        for (column, row) in self.strays.iter().copied() {
            let place = Place::cell(source, row, column);
            let address = place.address().unwrap_or_default();
            let letters = address.trim_end_matches(|c: char| c.is_ascii_digit());
            findings
                .report(&code::H004, place)
                .value(letters)
                .with("case", "no-header")
                .with("other", "");
        }
    }

    /// Notes which columns have data; whether one of them is read.
    pub(super) fn look(&mut self, row: &RowView<'_>) -> bool {
        // In plain text there is no white space.
        let has_header = |column| usize::from(column) < self.plan.standing.len();
        if row.plain_cells() > 0 && self.reads_all && row.last_column().is_some_and(has_header) {
            return true;
        }
        if row.is_plain() && row.columns().all(|column| self.is_settled(column)) {
            let is_read = |column| self.standing(column).is_read();
            return row.columns().any(is_read);
        }
        let mut is_filled = false;
        for cell in row.cells() {
            let column = usize::from(cell.column);
            match self.standing(cell.column) {
                Standing::Known | Standing::Person => {
                    is_filled = is_filled || !header::is_blank(cell.content);
                }
                Standing::Own | Standing::Skipped => {
                    if !self.has_data[column] && !header::is_blank(cell.content) {
                        self.has_data[column] = true;
                    }
                }
                Standing::Stray => self.stray(cell.column, row.number(), cell.content),
            }
        }
        is_filled
    }

    fn standing(&self, column: u16) -> Standing {
        let standing = self.plan.standing.get(usize::from(column));
        standing.copied().unwrap_or_default()
    }

    /// Whether data in `column` is nothing new.
    fn is_settled(&self, column: u16) -> bool {
        self.standing(column).is_read() || self.has_data.get(usize::from(column)) == Some(&true)
    }

    fn stray(&mut self, column: u16, row: u32, content: Content<'_>) {
        let index = usize::from(column);
        if self.has_data.len() <= index {
            self.has_data.resize(index + 1, false);
        }
        if !self.has_data[index] && !header::is_blank(content) {
            self.has_data[index] = true;
            self.strays.push((column, row));
        }
    }
}
