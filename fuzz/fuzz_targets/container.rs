//! The look into a zip container before a reader sees it: a package that is right, with bytes of its directory and its
//! headers changed. Every three bytes of the input are a place and what is to stand there.
#![no_main]

use std::io::{Cursor, Write};
use std::sync::Arc;

use orgferry::config::{Limits, Reading};
use orgferry::source::{Document, Input, Meter, open};
use zip::write::SimpleFileOptions;

/// The parts that the look goes for.
const PARTS: [(&str, &str); 6] = [
    ("[Content_Types].xml", "<Types/>"),
    ("_rels/.rels", "<Relationships/>"),
    ("xl/workbook.xml", "<workbook><sheets/></workbook>"),
    ("xl/sharedStrings.xml", "<sst uniqueCount=\"1\"><si><t>a</t></si></sst>"),
    ("xl/styles.xml", "<styleSheet/>"),
    ("xl/worksheets/sheet1.xml", "<worksheet><sheetData/></worksheet>"),
];

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let mut package = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in PARTS {
        let started = package.start_file(name, SimpleFileOptions::default());
        started.expect("a part in memory");
        package.write_all(part.as_bytes()).expect("memory takes everything");
    }
    let package = package.finish().expect("a package in memory");
    let mut package = package.into_inner();
    for change in bytes.chunks_exact(3) {
        let at = usize::from(u16::from_le_bytes([change[0], change[1]]));
        let length = package.len();
        package[at % length] = change[2];
    }
    let path = std::env::temp_dir().join(format!("orgferry-fuzz-{}.xlsx", std::process::id()));
    std::fs::write(&path, &package).expect("a file for the input");
    let input = Input::file("any.xlsx", path);
    let opened = open(&input, &Reading::default(), &Limits::default(), &Arc::new(Meter::default()));
    if let Ok(Document::Workbook { workbook, .. }) = opened {
        assert!(workbook.sheets().len() <= 1000);
    }
});
