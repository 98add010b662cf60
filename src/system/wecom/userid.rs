//! What a Work Weixin userid may look like: 1 to 64 bytes of letters, digits and `_ - @ .`, the first a letter or digit.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hasher};

use foldhash::fast::FixedState;

use crate::diagnostic::{Code, Findings};
use crate::directory::{Directory, Member, MemberId};
use crate::record::Field;

/// The longest userid, in bytes.
pub(in crate::system) const LONGEST: usize = 64;

/// Why a text is no userid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::system) enum Flaw {
    /// It is longer than [`LONGEST`].
    TooLong,
    /// It has a character that is not allowed.
    Characters,
}

impl Flaw {
    /// The variant of the sentence that says so.
    pub(in crate::system) fn case(self) -> &'static str {
        match self {
            Self::TooLong => "length",
            Self::Characters => "characters",
        }
    }
}

/// What is wrong with `userid`, which is not empty.
pub(in crate::system) fn flaw(userid: &str) -> Option<Flaw> {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"_-@.".contains(&byte);
    let starts_well = userid
        .as_bytes()
        .first()
        .is_some_and(u8::is_ascii_alphanumeric);
    if !starts_well || !userid.bytes().all(allowed) {
        return Some(Flaw::Characters);
    }
    (userid.len() > LONGEST).then_some(Flaw::TooLong)
}

/// Reports `code` where the userid of `member`, or what stands in for it, is none that Work Weixin could have given.
pub(in crate::system) fn check(
    code: &'static Code,
    member: Member<'_>,
    userid: &str,
    stands_in: Option<Field>,
    findings: &mut Findings,
) {
    if let Some(flaw) = flaw(userid) {
        let place = member.place(stands_in.unwrap_or(Field::USERID));
        let finding = findings.report(code, place);
        finding.value(userid).with("case", flaw.case());
    }
}

/// Calls `found` with every member whose userid is an earlier member's but for upper and lower case, the earlier one
/// first.
pub(in crate::system) fn repeated<'d>(
    directory: &'d Directory,
    mut found: impl FnMut(Member<'d>, Member<'d>),
) {
    let hasher = FixedState::default();
    let mut seen: HashMap<u64, MemberId, FixedState> = HashMap::default();
    for member in directory.members() {
        let Some(userid) = member.get(Field::USERID).filled() else {
            continue;
        };
        let mut state = hasher.build_hasher();
        for byte in userid.bytes() {
            state.write_u8(byte.to_ascii_lowercase());
        }
        let first = *seen.entry(state.finish()).or_insert_with(|| member.id());
        let first = directory.member(first);
        let other = first.get(Field::USERID).or_empty();
        if first.id() != member.id() && other.eq_ignore_ascii_case(userid) {
            found(first, member);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_userid_is_short_and_plain() {
        for (userid, expected) in [
            ("zhangsan", None),
            ("0a-b_c@d.e", None),
            ("_zhang", Some(Flaw::Characters)),
            ("张三", Some(Flaw::Characters)),
            ("a b", Some(Flaw::Characters)),
            (&"a".repeat(64), None),
            (&"a".repeat(65), Some(Flaw::TooLong)),
        ] {
            assert_eq!(flaw(userid), expected, "{userid}");
        }
    }
}
