//! What may be taken out of a cell without changing what is read from it, for those who write a mended copy of a table.

use crate::record::Field;

use super::cell::Slot;
use super::tidy::{is_hidden, joins, narrowed};

/// `text` of a column of `field` without hidden characters and blanks around it, and narrow where the reader takes it
/// so. Line breaks inside stay. `None` where nothing goes, or where control characters make the whole text doubtful.
#[must_use]
pub fn cleaned(field: Field, text: &str) -> Option<String> {
    let narrows = Slot::of(field).narrows();
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\t');
    let mut clean = String::with_capacity(text.len());
    let mut before = None;
    for c in text.chars() {
        if c.is_control() && !is_break(c) {
            return None;
        }
        if is_hidden(c) && !joins(c, before) {
            continue;
        }
        before = Some(c);
        let narrow = if narrows { narrowed(c) } else { None };
        clean.push(narrow.unwrap_or(c));
    }
    let clean = clean.trim();
    (clean != text && !(clean.is_empty() && text.trim().is_empty())).then(|| clean.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_reader_takes_out_goes_and_line_breaks_stay() {
        for (field, text, expected) in [
            (Field::MEMBER_NAME, "张三", None),
            (Field::MEMBER_NAME, " 张\u{200b}三\u{3000}", Some("张三")),
            (Field::MEMBER_NAME, "\u{202d}张三\u{202c}", Some("张三")),
            (Field::MEMBER_NAME, "Ａ三", None),
            (Field::MEMBER_NAME, "张\u{2}三 ", None),
            (Field::MEMBER_NAME, "👩\u{200d}💻", None),
            (Field::TITLE, "高级\n工程师 ", Some("高级\n工程师")),
            (Field::DEPARTMENT_CODE, "Ｄ０１", Some("D01")),
            (Field::EMAIL, "ｌｉ＠example．com", Some("li@example.com")),
            (Field::TITLE, "  ", None),
            (Field::TITLE, "\u{200b}", Some("")),
        ] {
            assert_eq!(cleaned(field, text).as_deref(), expected, "{text:?}");
        }
    }
}
