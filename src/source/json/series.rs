//! Several documents in one file, one after the other (NDJSON).

use std::io::Read;

use memchr::memchr;

use super::ListHead;
use super::pending::Pending;
use super::scan::{Scan, Scanner};
use super::splitter::Splitter;
use super::stop::Stop;
use super::window::is_blank;

/// How far the second document is looked for.
const LOOK_AHEAD: usize = 4 << 20;

/// How several documents follow each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Series {
    /// One a line.
    Lines,
    /// In any other way.
    Loose,
}

impl<R: Read> Splitter<'_, R> {
    /// Whether another object follows the one that begins here, as far as we look ahead.
    pub(super) fn series(&mut self) -> Result<Option<Series>, Stop> {
        let window = &mut self.window;
        window.mark = window.at;
        let mut scanner = Scanner::new(self.settings.nesting);
        let mut scanned = 0;
        let length = loop {
            match scanner.scan(&window.bytes, window.at + scanned) {
                Scan::End(end) => break end - window.at,
                Scan::Fault(..) | Scan::TooDeep(_) => return Ok(None),
                Scan::More => scanned = window.rest().len(),
            }
            if scanned >= LOOK_AHEAD || !window.fill()? {
                return Ok(None);
            }
        };
        let mut behind = length;
        loop {
            let blanks = window.rest()[behind..]
                .iter()
                .position(|byte| !is_blank(*byte));
            let Some(blanks) = blanks else {
                behind = window.rest().len();
                if behind >= LOOK_AHEAD || !window.fill()? {
                    return Ok(None);
                }
                continue;
            };
            behind += blanks;
            let (first, between) = window.rest()[..behind].split_at(length);
            let is_line = memchr(b'\n', first).is_none() && memchr(b'\n', between).is_some();
            return Ok(match window.rest()[behind] {
                b'{' if is_line => Some(Series::Lines),
                b'{' => Some(Series::Loose),
                _ => None,
            });
        }
    }

    /// Reads the documents that begin here, to the end of the file.
    pub(super) fn documents(&mut self, series: Series) -> Result<(), Stop> {
        let head = ListHead {
            key: None,
            lines: true,
        };
        let mut pending = Pending::new(&head, self.settings.rows);
        let result = match series {
            Series::Lines => self.lines(&mut pending),
            Series::Loose => self.loose_documents(&mut pending),
        };
        self.hand_over(&mut pending)?;
        result
    }

    fn loose_documents(&mut self, pending: &mut Pending<'_>) -> Result<(), Stop> {
        while self.peek_between(pending)?.is_some() {
            self.element(pending)?;
        }
        Ok(())
    }

    /// Reads documents of one line each; what is wrong inside a line is found by whoever parses it, so that a broken
    /// line costs itself only.
    fn lines(&mut self, pending: &mut Pending<'_>) -> Result<(), Stop> {
        let mut line = self.window.position(self.window.at).line;
        let mut searched = 0;
        loop {
            let rest = self.window.rest();
            let length = match memchr(b'\n', &rest[searched..]) {
                Some(found) => searched + found,
                None if self.window.at_end => rest.len(),
                None => {
                    searched = rest.len();
                    self.window.check_length(searched)?;
                    self.hand_over(pending)?;
                    self.window.mark = self.window.at;
                    self.window.fill()?;
                    continue;
                }
            };
            searched = 0;
            let is_last = length == rest.len();
            let document = rest[..length].trim_ascii_end();
            let indent = document.len() - document.trim_ascii_start().len();
            let span = indent..document.len();
            if !span.is_empty() {
                self.window.check_length(span.len())?;
                let start = self.window.at - self.window.mark;
                pending.add(start + span.start..start + span.end, line)?;
            }
            self.window.at += length;
            if is_last {
                return Ok(());
            }
            self.window.at += 1;
            line += 1;
        }
    }
}
