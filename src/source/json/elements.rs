//! Some elements of a list, as text that can be sent to another thread.

use std::ops::Range;

use memchr::{memchr_iter, memrchr};

/// Some whole elements of a list: their raw JSON, their rows, and where they stand in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elements {
    /// The elements and what stands between them, in valid UTF-8. A `String` would be checked by the standard library,
    /// which takes longer than to check every element twice with `simdutf8`.
    text: Vec<u8>,
    spans: Vec<Range<u32>>,
    rows: Rows,
    start: Position,
}

/// How the elements are numbered.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// Takes `text`, valid UTF-8 which begins at `start` and holds an element at each of `spans`.
    pub(super) fn new(text: Vec<u8>, spans: Vec<Range<u32>>, rows: Rows, start: Position) -> Self {
        Self {
            text,
            spans,
            rows,
            start,
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

    /// The raw JSON of the element at `index`.
    #[must_use]
    pub fn get(&self, index: usize) -> &str {
        let span = &self.spans[index];
        let element = &self.text[span.start as usize..span.end as usize];
        simdutf8::basic::from_utf8(element).expect("the text was checked before")
    }

    /// The row of the element at `index`: its number in the list, or its line; both from 1.
    #[must_use]
    pub fn row(&self, index: usize) -> u32 {
        match &self.rows {
            Rows::From(first) => first.saturating_add(index as u32),
            Rows::Lines(lines) => lines[index],
        }
    }

    /// Row and raw JSON of every element.
    pub fn iter(&self) -> impl Iterator<Item = (u32, &str)> {
        (0..self.len()).map(|index| (self.row(index), self.get(index)))
    }

    /// Line and column in the file of a place inside the element at `index`, given by the `line` and `column` that
    /// `serde_json` tells of it; all from 1, columns in bytes.
    #[must_use]
    pub fn position(&self, index: usize, line: usize, column: usize) -> (u64, u64) {
        let before = &self.text[..self.spans[index].start as usize];
        let start = self.start.after(before);
        start.inside(line, column).line_and_column()
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
        let elements = Elements::new(text.into(), vec![0..2, 4..14], Rows::From(7), start);
        assert_eq!(elements.position(0, 1, 2), (3, 12));
        assert_eq!(elements.position(1, 1, 1), (3, 15));
        assert_eq!(elements.position(1, 2, 7), (4, 7));
        assert_eq!(
            elements.iter().map(|(row, _)| row).collect::<Vec<_>>(),
            [7, 8]
        );
    }
}
