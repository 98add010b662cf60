//! Text without what nobody meant to type: white space around it, hidden and control characters, full-width digits
//! and letters where a machine reads them.

use std::fmt::Write;

/// The bytes that are white space or controls, or begin a character that may be hidden, white space or full-width; none
/// of them goes on a character.
const SUSPICIOUS: [u8; 256] = {
    let mut suspicious = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let is_suspicious = matches!(
            byte,
            0..=0x20 | 0x7F | 0xC2 | 0xCD | 0xD8 | 0xE1..=0xE3 | 0xEF | 0xF3..=0xFF
        );
        suspicious[byte] = is_suspicious as u8;
        byte += 1;
    }
    suspicious
};

/// Whether a text needs no second look. Looks at every byte without branching, which is fastest for short texts.
fn is_plain(text: &str) -> bool {
    let found = |found, byte| found | SUSPICIOUS[usize::from(byte)];
    text.bytes().fold(0, found) == 0
}

/// What is done to a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tidying {
    /// Whether full-width digits and letters become narrow.
    pub(super) narrow: bool,
    /// Whether line breaks and tabs separate items and stay as line breaks; else they become a space.
    pub(super) keep_lines: bool,
}

/// What was found in a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tidied {
    /// Hidden characters were taken out.
    pub(super) hidden: bool,
    /// Control characters were taken out.
    pub(super) control: bool,
    /// Full-width digits or letters were narrowed.
    pub(super) narrowed: bool,
}

/// Returns `text` as it is to be used; `scratch` holds it where it differs inside.
pub(super) fn tidy<'t>(
    text: &'t str,
    tidying: Tidying,
    scratch: &'t mut String,
) -> (&'t str, Tidied) {
    let mut found = Tidied::default();
    if is_plain(text) {
        return (text, found);
    }
    let text = text.trim();
    if stays(text, tidying) {
        return (text, found);
    }
    scratch.clear();
    let mut before = None;
    for c in text.chars() {
        if is_hidden(c) && !joins(c, before) {
            found.hidden = true;
            continue;
        }
        before = Some(c);
        let narrow = if tidying.narrow { narrowed(c) } else { None };
        match c {
            _ if is_break(c) => break_line(scratch, tidying.keep_lines),
            _ if c.is_control() => found.control = true,
            _ => {
                found.narrowed |= narrow.is_some_and(|narrow| narrow != ' ');
                scratch.push(narrow.unwrap_or(c));
            }
        }
    }
    (scratch.trim(), found)
}

/// Whether nothing becomes of `text`: of the characters that are worth a look none is changed or left out.
fn stays(text: &str, tidying: Tidying) -> bool {
    let suspicious = |(_, byte): &(usize, u8)| SUSPICIOUS[usize::from(*byte)] != 0;
    let mut at = text.bytes().enumerate().filter(suspicious);
    at.all(|(at, _)| {
        text[at..].chars().next().is_none_or(|c| {
            let is_narrowed = || tidying.narrow && narrowed(c).is_some();
            !(c.is_control() || is_break(c) || is_hidden(c) || is_narrowed())
        })
    })
}

/// Whether `c` breaks a line or separates columns.
fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// `text` without characters that nobody can see; `None` where it has none.
#[must_use]
pub fn without_hidden(text: &str) -> Option<String> {
    if is_plain(text) {
        return None;
    }
    let mut before = None;
    let mut seen = String::with_capacity(text.len());
    for c in text.chars() {
        if !is_hidden(c) || joins(c, before) {
            before = Some(c);
            seen.push(c);
        }
    }
    (seen.len() < text.len()).then_some(seen)
}

/// Several breaks in a row are one; blanks before one go.
fn break_line(scratch: &mut String, keep: bool) {
    let blank = |c: char| c.is_whitespace();
    scratch.truncate(scratch.trim_end_matches(blank).len());
    scratch.push(if keep { '\n' } else { ' ' });
}

/// Whether nobody can see `c`: zero-width and bidirectional marks, byte order mark, soft hyphen, tags.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2064}'
            | '\u{2066}'..='\u{2069}'
            | '\u{feff}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Whether `c` joins what stands before it, as in emoji and in scripts that shape their letters.
pub(super) fn joins(c: char, before: Option<char>) -> bool {
    let joined = |before| {
        matches!(
            before,
            '\u{600}'..='\u{dff}' | '\u{fe0f}' | '\u{2600}'..='\u{27bf}' | '\u{1f000}'..='\u{1ffff}'
        )
    };
    matches!(c, '\u{200c}' | '\u{200d}') && before.is_some_and(joined)
}

/// The narrow form of a full-width digit, letter or sign of codes, numbers and addresses.
pub(super) fn narrowed(c: char) -> Option<char> {
    match c {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '－' | '＋' | '＠' | '．' | '＿' => {
            char::from_u32(u32::from(c) - 0xFEE0)
        }
        '\u{3000}' | '\u{a0}' => Some(' '),
        _ => None,
    }
}

/// `text` with a token for everything that cannot be seen, e.g. `张‹U+200B›三`.
#[must_use]
pub fn with_hidden_shown(text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_hidden(c) || (c.is_control() && !matches!(c, '\n' | '\t' | '\r')) {
            write!(shown, "‹U+{:04X}›", u32::from(c)).expect("writing to a string does not fail");
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tidied(text: &str, narrow: bool, keep_lines: bool) -> (String, Tidied) {
        let mut scratch = String::new();
        let tidying = Tidying { narrow, keep_lines };
        let (text, found) = tidy(text, tidying, &mut scratch);
        (text.to_owned(), found)
    }

    #[test]
    fn white_space_goes_silently_from_the_ends_only() {
        for (text, expected) in [
            ("研发部", "研发部"),
            ("  研发部\u{3000}", "研发部"),
            ("\u{a0}研发部\n", "研发部"),
            ("John  Smith ", "John  Smith"),
            ("张\u{3000}三", "张\u{3000}三"),
            ("张\r\n三", "张 三"),
            ("张\t 三", "张  三"),
            ("   ", ""),
        ] {
            assert_eq!(
                tidied(text, false, false),
                (expected.to_owned(), Tidied::default()),
                "{text:?}"
            );
        }
    }

    #[test]
    fn line_breaks_stay_where_they_separate() {
        assert_eq!(
            tidied("研发部 \r\n市场部\t财务部", false, true).0,
            "研发部\n市场部\n财务部"
        );
    }

    #[test]
    fn what_nobody_sees_is_taken_out_and_told() {
        let hidden = Tidied {
            hidden: true,
            ..Tidied::default()
        };
        let control = Tidied {
            control: true,
            ..Tidied::default()
        };
        for (text, expected, found) in [
            ("张\u{200b}三", "张三", hidden),
            ("\u{feff}张三", "张三", hidden),
            ("\u{202d}13800130001\u{202c}", "13800130001", hidden),
            ("研\u{ad}发", "研发", hidden),
            ("张\u{200d}三", "张三", hidden),
            ("👩\u{200d}💻", "👩\u{200d}💻", Tidied::default()),
            ("张\u{1}三", "张三", control),
            ("张\u{0}三", "张三", control),
            ("张\u{9f}三", "张三", control),
            ("王\u{e0100}", "王\u{e0100}", Tidied::default()),
        ] {
            assert_eq!(
                tidied(text, false, false),
                (expected.to_owned(), found),
                "{text:?}"
            );
        }
        assert_eq!(without_hidden("张\u{200b}三").as_deref(), Some("张三"));
        assert_eq!(without_hidden("👩\u{200d}💻 \u{1}"), None);
        assert_eq!(
            with_hidden_shown("张\u{200b}三\u{1}"),
            "张‹U+200B›三‹U+0001›"
        );
    }

    #[test]
    fn full_width_digits_become_narrow_where_asked() {
        let narrowed = Tidied {
            narrowed: true,
            ..Tidied::default()
        };
        assert_eq!(
            tidied("１３８００１３０００１", true, false),
            ("13800130001".to_owned(), narrowed)
        );
        assert_eq!(
            tidied("ｌｉ＠example．com", true, false),
            ("li@example.com".to_owned(), narrowed)
        );
        assert_eq!(
            tidied("０１；０２", true, true),
            ("01；02".to_owned(), narrowed)
        );
        assert_eq!(
            tidied("Ａ组", false, false),
            ("Ａ组".to_owned(), Tidied::default())
        );
    }
}
