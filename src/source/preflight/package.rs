//! Zipped workbooks: what kind they are, and that their parts stay within the limits.
//!
//! Declared sizes are enough: the `zip` crate ends a part that grows beyond its declared size with an error.

use std::collections::BTreeSet;
use std::io::{self, BufReader, Read, Seek, SeekFrom};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use super::part;
use crate::config::Limits;
use crate::diagnostic::code;
use crate::source::location::unopened;
use crate::source::{Fault, Format};

/// How far a part larger than [`LARGE`] may be compressed. Real sheets reach about 40.
const RATIO: u64 = 500;

/// Parts up to this size may be compressed as far as they like.
const LARGE: u64 = 16 << 20;

/// What an OpenDocument spreadsheet or template holds in `mimetype`.
const OPEN_DOCUMENT: &str = "application/vnd.oasis.opendocument.";

/// Tells what kind of workbook a zip file is and checks its parts.
///
/// # Errors
///
/// As `format::sniff`.
pub(in crate::source) fn inspect<F: Read + Seek>(
    mut file: F,
    length: u64,
    limits: &Limits,
) -> Result<Format, Fault> {
    let entries = declared_entries(&mut file, length).map_err(|error| unopened(&error))?;
    let parts = limits.parts as u64;
    if entries.is_some_and(|entries| entries > parts) {
        return Err(Fault::beyond("parts", parts));
    }
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    let names = part_names(&archive)?;
    let format = format(&mut archive, &names)?;
    sizes(&mut archive, &names, limits)?;
    for (index, name) in names.iter().enumerate() {
        if format == Format::Xlsb && name.ends_with("sharedstrings.bin") {
            part::binary_strings(&mut archive, index)?;
        }
        if format == Format::Xlsb && name.ends_with("workbook.bin") {
            part::binary_records(&mut archive, index)?;
        }
        if format == Format::Ods && name == "meta-inf/manifest.xml" {
            part::manifest(&mut archive, index)?;
        }
    }
    Ok(format)
}

/// Checks the parts of an Office Open XML workbook that calamine takes into memory.
///
/// # Errors
///
/// F004 when they would take more than they seem to.
pub(in crate::source) fn inspect_for_calamine<F: Read + Seek>(
    file: F,
    limits: &Limits,
) -> Result<(), Fault> {
    let mut archive = ZipArchive::new(BufReader::new(file)).map_err(damaged)?;
    for (index, name) in part_names(&archive)?.iter().enumerate() {
        if name.ends_with("sharedstrings.xml") {
            part::shared_strings(&mut archive, index)?;
        }
        if name.ends_with("styles.xml") {
            part::styles(&mut archive, index, limits)?;
        }
    }
    Ok(())
}

/// The number of entries that the end of the central directory declares (APPNOTE.TXT 4.3.14 and 4.3.16), read before
/// anything is allocated for them.
fn declared_entries<F: Read + Seek>(file: &mut F, length: u64) -> io::Result<Option<u64>> {
    const END: usize = 22;
    let start = length.saturating_sub(END as u64 + u64::from(u16::MAX));
    file.seek(SeekFrom::Start(start))?;
    let mut tail = Vec::new();
    file.take(length - start).read_to_end(&mut tail)?;
    file.rewind()?;
    let Some(at) = memmem::rfind(&tail, b"PK\x05\x06") else {
        return Ok(None);
    };
    let number = |at: usize, width: usize| {
        let bytes = tail.get(at..at + width)?;
        Some(
            bytes
                .iter()
                .rev()
                .fold(0, |sum, byte| sum << 8 | u64::from(*byte)),
        )
    };
    let entries = number(at + 10, 2);
    if entries != Some(0xffff) {
        return Ok(entries);
    }
    let large = memmem::rfind(&tail[..at], b"PK\x06\x06");
    Ok(large.and_then(|at| number(at + 32, 8)).or(entries))
}

/// The names of the parts as readers compare them: lower case, with forward slashes.
fn part_names<F: Read + Seek>(archive: &ZipArchive<F>) -> Result<Vec<String>, Fault> {
    let mut names = Vec::with_capacity(archive.len());
    for name in archive.file_names() {
        let name = name.map_err(damaged)?;
        names.push(name.replace('\\', "/").to_ascii_lowercase());
    }
    let distinct: BTreeSet<_> = names.iter().collect();
    if distinct.len() < names.len() || archive.has_duplicate_names() {
        return Err(Fault::damaged("two parts have the same name"));
    }
    Ok(names)
}

fn format<F: Read + Seek>(archive: &mut ZipArchive<F>, names: &[String]) -> Result<Format, Fault> {
    let has = |end: &str| names.iter().any(|name| name.ends_with(end));
    let begins = |start: &str| names.iter().any(|name| name.starts_with(start));
    if has("workbook.bin") {
        return Ok(Format::Xlsb);
    }
    if has("workbook.xml") || begins("xl/worksheets/") {
        return Ok(Format::Xlsx);
    }
    if has("encryptedpackage") {
        return Err(Fault::new(&code::F003, "package"));
    }
    let mut kind = String::new();
    if let Some(index) = names.iter().position(|name| name == "mimetype") {
        let part = archive.by_index(index).map_err(damaged)?;
        part.take(100)
            .read_to_string(&mut kind)
            .map_err(|error| unopened(&error))?;
    }
    match kind.trim().strip_prefix(OPEN_DOCUMENT) {
        Some(kind) if kind.starts_with("spreadsheet") => return Ok(Format::Ods),
        Some(_) => return Err(Fault::unsupported("document")),
        None if has("content.xml") && begins("meta-inf/manifest") => return Ok(Format::Ods),
        None => {}
    }
    Err(Fault::unsupported(
        if has("index/document.iwa") || has("index.zip") {
            "numbers"
        } else if begins("word/") || begins("ppt/") {
            "document"
        } else {
            "archive"
        },
    ))
}

fn sizes<F: Read + Seek>(
    archive: &mut ZipArchive<F>,
    names: &[String],
    limits: &Limits,
) -> Result<(), Fault> {
    if archive.len() > limits.parts {
        return Err(Fault::beyond("parts", limits.parts as u64));
    }
    if archive.has_overlapping_entries().map_err(damaged)? {
        return Err(Fault::damaged("parts overlap"));
    }
    let mut expanded: u64 = 0;
    for (index, name) in names.iter().enumerate() {
        let part = archive.by_index_data(index).map_err(damaged)?;
        if part.encrypted() {
            return Err(Fault::new(&code::F003, "package"));
        }
        let size = part.size();
        expanded = expanded.saturating_add(size);
        if size > limits.part_size {
            return Err(Fault::too_large("part-size", limits.part_size));
        }
        let packed = part.compressed_size().max(1);
        if size > LARGE && size / packed > RATIO && !name.contains("media/") {
            return Err(Fault::beyond("ratio", RATIO));
        }
    }
    if expanded > limits.expanded_size {
        return Err(Fault::too_large("expanded-size", limits.expanded_size));
    }
    Ok(())
}

pub(super) fn damaged(error: ZipError) -> Fault {
    match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => unopened(&error),
        error => Fault::damaged(error.to_string()),
    }
}
