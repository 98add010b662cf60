//! What tells members apart: the userid, else the employee number, else the mail, else the mobile.

use std::borrow::Cow;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use crate::record::{Field, Record};

use super::super::{MemberId, RecordId, repeated};

/// A kind of identity, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::directory) enum IdentityKind {
    UserId,
    EmployeeNumber,
    Email,
    Mobile,
}

impl IdentityKind {
    const ALL: [Self; 4] = [
        Self::UserId,
        Self::EmployeeNumber,
        Self::Email,
        Self::Mobile,
    ];

    fn field(self) -> Field {
        match self {
            Self::UserId => Field::USERID,
            Self::EmployeeNumber => Field::EMPLOYEE_NO,
            Self::Email => Field::EMAIL,
            Self::Mobile => Field::MOBILE,
        }
    }

    /// The strongest identity of `record`.
    #[inline]
    pub(in crate::directory) fn of(record: Record<'_>) -> Option<(Self, &str)> {
        Self::ALL
            .into_iter()
            .find_map(|kind| Some((kind, kind.text(record)?)))
    }

    /// What `record` says of this kind of identity.
    pub(super) fn text(self, record: Record<'_>) -> Option<&str> {
        record.get(self.field()).filled()
    }

    /// A hash that is the same for identities that are the same.
    #[inline]
    pub(in crate::directory) fn hash(self, text: &str) -> u64 {
        FixedState::default().hash_one(&*self.key(text))
    }

    /// The text by which identities of this kind are compared.
    fn key(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::UserId | Self::EmployeeNumber => Cow::Borrowed(text),
            Self::Email => match text.bytes().any(|byte| byte.is_ascii_uppercase()) {
                true => Cow::Owned(text.to_ascii_lowercase()),
                false => Cow::Borrowed(text),
            },
            Self::Mobile => {
                let plain = text.strip_prefix("+86").unwrap_or(text);
                match plain.bytes().any(|byte| matches!(byte, b' ' | b'-')) {
                    true => Cow::Owned(plain.replace([' ', '-'], "")),
                    false => Cow::Borrowed(plain),
                }
            }
        }
    }
}

/// Whether two filled values of `field` say the same: mails fold case, mobiles their country code and punctuation.
pub(super) fn says_the_same(field: Field, first: &str, second: &str) -> bool {
    match IdentityKind::ALL
        .into_iter()
        .find(|kind| kind.field() == field)
    {
        Some(kind) => kind.key(first) == kind.key(second),
        None => first == second,
    }
}

/// The identities of the member records met so far.
#[derive(Debug, Default)]
pub(in crate::directory) struct Identities {
    /// The kinds met, strongest of each record.
    kinds: Vec<IdentityKind>,
    /// The hashes of all identities, as long as they are of one kind.
    hashes: Vec<u64>,
}

impl Identities {
    /// Adds what tells the member of `record` apart.
    #[inline]
    pub(in crate::directory) fn add(&mut self, record: Record<'_>) {
        let Some((kind, text)) = IdentityKind::of(record) else {
            return;
        };
        if !self.kinds.contains(&kind) {
            self.kinds.push(kind);
            self.hashes.clear();
        }
        if self.kinds.len() == 1 {
            self.hashes.push(kind.hash(text));
        }
    }

    /// The kinds met, strongest first.
    pub(in crate::directory) fn kinds(&self) -> Vec<IdentityKind> {
        let mut kinds = self.kinds.clone();
        kinds.sort_unstable();
        kinds
    }

    /// Whether surely no two records are about one member.
    pub(in crate::directory) fn are_distinct(self) -> bool {
        let hashes = self.hashes.iter().map(|hash| (*hash, ()));
        self.kinds.len() == 1 && repeated(hashes, self.hashes.len()).is_empty()
    }
}

/// Members by one kind of identity. Keeps half a hash beside each entry, so growing reads no text again.
pub(super) struct IdentityIndex {
    kind: IdentityKind,
    table: HashTable<(u32, MemberId, RecordId)>,
}

impl IdentityIndex {
    pub(super) fn new(kind: IdentityKind, capacity: usize) -> Self {
        Self {
            kind,
            table: HashTable::with_capacity(capacity),
        }
    }

    pub(super) fn kind(&self) -> IdentityKind {
        self.kind
    }

    /// The member with the identity `text`; `record` gives the records that were inserted.
    pub(super) fn find<'t>(
        &self,
        text: &str,
        record: impl Fn(RecordId) -> Record<'t>,
    ) -> Option<MemberId> {
        let key = self.kind.key(text);
        let half = half_hash(self.kind, text);
        let same = |(known, _, id): &(u32, MemberId, RecordId)| {
            *known == half
                && self
                    .kind
                    .text(record(*id))
                    .is_some_and(|text| self.kind.key(text) == key)
        };
        self.table
            .find(spread(half), same)
            .map(|(_, member, _)| *member)
    }

    /// Adds `member`, whose `record` has the identity `text`.
    pub(super) fn insert(&mut self, text: &str, member: MemberId, record: RecordId) {
        let half = half_hash(self.kind, text);
        self.table
            .insert_unique(spread(half), (half, member, record), |(half, _, _)| {
                spread(*half)
            });
    }
}

fn half_hash(kind: IdentityKind, text: &str) -> u32 {
    (kind.hash(text) >> 32) as u32
}

/// Spreads half a hash over the 64 bits a table wants.
pub(super) fn spread(half: u32) -> u64 {
    u64::from(half).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}
