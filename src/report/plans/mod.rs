//! Plans for the people who sign them: what is sent, against which limits, and a workbook of it.

mod workbook;

use crate::plan::{Action, Measure, Mode, Operation, Plan, SubjectKind};
use crate::system;

pub use workbook::{Signed, write as write_workbook};

/// Every action, in the order in which they are told.
pub(super) const ACTIONS: [Action; 8] = [
    Action::Create,
    Action::Import,
    Action::Update,
    Action::Move,
    Action::Join,
    Action::Lead,
    Action::Leave,
    Action::Remove,
];

/// What an action is called.
pub(super) fn action_word(action: Action) -> &'static str {
    match action {
        Action::Create => "plans-create",
        Action::Import => "plans-import",
        Action::Update => "plans-update",
        Action::Move => "plans-move",
        Action::Join => "plans-join",
        Action::Lead => "plans-lead",
        Action::Leave => "plans-leave",
        Action::Remove => "plans-remove",
    }
}

/// Whom an operation of `plan` is about, where it is about several and lists them.
pub(super) fn people(plan: &Plan, operation: &Operation) -> Vec<[String; 2]> {
    let planner = system::by_name(&plan.remote.system).and_then(|system| system.planner());
    planner.map_or_else(Vec::new, |planner| planner.people(operation))
}

/// What a way of planning is called.
pub(super) fn mode_word(mode: Mode) -> &'static str {
    match mode {
        Mode::Import => "plans-mode-import",
        Mode::Add => "plans-mode-add",
        Mode::Mirror => "plans-mode-mirror",
    }
}

/// What a limit is about.
pub(super) fn limit_word(measure: &Measure) -> &'static str {
    match (measure.kind, measure.is_move) {
        (SubjectKind::Member, false) => "plans-limit-member-removals",
        (SubjectKind::Member, true) => "plans-limit-member-moves",
        (_, false) => "plans-limit-department-removals",
        (_, true) => "plans-limit-department-moves",
    }
}

/// The flags with which a plan that goes beyond the limits is sent all the same; empty where it does not.
pub(super) fn accepting(measures: &[Measure]) -> String {
    let needed = |is_move: bool| {
        let excess = measures
            .iter()
            .filter(|one| one.is_excess() && one.is_move == is_move);
        excess.map(|measure| measure.count).max()
    };
    let flags = [
        ("--accept-removals", needed(false)),
        ("--accept-moves", needed(true)),
    ];
    let flags: Vec<String> = flags
        .into_iter()
        .filter_map(|(flag, count)| Some(format!("{flag} {}", count?)))
        .collect();
    flags.join(" ")
}
