//! Compound files made by hand: honest ones pass, those that would catch a reader in a loop or fill its memory do not.

use std::io::Cursor;

use super::{biff, compound};
use crate::config::Limits;
use crate::source::Fault;

const SECTOR: usize = 512;
const END: u32 = 0xffff_fffe;
const FREE: u32 = 0xffff_ffff;

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

/// A compound file with one stream in sectors of its own: sector 0 is the allocation table, sector 1 the directory.
struct File {
    name: &'static str,
    stream: Vec<u8>,
    /// Entries of the allocation table that are not what they should be.
    links: Vec<(usize, u32)>,
    /// Words of the header that are not what they should be, by their place.
    header: Vec<(usize, u32)>,
}

impl File {
    fn new(name: &'static str, stream: Vec<u8>) -> Self {
        Self {
            name,
            stream,
            links: Vec::new(),
            header: Vec::new(),
        }
    }

    fn bytes(&self) -> Vec<u8> {
        let sectors = self.stream.len().max(4096).div_ceil(SECTOR);
        let mut table = vec![FREE; SECTOR / 4];
        (table[0], table[1]) = (0xffff_fffd, END);
        for (sector, link) in table.iter_mut().enumerate().take(sectors + 1).skip(2) {
            *link = sector as u32 + 1;
        }
        table[sectors + 1] = END;
        for (sector, link) in &self.links {
            table[*sector] = *link;
        }
        let mut header = compound::SIGNATURE.to_vec();
        header.resize(SECTOR, 0);
        header[26..34].copy_from_slice(&[3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
        header[76..].copy_from_slice(&words(&[FREE; 109]));
        for (place, word) in [(44, 1), (48, 1), (60, END), (68, END), (76, 0)]
            .iter()
            .chain(&self.header)
        {
            header[*place..place + 4].copy_from_slice(&u32::to_le_bytes(*word));
        }
        let mut directory = entry("Root Entry", END, 0);
        directory.extend(entry(self.name, 2, (sectors * SECTOR) as u32));
        directory.resize(SECTOR, 0);
        let mut stream = self.stream.clone();
        stream.resize(sectors * SECTOR, 0);
        [header, words(&table), directory, stream].concat()
    }

    fn inspect(&self) -> String {
        let bytes = self.bytes();
        let length = bytes.len() as u64;
        verdict(compound::inspect(
            Cursor::new(bytes),
            length,
            &Limits::default(),
        ))
    }
}

fn entry(name: &str, start: u32, length: u32) -> Vec<u8> {
    let units = name.encode_utf16();
    let mut entry: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    entry.resize(116, 0);
    entry.extend(words(&[start, length, 0]));
    entry
}

fn verdict<T: std::fmt::Debug>(result: Result<T, Fault>) -> String {
    match result {
        Ok(value) => format!("{value:?}"),
        Err(fault) => format!("{} {}", fault.code.id, fault.case().unwrap_or_default()),
    }
}

fn record(number: u16, data: &[u8]) -> Vec<u8> {
    let mut record = number.to_le_bytes().to_vec();
    record.extend((data.len() as u16).to_le_bytes());
    record.extend(data);
    record
}

fn begin() -> Vec<u8> {
    record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0])
}

fn end() -> Vec<u8> {
    record(0x000a, &[])
}

/// A number at a row and a column.
fn number(row: u16, column: u16) -> Vec<u8> {
    let mut data = [row.to_le_bytes(), column.to_le_bytes()].concat();
    data.resize(14, 0);
    record(0x0203, &data)
}

/// A workbook whose sheets have these records, with further `globals`.
fn workbook(globals: &[u8], sheets: &[Vec<u8>]) -> Vec<u8> {
    let bound = |start: u32| {
        let mut data = start.to_le_bytes().to_vec();
        data.extend([0, 0, 1, 0, b'a']);
        record(0x0085, &data)
    };
    let head = begin().len() + globals.len() + sheets.len() * bound(0).len() + end().len();
    let mut stream = [begin(), globals.to_vec()].concat();
    let mut start = head as u32;
    for sheet in sheets {
        stream.extend(bound(start));
        start += (begin().len() + sheet.len() + end().len()) as u32;
    }
    stream.extend(end());
    for sheet in sheets {
        stream.extend([begin(), sheet.clone(), end()].concat());
    }
    stream
}

#[test]
fn an_honest_compound_file_passes() {
    let stream = workbook(&[], &[number(0, 0), number(9, 3)]);
    assert_eq!(File::new("Workbook", stream.clone()).inspect(), "Xls");
    assert_eq!(File::new("Book", stream).inspect(), "Xls");
}

#[test]
fn what_a_compound_file_holds_is_named() {
    for (name, expected) in [
        ("EncryptedPackage", "F003 package"),
        ("WordDocument", "F002 document"),
        ("__properties", "F002 binary"),
    ] {
        assert_eq!(File::new(name, Vec::new()).inspect(), expected, "{name}");
    }
    let sealed = workbook(&record(0x002f, &[1, 0]), &[]);
    assert_eq!(File::new("Workbook", sealed).inspect(), "F003 workbook");
}

#[test]
fn chains_that_run_in_circles_or_out_of_the_file_are_damage() {
    let stream = workbook(&[], &[number(0, 0)]);
    let with = |links: &[(usize, u32)], header: &[(usize, u32)]| {
        let mut file = File::new("Workbook", stream.clone());
        file.links = links.to_vec();
        file.header = header.to_vec();
        file.inspect()
    };
    for (links, header) in [
        // The directory follows itself.
        (vec![(1, 1)], vec![]),
        // The stream points beyond the table and beyond the file.
        (vec![(3, 5000)], vec![]),
        (vec![(3, 100)], vec![]),
        // The list of table sectors is the table itself and ends nowhere.
        (vec![(127, 0)], vec![(68, 0)]),
        // Sectors of 2^5 bytes.
        (vec![], vec![(30, 5)]),
        // More mini sectors than the file has bytes.
        (vec![], vec![(64, 0x7fff_ffff)]),
        // The mini stream's table leaves the file.
        (vec![(2, 90)], vec![(60, 2), (64, 5)]),
    ] {
        assert!(
            with(&links, &header).starts_with("F00"),
            "{links:?} {header:?}"
        );
        assert_ne!(with(&links, &header), "Xls", "{links:?} {header:?}");
    }
    // A circle inside a stream of known length is followed no further than that length.
    assert_eq!(with(&[(5, 2)], &[]), "Xls");
    let whole = File::new("Workbook", stream).bytes();
    for length in [8, 511, 600, 1100] {
        let cut = Cursor::new(&whole[..length]);
        let limits = Limits::default();
        assert_eq!(
            verdict(compound::inspect(cut, length as u64, &limits)),
            "F001 damaged"
        );
    }
}

#[test]
fn sheets_that_would_fill_the_memory_are_refused() {
    let corners = [number(0, 0), number(65_535, 255)].concat();
    let limits = Limits::default();
    let inspect = |stream: &[u8]| verdict(biff::inspect(stream, &limits));
    assert_eq!(
        inspect(&workbook(&[], std::slice::from_ref(&corners))),
        "()"
    );
    assert_eq!(
        inspect(&workbook(&[], &[corners.clone(), corners.clone(), corners])),
        "F004 spread"
    );

    let mut dimensions = words(&[0, 0xffff_ffff, 0x0100_0000]);
    dimensions.extend([0, 0]);
    let lying = workbook(&[], &[record(0x0200, &dimensions)]);
    assert_eq!(inspect(&lying), "F001 damaged");

    let mut shared = workbook(&[], &[number(0, 0), number(1, 0)]);
    let (first, second) = (begin().len() + 4, begin().len() + 4 + 13);
    shared.copy_within(first..first + 4, second);
    assert_eq!(inspect(&shared), "F001 damaged");
}

#[test]
fn a_long_text_in_many_cells_counts_every_time() {
    let letters = vec![b'x'; 8_000];
    let mut strings = words(&[2, 2]);
    strings.extend([1, 0, 0, b'a']);
    // The second string is continued in the next record, in wide units.
    strings.extend(30_000u16.to_le_bytes());
    strings.push(0);
    strings.extend(&letters);
    let mut table = record(0x00fc, &strings);
    for _ in 0..22 {
        let mut rest = vec![0];
        rest.extend(&letters[..1_000]);
        table.extend(record(0x003c, &rest));
    }
    let cell = |index: u8| {
        let mut data = vec![0; 10];
        data[6] = index;
        record(0x00fd, &data)
    };
    let limits = Limits {
        expanded_size: 1_000_000,
        ..Limits::default()
    };
    for (index, count, expected) in [(0, 100, "()"), (1, 10, "()"), (1, 20, "F004 expanded-size")] {
        let stream = workbook(&table, &[cell(index).repeat(count)]);
        assert_eq!(verdict(biff::inspect(&stream, &limits)), expected);
    }
}
