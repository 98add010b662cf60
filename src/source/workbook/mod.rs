//! Workbooks: one reader a format, all of the same shape. Sheets are gone through by name, cell by cell; a sheet that
//! cannot be read is one finding and the others are read.

mod guard;
mod ods;
mod rows;
mod value;
mod xls;
mod xlsb;
mod xlsx;

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use calamine::{DataRef, SheetType, SheetVisible};

use self::guard::guarded;
pub(super) use self::rows::Rows;
pub(super) use self::value::{Value, Writer};
use super::location::unopened;
use super::meter::{Meter, Metered};
use super::preflight::package;
use super::xlsx::XlsxFile;
use super::{Content, Fault, Sheet, Workbook};
use crate::config::Limits;
use crate::diagnostic::code;

/// How much of a file is read at a time.
const BUFFER: usize = 64 << 10;

/// How many sheets of one workbook are read.
const SHEETS: usize = 1_000;

/// What every reader reads from.
type Bytes = BufReader<Metered<File>>;

/// Any open workbook.
type Opened = Box<dyn Workbook + Send>;

/// Opens an .xlsx, .xlsm or .xltx file whose container was inspected, with our own reader.
///
/// # Errors
///
/// F001 when the reader cannot make sense of it, F003 when it is encrypted after all, F004 when it has too many sheets.
pub(super) fn xlsx(path: &Path, meter: &Arc<Meter>, limits: &Limits) -> Result<Opened, Fault> {
    bounded(XlsxFile::open(path, meter, limits)?)
}

/// Opens the same with calamine, whose memory is guarded by a further look into the container.
///
/// # Errors
///
/// As [`xlsx`].
pub(super) fn xlsx_by_calamine(
    path: &Path,
    meter: &Arc<Meter>,
    limits: &Limits,
) -> Result<Opened, Fault> {
    let file = File::open(path).map_err(|error| unopened(&error))?;
    package::inspect_for_calamine(file, limits)?;
    bounded(xlsx::XlsxWorkbook::open(bytes(path, meter)?, limits)?)
}

/// Opens an .xlsb file whose container was inspected.
///
/// # Errors
///
/// As [`xlsx`].
pub(super) fn xlsb(path: &Path, meter: &Arc<Meter>, limits: &Limits) -> Result<Opened, Fault> {
    bounded(xlsb::XlsbWorkbook::open(bytes(path, meter)?, limits)?)
}

/// Opens an .xls file whose container and records were inspected.
///
/// # Errors
///
/// As [`xlsx`].
pub(super) fn xls(path: &Path, meter: &Arc<Meter>, limits: &Limits) -> Result<Opened, Fault> {
    bounded(xls::XlsWorkbook::open(path, meter, limits)?)
}

/// Opens an .ods file whose container was inspected.
///
/// # Errors
///
/// As [`xlsx`].
pub(super) fn ods(path: &Path, meter: &Arc<Meter>, limits: &Limits) -> Result<Opened, Fault> {
    bounded(ods::OdsWorkbook::open(path, meter, limits)?)
}

fn bounded(workbook: impl Workbook + Send + 'static) -> Result<Opened, Fault> {
    if workbook.sheets().len() > SHEETS {
        return Err(Fault::beyond("sheets", SHEETS as u64));
    }
    Ok(Box::new(workbook))
}

fn bytes(path: &Path, meter: &Arc<Meter>) -> Result<Bytes, Fault> {
    let file = File::open(path).map_err(|error| unopened(&error))?;
    let metered = Metered::new(file, Arc::clone(meter));
    Ok(BufReader::with_capacity(BUFFER, metered))
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

/// The name to read the sheet at `index` by. Readers find the first of several sheets with one name, so the others
/// cannot be read.
pub(super) fn name_of(sheets: &[Sheet], index: usize) -> Result<&str, Fault> {
    let name = sheets.get(index).and_then(|sheet| sheet.name.as_deref());
    let is_repeated = sheets
        .iter()
        .take(index)
        .any(|sheet| sheet.name.as_deref() == name);
    match name {
        Some(_) if is_repeated => Err(Fault::new(&code::F001, "same-name")),
        Some(name) => Ok(name),
        None => Err(Fault::damaged("no such sheet")),
    }
}

/// What a reader says when asked for the next cell.
enum Step<'a> {
    /// A cell at a row and a column from 0, and whether a formula stands behind it.
    Cell((u32, u32), DataRef<'a>, bool),
    End,
    /// One cell cannot be read.
    Skip(String),
    /// Nothing further can be read.
    Stop(String),
}

/// Streams cells from `next` into `rows` until there are no more or nobody wants them.
fn stream<'a>(mut next: impl FnMut() -> Step<'a>, rows: &mut Rows<'_>, writer: &mut Writer) {
    loop {
        match guarded(&mut next).unwrap_or_else(|| Step::Stop(BROKE.to_owned())) {
            Step::Cell((row, column), data, has_formula) => {
                let content = match Value::of_reference(&data) {
                    Some(value) => writer.content(value),
                    None if has_formula => Content::FormulaWithoutValue,
                    None => continue,
                };
                if rows.put(row, column, false, content).is_break() {
                    return;
                }
            }
            Step::End => return,
            Step::Skip(cause) => rows.skip(cause),
            Step::Stop(cause) => return rows.fail(unread(cause)),
        }
    }
}

/// The cause where a reader panicked.
const BROKE: &str = "the content contradicts itself";

/// The rest of a sheet cannot be read.
pub(super) fn unread(cause: impl Into<String>) -> Fault {
    Fault::new(&code::F001, "sheet").with("reason", cause.into())
}

/// Runs the opening of a workbook inside a fence.
fn opened<T, E: std::fmt::Display>(
    open: impl FnOnce() -> Result<T, E>,
    is_encrypted: fn(&E) -> bool,
) -> Result<T, Fault> {
    match guarded(open) {
        Some(Ok(workbook)) => Ok(workbook),
        Some(Err(error)) if is_encrypted(&error) => Err(Fault::new(&code::F003, "workbook")),
        Some(Err(error)) => Err(Fault::damaged(error.to_string())),
        None => Err(Fault::damaged(BROKE)),
    }
}

#[cfg(test)]
pub(super) mod tests;
