//! Office Open XML workbooks, our own reader: streams rows from the compressed parts through small buffers that are
//! used again, and never holds a whole part. Parts are found by their relationships, Transitional and Strict alike.

mod amend;
mod cell;
mod checked;
mod chunk;
mod digits;
mod input;
mod literal;
mod package;
mod part;
mod row_mark;
mod sheet;
mod stretch;
mod strings;
mod styles;
mod tag;
mod taking;
mod text;
mod xml;

use std::path::Path;
use std::sync::Arc;

pub use self::amend::{Amending, Amendment, cell_markup};
use self::cell::Values;
pub(super) use self::chunk::{Chunk, Found};
use self::package::{Package, Relationships, Step, split, value};
use self::sheet::{End, Scanner};
use self::strings::SharedStrings;
use self::styles::NumberFormat;
use super::workbook::{Rows, name_of, unread};
use super::{Fault, Meter, RowSink, Sheet, Workbook};
use crate::config::Limits;
use crate::diagnostic::SourceId;

/// What keeps a part from being read, in the words of whoever noticed.
type Cause = String;

/// The workbook where the package does not say which part it is.
const WORKBOOK: &str = "xl/workbook.xml";

/// An open .xlsx, .xlsm or .xltx file.
pub(super) struct XlsxFile {
    package: Package,
    sheets: Vec<Sheet>,
    /// The part of each sheet.
    parts: Vec<Option<String>>,
    strings: Option<String>,
    shared: Option<SharedStrings>,
    formats: Vec<NumberFormat>,
    since_1904: bool,
    limits: Limits,
}

impl XlsxFile {
    /// Opens a file whose container was inspected.
    ///
    /// # Errors
    ///
    /// F001 where there is no workbook in it, or its styles cannot be read.
    pub(super) fn open(path: &Path, meter: &Arc<Meter>, limits: &Limits) -> Result<Self, Fault> {
        Self::begin(path, meter, limits).map_err(Fault::damaged)
    }

    fn begin(path: &Path, meter: &Arc<Meter>, limits: &Limits) -> Result<Self, Cause> {
        let mut package = Package::open(path, meter)?;
        let own = package.relationships("")?;
        let name = own.of_kind("officeDocument").unwrap_or(WORKBOOK).to_owned();
        let relationships = package.relationships(&name)?;
        let part = |kind: &str, usual: &str| {
            let usual = || format!("{}{usual}", split(&name).0);
            let named = relationships.of_kind(kind).map(str::to_owned);
            Some(named.unwrap_or_else(usual)).filter(|name| package.has(name))
        };
        let (strings, styles) = (
            part("sharedStrings", "sharedStrings.xml"),
            part("styles", "styles.xml"),
        );
        let mut workbook = Self {
            sheets: Vec::new(),
            parts: Vec::new(),
            strings,
            shared: None,
            formats: match styles {
                Some(styles) => styles::read(&mut package, &styles)?,
                None => Vec::new(),
            },
            package,
            since_1904: false,
            limits: limits.clone(),
        };
        workbook.list(&name, &relationships)?;
        Ok(workbook)
    }

    /// Lists the sheets that have cells, and finds out how days are counted.
    fn list(&mut self, name: &str, relationships: &Relationships) -> Result<(), Cause> {
        let Self {
            package,
            sheets,
            parts,
            since_1904,
            ..
        } = self;
        let mut is_workbook = false;
        package.tags(name, |step| {
            let Step::Start(tag) = step else {
                return true;
            };
            match tag.name {
                b"workbook" => is_workbook = true,
                b"workbookPr" => {
                    if let Some(epoch) = tag.attribute(b"date1904") {
                        *since_1904 = matches!(epoch, b"1" | b"true");
                    }
                }
                b"sheet" => {
                    let mut attributes = tag.attributes();
                    let id = attributes.find(|(key, _)| key.ends_with(b":id") || *key == b"id");
                    let id = id.map(|(_, id)| value(id)).unwrap_or_default();
                    let found = relationships.by_id(&id);
                    if found.is_some_and(|found| found.kind != "worksheet") {
                        return true;
                    }
                    let state = tag.attribute(b"state").unwrap_or(b"visible");
                    sheets.push(Sheet {
                        name: tag.attribute(b"name").map(value),
                        hidden: state != b"visible",
                    });
                    parts.push(found.map(|found| found.target.clone()));
                }
                _ => {}
            }
            true
        })?;
        is_workbook
            .then_some(())
            .ok_or_else(|| format!("{name} is no workbook"))
    }

    /// Streams the rows of a sheet.
    fn stream(&mut self, index: usize, rows: &mut Rows<'_>) -> Result<End, Fault> {
        name_of(&self.sheets, index)?;
        let named = self.parts.get(index).and_then(Option::as_deref);
        let name = named.ok_or_else(|| unread("the workbook does not say which part it is"))?;
        let part = self.package.part(name).map_err(unread)?;
        if self.shared.is_none() {
            self.shared = Some(match &self.strings {
                Some(strings) => {
                    let part = self.package.part(strings).map_err(unread)?;
                    SharedStrings::begin(part, &self.limits)
                }
                None => SharedStrings::default(),
            });
        }
        let strings = self.shared.get_or_insert_default();
        let mut values = Values::new(self.formats.clone(), self.since_1904);
        let scanner = Scanner::new(part, strings, &mut values, rows, self.limits.text);
        let end = scanner.and_then(Scanner::read);
        let end = end.map_err(|cause| unread(format!("{name}: {cause}")))?;
        if end == End::Whole {
            strings.finish();
        }
        match strings.broken() {
            Some(fault) if end != End::Stopped => Err(fault.clone()),
            _ => Ok(end),
        }
    }
}

impl Workbook for XlsxFile {
    fn sheets(&self) -> Vec<Sheet> {
        self.sheets.clone()
    }

    fn tells_merged(&self) -> bool {
        true
    }

    fn read(&mut self, index: usize, source: SourceId, sink: &mut dyn RowSink) {
        let limits = self.limits.clone();
        let mut rows = Rows::new(source, sink, &limits);
        if let Err(fault) = self.stream(index, &mut rows) {
            rows.fail(fault);
        }
        rows.end();
    }
}

#[cfg(test)]
mod tests;
