//! The part of a document that is in memory, and where reading has come to in it.

use std::io::{self, Read};

use crate::source::excess::Excess;
use crate::source::text::{Arrival, TextReader};

use super::elements::Position;
use super::fault::Fault;
use super::spares::Spares;
use super::stop::Stop;

/// A window on the text, moved on block by block.
pub(super) struct Window<R> {
    text: TextReader<R>,
    block: usize,
    longest: usize,
    /// The bytes in memory.
    pub(super) bytes: Vec<u8>,
    /// Where in `bytes` reading has come to.
    pub(super) at: usize,
    /// What stands before it in `bytes` is no longer needed.
    pub(super) mark: usize,
    /// Whether there is nothing behind `bytes`.
    pub(super) at_end: bool,
    /// Where in the file `bytes` begins.
    start: Position,
    /// A place in `bytes` and its position: how far positions are counted.
    counted: (usize, Position),
    is_damaged: bool,
    pub(super) spares: Spares,
}

impl<R: Read> Window<R> {
    /// Opens on `text`, to read `block` bytes at a time and to hold no value longer than `longest`.
    pub(super) fn new(text: TextReader<R>, block: usize, longest: usize) -> Self {
        Self {
            text,
            block,
            longest,
            bytes: Vec::new(),
            at: 0,
            mark: 0,
            at_end: false,
            start: Position::START,
            counted: (0, Position::START),
            is_damaged: false,
            spares: Spares::default(),
        }
    }

    /// The bytes from where reading has come to.
    pub(super) fn rest(&self) -> &[u8] {
        &self.bytes[self.at..]
    }

    /// Reads another block; `false` at the end. What stands before the mark is dropped.
    pub(super) fn fill(&mut self) -> io::Result<bool> {
        if self.mark > 0 {
            self.start = self.position(self.mark);
            self.counted = (0, self.start);
            self.bytes.drain(..self.mark);
            self.at -= self.mark;
            self.mark = 0;
        }
        let arrival = self.text.append(&mut self.bytes, self.block)?;
        self.is_damaged |= arrival == Arrival::Damaged;
        self.at_end = arrival == Arrival::End;
        Ok(!self.at_end)
    }

    /// Takes the text up to `end`, with the mark and the position of that, and goes on behind it.
    pub(super) fn take(&mut self, end: usize) -> (Vec<u8>, usize, Position) {
        let start = self.position(self.mark);
        self.start = self.position(end);
        self.counted = (0, self.start);
        let mut tail = self.spares.take();
        tail.extend_from_slice(&self.bytes[end..]);
        let mut taken = std::mem::replace(&mut self.bytes, tail);
        taken.truncate(end);
        let mark = std::mem::take(&mut self.mark);
        self.at -= end;
        (taken, mark, start)
    }

    /// Goes to the next byte that is not blank, and no longer needs what stands before it.
    pub(super) fn peek_afresh(&mut self) -> io::Result<Option<u8>> {
        loop {
            let found = self.skip_blanks();
            self.mark = self.at;
            if found.is_some() || !self.fill()? {
                return Ok(found);
            }
        }
    }

    /// Goes to the next byte that is not blank, and keeps what stands between the mark and it.
    pub(super) fn peek(&mut self) -> Result<Option<u8>, Stop> {
        loop {
            let found = self.skip_blanks();
            if found.is_some() {
                return Ok(found);
            }
            self.check_length(self.at - self.mark)?;
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// Goes to the next byte in memory that is not blank, or to the end of what is in memory.
    pub(super) fn skip_blanks(&mut self) -> Option<u8> {
        let blanks = self.rest().iter().position(|byte| !is_blank(*byte));
        self.at += blanks.unwrap_or(self.rest().len());
        self.bytes.get(self.at).copied()
    }

    /// Stops at a value of `length` bytes if that is too long.
    pub(super) fn check_length(&self, length: usize) -> Result<(), Stop> {
        if length > self.longest {
            return Err(Excess::Text(self.longest).into());
        }
        Ok(())
    }

    /// The position of the byte at `at`; asked in ascending order, it costs one count of the text.
    pub(super) fn position(&mut self, at: usize) -> Position {
        let (from, position) = match self.counted {
            counted if counted.0 <= at => counted,
            _ => (0, self.start),
        };
        self.counted = (at, position.after(&self.bytes[from..at]));
        self.counted.1
    }

    /// A stop for `fault` at the byte at `at`.
    pub(super) fn fault(&mut self, fault: Fault, at: usize) -> Stop {
        Stop::Malformed(fault.into(), self.position(at))
    }

    /// A stop where `found` is not what is expected.
    pub(super) fn unexpected(&mut self, found: Option<u8>, expected: Fault) -> Stop {
        let fault = found.map_or(Fault::TooEarly, |_| expected);
        self.fault(fault, self.at)
    }

    /// The encoding of the file, where bytes of it could not be decoded and are lost already.
    pub(super) fn damaged_encoding(&self) -> Option<&'static str> {
        self.is_damaged.then(|| self.text.encoding().name())
    }
}

/// Whether JSON lets `byte` stand between values (RFC 8259, section 2).
pub(super) fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}
