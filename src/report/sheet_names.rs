//! Names that Excel accepts for sheets: at most 31 characters, none of `[ ] : * ? / \`, no apostrophe at either end,
//! none twice in any case.

use std::collections::BTreeSet;

/// The longest name, in UTF-16 units.
const LONGEST: usize = 31;

/// What no name may hold.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

/// What stands for a name of which nothing is left.
const NAMELESS: &str = "Sheet";

/// The names of one workbook.
#[derive(Debug, Default)]
pub(super) struct SheetNames(BTreeSet<String>);

impl SheetNames {
    /// A name for a sheet that was called `wanted`.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let clean: String = wanted
            .chars()
            .map(|c| match FORBIDDEN.contains(&c) || c.is_control() {
                true => '_',
                false => c,
            })
            .collect();
        let clean = clean.trim().trim_matches('\'');
        let clean = match clean {
            "" => NAMELESS,
            clean => clean,
        };
        let mut number = 1u32;
        loop {
            let suffix = match number {
                1 => String::new(),
                number => format!(" ({number})"),
            };
            let name = format!("{}{suffix}", beginning(clean, LONGEST - suffix.len()));
            let folded = name.to_lowercase();
            // Excel keeps this name for itself.
            if folded != "history" && self.0.insert(folded) {
                return name;
            }
            number += 1;
        }
    }
}

/// The beginning of `text` that has at most so many UTF-16 units, without an apostrophe at its end.
fn beginning(text: &str, units: usize) -> &str {
    let mut used = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        used += c.len_utf16();
        (used > units).then_some(at)
    });
    text[..end.unwrap_or(text.len())].trim_end_matches('\'')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_one_that_excel_accepts_and_none_comes_twice() {
        let mut names = SheetNames::default();
        let long = "长".repeat(40);
        for (wanted, name) in [
            ("成员", "成员"),
            ("成员", "成员 (2)"),
            ("a/b:c*d?[e]\\", "a_b_c_d__e__"),
            ("'名册'", "名册"),
            ("Abc", "Abc"),
            ("aBC", "aBC (2)"),
            ("  ", "Sheet"),
            ("History", "History (2)"),
            (&long, &"长".repeat(31)),
            (&long, &format!("{} (2)", "长".repeat(27))),
        ] {
            assert_eq!(names.take(wanted), name);
        }
    }
}
