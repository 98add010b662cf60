//! What one row says: which departments its member is in, in which place of each, and whether as its leader.

use std::cell::LazyCell;

use crate::record::{Field, Lookup, Record, Separators, Value, parse_flag};

use super::super::{Department, DepartmentId, Fault, Membership, RecordId};
use super::Linker;
use super::memberships::Piece;
use super::references::{ReferenceNumber, References, small_number};
use super::targets::{Resolved, Span, Targets};

/// A row that names departments.
pub(super) struct Row<'r> {
    pub(super) id: RecordId,
    pub(super) record: Record<'r>,
    /// How its source writes paths and lists.
    pub(super) separators: &'r Separators,
    /// What names its departments.
    pub(super) number: ReferenceNumber,
    /// Where these stand.
    pub(super) span: Span,
    /// The codes of all departments.
    pub(super) codes: &'r SmallCodes,
}

/// The codes that are small numbers, by department: close together, so that none is waited for.
#[derive(Default)]
pub(super) struct SmallCodes(Vec<u32>);

impl SmallCodes {
    pub(super) fn of(departments: &[Department]) -> Self {
        let codes = departments.iter().map(|department| {
            let number = department.code.as_deref().and_then(small_number);
            number.map_or(0, |number| number as u32)
        });
        Self(codes.collect())
    }

    /// Whether the code of `department` is `number`.
    fn is(&self, department: DepartmentId, number: usize) -> bool {
        let code = self.0.get(department.0 as usize);
        code.is_some_and(|code| *code as usize == number)
    }
}

/// What a row says beside its departments.
struct Beside<'r> {
    leader: Option<&'r str>,
    order: Option<&'r str>,
    main: Option<&'r str>,
}

/// The fields that say it.
const BESIDE: [Field; 3] = [
    Field::IS_LEADER,
    Field::MEMBER_ORDER,
    Field::MAIN_DEPARTMENT,
];

/// Looks up what rows say beside their departments.
pub(super) type RowLookup<'r> = Lookup<'r, { BESIDE.len() }>;

impl<'r> Beside<'r> {
    fn of(record: Record<'r>, lookup: &mut RowLookup<'r>) -> Self {
        let [leader, order, main] = record.get_each(lookup).map(Value::filled);
        Self {
            leader,
            order,
            main,
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

impl Linker<'_> {
    /// What is to be looked up for [`Linker::row`].
    pub(super) fn row_lookup<'r>() -> RowLookup<'r> {
        Lookup::new(&BESIDE)
    }

    /// Makes the memberships of one row.
    pub(super) fn row<'r>(
        &self,
        row: &Row<'r>,
        lookup: &mut RowLookup<'r>,
        references: &References,
        targets: &Targets,
        piece: &mut Piece,
    ) {
        let Row { id, record, .. } = *row;
        let field = || references.get(row.number).field;
        if targets.has_gap(row.number) {
            let field = field();
            piece.faults.push(Fault::PathGap { record: id, field });
        }
        let departments = row.span.len();
        let beside = Beside::of(record, lookup);
        let mut aligned = |field, text| {
            aligned(row.separators, field, text, departments).unwrap_or_else(|values| {
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
        for (index, item) in targets.items(row.span).enumerate() {
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
            && !self.mark_main(row, main, &mut piece.list[start..])
        {
            piece
                .faults
                .push(Fault::MainDepartmentMismatch { record: id });
        }
    }

    /// Marks the membership of the main department, which is given by code, path or name; whether there is one.
    fn mark_main(&self, row: &Row<'_>, main: &str, memberships: &mut [Membership]) -> bool {
        if memberships.is_empty() || main == "0" {
            return true;
        }
        let number = small_number(main);
        let levels = LazyCell::new(|| self.levels(row.record.source(), main).0);
        let is_main = |membership: &&mut Membership| {
            let id = membership.department();
            number.is_some_and(|number| row.codes.is(id, number))
                || self.departments[id.0 as usize].code.as_deref() == Some(main)
                || self.ends_with(id, &levels)
        };
        let found = memberships.iter_mut().find(is_main);
        found.map(Membership::set_main).is_some()
    }

    /// Whether the path of `department` ends with `levels`.
    fn ends_with(&self, department: DepartmentId, levels: &[&str]) -> bool {
        let mut at = Some(department);
        !levels.is_empty()
            && levels.iter().rev().all(|name| {
                let found = at.map(|id| &self.departments[id.0 as usize]);
                at = found.and_then(|department| department.parent);
                found.is_some_and(|department| department.name == *name)
            })
    }
}

/// The items of a list beside `departments` departments, one each; a single item stands for all of them, unless
/// it is a yes, which cannot be meant for each.
///
/// # Errors
/// The number of items, where it is another one.
fn aligned<'r>(
    separators: &Separators,
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
    let items = separators.items(text);
    let is_yes = field == Field::IS_LEADER && parse_flag(items[0]) == Some(true);
    match items[..] {
        [item] if departments == 1 || !is_yes => Ok(Aligned::Same(item)),
        _ if items.len() == departments => Ok(Aligned::Each(items)),
        _ => Err(items.len()),
    }
}
