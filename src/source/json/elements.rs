//! Some elements of a list, as text that can be sent to another thread.

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr_iter, memrchr};

use crate::diagnostic::{Findings, Place, SourceId};

use super::pending::report_undecodable;
use super::spares::Spares;

/// Some whole elements of a list: their raw JSON, their rows, and where they stand in the file.
#[derive(Debug)]
pub struct Elements {
    /// The elements and what stands between them, behind `mark`.
    text: Vec<u8>,
    mark: usize,
    /// Where the elements stand, counted from the mark.
    spans: Vec<Range<u32>>,
    rows: Rows,
    /// Where the mark is.
    start: Position,
    document: SourceId,
    spares: Spares,
}

/// The elements as text.
#[derive(Clone, Copy, Debug)]
pub struct Texts<'e> {
    elements: &'e Elements,
    /// All of the text, unless some of it is undecodable.
    whole: Option<&'e str>,
}

/// How the elements are numbered.
#[derive(Debug)]
pub(super) enum Rows {
    /// One after the other, from this number.
    From(u32),
    /// By their lines.
    Lines(Vec<u32>),
}

/// A place in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Position {
    /// The line, from 1.
    pub(super) line: u64,
    /// How many bytes stand before it on the line.
    pub(super) before: u64,
}

impl Position {
    /// The beginning of a file.
    pub(super) const START: Self = Self { line: 1, before: 0 };

    /// The place behind `bytes`, which begin here.
    pub(super) fn after(self, bytes: &[u8]) -> Self {
        match memrchr(b'\n', bytes) {
            Some(last) => Self {
                line: self.line + memchr_iter(b'\n', bytes).count() as u64,
                before: (bytes.len() - last - 1) as u64,
            },
            None => Self {
                before: self.before + bytes.len() as u64,
                ..self
            },
        }
    }

    /// The place that `serde_json` tells by `line` and `column`, both from 1, of text that begins here.
    pub(super) fn inside(self, line: usize, column: usize) -> Self {
        let before = column.saturating_sub(1) as u64;
        if line <= 1 {
            Self {
                before: self.before + before,
                ..self
            }
        } else {
            Self {
                line: self.line + line as u64 - 1,
                before,
            }
        }
    }

    /// Line and column, both from 1.
    pub(super) fn line_and_column(self) -> (u64, u64) {
        (self.line, self.before + 1)
    }
}

impl Elements {
    /// Takes `text` of `document`, which holds an element at each of `spans` behind `mark`; that stands at `start`.
    pub(super) fn new(
        text: Vec<u8>,
        mark: usize,
        spans: Vec<Range<u32>>,
        rows: Rows,
        start: Position,
        document: SourceId,
        spares: Spares,
    ) -> Self {
        Self {
            text,
            mark,
            spans,
            rows,
            start,
            document,
            spares,
        }
    }

    /// The number of elements.
    #[must_use]
    pub fn len(&self) -> usize {
        self.spans.len()
    }

    /// Whether there are no elements.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The raw JSON of the first element; undecodable bytes become U+FFFD.
    #[must_use]
    pub fn first(&self) -> Option<Cow<'_, str>> {
        (!self.is_empty()).then(|| String::from_utf8_lossy(self.bytes(0)))
    }

    /// The elements as text. Undecodable bytes become U+FFFD and are reported: F005.
    pub fn texts(&self, findings: &mut Findings) -> Texts<'_> {
        let behind = &self.text[self.mark..];
        let texts = Texts {
            elements: self,
            whole: simdutf8::basic::from_utf8(behind).ok(),
        };
        if texts.whole.is_none() {
            for (row, text) in texts.iter() {
                if let Cow::Owned(text) = text {
                    let place = Place::row(self.document, row);
                    report_undecodable(findings, place, &text, "UTF-8");
                }
            }
        }
        texts
    }

    fn bytes(&self, index: usize) -> &[u8] {
        let span = &self.spans[index];
        &self.text[self.mark + span.start as usize..self.mark + span.end as usize]
    }

    /// The row of the element at `index`: its number in the list, or its line; both from 1.
    #[must_use]
    pub fn row(&self, index: usize) -> u32 {
        match &self.rows {
            Rows::From(first) => first.saturating_add(index as u32),
            Rows::Lines(lines) => lines[index],
        }
    }

    /// Line and column in the file of a place inside the element at `index`, given by the `line` and `column` that
    /// `serde_json` tells of it; all from 1, columns in bytes.
    #[must_use]
    pub fn position(&self, index: usize, line: usize, column: usize) -> (u64, u64) {
        let before = &self.text[self.mark..][..self.spans[index].start as usize];
        let start = self.start.after(before);
        start.inside(line, column).line_and_column()
    }
}

impl Drop for Elements {
    fn drop(&mut self) {
        self.spares.give(std::mem::take(&mut self.text));
    }
}

impl<'e> Texts<'e> {
    /// Row and raw JSON of every element.
    pub fn iter(&self) -> impl Iterator<Item = (u32, Cow<'e, str>)> + use<'e> {
        let Self { elements, whole } = *self;
        let spans = elements.spans.iter().enumerate();
        spans.map(move |(index, span)| {
            let text = match whole {
                Some(whole) => Cow::Borrowed(&whole[span.start as usize..span.end as usize]),
                None => String::from_utf8_lossy(elements.bytes(index)),
            };
            (elements.row(index), text)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_inside_an_element_is_told_as_line_and_column_of_the_file() {
        let text = "{}, {\n \"a\": x}";
        let start = Position {
            line: 3,
            before: 10,
        };
        let text = format!("[{text}").into();
        let rows = Rows::From(7);
        let elements = Elements::new(
            text,
            1,
            vec![0..2, 4..14],
            rows,
            start,
            SourceId(0),
            Spares::default(),
        );
        assert_eq!(elements.position(0, 1, 2), (3, 12));
        assert_eq!(elements.position(1, 1, 1), (3, 15));
        assert_eq!(elements.position(1, 2, 7), (4, 7));
        assert_eq!(
            elements
                .texts(&mut Findings::default())
                .iter()
                .collect::<Vec<_>>(),
            [(7, "{}".into()), (8, "{\n \"a\": x}".into())]
        );
    }
}
