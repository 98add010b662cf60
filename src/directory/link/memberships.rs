//! Memberships: who is in which department, in which place, and whether as its leader.

use rayon::prelude::*;

use crate::record::{Field, Record, RecordKind, parse_flag};

use super::super::member::MemberEntry;
use super::super::{Fault, MemberId, Membership, RecordId};
use super::members::LinkedMembers;
use super::references::{ReferenceNumber, References, Resolved, Target};
use super::{Linker, Map};

/// The memberships, grouped by member.
pub(in crate::directory) struct LinkedMemberships {
    pub(super) entries: Vec<MemberEntry>,
    pub(super) list: Vec<Membership>,
}

/// Up to how many departments of one member are compared one by one.
const SCANNED: usize = 32;

/// How many blocks each thread goes through before what it made is taken over, so that its memory is used again.
const BLOCKS_A_THREAD: usize = 4;

/// What a row says beside its departments.
#[derive(Default)]
struct Beside<'r> {
    leader: Option<&'r str>,
    order: Option<&'r str>,
    main: Option<&'r str>,
}

impl<'r> Beside<'r> {
    fn of(record: Record<'r>) -> Self {
        let mut beside = Self::default();
        let fields = [
            Field::IS_LEADER,
            Field::MEMBER_ORDER,
            Field::MAIN_DEPARTMENT,
        ];
        if fields
            .iter()
            .all(|field| record.shape().column(*field).is_none())
        {
            return beside;
        }
        for (field, value) in record.values() {
            match field {
                Field::IS_LEADER => beside.leader = value.filled(),
                Field::MEMBER_ORDER => beside.order = value.filled(),
                Field::MAIN_DEPARTMENT => beside.main = value.filled(),
                _ => {}
            }
        }
        beside
    }
}

/// What stands beside each department of a row.
enum Aligned<'r> {
    /// Nothing.
    Nothing,
    /// One value for all of them.
    Same(&'r str),
    /// A value each.
    Each(Vec<&'r str>),
}

impl<'r> Aligned<'r> {
    fn get(&self, index: usize) -> Option<&'r str> {
        match self {
            Self::Nothing => None,
            Self::Same(item) => Some(item),
            Self::Each(items) => items.get(index).copied(),
        }
    }
}

/// The memberships of some rows, and the member of each.
#[derive(Default)]
struct Piece {
    owners: Vec<MemberId>,
    list: Vec<Membership>,
    faults: Vec<Fault>,
}

impl Linker<'_> {
    /// Makes the memberships of all member records, the rows of several blocks at once.
    pub(in crate::directory) fn memberships(
        &mut self,
        members: &LinkedMembers,
        references: &References,
        member_references: &[Option<ReferenceNumber>],
        targets: &[Target],
    ) -> LinkedMemberships {
        let is_member = |record: &Record<'_>| record.kind() == RecordKind::Member;
        let mut starts = Vec::with_capacity(self.blocks.len());
        let mut start = 0;
        for block in self.blocks {
            starts.push(start);
            start += block.records().filter(is_member).count();
        }
        let piece = |(block, start): (usize, &usize)| {
            let mut piece = Piece::default();
            let records = (0..).zip(self.blocks[block].records());
            for (row, (index, record)) in
                (*start..).zip(records.filter(|(_, record)| is_member(record)))
            {
                let (Some(member), Some(number)) =
                    (members.rows.member(row), member_references[row])
                else {
                    continue;
                };
                let id = RecordId {
                    block: block as u32,
                    index,
                };
                let field = references.get(number).field;
                self.row(id, record, field, &targets[number.index()], &mut piece);
                piece.owners.resize(piece.list.len(), member);
            }
            piece
        };
        let (mut owners, mut list) = (Vec::with_capacity(start), Vec::with_capacity(start));
        let numbers: Vec<usize> = (0..starts.len()).collect();
        let mut faults = Vec::new();
        for wave in numbers.chunks(BLOCKS_A_THREAD * rayon::current_num_threads()) {
            let pieces: Vec<Piece> = wave
                .par_iter()
                .map(|block| piece((*block, &starts[*block])))
                .collect();
            for piece in pieces {
                owners.extend(piece.owners);
                list.extend(piece.list);
                faults.extend(piece.faults);
            }
        }
        self.faults.extend(faults);
        if !owners.is_sorted() {
            let mut order: Vec<u32> = (0..list.len() as u32).collect();
            order.sort_by_key(|index| owners[*index as usize]);
            list = order.iter().map(|index| list[*index as usize]).collect();
            owners.sort();
        }
        group(members, &owners, list)
    }

    /// Makes the memberships of one row.
    fn row(
        &self,
        id: RecordId,
        record: Record<'_>,
        field: Field,
        target: &Target,
        piece: &mut Piece,
    ) {
        if target.has_gap {
            piece.faults.push(Fault::PathGap { record: id, field });
        }
        let departments = target.items.len();
        let beside = Beside::of(record);
        let mut aligned = |field, text| {
            self.aligned(record, field, text, departments)
                .unwrap_or_else(|values| {
                    piece.faults.push(Fault::Misaligned {
                        record: id,
                        field,
                        values,
                        departments,
                    });
                    Aligned::Nothing
                })
        };
        let leaders = aligned(Field::IS_LEADER, beside.leader);
        let orders = aligned(Field::MEMBER_ORDER, beside.order);
        let start = piece.list.len();
        for (index, item) in target.items.iter().enumerate() {
            match item {
                None => {}
                Some(Resolved::Not { text, candidates }) if candidates.is_empty() => {
                    piece.faults.push(Fault::UnresolvedDepartment {
                        record: id,
                        field,
                        text: text.clone(),
                    });
                }
                Some(Resolved::Not { text, candidates }) => {
                    let (text, candidates) = (text.clone(), candidates.clone());
                    piece.faults.push(Fault::AmbiguousDepartment {
                        record: id,
                        field,
                        text,
                        candidates,
                    });
                }
                Some(Resolved::Department(department)) => {
                    let mut membership = Membership::new(*department, id);
                    membership.set_leader(leaders.get(index).and_then(parse_flag));
                    membership.set_order(orders.get(index).and_then(|order| order.parse().ok()));
                    piece.list.push(membership);
                }
            }
        }
        if let Some(main) = beside.main
            && !self.mark_main(record, main, &mut piece.list[start..])
        {
            piece
                .faults
                .push(Fault::MainDepartmentMismatch { record: id });
        }
    }

    /// The items of a list beside `departments` departments, one each; a single item stands for all of them, unless
    /// it is a yes, which cannot be meant for each.
    ///
    /// # Errors
    /// The number of items, where it is another one.
    fn aligned<'r>(
        &self,
        record: Record<'r>,
        field: Field,
        text: Option<&'r str>,
        departments: usize,
    ) -> Result<Aligned<'r>, usize> {
        let Some(text) = text else {
            return Ok(Aligned::Nothing);
        };
        if departments == 1 && text.chars().all(char::is_alphanumeric) {
            return Ok(Aligned::Same(text));
        }
        let items = self.separators[&record.source()].items(text);
        let is_yes = field == Field::IS_LEADER && parse_flag(items[0]) == Some(true);
        match items[..] {
            [item] if departments == 1 || !is_yes => Ok(Aligned::Same(item)),
            _ if items.len() == departments => Ok(Aligned::Each(items)),
            _ => Err(items.len()),
        }
    }

    /// Marks the membership of the main department, which is given by code, path or name; whether there is one.
    fn mark_main(&self, record: Record<'_>, main: &str, memberships: &mut [Membership]) -> bool {
        let (levels, _) = self.levels(record.source(), main);
        let is_main = |membership: &&mut Membership| {
            let department = &self.departments[membership.department().0 as usize];
            department.code.as_deref() == Some(main)
                || self.ends_with(membership.department(), &levels)
        };
        if memberships.is_empty() || main == "0" {
            return true;
        }
        let found = memberships.iter_mut().find(is_main);
        found.map(Membership::set_main).is_some()
    }

    /// Whether the path of `department` ends with `levels`.
    fn ends_with(&self, department: super::DepartmentId, levels: &[&str]) -> bool {
        let mut at = Some(department);
        !levels.is_empty()
            && levels.iter().rev().all(|name| {
                let found = at.map(|id| &self.departments[id.0 as usize]);
                at = found.and_then(|department| department.parent);
                found.is_some_and(|department| department.name == *name)
            })
    }
}

/// Groups sorted memberships by member, each department once, one of them the main one.
fn group(
    members: &LinkedMembers,
    owners: &[MemberId],
    mut list: Vec<Membership>,
) -> LinkedMemberships {
    let mut entries = Vec::with_capacity(members.first.len());
    let mut merged = members.merged.iter().map(|(member, _)| *member).peekable();
    let mut seen = Map::default();
    let (mut read, mut written) = (0, 0);
    for (index, record) in members.first.iter().enumerate() {
        let member = MemberId(index as u32);
        let start = written;
        seen.clear();
        while owners.get(read) == Some(&member) {
            let next = list[read];
            read += 1;
            let known = if written - start < SCANNED {
                let mut known = list[start..written].iter();
                known
                    .position(|known| known.department() == next.department())
                    .map(|index| start + index)
            } else {
                if seen.is_empty() {
                    seen.extend((start..written).map(|index| (list[index].department(), index)));
                }
                seen.get(&next.department()).copied()
            };
            match known {
                Some(known) => list[known].fill_from(&next),
                None => {
                    if !seen.is_empty() {
                        seen.insert(next.department(), written);
                    }
                    list[written] = next;
                    written += 1;
                }
            }
        }
        if let Some(main) = list[start..written].iter().position(Membership::is_main) {
            for (index, membership) in list[start..written].iter_mut().enumerate() {
                if index != main {
                    membership.clear_main();
                }
            }
        } else if let Some(first) = list[start..written].first_mut() {
            first.set_main();
        }
        let is_merged = merged.peek() == Some(&member);
        while merged.next_if_eq(&member).is_some() {}
        entries.push(MemberEntry {
            record: *record,
            memberships: start as u32,
            is_merged,
        });
    }
    list.truncate(written);
    LinkedMemberships { entries, list }
}
