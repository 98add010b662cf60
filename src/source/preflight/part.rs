//! Parts of zipped workbooks whose content would mislead a reader about how much memory it takes.

use std::io::{self, BufRead, BufReader, Read, Seek};

use memchr::memmem;
use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::package::damaged;
use crate::config::Limits;
use crate::diagnostic::code;
use crate::source::Fault;
use crate::source::location::unopened;

/// The largest `styles.xml` that is read; real ones stay below 10 MB.
const STYLES: u64 = 64 << 20;

/// The fewest bytes an entry of the shared strings takes: `<si><t/></si>`.
const SHARED_STRING: u64 = 12;

/// Empty strings are shorter still; so many are counted one by one before a reader makes room for each.
const SHARED_STRINGS: u64 = 1_000_000;

/// How much of a part is looked at together.
const BLOCK: usize = 64 << 10;

/// How far into a part its opening tag may stand.
const HEAD: u64 = 1 << 20;

/// Readers reserve room for as many strings as `uniqueCount` says: it must be a number the part has room for.
pub(super) fn shared_strings<F: Read + Seek>(
    archive: &mut ZipArchive<F>,
    index: usize,
) -> Result<(), Fault> {
    let part = archive.by_index(index).map_err(damaged)?;
    let room = part.size() / SHARED_STRING + 16;
    let mut reader = Reader::from_reader(BufReader::new(part.take(HEAD)));
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
                if most.is_some_and(|count| count > room) {
                    return Err(Fault::beyond("strings", room));
                }
                break;
            }
            Ok(Event::Eof) => return Err(Fault::damaged("the shared strings do not begin")),
            Ok(_) => {}
            Err(error) => return Err(Fault::damaged(error.to_string())),
        }
    }
    drop(reader);
    if room > SHARED_STRINGS && count(archive, index, b"<si")? > room {
        return Err(Fault::beyond("strings", room));
    }
    Ok(())
}

/// How often `tag` occurs in a part.
fn count<F: Read + Seek>(
    archive: &mut ZipArchive<F>,
    index: usize,
    tag: &[u8],
) -> Result<u64, Fault> {
    let mut part = archive.by_index(index).map_err(damaged)?;
    let finder = memmem::Finder::new(tag);
    let mut block = vec![0; BLOCK];
    let (mut found, mut kept) = (0, 0);
    loop {
        let read = part
            .read(&mut block[kept..])
            .map_err(|error| unopened(&error))?;
        if read == 0 {
            return Ok(found);
        }
        let filled = kept + read;
        found += finder.find_iter(&block[..filled]).count() as u64;
        // A tag may lie across the end of the block.
        kept = (tag.len() - 1).min(filled);
        block.copy_within(filled - kept..filled, 0);
    }
}

/// The reader takes a string that is shorter than it says from what it read before: every string must be whole
/// (MS-XLSB 2.4.822 BrtSSTItem: a byte of flags, the number of UTF-16 units, the units).
pub(super) fn binary_strings<F: Read + Seek>(
    archive: &mut ZipArchive<F>,
    index: usize,
) -> Result<(), Fault> {
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

/// The reader makes room for a record as long as that says it is: none may be longer than what follows it.
pub(super) fn binary_records<F: Read + Seek>(
    archive: &mut ZipArchive<F>,
    index: usize,
) -> Result<(), Fault> {
    let part = archive.by_index(index).map_err(damaged)?;
    let mut left = part.size();
    let mut reader = BufReader::new(part);
    while let Some((_, length)) = binary_record(&mut reader).map_err(|error| unopened(&error))? {
        if length > left {
            return Err(Fault::damaged("a record is cut off"));
        }
        left -= length;
        let mut record = (&mut reader).take(length);
        io::copy(&mut record, &mut io::sink()).map_err(|error| unopened(&error))?;
    }
    Ok(())
}

/// The kind and the length of the next record (MS-XLSB 2.1.4), `None` at the end.
pub(in crate::source) fn binary_record<R: Read>(reader: &mut R) -> io::Result<Option<(u32, u64)>> {
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
pub(super) fn styles<F: Read + Seek>(
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
pub(super) fn manifest<F: Read + Seek>(
    archive: &mut ZipArchive<F>,
    index: usize,
) -> Result<(), Fault> {
    let part = archive.by_index(index).map_err(damaged)?;
    let mut text = Vec::new();
    part.take(HEAD)
        .read_to_end(&mut text)
        .map_err(|error| unopened(&error))?;
    match memmem::find(&text, b"encryption-data") {
        Some(_) => Err(Fault::new(&code::F003, "package")),
        None => Ok(()),
    }
}
