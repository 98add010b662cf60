//! Which member of one directory is which of the other.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::directory::{Directory, Member, MemberId};
use crate::record::Field;

use super::value::plain;

/// What tells members apart, strongest first. Systems with one mail a person hold the business one where there is no
/// other.
const IDENTITIES: [&[Field]; 4] = [
    &[Field::USERID],
    &[Field::EMPLOYEE_NO],
    &[Field::EMAIL, Field::BIZ_EMAIL],
    &[Field::MOBILE],
];

/// How many members with one text are looked at: a mail that everybody has tells nobody apart.
const LOOKED_AT: usize = 8;

/// Members of two directories that are the same.
#[derive(Debug)]
pub(super) struct MemberPairs {
    /// By the number of the later one.
    before: Vec<Option<MemberId>>,
    /// By the number of the earlier one.
    after: Vec<Option<MemberId>>,
}

impl MemberPairs {
    pub(super) fn of(before: &Directory, after: &Directory) -> Self {
        let mut pairs = Self {
            before: vec![None; after.member_count()],
            after: vec![None; before.member_count()],
        };
        for fields in IDENTITIES {
            pairs.pair_by(fields, before, after);
        }
        pairs
    }

    /// The earlier one of `after`.
    pub(super) fn before(&self, after: MemberId) -> Option<MemberId> {
        self.before[after.0 as usize]
    }

    /// The later one of `before`.
    pub(super) fn after(&self, before: MemberId) -> Option<MemberId> {
        self.after[before.0 as usize]
    }

    /// Pairs those that nothing stronger paired and that say the same of `fields`, the first ones first.
    fn pair_by(&mut self, fields: &[Field], before: &Directory, after: &Directory) {
        let hasher = FixedState::default();
        let text = |member: Member<'_>| {
            let mut filled = fields
                .iter()
                .filter_map(|field| Some((*field, member.get(*field).filled()?)));
            let (field, text) = filled.next()?;
            Some(plain(field, text).into_owned())
        };
        let mut known: HashTable<(u64, MemberId)> = HashTable::new();
        for member in before.members() {
            if self.after(member.id()).is_none()
                && let Some(text) = text(member)
            {
                let hash = hasher.hash_one(&text);
                if known.iter_hash(hash).nth(LOOKED_AT - 1).is_some() {
                    continue;
                }
                known.insert_unique(hash, (hash, member.id()), |(hash, _)| *hash);
            }
        }
        for member in after.members() {
            if self.before(member.id()).is_some() {
                continue;
            }
            let Some(wanted) = text(member) else { continue };
            let hash = hasher.hash_one(&wanted);
            let found = known
                .iter_hash(hash)
                .filter(|(known, id)| *known == hash && self.after(*id).is_none())
                .map(|(_, id)| *id)
                .filter(|id| text(before.member(*id)).as_deref() == Some(&*wanted))
                .min();
            if let Some(id) = found {
                self.before[member.id().0 as usize] = Some(id);
                self.after[id.0 as usize] = Some(member.id());
            }
        }
    }
}
