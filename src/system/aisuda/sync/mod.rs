//! Desired × current → operations: everything in one import, or one by one what is missing, elsewhere or too much.
//!
//! There is no call that renames or moves a department or changes what is known of a user; a plan says so.

mod change;
mod departments;
mod import;
mod look;
mod memberships;
mod newcomers;
mod people;
mod removal;

#[cfg(test)]
mod tests;

use serde::Deserialize;

use crate::error::Result;
use crate::plan::{Mode, Operation, State};
use crate::system::{Answer, Draft, Ids, Planner, Seen, Wanted};
use crate::transport::Reply;

use change::Changes;

/// What aisuda can be told to do.
pub(super) struct AisudaPlanner;

impl Planner for AisudaPlanner {
    fn modes(&self) -> &'static [Mode] {
        &Mode::ALL
    }

    fn draft(&self, wanted: Wanted<'_>, current: &State<'_>) -> Result<Draft> {
        if wanted.mode == Mode::Import {
            return Ok(import::draft(wanted, current));
        }
        Changes::find(wanted, current).map(Changes::draft)
    }

    fn look(&self, operation: &Operation, ids: &Ids, current: &State<'_>) -> Seen {
        look::look(operation, ids, current)
    }

    /// The documents do not show what the reply to a new department says; an id in its data is that of the department.
    fn answer(&self, reply: &Reply) -> Answer {
        #[derive(Deserialize)]
        struct Created {
            data: Made,
        }
        #[derive(Deserialize)]
        struct Made {
            id: String,
        }
        let created = serde_json::from_slice::<Created>(&reply.body);
        Answer {
            id: created.ok().map(|created| created.data.id),
            rows: Vec::new(),
        }
    }

    fn is_there_already(&self, _: i64, _: &str) -> bool {
        false
    }
}
