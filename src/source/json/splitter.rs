//! The structure of a document, read block by block.

use std::collections::HashSet;
use std::io::{self, Read};
use std::ops::{ControlFlow, Range};

use memchr::memchr;
use serde::de::IgnoredAny;

use crate::config::Limits;
use crate::diagnostic::{Place, SourceId, code};
use crate::locale::Argument;
use crate::source::text::{Arrival, TextReader};

use super::elements::{Elements, Position, Rows};
use super::fault::{Fault, malformed, report_malformed};
use super::scan::{Scan, Scanner};
use super::{JsonSink, ListHead};

/// The longest element or value, in longest texts: an element may be a whole saved reply.
const LONGEST: usize = 64;

/// How far the second of several documents in a row is looked for.
const LOOK_AHEAD: usize = 4 << 20;

/// How much of an element is shown in a finding, in bytes.
const SHOWN: usize = 80;

/// How a document is read.
pub(super) struct Settings {
    block: usize,
    longest: usize,
    nesting: usize,
    keys: usize,
    rows: u32,
}

impl Settings {
    /// Reads `block` bytes at a time, within `limits`.
    pub(super) fn new(limits: &Limits, block: usize) -> Self {
        Self {
            block,
            longest: limits.text.saturating_mul(LONGEST).min(1 << 30),
            nesting: limits.nesting,
            keys: limits.columns.into(),
            rows: limits.rows,
        }
    }
}

/// Why reading ends before the document does.
enum Stop {
    /// The input cannot be read.
    Unreadable(io::Error),
    /// The text is malformed at a position.
    Malformed(Argument, Position),
    /// A limit is reached.
    Limit(&'static str, usize),
    /// The sink has enough.
    Enough,
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

/// What is done with a key of the document.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Use {
    Deliver,
    /// The key was there before.
    PassOver,
}

/// Elements that are found and not yet handed over.
struct Pending<'h> {
    head: &'h ListHead,
    used: Use,
    /// Where they stand, counted from the mark.
    spans: Vec<Range<u32>>,
    /// Their rows, where these are lines.
    lines: Vec<u32>,
    /// The number of the first of them.
    first: u32,
}

impl<'h> Pending<'h> {
    fn new(head: &'h ListHead, used: Use) -> Self {
        Self {
            head,
            used,
            spans: Vec::new(),
            lines: Vec::new(),
            first: 1,
        }
    }
}

/// Reads one file.
pub(super) struct Splitter<'s, R> {
    text: TextReader<R>,
    settings: Settings,
    source: SourceId,
    sink: &'s mut dyn JsonSink,
    buffer: Vec<u8>,
    /// Where in the file `buffer` begins.
    start: Position,
    /// A place in `buffer` and its position: how far positions are counted.
    counted: (usize, Position),
    /// What stands before it in `buffer` is no longer needed.
    mark: usize,
    /// Where in `buffer` reading has come to.
    at: usize,
    at_end: bool,
    is_damaged: bool,
}

impl<'s, R: Read> Splitter<'s, R> {
    pub(super) fn new(
        text: TextReader<R>,
        settings: Settings,
        source: SourceId,
        sink: &'s mut dyn JsonSink,
    ) -> Self {
        Self {
            text,
            settings,
            source,
            sink,
            buffer: Vec::new(),
            start: Position::START,
            counted: (0, Position::START),
            mark: 0,
            at: 0,
            at_end: false,
            is_damaged: false,
        }
    }

    /// Reads the document and reports what is wrong with it.
    ///
    /// # Errors
    ///
    /// Fails where the input cannot be read.
    pub(super) fn run(mut self) -> io::Result<()> {
        match self.document() {
            Ok(()) | Err(Stop::Enough) => {}
            Err(Stop::Unreadable(error)) => return Err(error),
            Err(Stop::Malformed(reason, position)) => {
                let place = Place::whole(self.source);
                let findings = self.sink.findings();
                report_malformed(findings, place, position.line_and_column(), reason);
            }
            Err(Stop::Limit(case, limit)) => {
                let place = Place::whole(self.source);
                let findings = self.sink.findings();
                findings
                    .report(&code::F004, place)
                    .with("case", case)
                    .with("limit", limit);
            }
        }
        Ok(())
    }

    fn document(&mut self) -> Result<(), Stop> {
        match self.peek_afresh()? {
            None => return Err(self.fault(Fault::Nothing, self.at)),
            Some(b'[') => {
                self.at += 1;
                let head = ListHead {
                    key: None,
                    lines: false,
                };
                if self.peek_afresh()? == Some(b']') {
                    self.at += 1;
                    self.sink.empty_list(None);
                } else {
                    self.list(&head, Use::Deliver)?;
                }
            }
            Some(b'{') => match self.several_documents()? {
                None => self.object()?,
                Some(style) => {
                    let head = ListHead {
                        key: None,
                        lines: true,
                    };
                    let mut pending = Pending::new(&head, Use::Deliver);
                    let result = match style {
                        Several::Lines => self.lines(&mut pending),
                        Several::Anyhow => self.documents(&mut pending),
                    };
                    self.hand_over(&mut pending)?;
                    return result;
                }
            },
            Some(_) => return Err(self.fault(Fault::NotObjectOrList, self.at)),
        }
        match self.peek_afresh()? {
            None => Ok(()),
            Some(_) => Err(self.fault(Fault::Trailing, self.at)),
        }
    }

    /// Whether another object follows the one that begins here, as far as we look ahead.
    fn several_documents(&mut self) -> Result<Option<Several>, Stop> {
        self.mark = self.at;
        let mut scanner = Scanner::new(self.settings.nesting);
        let mut scanned = 0;
        let length = loop {
            match scanner.scan(&self.buffer, self.at + scanned) {
                Scan::End(end) => break end - self.at,
                Scan::Fault(..) => return Ok(None),
                Scan::More => scanned = self.buffer.len() - self.at,
            }
            if scanned >= LOOK_AHEAD || !self.fill()? {
                return Ok(None);
            }
        };
        let mut behind = length;
        loop {
            let rest = &self.buffer[self.at + behind..];
            let Some(blanks) = rest.iter().position(|byte| !is_blank(*byte)) else {
                behind += rest.len();
                if behind >= LOOK_AHEAD || !self.fill()? {
                    return Ok(None);
                }
                continue;
            };
            behind += blanks;
            let (first, between) = self.buffer[self.at..self.at + behind].split_at(length);
            let is_line = memchr(b'\n', first).is_none() && memchr(b'\n', between).is_some();
            return Ok(match self.buffer[self.at + behind] {
                b'{' if is_line => Some(Several::Lines),
                b'{' => Some(Several::Anyhow),
                _ => None,
            });
        }
    }

    /// Reads the object that begins here, key by key.
    fn object(&mut self) -> Result<(), Stop> {
        let mut keys = HashSet::new();
        self.at += 1;
        if self.peek_afresh()? == Some(b'}') {
            self.at += 1;
            return Ok(());
        }
        loop {
            let key = self.key()?;
            let used = if keys.contains(&key) {
                let place = Place::key(self.source, 0, key.clone());
                self.sink.findings().report(&code::F009, place).value(&key);
                Use::PassOver
            } else {
                Use::Deliver
            };
            self.entry(&key, used)?;
            keys.insert(key);
            if keys.len() > self.settings.keys {
                return Err(Stop::Limit("columns", self.settings.keys));
            }
            match self.peek_afresh()? {
                Some(b',') => self.at += 1,
                Some(b'}') => {
                    self.at += 1;
                    return Ok(());
                }
                found => return Err(self.expected(found, Fault::ExpectedCommaOrBrace)),
            }
        }
    }

    /// Reads a key and its colon.
    fn key(&mut self) -> Result<String, Stop> {
        let found = self.peek_afresh()?;
        if found != Some(b'"') {
            return Err(self.expected(found, Fault::ExpectedKey));
        }
        let span = self.value()?;
        let raw = String::from_utf8_lossy(&self.buffer[span.clone()]);
        let key = serde_json::from_str(&raw)
            .map_err(|error| Stop::Malformed(malformed(&error), self.position(span.start)))?;
        match self.peek_afresh()? {
            Some(b':') => self.at += 1,
            found => return Err(self.expected(found, Fault::ExpectedColon)),
        }
        Ok(key)
    }

    /// Reads what stands under `key`.
    fn entry(&mut self, key: &str, used: Use) -> Result<(), Stop> {
        if self.peek_afresh()? == Some(b'[') {
            self.at += 1;
            match self.peek()? {
                Some(b'{') => {
                    let head = ListHead {
                        key: Some(key.to_owned()),
                        lines: false,
                    };
                    return self.list(&head, used);
                }
                Some(b']') => {
                    self.at += 1;
                    if used == Use::Deliver {
                        self.sink.empty_list(Some(key));
                    }
                    return Ok(());
                }
                _ => self.at = self.mark,
            }
        }
        let span = self.value()?;
        let raw = String::from_utf8_lossy(&self.buffer[span.clone()]);
        if let Err(error) = serde_json::from_str::<IgnoredAny>(&raw) {
            if error.is_eof() {
                return Err(self.fault(Fault::ExpectedValue, span.start));
            }
            let start = self.position(span.start);
            let position = start.inside(error.line(), error.column());
            return Err(Stop::Malformed(malformed(&error), position));
        }
        if used == Use::Deliver {
            if matches!(raw, std::borrow::Cow::Owned(_)) {
                let place = Place::key(self.source, 0, key.to_owned());
                report_undecodable(&mut *self.sink, place, &raw);
            }
            self.sink.value(key, &raw);
        }
        Ok(())
    }

    /// Reads the list whose first element begins here, to its closing bracket.
    fn list(&mut self, head: &ListHead, used: Use) -> Result<(), Stop> {
        self.mark = self.at;
        let mut pending = Pending::new(head, used);
        let result = loop {
            if let Err(stop) = self.element(&mut pending) {
                break Err(stop);
            }
            if self.at - self.mark >= 2 * self.settings.block {
                self.hand_over(&mut pending)?;
            }
            match self.peek_between(&mut pending) {
                Ok(Some(b',')) => self.at += 1,
                Ok(Some(b']')) => {
                    self.at += 1;
                    break Ok(());
                }
                Ok(found) => break Err(self.expected(found, Fault::ExpectedCommaOrBracket)),
                Err(stop) => break Err(stop),
            }
        };
        self.hand_over(&mut pending)?;
        result
    }

    /// Reads documents that follow each other in any way.
    fn documents(&mut self, pending: &mut Pending<'_>) -> Result<(), Stop> {
        while self.peek_between(pending)?.is_some() {
            self.element(pending)?;
        }
        Ok(())
    }

    /// Reads documents of one line each; what is wrong inside a line is found by whoever parses it.
    fn lines(&mut self, pending: &mut Pending<'_>) -> Result<(), Stop> {
        let mut line = self.position(self.at).line;
        let mut searched = 0;
        loop {
            let rest = &self.buffer[self.at + searched..];
            let end = match memchr(b'\n', rest) {
                Some(found) => self.at + searched + found,
                None if self.at_end => self.buffer.len(),
                None => {
                    searched += rest.len();
                    self.within_limit(self.at + searched)?;
                    self.hand_over(pending)?;
                    self.mark = self.at;
                    self.fill()?;
                    continue;
                }
            };
            searched = 0;
            let document = self.buffer[self.at..end].trim_ascii();
            if !document.is_empty() {
                let before = self.buffer[self.at..end].trim_ascii_start();
                let start = end - before.len();
                self.within_limit(self.at + document.len())?;
                self.add(pending, start..start + document.len(), line)?;
            }
            if end == self.buffer.len() {
                return Ok(());
            }
            self.at = end + 1;
            line += 1;
        }
    }

    /// Reads the element that begins with the next byte that is not blank.
    fn element(&mut self, pending: &mut Pending<'_>) -> Result<(), Stop> {
        let mut scanner = Scanner::new(self.settings.nesting);
        if self.peek_between(pending)?.is_none() {
            return Err(self.fault(Fault::TooEarly, self.at));
        }
        let mut scanned = 0;
        let end = loop {
            match scanner.scan(&self.buffer, self.at + scanned) {
                Scan::End(end) => break self.within_limit(end)?,
                Scan::Fault(fault, at) => return Err(self.fault(fault, at)),
                Scan::More => scanned = self.buffer.len() - self.at,
            }
            self.within_limit(self.at + scanned)?;
            self.hand_over(pending)?;
            self.mark = self.at;
            if !self.fill()? {
                return Err(self.fault(Fault::TooEarly, self.buffer.len()));
            }
        };
        let line = if pending.head.lines {
            self.position(self.at).line
        } else {
            0
        };
        self.add(pending, self.at..end, line)?;
        self.at = end;
        Ok(())
    }

    /// Adds the element at `span` of the buffer, which stands in `line`.
    fn add(
        &mut self,
        pending: &mut Pending<'_>,
        span: Range<usize>,
        line: u64,
    ) -> Result<(), Stop> {
        let count = u32::try_from(pending.spans.len()).unwrap_or(u32::MAX);
        if pending.first.saturating_add(count) > self.settings.rows {
            return Err(Stop::Limit("rows", self.settings.rows as usize));
        }
        let offset = |at: usize| {
            u32::try_from(at - self.mark).expect("a block and the longest element are below 4 GiB")
        };
        pending.spans.push(offset(span.start)..offset(span.end));
        if pending.head.lines {
            pending.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        }
        Ok(())
    }

    /// Hands the elements found to the sink, with the text they stand in.
    fn hand_over(&mut self, pending: &mut Pending<'_>) -> Result<(), Stop> {
        let Some(last) = pending.spans.last() else {
            return Ok(());
        };
        let cut = self.mark + last.end as usize;
        let tail = self.buffer.split_off(cut);
        let mut text = std::mem::replace(&mut self.buffer, tail);
        let start = self.start.after(&text[..self.mark]);
        text.drain(..self.mark);
        self.start = start.after(&text);
        self.counted = (0, self.start);
        self.at = self.at.saturating_sub(cut);
        self.mark = 0;
        let spans = std::mem::take(&mut pending.spans);
        let first = pending.first;
        pending.first = first.saturating_add(spans.len() as u32);
        let lines = std::mem::take(&mut pending.lines);
        if pending.used == Use::PassOver {
            return Ok(());
        }
        let rows = if pending.head.lines {
            Rows::Lines(lines)
        } else {
            Rows::From(first)
        };
        let elements = match String::from_utf8(text) {
            Ok(text) => Elements::new(text, spans, rows, start),
            Err(error) => self.mended(&error.into_bytes(), &spans, rows, start),
        };
        match self.sink.elements(pending.head, elements) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stop::Enough),
        }
    }

    /// Elements with U+FFFD in the place of undecodable bytes, which are reported.
    fn mended(
        &mut self,
        bytes: &[u8],
        spans: &[Range<u32>],
        rows: Rows,
        start: Position,
    ) -> Elements {
        let mut text = String::with_capacity(bytes.len());
        let mut mended = Vec::with_capacity(spans.len());
        let mut damaged = Vec::new();
        let mut done = 0;
        for (index, span) in spans.iter().enumerate() {
            text.push_str(&String::from_utf8_lossy(&bytes[done..span.start as usize]));
            done = span.end as usize;
            let element = String::from_utf8_lossy(&bytes[span.start as usize..done]);
            if matches!(element, std::borrow::Cow::Owned(_)) {
                damaged.push(index);
            }
            let begin = text.len() as u32;
            text.push_str(&element);
            mended.push(begin..text.len() as u32);
        }
        let elements = Elements::new(text, mended, rows, start);
        for index in damaged {
            let place = Place::row(self.source, elements.row(index));
            report_undecodable(&mut *self.sink, place, elements.get(index));
        }
        elements
    }

    /// Scans the value that begins here and goes behind it.
    fn value(&mut self) -> Result<Range<usize>, Stop> {
        let mut scanner = Scanner::new(self.settings.nesting);
        let mut scanned = 0;
        loop {
            if self.at + scanned < self.buffer.len() {
                match scanner.scan(&self.buffer, self.at + scanned) {
                    Scan::End(end) => {
                        let span = self.at..self.within_limit(end)?;
                        self.at = end;
                        return Ok(span);
                    }
                    Scan::Fault(fault, at) => return Err(self.fault(fault, at)),
                    Scan::More => scanned = self.buffer.len() - self.at,
                }
            }
            self.within_limit(self.at + scanned)?;
            if !self.fill()? {
                return Err(self.fault(Fault::TooEarly, self.buffer.len()));
            }
        }
    }

    /// Passes on `end`, unless what begins here and goes on up to it is too long.
    fn within_limit(&self, end: usize) -> Result<usize, Stop> {
        if end - self.at > self.settings.longest {
            return Err(self.too_long());
        }
        Ok(end)
    }

    fn too_long(&self) -> Stop {
        Stop::Limit("text", self.settings.longest)
    }

    /// Goes to the next byte that is not blank, and no longer needs what stands before it.
    fn peek_afresh(&mut self) -> Result<Option<u8>, Stop> {
        loop {
            let found = self.skip_blanks();
            self.mark = self.at;
            if found.is_some() || !self.fill()? {
                return Ok(found);
            }
        }
    }

    /// Goes to the next byte that is not blank, handing over what is found before more is read.
    fn peek_between(&mut self, pending: &mut Pending<'_>) -> Result<Option<u8>, Stop> {
        let found = self.skip_blanks();
        if found.is_some() {
            return Ok(found);
        }
        self.hand_over(pending)?;
        self.peek_afresh()
    }

    /// Goes to the next byte that is not blank, and keeps what stands between the mark and it.
    fn peek(&mut self) -> Result<Option<u8>, Stop> {
        loop {
            let found = self.skip_blanks();
            if found.is_some() {
                return Ok(found);
            }
            if self.at - self.mark > self.settings.longest {
                return Err(self.too_long());
            }
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// Goes to the next byte of the buffer that is not blank, or to its end.
    fn skip_blanks(&mut self) -> Option<u8> {
        let rest = &self.buffer[self.at..];
        let blanks = rest.iter().position(|byte| !is_blank(*byte));
        self.at += blanks.unwrap_or(rest.len());
        self.buffer.get(self.at).copied()
    }

    /// Reads another block; `false` at the end. What stands before the mark is dropped.
    fn fill(&mut self) -> Result<bool, Stop> {
        if self.mark > 0 {
            self.start = self.position(self.mark);
            self.counted = (0, self.start);
            self.buffer.drain(..self.mark);
            self.at -= self.mark;
            self.mark = 0;
        }
        let arrival = self.text.append(&mut self.buffer, self.settings.block)?;
        if arrival == Arrival::Damaged && !self.is_damaged {
            self.is_damaged = true;
            report_undecodable(&mut *self.sink, Place::whole(self.source), "\u{fffd}");
        }
        self.at_end = arrival == Arrival::End;
        Ok(!self.at_end)
    }

    /// The position of the byte at `at` of the buffer; asked in ascending order, it costs one count of the text.
    fn position(&mut self, at: usize) -> Position {
        let (from, position) = match self.counted {
            counted if counted.0 <= at => counted,
            _ => (0, self.start),
        };
        self.counted = (at, position.after(&self.buffer[from..at]));
        self.counted.1
    }

    fn fault(&mut self, fault: Fault, at: usize) -> Stop {
        Stop::Malformed(fault.into(), self.position(at))
    }

    fn expected(&mut self, found: Option<u8>, fault: Fault) -> Stop {
        let fault = found.map_or(Fault::TooEarly, |_| fault);
        self.fault(fault, self.at)
    }
}

/// How several documents follow each other.
#[derive(Clone, Copy)]
enum Several {
    /// One a line.
    Lines,
    /// In any other way.
    Anyhow,
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// Reports that `text` has U+FFFD in the place of undecodable bytes.
fn report_undecodable(sink: &mut dyn JsonSink, place: Place, text: &str) {
    let found = text.find('\u{fffd}').unwrap_or(0);
    let from = text.floor_char_boundary(found.saturating_sub(SHOWN / 2));
    let until = text.floor_char_boundary(found.saturating_add(SHOWN / 2));
    sink.findings()
        .report(&code::F005, place)
        .value(&text[from..until])
        .with("encoding", "UTF-8");
}
