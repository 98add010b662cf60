//! Whether a plan still fits the server it was made for.

use std::collections::HashSet;

use crate::plan::{Action, Object, Operation, Plan, State};
use crate::system::{Ids, Planner, Seen};

/// The first subject of `plan` that the server no longer has as the plan saw it, or whose parent it has not. What the
/// plan did itself, in a run that ended early, counts as expected.
#[must_use]
pub fn stale_subject<'p>(
    plan: &'p Plan,
    planner: &dyn Planner,
    state: &State<'_>,
) -> Option<&'p str> {
    let mut ids = Ids::new();
    let is_done = |operation: &&Operation| match planner.look(operation, &ids, state) {
        Seen::Done(id) => {
            // What is done later may be done to this.
            ids.extend(id.map(|id| (operation.key.clone(), id)));
            true
        }
        _ => false,
    };
    let (done, open): (Vec<_>, Vec<_>) = plan.operations().partition(is_done);
    let makes = |action| matches!(action, Action::Create | Action::Import);
    // What is made is a child that others do not look at; its parent stays as it was.
    let changed = done.iter().filter(|operation| !makes(operation.action));
    let changed = changed.flat_map(|operation| &operation.expects);
    let changed: HashSet<&Object> = changed.map(|known| &known.object).collect();
    let is_stale = |operation: &&Operation| {
        let expected = operation.expects.iter();
        let mut expected = expected.filter(|known| !changed.contains(&known.object));
        expected.any(|known| !state.meets(known))
    };
    let stale = open.into_iter().find(is_stale);
    stale.map(|operation| operation.subject.name.as_str())
}
