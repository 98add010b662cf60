//! Mobile numbers and mail addresses that several members have. Numbers are compared as numbers, addresses by keyed
//! 64-bit hashes, with the texts where hashes meet.

use std::hash::BuildHasher;

use crate::diagnostic::{Code, Findings, code};
use crate::directory::{Directory, Member, MemberId, NO_KEY, repeated};
use crate::locale::Arguments;
use crate::record::{Email, Field, Mobile};
use foldhash::quality::RandomState;

use super::Person;

/// What two members must not share.
pub struct Unique {
    /// What tells whether two members may share it: the same for all that do.
    pub(super) key: fn(&Person<'_>, &RandomState) -> Option<u64>,
    /// Reports the members, in source order, that have one key.
    report: fn(&Directory, &[MemberId], &mut Findings),
}

/// M004: a mobile number that an earlier member has.
pub(super) static MOBILE: Unique = Unique {
    key: |person, _| person.mobile()?.ok().map(Mobile::number),
    report: |directory, same, findings| {
        report(directory, &code::M004, Field::MOBILE, same, findings);
    },
};

/// M005: a mail address that an earlier member has.
pub(super) static EMAIL: Unique = Unique {
    key: |person, state| {
        let email = person.email()?.ok()?;
        Some(state.hash_one(email).min(NO_KEY - 1))
    },
    report: |directory, met, findings| {
        let mut rest = met.to_vec();
        while let [first, ..] = *rest.as_slice() {
            let sought = address(directory.member(first));
            let (same, others): (Vec<_>, Vec<_>) = rest
                .into_iter()
                .partition(|member| address(directory.member(*member)) == sought);
            report(directory, &code::M005, Field::EMAIL, &same, findings);
            rest = others;
        }
    },
};

impl Unique {
    /// Reports what members share, `keys` being those of all members in order.
    pub(super) fn check(
        &self,
        directory: &Directory,
        keys: impl Iterator<Item = u64> + Clone,
        findings: &mut Findings,
    ) {
        let repeated = repeated(keys.clone(), directory.member_count());
        if repeated.is_empty() {
            return;
        }
        let members = keys.zip((0..).map(MemberId));
        let mut shared: Vec<(usize, MemberId)> = members
            .filter_map(|(key, member)| Some((repeated.binary_search(&key).ok()?, member)))
            .collect();
        shared.sort_unstable();
        let mut groups: Vec<Vec<MemberId>> = shared
            .chunk_by(|a, b| a.0 == b.0)
            .map(|group| group.iter().map(|(_, member)| *member).collect())
            .collect();
        groups.sort_unstable();
        for group in groups {
            (self.report)(directory, &group, findings);
        }
    }
}

fn report(
    directory: &Directory,
    code: &'static Code,
    field: Field,
    same: &[MemberId],
    findings: &mut Findings,
) {
    let [first, later @ ..] = same else { return };
    let first = directory.member(*first);
    for member in later.iter().map(|id| directory.member(*id)) {
        findings
            .report(code, member.place(field))
            .with("member", member.label())
            .with("first", first.label())
            .value(member.get(field).or_empty())
            .related(
                first.place(field),
                Arguments::default().with("first", first.label()),
            );
    }
}

fn address(member: Member<'_>) -> Option<Email<'_>> {
    member.get(Field::EMAIL).filled().and_then(Email::parse)
}
