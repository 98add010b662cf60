//! Text that is what it says, found sixteen bytes at a time.

use memchr::{memchr, memmem};

use crate::record::lanes::Lanes;
use crate::source::plain;

/// Text that is what it says: without an entity, a line break to be mended, a `_x` escape or white space at its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Literal {
    /// How many bytes it has.
    pub(super) length: usize,
    /// Whether there is nothing in it to tidy ([`plain`]).
    pub(super) is_plain: bool,
}

/// The text that `bytes` begin with, up to the next tag; `None` where it is no such text, or some bytes before the end.
#[inline]
pub(super) fn literal(bytes: &[u8]) -> Option<Literal> {
    let (mut length, mut special, mut doubtful) = (0, 0, 0);
    loop {
        let lanes = Lanes::of(bytes.get(length..)?.first_chunk()?);
        let tag = lanes.equal(b'<').bits();
        // Everything below the tag, or everything.
        let before = (tag & tag.wrapping_neg()).wrapping_sub(1);
        special |= (lanes.equal(b'&') | lanes.equal(b'_')).bits() & before;
        doubtful |= !plain::plain(lanes).bits() & before;
        if tag != 0 {
            length += tag.trailing_zeros() as usize;
            break;
        }
        length += Lanes::COUNT;
    }
    let is_plain = doubtful == 0;
    let raw = &bytes[..length];
    let is_literal = (special == 0 || !has_special(raw)) && (is_plain || !has_blanks(raw));
    is_literal.then_some(Literal { length, is_plain })
}

fn has_special(raw: &[u8]) -> bool {
    memchr(b'&', raw).is_some() || memmem::find(raw, b"_x").is_some()
}

/// Whether white space stands at the ends of `raw`, or a line break in it may have to be mended.
fn has_blanks(raw: &[u8]) -> bool {
    let is_blank = |byte: Option<&u8>| byte.is_some_and(|byte| *byte <= b' ');
    is_blank(raw.first()) || is_blank(raw.last()) || memchr(b'\r', raw).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_ends_at_the_next_tag() {
        for (raw, expected) in [
            ("</t></si>", Some((0, true))),
            ("林芳</t></si>", Some((6, true))),
            ("00000001</t></si>", Some((8, true))),
            ("John Smith</t></si>", Some((10, false))),
            ("li_na@example.com</t></si>", Some((17, true))),
            ("a</t>&amp;_x000D_ ", Some((1, true))),
            ("全\u{3000}角</t></si>", Some((9, false))),
            ("a_x000D_</t></si>", None),
            ("a&amp;</t></si>", None),
            (" a</t></si>", None),
            ("a\n</t></si>", None),
            ("a\rb</t></si>", None),
        ] {
            // There must be something behind the tag to look at.
            let xml = format!("{raw}{:16}", "");
            let found = literal(xml.as_bytes());
            let found = found.map(|found| (found.length, found.is_plain));
            assert_eq!(found, expected, "{raw}");
        }
        assert_eq!(literal("没有尽头的文字".as_bytes()), None);
        assert_eq!(literal(b"a</t>"), None);
    }
}
