//! Where a quote was opened and never rightly closed.

use memchr::{memchr, memchr2, memchr3};

/// A quote that swallowed what it should not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct OpenQuote {
    /// Where it stands, in bytes from the beginning of the record.
    pub(super) offset: usize,
    /// Its column, from 1.
    pub(super) column: usize,
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
