//! One of the user's tables, written again with its marked cells coloured.

use std::ops::ControlFlow;

use rust_xlsxwriter::{Color, Format, FormatUnderline, Url, Worksheet, XlsxError};

use crate::diagnostic::{Place, Severity, SourceId, Sources};
use crate::error::Result;
use crate::locale::Locale;
use crate::source::{Row, Tables};

use super::super::book::{Book, SHEET_COLUMNS, SHEET_ROWS, fitting, not_written, text_format};
use super::super::marks::{MarkedCell, Marks};
use super::super::survey::Survey;

use super::note;

/// How many rows above the data may stay in view while scrolling.
const MOST_FROZEN: u32 = 5;

/// What cells are filled with: by severity, and those that only take part.
const FILL_ERROR: u32 = 0xFF_C7_CE;
const FILL_WARNING: u32 = 0xFF_EB_9C;
const FILL_INFORMATION: u32 = 0xDD_EB_F7;
const FILL_RELATED: u32 = 0xE4_DF_EC;

/// What the header is filled with.
const FILL_HEADER: u32 = 0xD9_D9_D9;

/// How many links Excel reads in one sheet.
pub(super) const MOST_LINKS: usize = 65_530;

/// The format of a cell with a finding of `severity`, or that takes part in one.
pub(super) fn fill(severity: Option<Severity>) -> Format {
    let color = match severity {
        Some(Severity::Error) => FILL_ERROR,
        Some(Severity::Warning) => FILL_WARNING,
        Some(Severity::Information) => FILL_INFORMATION,
        None => FILL_RELATED,
    };
    text_format().set_background_color(Color::RGB(color))
}

/// What all sheets of a workbook have in common while they are written.
pub(super) struct Copying<'c> {
    pub(super) marks: &'c Marks<'c>,
    pub(super) sources: &'c Sources,
    pub(super) locale: &'c Locale,
    /// Every table that is written again.
    pub(super) copies: &'c [Copy],
}

impl Copying<'_> {
    /// Where a marked cell leads: to the next cell of a finding there, from the last back to the finding's own.
    fn link(&self, cell: &MarkedCell<'_>) -> Option<Url> {
        cell.remarks.iter().find_map(|remark| {
            let others = &remark.finding.related;
            let next = match remark.related {
                Some(this) => others
                    .iter()
                    .skip_while(|other| !std::ptr::eq(*other, this))
                    .nth(1),
                None => Some(others.first()?),
            };
            self.link_to(next.map_or(&remark.finding.place, |next| &next.place))
        })
    }

    /// The cell of `place` in this workbook.
    pub(super) fn link_to(&self, place: &Place) -> Option<Url> {
        let mut copies = self.copies.iter();
        copies.find(|copy| copy.source == place.source)?.link(place)
    }
}

/// A table that is written again.
pub(super) struct Copy {
    /// The table.
    pub(super) source: SourceId,
    /// The name of its sheet.
    pub(super) name: String,
    survey: Survey,
    /// The rows that are copied, where it is not all of them. Then the first row says so and the first column holds
    /// the row numbers of the table.
    only: Option<Vec<u32>>,
}

impl Copy {
    /// A copy of all rows, each cell where it stood.
    pub(super) fn whole(source: SourceId, name: String, survey: Survey) -> Self {
        Self {
            source,
            name,
            survey,
            only: None,
        }
    }

    /// A copy of the rows above the data and of those with marks.
    pub(super) fn of_marked(
        source: SourceId,
        name: String,
        survey: Survey,
        marks: &Marks<'_>,
    ) -> Self {
        let mut rows = survey.above.clone();
        rows.extend(marks.rows(source));
        rows.sort_unstable();
        rows.dedup();
        rows.truncate(SHEET_ROWS as usize - 1);
        Self {
            source,
            name,
            survey,
            only: Some(rows),
        }
    }

    /// How many columns stand before those of the table.
    fn shift(&self) -> u16 {
        u16::from(self.only.is_some())
    }

    /// Where row `number` of the table stands, from 0.
    fn target(&self, number: u32) -> Option<u32> {
        match &self.only {
            None => number.checked_sub(1),
            Some(rows) => rows.binary_search(&number).ok().map(|at| at as u32 + 1),
        }
    }

    /// The address here of a place of the table, e.g. `C17`; the first cell where it is the whole table.
    pub(super) fn address(&self, place: &Place) -> Option<String> {
        if place.row == 0 {
            return Some("A1".to_owned());
        }
        let row = self.target(place.row)?;
        let column = place.column.max(1).checked_add(self.shift())?;
        Place::cell(place.source, row + 1, column).address()
    }

    /// The cell of `place` on this sheet, for links inside the workbook.
    pub(super) fn link(&self, place: &Place) -> Option<Url> {
        let cell = self.address(place)?;
        let name = self.name.replace('\'', "''");
        Some(Url::new(format!("internal:'{name}'!{cell}")))
    }

    /// Writes the sheet. Cells beyond what a sheet has room for are left out.
    pub(super) fn write(
        &self,
        copying: &Copying<'_>,
        tables: &mut Tables<'_>,
        notes_left: &mut usize,
        book: &mut Book,
    ) -> Result<()> {
        let sheet = book.add(&self.name)?;
        let mut links_left = MOST_LINKS;
        if self.only.is_some() {
            let notice = copying.locale.text("report-copy-marked");
            let bold = Format::new().set_bold();
            sheet
                .write_string_with_format(0, 0, notice, &bold)
                .map_err(not_written)?;
        }
        let mut redraw = self.only.is_none().then(|| self.survey.merges.redraw());
        let merged = text_format();
        let mut failed = None;
        tables.read(self.source, &mut |row| {
            let Some(target) = self.target(row.number()) else {
                return ControlFlow::Continue(());
            };
            let redrawn = redraw
                .as_mut()
                .map_or(Ok(()), |redraw| redraw.up_to(sheet, target, &merged));
            let written = redrawn.and_then(|()| self.row(sheet, target, row));
            let written = written.and_then(|()| {
                for cell in copying.marks.cells(self.source, row.number()) {
                    if cell.column > SHEET_COLUMNS - self.shift() {
                        continue;
                    }
                    let link = copying.link(&cell).filter(|_| links_left > 0);
                    links_left -= usize::from(link.is_some());
                    self.mark(sheet, target, row, &cell, link)?;
                    if *notes_left > 0 {
                        *notes_left -= 1;
                        let note = note::note(&cell, self.source, copying.sources, copying.locale);
                        sheet.insert_note(target, cell.column - 1 + self.shift(), &note)?;
                    }
                }
                Ok(())
            });
            failed = written.err();
            match failed {
                None => ControlFlow::Continue(()),
                Some(_) => ControlFlow::Break(()),
            }
        });
        if let Some(cause) = failed {
            return Err(not_written(cause));
        }
        let last_row = match &self.only {
            None => self.survey.last_row - 1,
            Some(rows) => rows.len() as u32,
        };
        let header = self.survey.header.and_then(|row| self.target(row));
        if let Some(header) = header.filter(|header| *header < MOST_FROZEN) {
            sheet.set_freeze_panes(header + 1, 0).map_err(not_written)?;
        }
        if let Some(header) = header.filter(|header| *header < last_row) {
            let last = (self.survey.widths.count() + self.shift()).clamp(1, SHEET_COLUMNS) - 1;
            sheet
                .autofilter(header, 0, last_row, last)
                .map_err(not_written)?;
        }
        match self.shift() {
            0 => self.survey.widths.apply(sheet, last_row),
            _ => self.survey.widths.shifted().apply(sheet, last_row),
        }
    }

    fn row(
        &self,
        sheet: &mut Worksheet,
        target: u32,
        row: &Row,
    ) -> std::result::Result<(), XlsxError> {
        let above = &self.survey.above;
        let format = match above.binary_search(&row.number()) {
            Ok(_) if self.survey.header == Some(row.number()) => text_format()
                .set_bold()
                .set_background_color(Color::RGB(FILL_HEADER)),
            Ok(_) => text_format().set_bold(),
            Err(_) => text_format(),
        };
        if self.only.is_some() {
            sheet.write_string_with_format(target, 0, row.number().to_string(), &format)?;
        }
        let room = SHEET_COLUMNS - self.shift();
        for cell in row.cells().filter(|cell| cell.column <= room) {
            let text = fitting(cell.content.text());
            let column = cell.column - 1 + self.shift();
            sheet.write_string_with_format(target, column, text, &format)?;
        }
        Ok(())
    }

    fn mark(
        &self,
        sheet: &mut Worksheet,
        target: u32,
        row: &Row,
        cell: &MarkedCell<'_>,
        link: Option<Url>,
    ) -> std::result::Result<(), XlsxError> {
        let format = fill(cell.severity());
        let column = cell.column - 1 + self.shift();
        let text = row.get(cell.column).map(|content| fitting(content.text()));
        match (text, link) {
            (Some(text), Some(link)) if !text.is_empty() => {
                let format = format.set_underline(FormatUnderline::Single);
                let link = link.set_text(text);
                sheet.write_url_with_format(target, column, link, &format)?;
            }
            (Some(text), _) => {
                sheet.write_string_with_format(target, column, text, &format)?;
            }
            (None, _) => {
                sheet.write_blank(target, column, &format)?;
            }
        }
        Ok(())
    }
}
