//! An input → something with rows or JSON elements.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::child::{ChildWorkbook, Guarded};
use super::csv::{CsvFile, Dialect, encoding_by_label};
use super::location::unopened;
use super::{Fault, Format, Input, Meter, Workbook, format, workbook};
use crate::config::{Limits, Reading, XlsxReader};

/// An opened input.
pub enum Document {
    /// Sheets with rows; a text file is one nameless sheet.
    Workbook {
        /// Its sheets.
        workbook: Box<dyn Workbook + Send>,
        /// What the file is.
        format: Format,
        /// How a text file is read.
        dialect: Option<Dialect>,
    },
    /// A JSON document, or one a line.
    Json {
        /// The file to read.
        path: PathBuf,
    },
}

/// Finds out what `input` is and opens it; what is read of it from now on is counted in `meter`.
///
/// # Errors
///
/// F001 when the file is missing, locked or damaged, F002 when it is of a kind that cannot be read, F003 when it is
/// encrypted, F004 when it is larger than `limits` allow.
pub fn open(
    input: &Input,
    reading: &Reading,
    limits: &Limits,
    meter: &Arc<Meter>,
) -> Result<Document, Fault> {
    let path = &input.path;
    let mut file = File::open(path).map_err(|error| unopened(&error))?;
    let metadata = file.metadata().map_err(|error| unopened(&error))?;
    let format = format::sniff(&mut file, limits)?;
    meter.expect(metadata.len());
    let mut dialect = None;
    let workbook: Box<dyn Workbook + Send> = match format {
        Format::Csv => {
            let pinned = reading
                .of(&input.display, None)
                .encoding
                .as_deref()
                .map(encoding_by_label);
            let encoding = pinned.and_then(Result::ok);
            let file = CsvFile::open(path, encoding, limits, meter.counter());
            let file = file.map_err(|error| unopened(&error))?;
            dialect = Some(file.dialect().clone());
            Box::new(file)
        }
        Format::Json => return Ok(Document::Json { path: path.clone() }),
        Format::Xlsx => match reading.reader {
            XlsxReader::Own => workbook::xlsx(path, meter, limits)?,
            XlsxReader::Calamine => guarded(Guarded::XlsxByCalamine, path, reading, limits, meter)?,
        },
        Format::Xlsb => guarded(Guarded::Xlsb, path, reading, limits, meter)?,
        Format::Xls => guarded(Guarded::Xls, path, reading, limits, meter)?,
        Format::Ods => workbook::ods(path, meter, limits)?,
    };
    Ok(Document::Workbook {
        workbook,
        format,
        dialect,
    })
}

/// Opens what could take its process along: in one of its own where there is a program for it, else here.
fn guarded(
    format: Guarded,
    path: &Path,
    reading: &Reading,
    limits: &Limits,
    meter: &Arc<Meter>,
) -> Result<Box<dyn Workbook + Send>, Fault> {
    if let Some(program) = &reading.guard
        && let Ok(opened) = ChildWorkbook::open(program, format, path, meter, limits)
    {
        return Ok(Box::new(opened?));
    }
    format.open(path, meter, limits)
}
