//! Memberships: who is in which department, in which place, and whether as its leader.

use crate::record::{Field, Record, RecordKind, parse_flag};

use super::super::member::MemberEntry;
use super::super::{Fault, MemberId, Membership, RecordId};
use super::members::{LinkedMembers, Rows};
use super::references::{References, Resolved, Target};
use super::{Linker, Map};

/// The memberships, grouped by member.
pub(in crate::directory) struct LinkedMemberships {
    pub(super) entries: Vec<MemberEntry>,
    pub(super) list: Vec<Membership>,
}

/// Up to how many departments of one member are compared one by one.
const SCANNED: usize = 32;

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

impl Linker<'_> {
    /// Makes the memberships of all member records.
    pub(in crate::directory) fn memberships(
        &mut self,
        members: &LinkedMembers,
        references: &References,
        member_references: &[Option<u32>],
        targets: &[Target],
    ) -> LinkedMemberships {
        let mut owners: Vec<MemberId> = Vec::with_capacity(members.first.len());
        let mut list: Vec<Membership> = Vec::with_capacity(members.first.len());
        let records = self
            .records()
            .filter(|(_, record)| record.kind() == RecordKind::Member);
        for (row, (id, record)) in records.enumerate() {
            let member = match &members.rows {
                Rows::Plain => MemberId(row as u32),
                Rows::Mapped(rows) => match rows[row] {
                    Some(member) => member,
                    None => continue,
                },
            };
            let Some(number) = member_references[row] else {
                continue;
            };
            let start = list.len();
            self.row(
                id,
                record,
                references.get(number).field,
                &targets[number as usize],
                &mut list,
            );
            owners.resize(owners.len() + list.len() - start, member);
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
        &mut self,
        id: RecordId,
        record: Record<'_>,
        field: Field,
        target: &Target,
        list: &mut Vec<Membership>,
    ) {
        if target.has_gap {
            self.faults.push(Fault::PathGap { record: id, field });
        }
        let departments = target.items.len();
        let beside = Beside::of(record);
        let leaders = self.aligned(id, record, Field::IS_LEADER, beside.leader, departments);
        let orders = self.aligned(id, record, Field::MEMBER_ORDER, beside.order, departments);
        let start = list.len();
        for (index, item) in target.items.iter().enumerate() {
            match item {
                None => {}
                Some(Resolved::Not { text, candidates }) if candidates.is_empty() => {
                    self.faults.push(Fault::UnresolvedDepartment {
                        record: id,
                        field,
                        text: text.clone(),
                    });
                }
                Some(Resolved::Not { text, candidates }) => {
                    let (text, candidates) = (text.clone(), candidates.clone());
                    self.faults.push(Fault::AmbiguousDepartment {
                        record: id,
                        field,
                        text,
                        candidates,
                    });
                }
                Some(Resolved::Department(department)) => {
                    let mut membership = Membership::new(*department, id);
                    let item = |items: &Option<Vec<_>>| {
                        items
                            .as_ref()
                            .and_then(|items: &Vec<&str>| items.get(index).copied())
                    };
                    membership.set_leader(item(&leaders).and_then(parse_flag));
                    membership.set_order(item(&orders).and_then(|order| order.parse().ok()));
                    list.push(membership);
                }
            }
        }
        if let Some(main) = beside.main {
            self.mark_main(id, record, main, &mut list[start..]);
        }
    }

    /// The items of a list beside `departments` departments, one each; a single item stands for all of them, unless
    /// it is a yes, which cannot be meant for each.
    fn aligned<'r>(
        &mut self,
        id: RecordId,
        record: Record<'r>,
        field: Field,
        text: Option<&'r str>,
        departments: usize,
    ) -> Option<Vec<&'r str>> {
        let text = text?;
        if departments == 1 && !text.contains(|c: char| !c.is_alphanumeric()) {
            return Some(vec![text]);
        }
        let mut items = self.separators[&record.source()].items(text);
        let is_yes = field == Field::IS_LEADER && parse_flag(items[0]) == Some(true);
        if items.len() == 1 && departments > 1 && !is_yes {
            items = vec![items[0]; departments];
        }
        if items.len() == departments {
            return Some(items);
        }
        self.faults.push(Fault::Misaligned {
            record: id,
            field,
            values: items.len(),
            departments,
        });
        None
    }

    /// Marks the membership of the main department, which is given by code, path or name.
    fn mark_main(
        &mut self,
        id: RecordId,
        record: Record<'_>,
        main: &str,
        memberships: &mut [Membership],
    ) {
        let (levels, _) = self.levels(record.source(), main);
        let is_main = |membership: &&mut Membership| {
            let department = &self.departments[membership.department().0 as usize];
            department.code.as_deref() == Some(main)
                || self.ends_with(membership.department(), &levels)
        };
        if memberships.is_empty() || main == "0" {
            return;
        }
        match memberships.iter_mut().find(is_main) {
            Some(membership) => membership.set_main(),
            None => self
                .faults
                .push(Fault::MainDepartmentMismatch { record: id }),
        }
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
