//! Elements that are found and not yet handed over.

use std::ops::Range;

use crate::diagnostic::{Findings, Place, SourceId, code};
use crate::source::excess::Excess;

use super::ListHead;
use super::elements::{Elements, Position, Rows};
use super::spares::Spares;
use super::stop::Stop;

/// How much of a value is shown around undecodable bytes, in bytes.
const SHOWN: usize = 80;

/// Elements that are found and not yet handed over.
pub(super) struct Pending<'h> {
    head: &'h ListHead,
    /// Where they stand, counted from the window's mark.
    spans: Vec<Range<u32>>,
    /// Their rows, where these are lines.
    lines: Vec<u32>,
    /// The number of the first of them.
    first: u32,
    /// The most elements there may be.
    most: u32,
}

impl<'h> Pending<'h> {
    /// Starts the list at `head`, which may have `most` elements.
    pub(super) fn new(head: &'h ListHead, most: u32) -> Self {
        Self {
            head,
            spans: Vec::new(),
            lines: Vec::new(),
            first: 1,
            most,
        }
    }

    /// Where the list stands.
    pub(super) fn head(&self) -> &'h ListHead {
        self.head
    }

    /// The end of the last element, counted from the window's mark.
    pub(super) fn end(&self) -> Option<usize> {
        self.spans.last().map(|span| span.end as usize)
    }

    /// Adds the element at `span`, counted from the window's mark, which stands in `line`.
    pub(super) fn add(&mut self, span: Range<usize>, line: u64) -> Result<(), Stop> {
        let count = u32::try_from(self.spans.len()).unwrap_or(u32::MAX);
        if self.first.saturating_add(count) > self.most {
            return Err(Excess::Rows(self.most).into());
        }
        let offset = |at: usize| {
            u32::try_from(at).expect("two blocks and the longest element are below 4 GiB")
        };
        self.spans.push(offset(span.start)..offset(span.end));
        if self.head.lines {
            self.lines.push(u32::try_from(line).unwrap_or(u32::MAX));
        }
        Ok(())
    }

    /// Takes the elements out; they stand in `text`, counted from `mark`, which stands at `start` in the document.
    pub(super) fn take(
        &mut self,
        text: Vec<u8>,
        mark: usize,
        start: Position,
        document: SourceId,
        spares: Spares,
    ) -> Elements {
        let spans = std::mem::take(&mut self.spans);
        let rows = if self.head.lines {
            Rows::Lines(std::mem::take(&mut self.lines))
        } else {
            Rows::From(self.first)
        };
        self.first = self.first.saturating_add(spans.len() as u32);
        Elements::new(text, mark, spans, rows, start, document, spares)
    }
}

/// Reports that `text` has U+FFFD in the place of bytes that mean nothing in `encoding`.
pub(super) fn report_undecodable(
    findings: &mut Findings,
    place: Place,
    text: &str,
    encoding: &str,
) {
    let found = text.find('\u{fffd}').unwrap_or(0);
    let from = text.floor_char_boundary(found.saturating_sub(SHOWN / 2));
    let until = text.floor_char_boundary(found.saturating_add(SHOWN / 2));
    findings
        .report(&code::F005, place)
        .value(&text[from..until])
        .with("encoding", encoding);
}
