//! A workbook written again with some cells changed: every other part, and everything else in the changed sheets, stays
//! byte for byte what it was.

mod escape;
mod events;
mod sheet;

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};
use std::path::Path;
use std::sync::Arc;

use quick_xml::escape::escape;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

pub use self::escape::cell_markup;
use self::events::{attribute, for_each, insert};
use super::package::{Package, normal, split};
use super::{Cause, WORKBOOK};

/// The package's list of what every part is.
const CONTENT_TYPES: &str = "[Content_Types].xml";

/// What a part with a sheet is.
const SHEET_TYPE: &str =
    "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml";

/// What the part with the workbook is in a file that ends in .xlsx.
const WORKBOOK_TYPE: &str = "spreadsheetml.sheet.main+xml";

/// The relationship of the added sheet; nobody else calls theirs so.
const ADDED: &str = "rIdOrgferry";

/// How hard parts are packed: higher levels take twice the time for a few percent.
const PACKING: i64 = 3;

/// A cell that gets another text; row and column count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amendment<'a> {
    /// The row.
    pub row: u32,
    /// The column.
    pub column: u16,
    /// What is to stand there; nothing for an empty cell.
    pub text: &'a str,
}

/// A sheet as the workbook lists it.
#[derive(Clone, Debug)]
struct Listed {
    name: String,
    /// What it is called as an element, with its prefix.
    element: String,
    /// What the reference to its relationship is called, with its prefix.
    reference: String,
    number: u32,
    /// The part it stands in.
    part: Option<String>,
}

/// A workbook on its way from one file to another.
pub struct Amending<W: Write + Seek> {
    archive: ZipArchive<BufReader<File>>,
    out: ZipWriter<W>,
    workbook: String,
    sheets: Vec<Listed>,
    /// The parts that are written already.
    written: Vec<String>,
}

impl<W: Write + Seek> Amending<W> {
    /// Starts to write the workbook at `path`, whose container was inspected, to `out`.
    ///
    /// # Errors
    ///
    /// Fails where it cannot be written again as .xlsx: it has macros, is a template, or is put together unusually.
    pub fn begin(path: &Path, out: W) -> Result<Self, Cause> {
        let mut package = Package::open(path, &Arc::default())?;
        let own = package.relationships("")?;
        let workbook = own.of_kind("officeDocument").unwrap_or(WORKBOOK).to_owned();
        let relationships = package.relationships(&workbook)?;
        let file = File::open(path).map_err(|error| error.to_string())?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|error| error.to_string())?;
        let mut amending = Self {
            archive,
            out: ZipWriter::new(out),
            workbook,
            sheets: Vec::new(),
            written: Vec::new(),
        };
        let mut is_plain = false;
        for_each(amending.part(CONTENT_TYPES)?, |tag| {
            let is_workbook = attribute(tag, "ContentType")
                .is_some_and(|content| content.ends_with(WORKBOOK_TYPE));
            is_plain |= is_workbook;
        })?;
        if !is_plain {
            return Err("it has macros or is a template".to_owned());
        }
        let mut sheets = Vec::new();
        for_each(amending.part(&amending.workbook.clone())?, |tag| {
            if tag.local_name().as_ref() != "sheet" {
                return;
            }
            let mut attributes = tag.attributes();
            let reference = attributes
                .with_checks(false)
                .flatten()
                .find(|found| found.key.local_name().as_ref() == "id");
            let Some(reference) = reference else { return };
            let found = relationships.by_id(&reference.value);
            let found = found.filter(|found| found.kind == "worksheet");
            sheets.push(Listed {
                name: attribute(tag, "name").unwrap_or_default(),
                element: tag.name().as_ref().to_owned(),
                reference: reference.key.as_ref().to_owned(),
                number: attribute(tag, "sheetId")
                    .and_then(|number| number.parse().ok())
                    .unwrap_or(0),
                part: found.map(|found| found.target.clone()),
            });
        })?;
        amending.sheets = sheets;
        Ok(amending)
    }

    /// What the sheets are called, those without cells too.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.sheets.iter().map(|sheet| sheet.name.as_str())
    }

    /// Writes the sheet `name` with `amendments`, which are in order. Returns those that were not made, because a
    /// formula stands there, or nothing does.
    ///
    /// # Errors
    ///
    /// Fails where there is no such sheet, or it cannot be read or written.
    pub fn sheet<'a>(
        &mut self,
        name: &str,
        amendments: &[Amendment<'a>],
    ) -> Result<Vec<Amendment<'a>>, Cause> {
        let listed = self.sheets.iter().find(|sheet| sheet.name == name);
        let part = listed.and_then(|sheet| sheet.part.clone());
        let part = part.ok_or_else(|| format!("there is no sheet {name}"))?;
        self.rewrite(&part, |xml, out| sheet::amend(xml, out, amendments))
    }

    /// Adds a sheet behind all others, whose part `write` writes.
    ///
    /// # Errors
    ///
    /// Fails where the workbook does not list its sheets as usual.
    pub fn add(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut dyn Write) -> io::Result<()>,
    ) -> Result<(), Cause> {
        let like = self.sheets.iter().rfind(|sheet| sheet.part.is_some());
        let like = like.ok_or("there is no sheet")?.clone();
        let number = self.sheets.iter().map(|sheet| sheet.number).max();
        let (folder, file) = split(&self.workbook);
        let part = (1..)
            .map(|number| format!("{folder}worksheets/corrections{number}.xml"))
            .find(|part| self.actual_name(part).is_none())
            .ok_or("there is no name left")?;
        let relationships = format!("{folder}_rels/{file}.rels");
        let workbook = self.workbook.clone();
        let (mut element, mut kind) = (String::new(), String::new());
        for_each(self.part(&relationships)?, |tag| {
            if let Some(found) = attribute(tag, "Type").filter(|kind| kind.ends_with("/worksheet"))
            {
                element = tag.name().as_ref().to_owned();
                kind = found;
            }
        })?;
        self.rewrite(&relationships, |xml, out| {
            let added = |_: &str| {
                format!(
                    "<{element} Id=\"{ADDED}\" Type=\"{}\" Target=\"/{part}\"/>",
                    escape(&kind)
                )
            };
            insert(xml, out, "Relationships", &added)
        })?;
        self.rewrite(&workbook, |xml, out| {
            let added = |_: &str| {
                format!(
                    "<{} name=\"{}\" sheetId=\"{}\" {}=\"{ADDED}\"/>",
                    like.element,
                    escape(name),
                    number.unwrap_or(0).saturating_add(1),
                    like.reference,
                )
            };
            insert(xml, out, "sheets", &added)
        })?;
        self.rewrite(CONTENT_TYPES, |xml, out| {
            let added = |prefix: &str| {
                format!("<{prefix}Override PartName=\"/{part}\" ContentType=\"{SHEET_TYPE}\"/>")
            };
            insert(xml, out, "Types", &added)
        })?;
        self.start(&part)?;
        write(&mut self.out).map_err(said)
    }

    /// Writes every other part as it is.
    ///
    /// # Errors
    ///
    /// Fails where the file cannot be read or written.
    pub fn finish(mut self) -> Result<W, Cause> {
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(said)?;
            let name = part.name().map_err(said)?.into_owned();
            if !self.written.contains(&normal(&name)) {
                self.out.raw_copy_file(part).map_err(said)?;
            }
        }
        self.out.finish().map_err(said)
    }

    /// The part called `name`, as the package spells it.
    fn actual_name(&self, name: &str) -> Option<String> {
        let wanted = normal(name);
        let mut names = self.archive.file_names().flatten();
        names
            .find(|found| normal(found) == wanted)
            .map(|found| found.into_owned())
    }

    /// The content of a part that is not large.
    fn part(&mut self, name: &str) -> Result<impl Read + '_, Cause> {
        let name = self
            .actual_name(name)
            .ok_or_else(|| format!("there is no {name}"))?;
        self.archive.by_name(&name).map_err(said)
    }

    fn start(&mut self, name: &str) -> Result<(), Cause> {
        let options = SimpleFileOptions::default()
            .compression_level(Some(PACKING))
            .large_file(false);
        self.written.push(normal(name));
        self.out.start_file(name, options).map_err(said)
    }

    /// Writes the part called `name` as `change` makes it.
    fn rewrite<T>(
        &mut self,
        name: &str,
        change: impl FnOnce(BufReader<&mut dyn Read>, &mut dyn Write) -> Result<T, Cause>,
    ) -> Result<T, Cause> {
        let name = self
            .actual_name(name)
            .ok_or_else(|| format!("there is no {name}"))?;
        self.start(&name)?;
        let Self { archive, out, .. } = self;
        let mut part = archive.by_name(&name).map_err(said)?;
        change(BufReader::new(&mut part), out)
    }
}

fn said(error: impl std::fmt::Display) -> Cause {
    error.to_string()
}

#[cfg(test)]
mod tests;
