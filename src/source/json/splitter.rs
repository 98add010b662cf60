//! The structure of a document: what stands between its values.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io::{self, Read};
use std::ops::{ControlFlow, Range};

use serde::de::IgnoredAny;

use crate::config::Limits;
use crate::diagnostic::{Place, SourceId, code};
use crate::source::excess::Excess;
use crate::source::text::TextReader;

use super::fault::{Fault, malformed};
use super::pending::{Pending, report_undecodable};
use super::scan::{Scan, Scanner};
use super::stop::Stop;
use super::window::Window;
use super::{JsonSink, ListHead};

/// The longest element or value, in longest texts: an element may be a whole saved reply.
const LONGEST: usize = 64;

/// How a document is read.
pub(super) struct Settings {
    block: usize,
    longest: usize,
    pub(super) nesting: usize,
    keys: u16,
    pub(super) rows: u32,
}

impl Settings {
    /// Reads `block` bytes at a time, within `limits`.
    pub(super) fn new(limits: &Limits, block: usize) -> Self {
        Self {
            block,
            longest: limits.text.saturating_mul(LONGEST).min(1 << 30),
            nesting: limits.nesting,
            keys: limits.columns,
            rows: limits.rows,
        }
    }
}

/// Reads one file.
pub(super) struct Splitter<'s, R> {
    pub(super) window: Window<R>,
    pub(super) settings: Settings,
    source: SourceId,
    sink: &'s mut dyn JsonSink,
    /// Whether what is read now is not for the sink, its key having been there before.
    is_passing_over: bool,
}

impl<'s, R: Read> Splitter<'s, R> {
    pub(super) fn new(
        text: TextReader<R>,
        settings: Settings,
        source: SourceId,
        sink: &'s mut dyn JsonSink,
    ) -> Self {
        Self {
            window: Window::new(text, settings.block, settings.longest),
            settings,
            source,
            sink,
            is_passing_over: false,
        }
    }

    /// Reads the document and reports what is wrong with it.
    ///
    /// # Errors
    ///
    /// Fails where the input cannot be read.
    pub(super) fn run(mut self) -> io::Result<()> {
        let result = self.document();
        if let Some(encoding) = self.window.damaged_encoding() {
            let place = Place::whole(self.source);
            report_undecodable(self.sink.findings(), place, "\u{fffd}", encoding);
        }
        match result {
            Ok(()) => Ok(()),
            Err(stop) => stop.report(self.source, self.sink),
        }
    }

    fn document(&mut self) -> Result<(), Stop> {
        match self.window.peek_afresh()? {
            Some(b'[') => {
                self.window.at += 1;
                if self.window.peek_afresh()? == Some(b']') {
                    self.window.at += 1;
                    self.sink.empty_list(None);
                } else {
                    self.list(None)?;
                }
            }
            Some(b'{') => match self.series()? {
                Some(series) => return self.documents(series),
                None => self.object()?,
            },
            Some(_) => return Err(self.window.fault(Fault::NotObjectOrList, self.window.at)),
            None => return Err(self.window.fault(Fault::Nothing, self.window.at)),
        }
        match self.window.peek_afresh()? {
            None => Ok(()),
            Some(_) => Err(self.window.fault(Fault::Trailing, self.window.at)),
        }
    }

    /// Reads the object that begins here, key by key.
    fn object(&mut self) -> Result<(), Stop> {
        let mut keys = HashSet::new();
        self.window.at += 1;
        if self.window.peek_afresh()? == Some(b'}') {
            self.window.at += 1;
            return Ok(());
        }
        loop {
            let key = self.key()?;
            self.is_passing_over = keys.contains(&key);
            if self.is_passing_over {
                let place = Place::key(self.source, 0, key.clone());
                self.sink.findings().report(&code::F009, place).value(&key);
            }
            self.entry(&key)?;
            keys.insert(key);
            if keys.len() > usize::from(self.settings.keys) {
                return Err(Excess::Columns(self.settings.keys).into());
            }
            match self.window.peek_afresh()? {
                Some(b',') => self.window.at += 1,
                Some(b'}') => {
                    self.window.at += 1;
                    return Ok(());
                }
                found => return Err(self.window.unexpected(found, Fault::ExpectedCommaOrBrace)),
            }
        }
    }

    /// Reads a key and its colon.
    fn key(&mut self) -> Result<String, Stop> {
        let found = self.window.peek_afresh()?;
        if found != Some(b'"') {
            return Err(self.window.unexpected(found, Fault::ExpectedKey));
        }
        let span = self.value()?;
        let raw = String::from_utf8_lossy(&self.window.bytes[span.clone()]);
        let key = serde_json::from_str(&raw).map_err(|error| {
            Stop::Malformed(malformed(&error), self.window.position(span.start))
        })?;
        match self.window.peek_afresh()? {
            Some(b':') => self.window.at += 1,
            found => return Err(self.window.unexpected(found, Fault::ExpectedColon)),
        }
        Ok(key)
    }

    /// Reads what stands under `key`.
    fn entry(&mut self, key: &str) -> Result<(), Stop> {
        if self.window.peek_afresh()? == Some(b'[') {
            self.window.at += 1;
            match self.window.peek()? {
                Some(b'{') => return self.list(Some(key)),
                Some(b']') => {
                    self.window.at += 1;
                    if !self.is_passing_over {
                        self.sink.empty_list(Some(key));
                    }
                    return Ok(());
                }
                _ => self.window.at = self.window.mark,
            }
        }
        let span = self.value()?;
        let raw = String::from_utf8_lossy(&self.window.bytes[span.clone()]);
        if let Err(error) = serde_json::from_str::<IgnoredAny>(&raw) {
            if error.is_eof() {
                return Err(self.window.fault(Fault::ExpectedValue, span.start));
            }
            let start = self.window.position(span.start);
            let position = start.inside(error.line(), error.column());
            return Err(Stop::Malformed(malformed(&error), position));
        }
        if self.is_passing_over {
            return Ok(());
        }
        if matches!(raw, Cow::Owned(_)) {
            let place = Place::key(self.source, 0, key.to_owned());
            report_undecodable(self.sink.findings(), place, &raw, "UTF-8");
        }
        self.sink.value(key, &raw);
        Ok(())
    }

    /// Reads the list whose first element begins here, to its closing bracket.
    fn list(&mut self, key: Option<&str>) -> Result<(), Stop> {
        let head = ListHead {
            key: key.map(str::to_owned),
            lines: false,
        };
        let mut pending = Pending::new(&head, self.settings.rows);
        self.window.mark = self.window.at;
        let result = self.list_elements(&mut pending);
        self.hand_over(&mut pending)?;
        result
    }

    fn list_elements(&mut self, pending: &mut Pending<'_>) -> Result<(), Stop> {
        loop {
            self.element(pending)?;
            if self.window.at - self.window.mark >= 2 * self.settings.block {
                self.hand_over(pending)?;
            }
            match self.peek_between(pending)? {
                Some(b',') => self.window.at += 1,
                Some(b']') => {
                    self.window.at += 1;
                    return Ok(());
                }
                found => return Err(self.window.unexpected(found, Fault::ExpectedCommaOrBracket)),
            }
        }
    }

    /// Reads the element that begins with the next byte that is not blank. What is pending is handed over before more
    /// is read, so that nothing of it is copied.
    pub(super) fn element(&mut self, pending: &mut Pending<'_>) -> Result<(), Stop> {
        let found = self.peek_between(pending)?;
        if found.is_none() {
            return Err(self.window.fault(Fault::TooEarly, self.window.at));
        }
        let mut scanner = Scanner::new(self.settings.nesting);
        let mut scanned = 0;
        let end = loop {
            match scanner.scan(&self.window.bytes, self.window.at + scanned) {
                Scan::End(end) => break end,
                Scan::Fault(fault, at) => return Err(self.window.fault(fault, at)),
                Scan::TooDeep(levels) => return Err(Excess::Nesting(levels).into()),
                Scan::More => scanned = self.window.rest().len(),
            }
            self.window.check_length(scanned)?;
            self.hand_over(pending)?;
            self.window.mark = self.window.at;
            self.fill_value()?;
        };
        let window = &mut self.window;
        window.check_length(end - window.at)?;
        let line = match pending.head().lines {
            true => window.position(window.at).line,
            false => 0,
        };
        pending.add(window.at - window.mark..end - window.mark, line)?;
        window.at = end;
        Ok(())
    }

    /// Goes to the next byte that is not blank, handing over what is pending before more is read.
    pub(super) fn peek_between(&mut self, pending: &mut Pending<'_>) -> Result<Option<u8>, Stop> {
        let found = self.window.skip_blanks();
        if found.is_some() {
            return Ok(found);
        }
        self.hand_over(pending)?;
        Ok(self.window.peek_afresh()?)
    }

    /// Hands the elements found to the sink, with the text they stand in.
    pub(super) fn hand_over(&mut self, pending: &mut Pending<'_>) -> Result<(), Stop> {
        let Some(end) = pending.end() else {
            return Ok(());
        };
        let (text, mark, start) = self.window.take(self.window.mark + end);
        let spares = self.window.spares.clone();
        let elements = pending.take(text, mark, start, self.source, spares);
        if self.is_passing_over {
            elements.texts(self.sink.findings());
            return Ok(());
        }
        match self.sink.elements(pending.head(), elements) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Stop::Enough),
        }
    }

    /// Scans the value that begins here and goes behind it.
    fn value(&mut self) -> Result<Range<usize>, Stop> {
        let mut scanner = Scanner::new(self.settings.nesting);
        let mut scanned = 0;
        loop {
            match scanner.scan(&self.window.bytes, self.window.at + scanned) {
                Scan::End(end) => {
                    let span = self.window.at..end;
                    self.window.check_length(span.len())?;
                    self.window.at = end;
                    return Ok(span);
                }
                Scan::Fault(fault, at) => return Err(self.window.fault(fault, at)),
                Scan::TooDeep(levels) => return Err(Excess::Nesting(levels).into()),
                Scan::More => scanned = self.window.rest().len(),
            }
            self.window.check_length(scanned)?;
            self.fill_value()?;
        }
    }

    /// Reads another block of a value that is not at its end.
    fn fill_value(&mut self) -> Result<(), Stop> {
        if !self.window.fill()? {
            return Err(self.window.fault(Fault::TooEarly, self.window.bytes.len()));
        }
        Ok(())
    }
}
