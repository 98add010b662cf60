//! Mobile numbers and mail addresses that several members have: found by keyed hashes, and compared where these meet.

use std::hash::BuildHasher;
use std::num::NonZeroU32;

use crate::diagnostic::{Code, Findings, code};
use crate::directory::{Directory, Member, MemberId, repeated};
use crate::locale::Arguments;
use crate::record::{Email, Field, Mobile};
use foldhash::quality::RandomState;

use super::Person;

/// Half a hash of what two members must not share.
pub(super) type Key = NonZeroU32;

/// What two members must not share.
pub struct Unique {
    code: &'static Code,
    field: Field,
    /// What is the same for all that share it.
    pub(super) key: fn(&Person<'_>, &RandomState) -> Option<Key>,
    /// Whether two members that have one key share it.
    is_shared: fn(Member<'_>, Member<'_>) -> bool,
}

/// M004: a mobile number that an earlier member has.
pub(super) static MOBILE: Unique = Unique {
    code: &code::M004,
    field: Field::MOBILE,
    key: |person, state| Some(half(state.hash_one(person.mobile()?.ok()?.number()))),
    is_shared: |first, second| mobile(first) == mobile(second),
};

/// M005: a mail address that an earlier member has.
pub(super) static EMAIL: Unique = Unique {
    code: &code::M005,
    field: Field::EMAIL,
    key: |person, state| Some(half(state.hash_one(person.email()?.ok()?))),
    is_shared: |first, second| address(first) == address(second),
};

impl Unique {
    /// Reports what members share, `keys` being those of all members in order.
    pub(super) fn check(
        &self,
        directory: &Directory,
        keys: impl Iterator<Item = Option<Key>> + Clone,
        findings: &mut Findings,
    ) {
        let keys = keys.enumerate().filter_map(|(index, key)| {
            let member = MemberId(index as u32);
            Some((u64::from(key?.get()), member))
        });
        let repeated = repeated(keys, directory.member_count());
        let groups = repeated.chunk_by(|first, second| first.0 == second.0);
        let mut groups: Vec<Vec<MemberId>> = groups
            .map(|group| group.iter().map(|(_, member)| *member).collect())
            .collect();
        groups.sort_unstable();
        for mut rest in groups {
            while let [first, ..] = *rest.as_slice() {
                let is_shared = |id: &MemberId| {
                    (self.is_shared)(directory.member(first), directory.member(*id))
                };
                let (same, others): (Vec<_>, Vec<_>) = rest.into_iter().partition(is_shared);
                self.report(directory, &same, findings);
                rest = others;
            }
        }
    }

    /// Reports the members, in source order, that share it.
    fn report(&self, directory: &Directory, same: &[MemberId], findings: &mut Findings) {
        let [first, later @ ..] = same else { return };
        let first = directory.member(*first);
        for member in later.iter().map(|id| directory.member(*id)) {
            findings
                .report(self.code, member.place(self.field))
                .with("member", member.label())
                .with("first", first.label())
                .value(member.get(self.field).or_empty())
                .related(
                    first.place(self.field),
                    Arguments::default().with("first", first.label()),
                );
        }
    }
}

fn half(hash: u64) -> Key {
    Key::MIN.saturating_add((hash >> 32) as u32)
}

fn mobile(member: Member<'_>) -> Option<Mobile> {
    let text = member.get(Field::MOBILE).filled()?;
    Mobile::parse(text).ok()
}

fn address(member: Member<'_>) -> Option<Email<'_>> {
    member.get(Field::EMAIL).filled().and_then(Email::parse)
}
