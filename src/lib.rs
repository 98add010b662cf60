//! orgferry carries an organisation's directory — its department tree and its members — between the files people
//! keep and the systems that need it.
//!
//! ```text
//!            ┌────────────── source ──────────────┐
//!  file ─────┤ bytes → rows (workbook, csv, json) │
//!  remote ───┤ transport, system: whole replies   │
//!            └───────────────┬────────────────────┘
//!                     layout │ rows → records      which column is what, which rows are data
//!       (JSON: system::dump) ▼
//!                  directory │ records → Directory  the tree; total: what does not link is kept for a rule
//!                            ▼
//!            ┌───────────────┼───────────────────────────────┐
//!       rule │          system│ payload                 export │
//!            ▼               ▼                                ▼
//!      diagnostics     request bodies                 workbook / csv / json
//!            │               │ plan: operations as data; rehearse: applied to a model of the server
//!     report │               ▼
//!            ▼          submit (journal, resume) ──► the live system, or the sandbox
//!  text json csv workbook page
//! ```
//!
//! `intake` drives the upper half: locations in, one [`directory::Directory`] out. Everything is a pure function of its
//! input: the same bytes in give the same bytes out, at any thread count, in any locale and time zone. Only `transport`
//! speaks to servers, and only `sandbox` to clients.

pub mod config;
pub mod diagnostic;
pub mod directory;
pub mod error;
pub mod export;
pub mod intake;
pub mod layout;
pub mod locale;
mod pieces;
pub mod plan;
pub mod record;
pub mod rehearse;
pub mod repair;
pub mod report;
pub mod rule;
pub mod sandbox;
pub mod source;
pub mod submit;
pub mod system;
pub mod transport;
