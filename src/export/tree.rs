//! The department tree as indented text with head counts, for people and terminals.

use std::io::{self, Write};

use crate::directory::{DepartmentId, Directory, Headcounts};
use crate::locale::{Arguments, Locale};

/// How many levels are drawn with lines; below, the indentation stays, so that a hostile chain of departments does
/// not make every line longer than the one before.
const LEVELS_DRAWN: usize = 64;

/// Writes the tree of `directory`, one line a department, siblings in order, and a line of totals.
///
/// # Errors
/// When `out` cannot be written.
pub fn write(directory: &Directory, locale: &Locale, out: &mut dyn Write) -> io::Result<()> {
    let counts = Headcounts::of(directory);
    let tree = directory.tree();
    // For every level above the current one: whether more siblings follow there.
    let mut more: Vec<bool> = Vec::new();
    let mut open: Vec<(DepartmentId, bool)> = Vec::new();
    for root in tree.roots() {
        open.push((*root, false));
        while let Some((id, is_followed)) = open.pop() {
            let depth = tree.depth(id) as usize;
            more.truncate(depth - 1);
            more.push(is_followed);
            for is_followed in more.iter().take(LEVELS_DRAWN).take(depth - 1).skip(1) {
                out.write_all(if *is_followed { "│   " } else { "    " }.as_bytes())?;
            }
            if depth > 1 {
                out.write_all(
                    if is_followed {
                        "├── "
                    } else {
                        "└── "
                    }
                    .as_bytes(),
                )?;
            }
            writeln!(out, "{}", line(directory, id, &counts, locale))?;
            let children = tree.children(id).iter().rev();
            open.extend(children.zip(0..).map(|(child, after)| (*child, after > 0)));
        }
    }
    let totals = Arguments::default()
        .with("departments", tree.preorder().len())
        .with("members", directory.member_count());
    writeln!(out, "{}", locale.format("export-tree-total", &totals))?;
    if counts.unplaced > 0 {
        let unplaced = Arguments::default().with("members", counts.unplaced);
        writeln!(out, "{}", locale.format("export-tree-unplaced", &unplaced))?;
    }
    Ok(())
}

/// The name and head counts of a department.
pub(super) fn line(
    directory: &Directory,
    id: DepartmentId,
    counts: &Headcounts,
    locale: &Locale,
) -> String {
    let name = directory.department(id).name.replace(is_obeyed, " ");
    let arguments = Arguments::default()
        .with("name", name)
        .with("own", counts.own(id));
    if directory.tree().children(id).is_empty() {
        return locale.format("export-tree-leaf", &arguments);
    }
    let arguments = arguments.with("all", counts.all(id));
    locale.format("export-tree-department", &arguments)
}

/// Whether a terminal would obey `c`: control characters, and marks that turn the direction of writing.
pub(super) fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
