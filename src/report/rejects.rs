//! The rows that were left out, in their own columns and below their own header, with the reason behind them: to be
//! mended and read in again. The column with the reason is known to the reader and passed over.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::ops::ControlFlow;

use csv::{Terminator, WriterBuilder};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use crate::diagnostic::{Addressing, Place, SourceId, Sources};
use crate::directory::Directory;
use crate::error::{Error, ErrorKind, Result};
use crate::locale::{Arguments, Locale};
use crate::repair::{Reason, Rejected};
use crate::source::{Again, Row, Tables, excerpt};

use super::BYTE_ORDER_MARK;
use super::book::{Book, SHEET_COLUMNS, SHEET_ROWS, Widths, fitting, not_written, text_format};
use super::survey::{Survey, first_rows};

use super::visible::visible;
use super::workbook::name_of;

/// How many JSON elements are looked up at a time.
const ELEMENTS_AT_A_TIME: usize = 4096;

/// What was left out of a directory.
#[derive(Clone, Copy)]
pub struct Rejects<'r> {
    /// The rows.
    pub rejected: &'r Rejected,
    /// What was read.
    pub sources: &'r Sources,
    /// The directory of the rows that stay.
    pub directory: &'r Directory,
}

/// A table with rejected rows, as it was seen.
struct Table {
    source: SourceId,
    survey: Survey,
    /// The row of its header: of those above the data the first that fills most cells.
    header: u32,
    /// The column for the reason, from 1: the one an earlier run left there, else the one behind all others.
    reason: u16,
}

impl Rejects<'_> {
    /// The sources with rejected rows; of tables only those that can still be read.
    fn sources(&self) -> BTreeSet<SourceId> {
        self.rejected.iter().map(|(source, _, _)| source).collect()
    }

    /// The first data row of every source.
    fn first_rows(&self) -> BTreeMap<SourceId, u32> {
        let mut first = first_rows(self.directory);
        for (source, row, _) in self.rejected.iter() {
            let known = first.entry(source).or_insert(row);
            *known = row.min(*known);
        }
        first
    }

    fn table(
        &self,
        source: SourceId,
        first_row: Option<u32>,
        tables: &mut Tables<'_>,
        locale: &Locale,
    ) -> Table {
        let survey = Survey::of(tables, source, first_row);
        let title = locale.text("report-column-reason");
        let mut last_column = 0;
        let mut known = None;
        let (mut header, mut most) = (0, 0);
        tables.read(source, &mut |row| {
            let number = row.number();
            let is_above = survey.above.binary_search(&number).is_ok();
            if is_above || self.rejected.reasons(source, number).is_some() {
                let column = row.cells().last().map_or(0, |cell| cell.column);
                last_column = column.max(last_column);
            }
            if is_above {
                let filled = row.cells().count();
                if filled > most {
                    (header, most) = (number, filled);
                }
                let ours = row.cells().find(|cell| cell.content.text() == title);
                known = ours.map(|cell| cell.column).or(known);
            }
            ControlFlow::Continue(())
        });
        Table {
            source,
            survey,
            header,
            reason: known.unwrap_or(last_column.saturating_add(1).min(SHEET_COLUMNS)),
        }
    }

    /// The text that stands in the column for the reason in `row`; `None` where the row is not written.
    fn reason(&self, table: &Table, row: &Row, locale: &Locale) -> Option<String> {
        let number = row.number();
        if table.survey.above.binary_search(&number).is_ok() {
            let title = (table.header == number).then(|| locale.text("report-column-reason"));
            return Some(title.unwrap_or_default());
        }
        let reasons = self.rejected.reasons(table.source, number)?;
        Some(worded(reasons, locale))
    }
}

/// The reasons in one cell: codes and sentences.
fn worded(reasons: &[Reason], locale: &Locale) -> String {
    let sentence = |reason: &Reason| {
        let finding = &reason.finding;
        let message = locale.format(finding.code.id, &finding.arguments);
        let arguments = Arguments::default()
            .with("code", finding.code.id)
            .with("message", visible(&message).as_ref());
        match reason.follows {
            true => locale.format("report-reason-follows", &arguments),
            false => locale.format("report-reason", &arguments),
        }
    };
    let mut sentences: Vec<String> = reasons.iter().map(sentence).collect();
    sentences.dedup();
    sentences.join(&locale.text("report-reason-separator"))
}

/// Writes a workbook with a sheet for every sheet, file and list that rows were left out of.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_workbook(
    rejects: Rejects<'_>,
    again: Again<'_>,
    locale: &Locale,
    out: &mut (dyn Write + Send),
) -> Result<()> {
    let mut tables = Tables::new(rejects.sources, again);
    let mut book = Book::new()?;
    let first_rows = rejects.first_rows();
    for source in rejects.sources() {
        let known = rejects.sources.get(source);
        let name = book.names.take(&name_of(known));
        match known.addressing {
            Addressing::Cells => {
                let first_row = first_rows.get(&source).copied();
                let table = rejects.table(source, first_row, &mut tables, locale);
                let sheet = book.add(&name)?;
                write_sheet(rejects, &table, &mut tables, locale, sheet)?;
            }
            _ => write_elements(rejects, source, again, locale, book.add(&name)?)?,
        }
    }
    book.save(out)
}

fn write_sheet(
    rejects: Rejects<'_>,
    table: &Table,
    tables: &mut Tables<'_>,
    locale: &Locale,
    sheet: &mut Worksheet,
) -> Result<()> {
    let mut widths = table.survey.widths.clone();
    let mut next = 0;
    let mut failed = None;
    tables.read(table.source, &mut |row| {
        let Some(reason) = rejects.reason(table, row, locale) else {
            return ControlFlow::Continue(());
        };
        let is_above = table.survey.above.binary_search(&row.number()).is_ok();
        let target = if is_above { row.number() - 1 } else { next };
        if target >= SHEET_ROWS {
            return ControlFlow::Break(());
        }
        next = target + 1;
        widths.fit(table.reason - 1, &reason);
        let written = sheet_row(sheet, target, row, is_above, table.reason, &reason);
        failed = written.err();
        match failed {
            None => ControlFlow::Continue(()),
            Some(_) => ControlFlow::Break(()),
        }
    });
    match failed {
        Some(cause) => Err(not_written(cause)),
        None => widths.apply(sheet, next),
    }
}

fn sheet_row(
    sheet: &mut Worksheet,
    target: u32,
    row: &Row,
    is_above: bool,
    reason_column: u16,
    reason: &str,
) -> std::result::Result<(), XlsxError> {
    let format = match is_above {
        true => text_format().set_bold(),
        false => text_format(),
    };
    let has_room = |column| column != reason_column && column <= SHEET_COLUMNS;
    for cell in row.cells().filter(|cell| has_room(cell.column)) {
        let text = fitting(cell.content.text());
        sheet.write_string_with_format(target, cell.column - 1, text, &format)?;
    }
    sheet.write_string_with_format(target, reason_column - 1, fitting(reason), &format)?;
    Ok(())
}

/// Writes the elements of a JSON list: where each stands, what it holds, why it was left out.
fn write_elements(
    rejects: Rejects<'_>,
    source: SourceId,
    again: Again<'_>,
    locale: &Locale,
    sheet: &mut Worksheet,
) -> Result<()> {
    let mut widths = Widths::default();
    let mut write = |row: u32, texts: [String; 3], format: &Format| {
        for (column, text) in (0..).zip(&texts) {
            widths.fit(column, text);
            sheet
                .write_string_with_format(row, column, fitting(text), format)
                .map_err(not_written)?;
        }
        Ok(())
    };
    let header = [
        "report-column-place",
        "report-column-content",
        "report-column-reason",
    ];
    write(
        0,
        header.map(|id| locale.text(id)),
        &Format::new().set_bold(),
    )?;
    let rows: Vec<(u32, &[Reason])> = rejects
        .rejected
        .iter()
        .filter(|(of, _, _)| *of == source)
        .map(|(_, row, reasons)| (row, reasons))
        .take(SHEET_ROWS as usize - 1)
        .collect();
    let mut target = 0;
    for rows in rows.chunks(ELEMENTS_AT_A_TIME) {
        let wanted = rows.iter().map(|(row, _)| (source, *row)).collect();
        let found = excerpt(rejects.sources, &wanted, again.reading, again.limits);
        for (row, reasons) in rows {
            target += 1;
            let place = Place::row(source, *row).display(rejects.sources.get(source));
            let cells = found.get(&(source, *row)).into_iter().flatten();
            let content: Vec<&str> = cells.map(|(_, text)| text.as_str()).collect();
            let texts = [
                visible(&place).into_owned(),
                content.join(", "),
                worded(reasons, locale),
            ];
            write(target, texts, &text_format())?;
        }
    }
    widths.apply(sheet, target)
}

/// Writes the rejected rows of the one table that has any: UTF-8 with byte order mark, CRLF. Values are exactly as they
/// were read, as the file is to be read again.
///
/// # Errors
/// When rows of several sheets or of a JSON list were left out, or `out` cannot be written.
pub fn write_csv(
    rejects: Rejects<'_>,
    again: Again<'_>,
    locale: &Locale,
    out: &mut dyn Write,
) -> Result<()> {
    let unwritable =
        |cause: csv::Error| Error::new(ErrorKind::File, "rejects-not-written").because(cause);
    let sources = rejects.sources();
    let only = sources.first().filter(|source| {
        sources.len() == 1 && rejects.sources.get(**source).addressing == Addressing::Cells
    });
    let Some(source) = only.copied() else {
        return Err(Error::new(ErrorKind::Usage, "rejects-need-workbook"));
    };
    let mut tables = Tables::new(rejects.sources, again);
    let first_row = rejects.first_rows().get(&source).copied();
    let table = rejects.table(source, first_row, &mut tables, locale);
    out.write_all(BYTE_ORDER_MARK)
        .map_err(|cause| unwritable(cause.into()))?;
    let mut lines = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(out);
    let mut failed = None;
    tables.read(source, &mut |row| {
        let Some(reason) = rejects.reason(&table, row, locale) else {
            return ControlFlow::Continue(());
        };
        let written = csv_row(&mut lines, row, table.reason, &reason);
        failed = written.err();
        match failed {
            None => ControlFlow::Continue(()),
            Some(_) => ControlFlow::Break(()),
        }
    });
    match failed {
        Some(cause) => Err(unwritable(cause)),
        None => lines.flush().map_err(|cause| unwritable(cause.into())),
    }
}

fn csv_row<W: Write>(
    lines: &mut csv::Writer<W>,
    row: &Row,
    reason_column: u16,
    reason: &str,
) -> csv::Result<()> {
    let last = row.cells().last().map_or(0, |cell| cell.column);
    for column in 1..=last.max(reason_column) {
        let text = match column == reason_column {
            true => reason,
            false => row.get(column).map_or("", |content| content.text()),
        };
        lines.write_field(text)?;
    }
    lines.write_record(None::<&[u8]>)
}
