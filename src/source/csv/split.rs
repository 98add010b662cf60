//! Many lines without quotes, split into rows at once. A line that needs a closer look is left for that.

use crate::config::Limits;
use crate::record::lanes::{self, CHUNK};
use crate::source::RowBatch;
use crate::source::plain;
use crate::source::row::ALL;

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
    number: u32,
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
            number,
        }
    }

    /// Splits `text`, which ends with a line feed and has no quotes in it. `after_return` where a line feed at its
    /// beginning belongs to the line before.
    pub(super) fn split(self, text: &str, after_return: bool) -> Split {
        let Self {
            delimiter,
            limits,
            longest,
            batch,
            mut number,
        } = self;
        let base = batch.append(text);
        let bytes = text.as_bytes();
        let (chunks, rest) = bytes.as_chunks();
        // Past the end stand letters, which are nothing to find.
        let mut last = [b'a'; CHUNK];
        last[..rest.len()].copy_from_slice(rest);
        let mut split = Split::default();
        let mut returned = after_return.then_some(0);
        let (mut cell_start, mut column) = (0, 1_u16);
        // How many cells of the line, from the first on, are plain.
        let mut plain = ALL;
        for (at, chunk) in (0..).step_by(CHUNK).zip(chunks.iter().chain([&last])) {
            let mut delimiters = lanes::bits(chunk, |lanes| lanes.equal(delimiter));
            let mut breaks = lanes::bits(chunk, |lanes| lanes.equal(b'\n') | lanes.equal(b'\r'));
            let ends = delimiters | breaks;
            let mut others = !(ends | lanes::bits(chunk, plain::plain));
            loop {
                // Up to the next line end, if there is one.
                let before = !breaks & breaks.wrapping_sub(1);
                let mut inner = delimiters & before;
                while inner != 0 {
                    let end = at + inner.trailing_zeros() as usize;
                    inner &= inner - 1;
                    if cell_start < end {
                        batch.push_text(base + cell_start, base + end, column);
                    }
                    cell_start = end + 1;
                    column = column.saturating_add(1);
                }
                if others & before != 0 {
                    let first = base + at + others.trailing_zeros() as usize;
                    plain = plain.min(batch.cells_before(first));
                }
                if breaks == 0 {
                    break;
                }
                delimiters &= !before;
                others &= !before;
                let end = at + breaks.trailing_zeros() as usize;
                breaks &= breaks - 1;
                if bytes[end] == b'\n' && returned == Some(end) {
                    split.ends += 1;
                    split.length = end + 1;
                    cell_start = end + 1;
                    continue;
                }
                if cell_start < end {
                    batch.push_text(base + cell_start, base + end, column);
                }
                let length = end - split.length;
                if length > longest
                    || number >= limits.rows
                    || batch.exceeds(
                        limits.columns,
                        (length > limits.text).then_some(limits.text),
                    )
                {
                    return stop(batch, split);
                }
                number += 1;
                batch.end_line(number, plain);
                split.lines += 1;
                split.ends += 1;
                split.length = end + 1;
                (cell_start, column, plain) = (end + 1, 1, ALL);
                returned = (bytes[end] == b'\r').then_some(end + 1);
            }
            // A line may be as long as memory; not so its cells.
            if column > limits.columns && batch.exceeds(limits.columns, None) {
                return stop(batch, split);
            }
        }
        split
    }
}

/// Leaves the line begun last.
fn stop(batch: &mut RowBatch, split: Split) -> Split {
    batch.discard_cells();
    Split {
        is_stopped: true,
        ..split
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
            let mark = match row.is_plain() {
                true => String::new(),
                false => format!("?{}", row.plain_cells()),
            };
            format!("{} {}{mark}", row.number(), cells.join(" "))
        });
        (rows.collect(), split)
    }

    #[test]
    fn lines_become_rows_that_know_whether_they_are_plain() {
        let text = "\nab,姓名,\r\n,,\r张三,, c\nd,e\n\u{a0}\nf\n";
        let rows = [
            "9 1ab 2姓名",
            "11 1张三 3 c?1",
            "12 1d 2e",
            "13 1\u{a0}?0",
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
