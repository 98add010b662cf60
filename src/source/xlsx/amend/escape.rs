//! Text as it stands in the XML of a cell (ECMA-376 part 1, 22.9.2.19): what XML cannot hold is `_xHHHH_`, and what
//! looks like that has its underscore written so.

use std::fmt::Write;

use quick_xml::escape::escape;

/// `text` as the content of an element `t`.
#[must_use]
pub fn cell_markup(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        let is_kept = match c {
            '_' => !is_escape(&text.as_bytes()[at..]),
            '\n' | '\t' => true,
            '\u{fffe}' | '\u{ffff}' => false,
            c => !c.is_control(),
        };
        match is_kept {
            true => plain.push(c),
            false => {
                let written = write!(plain, "_x{:04X}_", u32::from(c));
                written.expect("writing to a string does not fail");
            }
        }
    }
    escape(plain).into_owned()
}

/// Whether a text that begins like this would be read as another character.
fn is_escape(text: &[u8]) -> bool {
    matches!(text, [b'_', b'x', digits @ .., ] if digits.len() > 4
        && digits[..4].iter().all(u8::is_ascii_hexdigit) && digits[4] == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_written_so_that_it_is_read_again() {
        for (text, markup) in [
            ("研发部", "研发部"),
            ("a<b>&\"c\"", "a&lt;b&gt;&amp;&quot;c&quot;"),
            ("a\nb\r\n", "a\nb_x000D_\n"),
            ("a\u{7}\u{ffff}", "a_x0007__xFFFF_"),
            ("_x0041_", "_x005F_x0041_"),
            ("_x0041", "_x0041"),
            ("a_b", "a_b"),
        ] {
            assert_eq!(cell_markup(text), markup);
        }
    }
}
