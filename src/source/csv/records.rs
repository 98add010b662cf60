//! The records of a delimited text, one after the other, in memory bounded by the longest record. Knows nothing of
//! limits on rows and of findings.

use std::io::{self, Read};
use std::ops::Range;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use memchr::{memchr, memchr2, memrchr, memrchr2};

use crate::source::text::{Arrival, TextReader};

use super::quote;
use super::split::Split;

/// How many records' worth of bytes may be looked at twice because of broken quotes, in longest records. Every byte
/// read well adds two, so that the work stays proportional to the file.
const SECOND_LOOKS: usize = 8;

/// What stands at the next record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A line without quotes: [`Records::line`], to be split at the delimiter.
    Line,
    /// A line with plain quotes: [`Records::line`], its cells at [`Records::cells`].
    Cells,
    /// A record with other quotes: [`Records::fields`].
    Fields,
    /// A quote at `column` in the physical line `line` is never closed. The text of that line is [`Records::line`],
    /// empty where it is too long; the next record begins with the line after it.
    OpenQuote { column: usize, line: u64 },
    /// A record longer than the longest allowed; it was passed over.
    TooLong,
}

/// Reads records.
pub(super) struct Records<R> {
    text: TextReader<R>,
    /// How much is read at a time.
    block: usize,
    delimiter: u8,
    /// The longest record, in bytes.
    longest: usize,
    buffer: Vec<u8>,
    /// Where the next record begins in `buffer`.
    start: usize,
    /// The line or record returned last.
    current: Range<usize>,
    /// Up to where `buffer` may hold U+FFFD in the place of undecodable bytes.
    damaged: usize,
    at_end: bool,
    /// Whether the last line ended with a carriage return, so that a line feed belongs to it.
    after_return: bool,
    row: u32,
    line: u64,
    second_looks: usize,
    /// Up to where `buffer` was looked through for simple lines.
    looked: usize,
    cells: Vec<Range<usize>>,
    reader: Reader,
    fields: Vec<u8>,
    ends: Vec<usize>,
    field_count: usize,
}

impl<R: Read> Records<R> {
    /// Reads the records of `text`, `block` bytes at a time.
    pub(super) fn new(text: TextReader<R>, delimiter: u8, longest: usize, block: usize) -> Self {
        Self {
            text,
            block,
            delimiter,
            longest,
            buffer: Vec::new(),
            start: 0,
            current: 0..0,
            damaged: 0,
            at_end: false,
            after_return: false,
            row: 0,
            line: 0,
            second_looks: longest.saturating_mul(SECOND_LOOKS),
            looked: 0,
            cells: Vec::new(),
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            fields: vec![0; 1 << 12],
            ends: vec![0; 1 << 8],
            field_count: 0,
        }
    }

    /// The row of the record found last, from 1: blank lines count, line breaks inside quotes do not.
    pub(super) fn row(&self) -> u32 {
        self.row
    }

    /// The line found last, without its end.
    pub(super) fn line(&self) -> &[u8] {
        &self.buffer[self.current.clone()]
    }

    /// Whether the record found last ends with the file and not with a line end.
    pub(super) fn is_last(&self) -> bool {
        self.at_end && self.current.end == self.buffer.len()
    }

    /// Whether undecodable bytes may have been replaced in the record found last.
    pub(super) fn is_damaged(&self) -> bool {
        self.current.start < self.damaged
    }

    /// Where in the line found last its cells stand.
    pub(super) fn cells(&self) -> &[Range<usize>] {
        &self.cells
    }

    /// The fields of the record with quotes found last, one after the other, and where each ends.
    pub(super) fn fields(&self) -> (&[u8], &[usize]) {
        let ends = &self.ends[..self.field_count];
        (&self.fields[..ends.last().copied().unwrap_or(0)], ends)
    }

    /// Passes over the first line, which is not one of the table.
    pub(super) fn skip_line(&mut self) -> io::Result<()> {
        self.next()?;
        (self.row, self.line) = (0, 1);
        Ok(())
    }

    /// The whole lines that come next in memory, valid and without quotes; empty where there are none.
    pub(super) fn simple_lines(&mut self) -> &str {
        if self.start < self.looked.max(self.damaged) {
            return "";
        }
        let rest = &self.buffer[self.start..];
        let quote = memchr(b'"', rest);
        let until_line = |end: usize| memrchr(b'\n', &rest[..end]).map_or(0, |line| line + 1);
        let lines = &rest[..until_line(quote.unwrap_or(rest.len()))];
        match simdutf8::compat::from_utf8(lines) {
            Ok(text) => {
                self.looked = quote.map_or(self.buffer.len(), |quote| self.start + quote + 1);
                text
            }
            Err(error) => {
                self.looked = self.buffer.len();
                let valid = &rest[..until_line(error.valid_up_to())];
                std::str::from_utf8(valid).unwrap_or_default()
            }
        }
    }

    /// Whether a line feed that comes next belongs to the line before.
    pub(super) fn is_after_return(&self) -> bool {
        self.after_return
    }

    /// Goes behind lines that were split from [`Records::simple_lines`].
    pub(super) fn pass(&mut self, split: Split) {
        if split.is_stopped {
            self.looked = self.buffer.len();
        }
        if split.length == 0 {
            return;
        }
        self.start += split.length;
        self.after_return = self.buffer[self.start - 1] == b'\r';
        self.row += split.lines;
        self.line += u64::from(split.lines);
        self.allow_second_looks(split.length - split.ends);
    }

    /// Goes to the next record; `None` at the end.
    pub(super) fn next(&mut self) -> io::Result<Option<Found>> {
        if !self.skip_blank_lines()? {
            return Ok(None);
        }
        self.row = self.row.saturating_add(1);
        let Some(length) = self.line_length()? else {
            self.skip_to_line_end()?;
            return Ok(Some(Found::TooLong));
        };
        self.current = self.start..self.start + length;
        if memchr(b'"', self.line()).is_some() {
            let line = &self.buffer[self.current.clone()];
            if !quote::split_plain(line, self.delimiter, &mut self.cells) {
                return self.quoted(length).map(Some);
            }
            self.end_line(length);
            return Ok(Some(Found::Cells));
        }
        self.end_line(length);
        Ok(Some(Found::Line))
    }

    /// Goes to the beginning of the next record; `false` at the end.
    fn skip_blank_lines(&mut self) -> io::Result<bool> {
        loop {
            let Some(byte) = self.buffer.get(self.start) else {
                if !self.fill()? {
                    return Ok(false);
                }
                continue;
            };
            match byte {
                b'\n' if self.after_return => self.after_return = false,
                b'\n' | b'\r' => {
                    self.after_return = *byte == b'\r';
                    self.row = self.row.saturating_add(1);
                    self.line += 1;
                }
                _ => {
                    self.after_return = false;
                    return Ok(true);
                }
            }
            self.start += 1;
        }
    }

    /// The length of the physical line that begins at `start`; `None` where it is too long.
    fn line_length(&mut self) -> io::Result<Option<usize>> {
        let mut searched = 0;
        loop {
            let rest = &self.buffer[self.start + searched..];
            if let Some(found) = memchr2(b'\n', b'\r', rest) {
                return Ok(Some(searched + found).filter(|length| *length <= self.longest));
            }
            searched += rest.len();
            if searched > self.longest {
                return Ok(None);
            }
            if !self.fill()? {
                return Ok(Some(searched));
            }
        }
    }

    /// Takes the record that begins with a line of `first_line` bytes and has quotes in it.
    fn quoted(&mut self, first_line: usize) -> io::Result<Found> {
        let allowed = self.longest.min(self.second_looks).max(first_line + 1);
        let (mut fed, mut written, mut ended) = (0, 0, 0);
        self.reader.reset();
        let is_ended = loop {
            while self.start + fed == self.buffer.len() && !self.at_end {
                self.fill()?;
            }
            if fed >= allowed {
                return self.give_up(fed);
            }
            let until = self.buffer.len().min(self.start.saturating_add(allowed));
            let input = &self.buffer[self.start + fed..until];
            let (result, read, output, ends) = self.reader.read_record(
                input,
                &mut self.fields[written..],
                &mut self.ends[ended..],
            );
            fed += read;
            written += output;
            ended += ends;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.fields.resize(2 * self.fields.len(), 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * self.ends.len(), 0),
                ReadRecordResult::Record | ReadRecordResult::End => break read > 0,
            }
        };
        self.field_count = ended;
        let raw = &self.buffer[self.start..self.start + fed];
        let length = fed - usize::from(is_ended);
        // One line whose end was found is sound; any other may hold a broken quote.
        let is_one_line = length == first_line;
        if (!is_one_line || !is_ended)
            && let Some(open) = quote::find_open(&raw[..length], self.delimiter)
        {
            return self.open_quote(open, fed);
        }
        if !is_one_line {
            self.line += line_ends(&raw[..length]);
        }
        self.current = self.start..self.start + length;
        self.end_line(length);
        Ok(Found::Fields)
    }

    /// Ends a record that is too long after `fed` bytes, by its broken quote if it has one.
    fn give_up(&mut self, fed: usize) -> io::Result<Found> {
        let raw = &self.buffer[self.start..self.start + fed];
        if let Some(open) = quote::find_open(raw, self.delimiter) {
            return match self.far_end(open.offset, fed)? {
                Some(end) => self.pass_over(end),
                None => self.open_quote(open, fed),
            };
        }
        self.start += fed;
        self.skip_to_line_end()?;
        Ok(Found::TooLong)
    }

    /// Where the cell whose quote stands at `open` ends rightly, where it is that cell that is too long; `None` where it
    /// does not end within what may be looked at twice.
    fn far_end(&mut self, open: usize, fed: usize) -> io::Result<Option<usize>> {
        if fed < self.longest || fed - open < self.longest / 2 {
            return Ok(None);
        }
        let mut at = open + 1;
        loop {
            let raw = &self.buffer[self.start..];
            let rest = raw.get(at..).unwrap_or_default();
            let quote = memchr(b'"', rest).map(|found| at + found);
            match quote.map(|end| (end, raw.get(end + 1))) {
                Some((end, Some(b'"'))) => at = end + 2,
                Some((end, Some(next))) => {
                    let is_clean = *next == self.delimiter || matches!(next, b'\n' | b'\r');
                    return Ok(is_clean.then_some(end + 1));
                }
                Some((end, None)) if self.at_end => return Ok(Some(end + 1)),
                None if self.at_end || raw.len() > self.second_looks => return Ok(None),
                found => {
                    at = found.map_or(raw.len().max(at), |(end, _)| end);
                    self.fill()?;
                }
            }
        }
    }

    /// Goes behind the line in which a cell ends after `end` bytes.
    fn pass_over(&mut self, end: usize) -> io::Result<Found> {
        self.line += line_ends(&self.buffer[self.start..self.start + end]);
        self.second_looks = self.second_looks.saturating_sub(end);
        self.start += end;
        self.skip_to_line_end()?;
        Ok(Found::TooLong)
    }

    /// Goes on after the physical line of `open`, the first `fed` bytes having been looked at in vain.
    fn open_quote(&mut self, open: quote::OpenQuote, fed: usize) -> io::Result<Found> {
        let raw = &self.buffer[self.start..self.start + fed];
        let before = memrchr2(b'\n', b'\r', &raw[..open.offset]).map_or(0, |end| end + 1);
        let after = memchr2(b'\n', b'\r', &raw[open.offset..]);
        self.line += line_ends(&raw[..before]);
        match after.map(|length| open.offset + length) {
            None if !self.at_end || self.start + fed < self.buffer.len() => {
                self.start += fed;
                self.skip_to_line_end()?;
            }
            length => {
                let length = length.unwrap_or(fed);
                self.current = self.start + before..self.start + length;
                self.second_looks = self.second_looks.saturating_sub(fed - length);
                self.end_line(length);
            }
        }
        Ok(Found::OpenQuote {
            column: open.column,
            line: self.line,
        })
    }

    /// Goes behind the record of `length` bytes and its line end.
    fn end_line(&mut self, length: usize) {
        let end = self.start + length;
        let line_end = self.buffer.get(end);
        self.after_return = line_end == Some(&b'\r');
        self.start = end + usize::from(line_end.is_some());
        self.line += 1;
        self.allow_second_looks(length);
    }

    /// Allows to look twice at more, `length` bytes having been read well.
    fn allow_second_looks(&mut self, length: usize) {
        let most = self.longest.saturating_mul(SECOND_LOOKS);
        self.second_looks = most.min(self.second_looks.saturating_add(2 * length));
    }

    /// Goes behind the next line end.
    fn skip_to_line_end(&mut self) -> io::Result<()> {
        loop {
            let rest = &self.buffer[self.start..];
            if let Some(found) = memchr2(b'\n', b'\r', rest) {
                self.end_line(found);
                break;
            }
            self.start = self.buffer.len();
            if !self.fill()? {
                break;
            }
        }
        self.current = self.start..self.start;
        Ok(())
    }

    /// Reads another block behind what is not yet used; `false` at the end. `start` moves with the text it points to.
    fn fill(&mut self) -> io::Result<bool> {
        if self.start > 0 {
            self.buffer.drain(..self.start);
            self.damaged = self.damaged.saturating_sub(self.start);
            self.looked = self.looked.saturating_sub(self.start);
            self.start = 0;
        }
        let arrival = self.text.append(&mut self.buffer, self.block)?;
        if arrival == Arrival::Damaged {
            self.damaged = self.buffer.len();
        }
        self.at_end = arrival == Arrival::End;
        Ok(!self.at_end)
    }
}

/// The number of line ends in `raw`; `\r\n` is one.
fn line_ends(raw: &[u8]) -> u64 {
    let ends = memchr::memchr2_iter(b'\n', b'\r', raw);
    ends.filter(|end| raw[*end] == b'\r' || *end == 0 || raw[*end - 1] != b'\r')
        .count() as u64
}
