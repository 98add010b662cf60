//! OLE compound files (MS-CFB), the container of .xls and of encrypted workbooks: every chain of sectors a reader
//! would follow is followed here first, and none may be longer than the file.

use std::io::{self, Read, Seek, SeekFrom};

use super::biff;
use crate::config::Limits;
use crate::diagnostic::code;
use crate::source::location::unopened;
use crate::source::{Fault, Format};

/// The first bytes of a compound file.
pub(in crate::source) const SIGNATURE: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

const HEADER: usize = 512;
const ENTRY: usize = 128;
const MINI_SECTOR: usize = 64;

/// Streams shorter than this lie in the mini stream.
const MINI_STREAM: u64 = 4096;

/// The sector numbers from here on are marks, not places.
const FIRST_MARK: u32 = 0xffff_fffa;
const END_OF_CHAIN: u32 = 0xffff_fffe;

/// The streams that say what an office file is that is no workbook.
const DOCUMENTS: &[&str] = &["WordDocument", "PowerPoint Document"];

/// Tells what a compound file holds and checks that a workbook in it can be read.
///
/// # Errors
///
/// As `format::sniff`.
pub(in crate::source) fn inspect<F: Read + Seek>(
    file: F,
    length: u64,
    limits: &Limits,
) -> Result<Format, Fault> {
    if length > limits.part_size {
        return Err(Fault::too_large("part-size", limits.part_size));
    }
    let mut compound = Compound::open(file, length)?;
    if compound.find("EncryptedPackage").is_some() {
        return Err(Fault::new(&code::F003, "package"));
    }
    let Some(stream) = compound.workbook(u64::MAX)? else {
        let is_document = DOCUMENTS.iter().any(|name| compound.find(name).is_some());
        return Err(Fault::unsupported(if is_document {
            "document"
        } else {
            "binary"
        }));
    };
    biff::inspect(&stream, limits)?;
    Ok(Format::Xls)
}

/// The `Workbook` stream of a compound file that was inspected before.
///
/// # Errors
///
/// F001 when there is none any more.
pub(in crate::source) fn workbook_stream<F: Read + Seek>(
    file: F,
    length: u64,
) -> Result<Vec<u8>, Fault> {
    Compound::open(file, length)?
        .workbook(u64::MAX)?
        .ok_or_else(|| Fault::damaged("no Workbook stream"))
}

#[derive(Debug)]
struct Entry {
    name: String,
    start: u32,
    length: u64,
}

#[derive(Debug)]
struct Compound<F> {
    file: F,
    /// The bytes of a sector: 512 or 4096.
    sector: usize,
    /// How many sectors the file has room for.
    sectors: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<Entry>,
}

impl<F: Read + Seek> Compound<F> {
    fn open(mut file: F, length: u64) -> Result<Self, Fault> {
        let mut header = [0; HEADER];
        file.rewind().map_err(|error| unopened(&error))?;
        file.read_exact(&mut header)
            .map_err(|_| Fault::damaged("the header is cut off"))?;
        let sector = match u16_at(&header, 30) {
            9 => 512,
            12 => 4096,
            _ => return Err(Fault::damaged("sectors of an unknown size")),
        };
        let sectors = usize::try_from(length / sector as u64).unwrap_or(usize::MAX);
        let mut compound = Self {
            file,
            sector,
            sectors,
            fat: Vec::new(),
            mini_fat: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        compound.fat = compound.allocation(&header)?;
        compound.entries = compound.directory(u32_at(&header, 48))?;
        let mini_sectors = u32_at(&header, 64) as usize;
        if mini_sectors > sectors {
            return Err(Fault::damaged("more mini sectors than sectors"));
        }
        if mini_sectors > 0 {
            let start = u32_at(&header, 60);
            let table = compound.chain(start, (mini_sectors * sector) as u64)?;
            compound.mini_fat = table.chunks_exact(4).map(|word| u32_at(word, 0)).collect();
            let (start, length) = (compound.entries[0].start, compound.entries[0].length);
            compound.mini_stream = compound.chain(start, length)?;
        }
        Ok(compound)
    }

    /// The sector allocation table. Its own sectors are listed in the header and in a chain of further lists; there
    /// can be no more of them than it takes to number every sector, give or take what writers leave over.
    fn allocation(&mut self, header: &[u8]) -> Result<Vec<u32>, Fault> {
        let words = self.sector / 4;
        let most = self.sectors / words * 2 + HEADER / 4;
        let mut lists: Vec<u32> = header[76..].chunks_exact(4).map(|w| u32_at(w, 0)).collect();
        let mut next = u32_at(header, 68);
        let mut followed = 0;
        while next < FIRST_MARK {
            followed += 1;
            if followed > self.sectors / words + 1 {
                return Err(Fault::damaged("the sector lists run in a circle"));
            }
            let mut block = vec![0; self.sector];
            let read = self.read_sector(next, &mut block)?;
            lists.extend(block[..read].chunks_exact(4).map(|word| u32_at(word, 0)));
            next = lists.pop().unwrap_or(END_OF_CHAIN);
        }
        lists.retain(|sector| *sector < FIRST_MARK);
        if lists.len() > most {
            return Err(Fault::damaged("more allocation tables than sectors"));
        }
        let mut table = Vec::with_capacity(lists.len() * words);
        let mut block = vec![0; self.sector];
        for sector in lists {
            let read = self.read_sector(sector, &mut block)?;
            table.extend(block[..read].chunks_exact(4).map(|word| u32_at(word, 0)));
        }
        Ok(table)
    }

    fn directory(&mut self, start: u32) -> Result<Vec<Entry>, Fault> {
        let bytes = self.chain(start, u64::MAX)?;
        let entries: Vec<_> = bytes
            .chunks_exact(ENTRY)
            .map(|entry| {
                let units = entry[..64].chunks_exact(2).map(|unit| u16_at(unit, 0));
                let name: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
                let high = if self.sector == 512 {
                    0
                } else {
                    u32_at(entry, 124)
                };
                Entry {
                    name: String::from_utf16_lossy(&name),
                    start: u32_at(entry, 116),
                    length: u64::from(high) << 32 | u64::from(u32_at(entry, 120)),
                }
            })
            .collect();
        if entries.is_empty() {
            return Err(Fault::damaged("the directory is empty"));
        }
        Ok(entries)
    }

    fn find(&self, name: &str) -> Option<&Entry> {
        let mut entries = self.entries.iter();
        entries.find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The first `most` bytes of the stream with the workbook's records.
    fn workbook(&mut self, most: u64) -> Result<Option<Vec<u8>>, Fault> {
        let Some(entry) = self.find("Workbook").or_else(|| self.find("Book")) else {
            return Ok(None);
        };
        let (start, is_mini) = (entry.start, entry.length < MINI_STREAM);
        let length = entry.length.min(most);
        if !is_mini {
            return self.chain(start, length).map(Some);
        }
        let mut stream = Vec::new();
        let mut next = start;
        while next != END_OF_CHAIN && (stream.len() as u64) < length {
            let at = next as usize * MINI_SECTOR;
            let rest = length as usize - stream.len();
            let sector = self.mini_stream.get(at..).unwrap_or_default();
            let taken = sector.len().min(MINI_SECTOR).min(rest);
            stream.extend_from_slice(&sector[..taken]);
            if taken == 0 {
                return Err(Fault::damaged("a mini sector outside of the file"));
            }
            if stream.len() as u64 >= length {
                break;
            }
            next = self.following(&self.mini_fat, next)?;
        }
        Ok(Some(stream))
    }

    /// The bytes of a chain of sectors, up to `length`; an endless chain is noticed by its length.
    fn chain(&mut self, start: u32, length: u64) -> Result<Vec<u8>, Fault> {
        let mut bytes = Vec::new();
        let mut block = vec![0; self.sector];
        let mut next = start;
        for _ in 0..=self.sectors {
            if next == END_OF_CHAIN || bytes.len() as u64 >= length {
                return Ok(bytes);
            }
            let read = self.read_sector(next, &mut block)?;
            let rest = usize::try_from(length - bytes.len() as u64).unwrap_or(usize::MAX);
            bytes.extend_from_slice(&block[..read.min(rest)]);
            if bytes.len() as u64 >= length {
                return Ok(bytes);
            }
            next = self.following(&self.fat, next)?;
        }
        Err(Fault::damaged("a chain of sectors runs in a circle"))
    }

    fn following(&self, table: &[u32], sector: u32) -> Result<u32, Fault> {
        let outside = || Fault::damaged("a sector outside of the file");
        table.get(sector as usize).copied().ok_or_else(outside)
    }

    /// Reads a sector; the last one may be short.
    fn read_sector(&mut self, sector: u32, block: &mut [u8]) -> Result<usize, Fault> {
        if sector as usize > self.sectors {
            return Err(Fault::damaged("a sector outside of the file"));
        }
        let at = (u64::from(sector) + 1) * self.sector as u64;
        let mut filled = 0;
        let read: io::Result<()> = (|| {
            self.file.seek(SeekFrom::Start(at))?;
            while filled < block.len() {
                match self.file.read(&mut block[filled..])? {
                    0 => break,
                    count => filled += count,
                }
            }
            Ok(())
        })();
        read.map_err(|error| unopened(&error))?;
        Ok(filled)
    }
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
