//! How much a plan may take away or move before it is refused.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Action, Operation, SubjectKind};

/// Of a kind of thing, at most one in this many may go or move.
const SHARE: usize = 10;

/// At most this many may go however many there are; so many may move however few there are.
const FLOOR: usize = 10;

/// What the user accepts beyond the limits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// How many removals of any kind.
    pub removals: Option<usize>,
    /// How many moves of any kind.
    pub moves: Option<usize>,
}

/// How much of something a plan does, against how much it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Of what.
    pub kind: SubjectKind,
    /// Whether it is moved, and not removed.
    pub is_move: bool,
    /// How many.
    pub count: usize,
    /// How many may be, where nothing more is accepted.
    pub limit: usize,
    /// How many the user accepts.
    pub accepted: Option<usize>,
    /// How many the server has.
    pub total: usize,
}

impl Measure {
    /// Whether it is more than may be and is accepted.
    #[must_use]
    pub fn is_excess(&self) -> bool {
        self.count > self.accepted.unwrap_or(self.limit)
    }
}

/// What a plan does too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excess {
    /// Of what.
    pub kind: SubjectKind,
    /// Whether it is moved, and not removed.
    pub is_move: bool,
    /// How many.
    pub count: usize,
    /// How many may be.
    pub limit: usize,
    /// How many the server has.
    pub total: usize,
}

/// How many things a server has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Totals {
    /// Departments.
    pub departments: usize,
    /// Members.
    pub members: usize,
}

/// What `operations` do too much of, on a server that has `totals`, beyond what is `accepted`.
///
/// Of each kind one in ten may be removed, at most ten and at least one; one in ten may be moved, at least ten.
#[must_use]
pub fn excesses<'o>(
    operations: impl IntoIterator<Item = &'o Operation>,
    totals: Totals,
    accepted: Accepted,
) -> Vec<Excess> {
    let measures = measures(operations, totals, accepted).into_iter();
    let excess = |measure: Measure| Excess {
        kind: measure.kind,
        is_move: measure.is_move,
        count: measure.count,
        limit: measure.accepted.unwrap_or(measure.limit),
        total: measure.total,
    };
    measures.filter(Measure::is_excess).map(excess).collect()
}

/// How many departments and members `operations` remove and move, against what [`excesses`] compares that with.
#[must_use]
pub fn measures<'o>(
    operations: impl IntoIterator<Item = &'o Operation>,
    totals: Totals,
    accepted: Accepted,
) -> Vec<Measure> {
    let kinds = [SubjectKind::Department, SubjectKind::Member];
    let mut counts = [[0usize; 2]; 2];
    for operation in operations {
        let is_move = match operation.action {
            Action::Remove | Action::Leave => false,
            Action::Move => true,
            _ => continue,
        };
        let kind = kinds
            .iter()
            .position(|kind| *kind == operation.subject.kind);
        if let Some(kind) = kind {
            counts[kind][usize::from(is_move)] += 1;
        }
    }
    let totals = [totals.departments, totals.members];
    let mut measures = Vec::new();
    for (index, kind) in kinds.into_iter().enumerate() {
        let total = totals[index];
        let limits = [(total / SHARE).clamp(1, FLOOR), (total / SHARE).max(FLOOR)];
        let accepted = [accepted.removals, accepted.moves];
        for (is_move, limit) in [false, true].into_iter().zip(limits) {
            measures.push(Measure {
                kind,
                is_move,
                count: counts[index][usize::from(is_move)],
                limit,
                accepted: accepted[usize::from(is_move)],
                total,
            });
        }
    }
    measures
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::Subject;
    use super::*;

    fn operations(action: Action, kind: SubjectKind, count: usize) -> Vec<Operation> {
        let operation = |number: usize| {
            let subject = Subject {
                kind,
                name: number.to_string(),
                place: None,
                departments: 0,
                members: 0,
            };
            let arguments = BTreeMap::from([("orgId".to_owned(), number.to_string())]);
            Operation::new(action, subject, "org.delete", arguments, None)
        };
        (0..count).map(operation).collect()
    }

    #[test]
    fn a_tenth_at_most_ten_and_at_least_one_may_go_and_a_tenth_at_least_ten_may_move() {
        let remove = |count| operations(Action::Remove, SubjectKind::Department, count);
        let leave = |count| operations(Action::Leave, SubjectKind::Member, count);
        let moved = |count| operations(Action::Move, SubjectKind::Member, count);
        let totals = |departments, members| Totals {
            departments,
            members,
        };
        let accepted = Accepted {
            removals: Some(20),
            moves: None,
        };
        let none = Accepted::default();
        for (operations, totals, accepted, limit) in [
            (remove(1), totals(3, 0), none, None),
            (remove(2), totals(3, 0), none, Some(1)),
            (remove(10), totals(1000, 0), none, None),
            (remove(11), totals(1000, 0), none, Some(10)),
            (remove(11), totals(1000, 0), accepted, None),
            (leave(3), totals(0, 20), none, Some(2)),
            (moved(10), totals(0, 20), none, None),
            (moved(11), totals(0, 20), none, Some(10)),
            (moved(100), totals(0, 1000), none, None),
            (moved(101), totals(0, 1000), none, Some(100)),
            (
                operations(Action::Create, SubjectKind::Department, 99),
                totals(1, 0),
                none,
                None,
            ),
        ] {
            let excesses = excesses(&operations, totals, accepted);
            assert_eq!(
                excesses.first().map(|excess| excess.limit),
                limit,
                "{totals:?}"
            );
        }
    }
}
