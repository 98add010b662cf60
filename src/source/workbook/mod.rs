//! Workbooks: one reader a format, all of the same shape. Sheets are gone through by name, cell by cell; a sheet that
//! cannot be read is one finding and the others are read.

mod calamine;
mod guard;
mod marks;
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

use ::calamine::{Reader, Xls, Xlsb, Xlsx};

use self::calamine::CalamineWorkbook;
pub(super) use self::rows::Rows;
pub(super) use self::value::{Value, Writer};
use super::location::unopened;
use super::meter::{Meter, Metered};
use super::preflight::package;
use super::xlsx::XlsxFile;
use super::{Fault, Sheet, Workbook};
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
    let bytes = bytes(path, meter)?;
    let marks = || xlsx::marks(path, limits);
    bounded(CalamineWorkbook::open(|| Xlsx::new(bytes), marks, limits)?)
}

/// Opens an .xlsb file whose container was inspected.
///
/// # Errors
///
/// As [`xlsx`].
pub(super) fn xlsb(path: &Path, meter: &Arc<Meter>, limits: &Limits) -> Result<Opened, Fault> {
    let bytes = bytes(path, meter)?;
    let marks = || xlsb::marks(path);
    bounded(CalamineWorkbook::open(|| Xlsb::new(bytes), marks, limits)?)
}

/// Opens an .xls file whose container and records were inspected.
///
/// # Errors
///
/// As [`xlsx`].
pub(super) fn xls(path: &Path, meter: &Arc<Meter>, limits: &Limits) -> Result<Opened, Fault> {
    let (options, marks) = xls::look(path)?;
    let bytes = bytes(path, meter)?;
    bounded(CalamineWorkbook::open(
        || Xls::new_with_options(bytes, options),
        || marks,
        limits,
    )?)
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

/// The rest of a sheet cannot be read.
pub(super) fn unread(cause: impl Into<String>) -> Fault {
    Fault::new(&code::F001, "sheet").with("reason", cause.into())
}

#[cfg(test)]
pub(super) mod tests;
