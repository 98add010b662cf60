//! Many lines without quotes, split into rows at once. A line that needs a closer look is left for that.

use crate::config::Limits;
use crate::source::RowBatch;
use crate::source::plain;
use crate::source::row::{Kind, Span};

/// What was split.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Split {
    /// Bytes, up to the beginning of the line that was left.
    pub(super) length: usize,
    /// Lines, blank ones too.
    pub(super) lines: u32,
    /// Line ends, in bytes.
    pub(super) ends: usize,
    /// Whether a line was left.
    pub(super) is_stopped: bool,
}

/// Splits lines into rows of a batch.
pub(super) struct Splitter<'s> {
    pub(super) delimiter: u8,
    pub(super) limits: &'s Limits,
    /// The longest record, in bytes.
    pub(super) longest: usize,
    pub(super) batch: &'s mut RowBatch,
    /// Where the text being split begins in the batch.
    base: usize,
    line_start: usize,
    cell_start: usize,
    column: u16,
    number: u32,
    split: Split,
}

impl<'s> Splitter<'s> {
    /// Fills `batch` with rows numbered from the one after `number`.
    pub(super) fn new(
        delimiter: u8,
        limits: &'s Limits,
        longest: usize,
        number: u32,
        batch: &'s mut RowBatch,
    ) -> Self {
        Self {
            delimiter,
            limits,
            longest,
            batch,
            base: 0,
            line_start: 0,
            cell_start: 0,
            column: 0,
            number,
            split: Split::default(),
        }
    }

    /// Splits `text`, which ends with a line feed and has no quotes in it. `after_return` where a line feed at its
    /// beginning belongs to the line before.
    pub(super) fn split(mut self, text: &str, after_return: bool) -> Split {
        self.base = self.batch.append(text);
        let patterns = [self.delimiter, b'\n', b'\r'].map(plain::repeated);
        let (words, rest) = text.as_bytes().as_chunks::<8>();
        // Past the end stand letters, which are nothing to find.
        let mut last = [b'a'; 8];
        last[..rest.len()].copy_from_slice(rest);
        let (mut is_doubtful, mut returned) = (false, after_return.then_some(0));
        for (at, word) in (0..).step_by(8).zip(words.iter().chain([&last])) {
            let word = u64::from_le_bytes(*word);
            let marks = patterns.map(|pattern| plain::equal(word, pattern));
            let mut found = marks[0] | marks[1] | marks[2];
            let mut doubtful = plain::doubtful(word) & !found;
            while found != 0 {
                let bit = found.trailing_zeros();
                found &= found - 1;
                let end = at + bit as usize / 8;
                if marks[0] >> bit & 1 == 1 {
                    if !self.cell(end) {
                        return self.stop();
                    }
                    continue;
                }
                let is_return = marks[2] >> bit & 1 == 1;
                if !is_return && returned == Some(end) {
                    self.split.ends += 1;
                    self.next_line(end + 1);
                    continue;
                }
                let before = (1u64 << bit) - 1;
                let is_plain = !is_doubtful && doubtful & before == 0;
                if !self.cell(end) || !self.end_line(end, is_plain) {
                    return self.stop();
                }
                (is_doubtful, doubtful) = (false, doubtful & !before);
                returned = is_return.then_some(end + 1);
            }
            is_doubtful |= doubtful != 0;
        }
        self.split.length = self.line_start;
        self.split
    }

    /// Takes the cell that ends at `end`; `false` where it is beyond a limit.
    #[inline]
    fn cell(&mut self, end: usize) -> bool {
        let start = std::mem::replace(&mut self.cell_start, end + 1);
        if start < end {
            if self.column >= self.limits.columns || end - start > self.limits.text {
                return false;
            }
            self.batch.push_cell(Span {
                start: (self.base + start) as u32,
                end: (self.base + end) as u32,
                column: self.column + 1,
                kind: Kind::Text,
            });
        }
        self.column = self.column.saturating_add(1);
        true
    }

    /// Ends the line at `end`; `false` where it is beyond a limit.
    fn end_line(&mut self, end: usize, is_plain: bool) -> bool {
        if end - self.line_start > self.longest || self.number >= self.limits.rows {
            return false;
        }
        self.number += 1;
        self.batch.end_row(self.number, false, is_plain);
        self.split.lines += 1;
        self.split.ends += 1;
        self.next_line(end + 1);
        true
    }

    fn next_line(&mut self, start: usize) {
        (self.line_start, self.cell_start, self.column) = (start, start, 0);
    }

    /// Leaves the line begun last.
    fn stop(mut self) -> Split {
        self.batch.discard_cells();
        self.split.length = self.line_start;
        self.split.is_stopped = true;
        self.split
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Number, columns, texts and plainness of every row, and what was split.
    fn split(text: &str, limits: &Limits, after_return: bool) -> (Vec<String>, Split) {
        let mut batch = RowBatch::default();
        let splitter = Splitter::new(b',', limits, 20, 7, &mut batch);
        let split = splitter.split(text, after_return);
        let rows = batch.rows().map(|row| {
            let cells = row
                .cells()
                .map(|cell| format!("{}{}", cell.column, cell.content.text()));
            let cells: Vec<String> = cells.collect();
            let mark = if row.is_plain() { "" } else { "?" };
            format!("{} {}{mark}", row.number(), cells.join(" "))
        });
        (rows.collect(), split)
    }

    #[test]
    fn lines_become_rows_that_know_whether_they_are_plain() {
        let text = "\nab,姓名,\r\n,,\r张 三,c\nd,e\n\u{a0}\nf\n";
        let rows = [
            "9 1ab 2姓名",
            "11 1张 三 2c?",
            "12 1d 2e",
            "13 1\u{a0}?",
            "14 1f",
        ];
        for (after_return, lines) in [(false, 7), (true, 6)] {
            let (found, split) = split(text, &Limits::default(), after_return);
            let shift = |row: &&str| match (after_return, row.split_once(' ')) {
                (true, Some((number, rest))) => {
                    format!("{} {rest}", number.parse::<u32>().unwrap() - 1)
                }
                _ => (*row).to_owned(),
            };
            assert_eq!(found, rows.iter().map(shift).collect::<Vec<_>>());
            let whole = Split {
                length: text.len(),
                lines,
                ends: 8,
                is_stopped: false,
            };
            assert_eq!(split, whole);
        }
    }

    #[test]
    fn a_line_beyond_a_limit_is_left() {
        let limits = Limits {
            columns: 2,
            rows: 9,
            text: 3,
            ..Limits::default()
        };
        for (text, length) in [
            ("a,b,,\n,,c\n", 6),
            ("abc\nabcd\n", 4),
            ("a\nb\nc\n", 4),
            ("a\n,,,,,,,,,,,,,,,,,,,,,\n", 2),
        ] {
            let (rows, split) = split(text, &limits, false);
            assert_eq!((split.length, split.is_stopped), (length, true), "{text}");
            assert_eq!(rows.len(), split.lines as usize);
        }
    }
}
