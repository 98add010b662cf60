//! Memberships: who is in which department, in which place, and whether as its leader.

use crate::pieces;
use crate::record::{Block, Field, RecordKind};

use super::super::member::MemberEntry;
use super::super::{DepartmentId, Fault, MemberId, Membership, RecordId};
use super::members::{LinkedMembers, Rows};
use super::references::{ReferenceNumber, References};
use super::row::{Row, SmallCodes};
use super::targets::{Span, Targets};
use super::{Linker, Map};

/// The memberships, grouped by member.
pub(in crate::directory) struct LinkedMemberships {
    pub(super) entries: Vec<MemberEntry>,
    pub(super) list: Vec<Membership>,
}

/// Up to how many departments of one member are compared one by one.
const SCANNED: usize = 32;

/// The memberships of some rows, and the member of each.
#[derive(Default)]
pub(super) struct Piece {
    owners: Vec<MemberId>,
    /// Where every row is a member of its own: those members.
    entries: Vec<MemberEntry>,
    pub(super) list: Vec<Membership>,
    pub(super) faults: Vec<Fault>,
}

impl Piece {
    /// Takes over what stands behind all that is here already.
    fn take(&mut self, next: &mut Self) {
        let before = self.list.len() as u32;
        let entries = next.entries.drain(..).map(|entry| MemberEntry {
            memberships: before + entry.memberships,
            ..entry
        });
        self.entries.extend(entries);
        self.owners.append(&mut next.owners);
        self.list.append(&mut next.list);
        self.faults.append(&mut next.faults);
    }
}

/// The member records: which reference names the departments of each.
#[derive(Clone, Copy)]
pub(in crate::directory) struct MemberRows<'r> {
    /// For every block: how many member records stand before it.
    pub(in crate::directory) starts: &'r [usize],
    /// For every member record in order.
    pub(in crate::directory) numbers: &'r [Option<ReferenceNumber>],
}

/// What memberships are made from.
#[derive(Clone, Copy)]
struct Given<'g> {
    members: &'g LinkedMembers,
    references: &'g References,
    rows: MemberRows<'g>,
    targets: &'g Targets,
    codes: &'g SmallCodes,
}

impl Linker<'_> {
    /// Makes the memberships of all member records, the rows of several blocks at once.
    pub(in crate::directory) fn memberships(
        &mut self,
        members: &LinkedMembers,
        references: &References,
        rows: MemberRows<'_>,
        targets: &Targets,
    ) -> LinkedMemberships {
        let are_members = matches!(members.rows, Rows::Plain);
        let count = rows.numbers.len();
        let mut all = Piece {
            entries: Vec::with_capacity(if are_members { count } else { 0 }),
            // Few people are in many departments. What is not used of this takes no memory.
            list: Vec::with_capacity(count + count / 2),
            ..Piece::default()
        };
        let given = Given {
            members,
            references,
            rows,
            targets,
            codes: &self.small_codes(),
        };
        let make = |block, piece: &mut Piece| self.fill(piece, block, given);
        pieces::each(self.blocks.len(), make, |piece| all.take(piece));
        let Piece {
            mut owners,
            entries,
            mut list,
            faults,
        } = all;
        self.faults.extend(faults);
        if are_members {
            return LinkedMemberships { entries, list };
        }
        if !owners.is_sorted() {
            let mut order: Vec<u32> = (0..list.len() as u32).collect();
            order.sort_by_key(|index| owners[*index as usize]);
            list = order.iter().map(|index| list[*index as usize]).collect();
            owners.sort();
        }
        group(members, &owners, list)
    }

    /// The codes that main departments may be named by; none where none is named.
    fn small_codes(&self) -> SmallCodes {
        let mut shapes = self.blocks.iter().map(Block::shape);
        match shapes.any(|shape| shape.column(Field::MAIN_DEPARTMENT).is_some()) {
            true => SmallCodes::of(&self.departments),
            false => SmallCodes::default(),
        }
    }

    /// Fills an empty `piece` with the memberships of the rows of a block.
    fn fill(&self, piece: &mut Piece, block: usize, given: Given<'_>) {
        let Given {
            members,
            rows,
            targets,
            ..
        } = given;
        let are_members = matches!(members.rows, Rows::Plain);
        let records = &self.blocks[block];
        let separators = &self.separators[&records.shape().source];
        let first = rows.starts[block];
        let next = rows.starts.get(block + 1).copied();
        let numbers = &rows.numbers[first..next.unwrap_or(rows.numbers.len())];
        // Looked up one behind the other, they are waited for together.
        let spans = numbers
            .iter()
            .map(|number| number.map(|number| targets.span(number)));
        let spans: Vec<Option<Span>> = spans.collect();
        let mut lookup = Self::row_lookup();
        let records = (0..).zip(records.records());
        let records = records.filter(|(_, record)| record.kind() == RecordKind::Member);
        for (row, (index, record)) in records.enumerate() {
            let id = RecordId {
                block: block as u32,
                index,
            };
            let start = piece.list.len();
            let member = members.rows.member(first + row);
            if let (Some(member), Some(number), Some(span)) = (member, numbers[row], spans[row]) {
                let row = Row {
                    id,
                    record,
                    separators,
                    number,
                    span,
                    codes: given.codes,
                };
                self.row(&row, &mut lookup, given.references, targets, piece);
                if !are_members {
                    piece.owners.resize(piece.list.len(), member);
                }
            }
            if are_members {
                let count = settle(&mut piece.list[start..]);
                piece.list.truncate(start + count);
                piece.entries.push(MemberEntry {
                    record: id,
                    memberships: start as u32,
                    is_merged: false,
                });
            }
        }
    }
}

/// Puts the memberships of one member in order, each department once, one of them the main one. Returns how many are
/// left at the beginning.
fn settle(list: &mut [Membership]) -> usize {
    if let [only] = list {
        only.set_main();
        return 1;
    }
    let mut written = 0;
    let mut seen: Map<DepartmentId, usize> = Map::default();
    for read in 0..list.len() {
        let next = list[read];
        let known = if written < SCANNED {
            let mut known = list[..written].iter();
            known.position(|known| known.department() == next.department())
        } else {
            if seen.is_empty() {
                seen.extend((0..written).map(|index| (list[index].department(), index)));
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
    let list = &mut list[..written];
    if let Some(main) = list.iter().position(Membership::is_main) {
        list[main + 1..].iter_mut().for_each(Membership::clear_main);
    } else if let Some(first) = list.first_mut() {
        first.set_main();
    }
    written
}

/// Groups sorted memberships by member.
fn group(
    members: &LinkedMembers,
    owners: &[MemberId],
    mut list: Vec<Membership>,
) -> LinkedMemberships {
    let mut entries = Vec::with_capacity(members.first.len());
    let mut merged = members.merged.iter().map(|(member, _)| *member).peekable();
    let (mut read, mut written) = (0, 0);
    for (index, record) in members.first.iter().enumerate() {
        let member = MemberId(index as u32);
        let of_member = owners[read..].iter().take_while(|owner| **owner == member);
        let next = read + of_member.count();
        let count = settle(&mut list[read..next]);
        list.copy_within(read..read + count, written);
        let is_merged = merged.peek() == Some(&member);
        while merged.next_if_eq(&member).is_some() {}
        entries.push(MemberEntry {
            record: *record,
            memberships: written as u32,
            is_merged,
        });
        (read, written) = (next, written + count);
    }
    list.truncate(written);
    LinkedMemberships { entries, list }
}
