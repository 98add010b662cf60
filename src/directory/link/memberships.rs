//! Memberships: who is in which department, in which place, and whether as its leader.

use rayon::prelude::*;

use crate::record::{Field, Record, RecordKind, parse_flag};

use super::super::member::MemberEntry;
use super::super::{DepartmentId, Fault, MemberId, Membership, RecordId};
use super::members::{LinkedMembers, Rows};
use super::references::{ReferenceNumber, References, Resolved, Targets};
use super::{Linker, Map};

/// The memberships, grouped by member.
pub(in crate::directory) struct LinkedMemberships {
    pub(super) entries: Vec<MemberEntry>,
    pub(super) list: Vec<Membership>,
}

/// Up to how many departments of one member are compared one by one.
const SCANNED: usize = 32;

/// How many blocks each thread goes through before what it made is taken over, so that its memory is used again.
const BLOCKS_A_THREAD: usize = 8;

/// What a row says beside its departments.
struct Beside<'r> {
    leader: Option<&'r str>,
    order: Option<&'r str>,
    main: Option<&'r str>,
}

impl<'r> Beside<'r> {
    fn of(record: Record<'r>) -> Self {
        Self {
            leader: record.get(Field::IS_LEADER).filled(),
            order: record.get(Field::MEMBER_ORDER).filled(),
            main: record.get(Field::MAIN_DEPARTMENT).filled(),
        }
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
    /// Where every row is a member of its own: those members.
    entries: Vec<MemberEntry>,
    list: Vec<Membership>,
    faults: Vec<Fault>,
}

/// The member records: which reference names the departments of each.
#[derive(Clone, Copy)]
pub(in crate::directory) struct MemberRows<'r> {
    /// For every block: how many member records stand before it.
    pub(in crate::directory) starts: &'r [usize],
    /// For every member record in order.
    pub(in crate::directory) numbers: &'r [Option<ReferenceNumber>],
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
        let piece = |block: usize| {
            let mut piece = Piece::default();
            let records = (0..).zip(self.blocks[block].records());
            let records = records.filter(|(_, record)| record.kind() == RecordKind::Member);
            for (row, (index, record)) in (rows.starts[block]..).zip(records) {
                let id = RecordId {
                    block: block as u32,
                    index,
                };
                let start = piece.list.len();
                let member = members.rows.member(row);
                if let (Some(member), Some(number)) = (member, rows.numbers[row]) {
                    let field = || references.get(number).field;
                    self.row(id, record, field, number, targets, &mut piece);
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
            piece
        };
        let count = rows.numbers.len();
        let mut entries = Vec::with_capacity(if are_members { count } else { 0 });
        // Few people are in many departments. What is not used of this takes no memory.
        let mut list: Vec<Membership> = Vec::with_capacity(count + count / 2);
        let mut owners = Vec::new();
        let numbers: Vec<usize> = (0..self.blocks.len()).collect();
        let mut faults = Vec::new();
        for wave in numbers.chunks(BLOCKS_A_THREAD * rayon::current_num_threads()) {
            let pieces: Vec<Piece> = wave.par_iter().map(|block| piece(*block)).collect();
            for piece in pieces {
                let before = list.len() as u32;
                entries.extend(piece.entries.iter().map(|entry| MemberEntry {
                    memberships: before + entry.memberships,
                    ..*entry
                }));
                owners.extend(piece.owners);
                list.extend(piece.list);
                faults.extend(piece.faults);
            }
        }
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

    /// Makes the memberships of one row.
    fn row(
        &self,
        id: RecordId,
        record: Record<'_>,
        field: impl Fn() -> Field,
        number: ReferenceNumber,
        targets: &Targets,
        piece: &mut Piece,
    ) {
        if targets.has_gap(number) {
            let field = field();
            piece.faults.push(Fault::PathGap { record: id, field });
        }
        let departments = targets.len(number);
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
        for (index, item) in targets.items(number).enumerate() {
            match item {
                Resolved::Empty => {}
                Resolved::Not(unresolved) => {
                    let field = field();
                    let (text, candidates) =
                        (unresolved.text.clone(), unresolved.candidates.clone());
                    piece.faults.push(match candidates.is_empty() {
                        true => Fault::UnresolvedDepartment {
                            record: id,
                            field,
                            text,
                        },
                        false => Fault::AmbiguousDepartment {
                            record: id,
                            field,
                            text,
                            candidates,
                        },
                    });
                }
                Resolved::Department(department) => {
                    let mut membership = Membership::new(department, id);
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
        let is_one = || {
            let is_short = matches!(text, "是" | "否" | "0" | "1");
            is_short || text.chars().all(char::is_alphanumeric)
        };
        if departments == 1 && is_one() {
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

/// Puts the memberships of one member in order, each department once, one of them the main one. Returns how many are
/// left at the beginning.
fn settle(list: &mut [Membership]) -> usize {
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
