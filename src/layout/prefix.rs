//! Codes that tell the parent by their beginning: 01, 0101, 010102 or 1, 1.1, 1.1.2 or A, A01, A0101 or 1, 11, 111.

use std::collections::{BTreeSet, HashSet};

/// How many codes of a table must have their parent's among those looked at before codes are taken to tell it.
const LEAST_CHILDREN: usize = 2;

/// How many levels there must be where each has one digit: running numbers 1, 2, 11, 12 also begin with each other.
const LEAST_LEVELS: usize = 3;

/// The longest code that may tell its parent, in bytes.
const LONGEST_CODE: usize = 64;

/// What may stand between the parts of a code.
const MARKS: &[char] = &['.', '-', '_'];

/// How the codes of a table tell their parents.
#[derive(Debug)]
pub(super) enum PrefixCodes {
    /// The parent's code stands before the last of these marks.
    Marked(char),
    /// The parent's code is the beginning; by level, codes have these lengths.
    Lengths {
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
        if let Some(mark) = MARKS
            .iter()
            .find(|mark| codes.iter().any(|code| code.contains(**mark)))
        {
            return are_marked(codes, *mark, &known).then_some(Self::Marked(*mark));
        }
        are_by_length(codes, &known).then(|| Self::Lengths {
            lengths: codes.iter().map(String::len).collect(),
            known: HashSet::new(),
        })
    }

    /// The code of the parent of `code`, empty at the top. Remembers `code`.
    pub(super) fn parent<'c>(&mut self, code: &'c str) -> &'c str {
        match self {
            Self::Marked(mark) => code.rsplit_once(*mark).map_or("", |(parent, _)| parent),
            Self::Lengths { lengths, known } => {
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

/// Whether what stands before the last `mark` of a code is another one, for all that have a mark.
fn are_marked(codes: &[String], mark: char, known: &HashSet<&str>) -> bool {
    let is_part = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric());
    let are_codes = codes.iter().all(|code| code.split(mark).all(is_part));
    let mut below = codes.iter().filter_map(|code| code.rsplit_once(mark));
    let all_known = below.clone().all(|(parent, _)| known.contains(parent));
    are_codes && all_known && below.nth(LEAST_CHILDREN - 1).is_some()
}

/// Whether codes grow from level to level and begin with their parent's.
fn are_by_length(codes: &[String], known: &HashSet<&str>) -> bool {
    let is_code =
        |code: &String| !code.is_empty() && code.bytes().all(|b| b.is_ascii_alphanumeric());
    if !codes.iter().all(is_code) {
        return false;
    }
    let lengths: BTreeSet<usize> = codes.iter().map(String::len).collect();
    let Some(shortest) = lengths.first().copied() else {
        return false;
    };
    let mut steps = lengths.iter().zip(lengths.iter().skip(1));
    let smallest = steps.clone().map(|(one, next)| next - one).min();
    let is_single = smallest == Some(1);
    let is_told = match is_single {
        // One digit a level counts from 1, in every level, and has no other steps.
        true => {
            lengths.len() >= LEAST_LEVELS
                && steps.all(|(one, next)| next - one == 1)
                && codes.iter().all(|code| !code.contains('0'))
        }
        false => true,
    };
    let mut children = codes.iter().filter(|code| code.len() > shortest);
    let has_parent = |code: &String| {
        let length = lengths.range(..code.len()).next_back().copied();
        let (parent, rest) = code.split_at(length.unwrap_or_default());
        known.contains(parent) && rest.bytes().all(|byte| byte.is_ascii_digit())
    };
    is_told && children.clone().all(has_parent) && children.nth(LEAST_CHILDREN - 1).is_some()
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
        for (codes, code, parent) in [
            (&["A", "A01", "A0101", "A02"][..], "A0101", "A01"),
            (&["BJ01", "BJ0101", "BJ0102", "SH01"], "BJ0102", "BJ01"),
            (&["1", "11", "111", "112", "12", "2"], "112", "11"),
            (&["A", "A-1", "A-1-2", "B"], "A-1-2", "A-1"),
            (&["A", "A.01", "A.02"], "A.02", "A"),
        ] {
            let mut found = detect(codes).expect("codes by level");
            for code in codes {
                found.parent(code);
            }
            assert_eq!(found.parent(code), parent, "{code}");
            assert_eq!(found.parent(codes[0]), "");
        }
    }

    #[test]
    fn other_codes_tell_nothing() {
        for codes in [
            &["1", "2", "3", "10", "11", "12"][..],
            &["98", "99", "100", "101"],
            &["101", "102", "103"],
            &["HR", "HRBP", "HRIS"],
            &["1", "2", "11", "12"],
            &["1", "10", "101", "102"],
            &["A-1", "B-1", "C-1"],
            &["1.", "1.1", "1.2"],
            &["01-", "01-1"],
            &["01", "01", "0101", "0102"],
            &["01", "0201", "0202"],
            &[],
        ] {
            assert!(detect(codes).is_none(), "{codes:?}");
        }
    }
}
