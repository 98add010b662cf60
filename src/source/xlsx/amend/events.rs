//! XML event by event, written as it was read.

use std::io::{BufRead, BufReader, Read, Write};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, Writer, XmlVersion};

use super::Cause;

/// XML being read.
pub(super) struct Events<R> {
    xml: Reader<R>,
    buffer: Vec<u8>,
}

impl<R: BufRead> Events<R> {
    pub(super) fn new(part: R) -> Self {
        let mut xml = Reader::from_reader(part);
        xml.config_mut().check_end_names = false;
        Self {
            xml,
            buffer: Vec::new(),
        }
    }

    /// The next event. What is not UTF-8 cannot be written as it was.
    pub(super) fn next(&mut self) -> Result<Event<'_>, Cause> {
        self.buffer.clear();
        let event = self
            .xml
            .read_event_into(&mut self.buffer)
            .map_err(|error| error.to_string())?;
        if let Event::Decl(declaration) = &event
            && let Some(encoding) = declaration.encoding()
            && !encoding
                .map_err(|error| error.to_string())?
                .eq_ignore_ascii_case("utf-8")
        {
            return Err("it is not UTF-8".to_owned());
        }
        Ok(event)
    }
}

/// Goes through the tags that begin an element.
pub(super) fn for_each(
    part: impl Read,
    mut take: impl FnMut(&BytesStart<'_>),
) -> Result<(), Cause> {
    let mut events = Events::new(BufReader::new(part));
    loop {
        match events.next()? {
            Event::Start(tag) | Event::Empty(tag) => take(&tag),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Writes `part` with what is `added` as the last child of the element called `parent`, whose prefix it is told.
pub(super) fn insert(
    part: impl BufRead,
    out: &mut dyn Write,
    parent: &str,
    added: &dyn Fn(&str) -> String,
) -> Result<(), Cause> {
    let mut events = Events::new(part);
    let mut writer = Writer::new(out);
    let mut is_added = false;
    loop {
        let event = events.next()?;
        match &event {
            Event::Eof => break,
            Event::End(tag) if tag.local_name().as_ref() == parent && !is_added => {
                is_added = true;
                let name = tag.name();
                let prefix = name.as_ref().strip_suffix(parent).unwrap_or_default();
                let out = writer.get_mut();
                out.write_all(added(prefix).as_bytes())
                    .map_err(|error| error.to_string())?;
            }
            _ => {}
        }
        writer
            .write_event(event)
            .map_err(|error| error.to_string())?;
    }
    match is_added {
        true => Ok(()),
        false => Err(format!("there is no {parent}")),
    }
}

/// The value of the attribute with the local name `name`.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = tag.attributes();
    let mut attributes = attributes.with_checks(false).flatten();
    let attribute = attributes.find(|found| found.key.local_name().as_ref() == name)?;
    let value = attribute.normalized_value(XmlVersion::default()).ok()?;
    Some(value.into_owned())
}
