//! Work Weixin's department ids: positive 32-bit numbers.

use crate::directory::{Directory, Numbering};

/// The number that `code` writes, where it is a positive 32-bit number without leading zeros.
pub(in crate::system) fn parse(code: &str) -> Option<u32> {
    let id = code.parse::<u32>().ok().filter(|id| *id > 0)?;
    code.starts_with(|first: char| ('1'..='9').contains(&first))
        .then_some(id)
}

/// The ids of all departments by their number, where every code of the source is one.
pub(in crate::system) fn own(directory: &Directory) -> Option<Vec<u32>> {
    let ids = directory
        .departments()
        .map(|(_, department)| parse(department.code.as_deref()?));
    ids.collect()
}

/// The ids of all departments by their number, departments without a code numbered beside the others; where a code
/// is no id, every department gets its number in pre-order, and `false`.
pub(super) fn given(directory: &Directory) -> (Vec<u32>, bool) {
    let numbering = Numbering::of(directory);
    let ids = directory
        .departments()
        .map(|(id, _)| parse(numbering.code(id)));
    if let Some(ids) = ids.collect() {
        return (ids, true);
    }
    let mut ids = vec![0; directory.departments().len()];
    for (number, id) in (1..).zip(directory.tree().preorder()) {
        ids[id.0 as usize] = number;
    }
    (ids, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_a_positive_number_written_plainly() {
        for (code, id) in [
            ("1", Some(1)),
            ("4294967295", Some(u32::MAX)),
            ("4294967296", None),
            ("0", None),
            ("01", None),
            ("+1", None),
            ("A1", None),
            ("", None),
        ] {
            assert_eq!(parse(code), id, "{code}");
        }
    }
}
