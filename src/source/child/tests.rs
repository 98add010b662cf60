//! What goes through the pipe comes out as it went in, and what is no message is none. How the process behaves is
//! tested with the program itself.

use super::frame::{Frame, Scan, Tag, limits_of, limits_text};
use super::*;
use crate::source::{Content, Merge};

fn row() -> Row {
    let mut row = Row::default();
    row.begin(7);
    row.hide();
    for (column, content) in (3..).zip([
        Content::Text("研发部"),
        Content::Number {
            digits: "13800130001",
            rounded: false,
        },
        Content::Number {
            digits: "110101199001011230",
            rounded: true,
        },
        Content::Boolean(true),
        Content::Boolean(false),
        Content::Date {
            shown: "2024-03-01",
            serial: "45352",
        },
        Content::Error("#N/A"),
        Content::FormulaWithoutValue,
    ]) {
        row.push(column, content);
    }
    row
}

fn sent(mut frame: Frame) -> Vec<u8> {
    let mut bytes = Vec::new();
    frame.write(&mut bytes).unwrap();
    bytes
}

#[test]
fn rows_sheets_and_findings_come_out_as_they_went_in() {
    let mut rows = Frame::new(Tag::Rows);
    rows.push_row(&row());
    rows.push_row(&row());
    let mut sheets = Frame::new(Tag::Sheets);
    let known = [("在职", false), ("离职", true)].map(|(name, hidden)| Sheet {
        name: Some(name.to_owned()),
        hidden,
    });
    known.iter().for_each(|sheet| sheets.push_sheet(sheet));
    let merge = Merge {
        top: 2,
        bottom: 9,
        left: 1,
        right: 3,
    };
    let mut merges = Frame::new(Tag::Merges);
    merges.push_merge(merge);
    let mut finding = Frame::new(Tag::Finding);
    let place = Place::cell(SourceId(3), 7, 2);
    let fault = Fault::beyond("rows", 1 << 40).with("reason", "x");
    finding.push_finding(&fault.clone().at(Place::cell(SourceId(0), 7, 2)));
    let bytes = [rows, sheets, merges, finding].map(sent).concat();
    let mut bytes = bytes.as_slice();
    let mut next = || Frame::read(&mut bytes).unwrap();
    let (mut read, frame) = (Row::default(), next().unwrap());
    let mut scan = Scan::of(&frame);
    for _ in 0..2 {
        assert!(scan.row(&mut read));
        let cells = |row: &Row| format!("{:?}", row.cells().collect::<Vec<_>>());
        assert_eq!(cells(&read), cells(&row()));
        assert!(read.is_hidden() && read.number() == 7);
    }
    assert!(!scan.row(&mut read));
    assert_eq!(Scan::of(&next().unwrap()).sheets(), known);
    assert_eq!(Scan::of(&next().unwrap()).merge(), Some(merge));
    let finding = Scan::of(&next().unwrap()).finding(SourceId(3));
    assert_eq!(finding, Some(fault.at(place)));
    assert_eq!(next(), None);
}

#[test]
fn a_message_that_is_cut_off_or_makes_no_sense_is_none() {
    let mut rows = Frame::new(Tag::Rows);
    rows.push_row(&row());
    let bytes = sent(rows);
    for length in 0..bytes.len() {
        assert_eq!(Frame::read(&mut &bytes[..length]).unwrap(), None);
    }
    let content = bytes[5..].to_vec();
    for length in 0..content.len() {
        let frame = Frame {
            tag: Tag::Rows,
            content: content[..length].to_vec(),
        };
        assert!(!Scan::of(&frame).row(&mut Row::default()), "{length}");
    }
    for bytes in [&[9, 0, 0, 0, 0][..], &[1, 255, 255, 255, 255]] {
        assert!(Frame::read(&mut &*bytes).is_err());
    }
    let odd = Frame {
        tag: Tag::Finding,
        content: vec![0xff; 40],
    };
    assert_eq!(Scan::of(&odd).finding(SourceId(0)), None);
}

#[test]
fn limits_travel_as_an_argument() {
    let limits = Limits {
        rows: 7,
        text: 9,
        ..Limits::default()
    };
    assert_eq!(limits_of(&limits_text(&limits)), Some(limits));
    assert_eq!(limits_of("1,2"), None);
}

#[cfg(unix)]
#[test]
fn a_process_that_dies_or_says_nothing_sensible_is_a_fault_and_no_crash() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    for (script, code, case) in [
        ("kill -ABRT $$", "F004", "memory"),
        ("exit 1", "F001", "damaged"),
        ("printf OFR2xxxxxxxx", "F001", "damaged"),
        ("printf 'OFR1\\011\\0\\0\\0\\0'", "F001", "damaged"),
        (
            "printf 'OFR1\\0\\0\\0\\0\\0'; kill -KILL $$",
            "F004",
            "memory",
        ),
    ] {
        let program = folder.path().join("reader");
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
        let path = folder.path().join("a.xls");
        let limits = Limits::default();
        let opened =
            ChildWorkbook::open(&program, Guarded::Xls, &path, &Arc::default(), &limits).unwrap();
        let fault = match opened {
            Err(fault) => fault,
            Ok(mut workbook) => {
                let mut findings = Kept::default();
                workbook.read(0, SourceId(0), &mut findings);
                let found = findings.0.list()[0].clone();
                super::fault(found)
            }
        };
        assert_eq!(
            (fault.code.id, fault.case()),
            (code, Some(case)),
            "{script}"
        );
    }
    let gone = Path::new("/没有这个程序");
    let limits = Limits::default();
    let opened = ChildWorkbook::open(gone, Guarded::Xls, gone, &Arc::default(), &limits);
    assert!(opened.is_err());
}

/// Keeps findings only.
#[derive(Default)]
struct Kept(crate::diagnostic::Findings);

impl RowSink for Kept {
    fn row(&mut self, _: &Row) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }

    fn findings(&mut self) -> &mut crate::diagnostic::Findings {
        &mut self.0
    }
}
