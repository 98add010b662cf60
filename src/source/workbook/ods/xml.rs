//! The XML of an OpenDocument spreadsheet, event by event.

use std::io::BufReader;

use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;
use zip::read::ZipFile;

use crate::source::workbook::Bytes;

/// The part with the tables.
pub(super) const CONTENT: &str = "content.xml";

/// The style of the copies that a file keeps of sheets of other files.
pub(super) const EXTERNAL: &str = "ta_extref";

pub(super) type Xml<'z> = Reader<BufReader<ZipFile<'z, Bytes>>>;
pub(super) type Archive = ZipArchive<Bytes>;

pub(super) fn content(archive: &mut Archive) -> Result<Xml<'_>, String> {
    let part = archive
        .by_name(CONTENT)
        .map_err(|error| error.to_string())?;
    let mut xml = Reader::from_reader(BufReader::new(part));
    xml.config_mut().expand_empty_elements = true;
    Ok(xml)
}

pub(super) fn is_external(tag: &BytesStart<'_>) -> bool {
    attribute(tag, "style-name").as_deref() == Some(EXTERNAL)
}

/// The next event; the end of the document is an error, because everything is read up to its closing tag.
pub(super) fn next<'b>(xml: &mut Xml<'_>, buffer: &'b mut Vec<u8>) -> Result<Event<'b>, String> {
    buffer.clear();
    match xml.read_event_into(buffer) {
        Ok(Event::Eof) => Err(format!("{CONTENT} breaks off")),
        Ok(event) => Ok(event),
        Err(error) => Err(error.to_string()),
    }
}

/// Appends what a reference such as `&amp;` or `&#20013;` stands for.
pub(super) fn entity(reference: &BytesRef<'_>, text: &mut String) -> Result<(), String> {
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

pub(super) fn repeats(tag: &BytesStart<'_>, name: &str) -> u32 {
    let count = attribute(tag, name).and_then(|count| count.parse().ok());
    count.unwrap_or(1)
}

/// The value of the attribute with the local name `name`.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let attribute = attributes.find(|found| found.key.local_name().as_ref() == name)?;
    let value = attribute.normalized_value(XmlVersion::default()).ok()?;
    Some(value.into_owned())
}
