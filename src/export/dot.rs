//! The department tree as a Graphviz digraph.

use std::io::{self, Write};

use crate::directory::{Directory, Headcounts, Numbering};
use crate::locale::Locale;

use super::tree::{is_obeyed, line};

/// Writes the departments of `directory` as nodes with head counts, named by code, and an edge from each parent.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(directory: &Directory, locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
    let counts = Headcounts::of(directory);
    let codes = Numbering::of(directory);
    let tree = directory.tree();
    writeln!(out, "digraph directory {{")?;
    writeln!(out, "  rankdir=LR;")?;
    writeln!(out, "  node [shape=box, style=rounded];")?;
    for id in tree.preorder() {
        // Two rows with one code are two departments; the number tells them apart.
        let label = escape(&line(directory, *id, &counts, locale));
        let code = escape(codes.code(*id));
        writeln!(
            out,
            "  d{} [label=\"{label}\", tooltip=\"{code}\"];",
            id.0 + 1
        )?;
        if let Some(parent) = tree.parent(*id) {
            writeln!(out, "  d{} -> d{};", parent.0 + 1, id.0 + 1)?;
        }
    }
    writeln!(out, "}}")
}

/// `text` between the quotes of a DOT string.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' | '\\' => escaped.extend(['\\', c]),
            c if is_obeyed(c) => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_backslashes_and_line_breaks_do_not_leave_the_string() {
        assert_eq!(escape("甲\"\\\n\u{202e}乙"), "甲\\\"\\\\  乙");
    }
}
