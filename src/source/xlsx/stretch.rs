//! A stretch of rows and cells that are stored in the way that nearly all are; ends where anything is stored otherwise.

use super::checked::Checked;
use super::digits;
use super::literal::{Literal, literal};
use super::row_mark::RowMark;
use super::tag::{Tag, is_true, tag_end};

/// The most letters of a column.
const LETTERS: usize = 3;

/// How many bytes of a cell are taken at a glance.
const GLANCE: usize = 64;

/// What stands before text that lies in the cell itself.
const INLINE: &[u8] = b" t=\"inlineStr\"><is><t>";

/// What a stretch consists of. Rows and columns count from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Piece<'x> {
    /// The beginning of a row that is not hidden.
    Row(u32),
    /// The end of a row.
    RowEnd,
    /// A cell that holds nothing.
    Empty { column: u32 },
    /// A cell that holds something.
    Cell {
        column: u32,
        style: u32,
        value: Stored<'x>,
    },
}

/// The types of cells that are taken.
const KINDS: [(&[u8], Kind); 3] = [
    (b" t=\"s\"", Kind::Shared),
    (b" t=\"n\"", Kind::Number),
    (b" t=\"inlineStr\"", Kind::Inline),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Inline,
}

/// What is stored in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stored<'x> {
    /// The number of a shared string.
    Shared(u32),
    /// Digits and signs.
    Number(&'x str),
    /// Text that lies in the cell itself, and whether there is nothing in it to tidy.
    Inline { text: &'x str, is_plain: bool },
}

/// Goes along a stretch.
pub(super) struct Stretch<'x> {
    bytes: &'x [u8],
    rest: &'x [u8],
    texts: Checked<'x>,
    /// What stood behind the number of the last row in its tag.
    tail: &'x [u8],
}

impl<'x> Stretch<'x> {
    /// Begins with the first of `bytes`.
    pub(super) fn new(bytes: &'x [u8]) -> Self {
        Self {
            bytes,
            rest: bytes,
            texts: Checked::new(bytes),
            tail: &[],
        }
    }

    /// How many bytes are left.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    /// Goes to where `left` bytes are left.
    pub(super) fn go(&mut self, left: usize) {
        self.rest = &self.bytes[self.bytes.len() - left..];
    }

    /// The next piece, in a row with the mark `row`, and how many bytes are left behind it. `None` at the end of the
    /// stretch.
    #[inline]
    pub(super) fn piece(&mut self, row: Option<RowMark>) -> Option<(Piece<'x>, usize)> {
        if let Some(row) = row
            && let Some(found) = self.glance(row)
        {
            return Some(found);
        }
        match self.rest {
            [b'<', b'c', b' ', b'r', b'=', b'"', rest @ ..] => self.cell(rest, row?),
            [b'<', b'/', b'r', b'o', b'w', b'>', rest @ ..] => Some((Piece::RowEnd, rest.len())),
            [b'<', b'r', b'o', b'w', b' ', b'r', b'=', b'"', rest @ ..] => self.row(rest),
            _ => None,
        }
    }

    fn row(&mut self, bytes: &'x [u8]) -> Option<(Piece<'x>, usize)> {
        let (number, rest) = digits::number(bytes)?;
        let row = Piece::Row(number.checked_sub(1)?);
        let tail = rest.strip_prefix(b"\"")?;
        if let [b'>', rest @ ..] = tail {
            return Some((row, rest.len()));
        }
        if !self.tail.is_empty()
            && let Some(rest) = tail.strip_prefix(self.tail)
        {
            return Some((row, rest.len()));
        }
        let (attributes, rest) = tail.split_at(tag_end(tail)?);
        let hidden = Tag::new(b"row", attributes).attribute(b"hidden");
        let is_plain = !attributes.ends_with(b"/") && !hidden.is_some_and(is_true);
        self.tail = is_plain.then(|| &tail[..attributes.len() + 1])?;
        Some((row, rest.len() - 1))
    }

    /// The next cell where it holds text and stands in one of the first 26 columns, as most do. Of any style, which text
    /// does not depend on.
    #[inline]
    fn glance(&mut self, row: RowMark) -> Option<(Piece<'x>, usize)> {
        let ahead: &[u8; GLANCE] = self.rest.first_chunk()?;
        let word = |at: usize| {
            let word = ahead.get(at..)?.first_chunk()?;
            Some(u64::from_le_bytes(*word))
        };
        let head = word(0)?;
        let letter = (head >> 48) as u8;
        let is_cell = head << 16 == u64::from_le_bytes(*b"<c r=\"A1") << 16;
        if !is_cell || !letter.is_ascii_uppercase() || !row.matches(word(7)?) {
            return None;
        }
        let column = u32::from(letter - b'A');
        let mut at = 7 + row.length();
        if word(at)? << 32 == u64::from_le_bytes(*b" s=\"1\" t") << 32 {
            let (_, count) = digits::of_word(word(at + 4)?)?;
            at += 4 + count;
            if ahead.get(at) != Some(&b'"') {
                return None;
            }
            at += 1;
        }
        if word(at)? == u64::from_le_bytes(*b" t=\"inli") {
            let (value, rest) = self.inline(self.rest[at..].strip_prefix(INLINE)?)?;
            return Some((cell(column, 0, value), rest.len()));
        }
        if word(at)? != u64::from_le_bytes(*b" t=\"s\"><")
            || word(at + 2)? != u64::from_le_bytes(*b"=\"s\"><v>")
        {
            return None;
        }
        at += 10;
        let (index, count) = digits::of_word(word(at)?)?;
        at += count;
        if word(at)? != u64::from_le_bytes(*b"</v></c>") {
            return None;
        }
        let value = Stored::Shared(index);
        Some((cell(column, 0, value), self.rest.len() - at - 8))
    }

    /// The cell behind `<c r="`, whatever it holds.
    fn cell(&mut self, bytes: &'x [u8], row: RowMark) -> Option<(Piece<'x>, usize)> {
        let (column, rest) = letters(bytes)?;
        let rest = row.strip(rest)?;
        let (mut style, mut kind, mut rest) = (0, Kind::Number, rest);
        let rest = loop {
            rest = match rest {
                [b'>', after @ ..] => break after,
                [b'/', b'>', after @ ..] => return Some((Piece::Empty { column }, after.len())),
                [b' ', b's', b'=', b'"', after @ ..] => {
                    let (number, after) = digits::number(after)?;
                    style = number;
                    after.strip_prefix(b"\"")?
                }
                _ => {
                    let mut kinds = KINDS.iter();
                    let (found, after) =
                        kinds.find_map(|(name, kind)| Some((*kind, rest.strip_prefix(*name)?)))?;
                    kind = found;
                    after
                }
            };
        };
        if kind == Kind::Inline {
            let (value, rest) = self.inline(rest.strip_prefix(b"<is><t>")?)?;
            return Some((cell(column, style, value), rest.len()));
        }
        let rest = rest.strip_prefix(b"<v>")?;
        if kind == Kind::Shared {
            let (index, rest) = digits::number(rest)?;
            let rest = rest.strip_prefix(b"</v></c>")?;
            return Some((cell(column, style, Stored::Shared(index)), rest.len()));
        }
        let is_part = |byte: &&u8| matches!(byte, b'0'..=b'9' | b'-' | b'+' | b'.' | b'e' | b'E');
        let length = rest.iter().take_while(is_part).count();
        let (digits, rest) = rest.split_at(length);
        let value = Stored::Number(str::from_utf8(digits).ok()?);
        let rest = rest.strip_prefix(b"</v></c>")?;
        Some((cell(column, style, value), rest.len()))
    }

    /// The text that `bytes` begin with, and what comes behind its cell.
    #[inline]
    fn inline(&mut self, bytes: &'x [u8]) -> Option<(Stored<'x>, &'x [u8])> {
        let Literal { length, is_plain } = literal(bytes)?;
        let rest = bytes[length..].strip_prefix(b"</t></is></c>")?;
        let text = self.texts.get(bytes, length)?;
        Some((Stored::Inline { text, is_plain }, rest))
    }
}

/// The column that `bytes` begin with, and what comes behind it.
#[inline]
fn letters(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (mut column, mut rest) = (0, bytes);
    for _ in 0..LETTERS {
        let [letter @ b'A'..=b'Z', after @ ..] = rest else {
            break;
        };
        column = column * 26 + u32::from(letter - b'A') + 1;
        rest = after;
    }
    Some((column.checked_sub(1)?, rest))
}

fn cell(column: u32, style: u32, value: Stored<'_>) -> Piece<'_> {
    Piece::Cell {
        column,
        style,
        value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is taken of `xml` in the row 12.
    fn pieces(xml: &str) -> (Vec<Piece<'_>>, &str) {
        let mut stretch = Stretch::new(xml.as_bytes());
        let mut pieces = Vec::new();
        let mut mark = RowMark::of(11);
        while let Some((piece, left)) = stretch.piece(mark) {
            if let Piece::Row(row) = piece {
                mark = RowMark::of(row);
            }
            pieces.push(match piece {
                Piece::Cell { column, value, .. } => {
                    // What a glance tells is what a closer look tells, but for the style.
                    let bytes = stretch.rest.strip_prefix(b"<c r=\"").unwrap();
                    let (closer, closer_left) = stretch.cell(bytes, mark.unwrap()).unwrap();
                    let Piece::Cell { style, .. } = closer else {
                        panic!("a cell is no {closer:?}");
                    };
                    assert_eq!((closer, closer_left), (cell(column, style, value), left));
                    closer
                }
                piece => piece,
            });
            stretch.go(left);
        }
        (pieces, &xml[xml.len() - stretch.left()..])
    }

    #[test]
    fn what_nearly_all_writers_write_is_taken() {
        for (xml, expected) in [
            (
                r#"<c r="A12" t="s"><v>0</v></c>"#,
                cell(0, 0, Stored::Shared(0)),
            ),
            (
                r#"<c r="XFD12" s="3" t="s"><v>12345678</v></c>"#,
                cell(16_383, 3, Stored::Shared(12_345_678)),
            ),
            (
                r#"<c r="AA12" t="s" s="3"><v>7</v></c>"#,
                cell(26, 3, Stored::Shared(7)),
            ),
            (
                r#"<c r="B12"><v>-1.5E+3</v></c>"#,
                cell(1, 0, Stored::Number("-1.5E+3")),
            ),
            (
                r#"<c r="B12" s="2" t="n"><v>13800130001</v></c>"#,
                cell(1, 2, Stored::Number("13800130001")),
            ),
            (
                r#"<c r="C12" t="inlineStr"><is><t>林芳</t></is></c>"#,
                cell(
                    2,
                    0,
                    Stored::Inline {
                        text: "林芳",
                        is_plain: true,
                    },
                ),
            ),
            (r#"<c r="D12" s="1"/>"#, Piece::Empty { column: 3 }),
            ("</row>", Piece::RowEnd),
            (r#"<row r="13">"#, Piece::Row(12)),
            (
                r#"<row r="13" spans="1:8" ht=">" hidden="0">"#,
                Piece::Row(12),
            ),
        ] {
            let rest = format!("<!--{:64}-->", "");
            let xml = format!("{xml}{rest}");
            assert_eq!(pieces(&xml), (vec![expected], rest.as_str()), "{xml}");
        }
        let rows = r#"<row r="1" spans="1:8"></row><row r="2" spans="1:8"><c r="A2"/></row>"#;
        let (found, rest) = pieces(rows);
        assert_eq!((found.len(), rest), (5, ""));
    }

    #[test]
    fn everything_else_ends_the_stretch() {
        for xml in [
            r#"<c r="A13" t="s"><v>0</v></c>"#,
            r#"<c r="A1" t="s"><v>0</v></c>"#,
            r#"<c r="AAAA12" t="s"><v>0</v></c>"#,
            r#"<c r="12" t="s"><v>0</v></c>"#,
            r#"<c r="A12" t="s"><v>1 </v></c>"#,
            r#"<c r="A12" t="s"><v>1</v><v>2</v></c>"#,
            r#"<c r="A12" t="s"><v>9999999999</v></c>"#,
            r#"<c r="A12" t="s"><f>B1</f><v>1</v></c>"#,
            r#"<c r="A12" t="e"><v>#N/A</v></c>"#,
            r#"<c r="A12" t="inlineStr"><is><t>a&amp;b</t></is></c>"#,
            r#"<c r="A12" t="inlineStr"><is><t> </t></is></c>"#,
            r#"<c r="A12" t="s"><v>1</v></c"#,
            r#"<c t="s"><v>1</v></c>"#,
            r#"<row r="0">          "#,
            r#"<row r="13" hidden="1">"#,
            r#"<row r="13" spans="1:8"/>"#,
            r#"<row spans="1:8">"#,
            r#"<c r="A12" s="3 t="s"><v>1</v></c>"#,
            r#"<C r="A12" t="s"><v>1</v></c>"#,
            r#"<c r="a12" t="s"><v>1</v></c>"#,
            r#"<c r="@12" t="s"><v>1</v></c>"#,
            r#"<c r="A12" t="s"><v></v></c>"#,
            "</sheetData>",
            "",
        ] {
            assert_eq!(pieces(xml), (Vec::new(), xml));
            let xml = format!("{xml}{:64}", "");
            let mut stretch = Stretch::new(xml.as_bytes());
            assert_eq!(stretch.piece(RowMark::of(11)), None, "{xml}");
        }
    }
}
