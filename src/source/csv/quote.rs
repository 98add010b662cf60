//! Quotes: lines in which they are plain, and where one was opened and never rightly closed.

use std::ops::Range;

use memchr::{memchr, memchr2, memchr3};

/// A quote that swallowed what it should not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OpenQuote {
    /// Where it stands, in bytes from the beginning of the record.
    pub(super) offset: usize,
    /// Its column, from 1.
    pub(super) column: usize,
}

/// Finds the cells of `line` where quotes do no more than enclose cells, which is nearly everywhere; `false` where they
/// are doubled, not closed in this line or followed by text.
pub(super) fn split_plain(line: &[u8], delimiter: u8, cells: &mut Vec<Range<usize>>) -> bool {
    cells.clear();
    let mut at = 0;
    loop {
        let (start, end, next) = match line.get(at) {
            Some(b'"') => {
                let Some(length) = memchr(b'"', &line[at + 1..]) else {
                    return false;
                };
                (at + 1, at + 1 + length, at + 2 + length)
            }
            _ => {
                let end = memchr(delimiter, &line[at..]).map_or(line.len(), |length| at + length);
                (at, end, end)
            }
        };
        cells.push(start..end);
        match line.get(next) {
            None => return true,
            Some(byte) if *byte == delimiter => at = next + 1,
            Some(_) => return false,
        }
    }
}

/// Looks for a broken quote in `raw`, the bytes of one record.
///
/// A quote is broken where it is never closed, and where line breaks follow it and then a quote with text right after:
/// that one opened another cell. Without a line break between, text after a closing quote is only sloppy.
pub(super) fn find_open(raw: &[u8], delimiter: u8) -> Option<OpenQuote> {
    let (mut at, mut column) = (0, 1);
    while at < raw.len() {
        if raw[at] == b'"' {
            let open = OpenQuote { offset: at, column };
            let Some(end) = closing(raw, at + 1) else {
                return Some(open);
            };
            let follows = raw.get(end + 1);
            let is_clean = follows
                .is_none_or(|byte| *byte == delimiter || matches!(byte, b'\n' | b'\r' | 0x1a));
            if !is_clean && memchr2(b'\n', b'\r', &raw[at..end]).is_some() {
                return Some(open);
            }
            at = end + 1;
        }
        at += memchr3(delimiter, b'\n', b'\r', &raw[at..])? + 1;
        column += 1;
    }
    None
}

/// The end of a quoted cell whose text begins at `at`; doubled quotes stand for one.
fn closing(raw: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += memchr(b'"', raw.get(at..)?)?;
        if raw.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_quotes_only_enclose_cells() {
        for (line, expected) in [
            ("\"a\",b,\"\"", Some(vec!["a", "b", ""])),
            ("a\"b,\"c,d\",", Some(vec!["a\"b", "c,d", ""])),
            ("\"a\"\"b\"", None),
            ("\"a\"b", None),
            ("a,\"b", None),
        ] {
            let mut cells = Vec::new();
            let is_plain = split_plain(line.as_bytes(), b',', &mut cells);
            let texts = cells.iter().map(|cell| &line[cell.clone()]).collect();
            assert_eq!(is_plain.then_some(texts), expected, "{line}");
        }
    }

    #[test]
    fn a_broken_quote_is_found_where_it_was_opened() {
        for (raw, found) in [
            ("a,\"b", Some((2, 2))),
            ("\"a\nb\",\"c\nd", Some((6, 2))),
            ("\"a\n1,\"x\",2", Some((0, 1))),
            ("\"a\nb\",c", None),
            ("\"a\"b,c", None),
            ("\"a\"\"\nb\"", None),
            ("a\"b,c\"", None),
            ("\"a\",\"\"", None),
            ("", None),
        ] {
            let open = find_open(raw.as_bytes(), b',');
            assert_eq!(open.map(|open| (open.offset, open.column)), found, "{raw}");
        }
    }
}
