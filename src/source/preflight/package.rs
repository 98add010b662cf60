//! Zipped workbooks: what kind they are, and that their parts stay within the limits.
//!
//! Declared sizes are enough: the `zip` crate ends a part that grows beyond its declared size with an error.

use std::collections::BTreeSet;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::config::Limits;
use crate::diagnostic::code;
use crate::source::location::unopened;
use crate::source::{Fault, Format};

/// How far a part larger than [`LARGE`] may be compressed. Real sheets reach about 40.
const RATIO: u64 = 500;

/// Parts up to this size may be compressed as far as they like.
const LARGE: u64 = 64 << 20;

/// The largest `styles.xml` that is read; real ones stay below 10 MB.
const STYLES: u64 = 64 << 20;

/// The fewest bytes an entry of the shared strings takes: `<si><t/></si>`.
const SHARED_STRING: u64 = 12;

/// How far into the shared strings their opening tag may stand.
const SHARED_STRINGS_HEAD: u64 = 1 << 20;

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
        if format == Format::Xlsx && name.ends_with("sharedstrings.xml") {
            shared_strings(&mut archive, index)?;
        }
        if format == Format::Xlsx && name.ends_with("styles.xml") {
            styles(&mut archive, index, limits)?;
        }
        if format == Format::Xlsb && name.ends_with("sharedstrings.bin") {
            binary_strings(&mut archive, index)?;
        }
        if format == Format::Ods && name == "meta-inf/manifest.xml" {
            manifest(&mut archive, index)?;
        }
    }
    Ok(format)
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
    if has("workbook.xml") {
        return Ok(Format::Xlsx);
    }
    if has("workbook.bin") {
        return Ok(Format::Xlsb);
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

/// Readers reserve room for as many strings as `uniqueCount` says: it must be a number the part has room for.
fn shared_strings<F: Read + Seek>(archive: &mut ZipArchive<F>, index: usize) -> Result<(), Fault> {
    let part = archive.by_index(index).map_err(damaged)?;
    let room = part.size() / SHARED_STRING + 16;
    let mut reader = Reader::from_reader(BufReader::new(part.take(SHARED_STRINGS_HEAD)));
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.local_name().as_ref() == "sst" => {
                let mut attributes = tag.attributes();
                let counts = attributes.with_checks(false).flatten();
                let most = counts
                    .filter(|attribute| attribute.key.as_ref() == "uniqueCount")
                    .filter_map(|attribute| attribute.value.parse::<u64>().ok())
                    .max();
                return match most {
                    Some(count) if count > room => Err(Fault::beyond("strings", room)),
                    _ => Ok(()),
                };
            }
            Ok(Event::Eof) => return Err(Fault::damaged("the shared strings do not begin")),
            Ok(_) => {}
            Err(error) => return Err(Fault::damaged(error.to_string())),
        }
    }
}

/// The reader takes a string that is shorter than it says from what it read before: every string must be whole
/// (MS-XLSB 2.4.822 BrtSSTItem: a byte of flags, the number of UTF-16 units, the units).
fn binary_strings<F: Read + Seek>(archive: &mut ZipArchive<F>, index: usize) -> Result<(), Fault> {
    const STRING: u32 = 0x13;
    let part = archive.by_index(index).map_err(damaged)?;
    let mut reader = BufReader::new(part);
    while let Some((kind, length)) = binary_record(&mut reader).map_err(|error| unopened(&error))? {
        let mut record = (&mut reader).take(length);
        if kind == STRING {
            let mut head = [0; 5];
            let units = match record.read_exact(&mut head) {
                Ok(()) => u32::from_le_bytes([head[1], head[2], head[3], head[4]]),
                Err(_) => u32::MAX,
            };
            if u64::from(units) * 2 + 5 > length {
                return Err(Fault::damaged("a shared string is cut off"));
            }
        }
        io::copy(&mut record, &mut io::sink()).map_err(|error| unopened(&error))?;
    }
    Ok(())
}

/// The kind and the length of the next record (MS-XLSB 2.1.4), `None` at the end.
fn binary_record<R: Read>(reader: &mut R) -> io::Result<Option<(u32, u64)>> {
    let mut byte = [0];
    let mut number = |most: u32| -> io::Result<Option<u64>> {
        let mut sum = 0;
        for place in 0..most {
            if reader.read(&mut byte)? == 0 {
                return Ok(None);
            }
            sum |= u64::from(byte[0] & 0x7f) << (7 * place);
            if byte[0] & 0x80 == 0 {
                break;
            }
        }
        Ok(Some(sum))
    };
    let (kind, length) = (number(2)?, number(4)?);
    Ok(kind.zip(length).map(|(kind, length)| (kind as u32, length)))
}

/// Readers copy a font's name and a number format into every cell style: long texts times many styles must stay small.
fn styles<F: Read + Seek>(
    archive: &mut ZipArchive<F>,
    index: usize,
    limits: &Limits,
) -> Result<(), Fault> {
    let part = archive.by_index(index).map_err(damaged)?;
    if part.size() > STYLES {
        return Err(Fault::too_large("part-size", STYLES));
    }
    let mut reader = BufReader::new(part);
    let (mut longest, mut length, mut tags, mut quote) = (0, 0u64, 0u64, None);
    loop {
        let block = reader.fill_buf().map_err(|error| unopened(&error))?;
        if block.is_empty() {
            break;
        }
        for byte in block {
            match (byte, quote) {
                (b'"' | b'\'', None) => (quote, length) = (Some(*byte), 0),
                (byte, Some(open)) if *byte == open => quote = None,
                (b'<', None) => tags += 1,
                _ => length += 1,
            }
            longest = length.max(longest);
        }
        let count = block.len();
        reader.consume(count);
    }
    if longest.saturating_mul(tags) > limits.expanded_size {
        return Err(Fault::too_large("expanded-size", limits.expanded_size));
    }
    Ok(())
}

/// An encrypted OpenDocument file is an ordinary zip file whose manifest tells how to decrypt the parts.
fn manifest<F: Read + Seek>(archive: &mut ZipArchive<F>, index: usize) -> Result<(), Fault> {
    let part = archive.by_index(index).map_err(damaged)?;
    let mut text = Vec::new();
    part.take(SHARED_STRINGS_HEAD)
        .read_to_end(&mut text)
        .map_err(|error| unopened(&error))?;
    match memmem::find(&text, b"encryption-data") {
        Some(_) => Err(Fault::new(&code::F003, "package")),
        None => Ok(()),
    }
}

fn damaged(error: ZipError) -> Fault {
    match error {
        ZipError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => unopened(&error),
        error => Fault::damaged(error.to_string()),
    }
}
