//! Binary workbooks of Excel 2007 and later, streamed cell by cell.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use calamine::{Xlsb, XlsbError};
use quick_xml::events::Event;
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::Bytes;
use super::calamine::{Format, Step, fenced, stream};
use super::marks::{Marks, MarksOfAll};
use super::rows::Rows;
use super::value::Writer;
use crate::source::preflight::part::binary_record;

/// The kinds of the records that matter (MS-XLSB 2.3).
mod record {
    pub(super) const ROW: u32 = 0;
    pub(super) const SHEET: u32 = 156;
    pub(super) const MERGED_CELLS: u32 = 176;
}

/// How long a record may be of which anything is wanted.
const LONGEST: u64 = 1 << 16;

/// An open package.
type Package = ZipArchive<BufReader<File>>;

impl Format for Xlsb<Bytes> {
    fn is_encrypted(error: &XlsbError) -> bool {
        matches!(error, XlsbError::Password)
    }

    fn since_1904(&self) -> bool {
        self.has_1904_epoch()
    }

    fn tells_merged(&self) -> bool {
        true
    }

    fn cells(
        &mut self,
        name: &str,
        marks: &Marks,
        rows: &mut Rows<'_>,
        writer: &mut Writer,
    ) -> Result<(), String> {
        let mut cells = fenced(|| self.worksheet_cells_reader(name))?;
        let next = || match cells.next_cell() {
            Ok(Some(cell)) => Step::Cell(cell.get_position(), cell.get_value().clone(), false),
            Ok(None) => Step::End,
            Err(error @ (XlsbError::CellError(_) | XlsbError::WideStr { .. })) => {
                Step::Skip(error.to_string())
            }
            Err(error) => Step::Stop(error.to_string()),
        };
        stream(next, marks, rows, writer)
    }
}

/// What the sheets of the workbook at `path` say beside their cells, as far as it can be made out.
pub(super) fn marks(path: &Path) -> Vec<Marks> {
    let opened = File::open(path).map(BufReader::new).map(ZipArchive::new);
    let Ok(Ok(mut package)) = opened else {
        return Vec::new();
    };
    let mut marks = MarksOfAll::default();
    for part in sheets(&mut package).unwrap_or_default() {
        marks.begin();
        // What is wrong with the part is found when its cells are read.
        let _ = marks_of(&mut package, &part, &mut marks);
    }
    marks.finish()
}

/// The parts of the sheets that have cells, in order.
fn sheets(package: &mut Package) -> io::Result<Vec<String>> {
    let targets = targets(package)?;
    let mut parts = Vec::new();
    each_record(package, "xl/workbook.bin", &mut |kind, data| {
        if kind == record::SHEET
            && let Some(target) = text(data, 8).and_then(|id| targets.get(&id))
            && target.starts_with("worksheets/")
        {
            parts.push(format!("xl/{target}"));
        }
    })?;
    Ok(parts)
}

/// What the relationships of the workbook point at, by their ids.
fn targets(package: &mut Package) -> io::Result<HashMap<String, String>> {
    let part = package.by_name("xl/_rels/workbook.bin.rels")?;
    let mut xml = Reader::from_reader(BufReader::new(part));
    xml.config_mut().check_end_names = false;
    let (mut targets, mut buffer) = (HashMap::new(), Vec::new());
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) => {
                let (mut id, mut target) = (None, None);
                for attribute in tag.attributes().with_checks(false).flatten() {
                    let value = attribute.normalized_value(XmlVersion::default()).ok();
                    match attribute.key.as_ref() {
                        "Id" => id = value.map(String::from),
                        "Target" => target = value.map(String::from),
                        _ => {}
                    }
                }
                targets.extend(id.zip(target));
            }
            Ok(Event::Eof) | Err(_) => return Ok(targets),
            Ok(_) => {}
        }
    }
}

/// The hidden rows (MS-XLSB 2.4.735) and merged cells (2.4.711) of one sheet.
fn marks_of(package: &mut Package, part: &str, marks: &mut MarksOfAll) -> io::Result<()> {
    const HIDDEN: u8 = 0x10;
    each_record(package, part, &mut |kind, data| match kind {
        record::ROW => {
            let is_hidden = data.get(11).is_some_and(|flags| flags & HIDDEN != 0);
            if let Some(row) = number(data, 0).filter(|_| is_hidden) {
                marks.hide(row);
            }
        }
        record::MERGED_CELLS => {
            let numbers = [0, 4, 8, 12].map(|at| number(data, at));
            if let [Some(top), Some(bottom), Some(left), Some(right)] = numbers {
                marks.merge((top, left), (bottom, right));
            }
        }
        _ => {}
    })
}

/// Hands over the kind and the content of every record that is not overly long.
fn each_record(
    package: &mut Package,
    part: &str,
    take: &mut dyn FnMut(u32, &[u8]),
) -> io::Result<()> {
    let mut reader = BufReader::new(package.by_name(part)?);
    let mut data = Vec::new();
    while let Some((kind, length)) = binary_record(&mut reader)? {
        let mut record = (&mut reader).take(length);
        if length <= LONGEST {
            data.clear();
            record.read_to_end(&mut data)?;
            take(kind, &data);
        } else {
            io::copy(&mut record, &mut io::sink())?;
        }
    }
    Ok(())
}

fn number(data: &[u8], at: usize) -> Option<u32> {
    let bytes = data.get(at..at + 4)?;
    Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}

/// The text whose length in UTF-16 units stands at `at`.
fn text(data: &[u8], at: usize) -> Option<String> {
    let length = number(data, at)? as usize;
    let bytes = data.get(at + 4..)?.get(..length.checked_mul(2)?)?;
    let units = bytes
        .chunks_exact(2)
        .map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
    char::decode_utf16(units).collect::<Result<_, _>>().ok()
}
