//! Lines that fit: broken at spaces, and between Chinese characters where a line may end.

use unicode_width::UnicodeWidthChar;

use super::visible::width;

/// Never at the beginning of a line.
const CLOSING: &str = "，。；：！？、）》」』”’…%,.;:!?)]}";

/// Never at the end of a line.
const OPENING: &str = "（《「『“‘([{";

/// Breaks the lines of `text` so that they take at most so many columns, where they can be broken at all. Lines that
/// begin with white space, such as examples, keep it on their continuations.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> String {
    let mut wrapped = String::with_capacity(text.len() + text.len() / 32);
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            wrapped.push('\n');
        }
        wrap_line(line, columns, &mut wrapped);
    }
    if text.ends_with('\n') {
        wrapped.push('\n');
    }
    wrapped
}

fn wrap_line(line: &str, columns: usize, wrapped: &mut String) {
    let indent = &line[..line.len() - line.trim_start().len()];
    wrapped.push_str(indent);
    let mut used = width(indent);
    let mut is_first = true;
    for piece in pieces(&line[indent.len()..]) {
        let taken = width(piece.trim_end());
        if !is_first && used + taken > columns {
            wrapped.truncate(wrapped.trim_end_matches(' ').len());
            wrapped.push('\n');
            wrapped.push_str(indent);
            used = width(indent);
        }
        is_first = false;
        wrapped.push_str(piece);
        used += width(piece);
    }
}

/// The parts of `line` between which it may be broken; spaces stand at their ends.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let neighbours = rest.char_indices().zip(rest.chars().skip(1));
        let end = neighbours
            .filter(|((_, before), after)| may_break(*before, *after))
            .map(|((at, before), _)| at + before.len_utf8())
            .next()
            .unwrap_or(rest.len());
        let (piece, remaining) = rest.split_at(end);
        rest = remaining;
        Some(piece)
    })
}

fn may_break(before: char, after: char) -> bool {
    let is_wide = |c: char| c.width() == Some(2);
    if after == ' ' || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    before == ' ' || is_wide(before) || is_wide(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn english_is_broken_between_words() {
        assert_eq!(
            wrap("Going up from a department, parent by parent.\n", 16),
            "Going up from a\ndepartment,\nparent by\nparent.\n"
        );
    }

    #[test]
    fn chinese_is_broken_between_characters_but_not_before_a_full_stop() {
        assert_eq!(
            wrap("这个部门的上级，编号（D01）不存在。", 14),
            "这个部门的上\n级，编号\n（D01）不存\n在。"
        );
    }

    #[test]
    fn what_cannot_be_broken_stays_whole() {
        assert_eq!(wrap("ab abcdefghij cd", 4), "ab\nabcdefghij\ncd");
        assert_eq!(wrap("部门", 0), "部\n门");
        assert_eq!(wrap("", 10), "");
        assert_eq!(wrap("a\n\nb", 10), "a\n\nb");
    }

    #[test]
    fn an_indented_line_stays_indented() {
        assert_eq!(wrap("  one two three", 9), "  one two\n  three");
    }
}
