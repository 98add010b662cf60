//! What a page tells of a plan: where it goes, what is sent, how much it may do, what it leaves out.

use serde::Serialize;

use crate::locale::Arguments;
use crate::plan::{Action, Measure, Plan, SubjectKind, Totals};

use super::super::mask::Privacy;
use super::super::plans;
use super::chart::shown;
use super::head::Loss;
use super::words::{Both, Tongues};

/// How many operations a page holds, and how many notes.
const MOST: (usize, usize) = (50_000, 2_000);

/// How many people of operations that are about several a page holds.
const PEOPLE: usize = 100_000;

/// A plan, and what was found when it was made.
#[derive(Clone, Copy)]
pub struct Planned<'p> {
    /// The plan.
    pub plan: &'p Plan,
    /// How much it removes and moves.
    pub measures: &'p [Measure],
    /// What the system has no room for.
    pub losses: &'p [Loss],
    /// What the model of the server refused of it, in words.
    pub refusals: &'p [String],
}

/// What stands at the top of the page of a plan.
#[derive(Serialize)]
pub(super) struct PlanHead {
    remote: String,
    system: String,
    url: String,
    organization: String,
    mode: Both,
    /// The files it was made from, with the beginnings of their hashes.
    sources: Vec<(String, String)>,
    fingerprint: String,
    requests: usize,
    waves: usize,
    totals: Totals,
    measures: Vec<Limit>,
    /// What the user adds to the command to have it sent all the same; empty where it is sent.
    accepting: String,
    /// What is done, and to how many departments and members.
    actions: Vec<(Both, Totals)>,
    /// What cannot be done.
    notes: Vec<Both>,
    more_notes: usize,
    refusals: Vec<String>,
    /// Whether what it makes of the server cannot be shown.
    is_unseen: bool,
    outcome: &'static str,
    verdict: Both,
}

#[derive(Serialize)]
struct Limit {
    what: Both,
    count: usize,
    limit: usize,
    accepted: Option<usize>,
    total: usize,
    is_excess: bool,
}

/// The operations of a plan, in the order in which they are sent.
#[derive(Serialize)]
pub(super) struct Operations {
    list: Vec<OperationInWords>,
    /// Operations that are not on the page.
    left_out: usize,
}

/// One operation.
#[derive(Serialize)]
struct OperationInWords {
    wave: usize,
    /// The number of the action among those at the top of the page.
    action: usize,
    is_member: bool,
    name: String,
    place: String,
    call: String,
    departments: usize,
    members: usize,
    /// Whom it is about, where it is about several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<[String; 2]>,
}

impl PlanHead {
    pub(super) fn of(
        planned: &Planned<'_>,
        is_unseen: bool,
        tongues: &Tongues,
        privacy: Privacy,
    ) -> Self {
        let plan = planned.plan;
        let text = |text: &str| shown(text, None, privacy);
        let accepting = plans::accepting(planned.measures);
        let (outcome, id) = match () {
            () if !accepting.is_empty() => ("error", "html-verdict-plan-refused"),
            () if plan.waves.is_empty() => ("fine", "html-verdict-plan-nothing"),
            () if !planned.refusals.is_empty() => ("warning", "html-verdict-plan-doubtful"),
            () if planned.measures.iter().any(|one| one.count > one.limit) => {
                ("warning", "html-verdict-plan-accepted")
            }
            () => ("fine", "html-verdict-plan"),
        };
        let arguments = Arguments::default()
            .with("remote", text(&plan.remote.name))
            .with("requests", plan.operations().count())
            .with("refusals", planned.refusals.len())
            .with("flags", accepting.as_str());
        let limit = |measure: &Measure| Limit {
            what: tongues.both(|locale| locale.text(plans::limit_word(measure))),
            count: measure.count,
            limit: measure.limit,
            accepted: measure.accepted,
            total: measure.total,
            is_excess: measure.is_excess(),
        };
        let notes = plan.notes.iter().take(MOST.1).map(|note| {
            let subject = Arguments::default().with("subject", text(&note.subject));
            tongues.both(|locale| locale.format(&note.message, &subject))
        });
        Self {
            remote: text(&plan.remote.name),
            system: plan.remote.system.clone(),
            url: text(&plan.remote.url),
            organization: text(&plan.remote.organization),
            mode: tongues.both(|locale| locale.text(plans::mode_word(plan.mode))),
            sources: plan
                .sources
                .iter()
                .map(|source| (text(&source.name), source.hash.clone()))
                .collect(),
            fingerprint: plan.fingerprint(),
            requests: plan.operations().count(),
            waves: plan.waves.len(),
            totals: plan.totals,
            measures: planned.measures.iter().map(limit).collect(),
            accepting,
            actions: actions(plan)
                .map(|action| {
                    let word = tongues.both(|locale| locale.text(plans::action_word(action)));
                    (word, plan.count(action))
                })
                .collect(),
            notes: notes.collect(),
            more_notes: plan.notes.len().saturating_sub(MOST.1),
            refusals: planned.refusals.iter().map(|one| text(one)).collect(),
            is_unseen: is_unseen && !plan.waves.is_empty(),
            outcome,
            verdict: tongues.both(|locale| locale.format(id, &arguments)),
        }
    }
}

/// The actions that `plan` takes, each once.
fn actions(plan: &Plan) -> impl Iterator<Item = Action> + '_ {
    let is_taken = |action: &Action| plan.operations().any(|one| one.action == *action);
    plans::ACTIONS.into_iter().filter(is_taken)
}

impl Operations {
    pub(super) fn of(plan: &Plan, privacy: Privacy) -> Self {
        let taken: Vec<Action> = actions(plan).collect();
        let text = |text: &str| shown(text, None, privacy);
        let waves = (1..).zip(&plan.waves);
        let operations = waves.flat_map(|(wave, operations)| {
            operations.iter().map(move |operation| (wave, operation))
        });
        let mut room = PEOPLE;
        let list = operations.take(MOST.0).map(|(wave, operation)| {
            let subject = &operation.subject;
            let mut people = plans::people(plan, operation);
            people.truncate(room);
            room -= people.len();
            OperationInWords {
                wave,
                action: taken
                    .iter()
                    .position(|action| *action == operation.action)
                    .unwrap_or_default(),
                is_member: subject.kind == SubjectKind::Member,
                name: text(&subject.name),
                place: text(subject.place.as_deref().unwrap_or_default()),
                call: operation.call.clone(),
                departments: subject.departments,
                members: subject.members,
                people: people
                    .into_iter()
                    .map(|names| names.map(|name| text(&name)))
                    .collect(),
            }
        });
        Self {
            list: list.collect(),
            left_out: plan.operations().count().saturating_sub(MOST.0),
        }
    }
}
