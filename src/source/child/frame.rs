//! What goes through the pipe: frames of a tag, a length and a content, after the version. Numbers are little-endian,
//! texts have their length in front. What does not fit is nothing: the other process may have died in the middle.

use std::io::{self, Read, Write};

use crate::config::Limits;
use crate::diagnostic::{Code, Diagnostic, Place, SourceId, code};
use crate::locale::Argument;
use crate::source::{Content, Merge, Row, Sheet};

/// What a process sends first: the version of all that follows.
pub(super) const VERSION: &[u8; 4] = b"OFR2";

/// The longest content of a frame, in bytes; a row holds at most 64 MB of text.
const LONGEST: u32 = 1 << 28;

/// What may be wrong with a workbook.
const CODES: [&Code; 4] = [&code::F001, &code::F002, &code::F003, &code::F004];

/// What fills the sentences of these codes.
const NAMES: [&str; 4] = ["case", "kind", "limit", "reason"];

/// What a frame holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tag {
    /// Whether merged cells are told of, and the sheets of the workbook.
    Sheets,
    /// Some rows of the sheet asked for.
    Rows,
    /// Some merged cells of the sheet asked for.
    Merges,
    /// What is wrong with the file or the sheet.
    Finding,
    /// Nothing: the sheet is at its end.
    End,
}

const TAGS: [Tag; 5] = [Tag::Sheets, Tag::Rows, Tag::Merges, Tag::Finding, Tag::End];

/// One message.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Frame {
    pub(super) tag: Tag,
    pub(super) content: Vec<u8>,
}

impl Frame {
    pub(super) fn new(tag: Tag) -> Self {
        Self {
            tag,
            content: Vec::new(),
        }
    }

    /// Reads the next frame; `None` at the end.
    ///
    /// # Errors
    ///
    /// Fails where there is no frame.
    pub(super) fn read(from: &mut impl Read) -> io::Result<Option<Self>> {
        let mut head = [0; 5];
        match from.read_exact(&mut head) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        let [tag, length @ ..] = head;
        let length = u32::from_le_bytes(length);
        let tag = TAGS.get(usize::from(tag)).filter(|_| length <= LONGEST);
        let tag = *tag.ok_or_else(|| io::Error::other("no frame"))?;
        let mut content = vec![0; length as usize];
        match from.read_exact(&mut content) {
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            read => read?,
        }
        Ok(Some(Self { tag, content }))
    }

    /// Writes the frame and empties it.
    pub(super) fn write(&mut self, to: &mut impl Write) -> io::Result<()> {
        let tag = TAGS.iter().position(|tag| *tag == self.tag);
        to.write_all(&[tag.unwrap_or_default() as u8])?;
        to.write_all(&(self.content.len() as u32).to_le_bytes())?;
        to.write_all(&self.content)?;
        self.content.clear();
        Ok(())
    }

    pub(super) fn push_flag(&mut self, flag: bool) {
        self.push(&[u8::from(flag)]);
    }

    pub(super) fn push_merge(&mut self, merge: Merge) {
        self.push_number(merge.top);
        self.push_number(merge.bottom);
        self.push(&merge.left.to_le_bytes());
        self.push(&merge.right.to_le_bytes());
    }

    pub(super) fn push_sheet(&mut self, sheet: &Sheet) {
        self.push(&[u8::from(sheet.hidden), u8::from(sheet.name.is_some())]);
        self.push_text(sheet.name.as_deref().unwrap_or_default());
    }

    pub(super) fn push_row(&mut self, row: &Row) {
        self.push_number(row.number());
        self.push(&[u8::from(row.is_hidden())]);
        self.push_number(row.cells().count() as u32);
        for cell in row.cells() {
            self.push(&cell.column.to_le_bytes());
            let (kind, text) = match cell.content {
                Content::Text(text) => (0, text),
                Content::Number { digits, rounded } => (1 + u8::from(rounded), digits),
                Content::Boolean(value) => (3 + u8::from(value), ""),
                Content::Date { shown, .. } => (5, shown),
                Content::Error(text) => (6, text),
                Content::FormulaWithoutValue => (7, ""),
            };
            self.push(&[kind]);
            self.push_text(text);
            if let Content::Date { serial, .. } = cell.content {
                self.push_text(serial);
            }
        }
    }

    pub(super) fn push_finding(&mut self, finding: &Diagnostic) {
        let code = CODES.iter().position(|code| code.id == finding.code.id);
        self.push(&[code.unwrap_or_default() as u8]);
        self.push_number(finding.place.row);
        self.push(&finding.place.column.to_le_bytes());
        for (name, argument) in finding.arguments.iter() {
            let Some(name) = NAMES.iter().position(|known| *known == name) else {
                continue;
            };
            self.push(&[name as u8]);
            match argument {
                Argument::Count(count) => {
                    self.push(&[0]);
                    self.push(&count.to_le_bytes());
                }
                Argument::Text(text) => {
                    self.push(&[1]);
                    self.push_text(text);
                }
                Argument::Words { english, .. } => {
                    self.push(&[1]);
                    self.push_text(english);
                }
            }
        }
    }

    fn push(&mut self, bytes: &[u8]) {
        self.content.extend_from_slice(bytes);
    }

    fn push_number(&mut self, number: u32) {
        self.push(&number.to_le_bytes());
    }

    fn push_text(&mut self, text: &str) {
        self.push_number(text.len() as u32);
        self.push(text.as_bytes());
    }
}

/// The content of a frame, read from its beginning.
pub(super) struct Scan<'f>(&'f [u8]);

impl<'f> Scan<'f> {
    pub(super) fn of(frame: &'f Frame) -> Self {
        Self(&frame.content)
    }

    pub(super) fn flag(&mut self) -> bool {
        self.array() == Some([1])
    }

    /// The next merged cells.
    pub(super) fn merge(&mut self) -> Option<Merge> {
        Some(Merge {
            top: self.number()?,
            bottom: self.number()?,
            left: u16::from_le_bytes(self.array()?),
            right: u16::from_le_bytes(self.array()?),
        })
    }

    pub(super) fn sheets(&mut self) -> Vec<Sheet> {
        let next = || {
            let [hidden, named] = self.array()?;
            let name = self.text()?.to_owned();
            Some(Sheet {
                name: (named == 1).then_some(name),
                hidden: hidden == 1,
            })
        };
        std::iter::from_fn(next).collect()
    }

    /// Reads the next row into `row`; `false` at the end.
    pub(super) fn row(&mut self, row: &mut Row) -> bool {
        self.next_row(row).is_some()
    }

    fn next_row(&mut self, row: &mut Row) -> Option<()> {
        row.begin(self.number()?);
        if self.array()? == [1] {
            row.hide();
        }
        for _ in 0..self.number()? {
            let column = u16::from_le_bytes(self.array()?);
            let [kind] = self.array()?;
            let text = self.text()?;
            let content = match kind {
                0 => Content::Text(text),
                1 | 2 => Content::Number {
                    digits: text,
                    rounded: kind == 2,
                },
                3 | 4 => Content::Boolean(kind == 4),
                5 => Content::Date {
                    shown: text,
                    serial: self.text()?,
                },
                6 => Content::Error(text),
                _ => Content::FormulaWithoutValue,
            };
            row.push(column, content);
        }
        Some(())
    }

    /// Reads what was found in `source`.
    pub(super) fn finding(&mut self, source: SourceId) -> Option<Diagnostic> {
        let [code] = self.array()?;
        let row = self.number()?;
        let column = u16::from_le_bytes(self.array()?);
        let code = CODES.get(usize::from(code)).copied()?;
        let mut finding = Diagnostic::new(code, Place::cell(source, row, column));
        while let Some([name, kind]) = self.array() {
            let name = *NAMES.get(usize::from(name))?;
            match kind {
                0 => finding.with(name, u64::from_le_bytes(self.array()?)),
                _ => finding.with(name, self.text()?),
            };
        }
        Some(finding)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (first, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*first)
    }

    fn number(&mut self) -> Option<u32> {
        self.array().map(u32::from_le_bytes)
    }

    fn text(&mut self) -> Option<&'f str> {
        let length = self.number()? as usize;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }
}

/// `limits` as an argument of the process.
pub(super) fn limits_text(limits: &Limits) -> String {
    let numbers = [
        limits.file_size,
        limits.parts as u64,
        limits.part_size,
        limits.expanded_size,
        limits.rows.into(),
        limits.columns.into(),
        limits.cells,
        limits.text as u64,
    ];
    numbers.map(|number| number.to_string()).join(",")
}

/// The limits in an argument; `None` where they are none.
pub(super) fn limits_of(text: &str) -> Option<Limits> {
    let mut numbers = text.split(',').map(|number| number.parse::<u64>().ok());
    let mut next = || numbers.next().flatten();
    Some(Limits {
        file_size: next()?,
        parts: next()?.try_into().ok()?,
        part_size: next()?,
        expanded_size: next()?,
        rows: next()?.try_into().ok()?,
        columns: next()?.try_into().ok()?,
        cells: next()?,
        text: next()?.try_into().ok()?,
        ..Limits::default()
    })
}
