//! OpenDocument spreadsheets, streamed from `content.xml` row by row (ODF 1.3 part 3, section 9).
//!
//! Our own: calamine lays out every sheet at once when it opens the file, repeats and all, and does not come to an end
//! when a table is cut off.

mod cell;
mod table;
mod xml;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use quick_xml::events::Event;
use zip::ZipArchive;

use self::table::Table;
use self::xml::{Archive, CONTENT, attribute, content, is_external};
use super::rows::Rows;
use super::{bytes, unread};
use crate::config::Limits;
use crate::diagnostic::SourceId;
use crate::source::meter::Meter;
use crate::source::{Fault, RowSink, Sheet, Workbook};

/// An .ods file. Every sheet is read from the beginning of the file.
pub(super) struct OdsWorkbook {
    path: PathBuf,
    meter: Arc<Meter>,
    sheets: Vec<Sheet>,
    limits: Limits,
}

impl OdsWorkbook {
    pub(super) fn open(path: &Path, meter: &Arc<Meter>, limits: &Limits) -> Result<Self, Fault> {
        let mut archive = archive(path, &Arc::default()).map_err(Fault::damaged)?;
        let sheets = sheets(&mut archive).map_err(Fault::damaged)?;
        Ok(Self {
            path: path.to_owned(),
            meter: Arc::clone(meter),
            sheets,
            limits: limits.clone(),
        })
    }
}

impl Workbook for OdsWorkbook {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets.clone()
    }

    fn tells_merged(&self) -> bool {
        true
    }

    fn read(&mut self, index: usize, source: SourceId, sink: &mut dyn RowSink) {
        let mut rows = Rows::new(source, sink, &self.limits);
        if let Err(cause) = read(&self.path, &self.meter, index, &mut rows) {
            rows.fail(unread(cause));
        }
        rows.end();
    }
}

fn archive(path: &Path, meter: &Arc<Meter>) -> Result<Archive, String> {
    let bytes = bytes(path, meter).map_err(|fault| fault.case().unwrap_or_default().to_owned())?;
    ZipArchive::new(bytes).map_err(|error| error.to_string())
}

/// The tables of the document, in order; those inside other tables are none of them.
fn sheets(archive: &mut Archive) -> Result<Vec<Sheet>, String> {
    let mut xml = content(archive)?;
    let mut buffer = Vec::new();
    let mut sheets = Vec::new();
    let mut hidden = HashSet::new();
    let mut style = None;
    let mut depth = 0usize;
    loop {
        buffer.clear();
        match xml
            .read_event_into(&mut buffer)
            .map_err(|error| error.to_string())?
        {
            Event::Start(tag) => match tag.local_name().as_ref() {
                "style" => style = attribute(&tag, "name"),
                "table-properties" if attribute(&tag, "display").as_deref() == Some("false") => {
                    hidden.extend(style.take());
                }
                "table" => {
                    depth += 1;
                    if depth == 1 && !is_external(&tag) {
                        let style = attribute(&tag, "style-name");
                        sheets.push(Sheet {
                            name: attribute(&tag, "name"),
                            hidden: style.is_some_and(|style| hidden.contains(&style)),
                        });
                    }
                }
                _ => {}
            },
            Event::End(tag) if tag.local_name().as_ref() == "table" => {
                depth = depth.saturating_sub(1);
            }
            Event::Eof if depth > 0 => return Err(format!("{CONTENT} breaks off")),
            Event::Eof => return Ok(sheets),
            _ => {}
        }
    }
}

fn read(path: &Path, meter: &Arc<Meter>, index: usize, rows: &mut Rows<'_>) -> Result<(), String> {
    let mut archive = archive(path, meter)?;
    let mut table = Table::new(content(&mut archive)?);
    table.find(index)?;
    table.rows(rows)
}
