//! Codes that tell the parent by their beginning: 01, 0101, 010102 or 1, 1.1, 1.1.2.

use std::collections::{BTreeSet, HashSet};

/// How many codes of a table must have their parent's among those looked at before codes are taken to tell it.
const LEAST_CHILDREN: usize = 2;

/// The longest code that may tell its parent, in bytes.
const LONGEST_CODE: usize = 64;

/// How the codes of a table tell their parents.
#[derive(Debug)]
pub(super) enum PrefixCodes {
    /// The parent's code stands before the last point.
    Dotted,
    /// The parent's code is the beginning; by level, codes have these lengths.
    Digits {
        /// The lengths seen at first.
        lengths: BTreeSet<usize>,
        /// All codes so far.
        known: HashSet<Box<str>>,
    },
}

impl PrefixCodes {
    /// Recognises the way from the first codes of a table; `None` where they tell nothing clearly.
    pub(super) fn detect(codes: &[String]) -> Option<Self> {
        let known: HashSet<&str> = codes.iter().map(String::as_str).collect();
        if known.len() != codes.len() {
            return None;
        }
        let is_numbered = |code: &String| {
            code.bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
        };
        if !codes.iter().all(is_numbered) {
            return None;
        }
        let below: Vec<&str> = codes
            .iter()
            .filter_map(|code| code.rsplit_once('.'))
            .map(|(parent, _)| parent)
            .collect();
        if !below.is_empty() {
            let all_known = below.iter().all(|parent| known.contains(parent));
            return (below.len() >= LEAST_CHILDREN && all_known).then_some(Self::Dotted);
        }
        let lengths: BTreeSet<usize> = codes.iter().map(String::len).collect();
        let shortest = *lengths.first()?;
        // Running numbers 1 … 12 also begin with each other; codes by level grow by two digits or more.
        let grow = lengths
            .iter()
            .zip(lengths.iter().skip(1))
            .all(|(one, next)| next - one >= 2);
        let children: Vec<&String> = codes.iter().filter(|code| code.len() > shortest).collect();
        let have_parents = children.iter().all(|code| {
            lengths
                .range(..code.len())
                .next_back()
                .is_some_and(|length| known.contains(&code[..*length]))
        });
        (children.len() >= LEAST_CHILDREN && grow && have_parents).then(|| Self::Digits {
            lengths,
            known: HashSet::new(),
        })
    }

    /// The code of the parent of `code`, empty at the top. Remembers `code`.
    pub(super) fn parent<'c>(&mut self, code: &'c str) -> &'c str {
        match self {
            Self::Dotted => code.rsplit_once('.').map_or("", |(parent, _)| parent),
            Self::Digits { lengths, known } => {
                if !code.is_ascii() || code.len() > LONGEST_CODE {
                    return "";
                }
                if !known.contains(code) {
                    known.insert(code.into());
                }
                let mut beginnings = (1..code.len()).rev().map(|length| &code[..length]);
                let usual = lengths.range(..code.len()).next_back();
                beginnings
                    .find(|beginning| known.contains(*beginning))
                    .or_else(|| usual.map(|length| &code[..*length]))
                    .unwrap_or("")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn detect(codes: &[&str]) -> Option<PrefixCodes> {
        let codes: Vec<String> = codes.iter().map(|code| (*code).to_owned()).collect();
        PrefixCodes::detect(&codes)
    }

    #[test]
    fn codes_by_level_tell_their_parent() {
        let mut codes = detect(&["01", "0101", "010101", "0102", "02"]).expect("codes by level");
        for (code, parent) in [
            ("01", ""),
            ("0101", "01"),
            ("010101", "0101"),
            ("0102", "01"),
            ("02", ""),
            ("0301", "03"),
        ] {
            assert_eq!(codes.parent(code), parent, "{code}");
        }
        let mut dotted = detect(&["1", "1.1", "1.1.2", "2"]).expect("dotted codes");
        assert_eq!(dotted.parent("1.1.2"), "1.1");
        assert_eq!(dotted.parent("2"), "");
    }

    #[test]
    fn other_codes_tell_nothing() {
        for codes in [
            &["1", "2", "3", "10", "11", "12"][..],
            &["98", "99", "100", "101"],
            &["101", "102", "103"],
            &["A01", "A0101", "A0102"],
            &["01", "01", "0101", "0102"],
            &["01", "0201", "0202"],
            &[],
        ] {
            assert!(detect(codes).is_none(), "{codes:?}");
        }
    }
}
