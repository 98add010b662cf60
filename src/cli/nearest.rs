//! What somebody may have meant who misspelt a name.

use rapidfuzz::distance::osa;

/// Names longer than this are not compared, in characters.
const LONGEST: usize = 64;

/// The one of `known` that is nearest to `name`, if any is near: a slip in every three characters.
pub(super) fn nearest<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let length = name.chars().count();
    if length > LONGEST {
        return None;
    }
    let lower = name.to_lowercase();
    let near = known.into_iter().filter_map(|candidate| {
        let slips = osa::distance(lower.chars(), candidate.to_lowercase().chars());
        (slips <= length.div_ceil(3)).then_some((slips, candidate))
    });
    near.min().map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_recognised_and_another_word_is_not() {
        let known = ["org.import", "orgs.page", "settings.get"];
        for (name, expected) in [
            ("org.improt", Some("org.import")),
            ("Orgs.Page", Some("orgs.page")),
            ("setings.get", Some("settings.get")),
            ("users.list", None),
            ("", None),
        ] {
            assert_eq!(nearest(name, known), expected, "{name}");
        }
    }
}
