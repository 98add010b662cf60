//! OpenDocument spreadsheets, streamed from `content.xml` row by row (ODF 1.3 part 3, section 9).
//!
//! Our own: calamine lays out every sheet at once when it opens the file, repeats and all, and does not come to an end
//! when a table is cut off.

use std::collections::HashSet;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use zip::ZipArchive;
use zip::read::ZipFile;

use super::rows::Rows;
use super::value::{Value, Writer};
use super::{Bytes, bytes, unread};
use crate::config::Limits;
use crate::diagnostic::SourceId;
use crate::source::meter::Meter;
use crate::source::{Content, Fault, Row, RowSink, Sheet, Workbook};

const CONTENT: &str = "content.xml";

/// The style of the copies that a file keeps of sheets of other files.
const EXTERNAL: &str = "ta_extref";

/// How many blanks one `text:s` may stand for.
const BLANKS: u32 = 1_000;

/// How much text one row may hold, in bytes, repeats counted.
const ROW_TEXT: usize = 64 << 20;

/// The most columns of a sheet.
const COLUMNS: u32 = 16_384;

type Xml<'z> = Reader<BufReader<ZipFile<'z, Bytes>>>;
type Archive = ZipArchive<Bytes>;

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

fn content(archive: &mut Archive) -> Result<Xml<'_>, String> {
    let part = archive
        .by_name(CONTENT)
        .map_err(|error| error.to_string())?;
    let mut xml = Reader::from_reader(BufReader::new(part));
    xml.config_mut().expand_empty_elements = true;
    Ok(xml)
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

fn is_external(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "style-name").as_deref() == Some(EXTERNAL)
}

fn read(path: &Path, meter: &Arc<Meter>, index: usize, rows: &mut Rows<'_>) -> Result<(), String> {
    let mut archive = archive(path, meter)?;
    let mut table = Table {
        xml: content(&mut archive)?,
        buffer: Vec::new(),
        cell: Cell::default(),
        writer: Writer::new(false),
        row: Row::default(),
    };
    table.find(index)?;
    table.rows(rows)
}

/// The table being read and what is used again for each of its rows.
struct Table<'z> {
    xml: Xml<'z>,
    buffer: Vec<u8>,
    cell: Cell,
    writer: Writer,
    row: Row,
}

/// What the attributes and paragraphs of a cell say.
#[derive(Debug, Default)]
struct Cell {
    kind: String,
    value: String,
    text: String,
    is_error: bool,
    has_formula: bool,
    repeats: u32,
}

impl Cell {
    fn start(&mut self, tag: &BytesStart<'_>) {
        self.kind.clear();
        self.value.clear();
        self.text.clear();
        self.is_error = false;
        self.has_formula = false;
        self.repeats = 1;
        for attribute in tag.attributes().with_checks(false).flatten() {
            let Ok(value) = attribute.normalized_value(XmlVersion::default()) else {
                continue;
            };
            match attribute.key.as_ref() {
                "office:value-type" => self.kind.push_str(&value),
                "calcext:value-type" => self.is_error = value == "error",
                "office:value"
                | "office:date-value"
                | "office:time-value"
                | "office:boolean-value"
                | "office:string-value" => {
                    self.value.clear();
                    self.value.push_str(&value);
                }
                "table:formula" => self.has_formula = true,
                "table:number-columns-repeated" => self.repeats = value.parse().unwrap_or(1),
                _ => {}
            }
        }
    }

    /// The value, where the cell is filled.
    fn content<'c>(&'c self, writer: &'c mut Writer) -> Option<Content<'c>> {
        if self.is_error {
            return Some(Content::Error(&self.text));
        }
        let value = match self.kind.as_str() {
            "float" | "percentage" | "currency" => match self.value.parse() {
                Ok(number) => Value::Number(number),
                Err(_) => Value::Text(&self.text),
            },
            "date" => Value::IsoDate(&self.value),
            "time" => Value::IsoDuration(&self.value),
            "boolean" => Value::Boolean(self.value == "true"),
            "" if self.has_formula => return Some(Content::FormulaWithoutValue),
            _ if self.text.is_empty() => Value::Text(&self.value),
            _ => Value::Text(&self.text),
        };
        Some(writer.content(value)).filter(|content| *content != Content::Text(""))
    }
}

/// What matters between the cells.
enum Mark {
    Row { repeats: u32, hidden: bool },
    Shapes,
    End,
}

impl Table<'_> {
    /// Goes to the beginning of the table at `index`.
    fn find(&mut self, index: usize) -> Result<(), String> {
        let (mut depth, mut found) = (0usize, 0);
        loop {
            match next(&mut self.xml, &mut self.buffer)? {
                Event::Start(tag) if tag.local_name().as_ref() == "table" => {
                    depth += 1;
                    if depth == 1 && !is_external(&tag) {
                        found += 1;
                    }
                    if found > index {
                        return Ok(());
                    }
                }
                Event::End(tag) if tag.local_name().as_ref() == "table" => {
                    depth = depth.saturating_sub(1);
                }
                _ => {}
            }
        }
    }

    fn rows(&mut self, rows: &mut Rows<'_>) -> Result<(), String> {
        let mut number: u32 = 0;
        loop {
            let (repeats, hidden) = match self.mark()? {
                Mark::Row { repeats, hidden } => (repeats, hidden),
                Mark::Shapes => {
                    self.pass("shapes")?;
                    continue;
                }
                Mark::End => return Ok(()),
            };
            self.row()?;
            let filled = if self.row.is_empty() { 0 } else { repeats };
            for place in 0..filled {
                let row = number.saturating_add(place);
                for cell in self.row.cells() {
                    let column = u32::from(cell.column) - 1;
                    if rows.put(row, column, hidden, cell.content).is_break() {
                        return Ok(());
                    }
                }
            }
            number = number.saturating_add(repeats);
        }
    }

    fn mark(&mut self) -> Result<Mark, String> {
        loop {
            match next(&mut self.xml, &mut self.buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "table-row" => {
                        let shown = attribute(&tag, "visibility");
                        return Ok(Mark::Row {
                            repeats: repeats(&tag, "number-rows-repeated"),
                            hidden: shown.is_some_and(|shown| shown != "visible"),
                        });
                    }
                    // Drawings may hold tables of their own.
                    "shapes" => return Ok(Mark::Shapes),
                    _ => {}
                },
                Event::End(tag) if tag.local_name().as_ref() == "table" => return Ok(Mark::End),
                _ => {}
            }
        }
    }

    /// Reads the cells of one row. Cells covered by a merged one are not seen and hold nothing for us.
    fn row(&mut self) -> Result<(), String> {
        self.row.begin(1);
        let (mut column, mut text) = (0, 0);
        while let Some(is_covered) = self.next_cell()? {
            self.paragraphs()?;
            let end = (column + self.cell.repeats.min(COLUMNS)).min(COLUMNS);
            let content = self.cell.content(&mut self.writer);
            if let Some(content) = content.filter(|_| !is_covered) {
                text += content.text().len() * (end - column) as usize;
                if text > ROW_TEXT {
                    return Err("a row holds too much text".to_owned());
                }
                for column in column..end {
                    self.row.push(column as u16 + 1, content);
                }
            }
            column = end;
        }
        Ok(())
    }

    /// Goes into the next cell of the row; tells whether a merged one covers it, `None` at the end of the row.
    fn next_cell(&mut self) -> Result<Option<bool>, String> {
        loop {
            match next(&mut self.xml, &mut self.buffer)? {
                Event::Start(tag) => {
                    let is_covered = match tag.local_name().as_ref() {
                        "table-cell" => false,
                        "covered-table-cell" => true,
                        _ => continue,
                    };
                    self.cell.start(&tag);
                    return Ok(Some(is_covered));
                }
                Event::End(tag) if tag.local_name().as_ref() == "table-row" => return Ok(None),
                _ => {}
            }
        }
    }

    /// Reads the paragraphs of a cell up to its end; they are lines of its text.
    fn paragraphs(&mut self) -> Result<(), String> {
        let mut paragraphs = 0;
        loop {
            let text = &mut self.cell.text;
            let passed = match next(&mut self.xml, &mut self.buffer)? {
                Event::Start(tag) => match tag.local_name().as_ref() {
                    "p" => {
                        paragraphs += 1;
                        if paragraphs > 1 {
                            text.push('\n');
                        }
                        None
                    }
                    "s" => {
                        let blanks = repeats(&tag, "c").min(BLANKS);
                        text.extend((0..blanks).map(|_| ' '));
                        None
                    }
                    "tab" => {
                        text.push('\t');
                        None
                    }
                    "line-break" => {
                        text.push('\n');
                        None
                    }
                    "annotation" => Some("annotation"),
                    "table" => Some("table"),
                    _ => None,
                },
                Event::Text(piece) if paragraphs > 0 => {
                    text.push_str(&piece.xml10_content());
                    None
                }
                Event::CData(piece) if paragraphs > 0 => {
                    text.push_str(&piece.xml10_content());
                    None
                }
                Event::GeneralRef(reference) if paragraphs > 0 => {
                    entity(&reference, text)?;
                    None
                }
                Event::End(tag)
                    if matches!(
                        tag.local_name().as_ref(),
                        "table-cell" | "covered-table-cell"
                    ) =>
                {
                    return Ok(());
                }
                _ => None,
            };
            if let Some(name) = passed {
                self.pass(name)?;
            }
        }
    }

    /// Passes over the rest of an element called `name`, and others of that name inside it.
    fn pass(&mut self, name: &str) -> Result<(), String> {
        let mut depth = 1;
        while depth > 0 {
            match next(&mut self.xml, &mut self.buffer)? {
                Event::Start(tag) if tag.local_name().as_ref() == name => depth += 1,
                Event::End(tag) if tag.local_name().as_ref() == name => depth -= 1,
                _ => {}
            }
        }
        Ok(())
    }
}

/// The next event; the end of the document is an error, because everything is read up to its closing tag.
fn next<'b>(xml: &mut Xml<'_>, buffer: &'b mut Vec<u8>) -> Result<Event<'b>, String> {
    buffer.clear();
    match xml.read_event_into(buffer) {
        Ok(Event::Eof) => Err(format!("{CONTENT} breaks off")),
        Ok(event) => Ok(event),
        Err(error) => Err(error.to_string()),
    }
}

/// Appends what a reference such as `&amp;` or `&#20013;` stands for.
fn entity(reference: &BytesRef<'_>, text: &mut String) -> Result<(), String> {
    let character = reference.resolve_char_ref();
    match character.map_err(|error| error.to_string())? {
        Some(character) => text.push(character),
        None => {
            let name = reference.xml10_content();
            text.push_str(resolve_predefined_entity(&name).unwrap_or_default());
        }
    }
    Ok(())
}

fn repeats(tag: &BytesStart<'_>, name: &str) -> u32 {
    let count = attribute(tag, name).and_then(|count| count.parse().ok());
    count.unwrap_or(1)
}

/// The value of the attribute with the local name `name`.
fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let attribute = attributes.find(|found| found.key.local_name().as_ref() == name)?;
    let value = attribute.normalized_value(XmlVersion::default()).ok()?;
    Some(value.into_owned())
}
