//! Characters that nobody sees in the names of JSON elements: taken out and told, as from cells.

use crate::diagnostic::{Findings, code};
use crate::layout;
use crate::record::{Block, Field, Lookup};

/// What is looked at.
const NAMES: [Field; 2] = [Field::MEMBER_NAME, Field::DEPARTMENT_NAME];

/// Takes hidden characters out of the names in `block` (C004).
pub(super) fn without_hidden(block: Block, findings: &mut Findings) -> Block {
    let mut is_found = false;
    let mut lookup = Lookup::new(&NAMES);
    for record in block.records() {
        for (field, name) in NAMES.into_iter().zip(record.get_each(&mut lookup)) {
            let name = name.or_empty();
            if layout::without_hidden(name).is_none() {
                continue;
            }
            is_found = true;
            findings
                .report(&code::C004, record.place(field))
                .value(&layout::with_hidden_shown(name))
                .with("case", "hidden");
        }
    }
    match is_found {
        false => block,
        true => block.with_texts(|_, field, text| {
            let is_name = NAMES.contains(&field);
            is_name.then(|| layout::without_hidden(text)).flatten()
        }),
    }
}
