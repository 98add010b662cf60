//! The package around the parts: which part has which name, and what points where (ECMA-376 part 2).

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::Arc;

use zip::{CompressionMethod, ZipArchive};

use super::Cause;
use super::part::{Extent, Part, SharedFile};
use super::tag::Tag;
use super::text::decode;
use super::xml::{Token, Xml};
use crate::source::meter::Meter;

/// How many relationships one part may have.
const RELATIONSHIPS: usize = 100_000;

/// An open package. Names of parts are compared without regard to case, and slashes are slashes.
pub(super) struct Package {
    file: SharedFile,
    archive: ZipArchive<BufReader<File>>,
    parts: HashMap<String, usize>,
}

/// Where a relationship points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Relationship {
    id: String,
    /// The last word of its type, which Transitional and Strict packages share.
    pub(super) kind: String,
    /// The full name of the part.
    pub(super) target: String,
}

/// What points from one part to others.
#[derive(Clone, Debug, Default)]
pub(super) struct Relationships(Vec<Relationship>);

impl Package {
    pub(super) fn open(path: &Path, meter: &Arc<Meter>) -> Result<Self, Cause> {
        let open = || File::open(path).map_err(|error| error.to_string());
        let said = |error: zip::result::ZipError| error.to_string();
        let archive = ZipArchive::new(BufReader::new(open()?)).map_err(said)?;
        let mut parts = HashMap::with_capacity(archive.len());
        for (index, name) in archive.file_names().enumerate() {
            parts.insert(normal(&name.map_err(said)?), index);
        }
        Ok(Self {
            file: SharedFile::new(open()?, meter),
            archive,
            parts,
        })
    }

    /// Whether there is a part called `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&normal(name))
    }

    /// The part called `name`.
    ///
    /// # Errors
    ///
    /// Fails where there is none, or it is packed in a way that cannot be read.
    pub(super) fn part(&mut self, name: &str) -> Result<Part, Cause> {
        let missing = || format!("there is no {name}");
        let index = *self.parts.get(&normal(name)).ok_or_else(missing)?;
        let said = |error: zip::result::ZipError| format!("{name}: {error}");
        let part = self.archive.by_index_raw(index).map_err(said)?;
        let deflated = match part.compression() {
            CompressionMethod::Deflated => true,
            CompressionMethod::Stored => false,
            method => return Err(format!("{name} is packed with {method}")),
        };
        let extent = Extent {
            start: part.data_start().ok_or_else(missing)?,
            packed: part.compressed_size(),
            size: part.size(),
            checksum: part.crc32(),
            deflated,
        };
        drop(part);
        Ok(Part::new(&self.file, extent))
    }

    /// Goes through the tags of the part called `name` as long as `take` wants further ones; the second argument says
    /// whether a tag starts an element.
    ///
    /// # Errors
    ///
    /// As [`Self::part`], and where it is no XML.
    pub(super) fn tags(
        &mut self,
        name: &str,
        mut take: impl FnMut(Step<'_>) -> bool,
    ) -> Result<(), Cause> {
        let said = |cause: Cause| format!("{name}: {cause}");
        let mut xml = Xml::new(self.part(name)?).map_err(said)?;
        loop {
            let step = match xml.next().map_err(said)? {
                Token::Start(tag) => Step::Start(tag),
                Token::End(name) => Step::End(name),
                Token::Text(_) | Token::Section(_) => continue,
                Token::Close => return Ok(()),
            };
            if !take(step) {
                return Ok(());
            }
        }
    }

    /// What points from the part called `name`, or from the package where the name is empty. A part without
    /// relationships has none.
    ///
    /// # Errors
    ///
    /// As [`Self::tags`].
    pub(super) fn relationships(&mut self, name: &str) -> Result<Relationships, Cause> {
        let (folder, file) = split(name);
        let part = format!("{folder}_rels/{file}.rels");
        let mut found = Vec::new();
        if !self.has(&part) {
            return Ok(Relationships(found));
        }
        self.tags(&part, |step| {
            if let Step::Start(tag) = step
                && tag.name == b"Relationship"
                && let Some(relationship) = relationship(&tag, folder)
            {
                found.push(relationship);
            }
            found.len() < RELATIONSHIPS
        })?;
        Ok(Relationships(found))
    }
}

/// The start or the end of an element.
pub(super) enum Step<'x> {
    Start(Tag<'x>),
    End(&'x [u8]),
}

impl Relationships {
    pub(super) fn by_id(&self, id: &str) -> Option<&Relationship> {
        self.0.iter().find(|relationship| relationship.id == id)
    }

    /// The part that the first relationship of `kind` points at.
    pub(super) fn of_kind(&self, kind: &str) -> Option<&str> {
        let mut found = self.0.iter().filter(|found| found.kind == kind);
        found
            .next()
            .map(|relationship| relationship.target.as_str())
    }
}

fn relationship(tag: &Tag<'_>, folder: &str) -> Option<Relationship> {
    let kind = value(tag.attribute(b"Type")?);
    if tag.attribute(b"TargetMode") == Some(b"External") {
        return None;
    }
    Some(Relationship {
        id: value(tag.attribute(b"Id").unwrap_or_default()),
        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
        target: resolve(folder, &value(tag.attribute(b"Target")?)),
    })
}

/// The text of an attribute; what is no text is left out.
pub(super) fn value(raw: &[u8]) -> String {
    let mut text = String::new();
    // A value that is only half understood points nowhere, and that is reported.
    let _ = decode(&mut text, raw, true);
    text
}

/// The folder of a part with its last slash, and its name there.
pub(super) fn split(name: &str) -> (&str, &str) {
    name.split_at(name.rfind('/').map_or(0, |at| at + 1))
}

/// The full name of what `target` names in `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let full = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    };
    let mut levels = Vec::new();
    for level in full.split('/') {
        match level {
            "" | "." => {}
            ".." => drop(levels.pop()),
            level => levels.push(level),
        }
    }
    levels.join("/")
}

pub(super) fn normal(name: &str) -> String {
    let name = name.replace('\\', "/").to_ascii_lowercase();
    name.trim_start_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_found_from_the_part_that_names_them() {
        for (folder, target, expected) in [
            ("xl/", "worksheets/sheet1.xml", "xl/worksheets/sheet1.xml"),
            ("xl/", "/xl/styles.xml", "xl/styles.xml"),
            ("xl/", "..\\custom\\sheet.xml", "custom/sheet.xml"),
            ("xl/", "./a//b.xml", "xl/a/b.xml"),
            ("", "xl/workbook.xml", "xl/workbook.xml"),
            ("", "../../x.xml", "x.xml"),
        ] {
            assert_eq!(resolve(folder, target), expected);
        }
    }
}
