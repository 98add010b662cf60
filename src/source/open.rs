//! An input → something with rows or JSON elements.

use std::fs::File;
use std::path::PathBuf;
use std::sync::Arc;

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
            XlsxReader::Calamine => workbook::xlsx_by_calamine(path, meter, limits)?,
        },
        Format::Xlsb => workbook::xlsb(path, meter, limits)?,
        Format::Xls => workbook::xls(path, meter, limits)?,
        Format::Ods => workbook::ods(path, meter, limits)?,
    };
    Ok(Document::Workbook {
        workbook,
        format,
        dialect,
    })
}
