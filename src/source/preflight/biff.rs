//! The records of an .xls workbook (MS-XLS): whether it is encrypted, and how much memory its sheets would take.
//!
//! The reader lays every sheet out as one dense block when it opens the file and copies a shared string into each of
//! its cells; both are counted here before it does.

use crate::config::Limits;
use crate::diagnostic::code;
use crate::source::Fault;

/// How many cells the dense blocks of all sheets may have; a full sheet has 16.8 million.
const DENSE_CELLS: u64 = 1 << 25;

/// The most rows and columns of a sheet.
const ROWS: u32 = 1 << 16;
const COLUMNS: u32 = 1 << 8;

/// The numbers of the records that matter.
pub(in crate::source) mod record {
    pub(in crate::source) const FORMULA: u16 = 0x0006;
    pub(in crate::source) const END: u16 = 0x000a;
    pub(in crate::source) const FILE_PASS: u16 = 0x002f;
    pub(in crate::source) const CONTINUE: u16 = 0x003c;
    pub(in crate::source) const BOUND_SHEET: u16 = 0x0085;
    pub(in crate::source) const MUL_RK: u16 = 0x00bd;
    pub(in crate::source) const RICH_STRING: u16 = 0x00d6;
    pub(in crate::source) const SHARED_STRINGS: u16 = 0x00fc;
    pub(in crate::source) const LABEL_SHARED: u16 = 0x00fd;
    pub(in crate::source) const DIMENSIONS: u16 = 0x0200;
    pub(in crate::source) const NUMBER: u16 = 0x0203;
    pub(in crate::source) const LABEL: u16 = 0x0204;
    pub(in crate::source) const BOOLEAN_OR_ERROR: u16 = 0x0205;
    pub(in crate::source) const ROW: u16 = 0x0208;
    pub(in crate::source) const RK: u16 = 0x027e;
    pub(in crate::source) const BEGIN: u16 = 0x0809;
}

/// One record: its number and its content, without what continues it.
#[derive(Clone, Copy, Debug)]
pub(in crate::source) struct Record<'s> {
    pub(in crate::source) number: u16,
    pub(in crate::source) data: &'s [u8],
}

/// The records of `stream`; what is cut off at the end is no record.
pub(in crate::source) fn records(stream: &[u8]) -> impl Iterator<Item = Record<'_>> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (head, tail) = rest.split_at_checked(4)?;
        let length = usize::from(u16_at(head, 2)?);
        let (data, after) = tail.split_at_checked(length)?;
        rest = after;
        Some(Record {
            number: u16_at(head, 0)?,
            data,
        })
    })
}

/// Whether the workbook is of version 8 (Excel 97 and later), whose texts are Unicode whatever its code page says.
#[must_use]
pub(in crate::source) fn is_version_8(stream: &[u8]) -> bool {
    let begin = records(stream).next();
    begin.is_none_or(|begin| u16_at(begin.data, 0) == Some(0x0600))
}

/// Checks that the workbook is not encrypted and its sheets stay within the limits.
///
/// # Errors
///
/// F001 when it contradicts itself, F003 when it is encrypted, F004 when it would take too much memory.
pub(in crate::source) fn inspect(stream: &[u8], limits: &Limits) -> Result<(), Fault> {
    let mut sheets = Vec::new();
    let mut strings: Vec<&[u8]> = Vec::new();
    let mut in_strings = false;
    for Record { number, data } in records(stream) {
        in_strings &= number == record::CONTINUE;
        match number {
            record::FILE_PASS => return Err(Fault::new(&code::F003, "workbook")),
            record::BOUND_SHEET => sheets.extend(u32_at(data, 0)),
            record::SHARED_STRINGS => {
                strings = vec![data.get(8..).unwrap_or_default()];
                in_strings = true;
            }
            record::CONTINUE if in_strings => strings.push(data),
            record::END => break,
            _ => {}
        }
    }
    let count = sheets.len();
    sheets.sort_unstable();
    sheets.dedup();
    if sheets.len() < count {
        return Err(Fault::damaged("two sheets share their cells"));
    }
    let lengths = string_lengths(&strings);
    let mut tally = Tally {
        cells: 0,
        text: 0,
        records: 0,
        most: stream.len() / 2,
    };
    for start in sheets {
        let sheet = stream.get(start as usize..).unwrap_or_default();
        tally.sheet(sheet, &lengths, limits)?;
    }
    Ok(())
}

/// What all sheets take together.
struct Tally {
    cells: u64,
    text: u64,
    records: usize,
    /// Records are at least four bytes; more than this means that sheets lie inside each other.
    most: usize,
}

impl Tally {
    fn sheet(&mut self, sheet: &[u8], lengths: &[u32], limits: &Limits) -> Result<(), Fault> {
        let (mut cells, mut formulas) = (Block::default(), Block::default());
        let mut depth = 0usize;
        for Record { number, data } in records(sheet) {
            self.records += 1;
            if self.records > self.most {
                return Err(Fault::damaged("sheets lie inside each other"));
            }
            match number {
                record::BEGIN => depth += 1,
                record::END if depth <= 1 => break,
                record::END => depth -= 1,
                // Charts inside a sheet have records of their own.
                _ if depth > 1 => {}
                record::DIMENSIONS => dimensions(data)?,
                record::LABEL_SHARED => {
                    cells.include(data);
                    let index = u32_at(data, 6).unwrap_or(u32::MAX) as usize;
                    self.text += u64::from(lengths.get(index).copied().unwrap_or(0));
                }
                record::NUMBER
                | record::RK
                | record::LABEL
                | record::RICH_STRING
                | record::BOOLEAN_OR_ERROR => cells.include(data),
                record::MUL_RK => {
                    cells.include(data);
                    let last = data.len().checked_sub(2);
                    cells.widen(last.and_then(|at| u16_at(data, at)));
                }
                record::FORMULA => {
                    cells.include(data);
                    formulas.include(data);
                }
                _ => {}
            }
        }
        self.cells += cells.size() + formulas.size();
        if self.cells > DENSE_CELLS {
            return Err(Fault::beyond("spread", DENSE_CELLS));
        }
        if self.text > limits.expanded_size {
            return Err(Fault::too_large("expanded-size", limits.expanded_size));
        }
        Ok(())
    }
}

/// The smallest block that holds every cell.
#[derive(Default)]
struct Block {
    rows: Option<(u16, u16)>,
    columns: Option<(u16, u16)>,
}

impl Block {
    fn include(&mut self, data: &[u8]) {
        if let Some(row) = u16_at(data, 0) {
            let (first, last) = self.rows.unwrap_or((row, row));
            self.rows = Some((first.min(row), last.max(row)));
        }
        self.widen(u16_at(data, 2));
    }

    fn widen(&mut self, column: Option<u16>) {
        if let Some(column) = column {
            let (first, last) = self.columns.unwrap_or((column, column));
            self.columns = Some((first.min(column), last.max(column)));
        }
    }

    fn size(&self) -> u64 {
        let span = |range: Option<(u16, u16)>| {
            range.map_or(0, |(first, last)| u64::from(last - first) + 1)
        };
        span(self.rows) * span(self.columns)
    }
}

/// The reader reserves room for as many cells as the sheet says it spans.
fn dimensions(data: &[u8]) -> Result<(), Fault> {
    let (rows, columns) = match data.len() {
        10 => (u16_at(data, 2).map(u32::from), u16_at(data, 6)),
        _ => (u32_at(data, 4), u16_at(data, 10)),
    };
    if rows.is_some_and(|rows| rows > ROWS) || columns.is_some_and(|c| u32::from(c) > COLUMNS) {
        return Err(Fault::damaged(
            "a sheet says it is larger than a sheet can be",
        ));
    }
    Ok(())
}

/// The most bytes each shared string takes in UTF-8 (MS-XLS 2.5.293). The strings run over the records that continue
/// the table; inside a string the next record begins with a byte that says whether its units are wide.
fn string_lengths(segments: &[&[u8]]) -> Vec<u32> {
    let mut cursor = Segments { segments, at: 0 };
    let mut lengths = Vec::new();
    while let Some(length) = cursor.string() {
        lengths.push(length);
    }
    lengths
}

struct Segments<'a, 's> {
    segments: &'a [&'s [u8]],
    at: usize,
}

impl Segments<'_, '_> {
    fn string(&mut self) -> Option<u32> {
        while self.rest().is_empty() {
            self.next_segment()?;
        }
        let units = u32::from(u16_at(self.rest(), 0)?);
        let flags = *self.rest().get(2)?;
        self.at += 3;
        let mut after = 0;
        if flags & 8 != 0 {
            after += usize::from(u16_at(self.rest(), 0)?) * 4;
            self.at += 2;
        }
        if flags & 4 != 0 {
            after += u32_at(self.rest(), 0)? as usize;
            self.at += 4;
        }
        let (mut left, mut wide) = (units as usize, flags & 1 != 0);
        loop {
            let width = if wide { 2 } else { 1 };
            let here = left.min(self.rest().len() / width);
            self.at += here * width;
            left -= here;
            if left == 0 {
                break;
            }
            self.next_segment()?;
            wide = self.rest().first()? & 1 != 0;
            self.at += 1;
        }
        while after > self.rest().len() {
            after -= self.rest().len();
            self.next_segment()?;
        }
        self.at += after;
        Some(units * 3)
    }

    fn rest(&self) -> &[u8] {
        let segment = self.segments.first().copied().unwrap_or_default();
        segment.get(self.at..).unwrap_or_default()
    }

    fn next_segment(&mut self) -> Option<()> {
        self.segments = self.segments.get(1..).filter(|rest| !rest.is_empty())?;
        self.at = 0;
        Some(())
    }
}

pub(in crate::source) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes([bytes[0], bytes[1]]))
}

pub(in crate::source) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
}
