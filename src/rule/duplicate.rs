//! Mobile numbers and mail addresses that several members have. Numbers are sorted as numbers, addresses by keyed
//! 64-bit hashes with the texts compared where hashes meet.

use std::hash::BuildHasher;

use foldhash::quality::RandomState;
use rayon::prelude::*;

use crate::diagnostic::{Code, Findings, code};
use crate::directory::{Directory, Member, MemberId};
use crate::locale::Arguments;
use crate::record::{Email, Field, Mobile};

use super::Context;

/// M004: a mobile number that an earlier member has.
pub(super) fn mobile(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let numbers = keyed(directory, |member| {
        member
            .get(Field::MOBILE)
            .filled()
            .and_then(|text| Mobile::parse(text).ok())
    });
    for same in numbers.chunk_by(|a, b| a.0 == b.0) {
        if let [(_, first), later @ ..] = same {
            let later = later.iter().map(|(_, member)| *member);
            report(
                directory,
                &code::M004,
                Field::MOBILE,
                *first,
                later,
                findings,
            );
        }
    }
}

/// M005: a mail address that an earlier member has.
pub(super) fn email(context: &Context<'_>, findings: &mut Findings) {
    let directory = context.directory;
    let state = RandomState::default();
    let hashes = keyed(directory, |member| {
        address(member).map(|email| state.hash_one(email))
    });
    for met in hashes.chunk_by(|a, b| a.0 == b.0) {
        let mut rest: Vec<MemberId> = match met {
            [_] => continue,
            met => met.iter().map(|(_, member)| *member).collect(),
        };
        while let [first, ..] = *rest.as_slice() {
            let sought = address(directory.member(first));
            let (same, others): (Vec<_>, Vec<_>) = rest
                .into_iter()
                .partition(|member| address(directory.member(*member)) == sought);
            let later = same.into_iter().skip(1);
            report(directory, &code::M005, Field::EMAIL, first, later, findings);
            rest = others;
        }
    }
}

/// The members whose key another member has too, sorted by it and then in source order. Where all keys differ, as they
/// should, nothing but the keys is sorted.
fn keyed<K: Copy + Ord + Send + Sync>(
    directory: &Directory,
    key: impl Fn(Member<'_>) -> Option<K> + Sync,
) -> Vec<(K, MemberId)> {
    let count = directory.member_count() as u32;
    let key_of = |id: u32| key(directory.member(MemberId(id)));
    let mut keys: Vec<K> = (0..count).into_par_iter().filter_map(key_of).collect();
    keys.par_sort_unstable();
    let mut repeated: Vec<K> = keys
        .windows(2)
        .filter(|pair| pair[0] == pair[1])
        .map(|pair| pair[0])
        .collect();
    drop(keys);
    repeated.dedup();
    if repeated.is_empty() {
        return Vec::new();
    }
    let is_repeated = |key: &K| repeated.binary_search(key).is_ok();
    let mut keyed: Vec<(K, MemberId)> = (0..count)
        .into_par_iter()
        .filter_map(|id| Some((key_of(id).filter(is_repeated)?, MemberId(id))))
        .collect();
    keyed.par_sort_unstable();
    keyed
}

fn report(
    directory: &Directory,
    code: &'static Code,
    field: Field,
    first: MemberId,
    later: impl Iterator<Item = MemberId>,
    findings: &mut Findings,
) {
    let first = directory.member(first);
    for member in later.map(|id| directory.member(id)) {
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
