//! What a plan makes of a server, tried on its model: the same plan is made for the model, which has ids of its own, and
//! carried out there.

use std::time::SystemTime;

use crate::directory::Directory;
use crate::error::Result;
use crate::plan::{Operation, State};
use crate::submit;
use crate::system::{Client, Identity, Ids, Live, Modelled, Planner, System, Wanted};

use super::session::OpenDoor;
use super::{message, read_back, remote_of};

/// How a server was and how it will be, as its model shows it.
#[derive(Debug)]
pub struct Outlook {
    /// Before the plan.
    pub before: Directory,
    /// After it.
    pub after: Directory,
    /// What the model refused, and why.
    pub refusals: Vec<String>,
}

/// Carries out on a model that holds `current` what makes it `wanted`. `None` where there is no model, or where the
/// plan for the model is another one than `waves`, so that it would show something else.
///
/// # Errors
/// When what the model holds cannot be kept in a temporary file.
pub fn outlook(
    system: &'static dyn System,
    wanted: Wanted<'_>,
    current: &Directory,
    waves: &[Vec<Operation>],
) -> Result<Option<Outlook>> {
    let (Some(live), Some(planner)) = (system.live(), system.planner()) else {
        return Ok(None);
    };
    let top = current.tree().roots().first();
    let top = top.map_or("rehearsal", |id| &*current.department(*id).name);
    let server = Modelled::new(live.server(&Identity::open(top)), SystemTime::now);
    server.look(|server| server.seed(current));
    let remote = remote_of(system, top);
    let client = Client::new(system, live.settings(&remote)?, Box::new(OpenDoor), &server);
    let before = read_back(system, live, &client, &remote, true)?;
    let Ok(draft) = planner.draft(wanted, &State::of(&before)) else {
        return Ok(None);
    };
    if !is_same(&draft.waves, waves) {
        return Ok(None);
    }
    let refusals = carry_out(&draft.waves, live, planner, &client);
    Ok(Some(Outlook {
        after: read_back(system, live, &client, &remote, true)?,
        before,
        refusals,
    }))
}

/// Whether two plans do the same to the same things, wave by wave, whatever their ids are and in whatever order.
fn is_same(some: &[Vec<Operation>], others: &[Vec<Operation>]) -> bool {
    let deeds = |wave: &Vec<Operation>| {
        let deed = |operation: &Operation| {
            let subject = &operation.subject;
            (
                operation.action,
                operation.call.clone(),
                subject.name.clone(),
                subject.place.clone(),
                (subject.departments, subject.members),
            )
        };
        let mut deeds: Vec<_> = wave.iter().map(deed).collect();
        deeds.sort();
        deeds
    };
    some.len() == others.len()
        && some
            .iter()
            .zip(others)
            .all(|(one, other)| deeds(one) == deeds(other))
}

/// Sends every operation in order; what the model refused of them.
fn carry_out(
    waves: &[Vec<Operation>],
    live: &dyn Live,
    planner: &dyn Planner,
    client: &Client<'_>,
) -> Vec<String> {
    let mut ids = Ids::new();
    let mut refusals = Vec::new();
    for operation in waves.iter().flatten() {
        let mut endpoints = live.endpoints().iter();
        let Some(endpoint) = endpoints.find(|endpoint| endpoint.operation == operation.call) else {
            continue;
        };
        // What waits for an id that did not come is not sent; why, was said of the operation that was to bring it.
        let Ok(arguments) = submit::arguments(operation, live.endpoints(), &ids) else {
            continue;
        };
        match client.call(endpoint, arguments) {
            Ok(reply) => {
                if let Some(id) = planner.answer(&reply).id {
                    ids.insert(operation.key.clone(), id);
                }
            }
            Err(fault) => refusals.push(format!("{}: {}", operation.subject.name, message(fault))),
        }
    }
    refusals
}

#[cfg(test)]
mod tests {
    use crate::directory::example::{departments, link, members, sources};
    use crate::plan::{Diff, Mode};
    use crate::system::{PayloadOptions, by_name};

    use super::*;

    #[test]
    fn what_a_plan_will_have_done_is_seen_on_the_model_with_ids_of_its_own() {
        let people: [[&str; 4]; 2] = [
            ["zhang", "张三", "zhang@example.com", "2"],
            ["li", "李四", "li@example.com", "9"],
        ];
        let server = link(&[departments(
            "code name parent_code",
            &[["71", "星河", ""], ["72", "研发部", "71"]],
        )]);
        let wanted = link(&[
            departments(
                "code name parent_code",
                &[
                    ["1", "星河", ""],
                    ["2", "研发部", "1"],
                    ["9", "市场部", "1"],
                ],
            ),
            members("userid name email department_code", &people),
        ]);
        for (name, people) in [("aisuda", 2), ("atwork", 0)] {
            let system = by_name(name).unwrap();
            let (sources, options) = (sources(), PayloadOptions::default());
            let wanted = Wanted {
                directory: &wanted,
                sources: &sources,
                mode: Mode::Import,
                options: &options,
            };
            let planner = system.planner().unwrap();
            let draft = planner.draft(wanted, &State::of(&server)).unwrap();
            let seen = outlook(system, wanted, &server, &draft.waves).unwrap();
            let seen = seen.expect(name);
            assert_eq!(seen.refusals, [""; 0], "{name}");
            let tally = Diff::between(&seen.before, &seen.after).tally();
            assert_eq!(tally.departments_added, 1, "{name}");
            assert_eq!(tally.members_added, people, "{name}");
            let other = outlook(system, wanted, &server, &[]).unwrap();
            assert!(other.is_none(), "{name}");
        }
    }
}
