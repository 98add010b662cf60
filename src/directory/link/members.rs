//! Members: rows of one identity become one member where they agree.

use crate::record::{Field, Record, RecordKind};

use super::super::{Fault, MemberId, RecordId};
use super::identity::{IdentityIndex, IdentityKind, says_the_same};
use super::{Linker, Map};

/// What two rows of one member must agree in, where both say something. Department, order, leadership and title may
/// differ from row to row: a person may hold a post in each department.
const AGREED: [Field; 11] = [
    Field::USERID,
    Field::EMPLOYEE_NO,
    Field::MEMBER_NAME,
    Field::ALIAS,
    Field::MOBILE,
    Field::EMAIL,
    Field::BIZ_EMAIL,
    Field::GENDER,
    Field::AUTH_TYPE,
    Field::AUTH_ID,
    Field::STATUS,
];

/// The members, and which member each row went to.
pub(in crate::directory) struct LinkedMembers {
    /// The first record of every member, unless each record is a member.
    pub(super) first: Vec<RecordId>,
    /// Later records, sorted by member, in input order.
    pub(super) merged: Vec<(MemberId, RecordId)>,
    /// For every member record in input order: its record and, unless it was rejected, its member.
    pub(super) rows: Rows,
}

/// Which member each member record went to.
pub(super) enum Rows {
    /// Record by record a new member: nothing was merged or rejected.
    Plain,
    /// The member of each member record; `None` for rejected ones.
    Mapped(Vec<Option<MemberId>>),
}

impl Rows {
    /// The member that the member record number `row` went to.
    pub(super) fn member(&self, row: usize) -> Option<MemberId> {
        match self {
            Self::Plain => Some(MemberId(row as u32)),
            Self::Mapped(rows) => rows[row],
        }
    }
}

/// How many of a member's later records a further one is compared with, beside the first: a person who stands in a
/// million rows must not cost a million comparisons each.
const COMPARED: usize = 8;

/// Later records of members, chained by member from the last one back.
#[derive(Default)]
struct Chain {
    links: Vec<(MemberId, RecordId, Option<u32>)>,
    last: Map<MemberId, u32>,
}

impl Chain {
    fn push(&mut self, member: MemberId, record: RecordId) {
        let number = self.links.len() as u32;
        let previous = self.last.insert(member, number);
        self.links.push((member, record, previous));
    }

    /// The later records of `member`, last one first.
    fn of(&self, member: MemberId) -> impl Iterator<Item = RecordId> {
        let previous = |number: &u32| self.links[*number as usize].2;
        std::iter::successors(self.last.get(&member).copied(), previous)
            .map(|number| self.links[number as usize].1)
    }

    fn into_sorted(self) -> Vec<(MemberId, RecordId)> {
        let mut merged: Vec<_> = self
            .links
            .into_iter()
            .map(|(member, record, _)| (member, record))
            .collect();
        merged.sort_unstable();
        merged
    }
}

impl Linker<'_> {
    /// Makes a member of each of `count` member records.
    pub(in crate::directory) fn distinct_members(&mut self, count: usize) -> LinkedMembers {
        self.counts.rows.read += count as u64;
        self.counts.rows.used += count as u64;
        LinkedMembers {
            first: Vec::new(),
            merged: Vec::new(),
            rows: Rows::Plain,
        }
    }

    /// Makes members of the member records. `kinds` are the kinds of identity met, `count` the number of records.
    pub(in crate::directory) fn members(
        &mut self,
        kinds: &[IdentityKind],
        count: usize,
    ) -> LinkedMembers {
        let mut chain = Chain::default();
        let mut rows = Rows::Plain;
        self.counts.rows.read += count as u64;
        let mut first: Vec<RecordId> = Vec::with_capacity(count);
        let mut indexes: Vec<_> = kinds
            .iter()
            .map(|kind| IdentityIndex::new(*kind, count))
            .collect();
        for (id, record) in self
            .records()
            .filter(|(_, record)| record.kind() == RecordKind::Member)
        {
            let member = match self.find_member(&indexes, &first, record) {
                None => {
                    let member = MemberId(first.len() as u32);
                    first.push(id);
                    self.counts.rows.used += 1;
                    for index in &mut indexes {
                        if let Some(text) = index.kind().text(record) {
                            index.insert(text, member, id);
                        }
                    }
                    Some(member)
                }
                Some(member) => {
                    if let Rows::Plain = rows {
                        rows = Rows::Mapped(
                            (0..first.len() as u32)
                                .map(|index| Some(MemberId(index)))
                                .collect(),
                        );
                    }
                    let earlier = first[member.0 as usize];
                    self.join(member, earlier, id, &mut chain).then(|| {
                        let known = self.record(earlier);
                        for index in &mut indexes {
                            if let Some(text) = index
                                .kind()
                                .text(record)
                                .filter(|_| index.kind().text(known).is_none())
                            {
                                index.insert(text, member, id);
                            }
                        }
                        member
                    })
                }
            };
            if let Rows::Mapped(rows) = &mut rows {
                rows.push(member);
            }
        }
        LinkedMembers {
            first,
            merged: chain.into_sorted(),
            rows,
        }
    }

    /// The earlier member that `record` is about: by its strongest identity; by a weaker one only where the member
    /// lacks the stronger.
    fn find_member(
        &self,
        indexes: &[IdentityIndex],
        first: &[RecordId],
        record: Record<'_>,
    ) -> Option<MemberId> {
        let mut stronger: Vec<IdentityKind> = Vec::new();
        for index in indexes {
            let Some(text) = index.kind().text(record) else {
                continue;
            };
            let lacks_stronger = |id: &MemberId| {
                let known = self.record(first[id.0 as usize]);
                stronger.iter().all(|kind| kind.text(known).is_none())
            };
            if let Some(id) = index
                .find(text, |id| self.record(id))
                .filter(lacks_stronger)
            {
                return Some(id);
            }
            stronger.push(index.kind());
        }
        None
    }

    /// Joins the record `id` to `member`, unless it says something else about them.
    ///
    /// Between a dump and a sheet the earlier input wins field by field; two sheets or two dumps must agree.
    fn join(&mut self, member: MemberId, first: RecordId, id: RecordId, chain: &mut Chain) -> bool {
        let later = self.record(id);
        let earlier_records = std::iter::once(first).chain(chain.of(member).take(COMPARED));
        for earlier_id in earlier_records {
            let earlier = self.record(earlier_id);
            let differs =
                |field: &&Field| match (earlier.get(**field).filled(), later.get(**field).filled())
                {
                    (Some(earlier), Some(later)) => !says_the_same(**field, earlier, later),
                    _ => false,
                };
            if earlier.shape().form != later.shape().form {
                self.counts.values_overridden += AGREED.iter().filter(differs).count();
            } else if let Some(field) = AGREED.iter().find(differs) {
                self.faults.push(Fault::Disagreement {
                    member,
                    first: earlier_id,
                    record: id,
                    field: *field,
                });
                self.counts.rows.rejected += 1;
                return false;
            }
        }
        chain.push(member, id);
        self.counts.rows.merged += 1;
        true
    }
}
