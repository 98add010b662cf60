//! Text from the data made fit for a terminal: nothing hidden, nothing the terminal would obey, not too wide.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// Marks the end of an origin between us and the renderer; of private use, and never part of visible text.
pub(super) const END_OF_ORIGIN: char = '\u{e000}';

/// `text` with control characters, hidden characters and line breaks turned into visible signs.
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_unseen) {
        return Cow::Borrowed(text);
    }
    let mut seen = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' => seen.push('⏎'),
            '\t' => seen.push('⇥'),
            '\0'..='\u{1f}' => seen.extend(char::from_u32(0x2400 + u32::from(c))),
            '\u{7f}' => seen.push('␡'),
            c if is_unseen(c) => seen.push_str(&format!("<U+{:04X}>", u32::from(c))),
            c => seen.push(c),
        }
    }
    Cow::Owned(seen)
}

/// Whether `c` does something to a terminal or cannot be seen on it. White space of other widths can be seen.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | END_OF_ORIGIN | '\u{3164}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}')
}

/// How many columns `text` takes.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// The beginning of `text` that fits into so many columns, with `…` where something is cut off.
pub(super) fn shorten(text: &str, columns: usize) -> Cow<'_, str> {
    let mut used = 0;
    let mut fitting = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > columns {
            return Cow::Owned(format!("{}…", &text[..fitting]));
        }
        if used < columns {
            fitting = at + c.len_utf8();
        }
    }
    Cow::Borrowed(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_a_terminal_would_obey_is_left() {
        for (text, seen) in [
            ("研发部", "研发部"),
            ("\u{1b}[31m红\u{1b}[0m", "␛[31m红␛[0m"),
            ("a\nb\tc\r", "a⏎b⇥c␍"),
            ("李\u{200b}雷", "李<U+200B>雷"),
            ("\u{9b}2J", "<U+009B>2J"),
            ("a\u{202e}b", "a<U+202E>b"),
            ("\u{7f}", "␡"),
        ] {
            assert_eq!(visible(text), seen);
        }
    }

    #[test]
    fn text_is_cut_by_the_columns_it_takes() {
        assert_eq!(shorten("abcdef", 6), "abcdef");
        assert_eq!(shorten("abcdefg", 6), "abcde…");
        assert_eq!(shorten("研发中心", 8), "研发中心");
        assert_eq!(shorten("研发中心", 7), "研发中…");
        assert_eq!(shorten("研发中心", 6), "研发…");
        assert_eq!(width("研发 a"), 6);
    }
}
