//! Records → rows: checks what the limits and the encoding allow, and hands the cells on.

use std::borrow::Cow;
use std::io::{self, Read};
use std::ops::ControlFlow;

use memchr::{memchr_iter, memmem};

use crate::config::Limits;
use crate::diagnostic::{Findings, Place, SourceId, code};
use crate::source::excess::Excess;
use crate::source::{Content, Row, RowBatch, RowSink};

use super::dialect::Dialect;
use super::records::{Found, Records};
use super::split::Splitter;

/// How much of a line is shown in a finding, in bytes.
const SHOWN: usize = 120;

/// The longest record that is read, in bytes: a few cells of the longest text, at most a gigabyte.
pub(super) fn longest_record(limits: &Limits) -> usize {
    limits.text.saturating_mul(4).clamp(64 << 10, 1 << 30)
}

/// Reports that the file could not be read to its end.
pub(super) fn report_unreadable(findings: &mut Findings, source: SourceId, error: &io::Error) {
    findings
        .report(&code::F001, Place::whole(source))
        .with("case", "unreadable")
        .with("reason", error.to_string());
}

/// The rows of one text file on their way to a sink.
pub(super) struct Table<'t> {
    dialect: &'t Dialect,
    limits: &'t Limits,
    source: SourceId,
    sink: &'t mut dyn RowSink,
    row: Row,
    /// The rows that are to be handed on together.
    batch: RowBatch,
    /// The row last reported for having too many columns.
    cut_row: u32,
}

impl<'t> Table<'t> {
    pub(super) fn new(
        dialect: &'t Dialect,
        limits: &'t Limits,
        source: SourceId,
        sink: &'t mut dyn RowSink,
    ) -> Self {
        Self {
            dialect,
            limits,
            source,
            sink,
            row: Row::default(),
            batch: RowBatch::default(),
            cut_row: 0,
        }
    }

    /// Hands on every row, until the sink has enough or a limit is reached.
    pub(super) fn read<R: Read>(mut self, records: &mut Records<R>) -> io::Result<()> {
        let result = loop {
            self.simple_lines(records);
            let found = match records.next() {
                Ok(Some(found)) => found,
                Ok(None) => break Ok(()),
                Err(error) => break Err(error),
            };
            let number = records.row();
            if number > self.limits.rows {
                self.report(Excess::Rows(self.limits.rows), Place::whole(self.source));
                break Ok(());
            }
            self.row.begin(number);
            match found {
                Found::Line => self.line(records),
                Found::Cells => self.cells(records),
                Found::Fields => self.fields(records),
                Found::OpenQuote { column, line } => self.open_quote(records, column, line),
                Found::TooLong => {
                    let excess = Excess::Text(longest_record(self.limits));
                    self.report(excess, Place::row(self.source, number));
                }
            }
            self.batch.push(&self.row);
            if self.batch.is_full() && self.sink.batch(&mut self.batch) == ControlFlow::Break(()) {
                break Ok(());
            }
        };
        if !self.batch.is_empty() {
            let _ = self.sink.batch(&mut self.batch);
        }
        result
    }

    /// Splits the lines without quotes that are in memory already, up to one that needs a closer look.
    fn simple_lines<R: Read>(&mut self, records: &mut Records<R>) {
        let (number, after_return) = (records.row(), records.is_after_return());
        let lines = records.simple_lines();
        if lines.is_empty() {
            return;
        }
        let longest = longest_record(self.limits);
        let delimiter = self.dialect.delimiter;
        let splitter = Splitter::new(delimiter, self.limits, longest, number, &mut self.batch);
        let split = splitter.split(lines, after_return);
        records.pass(split);
    }

    /// Splits a line without quotes.
    fn line<R: Read>(&mut self, records: &Records<R>) {
        let line = without_end_mark(records.line(), records.is_last());
        let sound = sound_text(line, records.is_damaged());
        let delimiters = memchr_iter(self.dialect.delimiter, line);
        let mut start = 0;
        for (index, end) in delimiters.chain([line.len()]).enumerate() {
            if start < end && !self.is_beyond_last_column(index) {
                match sound {
                    Some(text) => self.cell(index, &text[start..end]),
                    None => self.doubtful_cell(index, &line[start..end]),
                }
            }
            start = end + 1;
        }
    }

    /// Takes the cells of a line with plain quotes.
    fn cells<R: Read>(&mut self, records: &Records<R>) {
        let line = without_end_mark(records.line(), records.is_last());
        let sound = sound_text(line, records.is_damaged());
        for (index, cell) in records.cells().iter().enumerate() {
            let cell = cell.start..line.len().min(cell.end);
            if cell.is_empty() || self.is_beyond_last_column(index) {
                continue;
            }
            match sound {
                Some(text) => self.cell(index, without_text_formula(&text[cell])),
                None => self.doubtful_cell(index, &line[cell]),
            }
        }
    }

    /// Takes the fields of a record with other quotes.
    fn fields<R: Read>(&mut self, records: &Records<R>) {
        let (all, ends) = records.fields();
        let all = without_end_mark(all, records.is_last());
        let sound = sound_text(all, records.is_damaged());
        let mut start = 0;
        for (index, end) in ends.iter().enumerate() {
            let span = start..all.len().min(*end);
            start = span.end;
            if span.is_empty() || self.is_beyond_last_column(index) {
                continue;
            }
            // Bytes of two fields may make up a character only together; then the slice is refused.
            match sound.and_then(|text| text.get(span.clone())) {
                Some(text) => self.cell(index, without_text_formula(text)),
                None => self.doubtful_cell(index, &all[span]),
            }
        }
    }

    fn cell(&mut self, index: usize, text: &str) {
        let column = index as u16 + 1;
        if text.len() > self.limits.text {
            let place = Place::cell(self.source, self.row.number(), column);
            self.report(Excess::Text(self.limits.text), place);
        } else {
            self.row.push(column, Content::Text(text));
        }
    }

    /// Takes a cell that may hold undecodable bytes, or U+FFFD in their place.
    fn doubtful_cell(&mut self, index: usize, field: &[u8]) {
        let text = String::from_utf8_lossy(field);
        let is_damaged = match &text {
            Cow::Owned(_) => true,
            Cow::Borrowed(text) => memmem::find(text.as_bytes(), "\u{fffd}".as_bytes()).is_some(),
        };
        if is_damaged {
            let place = Place::cell(self.source, self.row.number(), index as u16 + 1);
            let encoding = self.dialect.encoding.name();
            self.sink
                .findings()
                .report(&code::F005, place)
                .value(shown(&text))
                .with("encoding", encoding);
        }
        self.cell(index, without_text_formula(&text));
    }

    /// Whether the field at `index` is behind the last column; a row is reported once.
    fn is_beyond_last_column(&mut self, index: usize) -> bool {
        let is_beyond = index >= usize::from(self.limits.columns);
        if is_beyond && self.cut_row != self.row.number() {
            self.cut_row = self.row.number();
            let place = Place::row(self.source, self.cut_row);
            self.report(Excess::Columns(self.limits.columns), place);
        }
        is_beyond
    }

    fn open_quote<R: Read>(&mut self, records: &Records<R>, column: usize, line: u64) {
        let number = self.row.number();
        let place = match u16::try_from(column) {
            Ok(column) => Place::cell(self.source, number, column),
            Err(_) => Place::row(self.source, number),
        };
        let text = String::from_utf8_lossy(records.line());
        let findings = self.sink.findings();
        findings
            .report(&code::F006, place)
            .value(shown(&text))
            .with("line", line);
    }

    fn report(&mut self, excess: Excess, place: Place) {
        excess.report(self.sink.findings(), place);
    }
}

/// The beginning of `text`, short enough for a sentence.
fn shown(text: &str) -> &str {
    &text[..text.floor_char_boundary(SHOWN)]
}

/// `bytes` as text, unless something in them may be undecodable.
fn sound_text(bytes: &[u8], is_damaged: bool) -> Option<&str> {
    if is_damaged {
        return None;
    }
    simdutf8::basic::from_utf8(bytes).ok()
}

/// `bytes` without the end-of-file mark of CP/M and DOS, where the file ends there.
fn without_end_mark(bytes: &[u8], is_last: bool) -> &[u8] {
    match bytes {
        [text @ .., 0x1a] if is_last => text,
        _ => bytes,
    }
}

/// `="007"` is how exports keep a spreadsheet from taking text for a number; the text is what was meant.
fn without_text_formula(text: &str) -> &str {
    let inner = text
        .strip_prefix("=\"")
        .and_then(|rest| rest.strip_suffix('"'));
    inner.filter(|inner| !inner.contains('"')).unwrap_or(text)
}
